// Volumes: which of them a second pod can mount, and when.
import { derived } from './derived.ts';
import { claim, claimed, deployment, NFS, statefulSet, storageClass, volume, workload } from './objects.ts';

const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const PD = storageClass('pd', 'pd.csi.storage.gke.io');
const NFS_CLASS = storageClass('nfs', 'nfs.csi.k8s.io');
const RBD = storageClass('rbd', 'rook-ceph.rbd.csi.ceph.com');
const LH = storageClass('lh', 'driver.longhorn.io');
const LOCAL = storageClass('loc', 'kubernetes.io/no-provisioner');
/** A migrated in-tree disk. */
const azureDisk = (modes: string) => [
  volume('z', modes, 'azureDisk: {diskName: a, diskURI: b}, claimRef: {name: p, namespace: default}'),
  claim('p', 'ReadWriteOnce', '', 'volumeName: z, '),
];

describe('derived from the source: volumes', () => {
  derived('sts ebs 30', { docs: [EBS, statefulSet({ grace: 30, vct: [{ sc: 'ebs' }] })] }, 'blocked', 'never');
  derived('sts ebs 0', { docs: [EBS, statefulSet({ grace: 0, vct: [{ sc: 'ebs' }] })] }, 'fenced', '704.6..inf');
  derived(
    'sts ebs+nfs 0',
    { docs: [EBS, statefulSet({ grace: 0, vct: [{ sc: 'ebs' }], vols: [NFS] })] },
    'fenced',
    '704.6..inf',
  );
  derived(
    'sts pd+nfs 0',
    { docs: [PD, statefulSet({ grace: 0, vct: [{ sc: 'pd' }], vols: [NFS] })] },
    'guarded',
    '704.6..725.1',
  );
  derived(
    'sts pd+ebs 0',
    { docs: [PD, EBS, statefulSet({ grace: 0, vct: [{ sc: 'pd' }, { sc: 'ebs' }] })] },
    'fenced',
    '704.6..inf',
  );
  derived(
    'sts rbd+pd 0',
    { docs: [PD, RBD, statefulSet({ grace: 0, vct: [{ sc: 'pd' }, { sc: 'rbd' }] })] },
    'fenced',
    '704.6..inf',
  );
  derived(
    'sts rbd 0 cut',
    { s: 'partition:storage=cut', docs: [RBD, statefulSet({ grace: 0, vct: [{ sc: 'rbd' }] })] },
    'guarded',
    '704.6..725.1',
  );
  derived(
    'sts rbd+ebs 0 cut',
    { s: 'partition:storage=cut', docs: [RBD, EBS, statefulSet({ grace: 0, vct: [{ sc: 'rbd' }, { sc: 'ebs' }] })] },
    'fenced',
    '704.6..inf',
  );
  derived(
    'sts rbd+pd 0 cut',
    { s: 'partition:storage=cut', docs: [RBD, PD, statefulSet({ grace: 0, vct: [{ sc: 'rbd' }, { sc: 'pd' }] })] },
    'guarded',
    '704.6..725.1',
  );
  derived('sts longhorn 0', { docs: [LH, statefulSet({ grace: 0, vct: [{ sc: 'lh' }] })] }, 'guarded', '704.6..725.1');
  derived(
    'dep ebs',
    { docs: [EBS, claim('p', 'ReadWriteOnce', 'ebs'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'dep nfs recreate',
    { docs: [deployment({ spec: 'strategy: {type: Recreate}, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'sts nfs parallel 30',
    { docs: [statefulSet({ spec: 'podManagementPolicy: Parallel, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'sts nfs ordinals',
    { docs: [statefulSet({ spec: 'ordinals: {start: 3}, ', grace: 0, vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep rwop nfs 30',
    { docs: [NFS_CLASS, claim('p', 'ReadWriteOncePod', 'nfs'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'dep rwop nfs 0',
    { docs: [NFS_CLASS, claim('p', 'ReadWriteOncePod', 'nfs'), deployment({ grace: 0, vols: [claimed('p')] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'sts rwop ebs 0',
    { docs: [EBS, statefulSet({ grace: 0, vct: [{ sc: 'ebs', modes: 'ReadWriteOncePod' }] })] },
    'fenced',
    '704.6..inf',
  );
  derived(
    'dep rwop nfs 1.21',
    { v: '1.21', docs: [NFS_CLASS, claim('p', 'ReadWriteOncePod', 'nfs'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'dep ephemeral ebs',
    {
      docs: [
        EBS,
        deployment({
          vols: [
            'ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], storageClassName: ebs, resources: {requests: {storage: 1Gi}}}}}',
          ],
        }),
      ],
    },
    'stateless',
    '344.6..365.1',
  );
  derived(
    'sts ephemeral nfs 0',
    {
      docs: [
        NFS_CLASS,
        statefulSet({
          grace: 0,
          vols: [
            'ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], storageClassName: NFS, resources: {requests: {storage: 1Gi}}}}}',
          ],
        }),
      ],
    },
    'stateless',
    '344.6..365.1',
  );
  derived(
    'dep subPathExpr',
    { docs: [deployment({ vols: [NFS], mounts: ['{name: v0, mountPath: /x, subPathExpr: $(POD_NAME)}'] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep local+nfs',
    {
      docs: [
        volume(
          'l',
          'ReadWriteOnce',
          'local: {path: /x}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}',
          'storageClassName: loc, ',
        ),
        LOCAL,
        claim('p', 'ReadWriteOnce', 'loc'),
        deployment({ vols: [claimed('p'), NFS] }),
      ],
    },
    'pinned',
    'never',
  );
  derived('dep hostPath', { docs: [deployment({ vols: ['hostPath: {path: /x}'] })] }, 'pinned', 'never');
  derived(
    'dep emptyDir+secret',
    {
      docs: [
        deployment({
          vols: [
            'emptyDir: {}',
            'secret: {secretName: a}',
            'configMap: {name: x}',
            'projected: {sources: []}',
            'downwardAPI: {}',
            'image: {reference: a}',
            'csi: {driver: secrets-store.csi.k8s.io}',
          ],
        }),
      ],
    },
    'stateless',
    '344.6..365.1',
  );
  derived(
    'dep ROX',
    { docs: [NFS_CLASS, claim('p', 'ReadOnlyMany', 'nfs'), deployment({ vols: [claimed('p')] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep nfs mount ro',
    { docs: [deployment({ vols: [NFS], mounts: ['{name: v0, mountPath: /x, readOnly: true}'] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep nfs vol ro',
    { docs: [deployment({ vols: ['nfs: {server: a, path: /, readOnly: true}'] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep claim ro',
    {
      docs: [
        NFS_CLASS,
        claim('p', 'ReadWriteMany', 'nfs'),
        deployment({ vols: ['persistentVolumeClaim: {claimName: p, readOnly: true}'] }),
      ],
    },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep nfs init writes',
    {
      docs: [
        deployment({
          vols: [NFS],
          mounts: ['{name: v0, mountPath: /x, readOnly: true}'],
          pod: 'initContainers: [{name: i, image: b, volumeMounts: [{name: v0, mountPath: /y}]}]',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep nfs sidecar writes',
    {
      docs: [
        deployment({
          vols: [NFS],
          mounts: ['{name: v0, mountPath: /x, readOnly: true}'],
          pod: 'initContainers: [{name: i, image: b, restartPolicy: Always, volumeMounts: [{name: v0, mountPath: /y}]}]',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived('dep nfs unused', { docs: [deployment({ vols: [NFS], mounts: [] })] }, 'double-mount', '344.6..365.1');
  derived(
    'dep rwx nginx',
    { docs: [NFS_CLASS, claim('p', 'ReadWriteMany', 'nfs'), deployment({ image: 'nginx', vols: [claimed('p')] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep rwx pg',
    {
      docs: [NFS_CLASS, claim('p', 'ReadWriteMany', 'nfs'), deployment({ vols: [claimed('p')] })],
      find: ['shared-database-volume/warning'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep rwx pg 2 replicas',
    { docs: [NFS_CLASS, claim('p', 'ReadWriteMany', 'nfs'), deployment({ replicas: 2, vols: [claimed('p')] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep rwx+rwo',
    {
      docs: [
        NFS_CLASS,
        claim('p', 'ReadWriteMany, ReadWriteOnce', 'nfs'),
        deployment({ image: 'nginx', vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'sts rwx nginx 0',
    { docs: [NFS_CLASS, statefulSet({ image: 'nginx', grace: 0, vct: [{ sc: 'nfs', modes: 'ReadWriteMany' }] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived('ds nfs', { docs: [workload('DaemonSet', { vols: [NFS] })] }, 'never-evicted', 'never');
  derived('ds stateless', { docs: [workload('DaemonSet', {})] }, 'stateless', 'never');
  derived('pod nfs', { docs: [workload('Pod', { vols: [NFS] })] }, 'blocked', 'never');
  derived('pod nfs grace 0', { docs: [workload('Pod', { grace: 0, vols: [NFS] })] }, 'blocked', 'never');
  derived('rs nfs', { docs: [workload('ReplicaSet', { vols: [NFS] })] }, 'double-mount', '344.6..365.1');
  derived('rc nfs', { docs: [workload('ReplicationController', { vols: [NFS] })] }, 'double-mount', '344.6..365.1');
  derived(
    'dep azuredisk intree pv rwo,rwx',
    {
      docs: [
        volume(
          'z',
          'ReadWriteOnce, ReadWriteMany',
          'azureDisk: {diskName: a, diskURI: b}, claimRef: {name: p, namespace: default}',
        ),
        claim('p', 'ReadWriteOnce', '', 'volumeName: z, '),
        deployment({ vols: [claimed('p')] }),
      ],
    },
    'fenced',
    '344.6..365.1',
  );
  derived(
    'dep azuredisk inline 1.33',
    { docs: [deployment({ vols: ['azureDisk: {diskName: a, diskURI: b}'] })] },
    'blocked',
    'never',
  );
  derived(
    'dep gce inline 1.33',
    { docs: [deployment({ vols: ['gcePersistentDisk: {pdName: a}'] })] },
    'blocked',
    'never',
  );
  derived(
    'dep gce inline ro',
    { docs: [deployment({ vols: ['gcePersistentDisk: {pdName: a, readOnly: true}'] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'dep iscsi inline',
    { docs: [deployment({ vols: ['iscsi: {targetPortal: a, iqn: b, lun: 0}'] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep fc inline',
    { docs: [deployment({ vols: ['fc: {targetWWNs: [a], lun: 0}'] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'sts iscsi PV rwo 0',
    {
      docs: [
        volume('z', 'ReadWriteOnce', 'iscsi: {targetPortal: a, iqn: b, lun: 0}'),
        claim('p', 'ReadWriteOnce', '', 'volumeName: z, '),
        statefulSet({ grace: 0, vols: [claimed('p')] }),
      ],
      find: ['force-removal-on-eviction/error'],
    },
    'guarded',
    '704.6..725.1',
  );
  derived(
    'dep awsebs inline 1.22',
    { v: '1.22', docs: [deployment({ vols: ['awsElasticBlockStore: {volumeID: a}'] })] },
    'blocked',
    'never',
  );
  derived(
    'dep vsphere inline 1.24 vs 1.25',
    { v: '1.24', docs: [deployment({ vols: ['vsphereVolume: {volumePath: a}'] })] },
    'blocked',
    'never',
  );
  derived(
    'dep cephfs inline 1.30',
    { v: '1.30', docs: [deployment({ vols: ['cephfs: {monitors: [a]}'] })] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'dep cephfs inline 1.31',
    { v: '1.31', docs: [deployment({ vols: ['cephfs: {monitors: [a]}'] })], find: ['volume-type-removed/error'] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'dep rbd inline 1.30',
    { v: '1.30', docs: [deployment({ vols: ['rbd: {monitors: [a], image: b}'] })] },
    'fenced',
    '334.6..inf',
  );
  derived(
    'dep nfs + undefined claim',
    { docs: [deployment({ image: 'x', vols: [NFS, claimed('p')] })] },
    'unknown',
    '344.6..inf',
  );
  derived(
    'dep nfs + ebs claim',
    { docs: [EBS, claim('p', 'ReadWriteOnce', 'ebs'), deployment({ image: 'x', vols: [NFS, claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'sts0 nfs + undefined claim',
    { docs: [statefulSet({ grace: 0, image: 'x', vols: [NFS, claimed('p')] })] },
    'unknown',
    '344.6..inf',
  );
  derived(
    'dep nfs ro + ebs',
    {
      docs: [
        EBS,
        claim('p', 'ReadWriteOnce', 'ebs'),
        deployment({ image: 'x', vols: ['nfs: {server: a, path: /, readOnly: true}', claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'dep rwx + nfs',
    {
      docs: [
        storageClass('shared', 'nfs.csi.k8s.io'),
        claim('p', 'ReadWriteMany', 'shared'),
        deployment({ image: 'x', vols: [NFS, claimed('p')] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'cm+rwop claim csi unknown driver',
    {
      docs: [
        storageClass('slow', 'foo.example.com'),
        claim('p', 'ReadWriteOncePod', 'slow'),
        deployment({ image: 'x', vols: [claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'unknown driver dep rwo',
    {
      docs: [
        storageClass('slow', 'foo.example.com'),
        claim('p', 'ReadWriteOnce', 'slow'),
        deployment({ image: 'x', vols: [claimed('p')] }),
      ],
    },
    'unknown',
    '344.6..inf',
  );
  derived(
    'unknown driver sts 30',
    { docs: [storageClass('slow', 'foo.example.com'), statefulSet({ image: 'x', vct: [{ sc: 'slow' }] })] },
    'blocked',
    'never',
  );
  derived(
    'unknown driver sts 0',
    { docs: [storageClass('slow', 'foo.example.com'), statefulSet({ grace: 0, image: 'x', vct: [{ sc: 'slow' }] })] },
    'unknown',
    '344.6..inf',
  );
  derived(
    'csidriver attachRequired false',
    {
      docs: [
        'apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: foo.example.com}\nspec: {attachRequired: false}\n',
        storageClass('slow', 'foo.example.com'),
        claim('p', 'ReadWriteOnce', 'slow'),
        deployment({ image: 'x', vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'csidriver default attachRequired',
    {
      docs: [
        'apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: foo.example.com}\nspec: {}\n',
        storageClass('slow', 'foo.example.com'),
        claim('p', 'ReadWriteOnce', 'slow'),
        deployment({ image: 'x', vols: [claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'azureDisk [ReadWriteOnce], Deployment',
    { docs: [...azureDisk('ReadWriteOnce'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'azureDisk [ReadWriteOnce], StatefulSet with grace 0',
    { docs: [...azureDisk('ReadWriteOnce'), statefulSet({ grace: 0, vols: [claimed('p')] })] },
    'fenced',
    '704.6..725.1',
  );
  derived(
    'azureDisk [ReadWriteOnce, ReadWriteMany], Deployment',
    { docs: [...azureDisk('ReadWriteOnce, ReadWriteMany'), deployment({ vols: [claimed('p')] })] },
    'fenced',
    '344.6..365.1',
  );
  derived(
    'azureDisk [ReadWriteOnce, ReadWriteMany], StatefulSet with grace 0',
    { docs: [...azureDisk('ReadWriteOnce, ReadWriteMany'), statefulSet({ grace: 0, vols: [claimed('p')] })] },
    'fenced',
    '344.6..365.1',
  );
  derived(
    'azureDisk [ReadWriteOnce, ReadOnlyMany], Deployment',
    { docs: [...azureDisk('ReadWriteOnce, ReadOnlyMany'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'azureDisk [ReadWriteOnce, ReadOnlyMany], StatefulSet with grace 0',
    { docs: [...azureDisk('ReadWriteOnce, ReadOnlyMany'), statefulSet({ grace: 0, vols: [claimed('p')] })] },
    'fenced',
    '704.6..725.1',
  );
  derived(
    'azureDisk that is taken over beside iSCSI, which the old pod keeps',
    {
      docs: [
        ...azureDisk('ReadWriteOnce, ReadWriteMany'),
        deployment({ vols: [claimed('p'), 'iscsi: {targetPortal: a, iqn: b, lun: 0}'] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
});

describe("derived from the source: Dell's drivers", () => {
  for (const name of ['vxflexos', 'powermax', 'unity', 'isilon', 'powerstore']) {
    const dell = storageClass('dell', `csi-${name}.dellemc.com`);
    derived(
      `${name}, grace 0`,
      { docs: [dell, statefulSet({ grace: 0, vct: [{ sc: 'dell' }] })] },
      'fenced',
      '704.6..725.1',
    );
  }
  const flex = storageClass('dell', 'csi-vxflexos.dellemc.com');
  derived(
    'an NFS export for many nodes beside one',
    { docs: [flex, claim('p', 'ReadWriteOnce, ReadWriteMany', 'dell'), deployment({ vols: [claimed('p')] })] },
    'double-mount',
    '344.6..365.1',
  );
});
