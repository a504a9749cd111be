// Strategies of workloads, sources of volumes and what their options say, by version.
import { derived } from './derived.ts';
import {
  claim,
  claimed,
  type Described,
  deployment,
  NFS,
  statefulSet,
  storageClass,
  volume,
  workload,
} from './objects.ts';

const A = '344.6..365.1';
const O = '334.6..355.1';
const N = '339.6..360.1';
const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const RW = 'ReadWriteOnce';
const RX = 'ReadWriteMany';
const sc = storageClass;
const onClaim = (modes: string, provisioner: string, more = '', given: Described = {}) => [
  sc('k', provisioner),
  claim('p', modes, 'k', more),
  deployment({ vols: [claimed('p')], ...given }),
];
const onPv = (modes: string, source: string, given: Described = {}, more = '', claimModes = modes) => [
  volume('z', modes, source, more),
  claim('p', claimModes, '', 'volumeName: z, '),
  deployment({ vols: [claimed('p')], ...given }),
];

describe('derived from the source: strategies and sources of volumes', () => {
  derived(
    'dep surge0 ebs',
    {
      docs: [
        EBS,
        claim('p', RW, 'ebs'),
        deployment({
          spec: 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}, ',
          vols: [claimed('p')],
        }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'dep surge1 nfs rwo',
    {
      docs: [
        sc('nfs', 'nfs.csi.k8s.io'),
        claim('p', RW, 'nfs'),
        deployment({
          spec: 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}, ',
          vols: [claimed('p')],
        }),
      ],
      find: ['rolling-update-overlap/warning'],
    },
    'double-mount',
    A,
  );
  derived(
    'dep surge 0 nfs rwo',
    {
      docs: [
        sc('nfs', 'nfs.csi.k8s.io'),
        claim('p', RW, 'nfs'),
        deployment({ spec: 'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}, ', vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    A,
  );
  derived(
    'dep surge 0% nfs rwo',
    {
      docs: [
        sc('nfs', 'nfs.csi.k8s.io'),
        claim('p', RW, 'nfs'),
        deployment({ spec: 'strategy: {rollingUpdate: {maxSurge: 0%, maxUnavailable: 1}}, ', vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    A,
  );
  derived(
    'dep minReady',
    { docs: [deployment({ spec: 'minReadySeconds: 600, progressDeadlineSeconds: 900, ', vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'dep revisionHistory',
    { docs: [deployment({ spec: 'revisionHistoryLimit: 0, ', vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'dep podReplacementPolicy alpha',
    { v: '1.34', docs: [deployment({ spec: 'podReplacementPolicy: TerminationComplete, ', vols: [NFS] })] },
    'double-mount',
    N,
  );
  derived(
    'dep replicas template null',
    { docs: [deployment({ vols: [NFS] }).replace('replicas: 1, ', 'replicas: null, ')] },
    'double-mount',
    A,
  );
  derived('rs 0 replicas', { docs: [workload('ReplicaSet', { replicas: 0, vols: [NFS] })] }, 'blocked', 'never');
  derived('rc 0', { docs: [workload('ReplicationController', { replicas: 0, vols: [NFS] })] }, 'blocked', 'never');
  derived(
    'sts parallel 0',
    { docs: [statefulSet({ spec: 'podManagementPolicy: Parallel, ', grace: 0, vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'sts ondelete 0',
    { docs: [statefulSet({ spec: 'updateStrategy: {type: OnDelete}, ', grace: 0, vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'sts partition 5 grace 0',
    { docs: [statefulSet({ spec: 'updateStrategy: {rollingUpdate: {partition: 5}}, ', grace: 0, vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'sts minready 0',
    { docs: [statefulSet({ spec: 'minReadySeconds: 60, ', grace: 0, vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived(
    'sts pvcRetention',
    {
      docs: [
        EBS,
        statefulSet({
          spec: 'persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}, ',
          grace: 0,
          vct: [{ sc: 'ebs' }],
        }),
      ],
    },
    'fenced',
    '704.6..inf',
  );
  derived(
    'sts maxUnav 3',
    {
      docs: [
        statefulSet({
          replicas: 3,
          spec: 'podManagementPolicy: Parallel, updateStrategy: {rollingUpdate: {maxUnavailable: 2}}, ',
          vols: [NFS],
        }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'sts recreate strategy 1.37',
    { v: '1.37', docs: [statefulSet({ spec: 'updateStrategy: {type: Recreate}, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived('sts grace neg', { docs: [statefulSet({ grace: -1, vols: [NFS] })] }, 'blocked', 'never');
  derived(
    'sts grace null',
    { docs: [statefulSet({ pod: 'terminationGracePeriodSeconds: null', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'rwop ceph fs 30',
    { docs: onClaim('ReadWriteOncePod', 'rook-ceph.cephfs.csi.ceph.com') },
    'blocked',
    'never',
  );
  derived(
    'ephemeral gce in-tree class',
    {
      docs: [
        deployment({
          vols: ['ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteMany], storageClassName: x}}}'],
        }),
      ],
    },
    'stateless',
    A,
  );
  derived(
    'inline csi nfs',
    { docs: [deployment({ vols: ['csi: {driver: nfs.csi.k8s.io, volumeAttributes: {server: a, share: /}}'] })] },
    'double-mount',
    A,
  );
  derived(
    'inline csi smb',
    { docs: [deployment({ vols: ['csi: {driver: smb.csi.k8s.io, volumeAttributes: {source: //a/b}}'] })] },
    'double-mount',
    A,
  );
  derived(
    'inline csi azurefile',
    { docs: [deployment({ vols: ['csi: {driver: file.csi.azure.com, volumeAttributes: {shareName: a}}'] })] },
    'double-mount',
    A,
  );
  derived(
    'inline csi nfs ro',
    { docs: [deployment({ vols: ['csi: {driver: nfs.csi.k8s.io, readOnly: true, volumeAttributes: {server: a}}'] })] },
    'shared',
    A,
  );
  derived(
    'inline csi cert-manager',
    { docs: [deployment({ vols: ['csi: {driver: csi.cert-manager.io, readOnly: true}'] })] },
    'stateless',
    A,
  );
  // pkg/volume/csi/csi_mounter.go (makeVolumeHandle): what a volume of a pod's own name is, its driver decides.
  const unknownDriver = 'csi: {driver: example.com/share, volumeAttributes: {share: a}}';
  derived('inline csi, driver of no table', { docs: [deployment({ vols: [unknownDriver] })] }, 'unknown', A);
  derived(
    'inline csi, driver of no table, read alone',
    { docs: [deployment({ vols: ['csi: {driver: example.com/share, readOnly: true}'] })] },
    'stateless',
    A,
  );
  derived(
    'inline csi, a disk that an array makes for the pod',
    { docs: [deployment({ vols: ['csi: {driver: csi-powerstore.dellemc.com}'] })] },
    'stateless',
    A,
  );
  derived(
    'hostPath dir',
    { docs: [deployment({ vols: ['hostPath: {path: /srv/data, type: DirectoryOrCreate}'] })] },
    'pinned',
    'never',
  );
  derived('hostPath pv no affinity', { docs: onPv(RW, 'hostPath: {path: /x}') }, 'pinned', 'never');
  derived(
    'hostPath pv affinity',
    {
      docs: onPv(
        RW,
        'hostPath: {path: /x}',
        {},
        'nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}, ',
      ),
    },
    'pinned',
    'never',
  );
  derived('local-path', { docs: onClaim(RW, 'rancher.io/local-path') }, 'pinned', 'never');
  derived(
    'local-path sts0',
    { docs: [sc('k', 'rancher.io/local-path'), statefulSet({ grace: 0, vct: [{ sc: 'k' }] })] },
    'pinned',
    'never',
  );
  derived('openebs local', { docs: onClaim(RW, 'openebs.io/local') }, 'pinned', 'never');
  derived('topolvm', { docs: onClaim(RW, 'topolvm.io') }, 'pinned', 'never');
  derived('lvm openebs', { docs: onClaim(RW, 'local.csi.openebs.io') }, 'pinned', 'never');
  derived('zfs openebs', { docs: onClaim(RW, 'zfs.csi.openebs.io') }, 'pinned', 'never');
  derived('hostpath csi', { docs: onClaim(RW, 'hostpath.csi.k8s.io') }, 'pinned', 'never');
  derived('minikube hostpath', { docs: onClaim(RW, 'k8s.io/minikube-hostpath') }, 'pinned', 'never');
  derived('docker desktop', { docs: onClaim(RW, 'docker.io/hostpath') }, 'pinned', 'never');
  derived('microk8s hostpath', { docs: onClaim(RW, 'microk8s.io/hostpath') }, 'pinned', 'never');
  derived(
    'block ebs',
    {
      docs: [
        EBS,
        claim('p', RW, 'ebs', 'volumeMode: Block, '),
        deployment({ vols: [claimed('p')], mounts: [], pod: 'x: y' }).replace(
          'volumeMounts: []',
          'volumeDevices: [{name: v0, devicePath: /dev/x}]',
        ),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'iscsi block rwo pv',
    { docs: onPv(RW, 'iscsi: {targetPortal: a, iqn: b, lun: 0}', {}, 'volumeMode: Block, ') },
    'blocked',
    'never',
  );
  derived(
    'pv zone affinity ebs',
    {
      docs: onPv(
        RW,
        'csi: {driver: ebs.csi.aws.com, volumeHandle: v}',
        {},
        'nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [a]}]}]}}, ',
      ),
    },
    'blocked',
    'never',
  );
  derived('vac', { docs: onClaim(RW, 'ebs.csi.aws.com', 'volumeAttributesClassName: gold, ') }, 'blocked', 'never');
  derived('efs rwo pv', { docs: onPv(RW, 'csi: {driver: efs.csi.aws.com, volumeHandle: v}') }, 'double-mount', A);
  derived(
    'efs rwx pv pg',
    { docs: onPv(RX, 'csi: {driver: efs.csi.aws.com, volumeHandle: v}'), find: ['shared-database-volume/warning'] },
    'double-mount',
    A,
  );
  derived(
    'efs rwx pv nginx',
    { docs: onPv(RX, 'csi: {driver: efs.csi.aws.com, volumeHandle: v}', { image: 'nginx' }) },
    'shared',
    A,
  );
  derived(
    'pv rwx claim rwo nfs nginx',
    { docs: onPv('ReadWriteMany, ReadWriteOnce', NFS, { image: 'nginx' }, '', RW) },
    'double-mount',
    A,
  );
  derived('pv rox nfs claim rox pg', { docs: onPv('ReadOnlyMany', NFS) }, 'shared', A);
  derived('pv mountOptions ro', { docs: onPv(RX, NFS, {}, 'mountOptions: [ro], ') }, 'shared', A);
  derived(
    'azureFile inline',
    { docs: [deployment({ vols: ['azureFile: {shareName: a, secretName: b}'] })] },
    'double-mount',
    A,
  );
  derived(
    'azureFile inline 1.25',
    { v: '1.25', docs: [deployment({ vols: ['azureFile: {shareName: a, secretName: b}'] })] },
    'double-mount',
    O,
  );
  derived(
    'glusterfs 1.25',
    { v: '1.25', docs: [deployment({ vols: ['glusterfs: {endpoints: a, path: b}'] })] },
    'double-mount',
    O,
  );
  derived(
    'quobyte 1.24',
    { v: '1.24', docs: [deployment({ vols: ['quobyte: {registry: a, volume: b}'] })] },
    'double-mount',
    O,
  );
  derived(
    'cinder inline 1.20',
    { v: '1.20', docs: [deployment({ vols: ['cinder: {volumeID: a}'] })] },
    'blocked',
    'never',
  );
  derived('cinder inline 1.33', { docs: [deployment({ vols: ['cinder: {volumeID: a}'] })] }, 'blocked', 'never');
  derived('image vol', { docs: [deployment({ vols: ['image: {reference: a, pullPolicy: Always}'] })] }, 'stateless', A);
  derived(
    'pv nfs readOnly, which is no option of the mount',
    { docs: onPv(RX, 'nfs: {server: a, path: /, readOnly: true}', { image: 'nginx' }, '', RW) },
    'double-mount',
    A,
  );
  derived(
    'class mountOptions ro',
    {
      docs: [
        `${storageClass('k', 'nfs.csi.k8s.io')}mountOptions: ["hard,ro"]\n`,
        claim('p', RX, 'k'),
        deployment({ vols: [claimed('p')] }),
      ],
    },
    'shared',
    A,
  );
  derived(
    'class mountOptions rw',
    {
      docs: [
        `${storageClass('k', 'nfs.csi.k8s.io')}mountOptions: [hard, rw]\n`,
        claim('p', RX, 'k'),
        deployment({ vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    A,
  );
});
