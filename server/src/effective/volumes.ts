import { at } from '../kubernetes/ranged.ts';
import type { Attachment, OnForceDetach } from '../kubernetes/storage/driver.ts';
import { driverOfName, driverOfVolumeType, NO_PROVISIONER } from '../kubernetes/storage/drivers.ts';
import type { Field } from '../model/field.ts';
import type { AccessMode, InlineVolume, PersistentVolume, VolumeClaim } from '../model/storage.ts';
import type { Value } from '../model/value.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import type { StorageIndex } from './storageIndex.ts';
import type { UnknownInput } from './unknownInput.ts';

/** One way in which a volume may behave. */
export interface VolumeTraits {
  readonly attachment: Exclude<Attachment, 'unknown'>;
  readonly onForceDetach: OnForceDetach;
  /** The attach/detach controller does not keep a second node away: RWX or ROX among the modes, or no modes. */
  readonly multiAttach: boolean;
  /** ReadWriteOncePod: the scheduler holds the replacement back while the old pod's object exists. */
  readonly oncePod: boolean;
  /** The claim is meant for many nodes: only ReadWriteMany or ReadOnlyMany. */
  readonly shared: boolean;
  /** Every mount is read-only. */
  readonly readOnly: boolean;
}

/** A volume of a pod that outlives the pod. */
export interface PodVolume {
  readonly use: VolumeUse;
  /** How people know its storage; `undefined` where it is not known. */
  readonly title: string | undefined;
  /** Every way in which it may behave; `undefined` among them: it may be gone with the pod. */
  readonly possibilities: readonly (VolumeTraits | undefined)[];
  readonly unknown: readonly UnknownInput[];
}

interface Storage {
  readonly title: string | undefined;
  readonly kinds: readonly Pick<VolumeTraits, 'attachment' | 'onForceDetach'>[];
  readonly unknown: readonly UnknownInput[];
}

/** Modes of a claim or volume: `undefined` where they cannot be read. */
type Modes = readonly AccessMode[] | undefined;

/** What an unknown driver may do, but for node-bound storage: that is as safe as storage that never comes free. */
const ANY_KIND: Storage['kinds'] = [
  { attachment: 'none', onForceDetach: 'none' },
  { attachment: 'attachable', onForceDetach: 'none' },
  { attachment: 'attachable', onForceDetach: 'unknown' },
  { attachment: 'attachable', onForceDetach: 'revokes' },
  { attachment: 'attachable', onForceDetach: 'waitsForUnmount' },
];

const NOT_DEFINED = 'no file of the workspace defines it';

/** In-tree sources that are guarded although they stand in the pod: pkg/volume/util/util.go (IsMultiAttachAllowed). */
const GUARDED_INLINE: ReadonlySet<string> = new Set(['azureDisk', 'cinder']);

/** The volumes of a workload's pods that outlive them. */
export function podVolumes(workload: Workload, storage: StorageIndex, minor: number): readonly PodVolume[] {
  return workload.pod.volumes.flatMap((use) => podVolume(use, workload, storage, minor) ?? []);
}

function podVolume(use: VolumeUse, workload: Workload, index: StorageIndex, minor: number): PodVolume | undefined {
  const { source } = use;
  switch (source.kind) {
    case 'ephemeral':
      return undefined;
    case 'unknown': {
      const unknown = [{ what: `volume ${use.name}`, where: 'its source cannot be read' }];
      const volume = combine(use, { title: undefined, kinds: ANY_KIND, unknown }, undefined, undefined);
      return { ...volume, possibilities: [undefined, ...volume.possibilities] };
    }
    case 'inline':
      // `csi` in a pod is always an ephemeral volume of the driver's.
      if (source.volume.type === 'csi') return undefined;
      return inlineVolume(use, source.volume, minor);
    case 'template': {
      const { claim } = source;
      const bound = index.ofTemplate(workload, claim.name);
      // What was made from it has the class and the modes in force.
      return claimed(use, index.claimOfTemplate(workload, claim.name) ?? claim, bound, index, minor);
    }
    case 'claim':
      return claimVolume(use, workload, source.claimName, index, minor);
  }
}

function inlineVolume(use: VolumeUse, volume: InlineVolume, minor: number): PodVolume {
  const modes: Modes = GUARDED_INLINE.has(volume.type) ? ['ReadWriteOnce'] : [];
  const built = combine(use, storageOfSource(volume, undefined, minor), modes, modes);
  return {
    ...built,
    possibilities: built.possibilities.map((traits) => traits && { ...traits, shared: false }),
  };
}

function claimVolume(
  use: VolumeUse,
  { namespace }: Workload,
  claimName: Value<string>,
  index: StorageIndex,
  minor: number,
): PodVolume {
  if (!claimName.known) {
    const unknown = [{ what: `claim of volume ${use.name}`, where: 'its name cannot be read' }];
    return combine(use, { title: undefined, kinds: ANY_KIND, unknown }, undefined, undefined);
  }
  const bound = index.boundTo(namespace, claimName.value);
  const claim = index.claim(namespace, claimName.value);
  if (claim) return claimed(use, claim, bound, index, minor);
  if (bound) return combine(use, storageOfPersistentVolume(bound, index, minor), modesOf(bound.accessModes), undefined);
  const unknown = [{ what: `PersistentVolumeClaim ${namespace}/${claimName.value}`, where: NOT_DEFINED }];
  return combine(use, { title: undefined, kinds: ANY_KIND, unknown }, undefined, undefined);
}

/** A volume for a claim that is known: the volume bound to it, else what its class makes. */
function claimed(
  use: VolumeUse,
  claim: VolumeClaim,
  bound: PersistentVolume | undefined,
  index: StorageIndex,
  minor: number,
): PodVolume {
  const claimModes = modesOf(claim.accessModes);
  const named = claim.volumeName?.value.known ? index.persistentVolume(claim.volumeName.value.value) : undefined;
  const volume = bound ?? named;
  if (volume) {
    return combine(use, storageOfPersistentVolume(volume, index, minor), modesOf(volume.accessModes), claimModes);
  }
  return combine(use, storageOfClass(claim, index, minor), claimModes, claimModes);
}

function storageOfClass(claim: VolumeClaim, index: StorageIndex, minor: number): Storage {
  const written = claim.storageClassName?.value;
  if (written && !written.known) return anyStorage(`storageClassName of claim ${claim.name}`, 'it cannot be read');
  const name = written?.value;
  const storageClass = name === undefined ? index.defaultClass() : index.storageClass(name);
  const provisioner = storageClass?.provisioner;
  if (provisioner && !provisioner.known) return anyStorage(`provisioner of ${storageClass.name}`, 'it cannot be read');
  if (provisioner && provisioner.value !== NO_PROVISIONER) return storageOfDriver(provisioner.value, index, minor);
  const candidates = index.unboundVolumes(name ?? storageClass?.name);
  if (candidates.length > 0) return oneOf(candidates.map((volume) => storageOfPersistentVolume(volume, index, minor)));
  if (name === '' || storageClass) return anyStorage(`PersistentVolume for claim ${claim.name}`, NOT_DEFINED);
  if (name !== undefined) return anyStorage(`storageClass ${name}`, NOT_DEFINED);
  return anyStorage('the default StorageClass', 'no file of the workspace marks one as default');
}

function storageOfPersistentVolume(volume: PersistentVolume, index: StorageIndex, minor: number): Storage {
  if (!volume.volume) return anyStorage(`source of PersistentVolume ${volume.name}`, 'it cannot be read');
  return storageOfSource(volume.volume, index, minor);
}

function storageOfSource(volume: InlineVolume, index: StorageIndex | undefined, minor: number): Storage {
  if (volume.type === 'csi') {
    if (!volume.driver?.known) return anyStorage('CSI driver', 'its name cannot be read');
    return storageOfDriver(volume.driver.value, index, minor);
  }
  const driver = driverOfVolumeType(volume.type);
  if (!driver) return anyStorage(`volume type ${volume.type}`, 'it is not in the table of drivers');
  return ofAttachment(driver.title, at(driver.attachment, minor) ?? 'unknown', driver.onForceDetach);
}

/** The CSIDriver object decides, then the table. */
function storageOfDriver(name: string, index: StorageIndex | undefined, minor: number): Storage {
  const row = driverOfName(name);
  const tabled = row ? (at(row.attachment, minor) ?? 'unknown') : 'unknown';
  const title = row?.title ?? name;
  const onForceDetach = row?.onForceDetach ?? 'unknown';
  const attachRequired = index?.csiDriver(name)?.attachRequired;
  if (attachRequired && tabled !== 'node-bound') {
    if (!attachRequired.known) return ofAttachment(title, 'unknown', onForceDetach);
    return ofAttachment(title, attachRequired.value ? 'attachable' : 'none', onForceDetach);
  }
  // pkg/volume/csi/csi_plugin.go (skipAttach): without a CSIDriver the volume is attached.
  if (index?.namesAllDrivers && (!row || tabled === 'unknown')) return ofAttachment(title, 'attachable', onForceDetach);
  if (row) return ofAttachment(title, tabled, onForceDetach);
  return anyStorage(`driver ${name}`, 'no CSIDriver of the workspace says whether it attaches');
}

function ofAttachment(title: string, attachment: Attachment, onForceDetach: OnForceDetach): Storage {
  if (attachment !== 'unknown') return { title, kinds: [{ attachment, onForceDetach }], unknown: [] };
  return {
    title,
    kinds: [
      { attachment: 'none', onForceDetach },
      { attachment: 'attachable', onForceDetach },
    ],
    unknown: [{ what: `whether ${title} attaches`, where: 'no CSIDriver of the workspace says it' }],
  };
}

function anyStorage(what: string, where: string): Storage {
  return { title: undefined, kinds: ANY_KIND, unknown: [{ what, where }] };
}

function oneOf(storages: readonly Storage[]): Storage {
  const [first] = storages;
  return {
    title: storages.every(({ title }) => title === first?.title) ? first?.title : undefined,
    kinds: unique(storages.flatMap(({ kinds }) => kinds)),
    unknown: storages.flatMap(({ unknown }) => unknown),
  };
}

/**
 * @param attachModes modes by which the attach guard goes: the volume's
 * @param claimModes modes that say what was meant: the claim's; `undefined` together with them where not known
 */
function combine(use: VolumeUse, storage: Storage, attachModes: Modes, claimModes: Modes): PodVolume {
  const meant = claimModes ?? attachModes;
  const guards = attachModes ? [mayAttachToMany(attachModes)] : [false, true];
  const possibilities = storage.kinds.flatMap((kind) =>
    guards.map((multiAttach): VolumeTraits => {
      return {
        ...kind,
        multiAttach,
        oncePod: meant?.length === 1 && meant[0] === 'ReadWriteOncePod',
        shared: meant !== undefined && meant.length > 0 && meant.every(isForMany),
        readOnly: use.readOnly,
      };
    }),
  );
  const modesUnknown = attachModes ? [] : [{ what: `accessModes of volume ${use.name}`, where: 'they cannot be read' }];
  const unknown = storage.unknown.length > 0 ? storage.unknown : modesUnknown;
  return { use, title: storage.title, possibilities: unique(possibilities), unknown };
}

/** pkg/volume/util/util.go (IsMultiAttachAllowed). */
function mayAttachToMany(modes: readonly AccessMode[]): boolean {
  return modes.length === 0 || modes.some(isForMany);
}

function isForMany(mode: AccessMode): boolean {
  return mode === 'ReadWriteMany' || mode === 'ReadOnlyMany';
}

/** A claim must have modes, so a claim without any is one that cannot be read. */
function modesOf(field: Field<readonly AccessMode[]> | undefined): Modes {
  return field?.value.known && field.value.value.length > 0 ? field.value.value : undefined;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
