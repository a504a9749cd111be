// Which tolerations a namespace's list covers, as Kubernetes compares them (pkg/util/tolerations/tolerations.go, isSuperset).
import assert from 'node:assert/strict';
import type { AdmissionInputs } from '../../../server/src/effective/inputs.ts';
import { known } from '../../../server/src/model/value.ts';
import type { Toleration } from '../../../server/src/model/workload.ts';
import {
  joinedWithItself,
  unlistedTolerations,
  withNamespaceTolerations,
} from '../../../server/src/timing/namespaceTolerations.ts';
import { TEMPLATE, type TolerationParts, toleration, type WorkloadParts, workload } from './clusterBuilder.ts';

const RESTRICTS: AdmissionInputs = {
  ...{ minor: 33, enabled: false, restricts: true, notReadySeconds: 300, unreachableSeconds: 300 },
};

const start = { line: 0, character: 0 };

/** A pod of a namespace with these lists. */
function among(
  own: readonly Toleration[] | typeof TEMPLATE,
  lists: { readonly defaults?: readonly Toleration[]; readonly whitelist?: readonly Toleration[] },
  parts: WorkloadParts = {},
) {
  const { defaults, whitelist } = lists;
  const namespaceTolerations = {
    ...{ file: 'a.yaml', range: { start, end: start }, namespace: 'db', text: '' },
    defaults: defaults && known(defaults),
    whitelist: whitelist && known(whitelist),
  };
  return { ...workload({ tolerations: own, ...parts }), namespaceTolerations };
}

function covers(wide: TolerationParts, narrow: TolerationParts): boolean {
  const pod = among([toleration(narrow)], { whitelist: [toleration(wide)] });
  return unlistedTolerations(pod, RESTRICTS).length === 0;
}

describe('timing: a toleration covers another', () => {
  const gpu = { key: 'gpu', operator: 'Exists' };
  const execute = { ...gpu, effect: 'NoExecute' };

  it('of its key, or of every key where it has none and Exists', () => {
    assert.equal(covers(gpu, gpu), true);
    assert.equal(covers(gpu, { ...gpu, key: 'cpu' }), false);
    assert.equal(covers({ operator: 'Exists' }, gpu), true);
    assert.equal(covers({ operator: 'Equal' }, gpu), false);
    assert.equal(covers({ key: 'cpu', operator: 'Exists' }, { operator: 'Exists' }), false);
  });

  it('of its effect, or of every effect where it has none', () => {
    assert.equal(covers(gpu, execute), true);
    assert.equal(covers(execute, { ...execute, value: 'x' }), true);
    assert.equal(covers(execute, gpu), false);
    assert.equal(covers(execute, { ...gpu, effect: 'NoSchedule' }), false);
  });

  it('that stays as long or shorter, where it has seconds for NoExecute', () => {
    const hour = { ...execute, seconds: 3600 };
    assert.equal(covers(hour, { ...hour, seconds: 3599 }), true);
    assert.equal(covers(hour, { ...hour, value: 'x' }), true);
    assert.equal(covers(hour, { ...hour, seconds: 3601 }), false);
    assert.equal(covers(hour, execute), false);
    assert.equal(covers(execute, hour), true);
    // Seconds of another effect are not looked at.
    assert.equal(covers({ ...gpu, seconds: 5 }, { ...gpu, seconds: 6 }), true);
  });

  it('with Equal, or without an operator, only one with Equal and the same value', () => {
    const equal = { key: 'gpu', operator: 'Equal', value: 'a' };
    const noOperator = { key: 'gpu', value: 'a' };
    for (const wide of [equal, noOperator]) {
      assert.equal(covers(wide, { ...equal, effect: 'NoSchedule' }), true);
      assert.equal(covers(wide, { ...equal, value: 'b' }), false);
      assert.equal(covers(wide, { ...noOperator, effect: 'NoSchedule' }), false);
      assert.equal(covers(wide, { ...equal, operator: 'Exists' }), false);
    }
    assert.equal(covers(noOperator, noOperator), true);
    assert.equal(covers({ ...equal, operator: 'Lt' }, { ...equal, effect: 'NoSchedule' }), false);
  });
});

describe('timing: what a namespace makes of the tolerations of a pod', () => {
  const stay = (seconds: number | undefined, key = 'node.kubernetes.io/unreachable') =>
    toleration({ key, operator: 'Exists', effect: 'NoExecute', ...(seconds === undefined ? {} : { seconds }) });
  /** Key and seconds of each. */
  const plain = (all: ReturnType<typeof withNamespaceTolerations>) =>
    typeof all !== 'object'
      ? all
      : all.map(({ key, tolerationSeconds }) => [
          key?.known && key.value.replace('node.kubernetes.io/', ''),
          tolerationSeconds?.value.known ? tolerationSeconds.value.value : undefined,
        ]);

  it('joins them with its own, of which the wider stay, in the order of the list', () => {
    const joined = (own: readonly Toleration[], defaults: readonly Toleration[], admission = RESTRICTS) =>
      plain(withNamespaceTolerations(among(own, { defaults }), admission));
    assert.deepEqual(joined([stay(60)], [stay(90)]), [['unreachable', 90]]);
    assert.deepEqual(joined([stay(60)], [stay(30)]), [['unreachable', 60]]);
    assert.deepEqual(joined([stay(60)], [stay(60)]), [['unreachable', 60]]);
    assert.deepEqual(joined([stay(60)], [stay(undefined)]), [['unreachable', undefined]]);
    const gpu = toleration({ key: 'gpu', operator: 'Exists' });
    assert.deepEqual(joined([gpu], [stay(9)]), [
      ['gpu', undefined],
      ['unreachable', 9],
    ]);
    assert.equal(joined([stay(60)], []), undefined);
    // Admission adds its own before, where the pod has none for the taint.
    assert.deepEqual(joined([stay(60)], [gpu], { ...RESTRICTS, enabled: true }), [
      ['unreachable', 60],
      ['not-ready', 300],
      ['gpu', undefined],
    ]);
    assert.deepEqual(
      joined([toleration({ effect: 'NoExecute', operator: 'Exists' })], [stay(9)], { ...RESTRICTS, enabled: true }),
      [['', undefined]],
    );
    const schedule = toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoSchedule' });
    assert.deepEqual(joined([schedule], [gpu], { ...RESTRICTS, enabled: true }), [
      ['unreachable', undefined],
      ['not-ready', 300],
      ['unreachable', 300],
      ['gpu', undefined],
    ]);
  });

  it('is nothing where the plugin is off, the pod runs already, or the namespace says nothing', () => {
    const pod = among([], { defaults: [stay(9)] });
    const { restricts: _, ...off } = RESTRICTS;
    assert.equal(withNamespaceTolerations(pod, off), undefined);
    assert.equal(withNamespaceTolerations({ ...pod, admitted: [] }, RESTRICTS), undefined);
    assert.equal(withNamespaceTolerations(workload({}), RESTRICTS), undefined);
  });

  it('is not known where a part of it cannot be read', () => {
    const gpu = toleration({ key: 'gpu', operator: 'Exists' });
    assert.equal(withNamespaceTolerations(among(TEMPLATE, { defaults: [gpu] }), RESTRICTS), 'unknown');
    for (const part of ['key', 'operator', 'value', 'effect', 'seconds'])
      assert.equal(
        withNamespaceTolerations(
          among([toleration({ ...gpuParts, [part]: TEMPLATE })], { defaults: [gpu] }),
          RESTRICTS,
        ),
        'unknown',
        part,
      );
    const open = { ...RESTRICTS, enabled: true, unreachableSeconds: undefined };
    assert.equal(withNamespaceTolerations(among([], { defaults: [gpu] }), open), 'unknown');
    const notReady = { ...RESTRICTS, enabled: true, notReadySeconds: undefined };
    assert.equal(withNamespaceTolerations(among([], { defaults: [gpu] }), notReady), 'unknown');
  });

  it('refuses pods with tolerations that its list lacks, of those that are made', () => {
    const listed = { whitelist: [toleration({ key: 'cpu', operator: 'Exists' })] };
    const lacks = (pod: Parameters<typeof unlistedTolerations>[0], admission = RESTRICTS) =>
      unlistedTolerations(pod, admission).map(({ key, own }) => [key, own !== undefined]);
    const gpu = [toleration({ key: 'gpu', operator: 'Exists' })];
    assert.deepEqual(lacks(among(gpu, listed)), [['gpu', true]]);
    assert.deepEqual(lacks(among([], listed)), []);
    assert.deepEqual(lacks(among(gpu, { whitelist: [] })), []);
    assert.deepEqual(lacks(among(gpu, {})), []);
    assert.deepEqual(lacks(workload({ tolerations: gpu })), []);
    assert.deepEqual(lacks({ ...among(gpu, listed, { kind: 'Pod' }), admitted: [gpu] }), []);
    assert.deepEqual(lacks({ ...among(gpu, listed), admitted: [gpu] }), [['gpu', true]]);
    assert.deepEqual(lacks(among([], listed), { ...RESTRICTS, enabled: true }), [
      ['node.kubernetes.io/not-ready', false],
      ['node.kubernetes.io/unreachable', false],
    ]);
    assert.deepEqual(lacks(among(gpu, { ...listed, defaults: gpu })), [['gpu', true]]);
  });

  it('gives pods of a DaemonSet what their controller adds, instead of what they say of these taints', () => {
    const of = (own: readonly Toleration[]) =>
      plain(
        withNamespaceTolerations(
          among(own, { defaults: [toleration({ key: 'gpu', operator: 'Exists' })] }, { kind: 'DaemonSet' }),
          RESTRICTS,
        ),
      );
    const added = [
      ['not-ready', undefined],
      ['unreachable', undefined],
      ['gpu', undefined],
    ];
    assert.deepEqual(of([]), added);
    assert.deepEqual(of([stay(60)]), added);
    const schedule = toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoSchedule' });
    assert.deepEqual(of([schedule]), [['unreachable', undefined], ...added]);
  });

  it('joins those of a pod with each other where its namespace has none, since it may have requests', () => {
    const alone = (own: readonly Toleration[] | typeof TEMPLATE, admission = RESTRICTS) =>
      plain(joinedWithItself(workload({ tolerations: own }), admission));
    assert.equal(alone([stay(60)]), undefined);
    assert.deepEqual(alone([stay(60), stay(90)]), [['unreachable', 90]]);
    assert.deepEqual(alone([stay(90), stay(60)]), [['unreachable', 90]]);
    assert.deepEqual(alone([stay(60), stay(60)]), [['unreachable', 60]]);
    assert.equal(alone(TEMPLATE), 'unknown');
    const { restricts: _, ...off } = RESTRICTS;
    assert.equal(alone([stay(60), stay(90)], off), undefined);
  });
});

const gpuParts: TolerationParts = { key: 'gpu', operator: 'Exists' };
