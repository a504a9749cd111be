import assert from 'node:assert/strict';
import fc from 'fast-check';
import { effectiveParameters } from '../../server/src/effective/effectiveParameters.ts';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import type { Window } from '../../server/src/model/window.ts';
import { analyse } from '../../server/src/timing/analyse.ts';
import type { ClusterAnalysis, Scenario } from '../../server/src/timing/analysis.ts';
import {
  type ClusterParts,
  cluster,
  type Given,
  inline,
  type Settings,
  storageClass,
  TEMPLATE,
  templated,
  toleration,
  unreachable,
  type WorkloadParts,
  workload,
} from '../unit/timing/clusterBuilder.ts';

const minors = fc.integer({ min: 5, max: NEWEST_MINOR });
const durations = fc.integer({ min: 0, max: 400_000 }).map((ms) => `${ms}ms`);
const absurd = fc.constantFrom('0', '-5s', '2562047h', '-2562047h', '1ns', '40', 'soon', '');
const anyDuration: fc.Arbitrary<Given<string>> = fc.oneof(durations, absurd, fc.constant<Given<string>>(TEMPLATE));
const anyNumber: fc.Arbitrary<Given<string>> = fc.constantFrom('0', '-1', '1', '0.1', 'NaN', 'Inf', 'x', TEMPLATE);
const anyBool: fc.Arbitrary<Given<string>> = fc.constantFrom('true', 'false', 'perhaps', TEMPLATE);

const managers: fc.Arbitrary<Settings> = fc.record(
  {
    'node-monitor-period': anyDuration,
    'node-monitor-grace-period': anyDuration,
    'pod-eviction-timeout': anyDuration,
    'enable-taint-manager': anyBool,
    'node-eviction-rate': anyNumber,
    'secondary-node-eviction-rate': anyNumber,
    'unhealthy-zone-threshold': anyNumber,
    'large-cluster-size-threshold': anyNumber,
    'disable-force-detach-on-timeout': anyBool,
    controllers: fc.constantFrom<Given<string>>('*', '', '*,-nodelifecycle', '*,-statefulset', TEMPLATE),
    'feature-gates': fc.constantFrom<Given<string>>('TaintBasedEvictions=false', 'NodeLease=false', 'x', TEMPLATE),
  },
  { requiredKeys: [] },
);

const kubelets: fc.Arbitrary<Settings> = fc.record(
  {
    'node-status-update-frequency': anyDuration,
    nodeStatusUpdateFrequency: anyDuration,
    nodeStatusReportFrequency: anyDuration,
    nodeLeaseDurationSeconds: fc.oneof(fc.integer({ min: -1, max: 500 }), fc.constant('40s')),
    shutdownGracePeriod: anyDuration,
    shutdownGracePeriodCriticalPods: anyDuration,
  },
  { requiredKeys: [] },
);

const storageClasses = [
  storageClass('nfs', 'nfs.csi.k8s.io'),
  storageClass('ebs', 'ebs.csi.aws.com'),
  storageClass('azure', 'disk.csi.azure.com'),
  storageClass('longhorn', 'driver.longhorn.io'),
  storageClass('local', 'rancher.io/local-path'),
];
const classNames = fc.constantFrom<Given<string>>(
  'nfs',
  'ebs',
  'azure',
  'longhorn',
  'local',
  'unheard-of',
  '',
  TEMPLATE,
);

const workloads: fc.Arbitrary<WorkloadParts> = fc.record({
  kind: fc.constantFrom('StatefulSet', 'Deployment', 'ReplicaSet', 'Job', 'DaemonSet', 'Pod'),
  grace: fc.constantFrom<Given<number>>(0, 1, 30, 1e9, -1, TEMPLATE),
  tolerations: fc.oneof(
    fc.constant<Given<never[]>>([]),
    fc.constant<Given<never[]>>(TEMPLATE),
    fc.constantFrom<Given<number>>(0, -1, 30, 1e12, TEMPLATE).map((seconds) => [unreachable(seconds)]),
    fc.constant([toleration({ operator: 'Exists' })]),
  ),
  volumes: fc.array(
    fc.oneof(
      classNames.map((name) => templated({ storageClass: name })),
      fc.constant(inline('iscsi')),
    ),
    {
      maxLength: 3,
    },
  ),
  moreVolumes: fc.boolean(),
});

const scenarios: fc.Arbitrary<Scenario> = fc.oneof(
  fc.constantFrom<Scenario>(
    { kind: 'partition' },
    { kind: 'kubelet-stopped' },
    { kind: 'crash' },
    { kind: 'shutdown' },
  ),
  fc.record({
    kind: fc.constant('overload' as const),
    forMs: fc.integer({ min: -1, max: 2_000_000 }),
    loss: fc.constantFrom(0, 0.5, 1),
  }),
  fc.record({
    kind: fc.constant('zone-outage' as const),
    failed: fc.integer({ min: 1, max: 100 }),
    nodes: fc.integer({ min: 1, max: 100 }),
    zones: fc.integer({ min: 1, max: 3 }),
  }),
);

const parts: fc.Arbitrary<ClusterParts> = fc.record({
  minors: fc.uniqueArray(minors, { minLength: 1, maxLength: 3 }).map((list) => list.sort((a, b) => a - b)),
  manager: managers,
  kubelet: kubelets,
  workloads: fc.array(workloads.map(workload), { minLength: 1, maxLength: 2 }),
  storageClasses: fc.constant(storageClasses),
});

function windowsOf(analysis: ClusterAnalysis): readonly Window[] {
  const ofWorkloads = analysis.workloads.flatMap((one) => [
    one.eviction,
    one.objectRemoval,
    one.replacementMount,
    one.oldWriterGone,
  ]);
  return [analysis.detection, analysis.taint, ...ofWorkloads];
}

function contains(outer: Window, inner: Window): boolean {
  return outer.earliest <= inner.earliest && outer.latest >= inner.latest;
}

describe('timing: any input', () => {
  it('gives windows of whole milliseconds in order, and consistent verdicts', () => {
    fc.assert(
      fc.property(parts, scenarios, (given, scenario) => {
        const analysis = analyse(cluster(given), scenario);
        for (const window of windowsOf(analysis)) {
          const { earliest, latest } = window;
          assert.ok(earliest >= 0 && earliest <= latest, JSON.stringify([earliest, latest]));
          for (const time of [earliest, latest]) assert.ok(Number.isInteger(time) || time === Number.POSITIVE_INFINITY);
        }
        const { typical, earliest, latest } = analysis.detection;
        assert.ok(typical >= earliest && typical <= latest, JSON.stringify([earliest, typical, latest]));
        assert.ok(analysis.heartbeat.intervalMs <= analysis.heartbeat.maxMs);
        for (const { verdict, doubleMount, steps } of analysis.workloads) {
          const meets = verdict === 'double-mount' || verdict === 'guarded';
          assert.equal(doubleMount.possible, verdict === 'unknown' ? undefined : meets);
          assert.equal(doubleMount.fromMs !== undefined, meets);
          if (meets) assert.ok((doubleMount.fromMs ?? 0) < (doubleMount.untilMs ?? 0));
          assert.equal(doubleMount.marginMs !== undefined, verdict === 'fenced');
          for (const step of steps) {
            for (const value of Object.values(step.values)) assert.ok(!Number.isNaN(value));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lists parameters without NaN', () => {
    fc.assert(
      fc.property(parts, (given) => {
        for (const { ms } of effectiveParameters(cluster(given))) assert.ok(!Number.isNaN(ms));
      }),
      { numRuns: 100 },
    );
  });
});

describe('timing: unions', () => {
  const settings = ['node-monitor-period', 'node-monitor-grace-period'];
  const values = fc.integer({ min: 100, max: 300_000 }).map((ms) => `${ms}ms`);

  it('of versions contain each version', () => {
    fc.assert(
      fc.property(fc.uniqueArray(minors, { minLength: 2, maxLength: 4 }), managers, workloads, (list, manager, pod) => {
        const given = { manager, workloads: [workload(pod)], storageClasses };
        const all = windowsOf(analyse(cluster({ ...given, minors: list }), { kind: 'partition' }));
        for (const minor of list) {
          const one = windowsOf(analyse(cluster({ ...given, minors: [minor] }), { kind: 'partition' }));
          one.forEach((window, i) => {
            assert.ok(contains(all[i] as Window, window));
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of an unknown value contain every value', () => {
    fc.assert(
      fc.property(minors, fc.constantFrom(...settings), values, values, workloads, (minor, name, value, other, pod) => {
        const rest = Object.fromEntries(settings.map((setting) => [setting, other]));
        const run = (given: Given<string>) =>
          windowsOf(
            analyse(
              cluster({
                minors: [minor],
                manager: { ...rest, [name]: given },
                workloads: [workload(pod)],
                storageClasses,
              }),
              { kind: 'partition' },
            ),
          );
        const unknown = run(TEMPLATE);
        run(value).forEach((window, i) => {
          assert.ok(contains(unknown[i] as Window, window), `${name}: ${JSON.stringify([unknown[i], window])}`);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('of two controller managers are the union of each', () => {
    fc.assert(
      fc.property(minors, managers, managers, (minor, a, b) => {
        const run = (manager: readonly Settings[]) =>
          analyse(cluster({ minors: [minor], manager }), { kind: 'partition' });
        const both = run([a, b]).detection;
        const [one, other] = [run([a]).detection, run([b]).detection];
        assert.equal(both.earliest, Math.min(one.earliest, other.earliest));
        assert.equal(both.latest, Math.max(one.latest, other.latest));
      }),
      { numRuns: 100 },
    );
  });
});

describe('timing: monotone', () => {
  const detected = (minor: number, manager: Settings, kubelet: Settings = {}) =>
    analyse(cluster({ minors: [minor], manager, kubelet }), { kind: 'partition' }).detection;

  it('a longer grace period never detects earlier', () => {
    fc.assert(
      fc.property(
        minors,
        fc.nat(300_000),
        fc.nat(100_000),
        fc.integer({ min: 1, max: 60_000 }),
        (minor, g, more, p) => {
          const run = (grace: number) =>
            detected(minor, { 'node-monitor-grace-period': `${grace}ms`, 'node-monitor-period': `${p}ms` });
          const [shorter, longer] = [run(g), run(g + more)];
          assert.ok(longer.earliest >= shorter.earliest && longer.latest >= shorter.latest);
        },
      ),
    );
  });

  it('a longer lease never detects later at the earliest, and leaves the latest', () => {
    fc.assert(
      fc.property(minors, fc.integer({ min: 1, max: 400 }), fc.nat(400), (minor, lease, more) => {
        const [shorter, longer] = [lease, lease + more].map((l) =>
          detected(minor, {}, { nodeLeaseDurationSeconds: l }),
        );
        assert.ok(shorter && longer && longer.earliest <= shorter.earliest && longer.latest === shorter.latest);
      }),
    );
  });

  it('more tolerated seconds evict exactly that much later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 13, max: NEWEST_MINOR }),
        fc.nat(10_000),
        fc.nat(10_000),
        (minor, seconds, more) => {
          const run = (s: number) =>
            analyse(cluster({ minors: [minor], workloads: [workload({ tolerations: [unreachable(s)] })] }), {
              kind: 'partition',
            }).workloads[0]?.eviction;
          assert.equal((run(seconds + more)?.earliest ?? 0) - (run(seconds)?.earliest ?? 0), more * 1_000);
        },
      ),
    );
  });
});
