import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KubeletInputs } from '../../../server/src/effective/inputs.ts';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { achieve } from '../../../server/src/tuner/achieve.ts';
import { meets, tune } from '../../../server/src/tuner/searchValues.ts';
import type {
  Changes,
  NodeTargets,
  Tunable,
  TunedSettings,
  TuningInput,
  TuningResult,
} from '../../../server/src/tuner/targets.ts';
import { CONTROLLER } from '../timing/controllerInputs.ts';

const everything: ReadonlySet<Tunable> = new Set<Tunable>([
  'monitorPeriod',
  'gracePeriod',
  'leaseDurationSeconds',
  'tolerationSeconds',
  'podEvictionTimeout',
]);

function input(
  minor: number,
  targets: NodeTargets,
  mayChange = everything,
  rest: Partial<TunedSettings> = {},
): TuningInput {
  const kubelet: KubeletInputs = {
    minor,
    updateFrequency: 10_000,
    reportFrequency: 300_000,
    leaseDuration: 40_000,
    leaseEnabled: true,
    leaseFollowsUpdates: true,
    controllerAttachDetach: true,
  };
  const controller = { ...CONTROLLER, minor, gracePeriod: minor >= 32 ? 50_000 : 40_000 };
  return { settings: [{ controller, kubelet, tolerationSeconds: 300, ...rest }], targets, mayChange };
}

function changesOf({ changed, values }: TuningResult): Changes {
  return Object.fromEntries(changed.map((name) => [name, values[name]]));
}

describe('tuner/tune', () => {
  it('changes nothing where the targets are met', () => {
    const result = tune(input(33, { evictedBy: 400_000, missedHeartbeats: 2 }));
    assert.equal(result.feasible, true);
    assert.deepEqual(result.changed, []);
    assert.equal(result.after.evictedBy, 365_100);
  });

  it('shortens the toleration alone for a failover within two minutes', () => {
    const result = tune(input(33, { evictedBy: 120_000 }));
    assert.equal(result.feasible, true);
    assert.deepEqual(result.changed, ['tolerationSeconds']);
    // 5 + 50 + 5 + 5 + 0.1 s leave 54.9 s; people write 50.
    assert.equal(result.values.tolerationSeconds, 50);
    assert.equal(result.after.evictedBy, 115_100);
  });

  it('says which targets exclude each other, and by how much', () => {
    const result = tune(input(33, { evictedBy: 60_000, missedHeartbeats: 4, fencing: 90_000 }));
    assert.equal(result.feasible, false);
    // Best period 1 s, and a grace of which no rule warns: 46 s, 1 + 1 + 1 + 0.1 s, 89 s of toleration.
    assert.deepEqual(result.conflicts, [
      { target: 'evictedBy', wanted: 60_000, best: 138_100 },
      { target: 'fencing', wanted: 90_000, best: 11_000 },
    ]);
  });

  it('counts what heartbeats cost', () => {
    const result = tune(input(33, { evictedBy: 400_000 }));
    assert.deepEqual(result.costBefore, [
      { nodes: 100, leaseWritesPerMinute: 600, statusWritesPerMinute: 20 },
      { nodes: 1_000, leaseWritesPerMinute: 6_000, statusWritesPerMinute: 200 },
      { nodes: 5_000, leaseWritesPerMinute: 30_000, statusWritesPerMinute: 1_000 },
    ]);
  });

  it('leaves alone what may not be changed', () => {
    const result = tune(input(31, { evictedBy: 60_000 }, new Set<Tunable>(['gracePeriod'])));
    assert.equal(result.feasible, false);
    assert.equal(result.values.tolerationSeconds, 300);
    assert.equal(result.values.monitorPeriod, 5_000);
  });

  it('would rather write a lease twice as often than leave a node no time to come back', () => {
    const fast = { monitorPeriod: 2_000, gracePeriod: 20_000 };
    const given = input(33, { evictedBy: 60_000, missedHeartbeats: 4 });
    const [own] = given.settings;
    const settings: TunedSettings = { ...own, controller: { ...own.controller, ...fast }, tolerationSeconds: 20 };
    const result = tune({ ...given, settings: [settings] });
    assert.deepEqual([...result.changed].sort(), ['gracePeriod', 'leaseDurationSeconds', 'tolerationSeconds']);
    assert.deepEqual(result.values, {
      monitorPeriod: 2_000,
      // More than the 45 s of a dead connection.
      gracePeriod: 46_000,
      leaseDurationSeconds: 20,
      // No shorter than a heartbeat of 5.2 s.
      tolerationSeconds: 7,
      podEvictionTimeout: 300_000,
    });
    assert.ok(result.after.roomToReturn && result.after.outlastsDeadConnection);
    assert.deepEqual(result.costAfter[0], { nodes: 100, leaseWritesPerMinute: 1_200, statusWritesPerMinute: 20 });
  });

  it("takes a dead connection's time from the controller, and proposes a grace all the same where none outlasts it", () => {
    const tuned = (deadConnection: number) => {
      const controller = { ...CONTROLLER, minor: 33, gracePeriod: 50_000, deadConnection };
      const { after, values, feasible } = tune(input(33, { missedHeartbeats: 4 }, everything, { controller }));
      return [feasible, values.gracePeriod, after.outlastsDeadConnection];
    };
    assert.deepEqual(tuned(25_000), [true, 55_000, true]);
    assert.deepEqual(tuned(75_000), [true, 80_000, true]);
    assert.deepEqual(tuned(Number.POSITIVE_INFINITY), [true, 55_000, false]);
  });

  it('tunes the eviction timeout where no taints evict', () => {
    const given = input(12, { evictedBy: 120_000, missedHeartbeats: 3, fencing: 30_000 });
    const [own] = given.settings;
    const controller = { ...own.controller, taintBasedEvictions: false, leaseEnabled: false };
    const kubelet = { ...own.kubelet, leaseEnabled: false };
    const result = tune({ ...given, settings: [{ ...own, controller, kubelet }] });
    assert.equal(result.feasible, true);
    assert.deepEqual(result.effective, ['monitorPeriod', 'gracePeriod', 'podEvictionTimeout']);
    // 40 s survive three lost heartbeats of 10 s, 50 s a dead connection; then 5 + E + 0.1 s.
    assert.deepEqual(result.changed, ['gracePeriod', 'podEvictionTimeout']);
    assert.equal(result.values.gracePeriod, 50_000);
    assert.equal(result.values.podEvictionTimeout, 110_000);
    assert.equal(result.after.evictedBy, 115_100);
    assert.equal(result.after.fencing, 60_000);
  });

  it('meets the targets with every set of inputs: up to 1.33 the time to fence is a period more', () => {
    const older = input(33, { fencing: 90_000, evictedBy: 170_000 });
    const newer = input(34, older.targets);
    const result = tune({ ...older, settings: [...older.settings, ...newer.settings] });
    assert.equal(result.feasible, true);
    assert.ok(result.values.tolerationSeconds >= 90);
    for (const one of [older, newer]) assert.ok(meets(achieve(one.settings, changesOf(result)), older.targets));
  });

  it('does not take a loop without a pause for a fast one', () => {
    const given = input(33, { evictedBy: 120_000 });
    const [own] = given.settings;
    for (const monitorPeriod of [0, -5_000, 0.001]) {
      const settings: TunedSettings = { ...own, controller: { ...own.controller, monitorPeriod } };
      assert.ok(tune({ ...given, settings: [settings] }).values.monitorPeriod >= 1_000);
    }
  });

  it('never says that targets are met when they are not, nor names no reason when they are not', () => {
    const targets = fc.record(
      {
        evictedBy: fc.integer({ min: 1_000, max: 600_000 }),
        missedHeartbeats: fc.integer({ min: 0, max: 12 }),
        fencing: fc.integer({ min: 0, max: 400_000 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.integer({ min: 16, max: NEWEST_MINOR }), targets, (minor, wanted) => {
        const result = tune(input(minor, wanted as NodeTargets));
        assert.equal(result.feasible, meets(result.after, wanted as NodeTargets));
        assert.ok(Number.isFinite(result.after.evictedBy));
        if (!result.feasible) assert.ok(result.conflicts.length > 0);
        for (const { target, wanted: asked, best } of result.conflicts)
          assert.ok(target === 'evictedBy' ? best > asked : best < asked);
      }),
      { numRuns: 200 },
    );
  });
});
