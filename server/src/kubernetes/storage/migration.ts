// Since when in-tree volumes are translated to those of a CSI driver.

/**
 * In-tree types, since the minor in which their migration is on by default, and the driver that attaches them from then on. What stands
 * in a pod becomes a ReadWriteOnce volume, and so guarded.
 * Source: pkg/features/kube_features.go (CSIMigration…), csi-translation-lib plugins (TranslateInTreeInlineVolumeToCSI)
 */
const MIGRATED: ReadonlyMap<string, readonly [since: number, driver: string]> = new Map([
  ['cinder', [21, 'cinder.csi.openstack.org']],
  ['awsElasticBlockStore', [23, 'ebs.csi.aws.com']],
  ['azureDisk', [23, 'disk.csi.azure.com']],
  ['gcePersistentDisk', [23, 'pd.csi.storage.gke.io']],
  ['vsphereVolume', [25, 'csi.vsphere.vmware.com']],
  ['portworxVolume', [31, 'pxd.portworx.com']],
] as const);

/** The CSI driver that serves an in-tree type in a minor of 1.x; `undefined` while it is served in the tree. */
export function migratedTo(type: string, minor: number): string | undefined {
  const [since = Number.POSITIVE_INFINITY, driver] = MIGRATED.get(type) ?? [];
  return minor >= since ? driver : undefined;
}

export function isMigrated(type: string, minor: number): boolean {
  return migratedTo(type, minor) !== undefined;
}
