// What actors and people do about a lost node: when its pods are replaced, and whether the old ones are gone by then.
import { derived } from './derived.ts';
import { claim, claimed, deployment, NFS, statefulSet, storageClass, workload } from './objects.ts';

const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const PD = storageClass('pd', 'pd.csi.storage.gke.io');
const NFS_CLASS = storageClass('nfs', 'nfs.csi.k8s.io');
const RBD = storageClass('rbd', 'rook-ceph.rbd.csi.ceph.com');
const LH = storageClass('lh', 'driver.longhorn.io');
const LH_POD =
  '{replicas: 1, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: m, image: x, volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: p}}]}}}';
const S = (sc: string, given: { readonly grace?: number; readonly vct?: readonly { readonly sc: string }[] } = {}) =>
  statefulSet({ grace: 30, vct: [{ sc }], ...given });

const lhp = (value: string) =>
  `apiVersion: longhorn.io/v1beta2\nkind: Setting\nmetadata: {name: node-down-pod-deletion-policy, namespace: longhorn-system}\nvalue: ${value}\n`;
const nhc = (selector: string, duration: string, kind = 'SelfNodeRemediation', more = '') =>
  `apiVersion: remediation.medik8s.io/v1alpha1\nkind: NodeHealthCheck\nmetadata: {name: w}\nspec:\n  selector: {${selector}}\n  remediationTemplate: {apiVersion: x.medik8s.io/v1alpha1, kind: ${kind}Template, name: t, namespace: r}\n  unhealthyConditions: [{type: Ready, status: Unknown, duration: ${duration}}]\n${more}`;
const snr = (strategy: string) =>
  `apiVersion: self-node-remediation.medik8s.io/v1alpha1\nkind: SelfNodeRemediationTemplate\nmetadata: {name: t, namespace: r}\nspec: {template: {spec: {remediationStrategy: ${strategy}}}}\n`;
const far = (strategy: string, more = '') =>
  `apiVersion: fence-agents-remediation.medik8s.io/v1alpha1\nkind: FenceAgentsRemediationTemplate\nmetadata: {name: t, namespace: r}\nspec: {template: {spec: {agent: fence_ipmilan, ${strategy === '' ? '' : `remediationStrategy: ${strategy}, `}${more}}}}\n`;
const ALLW = 'matchExpressions: [{key: node-role.kubernetes.io/worker, operator: Exists}]';
const mhc = (api: string, spec: string) =>
  `apiVersion: ${api}\nkind: MachineHealthCheck\nmetadata: {name: m, namespace: x}\nspec: {clusterName: c, selector: {}, ${spec}}\n`;
const node = (more: string) =>
  `apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nspec: {taints: [{key: node.kubernetes.io/out-of-service, value: nodeshutdown, effect: NoExecute}]}\n${more}`;

describe('derived from the source: help', () => {
  derived('lh policy sts', { docs: [LH, lhp('delete-statefulset-pod'), S('lh')] }, 'double-mount', '374.6..395.1');
  derived('lh policy deployment only, sts', { docs: [LH, lhp('delete-deployment-pod'), S('lh')] }, 'blocked', 'never');
  derived(
    'lh policy both, dep',
    {
      docs: [
        LH,
        lhp('delete-both-statefulset-and-deployment-pod'),
        claim('p', 'ReadWriteOnce', 'lh'),
        deployment({ grace: 30, vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    '374.6..395.1',
  );
  derived(
    'lh policy both, rs bare',
    {
      docs: [
        LH,
        lhp('delete-both-statefulset-and-deployment-pod'),
        claim('p', 'ReadWriteOnce', 'lh'),
        workload('ReplicaSet', { grace: 30, vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    '374.6..395.1',
  );
  derived(
    'lh policy, grace 0: no pod is Terminating',
    { docs: [LH, lhp('delete-statefulset-pod'), S('lh', { grace: 0 })] },
    'guarded',
    '704.6..725.1',
  );
  derived(
    'lh policy both, job',
    {
      docs: [
        LH,
        lhp('delete-both-statefulset-and-deployment-pod'),
        claim('p', 'ReadWriteOnce', 'lh'),
        workload('Job', { grace: 30, vols: [claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'lh policy, lh+ebs',
    { docs: [LH, EBS, lhp('delete-statefulset-pod'), statefulSet({ grace: 30, vct: [{ sc: 'lh' }, { sc: 'ebs' }] })] },
    'fenced',
    '734.6..inf',
  );
  derived(
    'lh policy, lh+nfs',
    {
      docs: [
        LH,
        NFS_CLASS,
        lhp('delete-statefulset-pod'),
        statefulSet({ grace: 30, vct: [{ sc: 'lh' }, { sc: 'nfs' }] }),
      ],
    },
    'double-mount',
    '374.6..395.1',
  );
  derived(
    'lh policy, lh+pd',
    { docs: [LH, PD, lhp('delete-statefulset-pod'), statefulSet({ grace: 30, vct: [{ sc: 'lh' }, { sc: 'pd' }] })] },
    'guarded',
    '734.6..755.1',
  );
  const own = (apiVersion: string, kind: string, spec: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: db, namespace: default}\nspec: ${spec}\n`;
  for (const owner of [
    own('postgresql.cnpg.io/v1', 'Cluster', '{instances: 3, storage: {size: 5Gi, storageClass: lh}}'),
    own('apps.openshift.io/v1', 'DeploymentConfig', LH_POD),
    own('v1', 'ReplicationController', LH_POD),
  ]) {
    const docs = [LH, lhp('delete-both-statefulset-and-deployment-pod'), claim('p', 'ReadWriteOnce', 'lh'), owner];
    derived(`lh policy, pods of a ${/kind: (\w+)/.exec(owner)?.[1]}`, { docs }, 'blocked', 'never');
  }
  const rollout = own('argoproj.io/v1alpha1', 'Rollout', LH_POD);
  derived(
    'lh policy, pods of a Rollout, whose owner is a ReplicaSet',
    { docs: [LH, lhp('delete-deployment-pod'), claim('p', 'ReadWriteOnce', 'lh'), rollout] },
    'double-mount',
    '374.6..395.1',
  );
  derived('lh policy unknown value', { docs: [LH, lhp('"{{ .x }}"'), S('lh')] }, 'unknown', '374.6..inf');
  derived(
    'lh policy, sts rwx longhorn',
    {
      docs: [
        LH,
        lhp('delete-statefulset-pod'),
        statefulSet({ grace: 30, vct: [{ sc: 'lh', modes: 'ReadWriteMany' }] }),
      ],
    },
    'double-mount',
    '374.6..395.1',
  );
  for (const [held, more] of [
    ['minHealthy 100%', 'minHealthy: 100%'],
    ['maxUnhealthy 0', 'maxUnhealthy: 0'],
    ['maxUnhealthy 0%', 'maxUnhealthy: "0%"'],
  ] as const) {
    const docs = [
      NFS_CLASS,
      nhc(ALLW, '60s', 'SelfNodeRemediation', `  ${more}\n`),
      snr('OutOfServiceTaint'),
      S('nfs'),
    ];
    derived(`nhc ${held} starts nothing`, { docs }, 'blocked', 'never');
  }
  // Of three nodes two are healthy: ceil(3 · 67 %) is 3, ceil(3 · 66 %) is 2; of how many nodes they are, no file says.
  for (const [held, verdict, mount] of [
    ['minHealthy: 90%', 'unknown', '278.6..inf'],
    ['minHealthy: 67%', 'unknown', '278.6..inf'],
    ['minHealthy: 66%', 'fenced', '278.6..320.0'],
    ['minHealthy: 3', 'unknown', '278.6..inf'],
    ['minHealthy: 2', 'fenced', '278.6..320.0'],
    ['maxUnhealthy: 1', 'fenced', '278.6..320.0'],
    ['maxUnhealthy: 10%', 'fenced', '278.6..320.0'],
  ] as const) {
    const check = nhc(ALLW, '60s', 'SelfNodeRemediation', `  ${held}\n`);
    derived(`nhc ${held}`, { docs: [NFS_CLASS, check, snr('OutOfServiceTaint'), S('nfs')] }, verdict, mount);
  }
  const paused = nhc(ALLW, '60s', 'SelfNodeRemediation', '  pauseRequests: [upgrade]\n');
  const watchdog =
    'apiVersion: self-node-remediation.medik8s.io/v1alpha1\nkind: SelfNodeRemediationConfig\nmetadata: {name: c}\nspec: {isSoftwareRebootEnabled: false}\n';
  derived(
    'nhc snr that needs a watchdog on every node',
    { docs: [NFS_CLASS, nhc(ALLW, '60s'), snr('OutOfServiceTaint'), watchdog, S('nfs')] },
    'unknown',
    '278.6..inf',
  );
  derived('nhc paused', { docs: [NFS_CLASS, paused, snr('OutOfServiceTaint'), S('nfs')] }, 'unknown', '278.6..inf');
  const outage = {
    s: 'zone-outage:failed=3,nodes=5,zones=1',
    docs: [NFS_CLASS, nhc(ALLW, '60s'), snr('OutOfServiceTaint'), S('nfs')],
  };
  derived('nhc in an outage of more than half', outage, 'unknown', '278.6..inf');
  derived(
    'nhc in an outage of a zone of three',
    { ...outage, s: 'zone-outage:failed=5,nodes=5,zones=3' },
    'fenced',
    '278.6..320.0',
  );
  derived(
    'nhc beside a machine health check of OpenShift is off',
    {
      docs: [
        NFS_CLASS,
        nhc(ALLW, '60s'),
        mhc('machine.openshift.io/v1beta1', 'unhealthyConditions: [{type: Ready, status: "False", timeout: 300s}]'),
        S('nfs'),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'nhc beside the one about spot instances acts',
    {
      docs: [
        NFS_CLASS,
        nhc(ALLW, '60s'),
        mhc('machine.openshift.io/v1beta1', 'unhealthyConditions: [{type: Terminating, status: "True", timeout: 0s}]'),
        S('nfs'),
      ],
    },
    'fenced',
    '278.6..320.0',
  );
  derived(
    'nhc escalates by order, not by place: the first is not known',
    {
      docs: [
        NFS_CLASS,
        `apiVersion: remediation.medik8s.io/v1alpha1\nkind: NodeHealthCheck\nmetadata: {name: w}\nspec:\n  selector: {${ALLW}}\n  escalatingRemediations:\n    - {order: 2, timeout: 600s, remediationTemplate: {kind: SelfNodeRemediationTemplate, name: t, namespace: r}}\n    - {order: 1, timeout: 600s, remediationTemplate: {kind: Metal3RemediationTemplate, name: m, namespace: r}}\n`,
        S('nfs'),
      ],
    },
    'unknown',
    'never',
  );
  derived(
    'nhc snr oos nfs',
    { docs: [NFS_CLASS, nhc(ALLW, '60s'), snr('OutOfServiceTaint'), S('nfs')] },
    'fenced',
    '278.6..320.0',
  );
  derived(
    'nhc snr resdel nfs',
    { docs: [NFS_CLASS, nhc(ALLW, '60s'), snr('ResourceDeletion'), S('nfs')] },
    'fenced',
    '278.6..300.0',
  );
  derived(
    'nhc snr resdel ebs',
    { docs: [EBS, nhc(ALLW, '60s'), snr('ResourceDeletion'), S('ebs')] },
    'fenced',
    '638.6..660.0',
  );
  derived(
    'nhc snr auto 1.27 ebs',
    { v: '1.27', docs: [EBS, nhc(ALLW, '60s'), snr('Automatic'), S('ebs')] },
    'fenced',
    '628.6..650.0',
  );
  derived(
    'nhc snr auto 1.28 ebs',
    { v: '1.28', docs: [EBS, nhc(ALLW, '60s'), snr('Automatic'), S('ebs')] },
    'fenced',
    '268.6..310.0',
  );
  derived(
    'nhc selector one zone',
    { docs: [NFS_CLASS, nhc('matchLabels: {zone: a}', '60s'), snr('OutOfServiceTaint'), S('nfs')] },
    'unknown',
    '278.6..inf',
  );
  derived(
    'nhc far default',
    { docs: [NFS_CLASS, nhc(ALLW, '60s', 'FenceAgentsRemediation'), far(''), S('nfs')] },
    'fenced',
    '98.6..445.0',
  );
  derived(
    'nhc far, dep nfs (not faster than eviction)',
    {
      docs: [
        nhc(ALLW, '60s', 'FenceAgentsRemediation'),
        far('OutOfServiceTaint', 'retrycount: 1, retryinterval: 1s, timeout: 10s'),
        deployment({ vols: [NFS] }),
      ],
    },
    'fenced',
    '98.6..131.0',
  );
  derived(
    'nhc far late, dep nfs',
    {
      docs: [
        nhc(ALLW, '10m', 'FenceAgentsRemediation'),
        far('OutOfServiceTaint', 'retrycount: 1, retryinterval: 1s, timeout: 10s'),
        deployment({ vols: [NFS] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived('nhc no template here', { docs: [NFS_CLASS, nhc(ALLW, '60s'), S('nfs')] }, 'fenced', '278.6..320.0');
  derived(
    'nhc only Ready False',
    {
      docs: [
        NFS_CLASS,
        `apiVersion: remediation.medik8s.io/v1alpha1\nkind: NodeHealthCheck\nmetadata: {name: w}\nspec:\n  selector: {${ALLW}}\n  remediationTemplate: {kind: SelfNodeRemediationTemplate, name: t, namespace: r}\n  unhealthyConditions: [{type: Ready, status: "False", duration: 60s}]\n`,
        snr('OutOfServiceTaint'),
        S('nfs'),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'mhc capi ebs',
    {
      docs: [
        EBS,
        mhc('cluster.x-k8s.io/v1beta1', 'unhealthyConditions: [{type: Ready, status: Unknown, timeout: 300s}]'),
        S('ebs'),
      ],
    },
    'unknown',
    '738.6..inf',
  );
  derived(
    'mhc capi v1beta2',
    {
      docs: [
        EBS,
        mhc(
          'cluster.x-k8s.io/v1beta2',
          'checks: {unhealthyNodeConditions: [{type: Ready, status: Unknown, timeoutSeconds: 300}]}',
        ),
        S('ebs'),
      ],
    },
    'unknown',
    '738.6..inf',
  );
  derived(
    'mhc openshift',
    {
      docs: [
        EBS,
        mhc(
          'machine.openshift.io/v1beta1',
          'maxUnhealthy: 40%, unhealthyConditions: [{type: Ready, status: Unknown, timeout: 300s}]',
        ),
        S('ebs'),
      ],
    },
    'unknown',
    '738.6..inf',
  );
  derived(
    'mhc maxUnhealthy 0',
    {
      docs: [
        EBS,
        mhc(
          'machine.openshift.io/v1beta1',
          'maxUnhealthy: 0, unhealthyConditions: [{type: Ready, status: Unknown, timeout: 300s}]',
        ),
        S('ebs'),
      ],
    },
    // One unhealthy machine is more than none: isAllowedRemediation.
    'blocked',
    'never',
  );
  derived(
    'oos Node no status',
    { docs: [EBS, node(''), S('ebs')], find: ['remediation-before-node-death/error'] },
    'blocked',
    'never',
  );
  derived(
    'force-delete 10m sts nfs',
    { s: 'partition:force-delete=10m', docs: [NFS_CLASS, S('nfs')] },
    'double-mount',
    '600.0..600.0',
  );
  derived(
    'force-delete 1m (not terminating)',
    { s: 'partition:force-delete=1m', docs: [NFS_CLASS, S('nfs')] },
    'blocked',
    'never',
  );
  derived(
    'force-delete 5m50 (maybe)',
    { s: 'partition:force-delete=350s', docs: [NFS_CLASS, S('nfs')] },
    'double-mount',
    '350.0..inf',
  );
  derived('force-delete 10m ebs', { s: 'partition:force-delete=10m', docs: [EBS, S('ebs')] }, 'fenced', '960.0..inf');
  derived('force-delete 10m pd', { s: 'partition:force-delete=10m', docs: [PD, S('pd')] }, 'fenced', '960.0..960.0');
  derived(
    'node-deleted 10m pd 1.37',
    { v: '1.37', s: 'partition:node-deleted=10m', docs: [PD, S('pd')] },
    'fenced',
    '1000.0..1040.0',
  );
  derived(
    'node-deleted 10m pd 1.38',
    { v: '1.38', s: 'partition:node-deleted=10m', docs: [PD, S('pd')] },
    'fenced',
    '640.0..680.0',
  );
  derived(
    'node-deleted 10m nfs 1.16',
    { v: '1.16', s: 'partition:node-deleted=10m', docs: [NFS_CLASS, S('nfs')] },
    'double-mount',
    '600.0..620.0',
  );
  derived(
    'node-deleted 1m dep nfs',
    { s: 'partition:node-deleted=1m', docs: [deployment({ vols: [NFS] })] },
    'double-mount',
    '100.0..140.0',
  );
  derived('oos 10m pd', { s: 'partition:out-of-service=10m', docs: [PD, S('pd')] }, 'fenced', '600.0..620.0');
  derived('oos 10m ebs', { s: 'partition:out-of-service=10m', docs: [EBS, S('ebs')] }, 'fenced', '600.0..inf');
  derived('oos 10m rbd', { s: 'partition:out-of-service=10m', docs: [RBD, S('rbd')] }, 'fenced', '600.0..inf');
  derived(
    'oos 10m + fenced 9m nfs',
    { s: 'partition:out-of-service=10m,fenced=9m', docs: [NFS_CLASS, S('nfs')] },
    'fenced',
    '600.0..620.0',
  );
  derived(
    'oos 10m + fenced 11m nfs',
    { s: 'partition:out-of-service=10m,fenced=11m', docs: [NFS_CLASS, S('nfs')] },
    'double-mount',
    '600.0..620.0',
  );
  derived(
    'oos 10m 1.23 (unknown taint)',
    { v: '1.23', s: 'partition:out-of-service=10m', docs: [PD, S('pd')] },
    'blocked',
    'never',
  );
  derived(
    'oos 10m 1.24 alpha',
    { v: '1.24', s: 'partition:out-of-service=10m', docs: [PD, S('pd')] },
    'blocked',
    'never',
  );
  derived(
    'oos 10m 1.26',
    { v: '1.26', s: 'partition:out-of-service=10m', docs: [PD, S('pd')] },
    'fenced',
    '600.0..620.0',
  );
  derived(
    'fenced 5m dep nfs',
    { s: 'partition:fenced=5m', docs: [deployment({ vols: [NFS] })] },
    'fenced',
    '344.6..365.1',
  );
  derived(
    'fenced 6m dep nfs',
    { s: 'partition:fenced=6m', docs: [deployment({ vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'returns 20m sts nfs',
    { s: 'partition:returns=20m', docs: [NFS_CLASS, S('nfs')] },
    'fenced',
    '1200.0..1230.0',
  );
  derived(
    'returns 20m dep nfs',
    { s: 'partition:returns=20m', docs: [deployment({ grace: 30, vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'returns 4m dep nfs',
    { s: 'partition:returns=4m', docs: [deployment({ grace: 30, vols: [NFS] })] },
    'never-evicted',
    'never',
  );
  derived(
    'restart 2m dep nfs',
    { s: 'partition:controller-restart=2m', docs: [deployment({ vols: [NFS] })] },
    'double-mount',
    '420.0..443.9',
  );
  derived(
    'restart 8m sts0 pd',
    { s: 'partition:controller-restart=8m', docs: [PD, S('pd', { grace: 0 })] },
    'fenced',
    '840.0..863.8',
  );
  derived('crash dep nfs', { s: 'crash', docs: [deployment({ vols: [NFS] })] }, 'fenced', '344.6..365.1');
  derived('crash sts ebs', { s: 'crash', docs: [EBS, S('ebs')] }, 'blocked', 'never');
  derived('node-deleted sts ebs', { s: 'node-deleted', docs: [EBS, S('ebs')] }, 'fenced', '439.6..505.0');
  derived('node-deleted dep nfs', { s: 'node-deleted', docs: [deployment({ vols: [NFS] })] }, 'fenced', '79.6..145.0');
  derived(
    'kubelet-stopped dep nfs',
    { s: 'kubelet-stopped', docs: [deployment({ vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'overload 10m dep nfs pinned',
    { s: 'overload:for=10m', docs: [deployment({ vols: [NFS], pod: 'nodeName: a' })] },
    'pinned',
    'never',
  );
  derived(
    'shutdown dep nfs 1.33 none',
    { s: 'shutdown', docs: [deployment({ vols: [NFS] })] },
    'fenced',
    '344.6..365.1',
  );
  derived(
    'shutdown with 60s',
    {
      s: 'shutdown',
      files: {
        'k.yaml':
          'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nshutdownGracePeriod: 60s\nshutdownGracePeriodCriticalPods: 20s\n',
      },
      docs: [deployment({ vols: [NFS] })],
    },
    'fenced',
    '0.0..30.0',
  );
  derived(
    'storage cut dep nfs',
    { s: 'partition:storage=cut', docs: [deployment({ vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'storage cut + fenced',
    { s: 'partition:storage=cut,fenced=5m', docs: [RBD, S('rbd', { grace: 0 })] },
    'fenced',
    '704.6..725.1',
  );
  derived(
    'storage cut + returns 20m rbd',
    { s: 'partition:storage=cut,returns=20m', docs: [RBD, S('rbd', { grace: 0 })] },
    'guarded',
    '704.6..725.1',
  );
  derived(
    'force-delete of a pod whose CronJob replaced it',
    {
      s: 'partition:force-delete=400s',
      docs: [
        EBS,
        claim('p', 'ReadWriteOnce', 'ebs'),
        workload('CronJob', { spec: 'concurrencyPolicy: Replace, ', vols: [claimed('p')] }),
      ],
    },
    'fenced',
    '760.0..inf',
  );
});
