import type { Ranged } from '../ranged.ts';
import type { Attachment, OnForceDetach, VolumeDriver } from './driver.ts';

const ATTACHABLE: readonly Ranged<Attachment>[] = [[5, null, 'attachable']];
const NOT: readonly Ranged<Attachment>[] = [[5, null, 'none']];
const NODE_BOUND: readonly Ranged<Attachment>[] = [[5, null, 'node-bound']];

/** Drivers whose CSIDriver object says `attachRequired: true`, with what a detach does to a writer. */
const attached: readonly (readonly [name: string, title: string, effect: OnForceDetach, source: string])[] = [
  ['ebs.csi.aws.com', 'AWS EBS', 'waitsForUnmount', 'aws-ebs-csi-driver docs/faq.md, pkg/cloud/cloud.go'],
  ['disk.csi.azure.com', 'Azure Disk', 'revokes', 'azuredisk-csi-driver pkg/azuredisk/azure_controller_common.go'],
  ['pd.csi.storage.gke.io', 'GCE persistent disk', 'revokes', 'gcp-compute-persistent-disk-csi-driver controller.go'],
  ['csi.vsphere.vmware.com', 'vSphere', 'revokes', 'vsphere-csi-driver docs/book/known_issues.md'],
  ['driver.longhorn.io', 'Longhorn', 'unknown', 'longhorn-manager'],
  ['cinder.csi.openstack.org', 'OpenStack Cinder', 'unknown', 'cloud-provider-openstack'],
  ['dobs.csi.digitalocean.com', 'DigitalOcean block storage', 'unknown', 'csi-digitalocean'],
  ['csi.hetzner.cloud', 'Hetzner Cloud volume', 'unknown', 'hetznercloud/csi-driver'],
  ['linodebs.csi.linode.com', 'Linode block storage', 'unknown', 'linode-blockstorage-csi-driver'],
  ['block.csi.vultr.com', 'Vultr block storage', 'unknown', 'vultr-csi'],
  ['csi.hpe.com', 'HPE', 'unknown', 'hpe-csi-driver'],
  ['csi.trident.netapp.io', 'NetApp Trident', 'unknown', 'netapp/trident'],
  ['linstor.csi.linbit.com', 'LINSTOR', 'unknown', 'piraeusdatastore/linstor-csi'],
  ['io.openebs.csi-mayastor', 'OpenEBS Mayastor', 'unknown', 'openebs/mayastor-extensions'],
  ['csi.storageos.com', 'StorageOS', 'unknown', 'storageos/operator'],
  ['diskplugin.csi.alibabacloud.com', 'Alibaba Cloud disk', 'unknown', 'alibaba-cloud-csi-driver'],
];

/** Drivers whose CSIDriver object says `attachRequired: false`. */
const unattached: readonly (readonly [names: readonly string[], title: string, source: string])[] = [
  [['cephfs.csi.ceph.com', '*.cephfs.csi.ceph.com'], 'CephFS', 'ceph-csi deploy/cephfs/kubernetes/csidriver.yaml'],
  [['nfs.csi.ceph.com', '*.nfs.csi.ceph.com'], 'NFS (Ceph)', 'ceph-csi deploy/nfs/kubernetes/csidriver.yaml'],
  [['nfs.csi.k8s.io'], 'NFS', 'csi-driver-nfs deploy/csi-nfs-driverinfo.yaml'],
  [['smb.csi.k8s.io'], 'SMB', 'csi-driver-smb deploy/csi-smb-driver.yaml'],
  [['iscsi.csi.k8s.io'], 'iSCSI (CSI)', 'csi-driver-iscsi deploy'],
  [['file.csi.azure.com'], 'Azure File', 'azurefile-csi-driver deploy/csi-azurefile-driver.yaml'],
  [['blob.csi.azure.com'], 'Azure Blob', 'blob-csi-driver deploy/csi-blob-driver.yaml'],
  [['efs.csi.aws.com'], 'AWS EFS', 'aws-efs-csi-driver deploy/kubernetes/base/csidriver.yaml'],
  [['fsx.csi.aws.com'], 'AWS FSx for Lustre', 'aws-fsx-csi-driver deploy/kubernetes/base/csidriver.yaml'],
  [['filestore.csi.storage.gke.io'], 'GCP Filestore', 'gcp-filestore-csi-driver deploy'],
  [['gcsfuse.csi.storage.gke.io'], 'GCS FUSE', 'gcs-fuse-csi-driver deploy'],
  [['nfs.manila.csi.openstack.org'], 'Manila NFS', 'cloud-provider-openstack manifests/manila-csi-plugin'],
  [['cephfs.manila.csi.openstack.org'], 'Manila CephFS', 'cloud-provider-openstack manifests/manila-csi-plugin'],
  [['csi.juicefs.com'], 'JuiceFS', 'juicefs-csi-driver deploy/k8s.yaml'],
];

/** Drivers whose volumes stay on the node that made them. */
const bound: readonly (readonly [names: readonly string[], title: string, source: string])[] = [
  [['topolvm.io', 'topolvm.cybozu.com'], 'TopoLVM', 'topolvm charts'],
  [['local.csi.openebs.io'], 'OpenEBS LVM', 'openebs/lvm-localpv deploy'],
  [['zfs.csi.openebs.io'], 'OpenEBS ZFS', 'openebs/zfs-localpv deploy'],
  [['hostpath.csi.k8s.io'], 'the hostpath example driver', 'csi-driver-host-path deploy'],
];

export const CSI_DRIVERS: readonly VolumeDriver[] = [
  ...attached.map(([name, title, onForceDetach, source]): VolumeDriver => {
    return { title, names: [name], attachment: ATTACHABLE, onForceDetach, source };
  }),
  {
    title: 'Ceph RBD',
    names: ['rbd.csi.ceph.com', '*.rbd.csi.ceph.com'],
    attachment: ATTACHABLE,
    onForceDetach: 'refusesSecond',
    source: 'ceph-csi internal/rbd/rbd_attach.go (waitForrbdImage), rbd_util.go (isInUse)',
  },
  {
    title: 'Portworx',
    names: ['pxd.portworx.com'],
    attachment: [[5, null, 'unknown']],
    onForceDetach: 'unknown',
    source: 'no source found for what its storage does with a second writer',
  },
  ...unattached.map(([names, title, source]): VolumeDriver => {
    return { title, names, attachment: NOT, onForceDetach: 'none', source };
  }),
  ...bound.map(([names, title, source]): VolumeDriver => {
    return { title, names, attachment: NODE_BOUND, onForceDetach: 'none', source };
  }),
];
