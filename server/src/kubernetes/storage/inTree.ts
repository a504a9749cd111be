// Volume sources that stand in a pod or a PersistentVolume under their own field, with their old provisioners.
import type { Ranged } from '../ranged.ts';
import type { Attachment, VolumeDriver } from './driver.ts';

const ATTACHABLE: readonly Ranged<Attachment>[] = [[5, null, 'attachable']];
/** Attach and Detach were added to these plugins around 1.8; the versions before it were not read. */
const ATTACHABLE_SINCE_9: readonly Ranged<Attachment>[] = [
  [5, 8, 'unknown'],
  [9, null, 'attachable'],
];
const NOT: readonly Ranged<Attachment>[] = [[5, null, 'none']];
const NODE_BOUND: readonly Ranged<Attachment>[] = [[5, null, 'node-bound']];
const UNKNOWN: readonly Ranged<Attachment>[] = [[5, null, 'unknown']];

const PROBE = 'cmd/kube-controller-manager/app/plugins.go (ProbeAttachableVolumePlugins)';
const CLOUD = `${PROBE}; CSI migration keeps the attachment where the plugin is gone`;

/** Volume sources that stand in a pod or a PersistentVolume under their own field, with their old provisioners. */
export const IN_TREE_DRIVERS: readonly VolumeDriver[] = [
  {
    title: 'AWS EBS',
    volumeType: 'awsElasticBlockStore',
    names: ['kubernetes.io/aws-ebs'],
    attachment: ATTACHABLE,
    onForceDetach: 'waitsForUnmount',
    source: CLOUD,
  },
  {
    title: 'Azure Disk',
    volumeType: 'azureDisk',
    names: ['kubernetes.io/azure-disk'],
    attachment: ATTACHABLE,
    onForceDetach: 'revokes',
    source: CLOUD,
  },
  {
    title: 'GCE persistent disk',
    volumeType: 'gcePersistentDisk',
    names: ['kubernetes.io/gce-pd'],
    attachment: ATTACHABLE,
    onForceDetach: 'revokes',
    source: CLOUD,
  },
  {
    title: 'vSphere',
    volumeType: 'vsphereVolume',
    names: ['kubernetes.io/vsphere-volume'],
    attachment: ATTACHABLE,
    onForceDetach: 'revokes',
    source: CLOUD,
  },
  {
    title: 'OpenStack Cinder',
    volumeType: 'cinder',
    names: ['kubernetes.io/cinder'],
    attachment: ATTACHABLE,
    onForceDetach: 'unknown',
    source: CLOUD,
  },
  {
    title: 'Photon',
    volumeType: 'photonPersistentDisk',
    names: ['kubernetes.io/photon-pd'],
    attachment: ATTACHABLE,
    onForceDetach: 'unknown',
    source: PROBE,
  },
  {
    title: 'iSCSI',
    volumeType: 'iscsi',
    names: ['gluster.org/glusterblock', 'openebs.io/provisioner-iscsi'],
    attachment: ATTACHABLE_SINCE_9,
    onForceDetach: 'none',
    source: 'pkg/volume/iscsi/attacher.go (Attach, Detach); issue #101791',
  },
  {
    title: 'Fibre Channel',
    volumeType: 'fc',
    names: [],
    attachment: ATTACHABLE_SINCE_9,
    onForceDetach: 'none',
    source: 'pkg/volume/fc/attacher.go (Attach, Detach); issue #101791',
  },
  {
    title: 'Ceph RBD (in-tree)',
    volumeType: 'rbd',
    names: ['kubernetes.io/rbd', 'ceph.com/rbd'],
    attachment: ATTACHABLE_SINCE_9,
    onForceDetach: 'refusesSecond',
    source: `pkg/volume/rbd/attacher.go; rbd_util.go (AttachDisk, rbdStatus); ${PROBE}`,
  },
  {
    title: 'FlexVolume',
    volumeType: 'flexVolume',
    names: [],
    attachment: UNKNOWN,
    onForceDetach: 'unknown',
    source: 'pkg/volume/flexvolume/plugin.go: the driver says whether it attaches',
  },
  {
    title: 'NFS',
    volumeType: 'nfs',
    names: [
      ...['fuseim.pri/ifs', 'example.com/nfs', 'openebs.io/nfsrwx', '*nfs-subdir-external-provisioner*'],
      ...['*nfs-client-provisioner*', '*nfs-server-provisioner*'],
    ],
    attachment: NOT,
    onForceDetach: 'none',
    source: PROBE,
  },
  {
    title: 'CephFS (in-tree)',
    volumeType: 'cephfs',
    names: ['ceph.com/cephfs'],
    attachment: NOT,
    onForceDetach: 'none',
    source: PROBE,
  },
  {
    title: 'GlusterFS',
    volumeType: 'glusterfs',
    names: ['kubernetes.io/glusterfs'],
    attachment: NOT,
    onForceDetach: 'none',
    source: PROBE,
  },
  {
    title: 'Quobyte',
    volumeType: 'quobyte',
    names: ['kubernetes.io/quobyte'],
    attachment: NOT,
    onForceDetach: 'none',
    source: PROBE,
  },
  {
    title: 'Azure File',
    volumeType: 'azureFile',
    names: ['kubernetes.io/azure-file'],
    attachment: NOT,
    onForceDetach: 'none',
    source: PROBE,
  },
  {
    title: 'Portworx',
    volumeType: 'portworxVolume',
    names: ['kubernetes.io/portworx-volume'],
    attachment: UNKNOWN,
    onForceDetach: 'unknown',
    source: 'no source found for what its storage does with a second writer',
  },
  {
    title: 'StorageOS',
    volumeType: 'storageos',
    names: ['kubernetes.io/storageos'],
    attachment: UNKNOWN,
    onForceDetach: 'unknown',
    source: 'no source found for what its storage does with a second writer',
  },
  {
    title: 'ScaleIO',
    volumeType: 'scaleIO',
    names: ['kubernetes.io/scaleio'],
    attachment: UNKNOWN,
    onForceDetach: 'unknown',
    source: PROBE,
  },
  {
    title: 'Flocker',
    volumeType: 'flocker',
    names: ['kubernetes.io/flocker'],
    attachment: UNKNOWN,
    onForceDetach: 'unknown',
    source: PROBE,
  },
  {
    title: 'a directory of the node',
    volumeType: 'hostPath',
    names: [
      'kubernetes.io/host-path',
      'k8s.io/minikube-hostpath',
      'docker.io/hostpath',
      'microk8s.io/hostpath',
      'rancher.io/local-path',
      'openebs.io/local',
    ],
    attachment: NODE_BOUND,
    onForceDetach: 'none',
    source: 'pkg/volume/hostpath/host_path.go',
  },
  {
    title: 'a local volume of the node',
    volumeType: 'local',
    names: [],
    attachment: NODE_BOUND,
    onForceDetach: 'none',
    source: 'pkg/volume/local/local.go; nodeAffinity of the PersistentVolume',
  },
];
