// `tune --failover`: the replacement can mount by then, workload by workload.
import assert from 'node:assert/strict';
import { runIn } from './commandLine.ts';

interface Way {
  by: string;
  values: Record<string, string>;
  replacementByMs: number | null;
}
interface Told {
  name: string;
  met: boolean;
  obstacle: string | null;
  after: { evictedByMs: number | null; replacementMount: { earliestMs: number; latestMs: number | null } | null };
  soonestMs: number | null;
  ways: Way[];
}

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 50s
apiServer:
  extraArgs:
    - name: default-unreachable-toleration-seconds
      value: "300"
    - name: default-not-ready-toleration-seconds
      value: "300"
`;

interface Parts {
  readonly grace?: number;
  readonly provisioner?: string;
  readonly modes?: string;
  readonly more?: string;
}

function workload(kind: 'StatefulSet' | 'Deployment', name: string, parts: Parts = {}): string {
  const { grace = 30, provisioner, modes = 'ReadWriteOnce', more = '' } = parts;
  const volumes =
    provisioner === undefined
      ? ''
      : `      volumes:
        - name: data
          persistentVolumeClaim: {claimName: ${name}}
`;
  const storage =
    provisioner === undefined
      ? ''
      : `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: ${name}-class}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}, namespace: shop}
spec:
  accessModes: [${modes}]
  storageClassName: ${name}-class
`;
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: ${grace}
${more}      containers:
        - name: main
          image: registry.example/main:1
          volumeMounts: ${provisioner === undefined ? '[]' : '[{name: data, mountPath: /data}]'}
${volumes}${storage}`;
}

async function tune(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const all = { 'kubeadm.yaml': KUBEADM, ...files };
  const { status, out } = await runIn(all, ['tune', '--format', 'json', ...words]);
  const { clusters } = JSON.parse(out) as { clusters: { workloads: Told[]; changes: { title: string }[] }[] };
  const told = new Map(clusters[0]?.workloads.map((one) => [one.name, one]));
  return { status, told, changes: clusters[0]?.changes ?? [] };
}

describe('tune --failover', () => {
  it('is met for what has no volume at its eviction, and for what a provider takes 6 minutes after it', async () => {
    const files = {
      'web.yaml': workload('Deployment', 'web'),
      'db.yaml': workload('StatefulSet', 'db', { grace: 0, provisioner: 'pd.csi.storage.gke.io' }),
    };
    // 5 + 50 + 5 + 5 + 0.1 + 300 s, and 360 s more.
    const asIs = await tune(files, '--failover', '726s');
    assert.equal(asIs.status, 0);
    assert.deepEqual(asIs.changes, []);
    assert.equal(asIs.told.get('db')?.after.replacementMount?.latestMs, 725_100);
    const shorter = await tune(files, '--failover', '8m');
    assert.equal(shorter.status, 0);
    const by = shorter.told.get('db')?.after.replacementMount?.latestMs ?? Number.POSITIVE_INFINITY;
    assert.ok(by <= 480_000 && by > 450_000, String(by));
    assert.deepEqual(
      shorter.changes.map(({ title }) => title.replace(/: \d+$/, '')),
      [
        '--default-not-ready-toleration-seconds of kube-apiserver',
        '--default-unreachable-toleration-seconds of kube-apiserver',
      ],
    );
    const tooSoon = await tune(files, '--failover', '100s');
    assert.equal(tooSoon.status, 1);
    assert.deepEqual([tooSoon.told.get('web')?.met, tooSoon.told.get('db')?.obstacle], [true, 'late']);
    assert.deepEqual(tooSoon.changes, []);
  });

  for (const [name, parts, kind, obstacle] of [
    ['a StatefulSet whose object nobody removes', { provisioner: 'nfs.csi.k8s.io' }, 'StatefulSet', 'object-stays'],
    ['a StatefulSet without volumes', {}, 'StatefulSet', 'object-stays'],
    ['a disk that the silent node keeps', { provisioner: 'disk.csi.azure.com' }, 'Deployment', 'volume-held'],
    ['a provider that waits', { grace: 0, provisioner: 'ebs.csi.aws.com' }, 'StatefulSet', 'provider-waits'],
    ['two writers on NFS', { provisioner: 'nfs.csi.k8s.io' }, 'Deployment', 'two-writers'],
    ['two writers after the timer', { grace: 0, provisioner: 'driver.longhorn.io' }, 'StatefulSet', 'two-writers'],
    ['a volume of its node', { provisioner: 'local.csi.openebs.io' }, 'StatefulSet', 'pinned'],
    ['a driver that nobody knows', { provisioner: 'disk.example.com' }, 'Deployment', 'unknown'],
    ['a toleration for ever', { more: '      tolerations: [{operator: Exists}]\n' }, 'Deployment', 'never-evicted'],
  ] as const) {
    it(`cannot be met for ${name}`, async () => {
      const { status, told, changes } = await tune({ 'one.yaml': workload(kind, 'one', parts) }, '--failover', '20m');
      assert.deepEqual([status, told.get('one')?.obstacle, changes], [1, obstacle, []]);
      const text = await runIn({ 'kubeadm.yaml': KUBEADM, 'one.yaml': workload(kind, 'one', parts) }, [
        'tune',
        '--failover',
        '20m',
      ]);
      assert.match(text.out, new RegExp(`Cannot be met for ${kind} shop/one: `));
      assert.doesNotMatch(text.out, /Can be met|Met as it is/);
    });
  }

  it('is met where many writers are meant', async () => {
    const parts = { provisioner: 'nfs.csi.k8s.io', modes: 'ReadWriteMany' };
    const { status, told } = await tune({ 'one.yaml': workload('Deployment', 'one', parts) }, '--failover', '20m');
    assert.deepEqual([status, told.get('one')?.met], [0, true]);
  });

  it('sizes a fencing so that the replacement comes in time', async () => {
    const files = { 'db.yaml': workload('StatefulSet', 'db', { provisioner: 'ebs.csi.aws.com' }) };
    const { told } = await tune(files, '--failover', '6m');
    const [first] = told.get('db')?.ways ?? [];
    assert.equal(first?.by, 'self-node-remediation');
    // Marked by 60 s; 180 s until it takes the node for rebooted, 20 s until the pod is collected: 100 s are left.
    assert.equal(first.values['NodeHealthCheck, unhealthyConditions Ready=Unknown, duration'], '100s');
    assert.equal(first.replacementByMs, 360_000);
  });

  it('is met by a fencing in the files', async () => {
    const check = (duration: string) => `apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata: {name: check}
spec:
  selector:
    matchExpressions: [{key: node-role.kubernetes.io/worker, operator: Exists}]
  remediationTemplate:
    apiVersion: self-node-remediation.medik8s.io/v1alpha1
    kind: SelfNodeRemediationTemplate
    name: template
    namespace: operators
  unhealthyConditions:
    - {type: Ready, status: Unknown, duration: ${duration}}
---
apiVersion: self-node-remediation.medik8s.io/v1alpha1
kind: SelfNodeRemediationTemplate
metadata: {name: template, namespace: operators}
spec: {template: {spec: {remediationStrategy: OutOfServiceTaint}}}
`;
    const db = workload('StatefulSet', 'db', { provisioner: 'ebs.csi.aws.com' });
    const quick = await tune({ 'db.yaml': db, 'check.yaml': check('90s') }, '--failover', '6m');
    assert.deepEqual([quick.status, quick.told.get('db')?.met, quick.changes], [0, true, []]);
    const slow = await tune({ 'db.yaml': db, 'check.yaml': check('300s') }, '--failover', '6m');
    assert.equal(slow.status, 1);
    const [way] = slow.told.get('db')?.ways ?? [];
    assert.equal(way?.values['NodeHealthCheck check, unhealthyConditions Ready=Unknown, duration'], '100s');
  });

  it('does not speak for pods that are on every node, or that are not there', async () => {
    const files = {
      'off.yaml': workload('StatefulSet', 'off').replace('replicas: 1', 'replicas: 0'),
      'agent.yaml': workload('Deployment', 'agent').replace('kind: Deployment', 'kind: DaemonSet'),
      'web.yaml': workload('Deployment', 'web'),
    };
    const { status, told } = await tune(files, '--failover', '100s');
    assert.deepEqual([status, [...told.keys()]], [0, ['web']]);
  });

  it('works on what kubectl prints', async () => {
    const { status, out } = await runIn(
      {},
      ['tune', '--stdin', '--stdin-filename', 'all.yaml', '--failover', '90s'],
      `${KUBEADM}---\n${workload('StatefulSet', 'db', { provisioner: 'ebs.csi.aws.com' })}`,
    );
    assert.equal(status, 1);
    assert.match(out, /Cannot be met for StatefulSet shop\/db: nothing removes its object/);
  });

  const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: nginx }]
`;

  it('knows a platform by the file that every cluster of it has, though nothing that decides is written there', async () => {
    const k3s = 'write-kubeconfig-mode: "0644"\ntls-san: [k3s.example.org]\n';
    const { out } = await runIn({ 'config.yaml': k3s, 'web.yaml': WEB }, ['tune', '--failover', '90s']);
    assert.match(out, /in \/etc\/rancher\/k3s\/config\.yaml, below kube-apiserver-arg: - default-unreachable-/);
    const install = 'apiVersion: v1\nbaseDomain: example.org\nmetadata: { name: prod }\nplatform: { none: {} }\n';
    const told = await runIn({ 'install-config.yaml': install, 'web.yaml': WEB }, ['tune', '--evicted-by', '4m']);
    assert.match(told.out, /workerLatencyProfile of .*: MediumUpdateAverageReaction/);
  });

  it('gives workloads tolerations where a platform takes no default, and names those that cannot take them', async () => {
    const eks = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: prod, region: eu-west-1, version: "1.33" }
`;
    const files = { 'cluster.yaml': eks, 'web.yaml': WEB };
    const { status, out } = await runIn(files, ['tune', '--evicted-by', '80s', '--format', 'diff']);
    assert.equal(status, 0);
    const added = (taint: string) =>
      `+        - key: node.kubernetes.io/${taint}\n+          operator: Exists\n+          effect: NoExecute\n+          tolerationSeconds: 14\n`;
    assert.ok(out.includes(`+      tolerations:\n${added('unreachable')}${added('not-ready')}`), out);
    const spot = WEB.replace(
      /^( +)containers:/m,
      '$1tolerations: [{ key: spot, operator: Exists }]\n$1containers:',
    ).replace(/name: web\b/, 'name: spot');
    const both = await runIn({ ...files, 'spot.yaml': spot }, ['tune', '--evicted-by', '80s']);
    assert.match(
      both.out,
      /tolerationSeconds of unreachable in Deployment default\/spot: 14 \(Amazon EKS does not take/,
    );
  });

  it('lets pods say it where no latency profile of OpenShift is quick enough', async () => {
    const version = `apiVersion: config.openshift.io/v1
kind: ClusterVersion
metadata: { name: version }
spec: { channel: stable-4.18 }
`;
    const run = (...words: string[]) => runIn({ 'version.yaml': version, 'web.yaml': WEB }, ['tune', ...words]);
    const { status, out } = await run('--failover', '90s');
    assert.equal(status, 0);
    assert.match(out, /\n {2}tolerationSeconds of Deployment default\/web: 20 {2}web\.yaml\n/);
    assert.doesNotMatch(out, /by hand/);
    assert.match(out, /evicted by 6 min 5 s → evicted by 1 min 25 s/);
    // A profile that is enough comes first, and what nothing can meet is said of the profiles.
    assert.match((await run('--evicted-by', '4m')).out, /workerLatencyProfile of .*: MediumUpdateAverageReaction/);
    assert.match((await run('--failover', '30s')).out, /OpenShift takes its latency profiles alone/);
  });
});
