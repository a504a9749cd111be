// What people, operators and restarts do about a lost node: the windows and the simulation, each without the other.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { VOLUME_DRIVERS } from '../../server/src/kubernetes/storage/drivers.ts';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import type { Field } from '../../server/src/model/field.ts';
import type { Remediation } from '../../server/src/model/remediation.ts';
import type { AccessMode } from '../../server/src/model/storage.ts';
import { known } from '../../server/src/model/value.ts';
import type { Window } from '../../server/src/model/window.ts';
import type { VolumeUse, Workload, WorkloadKind } from '../../server/src/model/workload.ts';
import { forecast, type Spread } from '../../server/src/simulator/forecast.ts';
import { analyse } from '../../server/src/timing/analyse.ts';
import type { Happening, Scenario } from '../../server/src/timing/analysis.ts';
import {
  cluster,
  inline,
  type Settings,
  storageClass,
  templated,
  toleration,
  unreachable,
  volumeUse,
  workload,
} from '../unit/timing/clusterBuilder.ts';

/** A pass takes no time in the windows; in the simulation, a moment, and each wait in a row costs one. */
const SLACK = 200;

/** The first name of every driver that is known, and in-tree types as they stand in a pod. */
const NAMES = VOLUME_DRIVERS.flatMap(({ names: [name] }) => (name === undefined ? [] : [name.replaceAll('*', 'a')]));
const TYPES = VOLUME_DRIVERS.flatMap(({ volumeType }) => volumeType ?? []);
const storageClasses = NAMES.map((name) => storageClass(name, name));
/** Most of them behave alike: those that differ come more often. */
const TOLD_APART = [
  ...['nfs.csi.k8s.io', 'driver.longhorn.io', 'ebs.csi.aws.com', 'disk.csi.azure.com', 'rbd.csi.ceph.com'],
  ...['pd.csi.storage.gke.io', 'kubernetes.io/azure-disk', 'linstor.csi.linbit.com', 'topolvm.io'],
].filter((name) => NAMES.includes(name) || name === 'topolvm.io');

const place = { file: 'cluster.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

function field<T>(value: T): Field<T> {
  const rewriter = { replace: () => [], remove: () => [], rename: () => [] };
  return { ...place, value: known(value), fullRange: place.range, rewriter };
}

const LIMITS = {
  backoffLimit: undefined,
  backoffLimitPerIndex: undefined,
  activeDeadlineSeconds: undefined,
  suspend: undefined,
  onDisruption: ['count' as const],
};

const ACTORS: Readonly<Record<string, readonly Remediation[]>> = {
  none: [],
  longhorn: [{ ...place, kind: 'LonghornPolicy', policy: field('delete-both-statefulset-and-deployment-pod') }],
  fenceAgents: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'workers',
      nodes: 'all',
      template: { kind: field('FenceAgentsRemediationTemplate'), name: 'power', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('60s'),
    },
  ],
  selfNode: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'workers',
      nodes: 'workers',
      template: { kind: field('SelfNodeRemediationTemplate'), name: 'reboot', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('30s'),
    },
  ],
  fenceAgentsTaint: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'workers',
      nodes: 'all',
      template: { kind: field('FenceAgentsRemediationTemplate'), name: 'power', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('1s'),
    },
    {
      ...place,
      kind: 'RemediationTemplate',
      templateKind: 'FenceAgentsRemediationTemplate',
      name: 'power',
      namespace: '',
      strategy: field<string>('OutOfServiceTaint'),
      retryCount: field(1),
      retryInterval: field('1s'),
      timeout: field('10s'),
    },
  ],
  machineDeletion: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'workers',
      nodes: 'some',
      template: { kind: field('MachineDeletionRemediationTemplate'), name: 'gone', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('60s'),
    },
  ],
  nodeRepair: [{ ...place, kind: 'NodeRepair', enabled: field(true) }],
  machines: [
    {
      ...place,
      kind: 'MachineHealthCheck',
      name: 'workers',
      platform: 'Cluster API',
      nodes: 'some',
      unknownFor: field('120s'),
      upTo: undefined,
      isForTermination: false,
      isExternal: false,
    },
  ],
  longhornSts: [{ ...place, kind: 'LonghornPolicy', policy: field('delete-statefulset-pod') }],
  longhornDep: [{ ...place, kind: 'LonghornPolicy', policy: field('delete-deployment-pod') }],
  longhornNone: [{ ...place, kind: 'LonghornPolicy', policy: field('do-nothing') }],
  nodeRepairAzure: [{ ...place, kind: 'NodeRepair', enabled: field(true), provider: 'azure' }],
  selfNodeTaint: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'w2',
      nodes: 'all',
      template: { kind: field('SelfNodeRemediationTemplate'), name: 'rt', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('90s'),
    },
    {
      ...place,
      kind: 'RemediationTemplate',
      templateKind: 'SelfNodeRemediationTemplate',
      name: 'rt',
      namespace: '',
      strategy: field<string>('OutOfServiceTaint'),
    } as Remediation,
  ],
  selfNodeAutomatic: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'w3',
      nodes: 'all',
      template: { kind: field('SelfNodeRemediationTemplate'), name: 'ra', namespace: '' },
      escalations: [],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('40s'),
    },
    {
      ...place,
      kind: 'RemediationTemplate',
      templateKind: 'SelfNodeRemediationTemplate',
      name: 'ra',
      namespace: '',
      strategy: field<string>('Automatic'),
    } as Remediation,
  ],
  // A reboot first, then power: the second only where the first has not helped within its time-out.
  escalating: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'w4',
      nodes: 'all',
      template: undefined,
      escalations: [
        { template: field('SelfNodeRemediationTemplate'), order: 0, name: 're', namespace: '', timeout: field('5m') },
        {
          template: field('FenceAgentsRemediationTemplate'),
          order: 1,
          name: 'power',
          namespace: '',
          timeout: field('5m'),
        },
      ],
      isPaused: false,
      minHealthy: undefined,
      maxUnhealthy: undefined,
      unknownFor: field('60s'),
    },
  ],
  escalatingMachines: [
    {
      ...place,
      kind: 'NodeHealthCheck',
      name: 'w5',
      nodes: 'workers',
      template: undefined,
      escalations: [
        {
          template: field('MachineDeletionRemediationTemplate'),
          order: 0,
          name: 'md',
          namespace: '',
          timeout: field('60s'),
        },
        { template: field('SelfNodeRemediationTemplate'), order: 1, name: 'rf', namespace: '', timeout: field('60s') },
      ],
      isPaused: false,
      minHealthy: field('60%'),
      maxUnhealthy: undefined,
      unknownFor: field('20s'),
    },
  ],
  stork: [{ ...place, kind: 'Unmodelled', actor: 'stork' }],
  autoscaler: [{ ...place, kind: 'Unmodelled', actor: 'cluster-autoscaler' }],
  gardener: [{ ...place, kind: 'MachineControllerManager', healthTimeouts: [undefined, field('8m')] }],
};

const volume: fc.Arbitrary<VolumeUse> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        storage: fc.oneof(fc.constantFrom(...TOLD_APART), fc.constantFrom(...NAMES)),
        modes: fc.constantFrom<AccessMode[]>(
          ['ReadWriteOnce'],
          ['ReadWriteOnce'],
          ['ReadWriteMany'],
          ['ReadOnlyMany'],
          ['ReadWriteOnce', 'ReadWriteMany'],
          ['ReadWriteOnce', 'ReadOnlyMany'],
          ['ReadWriteOncePod'],
        ),
      })
      .map(({ storage, modes }) => templated({ storageClass: storage, modes })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...TYPES).map(inline) },
  { weight: 1, arbitrary: fc.constant(volumeUse({ kind: 'ephemeral' })) },
);

/** Nobody does two things in the same instant. */
const someTime = (nth: number) => fc.integer({ min: 1, max: 1_500 }).map((seconds) => seconds * 1_000 + nth * 300);

const meanwhile = fc.record(
  {
    forceDeletedAt: someTime(0),
    nodeDeletedAt: someTime(1),
    outOfServiceAt: someTime(2),
    writerGoneBy: someTime(0),
    returnsAt: someTime(0),
    restartedAt: someTime(3),
    storageCut: fc.constant(true),
  },
  { requiredKeys: [] },
);

const happenings: fc.Arbitrary<Happening> = fc.constantFrom<Happening>(
  { kind: 'partition' },
  { kind: 'partition' },
  { kind: 'kubelet-stopped' },
  { kind: 'crash' },
  { kind: 'node-deleted' },
  { kind: 'overload', forMs: 60_000, loss: 1 },
  { kind: 'overload', forMs: 400_000, loss: 0.5 },
  { kind: 'zone-outage', failed: 5, nodes: 5, zones: 1 },
  { kind: 'overload', forMs: 420_000, loss: 1 },
  { kind: 'overload', forMs: 900_000, loss: 0.9 },
  { kind: 'zone-outage', failed: 2, nodes: 5, zones: 1 },
  { kind: 'zone-outage', failed: 3, nodes: 5, zones: 2 },
  { kind: 'shutdown' },
);

/** Values with which nodes that are well are marked, always or now and then, beside usual ones. */
const managers = fc.constantFrom<Settings>(
  ...[{}, {}, {}],
  { 'node-monitor-grace-period': '8s', 'node-monitor-period': '2s' },
  { 'node-monitor-grace-period': '10s' },
  { 'node-monitor-grace-period': '12s', 'node-monitor-period': '1s' },
);

/** What is done by a Job's own wishes, and by controllers that are none of Kubernetes' own. */
const JOBS: readonly Partial<Workload>[] = [
  {},
  { podReplacementPolicy: field('Failed') },
  { hasPodFailurePolicy: true },
  { job: { ...LIMITS, managedBy: field('kueue.x-k8s.io/multikueue') } },
  { job: { ...LIMITS, backoffLimit: field(0) } },
];
const FOREIGN: readonly Partial<Workload>[] = [{}, {}, {}, { controller: { kind: 'CloneSet', name: 'web' } }];

const parts = fc.record({
  minor: fc.integer({ min: 14, max: NEWEST_MINOR }),
  kind: fc.constantFrom<WorkloadKind>('StatefulSet', 'Deployment', 'ReplicaSet', 'Job', 'Pod', 'DaemonSet'),
  cron: fc.constantFrom(undefined, undefined, 'Forbid', 'Allow', 'Replace'),
  grace: fc.constantFrom(0, 1, 30, 600),
  stay: fc.constantFrom<number | undefined>(0, 1, 20, 300, undefined),
  volumes: fc.array(volume, { minLength: 1, maxLength: 3 }),
  actor: fc.constantFrom(...Object.keys(ACTORS)),
  actor2: fc.constantFrom(...Object.keys(ACTORS)),
  actor3: fc.constantFrom(...Object.keys(ACTORS)),
  manager: managers,
  job: fc.constantFrom(...JOBS),
  foreign: fc.constantFrom(...FOREIGN),
  happening: happenings,
  meanwhile,
});

function holds(window: Window, { earliest, latest, missing }: Spread, what: string): void {
  const said = `${what}: ${JSON.stringify([earliest, latest, missing])} in ${window.earliest} to ${window.latest}`;
  if (earliest !== undefined) assert.ok(earliest >= window.earliest - SLACK, said);
  if (latest !== undefined) assert.ok(latest <= window.latest + SLACK, said);
  if (missing > 0) assert.equal(window.latest, Number.POSITIVE_INFINITY, said);
}

describe('windows and the simulation, whatever somebody does meanwhile', () => {
  it('agree for every driver, kind, grace, scenario, actor and version, and so do verdicts and writers', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 1_000_000 }), (given, seed) => {
        const { minor, kind, grace, stay, volumes, happening, meanwhile: done, cron: policy, manager } = given;
        const cron = kind === 'Job' && policy !== undefined ? { cron: { schedule: '*/5 * * * *', policy } } : {};
        const usual = workload({
          kind,
          ...cron,
          grace,
          tolerations:
            stay === undefined
              ? [toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' })]
              : [unreachable(stay)],
          volumes,
        });
        const one = { ...usual, ...(kind === 'Job' ? given.job : kind === 'Pod' ? given.foreign : {}) };
        const bare = cluster({ minors: [minor], manager, workloads: [one], storageClasses });
        const remediations = [given.actor, given.actor2, given.actor3].flatMap((actor) => ACTORS[actor] ?? []);
        const played = { ...bare, remediations };
        const scenario: Scenario = Object.keys(done).length > 0 ? { ...happening, meanwhile: done } : happening;
        const analysis = analyse(played, scenario);
        const [expected] = analysis.workloads;
        assert.ok(expected);
        const seen = forecast(played, scenario, 6, seed);
        // A shutdown has no phases that could be played.
        if (happening.kind === 'shutdown') return assert.equal(seen, undefined);
        assert.ok(seen);
        const [events] = seen.workloads;
        // How a controller of somebody else replaces its pods nobody can play.
        if (events === undefined) return assert.ok(one.controller ?? one.job?.managedBy);
        // Where nodes that are well are marked no window holds, and that is said.
        if (analysis.steps.some(({ code }) => code === 'flaps')) return;
        holds(analysis.detection, seen.detection, 'detection');
        holds(expected.eviction, events.eviction, 'eviction');
        holds(expected.objectRemoval, events.objectRemoval, 'removal');
        // Where nothing outlives the pod nothing is mounted again.
        if (expected.volumes.union.length > 0) {
          holds(expected.replacementMount, events.replacementMount, 'second mount');
        }
        if (events.doubleMounts > 0) {
          assert.ok(
            expected.doubleMount.possible !== false,
            `two writers in ${events.doubleMounts} runs: ${expected.verdict}`,
          );
        }
      }),
      { numRuns: 200 },
    );
  }).timeout(240_000);
});
