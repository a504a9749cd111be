import assert from 'node:assert/strict';
import type { ComponentName } from '../../../server/src/kubernetes/components.ts';
import { componentsWith, defaultOf, existsAt, FLAGS, flagsOf } from '../../../server/src/kubernetes/flags/catalogue.ts';
import {
  checkValue,
  parseBool,
  parseFloat32,
  parseGates,
  parseInteger,
  parseList,
  type WrittenValue,
} from '../../../server/src/kubernetes/flags/values.ts';

function problem(component: ComponentName, name: string, text: string, type: WrittenValue['type'] = 'string') {
  const entry = flagsOf[component].get(name);
  assert.ok(entry);
  const found = checkValue(entry, { text, type });
  return found && [found.code, found.suggestion, found.refused];
}

describe('kubernetes/flags', () => {
  it('knows defaults by version', () => {
    const grace = (minor: number) => defaultOf('kube-controller-manager', 'node-monitor-grace-period', minor);
    assert.deepEqual([5, 31, 32, 37].map(grace), ['40s', '40s', '50s', '50s']);
    const report = (minor: number) => defaultOf('kubelet', 'nodeStatusReportFrequency', minor);
    assert.deepEqual([12, 13, 16, 17].map(report), [undefined, '1m', '1m', '5m']);
  });

  it('knows when a flag came and went', () => {
    const timeout = flagsOf['kube-controller-manager'].get('pod-eviction-timeout');
    assert.ok(timeout);
    assert.deepEqual(
      [26, 27].map((minor) => existsAt(timeout, minor)),
      [true, false],
    );
    const force = flagsOf['kube-controller-manager'].get('disable-force-detach-on-timeout');
    assert.ok(force);
    assert.deepEqual(
      [29, 30].map((minor) => existsAt(force, minor)),
      [false, true],
    );
  });

  it('tells the flags of one name apart by component', () => {
    assert.deepEqual(componentsWith('node-status-update-frequency'), ['kubelet', 'cloud-controller-manager']);
    assert.equal(defaultOf('kubelet', 'node-status-update-frequency', 30), '10s');
    assert.equal(defaultOf('cloud-controller-manager', 'node-status-update-frequency', 30), '5m');
  });

  it('has one entry a name, a source for each, and defaults of its own type', () => {
    const names = FLAGS.map((entry) => `${entry.component} ${entry.name}`);
    assert.equal(new Set(names).size, names.length);
    for (const entry of FLAGS) {
      assert.ok(entry.source.includes('/'), entry.name);
      const type =
        entry.type === 'int32' || entry.type === 'int64' ? 'integer' : entry.type === 'bool' ? 'boolean' : 'string';
      for (const [from, to, text] of entry.defaults) {
        assert.ok(to === null || from <= to);
        assert.equal(checkValue(entry, { text, type })?.refused, undefined, `${entry.name} ${text}`);
      }
    }
  });

  it('reads booleans, integers and numbers as Go does', () => {
    assert.deepEqual(
      ['1', 't', 'TRUE', 'True', '0', 'f', 'False', 'yes', 'tRUE', ''].map((text) => {
        const parsed = parseBool(text);
        return parsed.ok ? parsed.value : undefined;
      }),
      [true, true, true, true, false, false, false, undefined, undefined, undefined],
    );
    assert.deepEqual(
      ['300', '-1', '+5', '0x20', '0b11', '0o17', '017', '1_000', '08', '1.5', '30s', '', '2147483648'].map((text) => {
        const parsed = parseInteger(text, 32);
        return parsed.ok ? parsed.value : undefined;
      }),
      [300, -1, 5, 32, 3, 15, 15, 1000, undefined, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(
      ['0.1', '.5', '1.', '1e-2', '0x1p-2', 'Inf', '0,1', '1e39', 'ten'].map((text) => {
        const parsed = parseFloat32(text);
        return parsed.ok ? parsed.value : undefined;
      }),
      [0.1, 0.5, 1, 0.01, 0.25, Number.POSITIVE_INFINITY, undefined, undefined, undefined],
    );
  });

  it('reads lists and gates', () => {
    assert.deepEqual(parseList('*,-nodelifecycle,"a,b"'), { ok: true, value: ['*', '-nodelifecycle', 'a,b'] });
    const gates = parseGates('A=true, B=false,');
    assert.ok(gates.ok);
    assert.deepEqual(
      [...gates.value],
      [
        ['A', true],
        ['B', false],
      ],
    );
    assert.equal(parseGates('A').ok, false);
  });

  it('says what is wrong with a flag’s value', () => {
    assert.deepEqual(problem('kube-controller-manager', 'node-monitor-grace-period', '40'), [
      'missing-unit',
      '40s',
      true,
    ]);
    assert.equal(problem('kube-controller-manager', 'node-monitor-grace-period', '40s'), undefined);
    assert.deepEqual(problem('kube-controller-manager', 'node-monitor-period', '-5s'), ['negative', undefined, false]);
    assert.deepEqual(problem('kube-controller-manager', 'node-monitor-period', '0'), ['zero', undefined, false]);
    assert.deepEqual(problem('kube-apiserver', 'default-unreachable-toleration-seconds', '30s'), [
      'not-an-integer',
      '30',
      true,
    ]);
    const sync = (text: string) => problem('kube-controller-manager', 'attach-detach-reconcile-sync-period', text);
    assert.deepEqual(sync('999ms'), ['out-of-range', undefined, true]);
    assert.equal(sync('1s'), undefined);
    assert.deepEqual(problem('kube-controller-manager', 'concurrent-statefulset-syncs', '0')?.[0], 'out-of-range');
    assert.deepEqual(problem('kube-controller-manager', 'enable-taint-manager', 'yes'), [
      'not-a-boolean',
      'true',
      true,
    ]);
  });

  it('says what is wrong with a field’s value, by its type in the file', () => {
    assert.deepEqual(problem('kubelet', 'nodeLeaseDurationSeconds', '40s'), ['not-an-integer', '40', true]);
    assert.deepEqual(problem('kubelet', 'nodeLeaseDurationSeconds', '40'), ['not-an-integer', '40', true]);
    assert.equal(problem('kubelet', 'nodeLeaseDurationSeconds', '40', 'integer'), undefined);
    assert.equal(problem('kubelet', 'nodeLeaseDurationSeconds', '0', 'integer'), undefined);
    assert.deepEqual(problem('kubelet', 'nodeLeaseDurationSeconds', '-1', 'integer')?.[0], 'out-of-range');
    assert.deepEqual(problem('kubelet', 'nodeStatusUpdateFrequency', '10', 'integer'), ['not-a-string', '10s', true]);
    assert.equal(problem('kubelet', 'nodeStatusUpdateFrequency', '0s'), undefined);
    assert.deepEqual(problem('kubelet', 'shutdownGracePeriod', '500ms')?.[0], 'out-of-range');
    assert.equal(problem('kubelet', 'shutdownGracePeriod', '0s'), undefined);
    assert.equal(problem('kubelet', 'shutdownGracePeriodByPodPriority', '', 'list'), undefined);
  });
});
