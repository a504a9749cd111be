// Finds the driver behind a name, a provisioner, or a volume's own field.
import { at } from '../ranged.ts';
import { CSI_DRIVERS } from './csi.ts';
import type { Attachment, VolumeDriver } from './driver.ts';
import { IN_TREE_DRIVERS } from './inTree.ts';

/** @public scripts/timingTables.mjs lists them */
export const VOLUME_DRIVERS: readonly VolumeDriver[] = [...IN_TREE_DRIVERS, ...CSI_DRIVERS];

/**
 * Provisioner of StorageClasses whose volumes are made by hand: it says nothing of the storage.
 * Source: pkg/controller/volume/persistentvolume/pv_controller.go (findProvisionablePlugin)
 */
export const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

const byType = new Map<string, VolumeDriver>();
const byName = new Map<string, VolumeDriver>();
const patterns: { readonly infix: string; readonly suffix: string; readonly driver: VolumeDriver }[] = [];
for (const driver of VOLUME_DRIVERS) {
  if (driver.volumeType) byType.set(driver.volumeType, driver);
  for (const name of driver.names) {
    if (!name.includes('*')) byName.set(name, driver);
    else if (name.startsWith('*') && name.endsWith('*'))
      patterns.push({ infix: name.slice(1, -1), suffix: '', driver });
    else patterns.push({ infix: '', suffix: name.slice(1), driver });
  }
}

/** The driver behind a volume source's field in the API: `nfs`, `awsElasticBlockStore`. */
export function driverOfVolumeType(type: string): VolumeDriver | undefined {
  return byType.get(type);
}

/** The driver behind a CSI driver's name or a StorageClass's provisioner. */
export function driverOfName(name: string): VolumeDriver | undefined {
  return (
    byName.get(name) ?? patterns.find(({ infix, suffix }) => name.includes(infix) && name.endsWith(suffix))?.driver
  );
}

/** Whether it attaches in a version. */
export function attachmentOf({ attachment }: VolumeDriver, minor: number): Attachment {
  return at(attachment, minor) ?? 'unknown';
}
