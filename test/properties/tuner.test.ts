import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import { analyse } from '../../server/src/timing/analyse.ts';
import type { NodeTargets, TuningResult } from '../../server/src/tuner/targets.ts';
import { tuneCluster } from '../../server/src/tuner/tuneCluster.ts';
import { cluster, type Settings, workload } from '../unit/timing/clusterBuilder.ts';

const targets: fc.Arbitrary<NodeTargets> = fc
  .record(
    {
      evictedBy: fc.integer({ min: 5, max: 600 }).map((s) => s * 1_000),
      missedHeartbeats: fc.integer({ min: 0, max: 8 }),
      fencing: fc.integer({ min: 0, max: 300 }).map((s) => s * 1_000),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as NodeTargets);

interface Given {
  readonly minor: number;
  readonly manager: Settings;
  readonly kubelet: Settings;
  readonly apiServer: Settings;
}

const given: fc.Arbitrary<Given> = fc.integer({ min: 16, max: NEWEST_MINOR }).chain((minor) =>
  fc.record({
    minor: fc.constant(minor),
    manager: fc.record(
      {
        'node-monitor-period': fc.constantFrom('1s', '2s', '5s', '7s', '10s'),
        'node-monitor-grace-period': fc.constantFrom('16s', '40s', '42s', '2m'),
        ...(minor <= 26 && { 'enable-taint-manager': fc.constantFrom('true', 'false') }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Settings>,
    kubelet: fc.record(
      {
        nodeStatusUpdateFrequency: fc.constantFrom('4s', '10s', '20s'),
        nodeLeaseDurationSeconds: fc.constantFrom(10, 40, 60),
      },
      { requiredKeys: [] },
    ),
    apiServer: fc.record(
      { 'default-unreachable-toleration-seconds': fc.constantFrom('0', '30', '300') },
      { requiredKeys: [] },
    ),
  }),
);

function tuned({ minor, manager, kubelet, apiServer }: Given, wanted: NodeTargets): TuningResult {
  const own = cluster({ minors: [minor], manager, kubelet, apiServer });
  const { result } = tuneCluster({ cluster: own, analysis: analyse(own, { kind: 'partition' }) }, [], wanted);
  assert.ok(result);
  return result;
}

/** What the model says of a cluster with these values written into it. */
function modelled({ minor, manager, kubelet, apiServer }: Given, values: TuningResult['values']) {
  const legacy = minor <= 26 && manager['enable-taint-manager'] === 'false';
  const analysis = analyse(
    cluster({
      minors: [minor],
      manager: {
        ...manager,
        'node-monitor-period': `${values.monitorPeriod}ms`,
        'node-monitor-grace-period': `${values.gracePeriod}ms`,
        ...(legacy && { 'pod-eviction-timeout': `${values.podEvictionTimeout}ms` }),
      },
      kubelet: { ...kubelet, nodeLeaseDurationSeconds: values.leaseDurationSeconds },
      apiServer: { ...apiServer, 'default-unreachable-toleration-seconds': `${values.tolerationSeconds}` },
      workloads: [workload({})],
    }),
    { kind: 'partition' },
  );
  const grace = Math.ceil(values.gracePeriod / values.monitorPeriod) * values.monitorPeriod;
  const [pod] = analysis.workloads;
  assert.ok(pod);
  return {
    evictedBy: pod.eviction.latest,
    missedHeartbeats: Math.floor(grace / analysis.heartbeat.maxMs) - 1,
    fencing: pod.eviction.earliest - analysis.detection.earliest,
  };
}

describe('tuner', () => {
  it('finds values that meet the targets when the model is asked again', () => {
    fc.assert(
      fc.property(given, targets, (own, wanted) => {
        const { feasible, values } = tuned(own, wanted);
        if (!feasible) return;
        const { evictedBy, missedHeartbeats, fencing } = modelled(own, values);
        assert.ok(evictedBy <= (wanted.evictedBy ?? Number.POSITIVE_INFINITY), `evictedBy ${evictedBy}`);
        assert.ok(missedHeartbeats >= (wanted.missedHeartbeats ?? 0), `missed ${missedHeartbeats}`);
        // Where the earliest detection is cut off at 0, the difference is no measure.
        if (values.gracePeriod > 60_000) assert.ok(fencing >= (wanted.fencing ?? 0), `fencing ${fencing}`);
      }),
      { numRuns: 150 },
    );
  });

  it('says that targets cannot be met only where no values on a grid meet them', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(given, targets, (own, wanted) => {
        const result = tuned(own, wanted);
        if (result.feasible) return;
        assert.ok(result.conflicts.length > 0);
        for (const monitorPeriod of [1_000, 2_000, 5_000])
          for (const leaseDurationSeconds of [4, 8, 12, 20, 40])
            for (let gracePeriod = monitorPeriod; gracePeriod <= 120_000; gracePeriod += 5 * monitorPeriod)
              for (const seconds of [30, 90, 300]) {
                // What a rule would warn of is no proposal.
                if (gracePeriod <= 45_000) continue;
                const values = {
                  monitorPeriod,
                  leaseDurationSeconds,
                  gracePeriod,
                  tolerationSeconds: seconds,
                  podEvictionTimeout: seconds * 1_000,
                };
                const got = modelled(own, values);
                const met =
                  got.evictedBy <= (wanted.evictedBy ?? Number.POSITIVE_INFINITY) &&
                  got.missedHeartbeats >= (wanted.missedHeartbeats ?? 0) &&
                  got.fencing >= (wanted.fencing ?? 0);
                assert.ok(!met, JSON.stringify({ values, got }));
              }
      }),
      { numRuns: 12 },
    );
  });
});
