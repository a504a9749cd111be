// What rules say of a control plane and a workload in few words, literally: variants for which a fixture would be too long.
import assert from 'node:assert/strict';
import { findingsOf } from '../../rules/harness/tree.ts';

interface Given {
  readonly version?: string;
  /** Flags of one controller manager, or of several with their versions. */
  readonly manager?: readonly string[];
  readonly managers?: readonly (readonly [version: string, ...flags: string[]])[];
  readonly apiServer?: readonly string[];
  /** Lines of a KubeletConfiguration. */
  readonly kubelet?: readonly string[];
  /** Lines of the pod of a StatefulSet with a volume on NFS. */
  readonly pod?: readonly string[];
  /** Zone of each node of a running cluster. */
  readonly nodes?: readonly string[];
}

function podOf(component: string, version: string, flags: readonly string[]): string {
  return [
    ...['apiVersion: v1', 'kind: Pod', `metadata: {name: ${component}, namespace: kube-system}`, 'spec:'],
    ...['  containers:', `    - name: ${component}`, `      image: registry.k8s.io/${component}:v${version}.1`],
    ...['      command:', `        - ${component}`, ...flags.map((flag) => `        - ${flag}`), ''],
  ].join('\n');
}

function filesOf({
  version = '1.33',
  manager,
  managers = [],
  apiServer,
  kubelet,
  pod,
  nodes,
}: Given): Map<string, string> {
  const files = new Map<string, string>();
  const add = (name: string, text: string) => files.set(name, text);
  if (manager) add('kcm.yaml', podOf('kube-controller-manager', version, manager));
  for (const [index, [own, ...flags]] of managers.entries()) {
    add(`${'more/'.repeat(index)}kube-controller-manager.yaml`, podOf('kube-controller-manager', own, flags));
  }
  if (apiServer) add('api.yaml', podOf('kube-apiserver', version, apiServer));
  const head = ['apiVersion: kubelet.config.k8s.io/v1beta1', 'kind: KubeletConfiguration'];
  if (kubelet) add('kubelet.yaml', [...head, ...kubelet, ''].join('\n'));
  if (pod) {
    const set = ['apiVersion: apps/v1', 'kind: StatefulSet', 'metadata: {name: db}', 'spec:', '  serviceName: db'];
    const template = ['  selector: {matchLabels: {app: db}}', '  template:', '    metadata: {labels: {app: db}}'];
    const volume = ['      volumes: [{name: data, nfs: {server: s, path: /}}]'];
    add('db.yaml', [...set, ...template, '    spec:', ...pod.map((line) => `      ${line}`), ...volume, ''].join('\n'));
  }
  if (nodes) {
    const items = nodes.map((zone, index) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `n${index}`, labels: zone === '' ? {} : { 'topology.kubernetes.io/zone': zone } },
      status: { nodeInfo: { kubeletVersion: `v${version}.1` } },
    }));
    const command = ['kube-controller-manager', ...(manager ?? [])];
    const image = `registry.k8s.io/kube-controller-manager:v${version}.1`;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'kube-controller-manager-n0', namespace: 'kube-system' },
      spec: { nodeName: 'n0', containers: [{ name: 'kube-controller-manager', image, command }] },
    };
    files.clear();
    add('all.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, pod] }, undefined, 1));
  }
  return files;
}

/** What a rule says, with what is underlined and what may be done. */
function said(ruleId: string, given: Given): readonly string[] {
  const files = filesOf(given);
  const found = findingsOf(files, {
    kubernetesVersion: given.version ?? '1.33',
    severities: new Map([[ruleId, 'error']]),
  });
  return found
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ file, range: { start, end }, message, fixes }) => {
      const line = files.get(file)?.split('\n')[start.line] ?? '';
      const all = fixes.filter((fix) => fix.edits().length > 0).map(({ title }) => ` [${title}]`);
      return `${line.slice(start.character, end.character)}: ${message}${all.join('')}`;
    });
}

const CONTAINER = 'containers: [{name: db, image: store}]';
const TAINTED =
  'registerWithTaints: [{key: node.kubernetes.io/out-of-service, value: nodeshutdown, effect: NoExecute}]';
const periods = (total: string, critical: string) => [
  `shutdownGracePeriod: ${total}`,
  `shutdownGracePeriodCriticalPods: ${critical}`,
];
const tolerating = (toleration: string) => [`tolerations: [${toleration}]`];
const sleeping = (...seconds: readonly number[]) => [
  'containers:',
  ...seconds.flatMap((one, index) => [
    `  - {name: c${index}, image: store, lifecycle: {preStop: {exec: {command: [sleep, "${one}"]}}}}`,
  ]),
];

const ROWS: readonly (readonly [string, Given, ...string[]])[] = [
  [
    'controller-disabled',
    { manager: ['--controllers=*,-nodelifecycle'] },
    '*,-nodelifecycle: Controller node-lifecycle is off: lost nodes are not noticed.',
  ],
  [
    'controller-disabled',
    { manager: ['--controllers=*,-nodelifecycle', '--node-eviction-rate=1'] },
    '*,-nodelifecycle: Controller node-lifecycle is off: lost nodes are not noticed; 1 setting has no effect.',
  ],
  [
    'controller-disabled',
    { manager: ['--controllers=*,-nodelifecycle', '--node-eviction-rate=1', '--unhealthy-zone-threshold=0.6'] },
    '*,-nodelifecycle: Controller node-lifecycle is off: lost nodes are not noticed; 2 settings have no effect.',
  ],
  ['control-planes-disagree', { managers: [['1.31'], ['1.32']] }],
  [
    'control-planes-disagree',
    { managers: [['1.33'], ['1.33', '--node-monitor-grace-period=40s']] },
    '40s: --node-monitor-grace-period is 50s (default) in another controller manager: the leader decides. [Set --node-monitor-grace-period to 50s]',
  ],
  [
    'eviction-timeout-without-effect',
    {
      version: '1.20',
      manager: ['--pod-eviction-timeout=1m', '--default-unreachable-toleration-seconds=5'],
      apiServer: ['--v=2'],
    },
    '--pod-eviction-timeout=1m: --pod-eviction-timeout has no effect: since 1.13 tolerationSeconds of the pods decide. [Remove --pod-eviction-timeout] [Move it to kube-apiserver: 60 s for every pod without its own toleration]',
  ],
  [
    'eviction-timeout-without-effect',
    {
      version: '1.20',
      manager: ['--pod-eviction-timeout=1m'],
      apiServer: ['--default-unreachable-toleration-seconds=5'],
    },
    '--pod-eviction-timeout=1m: --pod-eviction-timeout has no effect: since 1.13 tolerationSeconds of the pods decide. [Remove --pod-eviction-timeout]',
  ],
  [
    'eviction-timeout-without-effect',
    { version: '1.20', manager: ['--pod-eviction-timeout=0s'], apiServer: ['--v=2'] },
    '--pod-eviction-timeout=0s: --pod-eviction-timeout has no effect: since 1.13 tolerationSeconds of the pods decide. [Remove --pod-eviction-timeout]',
  ],
  ['eviction-timeout-without-effect', { version: '1.12', manager: ['--pod-eviction-timeout=1m'] }],
  [
    'eviction-timeout-without-effect',
    { version: '1.13', manager: ['--pod-eviction-timeout=1m'] },
    '--pod-eviction-timeout=1m: --pod-eviction-timeout has no effect: since 1.13 tolerationSeconds of the pods decide. [Remove --pod-eviction-timeout]',
  ],
  [
    'eviction-timeout-without-effect',
    { version: '1.26', manager: ['--pod-eviction-timeout=1m'] },
    '--pod-eviction-timeout=1m: --pod-eviction-timeout has no effect: since 1.13 tolerationSeconds of the pods decide. [Remove --pod-eviction-timeout]',
  ],
  ['eviction-timeout-without-effect', { version: '1.27', manager: ['--pod-eviction-timeout=1m'] }],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--secondary-node-eviction-rate=0.02', '--unhealthy-zone-threshold=0.6'] },
    '0.6: Evictions stop in a zone of up to 50 nodes once 3 nodes, and 60 % of it, are not ready.',
  ],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--secondary-node-eviction-rate=0', '--unhealthy-zone-threshold=0.6'] },
    '0: Evictions stop in any zone once 3 nodes, and 60 % of it, are not ready.',
  ],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--large-cluster-size-threshold=4'] },
    '4: Evictions stop in a zone of up to 4 nodes once 3 nodes, and 55 % of it, are not ready.',
  ],
  ['eviction-stops-in-small-zone', { manager: ['--large-cluster-size-threshold=3'] }],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--unhealthy-zone-threshold=1'] },
    '1: Evictions stop in a zone of up to 50 nodes once 3 nodes, and 100 % of it, are not ready.',
  ],
  ['eviction-stops-in-small-zone', { manager: ['--unhealthy-zone-threshold=1.1'] }],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--unhealthy-zone-threshold=-1'] },
    '-1: Evictions stop in a zone of up to 50 nodes once 3 nodes, and 0 % of it, are not ready.',
  ],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--unhealthy-zone-threshold=0.6'], nodes: ['a', 'a', 'a', 'a', 'b', 'b', 'b'] },
    '0.6: Evictions stop in zone a once 3 of its 4 nodes are not ready.',
  ],
  ['eviction-stops-in-small-zone', { manager: ['--unhealthy-zone-threshold=0.6'], nodes: ['a', 'a', 'a'] }],
  [
    'eviction-stops-in-small-zone',
    { manager: ['--unhealthy-zone-threshold=0.6'], nodes: ['', '', '', ''] },
    '0.6: Evictions stop in the zone without a label once 3 of its 4 nodes are not ready.',
  ],
  [
    'feature-gate',
    { version: '1.34', manager: ['--feature-gates=NodeLea=true'] },
    'NodeLea=true: NodeLea is no feature gate: kube-controller-manager 1.34 exits. [Remove NodeLea]',
  ],
  [
    'feature-gate',
    { version: '1.34', manager: ['--feature-gates=CronJobs=true'] },
    'CronJobs=true: CronJobs is no feature gate: kube-controller-manager 1.34 exits. [Remove CronJobs]',
  ],
  [
    'feature-gate',
    { version: '1.34', manager: ['--feature-gates=SeparateTaintEvictionController=false'] },
    'SeparateTaintEvictionController=false: SeparateTaintEvictionController is locked to true since 1.34: kube-controller-manager 1.34 exits. [Remove SeparateTaintEvictionController]',
  ],
  ['feature-gate', { version: '1.33', manager: ['--feature-gates=SeparateTaintEvictionController=false'] }],
  [
    'feature-gate',
    { version: '1.20', kubelet: ['shutdownGracePeriod: 30s'] },
    'shutdownGracePeriod: GracefulNodeShutdown is off: kubelet refuses shutdownGracePeriod.',
  ],
  ['feature-gate', { version: '1.21', kubelet: ['shutdownGracePeriod: 30s'] }],
  ['feature-gate', { version: '1.20', kubelet: ['shutdownGracePeriod: 0s'] }],
  [
    'feature-gate',
    { version: '1.20', kubelet: ['shutdownGracePeriod: 1ms'] },
    'shutdownGracePeriod: GracefulNodeShutdown is off: kubelet refuses shutdownGracePeriod.',
  ],
  [
    'misspelled-flag',
    { manager: ['--node-monitor-grace-perxxd=40s'] },
    '--node-monitor-grace-perxxd: --node-monitor-grace-perxxd is no flag of kube-controller-manager, which does not start with it. [Write node-monitor-grace-period]',
  ],
  ['misspelled-flag', { manager: ['--node-monitor-grace-perxxxd=40s'] }],
  [
    'misspelled-flag',
    { manager: ['--node-monitor-graceperiod=40s'] },
    '--node-monitor-graceperiod: --node-monitor-graceperiod is no flag of kube-controller-manager, which does not start with it. [Write node-monitor-grace-period]',
  ],
  [
    'misspelled-flag',
    { manager: ['--nodeMonitorGracePeriod=40s'] },
    '--nodeMonitorGracePeriod: --nodeMonitorGracePeriod is no flag of kube-controller-manager, which does not start with it. [Write node-monitor-grace-period]',
  ],
  [
    'misspelled-flag',
    { manager: ['---node-monitor-grace-period=40s'] },
    '---node-monitor-grace-period: ---node-monitor-grace-period has too many dashes: kube-controller-manager does not start. [Write node-monitor-grace-period]',
  ],
  [
    'misspelled-flag',
    { manager: ['-node-monitor-grace-period=40s'] },
    '-node-monitor-grace-period: -node-monitor-grace-period has one dash: kube-controller-manager does not start. [Write node-monitor-grace-period]',
  ],
  [
    'prestop-exceeds-grace',
    { pod: sleeping(29, 30, 31) },
    '30: preStop of 30 s uses up the grace period of 30 s (default): SIGKILL follows. [Set terminationGracePeriodSeconds to 61]',
    '31: preStop of 31 s uses up the grace period of 30 s (default): SIGKILL follows. [Set terminationGracePeriodSeconds to 61]',
  ],
  ['prestop-exceeds-grace', { pod: sleeping(29) }],
  [
    'prestop-exceeds-grace',
    { pod: ['terminationGracePeriodSeconds: 60', ...sleeping(60, 59)] },
    '60: preStop of 60 s uses up the grace period of 60 s: SIGKILL follows. [Set terminationGracePeriodSeconds to 90]',
  ],
  [
    'grace-below-http2-timeout',
    { manager: ['--node-monitor-grace-period=45s'] },
    '45s: Grace period 45 s: one dead connection of the controller (45 s) marks every node Unknown. [Set --node-monitor-grace-period to 50s]',
  ],
  ['grace-below-http2-timeout', { manager: ['--node-monitor-grace-period=46s'] }],
  [
    'grace-below-http2-timeout',
    { version: '1.31', manager: ['--node-monitor-grace-period=40s'] },
    '40s: Grace period 40 s: one dead connection of the controller (45 s) marks every node Unknown. [Set --node-monitor-grace-period to 50s]',
  ],
  [
    'grace-below-http2-timeout',
    {
      manager: ['--node-monitor-grace-period=40s', '--node-monitor-period=7s'],
      kubelet: ['nodeLeaseDurationSeconds: 4'],
    },
    '40s: Grace period 40 s: one dead connection of the controller (45 s) marks every node Unknown. [Set --node-monitor-grace-period to 56s]',
  ],
  // Leases that the controller manager does not watch are no heartbeat: the status comes every five minutes.
  [
    'grace-shorter-than-heartbeat',
    { version: '1.15', manager: ['--feature-gates=NodeLease=false', '--node-monitor-grace-period=40s'] },
    '40s: Grace period 40 s: up to 1 min between heartbeats, healthy nodes become Unknown. [Set --node-monitor-grace-period to 3m]',
  ],
  ['grace-shorter-than-heartbeat', { version: '1.15', manager: ['--node-monitor-grace-period=40s'] }],
  [
    'never-evicted',
    { pod: [...tolerating('{operator: Exists}'), CONTAINER] },
    'Exists: Toleration without tolerationSeconds: StatefulSet db stays on a lost node for ever. [Tolerate NoExecute taints for 300 s only]',
  ],
  [
    'never-evicted',
    { pod: [...tolerating('{key: node.kubernetes.io/unreachable, operator: Exists}'), CONTAINER] },
    'node.kubernetes.io/unreachable: Toleration without tolerationSeconds: StatefulSet db stays on a lost node for ever. [Tolerate the taint for 300 s]',
  ],
  [
    'never-evicted',
    {
      pod: [...tolerating('{key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 9}'), CONTAINER],
    },
  ],
  [
    'never-evicted',
    {
      version: '1.8',
      pod: [...tolerating('{key: node.alpha.kubernetes.io/unreachable, operator: Exists}'), CONTAINER],
    },
  ],
  ['remediation-before-node-death', { version: '1.25', kubelet: [TAINTED] }],
  [
    'remediation-before-node-death',
    { version: '1.26', kubelet: [TAINTED] },
    '[{key: node.kubernetes.io/out-of-service, value: nodeshutdown, effect: NoExecute}]: Taint out-of-service at registration: volumes are detached from a node that runs. [Remove registerWithTaints]',
  ],
  [
    'status-report-every-update',
    { kubelet: ['nodeStatusUpdateFrequency: 4s'] },
    '4s: Status every 4 s from every node: 1500 writes a minute at 100 nodes, 15000 at 1000. [Add nodeStatusReportFrequency: 5m]',
  ],
  ['status-report-every-update', { kubelet: ['nodeStatusUpdateFrequency: 0s'] }],
  ['status-report-every-update', { kubelet: ['nodeStatusUpdateFrequency: 4s', 'nodeStatusReportFrequency: 5m'] }],
  ['status-report-every-update', { version: '1.13', kubelet: ['nodeStatusUpdateFrequency: 4s'] }],
  [
    'status-report-every-update',
    { version: '1.14', kubelet: ['nodeStatusUpdateFrequency: 4s'] },
    '4s: Status every 4 s from every node: 1500 writes a minute at 100 nodes, 15000 at 1000. [Add nodeStatusReportFrequency: 5m]',
  ],
  [
    'shutdown-critical-exceeds-total',
    { kubelet: periods('9s', '10s') },
    '10s: shutdownGracePeriodCriticalPods 10s is more than shutdownGracePeriod 9s: the kubelet refuses it.',
  ],
  ['shutdown-critical-exceeds-total', { kubelet: periods('9s', '9s') }],
  [
    'toleration-effect-required',
    { pod: [...tolerating('{key: a, operator: Exists, tolerationSeconds: 9}'), CONTAINER] },
    '9: tolerationSeconds 9 without an effect: refused, only NoExecute takes seconds. [Add effect: NoExecute]',
  ],
];

describe('rules: variants', () => {
  for (const [ruleId, given, ...expected] of ROWS) {
    it(`${ruleId}: ${JSON.stringify(given)}`, () => assert.deepEqual(said(ruleId, given), expected));
  }
});
