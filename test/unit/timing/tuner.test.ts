import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ControllerInputs, KubeletInputs } from '../../../server/src/timing/inputs.ts';
import type { Tunable, TuningInput, TuningTargets } from '../../../server/src/timing/tuner/targets.ts';
import { meets, tune } from '../../../server/src/timing/tuner/tune.ts';

const everything: ReadonlySet<Tunable> = new Set<Tunable>([
  'monitorPeriod',
  'gracePeriod',
  'leaseDurationSeconds',
  'tolerationSeconds',
]);

function input(minor: number, targets: TuningTargets, mayChange = everything): TuningInput {
  const kubelet: KubeletInputs = {
    minor,
    updateFrequency: 10_000,
    reportFrequency: 300_000,
    leaseDuration: 40_000,
    leaseEnabled: true,
    leaseFollowsUpdates: true,
    controllerAttachDetach: true,
  };
  const controller: ControllerInputs = {
    minor,
    monitorPeriod: 5_000,
    gracePeriod: minor >= 32 ? 50_000 : 40_000,
    startupGracePeriod: 60_000,
    podEvictionTimeout: 300_000,
    evictionRate: 0.1,
    secondaryEvictionRate: 0.01,
    unhealthyZoneThreshold: 0.55,
    largeClusterSize: 50,
    taintBasedEvictions: true,
    leaseEnabled: true,
    taintEviction: true,
    nodeLifecycle: true,
    podGarbageCollector: true,
    attachDetach: true,
    forceDetach: true,
    outOfServiceDetach: true,
    workloadControllers: { statefulSet: true, replicaSet: true, job: true },
    jobPodReplacementPolicy: true,
  };
  return { controller, kubelet, tolerationSeconds: 300, targets, mayChange };
}

describe('timing/tuner', () => {
  it('changes nothing where the targets are met', () => {
    const result = tune(input(33, { failover: 400_000, missedHeartbeats: 2 }));
    assert.equal(result.feasible, true);
    assert.deepEqual(result.changed, []);
    assert.equal(result.after.failover, 365_100);
  });

  it('shortens the toleration alone for a failover within two minutes', () => {
    const result = tune(input(33, { failover: 120_000 }));
    assert.equal(result.feasible, true);
    assert.deepEqual(result.changed, ['tolerationSeconds']);
    // 5 + 50 + 5 + 5 + 0.1 s and 54 s of toleration.
    assert.equal(result.values.tolerationSeconds, 54);
    assert.equal(result.after.failover, 119_100);
  });

  it('says which targets exclude each other, and by how much', () => {
    const result = tune(input(33, { failover: 60_000, missedHeartbeats: 4, fencing: 90_000 }));
    assert.equal(result.feasible, false);
    // Best period 1 s and lease 4 s: ⌈5 · 1.04⌉ = 6 s grace, 1 + 1 + 1 + 0.1 s, 89 s of toleration.
    assert.deepEqual(result.conflicts, [
      { target: 'failover', wanted: 60_000, best: 98_100 },
      { target: 'fencing', wanted: 90_000, best: 51_000 },
    ]);
  });

  it('counts what heartbeats cost', () => {
    const result = tune(input(33, { failover: 400_000 }));
    assert.deepEqual(result.costBefore, [
      { nodes: 100, leaseWritesPerMinute: 600, statusWritesPerMinute: 20 },
      { nodes: 1_000, leaseWritesPerMinute: 6_000, statusWritesPerMinute: 200 },
      { nodes: 5_000, leaseWritesPerMinute: 30_000, statusWritesPerMinute: 1_000 },
    ]);
  });

  it('leaves alone what may not be changed', () => {
    const result = tune(input(31, { failover: 60_000 }, new Set<Tunable>(['gracePeriod'])));
    assert.equal(result.feasible, false);
    assert.equal(result.values.tolerationSeconds, 300);
    assert.equal(result.values.monitorPeriod, 5_000);
  });

  it('never says that targets are met when they are not, nor names no reason when they are not', () => {
    const targets = fc.record(
      {
        failover: fc.integer({ min: 1_000, max: 600_000 }),
        missedHeartbeats: fc.integer({ min: 0, max: 12 }),
        fencing: fc.integer({ min: 0, max: 400_000 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 37 }), targets, (minor, wanted) => {
        const result = tune(input(minor, wanted as TuningTargets));
        assert.equal(result.feasible, meets(result.after, wanted as TuningTargets));
        assert.ok(Number.isFinite(result.after.failover));
        if (!result.feasible) assert.ok(result.conflicts.length > 0);
        for (const { target, wanted: asked, best } of result.conflicts)
          assert.ok(target === 'failover' ? best > asked : best < asked);
      }),
      { numRuns: 200 },
    );
  });
});
