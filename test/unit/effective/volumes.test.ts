// How the volumes of a workload may behave, by claim, class, volume, driver and modes, literally.
import assert from 'node:assert/strict';
import type { AccessMode, InlineVolume } from '../../../server/src/model/storage.ts';
import { known, unknown } from '../../../server/src/model/value.ts';
import {
  type ClusterParts,
  claim,
  claimed,
  csiDriver,
  inline,
  persistentVolume,
  storageClass,
  TEMPLATE,
  templated,
  volumeUse,
  type WorkloadParts,
} from '../timing/clusterBuilder.ts';
import { volumesTold } from './told.ts';

type Row = readonly [WorkloadParts, ClusterParts];

/** A StorageClass without a provisioner. */
const PATCH = { ...storageClass('x', ''), provisioner: unknown<string>('invalid', '') };
const UNREAD = unknown<string>('template', '{{ x }}');
const RWO = ['ReadWriteOnce'] as const;
const RWX = ['ReadWriteMany'] as const;
const ROX = ['ReadOnlyMany'] as const;
const csi = (name: string) => ({ type: 'csi', driver: known(name) });
const of = (type: string) => ({ type, driver: undefined });
const classes = (...provisioners: string[]) => ({
  storageClasses: provisioners.map((one, index) =>
    storageClass(`class-${index}`, one, index > 0 || provisioners.length === 1),
  ),
});
const made = (provisioner: string, modes: readonly AccessMode[] = RWO, minors = [33]): Row => [
  { volumes: [templated({ modes, storageClass: 'class-0' })] },
  { ...classes(provisioner), minors },
];
const bound = (volume: InlineVolume, modes?: readonly AccessMode[], minors = [33]): Row => [
  { volumes: [claimed()] },
  {
    claims: [claim({ modes: modes ?? RWO, volumeName: 'pv' })],
    persistentVolumes: [persistentVolume('pv', volume, modes ? { modes } : {})],
    minors,
  },
];
const ROWS: Readonly<Record<string, Row>> = {
  nothing: [{}, {}],
  'an empty directory': [{ volumes: [volumeUse({ kind: 'ephemeral' })] }, {}],
  'a source that cannot be read': [{ volumes: [volumeUse({ kind: 'unknown' })] }, {}],
  'an inline CSI volume': [{ volumes: [inline('csi')] }, {}],
  'inline NFS': [{ volumes: [inline('nfs')] }, {}],
  'inline iSCSI': [{ volumes: [inline('iscsi')] }, {}],
  'inline FC': [{ volumes: [inline('fc')] }, {}],
  'inline RBD': [{ volumes: [inline('rbd')] }, { minors: [30] }],
  'inline CephFS': [{ volumes: [inline('cephfs')] }, { minors: [30] }],
  'inline Azure disk before its migration': [{ volumes: [inline('azureDisk')] }, { minors: [22] }],
  'inline Azure disk': [{ volumes: [inline('azureDisk')] }, { minors: [23] }],
  'inline Cinder': [{ volumes: [inline('cinder')] }, { minors: [20, 21] }],
  'inline EBS before its migration': [{ volumes: [inline('awsElasticBlockStore')] }, { minors: [22] }],
  'inline EBS': [{ volumes: [inline('awsElasticBlockStore')] }, { minors: [23] }],
  'inline EBS in both': [{ volumes: [inline('awsElasticBlockStore')] }, { minors: [22, 23] }],
  'inline GCE disk before its migration': [{ volumes: [inline('gcePersistentDisk')] }, { minors: [22] }],
  'inline GCE disk': [{ volumes: [inline('gcePersistentDisk')] }, { minors: [23] }],
  'inline vSphere before its migration': [{ volumes: [inline('vsphereVolume')] }, { minors: [24] }],
  'inline vSphere': [{ volumes: [inline('vsphereVolume')] }, { minors: [25] }],
  'inline Portworx before its migration': [{ volumes: [inline('portworxVolume')] }, { minors: [30] }],
  'inline Portworx': [{ volumes: [inline('portworxVolume')] }, { minors: [31] }],
  'inline path of the node': [{ volumes: [inline('hostPath')] }, {}],
  'inline, nobody knows': [{ volumes: [inline('quobyteNext')] }, {}],
  'a claim nobody can name': [{ volumes: [volumeUse({ kind: 'claim', claimName: UNREAD })] }, {}],
  'a claim that is not there': [{ volumes: [claimed()] }, {}],
  'a claim of no class': [{ volumes: [claimed()] }, { claims: [claim({})] }],
  'a claim of the empty class': [{ volumes: [claimed()] }, { claims: [claim({ storageClass: '' })] }],
  'a claim of a class nobody can read': [{ volumes: [claimed()] }, { claims: [claim({ storageClass: TEMPLATE })] }],
  'a claim of a class that is not there': [{ volumes: [claimed()] }, { claims: [claim({ storageClass: 'gone' })] }],
  'a claim of a class whose provisioner nobody can read': [
    { volumes: [claimed()] },
    { claims: [claim({ storageClass: 'x' })], storageClasses: [storageClass('x', TEMPLATE)] },
  ],
  'a claim of a class that a patch speaks of, too': [
    { volumes: [claimed()] },
    {
      claims: [claim({ storageClass: 'x' })],
      storageClasses: [storageClass('x', 'ebs.csi.aws.com'), PATCH],
    },
  ],
  'a claim of the default class': [{ volumes: [claimed()] }, { claims: [claim({})], ...classes('ebs.csi.aws.com') }],
  'a claim beside a class that is no default': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      storageClasses: [storageClass('x', 'ebs.csi.aws.com')],
      persistentVolumes: [persistentVolume('pv', of('nfs'))],
    },
  ],
  'two default classes, before the newest counted': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      storageClasses: [storageClass('b', 'ebs.csi.aws.com', true), storageClass('a', 'nfs.csi.k8s.io', true)],
      minors: [25],
    },
  ],
  'two default classes': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      storageClasses: [storageClass('b', 'ebs.csi.aws.com', true), storageClass('a', 'nfs.csi.k8s.io', true)],
      minors: [26],
    },
  ],
  'three default classes': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      storageClasses: [
        storageClass('c', 'x.example.org', true),
        storageClass('b', 'ebs.csi.aws.com', true),
        storageClass('a', TEMPLATE, true),
      ],
    },
  ],
  'a class without provisioner and no volume': [
    { volumes: [claimed()] },
    {
      claims: [claim({ storageClass: 'local' })],
      storageClasses: [storageClass('local', 'kubernetes.io/no-provisioner')],
    },
  ],
  'a class without provisioner and its volumes': [
    { volumes: [claimed()] },
    {
      claims: [claim({ storageClass: 'local' })],
      storageClasses: [storageClass('local', 'kubernetes.io/no-provisioner')],
      persistentVolumes: [
        persistentVolume('a', of('local'), { storageClass: 'local' }),
        persistentVolume('b', of('nfs'), { storageClass: 'local' }),
        persistentVolume('c', of('fc'), { storageClass: 'other' }),
      ],
    },
  ],
  'volumes without a class': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      persistentVolumes: [
        persistentVolume('a', of('nfs')),
        persistentVolume('b', of('iscsi'), { storageClass: 'other' }),
      ],
    },
  ],
  'a volume that is bound to another claim': [
    { volumes: [claimed()] },
    {
      claims: [claim({})],
      persistentVolumes: [persistentVolume('a', of('nfs'), { claimRef: { namespace: 'db', name: 'other' } })],
    },
  ],
  'a volume that is bound to the claim': [
    { volumes: [claimed()] },
    {
      persistentVolumes: [
        persistentVolume('a', of('nfs'), { claimRef: { namespace: 'db', name: 'data' }, modes: RWX }),
      ],
    },
  ],
  'a volume that is bound to the claim, of another namespace': [
    { volumes: [claimed()] },
    { persistentVolumes: [persistentVolume('a', of('nfs'), { claimRef: { namespace: 'web', name: 'data' } })] },
  ],
  'a volume that is bound to a claim of a template': [
    { volumes: [templated({})] },
    {
      persistentVolumes: [
        persistentVolume('a', csi('ebs.csi.aws.com'), {
          claimRef: { namespace: 'db', name: 'data-mysql-0' },
          modes: RWO,
        }),
      ],
    },
  ],
  'a claim that was made of a template': [
    { volumes: [templated({})] },
    { claims: [claim({ name: 'data-mysql-2', modes: RWX, storageClass: 'class-0' })], ...classes('nfs.csi.k8s.io') },
  ],
  'a volume that cannot be read': [
    { volumes: [claimed()] },
    { claims: [claim({ volumeName: 'gone', storageClass: 'gone' })] },
  ],
  'modes nobody can read': [
    { volumes: [claimed()] },
    { claims: [claim({ modes: TEMPLATE, storageClass: 'class-0' })], ...classes('ebs.csi.aws.com') },
  ],
  'no modes': [
    { volumes: [claimed()] },
    { claims: [claim({ modes: [], storageClass: 'class-0' })], ...classes('ebs.csi.aws.com') },
  ],
  'read only': [
    { volumes: [claimed('data', true)] },
    { claims: [claim({ storageClass: 'class-0' })], ...classes('ebs.csi.aws.com') },
  ],
  EBS: made('ebs.csi.aws.com'),
  'EBS for many': made('ebs.csi.aws.com', RWX),
  'EBS for one pod': made('ebs.csi.aws.com', ['ReadWriteOncePod']),
  'EBS for one and readers': made('ebs.csi.aws.com', ['ReadWriteOnce', 'ReadOnlyMany']),
  'EBS for all': made('ebs.csi.aws.com', ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany']),
  'EBS for readers': made('ebs.csi.aws.com', ROX),
  'EBS for one, twice': made('ebs.csi.aws.com', ['ReadWriteOnce', 'ReadWriteOncePod']),
  'in-tree EBS': made('kubernetes.io/aws-ebs'),
  GCE: made('pd.csi.storage.gke.io'),
  'GCE for many': made('pd.csi.storage.gke.io', RWX),
  'Azure disk': made('disk.csi.azure.com'),
  'Azure disk for many': made('disk.csi.azure.com', RWX),
  'Azure files': made('file.csi.azure.com', RWX),
  'Ceph RBD': made('rook-ceph.rbd.csi.ceph.com'),
  'Ceph RBD for many': made('rook-ceph.rbd.csi.ceph.com', RWX),
  'Ceph RBD for readers': made('rook-ceph.rbd.csi.ceph.com', ROX),
  'Ceph RBD for one and readers': made('rook-ceph.rbd.csi.ceph.com', ['ReadWriteOnce', 'ReadOnlyMany']),
  CephFS: made('cephfs.csi.ceph.com', RWX),
  Longhorn: made('driver.longhorn.io'),
  'Longhorn for many': made('driver.longhorn.io', RWX),
  vSphere: made('csi.vsphere.vmware.com'),
  NFS: made('nfs.csi.k8s.io', RWX),
  'a local path': made('rancher.io/local-path'),
  'a driver nobody knows': made('x.example.org'),
  'a driver nobody knows beside one that says that it attaches': [
    { volumes: [templated({ storageClass: 'class-0' })] },
    { ...classes('x.example.org'), csiDrivers: [csiDriver('y.example.org', true)] },
  ],
  'a driver nobody knows that says that it attaches': [
    { volumes: [templated({ storageClass: 'class-0' })] },
    { ...classes('x.example.org'), csiDrivers: [csiDriver('x.example.org', true)] },
  ],
  'a driver nobody knows that says that it does not attach': [
    { volumes: [templated({ storageClass: 'class-0' })] },
    { ...classes('x.example.org'), csiDrivers: [csiDriver('x.example.org', false)] },
  ],
  'EBS that says that it does not attach': [
    { volumes: [templated({ storageClass: 'class-0' })] },
    { ...classes('ebs.csi.aws.com'), csiDrivers: [csiDriver('ebs.csi.aws.com', false)] },
  ],
  'EBS that says that it does not attach, for one and many': [
    { volumes: [templated({ storageClass: 'class-0', modes: ['ReadWriteOnce', 'ReadWriteMany'] })] },
    { ...classes('ebs.csi.aws.com'), csiDrivers: [csiDriver('ebs.csi.aws.com', false)] },
  ],
  'a local path that says that it attaches': [
    { volumes: [templated({ storageClass: 'class-0' })] },
    { ...classes('rancher.io/local-path'), csiDrivers: [csiDriver('rancher.io/local-path', true)] },
  ],
  'a volume of a driver nobody can read': bound({ type: 'csi', driver: UNREAD }, RWO),
  'a volume of EBS': bound(csi('ebs.csi.aws.com'), RWO),
  'a volume without modes': bound(csi('ebs.csi.aws.com')),
  'a volume of GCE for many before its migration': bound(of('gcePersistentDisk'), RWX, [22]),
  'a volume of GCE for many': bound(of('gcePersistentDisk'), RWX, [23]),
  'a volume of GCE for one and readers': bound(of('gcePersistentDisk'), ['ReadWriteOnce', 'ReadOnlyMany'], [23]),
  'a volume of GCE for readers': bound(of('gcePersistentDisk'), ROX, [23]),
  'a volume of RBD for readers': bound(of('rbd'), ROX, [30]),
  'a volume of RBD for many': bound(of('rbd'), RWX, [30]),
  'a volume of RBD for one and readers': bound(of('rbd'), ['ReadWriteOnce', 'ReadOnlyMany'], [30]),
  'two versions': made('kubernetes.io/gce-pd', RWX, [22, 23]),
  'two volumes': [{ volumes: [templated({ storageClass: 'class-0' }), inline('nfs')] }, classes('ebs.csi.aws.com')],
};

/** Title, driver, whether it is CSI; the claim's modes; attachment and what a detach by force does; what is not known. */
const EXPECTED: Readonly<Record<keyof typeof ROWS, string>> = {
  nothing: 'none',
  'an empty directory': 'none',
  'a source that cannot be read':
    '? [? ?] -: gone with the pod | none/none | none/none multiAttach | attachable/none | attachable/none multiAttach | attachable/unknown | attachable/unknown multiAttach | attachable/revokes | attachable/waitsForUnmount ? volume data: its source cannot be read',
  'an inline CSI volume':
    '? [? true] -: gone with the pod | none/none multiAttach ? whether volume data goes with the pod: its driver decides, and is in no table here',
  'inline NFS': 'NFS [nfs false] -: none/none multiAttach',
  'inline iSCSI': 'iSCSI [iscsi false] -: attachable/none multiAttach',
  'inline FC': 'Fibre Channel [fc false] -: attachable/none multiAttach',
  'inline RBD': 'Ceph RBD (in-tree) [rbd false] -: attachable/refusesSecond multiAttach',
  'inline CephFS': 'CephFS (in-tree) [cephfs false] -: none/none multiAttach',
  'inline Azure disk before its migration': 'Azure Disk [azureDisk false] -: attachable/revokes',
  'inline Azure disk': 'Azure Disk [azureDisk false] -: attachable/revokes',
  'inline Cinder': 'OpenStack Cinder [cinder false] -: attachable/unknown',
  'inline EBS before its migration': 'AWS EBS [awsElasticBlockStore false] -: attachable/waitsForUnmount',
  'inline EBS': 'AWS EBS [awsElasticBlockStore false] -: attachable/waitsForUnmount',
  'inline EBS in both': 'AWS EBS [awsElasticBlockStore false] -: attachable/waitsForUnmount',
  'inline GCE disk before its migration': 'GCE persistent disk [gcePersistentDisk false] -: attachable/revokes',
  'inline GCE disk': 'GCE persistent disk [gcePersistentDisk false] -: attachable/revokes',
  'inline vSphere before its migration': 'vSphere [vsphereVolume false] -: attachable/revokes',
  'inline vSphere': 'vSphere [vsphereVolume false] -: attachable/revokes',
  'inline Portworx before its migration':
    'Portworx [portworxVolume false] -: none/unknown multiAttach | attachable/unknown multiAttach ? whether Portworx attaches: no CSIDriver of the workspace says it',
  'inline Portworx':
    'Portworx [portworxVolume false] -: none/unknown | attachable/unknown ? whether Portworx attaches: no CSIDriver of the workspace says it',
  'inline path of the node': 'a directory of the node [hostPath false] -: node-bound/none multiAttach',
  'inline, nobody knows':
    '? [? ?] -: none/none multiAttach | attachable/none multiAttach | attachable/unknown multiAttach | attachable/revokes | attachable/waitsForUnmount ? volume type quobyteNext: it is not in the table of drivers',
  'a claim nobody can name':
    '? [? ?] -: none/none | none/none multiAttach | attachable/none | attachable/none multiAttach | attachable/unknown | attachable/unknown multiAttach | attachable/revokes | attachable/waitsForUnmount ? claim of volume data: its name cannot be read',
  'a claim that is not there':
    '? [? ?] -: none/none | none/none multiAttach | attachable/none | attachable/none multiAttach | attachable/unknown | attachable/unknown multiAttach | attachable/revokes | attachable/waitsForUnmount ? PersistentVolumeClaim db/data: no file of the workspace defines it',
  'a claim of no class':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? the default StorageClass: no file of the workspace marks one as default',
  'a claim of the empty class':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? PersistentVolume for claim data: no file of the workspace defines it',
  'a claim of a class nobody can read':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? storageClassName of claim data: it cannot be read',
  'a claim of a class that is not there':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? storageClass gone: no file of the workspace defines it',
  'a claim of a class whose provisioner nobody can read':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? provisioner of x: it cannot be read',
  'a claim of a class that a patch speaks of, too':
    'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount',
  'a claim of the default class': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount',
  'a claim beside a class that is no default':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? the default StorageClass: no file of the workspace marks one as default',
  'two default classes, before the newest counted':
    '? [? true] ReadWriteOnce: none/none | attachable/waitsForUnmount ? the default StorageClass: a (NFS) and b (AWS EBS) are marked as default: kube-apiserver refuses a claim that names none',
  'two default classes':
    '? [? true] ReadWriteOnce: none/none | attachable/waitsForUnmount ? the default StorageClass: a (NFS) and b (AWS EBS) are marked as default: the newest of them is taken, and no file says which that is',
  'three default classes':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? the default StorageClass: a, b (AWS EBS) and c are marked as default: the newest of them is taken, and no file says which that is ? provisioner of a: it cannot be read ? driver x.example.org: no CSIDriver of the workspace says whether it attaches',
  'a class without provisioner and no volume':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? PersistentVolume for claim data: no file of the workspace defines it',
  'a class without provisioner and its volumes': '? [? false] ReadWriteOnce: node-bound/none | none/none',
  'volumes without a class': 'NFS [nfs false] ReadWriteOnce: none/none',
  'a volume that is bound to another claim':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? the default StorageClass: no file of the workspace marks one as default',
  'a volume that is bound to the claim': 'NFS [nfs false] -: none/none multiAttach shared',
  'a volume that is bound to the claim, of another namespace':
    '? [? ?] -: none/none | none/none multiAttach | attachable/none | attachable/none multiAttach | attachable/unknown | attachable/unknown multiAttach | attachable/revokes | attachable/waitsForUnmount ? PersistentVolumeClaim db/data: no file of the workspace defines it',
  'a volume that is bound to a claim of a template':
    'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount',
  'a claim that was made of a template': 'NFS [nfs.csi.k8s.io true] ReadWriteMany: none/none multiAttach shared',
  'a volume that cannot be read':
    '? [? ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? storageClass gone: no file of the workspace defines it',
  'modes nobody can read':
    'AWS EBS [ebs.csi.aws.com true] -: attachable/waitsForUnmount ? accessModes of volume data: they cannot be read',
  'no modes':
    'AWS EBS [ebs.csi.aws.com true] -: attachable/waitsForUnmount ? accessModes of volume data: they cannot be read',
  'read only': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount readOnly',
  EBS: 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount',
  'EBS for many': 'AWS EBS [ebs.csi.aws.com true] ReadWriteMany: attachable/waitsForUnmount multiAttach shared',
  'EBS for one pod': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOncePod: attachable/waitsForUnmount oncePod',
  'EBS for one and readers': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce+ReadOnlyMany: attachable/waitsForUnmount',
  'EBS for all': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce+ReadOnlyMany+ReadWriteMany: attachable/waitsForUnmount',
  'EBS for readers':
    'AWS EBS [ebs.csi.aws.com true] ReadOnlyMany: attachable/waitsForUnmount multiAttach shared readersOnly',
  'EBS for one, twice': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce+ReadWriteOncePod: attachable/waitsForUnmount',
  'in-tree EBS': 'AWS EBS [kubernetes.io/aws-ebs false] ReadWriteOnce: attachable/waitsForUnmount',
  GCE: 'GCE persistent disk [pd.csi.storage.gke.io true] ReadWriteOnce: attachable/revokes',
  'GCE for many':
    'GCE persistent disk [pd.csi.storage.gke.io true] ReadWriteMany: attachable/revokes multiAttach shared',
  'Azure disk': 'Azure Disk [disk.csi.azure.com true] ReadWriteOnce: attachable/revokes',
  'Azure disk for many': 'Azure Disk [disk.csi.azure.com true] ReadWriteMany: attachable/revokes multiAttach shared',
  'Azure files': 'Azure File [file.csi.azure.com true] ReadWriteMany: none/none multiAttach shared',
  'Ceph RBD': 'Ceph RBD [rook-ceph.rbd.csi.ceph.com true] ReadWriteOnce: attachable/refusesSecond',
  'Ceph RBD for many': 'Ceph RBD [rook-ceph.rbd.csi.ceph.com true] ReadWriteMany: attachable/none multiAttach shared',
  'Ceph RBD for readers':
    'Ceph RBD [rook-ceph.rbd.csi.ceph.com true] ReadOnlyMany: attachable/none multiAttach shared readersOnly',
  'Ceph RBD for one and readers':
    'Ceph RBD [rook-ceph.rbd.csi.ceph.com true] ReadWriteOnce+ReadOnlyMany: attachable/refusesSecond',
  CephFS: 'CephFS [cephfs.csi.ceph.com true] ReadWriteMany: none/none multiAttach shared',
  Longhorn: 'Longhorn [driver.longhorn.io true] ReadWriteOnce: attachable/unknown',
  'Longhorn for many': 'Longhorn [driver.longhorn.io true] ReadWriteMany: attachable/unknown multiAttach shared',
  vSphere: 'vSphere [csi.vsphere.vmware.com true] ReadWriteOnce: attachable/revokes',
  NFS: 'NFS [nfs.csi.k8s.io true] ReadWriteMany: none/none multiAttach shared',
  'a local path': 'a directory of the node [rancher.io/local-path false] ReadWriteOnce: node-bound/none',
  'a driver nobody knows':
    '? [x.example.org ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? driver x.example.org: no CSIDriver of the workspace says whether it attaches',
  'a driver nobody knows beside one that says that it attaches':
    '? [x.example.org ?] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? driver x.example.org: no CSIDriver of the workspace says whether it attaches',
  'a driver nobody knows that says that it attaches':
    'x.example.org [x.example.org true] ReadWriteOnce: attachable/unknown',
  'a driver nobody knows that says that it does not attach':
    'x.example.org [x.example.org true] ReadWriteOnce: none/unknown',
  'EBS that says that it does not attach, for one and many':
    'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce+ReadWriteMany: none/waitsForUnmount multiAttach',
  'EBS that says that it does not attach': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: none/waitsForUnmount',
  'a local path that says that it attaches':
    'a directory of the node [rancher.io/local-path true] ReadWriteOnce: node-bound/none',
  'a volume of a driver nobody can read':
    '? [? true] ReadWriteOnce: none/none | attachable/none | attachable/unknown | attachable/revokes | attachable/waitsForUnmount ? CSI driver: its name cannot be read',
  'a volume of EBS': 'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount',
  'a volume without modes':
    'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount ? accessModes of volume data: they cannot be read',
  'a volume of GCE for many before its migration':
    'GCE persistent disk [gcePersistentDisk false] ReadWriteMany: attachable/revokes multiAttach shared',
  'a volume of GCE for many': 'GCE persistent disk [gcePersistentDisk false] ReadWriteMany: attachable/revokes shared',
  'a volume of GCE for one and readers':
    'GCE persistent disk [gcePersistentDisk false] ReadWriteOnce+ReadOnlyMany: attachable/revokes',
  'a volume of GCE for readers':
    'GCE persistent disk [gcePersistentDisk false] ReadOnlyMany: attachable/revokes multiAttach shared readersOnly',
  'a volume of RBD for readers':
    'Ceph RBD (in-tree) [rbd false] ReadOnlyMany: attachable/none multiAttach shared readersOnly',
  'a volume of RBD for many': 'Ceph RBD (in-tree) [rbd false] ReadWriteMany: attachable/none multiAttach shared',
  'a volume of RBD for one and readers':
    'Ceph RBD (in-tree) [rbd false] ReadWriteOnce+ReadOnlyMany: attachable/refusesSecond multiAttach',
  'two versions':
    'GCE persistent disk [kubernetes.io/gce-pd false] ReadWriteMany: attachable/revokes multiAttach shared | attachable/revokes shared',
  'two volumes':
    'AWS EBS [ebs.csi.aws.com true] ReadWriteOnce: attachable/waitsForUnmount ;; NFS [nfs false] -: none/none multiAttach',
};

describe('effective: volumes', () => {
  for (const [what, [parts, rest]] of Object.entries(ROWS)) {
    it(what, () => {
      assert.equal(volumesTold(parts, rest), EXPECTED[what]);
    });
  }
});
