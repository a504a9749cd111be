import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import type { Window } from '../../server/src/model/window.ts';
import type { WorkloadKind } from '../../server/src/model/workload.ts';
import { forecast, type Spread } from '../../server/src/simulator/forecast.ts';
import { analyse } from '../../server/src/timing/analyse.ts';
import type { Scenario } from '../../server/src/timing/analysis.ts';
import {
  cluster,
  type Settings,
  storageClass,
  templated,
  unreachable,
  workload,
} from '../unit/timing/clusterBuilder.ts';

/** A pass takes no time in the windows; in the simulation, a moment. */
const SLACK = 60;

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((n) => `${n}s`);

const managers: fc.Arbitrary<Settings> = fc.record(
  {
    'node-monitor-period': seconds(1, 12),
    // Not so short that a healthy node is marked.
    'node-monitor-grace-period': seconds(25, 90),
    'node-eviction-rate': fc.constantFrom('0', '0.1', '0.5', '1', '10'),
    'secondary-node-eviction-rate': fc.constantFrom('0', '0.01', '0.2', '1'),
    'unhealthy-zone-threshold': fc.constantFrom('0', '0.3', '0.55', '1'),
    'large-cluster-size-threshold': fc.constantFrom('0', '3', '50'),
  },
  { requiredKeys: [] },
);

const kubelets: fc.Arbitrary<Settings> = fc.record(
  { nodeStatusUpdateFrequency: seconds(2, 20), nodeLeaseDurationSeconds: fc.integer({ min: 10, max: 60 }) },
  { requiredKeys: [] },
);

const storageClasses = [storageClass('nfs', 'nfs.csi.k8s.io'), storageClass('longhorn', 'driver.longhorn.io')];

const workloads = fc.record({
  kind: fc.constantFrom<WorkloadKind>('StatefulSet', 'Deployment', 'Job', 'Pod'),
  grace: fc.constantFrom(0, 30),
  stay: fc.constantFrom(0, 1, 20, 300),
  storage: fc.constantFrom('nfs', 'longhorn'),
  schedule: fc.constantFrom(undefined, '* * * * *', '*/5 * * * *', '@every 20s', '*/20 * * * *'),
  policy: fc.constantFrom('Allow', 'Replace', 'Forbid'),
});

const outages: fc.Arbitrary<Scenario> = fc
  .record({
    failed: fc.integer({ min: 1, max: 7 }),
    well: fc.integer({ min: 0, max: 8 }),
    zones: fc.constantFrom(1, 2),
  })
  .map(({ failed, well, zones }) => ({ kind: 'zone-outage', failed, nodes: failed + well, zones }));

const scenarios: fc.Arbitrary<Scenario> = fc.oneof(
  outages,
  outages,
  fc.constantFrom<Scenario>({ kind: 'partition' }, { kind: 'crash' }, { kind: 'kubelet-stopped' }),
  fc.record({
    kind: fc.constant('overload' as const),
    forMs: fc.integer({ min: 1_000, max: 600_000 }),
    loss: fc.constantFrom(0.5, 0.8, 1),
  }),
);

const parts = fc.record({
  minors: fc.integer({ min: 18, max: NEWEST_MINOR }).map((minor) => [minor]),
  manager: managers,
  kubelet: kubelets,
  pod: workloads,
});

function holds(window: Window, { earliest, latest, missing }: Spread, what: string): void {
  const said = `${what}: ${JSON.stringify([earliest, latest, missing])} in ${window.earliest} to ${window.latest}`;
  if (earliest !== undefined) assert.ok(earliest >= window.earliest - SLACK, said);
  if (latest !== undefined) assert.ok(latest <= window.latest + SLACK, said);
  if (missing > 0) assert.equal(window.latest, Number.POSITIVE_INFINITY, said);
}

describe('windows and the simulation, in every scenario that can be played', () => {
  it('agree: what is seen lies in its window, and what is not seen has one without an end', () => {
    fc.assert(
      fc.property(parts, scenarios, fc.integer({ min: 1, max: 1_000_000 }), (given, scenario, seed) => {
        const { pod, ...settings } = given;
        const { stay, storage, schedule, policy, ...rest } = pod;
        const cron = rest.kind === 'Job' && schedule !== undefined ? { cron: { schedule, policy } } : {};
        const volumes = [templated({ storageClass: storage })];
        const one = workload({ ...rest, ...cron, tolerations: [unreachable(stay)], volumes });
        const played = cluster({ ...settings, workloads: [one], storageClasses });
        const analysis = analyse(played, scenario);
        const seen = forecast(played, scenario, 8, seed);
        assert.ok(seen);
        holds(analysis.detection, seen.detection, 'detection');
        const [expected] = analysis.workloads;
        const [events] = seen.workloads;
        assert.ok(expected && events);
        holds(expected.eviction, events.eviction, 'eviction');
        holds(expected.objectRemoval, events.objectRemoval, 'removal');
        holds(expected.replacementMount, events.replacementMount, 'second mount');
        if (events.doubleMounts > 0) assert.equal(expected.doubleMount.possible, true, expected.verdict);
      }),
      { numRuns: 120 },
    );
  }).timeout(120_000);
});
