// Fields that a kustomization's `replacements` write over: what they get is not followed, so it is not known.
import type { Field } from '../model/field.ts';
import type { Location } from '../model/location.ts';
import type { StorageObject, VolumeClaim } from '../model/storage.ts';
import { unknown } from '../model/value.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { openField } from '../sources/objects/openField.ts';
import { openAt } from './openPath.ts';

/**
 * A workload of which nothing is known at a path.
 * @param path keys from the root of the object down
 * @param at where it is said
 */
export function openReplaced(workload: Workload, path: readonly string[], at: Location): Workload {
  const { file, range } = at;
  const nothing = { workloads: [], patches: [], storage: [] };
  const open = openAt(workload, { file, range, op: 'copy', path, readAs: () => nothing });
  const list = path.findIndex((key) => key === 'volumes' || key === 'volumeClaimTemplates');
  if (list < 0) return open;
  const isClaims = path[list] === 'volumeClaimTemplates';
  const [item = '*', ...inside] = path.slice(list + 1);
  const volumes = open.pod.volumes.map((volume): VolumeUse => {
    const { source } = volume;
    if (isClaims !== (source.kind === 'template') || !mayBe(item, volume.name)) return volume;
    if (source.kind !== 'template') return { ...volume, source: { kind: 'unknown' } };
    return { ...volume, source: { kind: 'template', claim: openClaim(source.claim, inside, at) } };
  });
  // A field of what is listed adds nothing to the list.
  const { moreVolumes } = inside.length > 0 ? workload.pod : open.pod;
  return { ...open, pod: { ...open.pod, volumes, moreVolumes } };
}

/** An object of storage of which nothing is known at a path. */
export function openReplacedStorage(object: StorageObject, path: readonly string[], at: Location): StorageObject {
  switch (object.kind) {
    case 'PersistentVolumeClaim':
      return { ...object, claim: openClaim(object.claim, path, at) };
    case 'PersistentVolume':
      return {
        ...object,
        ...(touches(path, 'accessModes') && { accessModes: openField(at, 'patch'), accessModeFields: [] }),
        ...(touches(path, 'storageClassName') && { storageClassName: openField<string>(at, 'patch') }),
      };
    case 'StorageClass':
      return path[0] === 'provisioner' ? { ...object, provisioner: unknown('patch', '') } : object;
    case 'CSIDriver':
      return object;
  }
}

function openClaim(claim: VolumeClaim, path: readonly string[], at: Location): VolumeClaim {
  const open = <T>(field: Field<T> | undefined, name: string): Field<T> | undefined =>
    touches(path, name) ? openField(at, 'patch') : field;
  return {
    ...claim,
    accessModes: open(claim.accessModes, 'accessModes'),
    accessModeFields: touches(path, 'accessModes') ? [] : claim.accessModeFields,
    storageClassName: open(claim.storageClassName, 'storageClassName'),
    volumeName: open(claim.volumeName, 'volumeName'),
  };
}

/** A field of `spec`, what is above it, or below. */
function touches([first, second]: readonly string[], name: string): boolean {
  return first === undefined || (first === 'spec' && (second === undefined || second === name));
}

/** Positions in lists are not kept, so that any may be meant by one. */
function mayBe(item: string, name: string): boolean {
  const wanted = /^\[name=(.*)\]$/.exec(item)?.[1];
  return wanted === undefined || wanted === name;
}
