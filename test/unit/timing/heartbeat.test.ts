import assert from 'node:assert/strict';
import { kubeletCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { graceForMargin, marksHealthyNodes, survivedHeartbeats } from '../../../server/src/timing/detection.ts';
import { heartbeat, roundUp } from '../../../server/src/timing/heartbeat.ts';
import { instance, type Settings, TEMPLATE } from './clusterBuilder.ts';

function beats(minor: number, settings: Settings = {}, patch?: number): readonly (readonly [number, number, string])[] {
  return kubeletCandidates(effectiveInstance(instance('kubelet', [minor], settings), minor), patch).inputs.map(
    (inputs) => {
      const { intervalMs, maxMs, by } = heartbeat(inputs);
      return [intervalMs, maxMs, by];
    },
  );
}

describe('timing: heartbeat', () => {
  const flag = { 'node-status-update-frequency': '4s' };
  const file = { nodeStatusUpdateFrequency: '4s' };
  const rows: readonly (readonly [string, number, Settings, number | undefined, readonly [number, number, string]])[] =
    [
      ['1.13: no lease, every update', 13, {}, undefined, [10_000, 10_000, 'status']],
      ['1.13: the flag decides', 13, flag, undefined, [4_000, 4_000, 'status']],
      ['1.14.5: every 10 s, whatever the flag', 14, flag, 5, [10_000, 10_000, 'lease']],
      ['1.14.6: the lease follows the flag', 14, flag, 6, [4_000, 4_000, 'lease']],
      ['1.15.2: every 10 s', 15, flag, 2, [10_000, 10_000, 'lease']],
      ['1.15.3: the lease follows the flag', 15, flag, 3, [4_000, 4_000, 'lease']],
      ['1.16: a quarter of the lease', 16, flag, undefined, [10_000, 10_000, 'lease']],
      ['1.20: with jitter', 20, flag, undefined, [10_000, 10_400, 'lease']],
      ['1.22: the status has no jitter yet', 22, file, undefined, [4_000, 4_000, 'status']],
      ['1.23: the status has jitter', 23, file, undefined, [4_000, 4_160, 'status']],
      ['1.33: the flag has no effect', 33, flag, undefined, [10_000, 10_400, 'lease']],
      ['1.34: once up to one and a half report frequencies', 34, file, undefined, [4_000, 8_320, 'status']],
      [
        'the flag overrides the file, the file sets the reports',
        33,
        { ...flag, nodeStatusUpdateFrequency: '6s' },
        undefined,
        [8_000, 8_320, 'status'],
      ],
      ['reports written apart', 33, { ...file, nodeStatusReportFrequency: '5m' }, undefined, [10_000, 10_400, 'lease']],
      [
        'a zero in the file is the default',
        33,
        { nodeStatusUpdateFrequency: '0s', nodeStatusReportFrequency: '0' },
        undefined,
        [10_000, 10_400, 'lease'],
      ],
      ['a lease of 120 s', 33, { nodeLeaseDurationSeconds: 120 }, undefined, [30_000, 31_200, 'lease']],
      ['a lease of 0 s is the default', 33, { nodeLeaseDurationSeconds: 0 }, undefined, [10_000, 10_400, 'lease']],
      ['the gate switched off', 16, { 'feature-gates': 'NodeLease=false' }, undefined, [10_000, 10_000, 'status']],
      ['a gate of the file', 16, { featureGates: { NodeLease: false } }, undefined, [10_000, 10_000, 'status']],
      ['a locked gate stays on', 17, { 'feature-gates': 'NodeLease=false' }, undefined, [10_000, 10_000, 'lease']],
      [
        'a loop without a pause still reports no sooner',
        33,
        { 'node-status-update-frequency': '0' },
        undefined,
        [10_000, 10_400, 'lease'],
      ],
      [
        'a loop without a pause and without a lease',
        13,
        { 'node-status-update-frequency': '-5s' },
        undefined,
        [0, 0, 'status'],
      ],
    ];
  for (const [title, minor, settings, patch, expected] of rows) {
    it(title, () => assert.deepEqual(beats(minor, settings, patch), [expected]));
  }

  it('is the union where only the minor is known and patches differ', () => {
    assert.deepEqual(beats(14, flag), [
      [10_000, 10_000, 'lease'],
      [4_000, 4_000, 'lease'],
    ]);
  });

  it('is not known where a value is refused or templated', () => {
    for (const settings of [{ nodeLeaseDurationSeconds: '40s' }, { nodeStatusUpdateFrequency: 10 }]) {
      assert.equal(
        kubeletCandidates(effectiveInstance(instance('kubelet', [33], settings), 33), undefined).unknown.length,
        1,
      );
    }
    const templated = instance('kubelet', [33], { nodeStatusUpdateFrequency: TEMPLATE });
    const { inputs } = kubeletCandidates(effectiveInstance(templated, 33), undefined);
    assert.deepEqual(
      inputs.map((input) => heartbeat(input).maxMs),
      [1.04, 10_400],
    );
  });

  it('rounds up to multiples of the period', () => {
    assert.deepEqual(
      [
        [40, 5],
        [42, 5],
        [3, 5],
        [0, 5],
        [-1, 5],
        [42, 0],
        [42, -5],
        [0.3, 0.1],
      ].map(([value = 0, step = 0]) => roundUp(value, step)),
      [40, 45, 5, 0, 0, 42, 42, 0.30000000000000004],
    );
  });

  it('counts the heartbeats that may be lost', () => {
    assert.deepEqual(
      [
        [40_000, 10_400],
        [50_000, 10_400],
        [10_000, 10_400],
        [20_800, 10_400],
        [20_000, 0],
      ].map(([grace = 0, max = 0]) => survivedHeartbeats(grace, max)),
      [2, 3, -1, 1, Number.POSITIVE_INFINITY],
    );
    assert.equal(marksHealthyNodes(10_000, { intervalMs: 10_000, maxMs: 10_400 }), true);
    assert.equal(marksHealthyNodes(10_400, { intervalMs: 10_000, maxMs: 10_400 }), false);
    // Without jitter the round trip decides.
    assert.equal(marksHealthyNodes(10_000, { intervalMs: 10_000, maxMs: 10_000 }), true);
    assert.equal(marksHealthyNodes(10_001, { intervalMs: 10_000, maxMs: 10_000 }), false);
  });

  it('finds the smallest grace with a margin, above 45 s', () => {
    assert.equal(graceForMargin(2, 10_400, 5_000), 50_000);
    assert.equal(graceForMargin(4, 10_400, 5_000), 55_000);
    assert.equal(graceForMargin(2, 10_400, 7_000), 49_000);
    assert.equal(graceForMargin(2, 10_400, 5_000, 0), 35_000);
    assert.equal(graceForMargin(2, 10_400, 0), 46_000);
  });
});
