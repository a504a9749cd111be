// What comes of a lost node, by storage, scenario, version, settings and what people do about it: a row each, literally.
import assert from 'node:assert/strict';
import type { AccessMode } from '../../../server/src/model/storage.ts';
import type { WorkloadKind } from '../../../server/src/model/workload.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { parseScenario } from '../../../server/src/timing/readScenario.ts';
import {
  type ClusterParts,
  claim,
  claimed,
  cluster,
  storageClass,
  TEMPLATE,
  templated,
  toleration,
  unreachable,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

type Row = readonly [string, WorkloadParts, ClusterParts];

const nfs = { storageClasses: [storageClass('nfs', 'nfs.csi.k8s.io')] };
const stores = (...names: readonly string[]) => ({
  storageClasses: names.map((name) => storageClass(name, PROVISIONERS[name] ?? name)),
});
const PROVISIONERS: Readonly<Record<string, string>> = {
  nfs: 'nfs.csi.k8s.io',
  ebs: 'ebs.csi.aws.com',
  azure: 'disk.csi.azure.com',
  rbd: 'rook-ceph.rbd.csi.ceph.com',
  longhorn: 'driver.longhorn.io',
  local: 'rancher.io/local-path',
};
const on = (name: string, modes: readonly AccessMode[] = ['ReadWriteOnce']) => ({
  volumes: [templated({ storageClass: name, modes })],
});
const all = stores('nfs', 'ebs', 'azure', 'rbd', 'longhorn', 'local');
const set = (scenario: string, name: string, parts: WorkloadParts = {}, rest: ClusterParts = {}): Row => [
  scenario,
  { ...on(name), ...parts },
  { ...all, ...rest },
];
const deployment = (
  scenario: string,
  name: string,
  parts: WorkloadParts = {},
  rest: ClusterParts = {},
  modes: readonly AccessMode[] = ['ReadWriteOnce'],
): Row => [
  scenario,
  { kind: 'Deployment', volumes: [claimed()], ...parts },
  { ...all, claims: [claim({ storageClass: name, modes })], ...rest },
];
const of = (kind: WorkloadKind, scenario = 'partition', parts: WorkloadParts = {}): Row => [
  scenario,
  { kind, volumes: [claimed()], ...parts },
  { ...all, claims: [claim({ storageClass: 'nfs' })] },
];
const manyOn = (name: string) => ({ ...all, claims: [claim({ storageClass: name, modes: ['ReadWriteMany'] })] });
const FAST = {
  manager: { 'node-monitor-grace-period': '16s', 'node-monitor-period': '2s' },
  kubelet: { nodeStatusUpdateFrequency: '4s' },
};
const GRACEFUL = { kubelet: { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' } };
const ROWS: Readonly<Record<string, Row>> = {
  'nothing to mount': ['partition', {}, {}],
  ...Object.fromEntries(
    ['nfs', 'ebs', 'azure', 'rbd', 'longhorn', 'local'].flatMap((name) => [
      [`set on ${name}`, set('partition', name)],
      [`set on ${name}, no grace`, set('partition', name, { grace: 0 })],
      [`deployment on ${name}`, deployment('partition', name)],
      [
        `deployment on ${name}, force detach off`,
        deployment('partition', name, {}, { manager: { 'disable-force-detach-on-timeout': 'true' } }),
      ],
      [`set on ${name}, out of service`, set('partition:out-of-service=20m', name)],
      [`set on ${name}, deleted by force`, set('partition:force-delete=10m', name)],
      [`set on ${name}, node deleted`, set('partition:node-deleted=10m', name)],
      [`set on ${name}, fenced`, set('partition:fenced=4m,force-delete=10m', name)],
      [`set on ${name}, crash`, set('crash:out-of-service=10m', name)],
      [`set on ${name}, storage cut`, set('partition:force-delete=10m,storage=cut', name)],
      [`deployment on ${name}, kubelet stopped`, deployment('kubelet-stopped', name)],
      [`deployment on ${name}, crash`, deployment('crash', name)],
      [`deployment on ${name}, shutdown`, deployment('shutdown', name, {}, GRACEFUL)],
      [`deployment on ${name}, node deleted`, deployment('node-deleted', name)],
    ]),
  ),
  'old: before taints': deployment('partition', 'nfs', {}, { minors: [12] }),
  'old: taints begin': deployment('partition', 'nfs', {}, { minors: [13] }),
  'old: leases begin': deployment('partition', 'nfs', {}, { minors: [14] }),
  'old: 1.7': deployment('partition', 'nfs', {}, { minors: [7] }),
  'old: 1.17': deployment('partition', 'nfs', {}, { minors: [17] }),
  'old: 1.26': set('partition:out-of-service=10m', 'ebs', {}, { minors: [26] }),
  'old: 1.25': set('partition:out-of-service=10m', 'ebs', {}, { minors: [25] }),
  'old: 1.23': set('partition:out-of-service=10m', 'ebs', {}, { minors: [23] }),
  'old: 1.31': deployment('partition', 'ebs', {}, { minors: [31] }),
  'old: 1.32': deployment('partition', 'ebs', {}, { minors: [32] }),
  'two versions': deployment('partition', 'ebs', {}, { minors: [31, 32] }),
  fast: deployment('partition', 'nfs', {}, FAST),
  'fast, set': set('partition', 'nfs', { grace: 0 }, FAST),
  'grace no multiple of the period': deployment(
    'partition',
    'nfs',
    {},
    { manager: { 'node-monitor-grace-period': '17s', 'node-monitor-period': '5s' } },
  ),
  'grace below the heartbeat': deployment('partition', 'nfs', {}, { manager: { 'node-monitor-grace-period': '5s' } }),
  'status alone': deployment(
    'partition',
    'nfs',
    {},
    { minors: [16], manager: { 'feature-gates': 'NodeLease=false' }, kubelet: { 'feature-gates': 'NodeLease=false' } },
  ),
  'lease of 20 s': deployment('partition', 'nfs', {}, { kubelet: { nodeLeaseDurationSeconds: 20 } }),
  'lease of 400 s': deployment('partition', 'nfs', {}, { kubelet: { nodeLeaseDurationSeconds: 400 } }),
  'toleration of 30 s': deployment('partition', 'nfs', { tolerations: [unreachable(30)] }),
  'toleration of 0 s': deployment('partition', 'nfs', { tolerations: [unreachable(0)] }),
  'toleration of less than nothing': deployment('partition', 'nfs', { tolerations: [unreachable(-1)] }),
  'toleration for ever': deployment('partition', 'nfs', {
    tolerations: [toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' })],
  }),
  'toleration of everything': deployment('partition', 'nfs', { tolerations: [toleration({ operator: 'Exists' })] }),
  'toleration nobody can read': deployment('partition', 'nfs', { tolerations: TEMPLATE }),
  'toleration of the server': deployment(
    'partition',
    'nfs',
    {},
    { apiServer: { 'default-unreachable-toleration-seconds': '60', 'default-not-ready-toleration-seconds': '90' } },
  ),
  'no toleration by the server': deployment(
    'partition',
    'nfs',
    {},
    { apiServer: { 'disable-admission-plugins': 'DefaultTolerationSeconds' } },
  ),
  'no taint eviction': deployment('partition', 'nfs', {}, { manager: { controllers: '*,-taint-eviction-controller' } }),
  'no node lifecycle': deployment('partition', 'nfs', {}, { manager: { controllers: '*,-node-lifecycle-controller' } }),
  'no attaching': deployment(
    'partition',
    'ebs',
    {},
    { manager: { controllers: '*,-persistentvolume-attach-detach-controller' } },
  ),
  'no garbage collector': set(
    'partition:out-of-service=10m',
    'ebs',
    {},
    { manager: { controllers: '*,-pod-garbage-collector-controller' } },
  ),
  'no controller of sets': set(
    'partition',
    'nfs',
    { grace: 0 },
    { manager: { controllers: '*,-statefulset-controller' } },
  ),
  'no controller of replicas': deployment(
    'partition',
    'nfs',
    {},
    { manager: { controllers: '*,-replicaset-controller' } },
  ),
  'kubelet attaches': deployment('partition', 'ebs', {}, { kubelet: { enableControllerAttachDetach: false } }),
  'for many': deployment('partition', 'nfs', {}, {}, ['ReadWriteMany']),
  'for one pod': deployment('partition', 'nfs', {}, {}, ['ReadWriteOncePod']),
  'for readers': deployment('partition', 'ebs', {}, {}, ['ReadOnlyMany']),
  'read only': [
    'partition',
    { kind: 'Deployment', volumes: [claimed('data', true)] },
    { ...nfs, claims: [claim({ storageClass: 'nfs' })] },
  ],
  'a claim nobody knows': deployment('partition', 'gone'),
  'grace of 1 s': set('partition:node-deleted=10m', 'ebs', { grace: 1 }),
  'grace of an hour': set('shutdown', 'ebs', { grace: 3600 }, GRACEFUL),
  'grace nobody can read': set('partition', 'nfs', { grace: TEMPLATE }),
  'shutdown, critical': set('shutdown', 'nfs', { priorityClassName: 'system-node-critical' }, GRACEFUL),
  'shutdown without grace': deployment('shutdown', 'nfs'),
  'shutdown, some class': set('shutdown', 'nfs', { priorityClassName: 'own' }, GRACEFUL),
  'daemon set': of('DaemonSet'),
  job: of('Job'),
  'job, replaced when failed': of('Job', 'partition', { podReplacementPolicy: 'Failed' }),
  'job, replaced while it ends': of('Job', 'partition', { podReplacementPolicy: 'TerminatingOrFailed' }),
  'job with a policy of failures': of('Job', 'partition', { hasPodFailurePolicy: true }),
  'cron job, allowed': of('Job', 'partition', { cron: { schedule: '*/10 * * * *', policy: 'Allow' } }),
  'cron job, forbidden': of('Job', 'partition', { cron: { schedule: '*/10 * * * *', policy: 'Forbid' } }),
  'cron job, replaced': of('Job', 'partition', { cron: { schedule: '*/10 * * * *', policy: 'Replace' } }),
  'replica set': of('ReplicaSet'),
  pod: of('Pod'),
  'overload for ever': deployment('overload:for=10h', 'nfs'),
  'overload for 3 m': deployment('overload:for=3m', 'nfs'),
  'overload for 30 s': deployment('overload:for=30s', 'nfs'),
  'overload of half': deployment('overload:for=10m,loss=0.5', 'nfs'),
  'overload of nothing': deployment('overload:for=10m,loss=0', 'nfs'),
  'zone of one': deployment('zone-outage:failed=1,nodes=1,zones=2', 'nfs'),
  'zone partly out': deployment('zone-outage:failed=3,nodes=5,zones=2', 'nfs'),
  'zone nearly whole': deployment('zone-outage:failed=2,nodes=5,zones=2', 'nfs'),
  'zone whole': deployment('zone-outage:failed=5,nodes=5,zones=2', 'nfs'),
  'all zones out': deployment('zone-outage:failed=5,nodes=5,zones=1', 'nfs'),
  'zone large and partly out': deployment('zone-outage:failed=60,nodes=100,zones=3', 'nfs'),
  'zone at the size that counts as large': deployment('zone-outage:failed=30,nodes=50,zones=3', 'nfs'),
  'zone above the size that counts as large': deployment('zone-outage:failed=31,nodes=51,zones=3', 'nfs'),
  'zone at the threshold': deployment('zone-outage:failed=55,nodes=100,zones=3', 'nfs'),
  'zone below the threshold': deployment('zone-outage:failed=54,nodes=100,zones=3', 'nfs'),
  'zone, no evictions': deployment(
    'zone-outage:failed=60,nodes=100,zones=3',
    'nfs',
    {},
    { manager: { 'secondary-node-eviction-rate': '0' } },
  ),
  'zone, fast evictions': deployment(
    'zone-outage:failed=10,nodes=100,zones=3',
    'nfs',
    {},
    { manager: { 'node-eviction-rate': '10' } },
  ),
  'returns early': deployment('partition:returns=2m', 'nfs'),
  'returns late': deployment('partition:returns=20m', 'nfs'),
  'returns, set': set('partition:returns=10m', 'ebs'),
  'returns, no grace': set('partition:returns=10m', 'nfs', { grace: 0 }),
  'restart before the taint': deployment('partition:controller-restart=20s', 'nfs'),
  'restart before the eviction': deployment('partition:controller-restart=2m', 'nfs'),
  'restart after the eviction': deployment('partition:controller-restart=8m', 'ebs'),
  'restart without election': deployment(
    'partition:controller-restart=2m',
    'nfs',
    {},
    { manager: { 'leader-elect': 'false' } },
  ),
  'restart with another lease': deployment(
    'partition:controller-restart=2m',
    'nfs',
    {},
    { manager: { 'leader-elect-lease-duration': '60s', 'leader-elect-retry-period': '10s' } },
  ),
  'two managers': deployment('partition', 'nfs', {}, { manager: [{}, { 'node-monitor-grace-period': '20s' }] }),
  'two kubelets': deployment('partition', 'nfs', {}, { kubelet: [{}, { nodeStatusUpdateFrequency: '20s' }] }),
  'grace nobody knows': deployment('partition', 'nfs', {}, { manager: { 'node-monitor-grace-period': TEMPLATE } }),
  'out of service with a short grace': set('partition:out-of-service=60s', 'ebs', { grace: 5 }),
  'out of service before detection': set('partition:out-of-service=1s', 'ebs', {}),
  'out of service, deployment': deployment('partition:out-of-service=10m', 'ebs'),
  'out of service, before it was known': deployment('partition:out-of-service=10m', 'ebs', {}, { minors: [27] }),
  'node deleted, old': set('partition:node-deleted=10m', 'ebs', {}, { minors: [20] }),
  'node deleted at once': set('partition:node-deleted=1s', 'nfs'),
  'fenced only': set('partition:fenced=4m', 'nfs'),
  'fenced late': set('partition:fenced=30m,force-delete=10m', 'nfs'),
  'all zones out, tolerations nobody can read': deployment('zone-outage:failed=5,nodes=5,zones=1', 'nfs', {
    tolerations: TEMPLATE,
  }),
  'node deleted before a legacy eviction': deployment('partition:node-deleted=2m', 'nfs', {}, { minors: [12] }),
  'node deleted before the taint': deployment('partition:node-deleted=45s', 'nfs'),
  'a disk before the guard': deployment('partition', 'longhorn', {}, { minors: [6] }),
  'a disk with the guard': deployment('partition', 'longhorn', {}, { minors: [7] }),
  'node deleted and controller restarted, 1.37': set(
    'partition:node-deleted=10m,controller-restart=11m',
    'longhorn',
    {},
    { minors: [37] },
  ),
  'node deleted and controller restarted, 1.38': set(
    'partition:node-deleted=10m,controller-restart=11m',
    'longhorn',
    {},
    { minors: [38] },
  ),
  'a bare pod for many': ['partition', { kind: 'Pod', volumes: [claimed()] }, manyOn('nfs')],
  'a job for many': ['partition', { kind: 'Job', volumes: [claimed()] }, manyOn('nfs')],
  'shutdown in one group': deployment(
    'shutdown',
    'nfs',
    {},
    {
      kubelet: { shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 20 }] },
    },
  ),
  'out of service, tolerated': set('partition:out-of-service=1m', 'nfs', {
    tolerations: [toleration({ operator: 'Exists' })],
  }),
  'out of service, tolerated by name': set('partition:out-of-service=1m', 'nfs', {
    tolerations: [toleration({ key: 'node.kubernetes.io/out-of-service', operator: 'Exists' })],
  }),
  'deleted by force at once': set('partition:force-delete=1s', 'ebs'),
  'deleted by force, deployment': deployment('partition:force-delete=10m', 'ebs'),
};

const secondsTold = (ms: number) => (Number.isFinite(ms) ? String(Math.round(ms) / 1_000) : 'never');
function windowTold({ earliest, latest }: { earliest: number; latest: number }): string {
  return earliest === latest ? secondsTold(earliest) : `${secondsTold(earliest)}…${secondsTold(latest)}`;
}

/** Detection; then of the workload eviction, removal, mount, the writer's end, and what comes of it; last the reasons of its steps. */
function outcomeTold([scenario, parts, rest]: Row): string {
  const analysis = analyse(cluster({ ...rest, workloads: [workload(parts)] }), parseScenario(scenario).in({}));
  const [one] = analysis.workloads;
  if (one === undefined) return 'none';
  const { eviction, objectRemoval, replacementMount, oldWriterGone, doubleMount, verdict, steps, unknown } = one;
  const windows = [eviction, objectRemoval, replacementMount, oldWriterGone].map(windowTold).join(' ');
  const { possible, fromMs, untilMs, marginMs } = doubleMount;
  const twice = [fromMs, untilMs, marginMs].map((ms) => (ms === undefined ? '-' : secondsTold(ms))).join('/');
  const reasons = steps.map(({ code }) => code).join(' ');
  return `${windowTold(analysis.detection)}; ${windows}; ${possible ?? '?'} ${twice} ${verdict}; ${reasons}${unknown.length > 0 ? ` ?${unknown.length}` : ''}`;
}

/** Seconds from the silence. */
const EXPECTED: Readonly<Record<string, string>> = {
  'nothing to mount':
    '39.6…60; 344.6…365.1 never never never; false -/-/- stateless; tolerates evicted object-stays replacement-never verdict',
  'set on nfs':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'set on nfs, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-removed-at-once replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'deployment on nfs':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'deployment on nfs, force detach off':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'set on nfs, out of service':
    '39.6…60; 344.6…365.1 1200…1220 1200…1220 never; true 1200/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'set on nfs, deleted by force':
    '39.6…60; 344.6…365.1 600 600 never; true 600/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'set on nfs, node deleted':
    '39.6…60; 344.6…365.1 640…680 640…680 never; true 640/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'set on nfs, fenced':
    '39.6…60; 344.6…365.1 600 600 0…240; false -/-/360 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'set on nfs, crash':
    '39.6…60; 344.6…365.1 600…620 600…620 0; false -/-/600 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'set on nfs, storage cut':
    '39.6…60; 344.6…365.1 600 600 never; true 600/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'deployment on nfs, kubelet stopped':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'deployment on nfs, crash':
    '39.6…60; 344.6…365.1 never 344.6…365.1 0; false -/-/344.6 fenced; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'deployment on nfs, shutdown':
    '0…5; 0 0…20 0…20 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'deployment on nfs, node deleted':
    '39.6…60; 79.6…145 79.6…145 79.6…145 0; false -/-/79.6 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'set on ebs':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'set on ebs, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 704.6…never 704.6…never; false -/-/0 fenced; tolerates evicted object-removed-at-once replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'deployment on ebs':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on ebs, force detach off':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-stays-attached second-mount-never old-writer-runs-on verdict',
  'set on ebs, out of service':
    '39.6…60; 344.6…365.1 1200…1220 1200…never 1200…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on ebs, deleted by force':
    '39.6…60; 344.6…365.1 600 960…never 960…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on ebs, node deleted':
    '39.6…60; 344.6…365.1 640…680 1000…never 1000…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on ebs, fenced':
    '39.6…60; 344.6…365.1 600 960 0…240; false -/-/720 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on ebs, crash':
    '39.6…60; 344.6…365.1 600…620 600…620 0; false -/-/600 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on ebs, storage cut':
    '39.6…60; 344.6…365.1 600 960…never 960…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'deployment on ebs, kubelet stopped':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on ebs, crash':
    '39.6…60; 344.6…365.1 never never 0; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-gone verdict',
  'deployment on ebs, shutdown':
    '0…5; 0 0…20 0…380 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'deployment on ebs, node deleted':
    '39.6…60; 79.6…145 79.6…145 439.6…505 0; false -/-/439.6 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'set on azure':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'set on azure, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 704.6…725.1 704.6…725.1; false -/-/0 fenced; tolerates evicted object-removed-at-once replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'deployment on azure':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on azure, force detach off':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-stays-attached second-mount-never old-writer-runs-on verdict',
  'set on azure, out of service':
    '39.6…60; 344.6…365.1 1200…1220 1200…1220 1200…1220; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on azure, deleted by force':
    '39.6…60; 344.6…365.1 600 960 960; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on azure, node deleted':
    '39.6…60; 344.6…365.1 640…680 1000…1040 1000…1040; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on azure, fenced':
    '39.6…60; 344.6…365.1 600 960 0…240; false -/-/720 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on azure, crash':
    '39.6…60; 344.6…365.1 600…620 600…620 0; false -/-/600 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on azure, storage cut':
    '39.6…60; 344.6…365.1 600 960 960; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'deployment on azure, kubelet stopped':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on azure, crash':
    '39.6…60; 344.6…365.1 never never 0; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-gone verdict',
  'deployment on azure, shutdown':
    '0…5; 0 0…20 0…380 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'deployment on azure, node deleted':
    '39.6…60; 79.6…145 79.6…145 439.6…505 0; false -/-/439.6 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'set on rbd':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'set on rbd, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 704.6…never 704.6…never; false -/-/0 fenced; tolerates evicted object-removed-at-once replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'deployment on rbd':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on rbd, force detach off':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-stays-attached second-mount-never old-writer-runs-on verdict',
  'set on rbd, out of service':
    '39.6…60; 344.6…365.1 1200…1220 1200…never 1200…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on rbd, deleted by force':
    '39.6…60; 344.6…365.1 600 960…never 960…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on rbd, node deleted':
    '39.6…60; 344.6…365.1 640…680 1000…never 1000…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on rbd, fenced':
    '39.6…60; 344.6…365.1 600 960 0…240; false -/-/720 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on rbd, crash':
    '39.6…60; 344.6…365.1 600…620 600…620 0; false -/-/600 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on rbd, storage cut':
    '39.6…60; 344.6…365.1 600 960 never; true 960/never/- guarded; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'deployment on rbd, kubelet stopped':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on rbd, crash':
    '39.6…60; 344.6…365.1 never never 0; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-gone verdict',
  'deployment on rbd, shutdown':
    '0…5; 0 0…20 0…380 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'deployment on rbd, node deleted':
    '39.6…60; 79.6…145 79.6…145 439.6…505 0; false -/-/439.6 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'set on longhorn':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'set on longhorn, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 704.6…725.1 never; true 704.6/never/- guarded; tolerates evicted object-removed-at-once replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'deployment on longhorn':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on longhorn, force detach off':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-stays-attached second-mount-never old-writer-runs-on verdict',
  'set on longhorn, out of service':
    '39.6…60; 344.6…365.1 1200…1220 1200…1220 never; true 1200/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'set on longhorn, deleted by force':
    '39.6…60; 344.6…365.1 600 960 never; true 960/never/- guarded; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'set on longhorn, node deleted':
    '39.6…60; 344.6…365.1 640…680 1000…1040 never; true 1000/never/- guarded; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'set on longhorn, fenced':
    '39.6…60; 344.6…365.1 600 960 0…240; false -/-/720 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on longhorn, crash':
    '39.6…60; 344.6…365.1 600…620 600…620 0; false -/-/600 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'set on longhorn, storage cut':
    '39.6…60; 344.6…365.1 600 960 never; true 960/never/- guarded; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'deployment on longhorn, kubelet stopped':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'deployment on longhorn, crash':
    '39.6…60; 344.6…365.1 never never 0; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-gone verdict',
  'deployment on longhorn, shutdown':
    '0…5; 0 0…20 0…380 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'deployment on longhorn, node deleted':
    '39.6…60; 79.6…145 79.6…145 439.6…505 0; false -/-/439.6 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'set on local':
    '39.6…60; 344.6…365.1 never never never; false -/-/- pinned; tolerates evicted object-stays replacement-never volume-node-bound second-mount-never old-writer-runs-on verdict',
  'set on local, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 never never; false -/-/- pinned; tolerates evicted object-removed-at-once replacement-after-removal volume-node-bound second-mount-never old-writer-runs-on verdict',
  'deployment on local':
    '39.6…60; 344.6…365.1 never never never; false -/-/- pinned; tolerates evicted object-stays replacement-at-eviction volume-node-bound second-mount-never old-writer-runs-on verdict',
  'deployment on local, force detach off':
    '39.6…60; 344.6…365.1 never never never; false -/-/- pinned; tolerates evicted object-stays replacement-at-eviction volume-node-bound second-mount-never old-writer-runs-on verdict',
  'set on local, out of service':
    '39.6…60; 344.6…365.1 1200…1220 never never; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-runs-on verdict',
  'set on local, deleted by force':
    '39.6…60; 344.6…365.1 600 never never; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-runs-on verdict',
  'set on local, node deleted':
    '39.6…60; 344.6…365.1 640…680 never never; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-runs-on verdict',
  'set on local, fenced':
    '39.6…60; 344.6…365.1 600 never 0…240; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-gone verdict',
  'set on local, crash':
    '39.6…60; 344.6…365.1 600…620 never 0; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-gone verdict',
  'set on local, storage cut':
    '39.6…60; 344.6…365.1 600 never never; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-node-bound second-mount-never old-writer-runs-on verdict',
  'deployment on local, kubelet stopped':
    '39.6…60; 344.6…365.1 never never never; false -/-/- pinned; tolerates evicted object-stays replacement-at-eviction volume-node-bound second-mount-never old-writer-runs-on verdict',
  'deployment on local, crash':
    '39.6…60; 344.6…365.1 never never 0; false -/-/- pinned; tolerates evicted object-stays replacement-at-eviction volume-node-bound second-mount-never old-writer-gone verdict',
  'deployment on local, shutdown':
    '0…5; 0 0…20 never 0…20; false -/-/- pinned; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-node-bound second-mount-never old-writer-gone verdict',
  'deployment on local, node deleted':
    '39.6…60; 79.6…145 79.6…145 never 0; false -/-/- pinned; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-node-bound second-mount-never old-writer-gone verdict',
  'old: before taints':
    '30…45; 290…305.1 never 290…305.1 never; true 290/never/- double-mount; evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'old: taints begin':
    '30…45; 335…350.1 never 335…350.1 never; true 335/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'old: leases begin':
    '30…50; 335…355.1 never 335…355.1 never; true 335/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'old: 1.7':
    '30…45; 290…305.1 never 290…305.1 never; true 290/never/- double-mount; evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'old: 1.17':
    '30…50; 335…355.1 never 335…355.1 never; true 335/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'old: 1.26':
    '29.6…50; 334.6…355.1 600…620 600…never 600…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'old: 1.25':
    '29.6…50; 334.6…355.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'old: 1.23':
    '29.6…50; 334.6…355.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'old: 1.31':
    '29.6…50; 334.6…355.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'old: 1.32':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'two versions':
    '29.6…60; 334.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  fast: '11.84…20; 313.84…322.1 never 313.84…322.1 never; true 313.84/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'fast, set':
    '11.84…20; 313.84…322.1 313.84…322.1 313.84…322.1 never; true 313.84/never/- double-mount; tolerates evicted object-removed-at-once replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'grace no multiple of the period':
    '9.6…30; 314.6…335.1 never 314.6…335.1 never; true 314.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'grace below the heartbeat':
    '0…15; 305…320.1 never 305…320.1 never; true 305/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'status alone':
    '30…45; 335…350.1 never 335…350.1 never; true 335/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'lease of 20 s':
    '44.8…60; 349.8…365.1 never 349.8…365.1 never; true 349.8/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'lease of 400 s':
    '0…60; 305…365.1 never 305…365.1 never; true 305/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'toleration of 30 s':
    '39.6…60; 74.6…95.1 never 74.6…95.1 never; true 74.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'toleration of 0 s':
    '39.6…60; 44.6…65.1 never 44.6…65.1 never; true 44.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'toleration of less than nothing':
    '39.6…60; 44.6…65.1 never 44.6…65.1 never; true 44.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'toleration for ever':
    '39.6…60; never never never never; false -/-/- never-evicted; tolerates-for-ever not-evicted verdict',
  'toleration of everything':
    '39.6…60; never never never never; false -/-/- never-evicted; tolerates-for-ever not-evicted verdict',
  'toleration nobody can read':
    '39.6…60; 44.6…never never 44.6…never never; ? -/-/- unknown; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict ?1',
  'toleration of the server':
    '39.6…60; 104.6…125.1 never 104.6…125.1 never; true 104.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'no toleration by the server':
    '39.6…60; 44.6…65.1 never 44.6…65.1 never; true 44.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'no taint eviction': '39.6…60; never never never never; false -/-/- never-evicted; tolerates not-evicted verdict',
  'no node lifecycle': 'never; never never never never; false -/-/- never-evicted; tolerates not-evicted verdict',
  'no attaching':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-stays-attached second-mount-never old-writer-runs-on verdict',
  'no garbage collector':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'no controller of sets':
    '39.6…60; 344.6…365.1 344.6…365.1 never never; false -/-/- blocked; tolerates evicted object-removed-at-once replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'no controller of replicas':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'kubelet attaches':
    '39.6…60; 344.6…365.1 never 344.6…never never; ? -/-/- unknown; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount old-writer-runs-on verdict',
  'for many':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; false -/-/- shared; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'for one pod':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-not-attached volume-once-pod second-mount-never old-writer-runs-on verdict',
  'for readers':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; false -/-/- shared; tolerates evicted object-stays replacement-at-eviction volume-many-nodes second-mount old-writer-runs-on verdict',
  'read only':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; false -/-/- shared; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'a claim nobody knows':
    '39.6…60; 344.6…365.1 never 344.6…never never; ? -/-/- unknown; tolerates evicted object-stays replacement-at-eviction volume-unknown second-mount old-writer-runs-on verdict ?1',
  'grace of 1 s':
    '39.6…60; 344.6…365.1 640…680 1000…never 1000…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'grace of an hour':
    '0…5; 0 0…20 0…380 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'grace nobody can read':
    '39.6…60; 344.6…365.1 344.6…never 344.6…never never; ? -/-/- unknown; tolerates evicted object-stays replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict ?1',
  'shutdown, critical':
    '0…5; 0…20 0…30 0…30 0…30; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'shutdown without grace':
    '39.6…60; 344.6…365.1 never 344.6…365.1 0; false -/-/344.6 fenced; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'shutdown, some class':
    '0…5; 0 0…20 0…20 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'daemon set': '39.6…60; never never never never; false -/-/- never-evicted; tolerates-for-ever not-evicted verdict',
  job: '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'job, replaced when failed':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'job, replaced while it ends':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'job with a policy of failures':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'cron job, allowed':
    '39.6…60; 344.6…365.1 never 0…365.1 never; true 0/never/- double-mount; next-run tolerates evicted object-stays volume-not-attached second-mount old-writer-runs-on verdict',
  'cron job, forbidden':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'cron job, replaced':
    '39.6…60; 0…365.1 never 0…365.1 never; true 0/never/- double-mount; next-run object-stays volume-not-attached second-mount old-writer-runs-on verdict',
  'replica set':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  pod: '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'overload for ever':
    '39.6…60; 344.6…365.1 36000…36030 344.6…365.1 36000…36030; true 344.6/36030/- double-mount; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'overload for 3 m': '39.6…60; never never never 180…210; false -/-/- never-evicted; tolerates not-evicted verdict',
  'overload for 30 s': '39.6…never; never never never 30…60; false -/-/- never-evicted; tolerates not-evicted verdict',
  'overload of half':
    '39.6…never; 344.6…never 600…never 344.6…never 600…645.4; true 344.6/645.4/- double-mount; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'overload of nothing': 'never; never never never 600…630; false -/-/- never-evicted; tolerates not-evicted verdict',
  'zone of one':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone partly out':
    '39.6…60; 344.6…never never 344.6…never never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone nearly whole':
    '39.6…60; 344.6…375.1 never 344.6…375.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone whole':
    '39.6…60; 344.6…415.1 never 344.6…415.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'all zones out': '39.6…60; never never never never; false -/-/- never-evicted; tolerates not-evicted verdict',
  'zone large and partly out':
    '39.6…60; 344.6…6365.1 never 344.6…6365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone at the size that counts as large':
    '39.6…60; 344.6…never never 344.6…never never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone above the size that counts as large':
    '39.6…60; 344.6…3465.1 never 344.6…3465.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone at the threshold':
    '39.6…60; 344.6…5865.1 never 344.6…5865.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone below the threshold':
    '39.6…60; 344.6…895.1 never 344.6…895.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone, no evictions':
    '39.6…60; 344.6…never never 344.6…never never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'zone, fast evictions':
    '39.6…60; 344.6…366 never 344.6…366 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'returns early': '39.6…60; never never never 120…150; false -/-/- never-evicted; tolerates not-evicted verdict',
  'returns late':
    '39.6…60; 344.6…365.1 1200…1230 344.6…365.1 1200…1230; true 344.6/1230/- double-mount; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'returns, set':
    '39.6…60; 344.6…365.1 600…630 600…630 600…630; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'returns, no grace':
    '39.6…60; 344.6…365.1 344.6…365.1 344.6…365.1 600…601; true 344.6/601/- double-mount; tolerates evicted object-removed-at-once replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'restart before the taint':
    '70…93.8; 375…398.9 never 375…398.9 never; true 375/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'restart before the eviction':
    '39.6…60; 420…443.9 never 420…443.9 never; true 420/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'restart after the eviction':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'restart without election':
    '39.6…60; 420…420.1 never 420…420.1 never; true 420/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'restart with another lease':
    '39.6…60; 420…524.1 never 420…524.1 never; true 420/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'two managers':
    '9.6…60; 314.6…365.1 never 314.6…365.1 never; true 314.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'two kubelets':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; true 344.6/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'grace nobody knows':
    '0…never; 305…never never 305…never never; true 305/never/- double-mount; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict ?1',
  'out of service with a short grace':
    '39.6…60; 60 60…80 60…never 60…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'out of service before detection':
    '39.6…60; 1 39.6…80 39.6…never 39.6…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'out of service, deployment':
    '39.6…60; 344.6…365.1 600…620 600…never 600…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'out of service, before it was known':
    '29.6…50; 334.6…355.1 600…620 600…never 600…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
  'node deleted, old':
    '29.6…50; 334.6…355.1 640…680 1000…never 1000…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-gone verdict',
  'node deleted at once':
    'never; 41…81 41…81 41…81 never; true 41/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'fenced only':
    '39.6…60; 344.6…365.1 never never 0…240; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-gone verdict',
  'fenced late':
    '39.6…60; 344.6…365.1 600 600 0…1800; true 600/1800/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-gone verdict',
  'all zones out, tolerations nobody can read':
    '39.6…60; 44.6…never never 44.6…never never; ? -/-/- unknown; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict ?1',
  'node deleted before a legacy eviction':
    '30…45; 120…140 120…140 120…140 never; true 120/never/- double-mount; evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'node deleted before the taint':
    '39.6…never; 85…125 85…125 85…125 never; true 85/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'a disk before the guard':
    '30…45; 290…305.1 never 290…305.1 never; true 290/never/- double-mount; evicted object-stays replacement-at-eviction volume-guarded second-mount old-writer-runs-on verdict',
  'a disk with the guard':
    '30…45; 290…305.1 never never never; false -/-/- blocked; evicted object-stays replacement-at-eviction volume-guarded second-mount-never old-writer-runs-on verdict',
  'node deleted and controller restarted, 1.37':
    '39.6…60; 339.6…360.1 640…763.8 660…763.8 never; true 660/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'node deleted and controller restarted, 1.38':
    '39.6…60; 339.6…360.1 640…763.8 640…763.8 never; true 640/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-guarded second-mount old-writer-runs-on verdict',
  'a bare pod for many':
    '39.6…60; 344.6…365.1 never never never; false -/-/- shared; tolerates evicted object-stays replacement-never volume-not-attached second-mount-never old-writer-runs-on verdict',
  'a job for many':
    '39.6…60; 344.6…365.1 never 344.6…365.1 never; false -/-/- shared; tolerates evicted object-stays replacement-at-eviction volume-not-attached second-mount old-writer-runs-on verdict',
  'shutdown in one group':
    '0…5; 0 0…20 0…20 0…20; false -/-/0 fenced; ended-by-shutdown object-removed-by-kubelet replacement-at-eviction volume-not-attached second-mount old-writer-gone verdict',
  'out of service, tolerated':
    '39.6…60; never never never never; false -/-/- never-evicted; tolerates-for-ever not-evicted verdict',
  'out of service, tolerated by name':
    '39.6…60; 344.6…365.1 344.6…385.1 344.6…385.1 never; true 344.6/never/- double-mount; tolerates evicted object-removed-by-kubelet replacement-after-removal volume-not-attached second-mount old-writer-runs-on verdict',
  'deleted by force at once':
    '39.6…60; 344.6…365.1 never never never; false -/-/- blocked; tolerates evicted object-stays replacement-never volume-guarded second-mount-never old-writer-runs-on verdict',
  'deleted by force, deployment':
    '39.6…60; 344.6…365.1 600 960…never 960…never; false -/-/0 fenced; tolerates evicted object-removed-by-kubelet replacement-at-eviction volume-guarded second-mount old-writer-gone verdict',
};

describe('timing: what comes of a lost node', () => {
  it('has a row for each', () => assert.deepEqual(Object.keys(ROWS), Object.keys(EXPECTED)));

  for (const [what, row] of Object.entries(ROWS)) {
    it(what, () => assert.equal(outcomeTold(row), EXPECTED[what]));
  }
});
