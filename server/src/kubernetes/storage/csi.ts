// CSI drivers: whether they attach, and what a detach by force does to the old writer.
import type { Ranged } from '../ranged.ts';
import type { Attachment, OnForceDetach, VolumeDriver } from './driver.ts';

const ATTACHABLE: readonly Ranged<Attachment>[] = [[5, null, 'attachable']];
const NOT: readonly Ranged<Attachment>[] = [[5, null, 'none']];
const NODE_BOUND: readonly Ranged<Attachment>[] = [[5, null, 'node-bound']];

/** Drivers whose CSIDriver object says `attachRequired: true`, with what a detach does to a writer. */
const attached: readonly (readonly [name: string, title: string, effect: OnForceDetach, source: string])[] = [
  ['ebs.csi.aws.com', 'AWS EBS', 'waitsForUnmount', 'aws-ebs-csi-driver docs/faq.md, pkg/cloud/cloud.go'],
  ['pd.csi.storage.gke.io', 'GCE persistent disk', 'revokes', 'gcp-compute-persistent-disk-csi-driver controller.go'],
  ['csi.vsphere.vmware.com', 'vSphere', 'revokes', 'vsphere-csi-driver docs/book/known_issues.md'],
  ['driver.longhorn.io', 'Longhorn', 'unknown', 'longhorn-manager'],
  ['cinder.csi.openstack.org', 'OpenStack Cinder', 'unknown', 'cloud-provider-openstack'],
  ['csi.hpe.com', 'HPE', 'unknown', 'hpe-csi-driver'],
  ['csi.trident.netapp.io', 'NetApp Trident', 'unknown', 'netapp/trident'],
  // DRBD refuses a second primary while the two nodes see each other; two are allowed for ReadWriteMany block volumes alone.
  [
    'linstor.csi.linbit.com',
    'LINSTOR',
    'refusesSecond',
    'linstor-csi pkg/client/linstor.go (PropertyAllowTwoPrimaries)',
  ],
  // Neither attaches nor detaches anything (ControllerPublishVolume is left out or empty).
  [
    'csi.san.synology.com',
    'Synology',
    'none',
    'synology-csi deploy/kubernetes/v1.20/csi-driver.yml, pkg/driver/controllerserver.go',
  ],
  // The array takes the LUN away from the host.
  [
    'csi-powerstore.dellemc.com',
    'Dell PowerStore',
    'revokes',
    'csi-powerstore pkg/controller/base.go (DetachVolumeFromHost)',
  ],
  // The array unmaps the volume from the host.
  [
    'block.csi.ibm.com',
    'IBM block storage',
    'revokes',
    'ibm-block-csi-driver controllers/array_action/array_mediator_abstract.py (unmap_volume_by_initiators)',
  ],
  [
    'csi.proxmox.sinextra.dev',
    'Proxmox',
    'unknown',
    'proxmox-csi-plugin charts/proxmox-csi-plugin/templates/csidriver.yaml',
  ],
  ['vpc.block.csi.ibm.io', 'IBM VPC block', 'unknown', 'ibm-vpc-block-csi-driver deploy/kubernetes/driver'],
  ['spectrumscale.csi.ibm.com', 'IBM Storage Scale', 'unknown', 'ibm-spectrum-scale-csi operator/controllers'],
  ['csi.ovirt.org', 'oVirt', 'unknown', 'ovirt-csi-driver deploy/csi-driver/000-csi-driver.yaml'],
  ['csi.exoscale.com', 'Exoscale block storage', 'unknown', 'exoscale-csi-driver deployment/latest'],
  // What EKS' Auto Mode runs itself.
  ['ebs.csi.eks.amazonaws.com', 'AWS EBS', 'waitsForUnmount', 'EKS User Guide (Auto Mode: block storage)'],
  ['csi.kubevirt.io', 'KubeVirt hotplug disk', 'unknown', 'kubevirt/csi-driver deploy/tenant/base/deploy.yaml'],
  ['io.openebs.csi-mayastor', 'OpenEBS Mayastor', 'unknown', 'openebs/mayastor-extensions'],
  ['csi.storageos.com', 'StorageOS', 'unknown', 'storageos/operator'],
  ['diskplugin.csi.alibabacloud.com', 'Alibaba Cloud disk', 'unknown', 'alibaba-cloud-csi-driver'],
];

/**
 * Disks and NFS exports behind one name: the LUN is unmapped from the host, or the host taken out of the export. One node at a time
 * only where the claim asks for that.
 */
const dell: readonly (readonly [name: string, title: string, source: string])[] = [
  ['csi-vxflexos.dellemc.com', 'Dell PowerFlex', 'csi-powerflex service/controller.go, publisher.go (UnmapVolumeSdc)'],
  [
    'csi-powermax.dellemc.com',
    'Dell PowerMax',
    'csi-powermax service/controller.go (unpublishVolume, DeleteNFSExport)',
  ],
  ['csi-unity.dellemc.com', 'Dell Unity', 'csi-unity service/controller.go (ModifyVolumeExport, unexportFilesystem)'],
  [
    'csi-isilon.dellemc.com',
    'Dell PowerScale',
    'csi-powerscale service/controller.go (RemoveExportClientByIPsWithZone)',
  ],
];

/** Drivers whose provider refuses to attach a volume to a second node; what a detach does to a writer was not read. */
const exclusive: readonly (readonly [name: string, title: string, source: string])[] = [
  ['csi.hetzner.cloud', 'Hetzner Cloud volume', 'hetznercloud/csi-driver internal/volsrv/volume.go (ErrAttached)'],
  ['dobs.csi.digitalocean.com', 'DigitalOcean block storage', 'csi-digitalocean driver/controller.go'],
  ['linodebs.csi.linode.com', 'Linode block storage', 'linode-blockstorage-csi-driver controllerserver.go'],
  ['block.csi.vultr.com', 'Vultr block storage', 'vultr-csi driver/controller.go (ControllerPublishVolume)'],
  ['csi.cloudscale.ch', 'cloudscale.ch volume', 'csi-cloudscale driver/controller.go (ControllerPublishVolume)'],
  ['storage.csi.upcloud.com', 'UpCloud storage', 'upcloud-csi internal/controller/controller.go'],
  ['csi.civo.com', 'Civo volume', 'civo-csi pkg/driver/controller_server.go (ControllerPublishVolume)'],
  ['csi.cloudstack.apache.org', 'CloudStack volume', 'cloudstack-csi-driver pkg/driver/controller.go'],
  ['com.tencent.cloud.csi.cbs', 'Tencent Cloud CBS', 'kubernetes-csi-tencentcloud driver/cbs/controller.go'],
  [
    'driver.harvesterhci.io',
    'Harvester',
    'harvester-csi-driver pkg/csi/controller_server.go (checkHostVA, checkGuestVA)',
  ],
  ['csi.scaleway.com', 'Scaleway block storage', 'scaleway-csi pkg/driver/controller.go (ControllerPublishVolume)'],
  [
    'blockvolume.csi.oraclecloud.com',
    'OCI block volume',
    'oci-cloud-controller-manager pkg/csi/driver/bv_controller.go',
  ],
];

/** Drivers whose chart or user decides whether they attach; an attach does nothing. */
const eitherWay: readonly (readonly [names: readonly string[], title: string, source: string])[] = [
  [['*democratic-csi*'], 'democratic-csi', 'democratic-csi src/driver/*/index.js (no PUBLISH_UNPUBLISH_VOLUME)'],
  [
    ['ossplugin.csi.alibabacloud.com'],
    'Alibaba Cloud OSS',
    'alibaba-cloud-csi-driver deploy/charts (true), deploy/*.yaml (false)',
  ],
  [['csi.weka.io'], 'WEKA', 'csi-wekafs charts/csi-wekafsplugin/templates/driver.yaml (true, once false)'],
  [['seaweedfs-csi-driver'], 'SeaweedFS', 'seaweedfs-csi-driver deploy/helm (csiAttacher.enabled)'],
  // Rook and ceph-csi-operator, which put their namespace before the name, attach unless they are told not to; manifests of their own do not.
  [['*.cephfs.csi.ceph.com'], 'CephFS', 'rook pkg/operator/ceph/csi/csi.go (CSI_CEPHFS_ATTACH_REQUIRED)'],
  [['*.nfs.csi.ceph.com'], 'NFS (Ceph)', 'rook pkg/operator/ceph/csi/csi.go (CSI_NFS_ATTACH_REQUIRED)'],
];

/** Drivers whose CSIDriver object says `attachRequired: false`. */
const unattached: readonly (readonly [names: readonly string[], title: string, source: string])[] = [
  [['cephfs.csi.ceph.com'], 'CephFS', 'ceph-csi deploy/cephfs/kubernetes/csidriver.yaml'],
  [['nfs.csi.ceph.com'], 'NFS (Ceph)', 'ceph-csi deploy/nfs/kubernetes/csidriver.yaml'],
  [['nfs.csi.k8s.io'], 'NFS', 'csi-driver-nfs deploy/csi-nfs-driverinfo.yaml'],
  [['smb.csi.k8s.io'], 'SMB', 'csi-driver-smb deploy/csi-smb-driver.yaml'],
  [['iscsi.csi.k8s.io'], 'iSCSI (CSI)', 'csi-driver-iscsi deploy'],
  [['file.csi.azure.com'], 'Azure File', 'azurefile-csi-driver deploy/csi-azurefile-driver.yaml'],
  [['blob.csi.azure.com'], 'Azure Blob', 'blob-csi-driver deploy/csi-blob-driver.yaml'],
  [['efs.csi.aws.com'], 'AWS EFS', 'aws-efs-csi-driver deploy/kubernetes/base/csidriver.yaml'],
  [['fsx.csi.aws.com'], 'AWS FSx for Lustre', 'aws-fsx-csi-driver deploy/kubernetes/base/csidriver.yaml'],
  [['filestore.csi.storage.gke.io'], 'GCP Filestore', 'gcp-filestore-csi-driver deploy'],
  [['gcsfuse.csi.storage.gke.io'], 'GCS FUSE', 'gcs-fuse-csi-driver deploy'],
  [['lustre.csi.storage.gke.io'], 'GCP Managed Lustre', 'lustre-csi-driver deploy/base/setup/csi_driver.yaml'],
  [['s3.csi.aws.com'], 'Mountpoint for S3', 'mountpoint-s3-csi-driver charts/…/templates/csidriver.yaml'],
  [['nasplugin.csi.alibabacloud.com'], 'Alibaba Cloud NAS', 'alibaba-cloud-csi-driver deploy/charts'],
  [['com.tencent.cloud.csi.cfs'], 'Tencent Cloud CFS', 'kubernetes-csi-tencentcloud deploy/cfs'],
  [['com.tencent.cloud.csi.cfsturbo'], 'Tencent Cloud CFS Turbo', 'kubernetes-csi-tencentcloud deploy/cfsturbo'],
  [['csi.nutanix.com'], 'Nutanix', 'CSIDriver of its releases (attachRequired: false)'],
  [['nfs.manila.csi.openstack.org'], 'Manila NFS', 'cloud-provider-openstack manifests/manila-csi-plugin'],
  [['cephfs.manila.csi.openstack.org'], 'Manila CephFS', 'cloud-provider-openstack manifests/manila-csi-plugin'],
  [['fss.csi.oraclecloud.com'], 'OCI file storage', 'oci-cloud-controller-manager oci-csi-node-driver.yaml'],
  [['lustre.csi.oraclecloud.com'], 'OCI Lustre', 'oci-cloud-controller-manager oci-csi-node-driver.yaml'],
  [['beegfs.csi.netapp.com'], 'BeeGFS', 'beegfs-csi-driver deploy/k8s/bases/csi-beegfs-driverinfo.yaml'],
  [['ru.yandex.s3.csi'], 'S3', 'k8s-csi-s3 deploy/kubernetes/driver.yaml'],
  [['cstor.csi.openebs.io'], 'OpenEBS cStor', 'cstor-operators deploy/yamls/csi-operator.yaml'],
  [['csi.juicefs.com'], 'JuiceFS', 'juicefs-csi-driver deploy/k8s.yaml'],
];

/**
 * Of those the ones whose volumes may stand in a pod and are a share of a server all the same: what is written to them stays when
 * the pod is gone. Sources: csi-driver-nfs deploy/example/nginx-pod-inline-volume.yaml, csi-driver-smb, azurefile-csi-driver and
 * blob-csi-driver (NodePublishVolume: ephemeral), gcs-fuse-csi-driver docs
 */
export const SHARED_IN_PODS: ReadonlySet<string> = new Set([
  'nfs.csi.k8s.io',
  'smb.csi.k8s.io',
  'file.csi.azure.com',
  'blob.csi.azure.com',
  'gcsfuse.csi.storage.gke.io',
]);

/**
 * Drivers of which a volume in a pod is a file of secrets, keys or an image, made for that pod. Of the others a kubelet knows only that
 * it asks for a volume that is called by the pod's uid: pkg/volume/csi/csi_mounter.go (makeVolumeHandle).
 * Sources: secrets-store-csi-driver, cert-manager/csi-driver, csi-driver-spiffe, spiffe/spiffe-csi, openshift/csi-driver-shared-resource,
 * warm-metal/container-image-csi-driver: each has Ephemeral alone among the modes of its CSIDriver, or makes a folder of the pod
 */
export const MADE_FOR_PODS: ReadonlySet<string> = new Set([
  'secrets-store.csi.k8s.io',
  'csi.cert-manager.io',
  'spiffe.csi.cert-manager.io',
  'csi.spiffe.io',
  'csi.sharedresource.openshift.io',
  'container-image.csi.k8s.io',
  'csi-image.warm-metal.tech',
  'inline.storage.kubernetes.io',
]);

/** Of those the ones that give a disk, not a file system that nodes share. */
const UNATTACHED_DISKS: ReadonlySet<string> = new Set(['iSCSI (CSI)', 'OpenEBS cStor', 'Nutanix']);

/** Drivers whose volumes stay on the node that made them. */
const bound: readonly (readonly [names: readonly string[], title: string, source: string])[] = [
  [['topolvm.io', 'topolvm.cybozu.com'], 'TopoLVM', 'topolvm charts'],
  [['local.csi.openebs.io'], 'OpenEBS LVM', 'openebs/lvm-localpv deploy'],
  [['rawfile.csi.openebs.io'], 'OpenEBS RawFile', 'openebs/rawfile-localpv deploy/charts'],
  [['lvm.csi.metal-stack.io'], 'LVM of the node', 'metal-stack/csi-driver-lvm charts'],
  [['localplugin.csi.alibabacloud.com'], 'Alibaba Cloud local volume', 'alibaba-cloud-csi-driver deploy/charts'],
  [['zfs.csi.openebs.io'], 'OpenEBS ZFS', 'openebs/zfs-localpv deploy'],
  [
    ['org.democratic-csi.local-hostpath'],
    'a directory of the node',
    'democratic-csi src/driver/controller-local-hostpath',
  ],
  [['hostpath.csi.k8s.io'], 'the hostpath example driver', 'csi-driver-host-path deploy'],
];

export const CSI_DRIVERS: readonly VolumeDriver[] = [
  ...attached.map(([name, title, onForceDetach, source]): VolumeDriver => {
    return { title, names: [name], attachment: ATTACHABLE, onForceDetach, source };
  }),
  ...dell.map(([name, title, source]): VolumeDriver => {
    return { title, names: [name], attachment: ATTACHABLE, onForceDetach: 'revokes', servesMany: true, source };
  }),
  {
    title: 'Azure Disk',
    names: ['disk.csi.azure.com'],
    attachment: ATTACHABLE,
    onForceDetach: 'revokes',
    takesOver: true,
    source:
      'azuredisk-csi-driver pkg/azuredisk/azure_controller_common.go, controllerserver.go (ControllerPublishVolume: DanglingAttachError)',
  },
  {
    title: 'Ceph RBD',
    names: ['rbd.csi.ceph.com', '*.rbd.csi.ceph.com'],
    attachment: ATTACHABLE,
    onForceDetach: 'refusesSecond',
    source: 'ceph-csi internal/rbd/rbd_attach.go (waitForrbdImage), rbd_util.go (isInUse)',
  },
  {
    title: 'Pure Storage',
    names: ['pure-csi'],
    // Kubernetes attaches nothing (attachRequired: false); what its node service does with another host was found in no source.
    attachment: [[5, null, 'unknown']],
    onForceDetach: 'unknown',
    source: 'purestorage/helm-charts pure-csi/templates/node.yaml',
  },
  {
    title: 'Portworx',
    names: ['pxd.portworx.com'],
    // Kubernetes attaches nothing (attachRequired: false); whether Portworx refuses a second node was found in no source.
    attachment: [[5, null, 'unknown']],
    onForceDetach: 'unknown',
    source: 'libopenstorage/operator drivers/storage/portworx/component/csi.go',
  },
  ...exclusive.map(([name, title, source]): VolumeDriver => {
    return { title, names: [name], attachment: ATTACHABLE, onForceDetach: 'unknown', isExclusive: true, source };
  }),
  ...eitherWay.map(([names, title, source]): VolumeDriver => {
    return { title, names, attachment: [[5, null, 'unknown']], onForceDetach: 'none', source };
  }),
  ...unattached.map(([names, title, source]): VolumeDriver => {
    const isBlock = UNATTACHED_DISKS.has(title);
    return { title, names, attachment: NOT, onForceDetach: 'none', ...(isBlock && { isBlock }), source };
  }),
  ...bound.map(([names, title, source]): VolumeDriver => {
    return { title, names, attachment: NODE_BOUND, onForceDetach: 'none', source };
  }),
];
