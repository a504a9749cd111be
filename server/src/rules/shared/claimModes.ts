import { driverOfName } from '../../kubernetes/storage/drivers.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { AccessMode, VolumeClaim } from '../../model/storage.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';

/** The claim behind a volume, where the cluster's files hold it. */
export function claimOf({ source }: VolumeUse, { namespace }: Workload, { claims }: Cluster): VolumeClaim | undefined {
  if (source.kind === 'template') return source.claim;
  if (source.kind !== 'claim' || !source.claimName.known) return undefined;
  const name = source.claimName.value;
  return claims.find(({ claim }) => claim.name === name && claim.namespace === namespace)?.claim;
}

/** The modes of a claim; `undefined` where they are not known or not written. */
export function modesOf({ accessModes }: VolumeClaim): readonly AccessMode[] | undefined {
  return accessModes?.value.known ? accessModes.value.value : undefined;
}

/** The mode of a claim that is meant for one writer; `undefined` for one that has others too. */
export function singleWriterMode(claim: VolumeClaim): AccessMode | undefined {
  const modes = modesOf(claim) ?? [];
  const [first] = modes;
  return modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod') ? first : undefined;
}

/** Whether the claim's volume is made by a CSI driver, as far as the cluster's files tell. */
export function isCsiVolume(claim: VolumeClaim, { storageClasses, csiDrivers, persistentVolumes }: Cluster): boolean {
  const volume = persistentVolumes.find(
    ({ claimRef, name }) =>
      (claimRef?.namespace === claim.namespace && claimRef.name === claim.name) ||
      (claim.volumeName?.value.known && claim.volumeName.value.value === name),
  );
  if (volume) return volume.volume?.type === 'csi';
  const name = claim.storageClassName?.value;
  const storageClass = storageClasses.find((one) => (name ? name.known && one.name === name.value : one.isDefault));
  if (!storageClass?.provisioner.known) return false;
  const provisioner = storageClass.provisioner.value;
  const row = driverOfName(provisioner);
  return (
    csiDrivers.some((driver) => driver.name === provisioner) || (row !== undefined && row.volumeType === undefined)
  );
}
