import assert from 'node:assert/strict';
import { admissionCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { optional } from '../../../server/src/model/value.ts';
import type { Toleration } from '../../../server/src/model/workload.ts';
import { possibleStays } from '../../../server/src/timing/tolerations.ts';
import {
  instance,
  type Settings,
  TEMPLATE,
  toleration,
  unreachable,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

const KEY = 'node.kubernetes.io/unreachable';
const ANY = { from: 0, to: 1e12 };

function stays(parts: WorkloadParts, minor = 33, apiServer: Settings = {}) {
  const [admission, ...others] = admissionCandidates(
    effectiveInstance(instance('kube-apiserver', [minor], apiServer), minor),
  ).inputs;
  assert.ok(admission && others.length === 0);
  return possibleStays(workload(parts), 'unreachable', admission);
}

describe('timing: tolerations', () => {
  it('come from admission where the pod has none', () => {
    assert.deepEqual(stays({}), [300]);
    assert.deepEqual(stays({}, 33, { 'default-unreachable-toleration-seconds': '30' }), [30]);
    assert.deepEqual(stays({}, 33, { 'default-unreachable-toleration-seconds': '-1' }), [0]);
    assert.deepEqual(stays({}, 33, { 'disable-admission-plugins': 'Foo,DefaultTolerationSeconds' }), [0]);
  });

  it('come from admission before 1.10 only where the plugin is named', () => {
    assert.deepEqual(stays({}, 9), [0]);
    assert.deepEqual(stays({}, 9, { 'admission-control': 'NamespaceLifecycle,DefaultTolerationSeconds' }), [300]);
    assert.deepEqual(stays({}, 33, { 'admission-control': 'NamespaceLifecycle' }), [0]);
    assert.deepEqual(stays({}, 5, { 'admission-control': 'DefaultTolerationSeconds' }), [0]);
  });

  it('the first in the list that matches decides, not the least', () => {
    assert.deepEqual(stays({ tolerations: [unreachable(60), unreachable(10)] }), [60]);
    assert.deepEqual(stays({ tolerations: [toleration({ operator: 'Exists' }), unreachable(10)] }), [null]);
    assert.deepEqual(stays({ tolerations: [toleration({ key: 'other', operator: 'Exists' }), unreachable(10)] }), [10]);
  });

  it('one that a template may leave out as a whole matters only where it fits', () => {
    const maybe = (one: Toleration): Toleration => {
      const { key, operator, effect, tolerationSeconds } = one;
      return {
        ...one,
        isOptional: true,
        ...(key && { key: optional('', key) }),
        ...(operator && { operator: optional('', operator) }),
        ...(effect && { effect: optional('', effect) }),
        ...(tolerationSeconds && {
          tolerationSeconds: { ...tolerationSeconds, value: optional('', tolerationSeconds.value) },
        }),
      };
    };
    assert.deepEqual(stays({ tolerations: [maybe(toleration({ key: 'arch', effect: 'NoSchedule' }))] }), [300]);
    assert.deepEqual(
      stays({ tolerations: [maybe(toleration({ key: KEY, operator: 'Exists', effect: 'NoSchedule' }))] }),
      [300],
    );
    assert.deepEqual(stays({ tolerations: [maybe(unreachable(60))] }), [60, 300]);
    assert.deepEqual(stays({ tolerations: [maybe(toleration({ operator: 'Exists' }))] }), [null, 300]);
    // Of one that is there, a template may leave out the key alone.
    const { isOptional: _, ...part } = maybe(toleration({ key: 'arch', operator: 'Exists' }));
    assert.deepEqual(stays({ tolerations: [part] }), [null, 300]);
  });

  it('zero and less is at once', () => {
    assert.deepEqual(stays({ tolerations: [unreachable(0)] }), [0]);
    assert.deepEqual(stays({ tolerations: [unreachable(-5)] }), [0]);
  });

  it('one that names the key and does not match keeps the default away', () => {
    const equal = toleration({ key: KEY, operator: 'Equal', value: 'x', effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [equal] }), [0]);
    const noSchedule = toleration({ key: KEY, operator: 'Exists', effect: 'NoSchedule' });
    assert.deepEqual(stays({ tolerations: [noSchedule] }), [300]);
    const empty = toleration({ key: KEY, operator: 'Equal', value: '', effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [empty] }), [60]);
    const gate = toleration({ key: KEY, operator: 'Gt', value: '1', effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [gate] }, 36), [0]);
  });

  it('the keys before 1.9 are others', () => {
    const old = toleration({
      key: 'node.alpha.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      seconds: 7,
    });
    assert.deepEqual(stays({ tolerations: [old] }, 8), [7]);
    assert.deepEqual(stays({ tolerations: [old] }, 33), [300]);
  });

  it('what cannot be read gives every way it may go', () => {
    assert.deepEqual(stays({ tolerations: TEMPLATE }), [null, ANY]);
    assert.deepEqual(stays({ tolerations: [unreachable(TEMPLATE)] }), [ANY]);
    const key = toleration({ key: TEMPLATE, operator: 'Exists', effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [key] }), [60, 300]);
    const value = toleration({ key: KEY, operator: 'Equal', value: TEMPLATE, effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [value] }), [60, 0]);
    assert.deepEqual(stays({}, 33, { 'default-unreachable-toleration-seconds': '30s' }), [ANY]);
  });

  it('one for something else brings no default where that is off', () => {
    const off = { 'disable-admission-plugins': 'DefaultTolerationSeconds' };
    const other = toleration({ key: 'other', operator: 'Exists', effect: 'NoExecute' });
    assert.deepEqual(stays({ tolerations: [other, other] }, 33, off), [0]);
    const perhaps = toleration({ key: TEMPLATE, operator: 'Exists', effect: 'NoExecute', seconds: 60 });
    assert.deepEqual(stays({ tolerations: [perhaps, other] }), [60, 300]);
    assert.deepEqual(stays({ tolerations: [perhaps, perhaps] }, 33, off), [60, 60, 0]);
  });

  it('a number beyond 292 years means for ever, or runs over', () => {
    assert.deepEqual(stays({ tolerations: [unreachable(9_223_372_036)] }), [9_223_372_036]);
    assert.deepEqual(stays({ tolerations: [unreachable(9_223_372_037)] }), [null]);
    assert.deepEqual(stays({ tolerations: [unreachable(2 ** 63)] }), [null]);
    assert.deepEqual(stays({ tolerations: [unreachable(2 ** 62)] }), [0]);
    assert.deepEqual(stays({ tolerations: [unreachable(18_446_744_074)] }), [0.290448384]);
  });

  it('a DaemonSet’s pods and static ones stay for ever', () => {
    assert.deepEqual(stays({ kind: 'DaemonSet' }), [null]);
    assert.deepEqual(stays({ kind: 'Pod', isStatic: true }), [null]);
    assert.deepEqual(stays({ kind: 'Pod' }), [300]);
  });
});
