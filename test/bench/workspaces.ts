// Workspaces of any size to measure in, and what a cluster prints and plays.
import type { Simulation } from '../../server/src/simulator/simulation.ts';

const inOneLine = (n: number) => `            - { name: SETTING_${n}, value: "value of setting ${n}" }`;

/** One StatefulSet of about 1 kB, in a document of its own. */
export function statefulSet(index: number, grace = 30, more = '', variable = inOneLine): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: database-${index}
  namespace: team-${index % 10}
${more}spec:
  serviceName: database-${index}
  replicas: 3
  selector:
    matchLabels: { app: database-${index} }
  template:
    metadata:
      labels: { app: database-${index} }
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers:
        - name: database
          image: registry.example.com/team/database:16.${index}
          env:
${Array.from({ length: 24 }, (_, n) => variable(n)).join('\n')}
          volumeMounts:
            - { name: data, mountPath: /var/lib/database }
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast
        resources: { requests: { storage: 10Gi } }
`;
}

const MANAGER = `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: kube-system }
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.1
      command: [kube-controller-manager, --node-monitor-grace-period=50s]
`;

const kubelet = (index: number) => `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeStatusUpdateFrequency: 10s
shutdownGracePeriod: ${30 + (index % 5)}s
`;

const CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
`;

/** A cluster: a controller manager, kubelets in one file, a storage class, and a file for each workload. */
export function clusterFiles(workloads: number, kubelets: number): Map<string, string> {
  const files = new Map([
    ['kube-controller-manager.yaml', MANAGER],
    ['storage.yaml', CLASS],
    ['kubelets.yaml', Array.from({ length: kubelets }, (_, index) => kubelet(index)).join('---\n')],
  ]);
  for (let index = 0; index < workloads; index += 1) files.set(workloadFile(index), statefulSet(index));
  return files;
}

export const workloadFile = (index: number) => `apps/database-${index}.yaml`;

/** Workloads that kustomizations gather and patch, that Flux fills in, and that stand in charts. */
export function gatheredFiles(apps: number): Map<string, string> {
  const files = new Map(clusterFiles(0, 1));
  for (let index = 0; index < apps; index += 1) {
    const folder = `apps/app-${index}`;
    files.set(`${folder}/app/set.yaml`, statefulSet(index));
    files.set(`${folder}/app/kustomization.yaml`, 'resources: [set.yaml]\n');
    files.set(
      `${folder}/ks.yaml`,
      `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: app-${index} }
spec: { path: ./${folder}/app, targetNamespace: own, postBuild: { substitute: { APP: "${index}" } } }
`,
    );
    files.set(`base/set-${index}.yaml`, statefulSet(index));
    files.set(`chart-${index}/Chart.yaml`, 'name: own\nversion: 1.0.0\n');
    files.set(`chart-${index}/values.yaml`, 'grace: 20\n');
    files.set(`chart-${index}/templates/set.yaml`, statefulSet(index).replace('30', '{{ .Values.grace }}'));
  }
  const resources = Array.from({ length: apps }, (_, index) => `../base/set-${index}.yaml`).join(', ');
  files.set('prod/kustomization.yaml', `resources: [${resources}]\nnamespace: prod\npatches: [{ path: patch.yaml }]\n`);
  files.set(
    'prod/patch.yaml',
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: database-1, namespace: team-1 }\nspec: { replicas: 2 }\n',
  );
  return files;
}

/** @param grace with 0 each document has a finding */
export function manyDocuments(count: number, grace: number): string {
  return Array.from({ length: count }, (_, index) => statefulSet(index, grace)).join('---\n');
}

/** One mapping of many keys, in an object that is read. */
export function manyKeys(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `    example.com/key-${index}: "value ${index} of it"\n`);
  return statefulSet(1, 30, `  annotations:\n${lines.join('')}`);
}

/** A workload, and beside it a ConfigMap whose text has many lines. */
export function longText(lines: number): string {
  const text = Array.from({ length: lines }, (_, index) => `    line ${index} of a long text\n`).join('');
  return `${statefulSet(1)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: long }\ndata:\n  long.txt: |\n${text}`;
}

/** Files of 4 kB, of which one in twenty says something of ours. */
export function* mixedFiles(count: number): Iterable<{ readonly file: string; readonly text: string }> {
  const filler = Array.from({ length: 60 }, (_, n) => `  setting_${n}:\n    about: "what setting ${n} is for"\n`).join(
    '',
  );
  for (let index = 0; index < count; index += 1) {
    const own = index % 20 === 0 ? `${statefulSet(index)}---\n` : '';
    const text = `${own}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c-${index} }\ndata:\n${filler}`;
    yield { file: `folder-${index % 100}/file-${index}.yaml`, text };
  }
}

/** What kubectl prints of so many pods of StatefulSets, with what the API server writes into each: 17 kB a pod. */
export function* kubectlPods(count: number): Iterable<string> {
  const variables = Array.from({ length: 130 }, (_, n) => ({ name: `SETTING_${n}`, value: `value of setting ${n}` }));
  yield '{\n    "apiVersion": "v1",\n    "items": [\n';
  for (let index = 0; index < count; index += 1) {
    const owner = `database-${Math.floor(index / 3)}`;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${owner}-${index % 3}`,
        namespace: `team-${index % 10}`,
        ownerReferences: [
          { apiVersion: 'apps/v1', controller: true, kind: 'StatefulSet', name: owner, uid: `u-${owner}` },
        ],
        resourceVersion: String(index),
      },
      spec: {
        containers: [{ name: 'database', image: 'registry.example.com/database:16', env: variables }],
        nodeName: `node-${index % 100}`,
        terminationGracePeriodSeconds: 30,
        tolerations: [
          { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
          { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 },
        ],
      },
      status: { phase: 'Running' },
    };
    yield `${JSON.stringify(pod, undefined, 4)}${index < count - 1 ? ',' : ''}\n`;
  }
  yield '    ],\n    "kind": "List",\n    "metadata": { "resourceVersion": "" }\n}\n';
}

/** Two nodes, of which one falls silent half way. @param observedUntil milliseconds of simulated time */
export const lostHalfWay = (observedUntil: number): Simulation => ({
  settings: {
    minor: 33,
    nodeMonitorPeriod: 5_000,
    nodeMonitorGracePeriod: 50_000,
    nodeStartupGracePeriod: 60_000,
    nodeEvictionRate: 0.1,
    secondaryNodeEvictionRate: 0.01,
    unhealthyZoneThreshold: 0.55,
    largeClusterSizeThreshold: 50,
    taintBasedEviction: true,
    podEvictionTimeout: 0,
    disableForceDetachOnTimeout: false,
    kubelet: {
      nodeStatusUpdateFrequency: 10_000,
      nodeStatusReportFrequency: 300_000,
      leaseInterval: 10_000,
      leaseJitter: 0.04,
      statusJitter: 0.04,
      spreadsReports: false,
    },
  },
  nodes: [
    { name: 'lost', zone: '', silentAt: observedUntil / 2 },
    { name: 'well', zone: '' },
  ],
  pods: [],
  observedUntil,
  seed: 1,
});
