import assert from 'node:assert/strict';
import { controllerCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { PARAMETERS } from '../../../server/src/effective/parameters.ts';
import type { Instance } from '../../../server/src/model/cluster.ts';
import { instance, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';

const manager = (settings: Settings, minor = 33) =>
  effectiveInstance(instance('kube-controller-manager', [minor], settings), minor);
const missing = (one: Instance): Instance => ({
  ...one,
  missing: [
    {
      path: '/etc/kubernetes/kcm.env',
      component: undefined,
      file: 'kcm.service',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } },
    },
  ],
});

describe('effective: what a parameter is worth', () => {
  it('is the default of the version where nobody wrote it', () => {
    for (const [minor, value, text] of [
      [31, 40_000, '40s'],
      [32, 50_000, '50s'],
    ] as const) {
      const answer = manager({}, minor).answer(PARAMETERS.gracePeriod);
      assert.deepEqual(answer, { isKnown: true, value, text, origin: { kind: 'default' } });
    }
  });

  it('is what is written, typed', () => {
    const written = manager({
      'node-monitor-grace-period': '1m30s',
      controllers: '*,-job',
      'node-eviction-rate': '.5',
    });
    assert.equal(written.certain(PARAMETERS.gracePeriod)?.value, 90_000);
    assert.deepEqual(written.certain(PARAMETERS.controllers)?.value, ['*', '-job']);
    assert.equal(written.certain(PARAMETERS.evictionRate)?.value, 0.5);
    assert.equal(written.certain(PARAMETERS.gracePeriod)?.origin.kind, 'file');
  });

  it('is open where it cannot be read, with the setting that made it so', () => {
    const answer = manager({ 'node-monitor-grace-period': TEMPLATE }).answer(PARAMETERS.gracePeriod);
    assert.equal(answer.isKnown, false);
    assert.deepEqual(answer.candidates, [0, 1e15]);
    assert.equal(answer.reason, 'template');
    assert.equal(answer.setting.name, 'node-monitor-grace-period');
    const refused = manager({ 'node-monitor-grace-period': '40' }).answer(PARAMETERS.gracePeriod);
    assert.equal(refused.isKnown ? '' : refused.reason, 'invalid');
  });

  it('is assumed, and not certain, where a file is missing that may set it', () => {
    const absent = effectiveInstance(missing(instance('kube-controller-manager', [33])), 33);
    assert.equal(absent.certain(PARAMETERS.gracePeriod), undefined);
    const answer = absent.answer(PARAMETERS.gracePeriod);
    assert.equal(answer.isKnown && answer.value, 50_000);
    assert.equal(answer.isKnown && answer.origin.kind, 'assumed');
    const written = instance('kube-controller-manager', [33], { 'node-monitor-grace-period': '60s' });
    assert.equal(effectiveInstance(missing(written), 33).certain(PARAMETERS.gracePeriod)?.value, 60_000);
  });

  it('is nothing of a flag that the version does not have', () => {
    const settings = { 'pod-eviction-timeout': '1m' };
    assert.equal(manager(settings, 26).certain(PARAMETERS.podEvictionTimeout)?.value, 60_000);
    assert.equal(manager(settings, 27).certain(PARAMETERS.podEvictionTimeout), undefined);
    assert.equal(manager(settings, 27).isWritten(PARAMETERS.podEvictionTimeout), false);
  });

  it('is answered once', () => {
    const one = manager({ 'node-monitor-grace-period': '60s' });
    assert.equal(one.answer(PARAMETERS.gracePeriod), one.answer(PARAMETERS.gracePeriod));
    assert.equal(effectiveInstance(one.instance, 33), one);
  });
});

describe('effective: who evicts by taint', () => {
  const off = '*,-taint-eviction-controller';
  const evicts = (settings: Settings, minor: number) =>
    controllerCandidates(manager(settings, minor), false).inputs.map(({ taintEviction }) => taintEviction);

  it('is a controller of its own since 1.29, unless the gate is off', () => {
    assert.deepEqual(evicts({ controllers: off }, 29), [false]);
    assert.deepEqual(evicts({ controllers: off }, 28), [true]);
    const gate = 'SeparateTaintEvictionController=false';
    assert.deepEqual(evicts({ controllers: off, 'feature-gates': gate }, 33), [true]);
    assert.deepEqual(evicts({ controllers: '*,-nodelifecycle', 'feature-gates': gate }, 33), [false]);
    assert.deepEqual(evicts({ controllers: off, 'feature-gates': TEMPLATE }, 33), [false, true]);
  });
});
