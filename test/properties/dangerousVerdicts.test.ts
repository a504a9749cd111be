// Where two writers can meet, a finding says so: at the workload, or at what decides it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/src/model/finding.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import type { WorkloadAnalysis } from '../../server/src/timing/analysis.ts';

const DRIVERS = [
  'nfs.csi.k8s.io',
  'cephfs.csi.ceph.com',
  'ebs.csi.aws.com',
  'disk.csi.azure.com',
  'pd.csi.storage.gke.io',
  'driver.longhorn.io',
  'rook-ceph.rbd.csi.ceph.com',
  'cinder.csi.openstack.org',
  'org.democratic-csi.iscsi',
  'linstor.csi.linbit.com',
  'local.csi.openebs.io',
  'kubernetes.io/glusterfs',
  'kubernetes.io/portworx-volume',
];
/** A volume of the pod, and whether a claim or a claim template stands behind it. */
const VOLUMES: readonly (readonly [volume: string, claim: 'claim' | 'template' | undefined])[] = [
  ['persistentVolumeClaim: {claimName: data}', 'claim'],
  ['persistentVolumeClaim: {claimName: data, readOnly: true}', 'claim'],
  ['', 'template'],
  ['nfs: {server: nas, path: /data}', undefined],
  ['cephfs: {monitors: ["10.0.0.1:6789"]}', undefined],
  ['glusterfs: {endpoints: e, path: data}', undefined],
  ['azureFile: {secretName: s, shareName: data}', undefined],
  ['iscsi: {targetPortal: 10.0.0.1, iqn: iqn.2001-04.com.example:a, lun: 0}', undefined],
  ['fc: {targetWWNs: ["500a0982991b8dc5"], lun: 2}', undefined],
  ['rbd: {monitors: ["10.0.0.1:6789"], image: data}', undefined],
  ['awsElasticBlockStore: {volumeID: vol-1}', undefined],
  ['gcePersistentDisk: {pdName: data}', undefined],
  ['portworxVolume: {volumeID: data}', undefined],
  ['flexVolume: {driver: example.com/disk}', undefined],
  ['hostPath: {path: /data}', undefined],
];
const KINDS = [
  'StatefulSet',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
  'DaemonSet',
];
const TOLERATIONS = [
  '',
  '',
  '[{operator: Exists}]',
  '[{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 20}]',
];
const FLAGS = ['', '', '--node-monitor-grace-period=20s', '--disable-force-detach-on-timeout'];
const CRON = ['', '  concurrencyPolicy: Forbid\n', '  concurrencyPolicy: Replace\n'];
const REMEDIATION = (template: string) => `apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata: {name: check}
spec:
  selector: {}
  remediationTemplate: {apiVersion: self-node-remediation.medik8s.io/v1alpha1, kind: SelfNodeRemediationTemplate, name: t, namespace: n}
  unhealthyConditions: [{type: Ready, status: Unknown, duration: 60s}]
---
apiVersion: self-node-remediation.medik8s.io/v1alpha1
kind: SelfNodeRemediationTemplate
metadata: {name: t, namespace: n}
spec: {template: {spec: {remediationStrategy: ${template}}}}
`;
const ACTORS = [
  '',
  '',
  ...[
    'delete-statefulset-pod',
    'delete-deployment-pod',
    'delete-both-statefulset-and-deployment-pod',
    'do-nothing',
  ].map(
    (value) => `apiVersion: longhorn.io/v1beta2
kind: Setting
metadata: {name: node-down-pod-deletion-policy, namespace: longhorn-system}
value: ${value}
`,
  ),
  REMEDIATION('OutOfServiceTaint'),
  REMEDIATION('ResourceDeletion'),
  `apiVersion: v1
kind: Node
metadata: {name: a}
spec: {taints: [{key: node.kubernetes.io/out-of-service, value: nodeshutdown, effect: NoExecute}]}
`,
  `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: cloud-controller-manager, namespace: kube-system}
spec:
  selector: {matchLabels: {app: ccm}}
  template:
    metadata: {labels: {app: ccm}}
    spec:
      containers: [{name: ccm, image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.30.0}]
`,
];

const given = fc.record({
  kind: fc.constantFrom(...KINDS),
  version: fc.constantFrom('1.5', '1.16', '1.22', '1.26', '1.31', '1.35', '1.37', '1.38'),
  driver: fc.constantFrom(...DRIVERS),
  volume: fc.constantFrom(...VOLUMES),
  modes: fc.constantFrom(
    'ReadWriteOnce',
    'ReadWriteOnce',
    'ReadWriteMany',
    'ReadWriteOnce, ReadOnlyMany',
    'ReadWriteOncePod',
  ),
  grace: fc.constantFrom('0', '30', '30'),
  image: fc.constantFrom('registry.example/main:1', 'postgres:16'),
  tolerations: fc.constantFrom(...TOLERATIONS),
  flags: fc.constantFrom(...FLAGS),
  actor: fc.constantFrom(...ACTORS),
  cron: fc.constantFrom(...CRON),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

function workloadOf({ kind, volume: [volume, claim], grace, image, tolerations, cron, modes }: Given): string {
  const usesTemplate = claim === 'template' && kind === 'StatefulSet';
  const mounted = volume === '' ? 'persistentVolumeClaim: {claimName: data}' : volume;
  const pod = `terminationGracePeriodSeconds: ${grace}
${tolerations === '' ? '' : `tolerations: ${tolerations}\n`}containers:
  - name: main
    image: ${image}
    volumeMounts: [{name: data, mountPath: /data}]
${usesTemplate ? '' : `volumes:\n  - name: data\n    ${mounted}\n`}`;
  const metadata = 'metadata: {name: main, namespace: shop}';
  const template = (by: number) =>
    `${indented('template:\n  metadata: {labels: {app: main}}\n  spec:\n', by)}${indented(pod, by + 4)}`;
  const claims = `  volumeClaimTemplates:\n    - metadata: {name: data}\n      spec: {accessModes: [${modes}], storageClassName: class}\n`;
  switch (kind) {
    case 'Pod':
      return `apiVersion: v1\nkind: Pod\n${metadata}\nspec:\n${indented(pod, 2)}`;
    case 'CronJob':
      return `apiVersion: batch/v1\nkind: CronJob\n${metadata}\nspec:\n  schedule: "*/5 * * * *"\n${cron}  jobTemplate:\n    spec:\n${template(6)}`;
    default: {
      const group = { Job: 'batch/v1', ReplicationController: 'v1' }[kind] ?? 'apps/v1';
      return `apiVersion: ${group}\nkind: ${kind}\n${metadata}\nspec:\n${template(2)}${usesTemplate ? claims : ''}`;
    }
  }
}

function filesOf(one: Given): ReadonlyMap<string, string> {
  const { version, driver, modes, flags, actor } = one;
  return new Map([
    ['main.yaml', workloadOf(one)],
    [
      'storage.yaml',
      `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [${modes}], storageClassName: class}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: class}
provisioner: ${driver}
`,
    ],
    ['actor.yaml', actor],
    [
      'manager.yaml',
      `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v${version}.0
      command: [kube-controller-manager${flags === '' ? '' : `, ${flags}`}]
`,
    ],
  ]);
}

/** It stands at the workload, its storage or what makes its pods go, or speaks of it there. */
function speaksOf({ file, severity, related }: Finding): boolean {
  if (severity === 'hint') return false;
  return file !== 'manager.yaml' || related.some((one) => one.file === 'main.yaml');
}

function silentAt(one: Given): readonly WorkloadAnalysis[] {
  const service = createTreeService();
  for (const [file, text] of filesOf(one)) service.update(file, text);
  const snapshot = service.snapshot();
  const dangerous = snapshot.clusters
    .flatMap(({ cluster }) => snapshot.analyse(cluster, { kind: 'partition' }).workloads)
    .filter(({ workload, doubleMount }) => workload.name === 'main' && doubleMount.possible === true);
  return snapshot.findings().some(speaksOf) ? [] : dangerous;
}

describe('verdicts and findings', () => {
  it('a workload that two may write has a finding at it or at what decides it', function () {
    this.timeout(300_000);
    const silent = new Map<string, string>();
    fc.assert(
      fc.property(given, (one) => {
        for (const { verdict } of silentAt(one)) {
          const { kind, volume, driver } = one;
          const storage = volume[1] ? driver : volume[0];
          silent.set(`${kind} ${storage} ${verdict} ${one.actor.match(/kind: (.*)/)?.[1]}`, JSON.stringify(one));
        }
      }),
      { numRuns: 1_000 },
    );
    if (process.env.DUMP) for (const [key, value] of silent) console.log('SILENT', key, '::', value);
    assert.deepEqual([...silent], []);
  });
});
