// In-tree volume types whose plugin is gone, with nothing in its place: a pod that uses one never starts.

export interface RemovedVolumeType {
  /** Field of a pod's volume or a PersistentVolume. */
  readonly type: string;
  readonly title: string;
  /** Provisioner of a StorageClass. */
  readonly provisioner: string | undefined;
  /** First minor without the plugin. */
  readonly removed: number;
  /** What serves such storage today. */
  readonly instead: string | undefined;
}

const gone = (
  type: string,
  title: string,
  removed: number,
  provisioner: string | undefined,
  instead?: string,
): RemovedVolumeType => ({ type, title, removed, provisioner, instead });

/**
 * Not in it: what CSI migration goes on serving (awsElasticBlockStore, azureDisk, azureFile, cinder, gcePersistentDisk,
 * portworxVolume, vsphereVolume).
 * Source: pkg/volume/<type> of each minor; cmd/kube-controller-manager/app/plugins.go
 */
export const REMOVED_VOLUME_TYPES: readonly RemovedVolumeType[] = [
  gone('photonPersistentDisk', 'Photon', 16, 'kubernetes.io/photon-pd'),
  gone('scaleIO', 'ScaleIO', 22, 'kubernetes.io/scaleio', "Dell's CSI driver for PowerFlex"),
  gone('flocker', 'Flocker', 25, 'kubernetes.io/flocker'),
  gone('quobyte', 'Quobyte', 25, 'kubernetes.io/quobyte', "Quobyte's CSI driver"),
  gone('storageos', 'StorageOS', 25, 'kubernetes.io/storageos'),
  gone('glusterfs', 'GlusterFS', 26, 'kubernetes.io/glusterfs'),
  gone('cephfs', 'CephFS', 31, undefined, 'cephfs.csi.ceph.com'),
  gone('rbd', 'Ceph RBD', 31, 'kubernetes.io/rbd', 'rbd.csi.ceph.com'),
];
