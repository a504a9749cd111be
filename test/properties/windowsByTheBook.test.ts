import assert from 'node:assert/strict';
import fc from 'fast-check';
import { effectiveParameters } from '../../server/src/effective/effectiveParameters.ts';
import { explainJson } from '../../server/src/formats/explainJson.ts';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import type { Scenario } from '../../server/src/timing/analysis.ts';
import {
  byTheBook,
  type Expected,
  type GivenCase,
  type GivenToleration,
  type GivenVolume,
  KINDS_OF_STORAGE,
  OVERLOAD,
  type Span,
  type Storage,
} from './windowsByTheBook.ts';

/** Half of the values as people write them, half at random. */
function times(usual: readonly number[], max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(...usual),
    fc.integer({ min: 1, max: max / 100 }).map((tenths) => tenths * 100),
  );
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

const UNREACHABLE = 'node.kubernetes.io/unreachable';
/** What kube-apiserver takes: pkg/apis/core/validation/validation.go (ValidateTolerations). */
function isAccepted({ key = '', operator, value = '', effect, tolerationSeconds }: GivenToleration): boolean {
  if (key === '' && operator !== 'Exists') return false;
  if (operator === 'Exists' && value !== '') return false;
  return tolerationSeconds === undefined || effect === 'NoExecute';
}

const anyToleration: fc.Arbitrary<GivenToleration> = fc.record(
  {
    key: fc.constantFrom(UNREACHABLE, 'node.kubernetes.io/not-ready', 'node.alpha.kubernetes.io/unreachable', 'gpu'),
    operator: fc.constantFrom('Exists' as const, 'Equal' as const),
    value: fc.constantFrom('', 'x'),
    effect: fc.constantFrom('NoExecute', 'NoSchedule', ''),
    tolerationSeconds: fc.integer({ min: -5, max: 600 }),
  },
  { requiredKeys: [] },
);
const toleration = anyToleration.filter(isAccepted);

const volume: fc.Arbitrary<GivenVolume> = fc.record({
  storage: fc.constantFrom(...KINDS_OF_STORAGE).chain((name): fc.Arbitrary<Storage> => {
    if (name.includes('.')) return fc.constant({ by: 'class', provisioner: name });
    return fc.constantFrom<Storage>({ by: 'pv', type: name }, { by: 'inline', type: name });
  }),
  modes: fc.constantFrom(
    ['ReadWriteOnce'],
    ['ReadWriteOncePod'],
    ['ReadWriteMany'],
    ['ReadOnlyMany'],
    ['ReadWriteOnce', 'ReadWriteMany'],
  ),
});

/** Flags and fields only where the version has them; nothing that keeps a component from starting. */
const cases: fc.Arbitrary<GivenCase> = fc.integer({ min: 5, max: NEWEST_MINOR }).chain((minor) => {
  const only = <T>(has: boolean, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    has ? maybe(value) : fc.constant(undefined);
  return fc.record({
    minor: fc.constant(minor),
    patch: fc.constantFrom(undefined, 0, 2, 3, 5, 6, 10),
    monitorPeriod: maybe(times([1_000, 2_000, 5_000, 10_000], 20_000)),
    gracePeriod: maybe(times([16_000, 20_000, 40_000, 42_000, 50_000, 120_000], 200_000)),
    evictionTimeout: only(minor <= 26, times([30_000, 120_000, 300_000], 600_000)),
    taintManager: only(minor >= 6 && minor <= 26, fc.boolean()),
    taintBasedGate: only(minor >= 6 && minor <= 17, fc.boolean()),
    leaseGateManager: only(minor >= 12 && minor <= 16, fc.boolean()),
    leaseGateKubelet: only(minor >= 12 && minor <= 16, fc.boolean()),
    forceDetachOff: only(minor >= 30, fc.boolean()),
    updateFlag: maybe(times([4_000, 5_000, 10_000, 20_000], 60_000)),
    updateField: only(minor >= 10, fc.oneof(fc.constant(0), times([4_000, 10_000, 20_000], 60_000))),
    reportField: only(minor >= 13, fc.oneof(fc.constant(0), times([20_000, 60_000, 300_000], 400_000))),
    leaseSeconds: only(minor >= 12, fc.constantFrom(0, 1, 5, 8, 20, 40, 60, 120)),
    defaultSeconds: only(minor >= 10, fc.constantFrom(-1, 0, 30, 300)),
    admissionOff: minor >= 10 ? fc.boolean() : fc.constant(false),
    kind: fc.constantFrom<GivenCase['kind']>('StatefulSet', 'StatefulSet', 'Deployment', 'Job', 'DaemonSet', 'Pod'),
    grace: maybe(fc.constantFrom(0, 0, 1, 30, 600)),
    tolerations: fc.oneof(
      fc.constant([]),
      fc.integer({ min: 0, max: 600 }).map((tolerationSeconds) => [
        {
          key: minor <= 8 ? 'node.alpha.kubernetes.io/unreachable' : UNREACHABLE,
          operator: 'Exists' as const,
          effect: 'NoExecute',
          tolerationSeconds,
        },
      ]),
      fc.array(toleration, { maxLength: 3 }),
    ),
    // The attach guard came with 1.7; drivers before 1.9 are not told apart by the facts.
    volumes: minor < 9 ? fc.constant([]) : fc.array(volume, { maxLength: 1 }),
    scenario: fc.constantFrom<GivenCase['scenario']>('partition', 'partition', 'kubelet-stopped', 'crash', 'overload'),
  });
});

function flags(given: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(given)
    .flatMap(([name, value]) => (value === undefined ? [] : [`    - --${name}=${value}\n`]))
    .join('');
}

const ms = (time: number | undefined) => (time === undefined ? undefined : `${time}ms`);
const bool = (value: boolean | undefined) => (value === undefined ? undefined : String(value));

function gates(given: Readonly<Record<string, boolean | undefined>>): string | undefined {
  const written = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return written.length === 0 ? undefined : written.join(',');
}

function staticPod(component: string, args: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${component}
  namespace: kube-system
spec:
  containers:
  - name: ${component}
    image: registry.example/${component}:latest
    command:
    - ${component}
${args}`;
}

function textsOf(given: GivenCase): ReadonlyMap<string, string> {
  const manager = flags({
    'node-monitor-period': ms(given.monitorPeriod),
    'node-monitor-grace-period': ms(given.gracePeriod),
    'pod-eviction-timeout': ms(given.evictionTimeout),
    'enable-taint-manager': bool(given.taintManager),
    'disable-force-detach-on-timeout': bool(given.forceDetachOff),
    'feature-gates': gates({ TaintBasedEvictions: given.taintBasedGate, NodeLease: given.leaseGateManager }),
  });
  const server = flags({
    'default-unreachable-toleration-seconds':
      given.defaultSeconds === undefined ? undefined : `${given.defaultSeconds}`,
    'disable-admission-plugins': given.admissionOff ? 'DefaultTolerationSeconds' : undefined,
  });
  const kubelet = [
    '--config=/var/lib/kubelet/config.yaml',
    ...(given.updateFlag === undefined ? [] : [`--node-status-update-frequency=${given.updateFlag}ms`]),
    ...(given.leaseGateKubelet === undefined ? [] : [`--feature-gates=NodeLease=${given.leaseGateKubelet}`]),
  ];
  const fields = [
    ...(given.updateField === undefined ? [] : [`nodeStatusUpdateFrequency: ${given.updateField}ms`]),
    ...(given.reportField === undefined ? [] : [`nodeStatusReportFrequency: "${given.reportField}ms"`]),
    ...(given.leaseSeconds === undefined ? [] : [`nodeLeaseDurationSeconds: ${given.leaseSeconds}`]),
  ];
  return new Map([
    ['manifests/kube-controller-manager.yaml', staticPod('kube-controller-manager', manager)],
    ['manifests/kube-apiserver.yaml', staticPod('kube-apiserver', server)],
    ['systemd/kubelet.service', `[Service]\nExecStart=/usr/bin/kubelet ${kubelet.join(' \\\n  ')}\n`],
    [
      'var/lib/kubelet/config.yaml',
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields.join('\n')}\n`,
    ],
    ['app.yaml', appOf(given)],
  ]);
}

/** Objects as JSON, which is YAML too. */
function appOf(given: GivenCase): string {
  const pod = {
    ...(given.grace === undefined ? {} : { terminationGracePeriodSeconds: given.grace }),
    tolerations: given.tolerations,
    containers: [{ name: 'main', image: 'example', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    volumes: given.volumes.map(({ storage }) =>
      storage.by === 'inline'
        ? { name: 'data', [storage.type]: { path: '/data' } }
        : { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    ),
  };
  const objects: object[] = [];
  for (const { storage, modes } of given.volumes) {
    if (storage.by === 'inline') continue;
    const spec = { accessModes: modes, storageClassName: storage.by === 'class' ? 'fast' : 'by-hand' };
    objects.push({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec });
    if (storage.by === 'class') {
      const { provisioner } = storage;
      objects.push({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'fast' },
        provisioner,
      });
    } else {
      objects.push({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'by-hand' },
        spec: {
          ...spec,
          capacity: { storage: '1Gi' },
          claimRef: { namespace: 'default', name: 'data' },
          [storage.type]: { path: '/data' },
        },
      });
    }
  }
  const template = { metadata: { labels: { app: 'main' } }, spec: pod };
  const apiVersion = { Pod: 'v1', Job: 'batch/v1' }[given.kind as string] ?? 'apps/v1';
  const spec = given.kind === 'Pod' ? pod : { selector: { matchLabels: { app: 'main' } }, template };
  objects.push({ apiVersion, kind: given.kind, metadata: { name: 'main' }, spec });
  return objects.map((object) => JSON.stringify(object, null, 2)).join('\n---\n');
}

interface ExplainedWindow {
  readonly earliestMs: number;
  readonly latestMs: number | null;
}

function spanOf(window: ExplainedWindow | null): Span {
  return window === null
    ? undefined
    : { earliest: window.earliestMs, latest: window.latestMs ?? Number.POSITIVE_INFINITY };
}

/** What `explain --format json` says. */
function explained(given: GivenCase): Expected {
  const service = createTreeService();
  service.configure({ kubernetesVersion: `1.${given.minor}${given.patch === undefined ? '' : `.${given.patch}`}` });
  for (const [file, text] of textsOf(given)) service.update(file, text);
  const snapshot = service.snapshot();
  const scenario: Scenario =
    given.scenario === 'overload' ? { kind: 'overload', forMs: OVERLOAD, loss: 1 } : { kind: given.scenario };
  const [report] = snapshot.clusters;
  assert.ok(report && snapshot.clusters.length === 1);
  const analysis = snapshot.analyse(report.cluster, scenario);
  const json = JSON.parse(
    explainJson(scenario.kind, [
      {
        analysis,
        parameters: effectiveParameters(report.cluster),
        forecast: undefined,
        workloads: analysis.workloads,
        root: '.',
        fileName: (file) => file,
      },
    ]),
  );
  const [cluster] = json.clusters;
  const [workload] = cluster.workloads;
  return {
    interval: cluster.heartbeat.intervalMs,
    detection: {
      earliest: cluster.detection.earliestMs,
      typical: cluster.detection.typicalMs,
      latest: cluster.detection.latestMs,
    },
    seconds: workload.tolerationSeconds,
    eviction: spanOf(workload.eviction),
    removal: spanOf(workload.objectRemoval),
    mount: spanOf(workload.replacementMount),
    gone: spanOf(workload.oldWriterGone),
    verdict: workload.verdict,
  };
}

describe('windows by the book', () => {
  it('are those of `explain --format json`, to the millisecond', () => {
    fc.assert(
      fc.property(cases, (given) => {
        assert.deepEqual(explained(given), byTheBook(given));
      }),
      { numRuns: 600 },
    );
  }).timeout(120_000);
});
