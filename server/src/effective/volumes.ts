// The volumes of a workload's pods that outlive the pods: claim, modes, storage, and every way in which each may behave.
import { MADE_FOR_PODS, SHARED_IN_PODS } from '../kubernetes/storage/csi.ts';
import type { OnForceDetach } from '../kubernetes/storage/driver.ts';
import { attachmentOf, driverOfName, driverOfVolumeType } from '../kubernetes/storage/drivers.ts';
import { isMigrated } from '../kubernetes/storage/migration.ts';
import type { Field } from '../model/field.ts';
import type { AccessMode, InlineVolume, VolumeClaim } from '../model/storage.ts';
import type { Value } from '../model/value.ts';
import type { VolumeUse, Workload, WorkloadKind } from '../model/workload.ts';
import { say } from '../text/message.ts';
import { unique } from './combinations.ts';
import {
  agreed,
  anyStorage,
  NOT_DEFINED,
  type Storage,
  type StorageKind,
  storageOfClaim,
  storageOfSource,
  storageOfVolume,
  volumeOfClaim,
} from './storageBehind.ts';
import type { StorageIndex } from './storageIndex.ts';
import { distinctUnknown, type UnknownInput, unknownField } from './unknownInput.ts';

/** One way in which a volume may behave. */
export interface VolumeTraits extends StorageKind {
  /** The attach/detach controller does not keep a second node away: RWX or ROX among the modes, or no modes. */
  readonly multiAttach: boolean;
  /** Kubernetes' guard is off, and the driver detaches it from the old node itself when another one wants it. */
  readonly takesOver?: true;
  /** ReadWriteOncePod: the scheduler holds the replacement back while the old pod's object exists. */
  readonly oncePod: boolean;
  /** The claim is meant for many nodes: only ReadWriteMany or ReadOnlyMany. */
  readonly shared: boolean;
  /** The claim is meant for readers alone: only ReadOnlyMany. */
  readonly readersOnly?: true;
  /** Every mount is read-only. */
  readonly readOnly: boolean;
  /** It is Longhorn's, or may be. */
  readonly longhorn?: true;
  /** Every pod that may follow another writes to a folder of its own, in a file system that many nodes may write to. */
  readonly ownFolder?: true;
  /** Images of the containers that surely do not write to it. */
  readonly sparedBy?: readonly string[];
}

/** A volume of a pod that outlives the pod. */
export interface PodVolume {
  readonly use: VolumeUse;
  /** How people know its storage; `undefined` where it is not known. */
  readonly title: string | undefined;
  /** A CSI driver; `undefined` where it is not known. */
  readonly isCsi: boolean | undefined;
  /** The CSI driver's name, or the in-tree volume's type; `undefined` where it is not known. */
  readonly driver: string | undefined;
  /** The claim behind it, where the cluster's files hold it. */
  readonly claim: VolumeClaim | undefined;
  /** The claim's modes; `undefined` where there is no claim, or they cannot be read. */
  readonly claimModes: readonly AccessMode[] | undefined;
  /** Every way in which it may behave; `undefined` among them: it may be gone with the pod. */
  readonly possibilities: readonly (VolumeTraits | undefined)[];
  readonly unknown: readonly UnknownInput[];
}

/** The volumes of a workload's pods, in every version that the cluster may have. */
export interface WorkloadVolumes {
  /** What holds in some version: all possibilities of all of them. */
  readonly union: readonly PodVolume[];
  readonly byMinor: ReadonlyMap<number, readonly PodVolume[]>;
}

/** Modes of a claim or volume: `undefined` where they cannot be read. */
type Modes = readonly AccessMode[] | undefined;

/** In-tree sources that are guarded although they stand in the pod: pkg/volume/util/util.go (IsMultiAttachAllowed). */
const GUARDED_INLINE: ReadonlySet<string> = new Set(['azureDisk', 'cinder']);

/** @param minors of kube-controller-manager, at least one */
export function workloadVolumes(workload: Workload, index: StorageIndex, minors: readonly number[]): WorkloadVolumes {
  const byMinor = new Map(minors.map((minor) => [minor, podVolumes(workload, index, minor)]));
  return { union: unite([...byMinor.values()]), byMinor };
}

function unite(versions: readonly (readonly PodVolume[])[]): readonly PodVolume[] {
  const byUse = new Map<VolumeUse, PodVolume[]>();
  for (const volume of versions.flat()) byUse.set(volume.use, [...(byUse.get(volume.use) ?? []), volume]);
  return [...byUse.values()].flatMap((same): PodVolume[] => {
    const [first] = same;
    if (!first) return [];
    return [
      {
        ...first,
        title: agreed(same.map(({ title }) => title)),
        driver: agreed(same.map(({ driver }) => driver)),
        isCsi: agreed(same.map(({ isCsi }) => isCsi)),
        possibilities: unique(same.flatMap(({ possibilities }) => possibilities)),
        unknown: distinctUnknown(same.flatMap(({ unknown }) => unknown)),
      },
    ];
  });
}

/** The volumes of a workload's pods that outlive them, in one version. */
function podVolumes(workload: Workload, index: StorageIndex, minor: number): readonly PodVolume[] {
  return workload.pod.volumes.flatMap((use) => {
    const volume = podVolume(use, workload, index, minor);
    if (volume === undefined) return [];
    return hasFolders(use, workload, minor) ? [inFolders(volume)] : [volume];
  });
}

/** `VolumeSubpathEnvExpansion`, on by default since then: before, kube-apiserver drops `subPathExpr`. */
const SUBPATH_EXPRESSIONS_SINCE = 15;

/** Whose next pod has another name; each pod has a uid of its own. */
const RENAMED: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'ReplicaSet', 'Job']);

function hasFolders({ podFolder }: VolumeUse, { kind, controller }: Workload, minor: number): boolean {
  if (minor < SUBPATH_EXPRESSIONS_SINCE || podFolder === undefined) return false;
  return podFolder === 'uid' || (RENAMED.has(kind) && controller === undefined);
}

/** A disk's file system breaks where two nodes mount it, whatever folders they write to. */
function inFolders(volume: PodVolume): PodVolume {
  const name = volume.driver ?? '';
  const row = driverOfVolumeType(name) ?? driverOfName(name);
  const isFileSystem = row !== undefined && row.isBlock !== true;
  const possibilities = volume.possibilities.flatMap((traits): (VolumeTraits | undefined)[] => {
    const isForMany = traits?.shared === true || (traits?.attachment === 'none' && isFileSystem);
    if (traits === undefined || isForMany) return [traits && { ...traits, ownFolder: true }];
    // What needs no attach and is in no table may be a file system for many, or a disk.
    const mayBe = row === undefined && traits.attachment === 'none';
    return mayBe ? [traits, { ...traits, ownFolder: true }] : [traits];
  });
  const isOpen = possibilities.length > volume.possibilities.length && volume.driver !== undefined;
  const unknown = isOpen
    ? [{ what: say`whether many nodes may write to a volume of ${name}`, where: say`the driver is in no table here` }]
    : [];
  return { ...volume, possibilities, unknown: distinctUnknown([...volume.unknown, ...unknown]) };
}

/** However it behaves, no two pods write to one folder of it. */
export function isInOwnFolders({ possibilities }: PodVolume): boolean {
  return possibilities.every((traits) => traits?.ownFolder === true);
}

/** Whether nothing says, and nothing that cannot be read may say, that its pods only read it. */
export function isSurelyWritable({ use, possibilities }: Pick<PodVolume, 'use' | 'possibilities'>): boolean {
  return use.mayBeReadOnly !== true && !possibilities.some((traits) => traits?.readOnly === true);
}

function podVolume(use: VolumeUse, workload: Workload, index: StorageIndex, minor: number): PodVolume | undefined {
  const { source } = use;
  switch (source.kind) {
    case 'ephemeral':
      return undefined;
    case 'unknown': {
      const volume = combine(use, anyStorage(say`volume ${use.name}`, say`its source cannot be read`), undefined);
      return { ...volume, possibilities: [undefined, ...volume.possibilities] };
    }
    case 'inline':
      return inlineVolume(use, source.volume, minor);
    case 'template': {
      const { claim } = source;
      // What was made from it has the class and the modes in force.
      const inForce = index.claimOfTemplate(workload, claim.name) ?? claim;
      const bound = index.ofTemplate(workload, claim.name) ?? volumeNamed(inForce, index);
      return claimed(use, inForce, bound, index, minor);
    }
    case 'claim':
      return claimVolume(use, workload, source.claimName, index, minor);
  }
}

/**
 * Whether a CSI volume in a pod is made for the pod and goes with it, as a disk is that a driver attaches or takes of the node; it may
 * be a share of a server. `undefined`: only its driver knows.
 */
function isOfPod({ driver }: InlineVolume, minor: number): boolean | undefined {
  if (!driver?.known) return undefined;
  if (SHARED_IN_PODS.has(driver.value)) return false;
  const row = driverOfName(driver.value);
  const attachment = row && attachmentOf(row, minor);
  return MADE_FOR_PODS.has(driver.value) || attachment === 'attachable' || attachment === 'node-bound' || undefined;
}

function inlineVolume(use: VolumeUse, volume: InlineVolume, minor: number): PodVolume | undefined {
  const goes = volume.type === 'csi' ? isOfPod(volume, minor) : false;
  // What is only read is no matter, whoever it belongs to.
  if (goes === true || (goes === undefined && (use.readOnly || volume.readOnly === true))) return undefined;
  const guarded = GUARDED_INLINE.has(volume.type) || isMigrated(volume.type, minor);
  const modes: Modes = isReadByMany(volume, minor) ? ['ReadOnlyMany'] : guarded ? ['ReadWriteOnce'] : [];
  const built = combine(use, storageOfSource(volume, undefined, minor), modes);
  const possibilities = built.possibilities.map((traits) => traits && { ...traits, shared: false });
  if (goes === false) return { ...built, possibilities };
  const what = volume.driver?.known
    ? say`whether a volume of ${volume.driver.value} in a pod goes with the pod`
    : say`whether volume ${use.name} goes with the pod`;
  // kubelet attaches none: pkg/volume/csi/csi_plugin.go (CanAttach).
  return {
    ...built,
    possibilities: [undefined, ...possibilities.filter((traits) => traits?.attachment === 'none')],
    unknown: [{ what, where: say`its driver decides, and is in no table here` }],
  };
}

/**
 * A disk that is attached for reading alone, to as many nodes as want it. Portworx has no attacher of its own before its migration.
 * Sources: csi-translation-lib plugins/gce_pd.go, portworx.go (TranslateInTreeInlineVolumeToCSI: ReadOnlyMany)
 */
function isReadByMany({ type, readOnly }: InlineVolume, minor: number): boolean {
  if (readOnly !== true) return false;
  return type === 'gcePersistentDisk' || (type === 'portworxVolume' && isMigrated(type, minor));
}

function claimVolume(
  use: VolumeUse,
  { namespace }: Workload,
  claimName: Value<string>,
  index: StorageIndex,
  minor: number,
): PodVolume {
  if (!claimName.known) {
    return combine(use, anyStorage(say`claim of volume ${use.name}`, say`its name cannot be read`), undefined);
  }
  const claim = index.claim(namespace, claimName.value);
  if (claim) return claimed(use, claim, volumeOfClaim(claim, index), index, minor);
  const bound = index.boundTo(namespace, claimName.value);
  if (bound) {
    const storage = storageOfVolume(bound, index, minor);
    const modes = modesOf(bound.accessModes);
    return combine(use, storage, translatedModes(modes, storage), modes);
  }
  const what = `PersistentVolumeClaim ${namespace}/${claimName.value}`;
  return combine(use, anyStorage(what, NOT_DEFINED), undefined);
}

function volumeNamed({ volumeName }: VolumeClaim, index: StorageIndex) {
  return volumeName?.value.known ? index.persistentVolume(volumeName.value.value) : undefined;
}

/** A volume for a claim that is known: the volume bound to it, else what its class makes. */
function claimed(
  use: VolumeUse,
  claim: VolumeClaim,
  volume: ReturnType<typeof volumeOfClaim>,
  index: StorageIndex,
  minor: number,
): PodVolume {
  const claimModes = modesOf(claim.accessModes);
  const storage = storageOfClaim(claim, volume, index, minor);
  const modes = volume ? modesOf(volume.accessModes) : claimModes;
  const built = combine(use, storage, translatedModes(modes, storage), claimModes);
  return { ...built, claim, claimModes };
}

/**
 * @param attachModes modes by which the attach guard goes: the volume's
 * @param claimModes modes that say what was meant: the claim's; `undefined` together with them where not known
 */
function combine(use: VolumeUse, storage: Storage, attachModes: Modes, claimModes: Modes = attachModes): PodVolume {
  const meant = claimModes ?? attachModes;
  const guards = attachModes ? [mayAttachToMany(attachModes) && !isRefusedPair(storage, attachModes)] : [false, true];
  const shared = meant !== undefined && meant.length > 0 && meant.every(isForMany);
  const readers =
    use.mayBeReadOnly && storage.readOnly !== true ? [true, false] : [use.readOnly || storage.readOnly === true];
  const ways = guards.flatMap((multiAttach) => readers.map((readOnly) => ({ multiAttach, readOnly })));
  const possibilities = storage.kinds.flatMap((kind) =>
    ways.map(({ multiAttach, readOnly }): VolumeTraits => {
      return {
        ...kind,
        onForceDetach: onForceDetachWith(attachModes, kind),
        multiAttach: multiAttach && !(isExclusive(kind) && !shared),
        ...(multiAttach && !shared && takesOver(storage, kind) && { takesOver: true }),
        oncePod: meant?.length === 1 && meant[0] === 'ReadWriteOncePod',
        shared,
        ...(shared && meant.every((mode) => mode === 'ReadOnlyMany') && { readersOnly: true }),
        readOnly,
        ...(use.sparedBy && { sparedBy: use.sparedBy }),
      };
    }),
  );
  const unread = [
    ...(attachModes ? [] : [{ what: say`accessModes of volume ${use.name}`, where: say`they cannot be read` }]),
    ...(use.mayBeReadOnly ? [unknownField(`readOnly of volume ${use.name}`, use.file, 'template')] : []),
  ];
  return {
    use,
    title: storage.title,
    driver: storage.driver,
    isCsi: storage.isCsi,
    claim: undefined,
    claimModes: undefined,
    possibilities: unique(possibilities),
    unknown: storage.unknown.length > 0 ? storage.unknown : unread,
  };
}

function takesOver({ driver, translatedTo }: Storage, { attachment }: StorageKind): boolean {
  const name = translatedTo ?? driver;
  return attachment === 'attachable' && name !== undefined && driverOfName(name)?.takesOver === true;
}

/**
 * The provider's control plane attaches it to one node at a time, whatever Kubernetes' own guard says; a volume that is
 * meant for many nodes alone may be one that it shares.
 */
export function isExclusive({ attachment, onForceDetach, isExclusive: refuses, servesMany }: StorageKind): boolean {
  const isProvider = servesMany !== true && (onForceDetach === 'waitsForUnmount' || onForceDetach === 'revokes');
  return attachment === 'attachable' && (refuses === true || isProvider);
}

const GCE = 'pd.csi.storage.gke.io';

/**
 * In-tree GCE disks did not look at the modes, so their migration makes ReadWriteOnce of what CSI would refuse.
 * Source: csi-translation-lib plugins/gce_pd.go (backwardCompatibleAccessModes)
 */
function translatedModes(modes: Modes, { translatedTo }: Storage): Modes {
  if (translatedTo !== GCE) return modes;
  const isWritten = modes?.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadWriteOnce');
  return isWritten ? ['ReadWriteOnce'] : modes;
}

/**
 * CSI takes ReadWriteOnce and ReadOnlyMany together for no volume, so that its attacher attaches none to any node.
 * Source: kubernetes-csi/csi-lib-utils accessmodes/access_modes.go (ToCSIAccessMode)
 */
function isRefusedPair({ isCsi, translatedTo }: Storage, modes: readonly AccessMode[]): boolean {
  return (
    (isCsi === true || translatedTo !== undefined) &&
    modes.includes('ReadOnlyMany') &&
    modes.some((mode) => !isForMany(mode)) &&
    !modes.includes('ReadWriteMany')
  );
}

/**
 * Who lets many write, or nobody, does not look whether somebody writes already.
 * Sources: ceph-csi internal/rbd/nodeserver.go (DisableInUseChecks), pkg/volume/rbd/rbd_util.go (needValidUsed)
 */
function onForceDetachWith(modes: Modes, { onForceDetach }: StorageKind): OnForceDetach {
  if (onForceDetach !== 'refusesSecond') return onForceDetach;
  const isOff = modes?.includes('ReadWriteMany') || (modes?.length === 1 && modes[0] === 'ReadOnlyMany');
  return isOff ? 'none' : onForceDetach;
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
