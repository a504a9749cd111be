// The storage behind a claim or a volume, in one version: which driver, whether it attaches, what a detach by force does.
import type { Attachment, OnForceDetach, VolumeDriver } from '../kubernetes/storage/driver.ts';
import { attachmentOf, driverOfName, driverOfVolumeType, NO_PROVISIONER } from '../kubernetes/storage/drivers.ts';
import { migratedTo } from '../kubernetes/storage/migration.ts';
import type { InlineVolume, PersistentVolume, StorageClass, VolumeClaim } from '../model/storage.ts';
import { listed, type Said, say } from '../text/message.ts';
import { unique } from './combinations.ts';
import type { StorageIndex } from './storageIndex.ts';
import { distinctUnknown, type UnknownInput } from './unknownInput.ts';

/** One way in which storage may behave. */
export interface StorageKind {
  readonly attachment: Exclude<Attachment, 'unknown'>;
  readonly onForceDetach: OnForceDetach;
  /** The provider refuses to attach it to a second node. */
  readonly isExclusive?: true;
  /** It attaches to many nodes where the modes allow it, whatever a detach does. */
  readonly servesMany?: true;
}

export interface Storage {
  /** How people know its driver; `undefined` where it is not known, or may be one of several. */
  readonly title: string | undefined;
  /** A CSI driver; `undefined` where it is not known. */
  readonly isCsi: boolean | undefined;
  /** The CSI driver's name, or the in-tree volume's type; `undefined` where it is not known. */
  readonly driver: string | undefined;
  /** The CSI driver that serves an in-tree volume in this version. */
  readonly translatedTo?: string;
  /** It is mounted for reading alone, whatever the pod asks for. */
  readonly readOnly?: true;
  /** At least one. */
  readonly kinds: readonly StorageKind[];
  readonly unknown: readonly UnknownInput[];
}

/** What an unknown driver may do, but for node-bound storage: that is as safe as storage that never comes free. */
const ANY_KIND: Storage['kinds'] = [
  { attachment: 'none', onForceDetach: 'none' },
  { attachment: 'attachable', onForceDetach: 'none' },
  { attachment: 'attachable', onForceDetach: 'unknown' },
  { attachment: 'attachable', onForceDetach: 'revokes' },
  { attachment: 'attachable', onForceDetach: 'waitsForUnmount' },
];

const READ_ONLY = { readOnly: true } as const;

const ON_ONE_NODE: Storage['kinds'] = [{ attachment: 'node-bound', onForceDetach: 'none' }];

export const NOT_DEFINED = say`no file of the workspace defines it`;

/** Since then kube-apiserver takes the newest of several default classes; before, it refuses a claim that names none. */
const NEWEST_DEFAULT_SINCE = 26;

/** The storage of a claim: that of the volume bound to it, else what its class makes. */
export function storageOfClaim(
  claim: VolumeClaim,
  volume: PersistentVolume | undefined,
  index: StorageIndex,
  minor: number,
): Storage {
  return volume ? storageOfVolume(volume, index, minor) : storageOfClass(claim, index, minor);
}

/** The volume that a claim names, or that names it. */
export function volumeOfClaim(
  { namespace, name, volumeName }: VolumeClaim,
  index: StorageIndex,
): PersistentVolume | undefined {
  const bound = index.boundTo(namespace, name);
  return bound ?? (volumeName?.value.known ? index.persistentVolume(volumeName.value.value) : undefined);
}

function storageOfClass(claim: VolumeClaim, index: StorageIndex, minor: number): Storage {
  const written = claim.storageClassName?.value;
  if (written && !written.known)
    return anyStorage(say`storageClassName of claim ${claim.name}`, say`it cannot be read`);
  if (written) return madeBy(written.value, index.storageClass(written.value), claim, index, minor);
  const [first, ...others] = index.defaultClasses;
  if (others.length === 0) return madeBy(first?.name, first, claim, index, minor);
  return ofSeveralDefaults(claim, index, minor);
}

/**
 * Source: pkg/volume/util/storageclass.go (GetDefaultClass), since 1.26 by creation time, newest first; before it
 * plugin/pkg/admission/storage/storageclass/setdefault/admission.go (Admit) refuses the claim
 */
function ofSeveralDefaults(claim: VolumeClaim, index: StorageIndex, minor: number): Storage {
  const each = index.defaultClasses.map((one) => ({ one, storage: madeBy(one.name, one, claim, index, minor) }));
  const united = anyOf(each.map(({ storage }) => storage));
  const names = each.map(({ one, storage }) => (storage.title ? `${one.name} (${storage.title})` : one.name));
  const list = say`${listed(names.slice(0, -1))} and ${names.at(-1) ?? ''} are marked as default`;
  const which = say`the newest of them is taken, and no file says which that is`;
  const where = minor >= NEWEST_DEFAULT_SINCE ? which : say`kube-apiserver refuses a claim that names none`;
  return {
    ...united,
    unknown: [{ what: say`the default StorageClass`, where: say`${list}: ${where}` }, ...united.unknown],
  };
}

/** @param name of the class; `''`: none, only a matching volume; `undefined`: none is written, none is the default */
function madeBy(
  name: string | undefined,
  storageClass: StorageClass | undefined,
  claim: VolumeClaim,
  index: StorageIndex,
  minor: number,
): Storage {
  const provisioner = storageClass?.provisioner;
  if (provisioner && !provisioner.known)
    return anyStorage(say`provisioner of ${storageClass.name}`, say`it cannot be read`);
  if (provisioner && provisioner.value !== NO_PROVISIONER)
    return { ...storageOfDriver(provisioner.value, index, minor), ...(storageClass.mountsReadOnly && READ_ONLY) };
  const candidates = index.unboundVolumes(name);
  if (candidates.length > 0) return anyOf(candidates.map((volume) => storageOfVolume(volume, index, minor)));
  if (name === '' || storageClass) return anyStorage(say`PersistentVolume for claim ${claim.name}`, NOT_DEFINED);
  if (name !== undefined) return anyStorage(say`storageClass ${name}`, NOT_DEFINED);
  return anyStorage(say`the default StorageClass`, say`no file of the workspace marks one as default`);
}

export function storageOfVolume(volume: PersistentVolume, index: StorageIndex, minor: number): Storage {
  const source = volume.volume
    ? storageOfSource(volume.volume, index, minor)
    : anyStorage(say`source of PersistentVolume ${volume.name}`, say`it cannot be read`);
  const storage = volume.mountsReadOnly ? { ...source, ...READ_ONLY } : source;
  return volume.oneHost ? { ...storage, kinds: ON_ONE_NODE, unknown: [] } : storage;
}

export function storageOfSource(volume: InlineVolume, index: StorageIndex | undefined, minor: number): Storage {
  if (volume.type === 'csi') {
    if (!volume.driver?.known) return { ...anyStorage(say`CSI driver`, say`its name cannot be read`), isCsi: true };
    return { ...storageOfDriver(volume.driver.value, index, minor), isCsi: true };
  }
  const driver = driverOfVolumeType(volume.type);
  if (!driver) return anyStorage(say`volume type ${volume.type}`, say`it is not in the table of drivers`);
  const { title, onForceDetach } = driver;
  return translated(ofAttachment(title, volume.type, false, attachmentOf(driver, minor), onForceDetach), driver, minor);
}

function translated(storage: Storage, row: VolumeDriver | undefined, minor: number): Storage {
  const translatedTo = row?.volumeType && migratedTo(row.volumeType, minor);
  return translatedTo === undefined ? storage : { ...storage, translatedTo };
}

/** The CSIDriver object decides, then the table. */
function storageOfDriver(name: string, index: StorageIndex | undefined, minor: number): Storage {
  const row = driverOfName(name);
  const storage = translated(attachmentOfDriver(name, row, index, minor), row, minor);
  const { isExclusive, servesMany } = row ?? {};
  if (isExclusive !== true && servesMany !== true) return storage;
  const more = { ...(isExclusive && { isExclusive }), ...(servesMany && { servesMany }) };
  return { ...storage, kinds: storage.kinds.map((kind) => ({ ...kind, ...more })) };
}

function attachmentOfDriver(
  name: string,
  row: VolumeDriver | undefined,
  index: StorageIndex | undefined,
  minor: number,
): Storage {
  const declared = index?.csiDriver(name);
  const isCsi = declared ? true : row && row.volumeType === undefined;
  const tabled = row ? attachmentOf(row, minor) : 'unknown';
  const title = row?.title ?? name;
  const onForceDetach = row?.onForceDetach ?? 'unknown';
  const attachRequired = declared?.attachRequired;
  if (attachRequired && tabled !== 'node-bound') {
    if (!attachRequired.known) return ofAttachment(title, name, isCsi, 'unknown', onForceDetach);
    return ofAttachment(title, name, isCsi, attachRequired.value ? 'attachable' : 'none', onForceDetach);
  }
  // pkg/volume/csi/csi_plugin.go (skipAttach): without a CSIDriver the volume is attached.
  if (index?.namesAllDrivers && (!row || tabled === 'unknown')) {
    return ofAttachment(title, name, isCsi, 'attachable', onForceDetach);
  }
  if (row) return ofAttachment(title, name, isCsi, tabled, onForceDetach);
  return {
    ...anyStorage(say`driver ${name}`, say`no CSIDriver of the workspace says whether it attaches`),
    driver: name,
  };
}

function ofAttachment(
  title: string,
  driver: string,
  isCsi: boolean | undefined,
  attachment: Attachment,
  onForceDetach: OnForceDetach,
): Storage {
  if (attachment !== 'unknown') return { title, driver, isCsi, kinds: [{ attachment, onForceDetach }], unknown: [] };
  return {
    title,
    driver,
    isCsi,
    kinds: [
      { attachment: 'none', onForceDetach },
      { attachment: 'attachable', onForceDetach },
    ],
    unknown: [{ what: say`whether ${title} attaches`, where: say`no CSIDriver of the workspace says it` }],
  };
}

export function anyStorage(what: Said, where: Said): Storage {
  return { title: undefined, driver: undefined, isCsi: undefined, kinds: ANY_KIND, unknown: [{ what, where }] };
}

/** One of several, nobody knows which. @param storages at least one */
export function anyOf(storages: readonly Storage[]): Storage {
  return {
    title: agreed(storages.map(({ title }) => title)),
    driver: agreed(storages.map(({ driver }) => driver)),
    isCsi: agreed(storages.map(({ isCsi }) => isCsi)),
    kinds: unique(storages.flatMap(({ kinds }) => kinds)),
    unknown: distinctUnknown(storages.flatMap(({ unknown }) => unknown)),
  };
}

/** What all of them are; `undefined` where they differ. */
export function agreed<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
