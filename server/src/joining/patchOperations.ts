// A workload as an operation of a JSON patch (RFC 6902) leaves it, for the fields that we read.
import type { PatchOperation } from '../model/patch.ts';
import type { VolumeClaim } from '../model/storage.ts';
import { known, unknown } from '../model/value.ts';
import type { PodSpec, Toleration, VolumeUse, Workload } from '../model/workload.ts';
import { mergeVolumes, mergeWorkload } from './joinWorkload.ts';
import { openAt } from './openPath.ts';

/** A workload as an operation of a JSON patch (RFC 6902) leaves it, for the fields that we read. */
export function applyOperation(workload: Workload, operation: PatchOperation): Workload {
  const { op, path } = operation;
  if (op === 'test') return workload;
  if (op === 'copy') return openAt(workload, operation);
  if (op === 'move') {
    const { from } = operation;
    return openAt(from ? applyOperation(workload, { ...operation, op: 'remove', path: from }) : workload, operation);
  }
  const pod = podPath(workload, path);
  const [list, index, ...inside] = pod ?? [];
  if (list === 'tolerations' && index !== undefined) return withToleration(workload, operation, index, inside);
  if (list === 'volumes' && index !== undefined) return withVolume(workload, operation, index, inside);
  if (path[0] === 'spec' && path[1] === 'volumeClaimTemplates' && path[2] !== undefined) {
    return withClaim(workload, operation, path[2], path.slice(3));
  }
  const before = cleared(workload, path);
  if (op === 'remove') return before;
  const part = partOf(workload, operation);
  return part === undefined ? before : mergeWorkload(before, part);
}

/** The path below the pods' spec; `undefined` outside of it. */
function podPath({ kind }: Workload, path: readonly string[]): readonly string[] | undefined {
  const roots = kind === 'Pod' ? ['spec'] : ['spec.template.spec', 'spec.jobTemplate.spec.template.spec'];
  const root = roots.map((each) => each.split('.')).find((keys) => keys.every((key, at) => path[at] === key));
  return root && path.slice(root.length);
}

function partOf({ apiVersion, kind, cron }: Workload, { path, readAs }: PatchOperation): Workload | undefined {
  const isCronJob = cron !== undefined || path[1] === 'jobTemplate';
  const { workloads, patches } = readAs(apiVersion, isCronJob ? 'CronJob' : kind);
  return workloads[0] ?? patches[0];
}

/** Without the fields at the path and below it. */
function cleared(workload: Workload, path: readonly string[]): Workload {
  const isAt = (field: string) => {
    const keys = field.split('.');
    return path.length <= keys.length && path.every((key, at) => keys[at] === key);
  };
  const root =
    workload.kind === 'Pod'
      ? 'spec'
      : path[1] === 'jobTemplate'
        ? 'spec.jobTemplate.spec.template.spec'
        : 'spec.template.spec';
  const strategy = workload.kind === 'Deployment' ? 'spec.strategy' : 'spec.updateStrategy';
  const { pod } = workload;
  const keep = <T>(field: T | undefined, at: string): T | undefined => (isAt(at) ? undefined : field);
  const left = (kinds: readonly string[], at: string) => (volume: VolumeUse) =>
    !(isAt(at) && kinds.includes(volume.source.kind));
  return {
    ...workload,
    replicas: keep(workload.replicas, 'spec.replicas'),
    strategy: keep(workload.strategy, `${strategy}.type`),
    maxSurge: keep(workload.maxSurge, `${strategy}.rollingUpdate.maxSurge`),
    podReplacementPolicy: keep(workload.podReplacementPolicy, 'spec.podReplacementPolicy'),
    ...(workload.cron && {
      cron: {
        schedule: keep(workload.cron.schedule, 'spec.schedule'),
        timeZone: keep(workload.cron.timeZone, 'spec.timeZone'),
        concurrencyPolicy: keep(workload.cron.concurrencyPolicy, 'spec.concurrencyPolicy'),
        suspend: keep(workload.cron.suspend, 'spec.suspend'),
        startingDeadlineSeconds: keep(workload.cron.startingDeadlineSeconds, 'spec.startingDeadlineSeconds'),
      },
    }),
    pod: {
      ...pod,
      terminationGracePeriodSeconds: keep(pod.terminationGracePeriodSeconds, `${root}.terminationGracePeriodSeconds`),
      ...(isAt(`${root}.tolerations`) && { tolerations: known([]), tolerationsPlace: undefined }),
      volumes: pod.volumes
        .filter(left(['claim', 'inline', 'ephemeral', 'unknown'], `${root}.volumes`))
        .filter(left(['template'], 'spec.volumeClaimTemplates')),
      nodeName: keep(pod.nodeName, `${root}.nodeName`),
      priorityClassName: keep(pod.priorityClassName, `${root}.priorityClassName`),
    },
  };
}

function withPod(workload: Workload, changed: Partial<PodSpec>): Workload {
  return { ...workload, pod: { ...workload.pod, ...changed } };
}

function withToleration(
  workload: Workload,
  operation: PatchOperation,
  index: string,
  inside: readonly string[],
): Workload {
  const { tolerations } = workload.pod;
  if (!tolerations.known) return workload;
  const part = operation.op === 'remove' ? undefined : partOf(workload, operation)?.pod;
  if (part !== undefined && !part.tolerations.known) return withPod(workload, { tolerations: part.tolerations });
  const [item] = part?.tolerations.known ? part.tolerations.value : [];
  const at = positionOf(index, tolerations.value.length);
  const before = tolerations.value[at];
  const changed = inside.length > 0 && before !== undefined ? mergeToleration(before, item, inside[0] ?? '') : item;
  const list = edited(tolerations.value, at, operation.op === 'add' && inside.length === 0, changed);
  return withPod(workload, { tolerations: known(list) });
}

function mergeToleration(before: Toleration, part: Toleration | undefined, key: string): Toleration {
  const parts = {
    key: undefined,
    operator: undefined,
    value: undefined,
    effect: undefined,
    tolerationSeconds: undefined,
  };
  if (!(key in parts)) return before;
  const name = key as keyof typeof parts;
  const { [name]: _, ...fields } = before.fields as Record<string, unknown>;
  const written = name === 'tolerationSeconds' ? undefined : part?.fields?.[name];
  return { ...before, [name]: part?.[name], fields: { ...fields, ...(written && { [name]: written }) } };
}

function withVolume(workload: Workload, operation: PatchOperation, index: string, inside: readonly string[]): Workload {
  const listed = workload.pod.volumes.filter(({ source }) => source.kind !== 'template');
  const made = workload.pod.volumes.filter(({ source }) => source.kind === 'template');
  const at = positionOf(index, listed.length);
  const before = listed[at];
  if (inside.length > 0) {
    // A part of a volume: what it becomes is not known, but for a claim's name.
    if (before === undefined) return workload;
    const part = operation.op === 'remove' ? undefined : partOf(workload, operation)?.pod.volumes[0];
    const source: VolumeUse['source'] = part !== undefined && inside[0] !== 'name' ? part.source : { kind: 'unknown' };
    const volumes = [
      ...edited(listed, at, false, { ...before, ...(part && { file: part.file, range: part.range }), source }),
      ...made,
    ];
    return withPod(workload, { volumes });
  }
  const item = operation.op === 'remove' ? undefined : partOf(workload, operation)?.pod.volumes[0];
  const volumes = edited(listed, at, operation.op === 'add', item);
  return withPod(workload, { volumes: mergeVolumes(volumes, []).concat(made) });
}

function withClaim(workload: Workload, operation: PatchOperation, index: string, inside: readonly string[]): Workload {
  const listed = workload.pod.volumes.filter(({ source }) => source.kind !== 'template');
  const made = workload.pod.volumes.filter(({ source }) => source.kind === 'template');
  const at = positionOf(index, made.length);
  const before = made[at];
  const item = operation.op === 'remove' ? undefined : partOf(workload, operation)?.pod.volumes[0];
  if (inside.length === 0) {
    return withPod(workload, { volumes: [...listed, ...edited(made, at, operation.op === 'add', item)] });
  }
  if (before?.source.kind !== 'template') return workload;
  const part = item?.source.kind === 'template' ? item.source.claim : undefined;
  const claim = mergeClaim(before.source.claim, part, inside);
  const volume: VolumeUse = { ...before, source: { kind: 'template', claim } };
  return withPod(workload, { volumes: [...listed, ...edited(made, at, false, volume)] });
}

/** A claim with the fields that a part of it writes; those at the path are taken away first. */
export function mergeClaim(before: VolumeClaim, part: VolumeClaim | undefined, path: readonly string[]): VolumeClaim {
  const isAt = (field: string) => (path.length === 0 ? false : path.every((key, at) => ['spec', field][at] === key));
  const modes = part?.accessModes !== undefined ? part : isAt('accessModes') ? NO_MODES : before;
  return {
    ...before,
    accessModes: modes.accessModes,
    accessModeFields: modes.accessModeFields,
    storageClassName: part?.storageClassName ?? (isAt('storageClassName') ? undefined : before.storageClassName),
    volumeName: part?.volumeName ?? (isAt('volumeName') ? undefined : before.volumeName),
  };
}

/** One mode more, or another one in its place. @param part what the operation writes */
export function editModes(claim: VolumeClaim, part: VolumeClaim, index: string, inserts: boolean): VolumeClaim {
  const { accessModes: before, accessModeFields: listed } = claim;
  const fields = edited(listed, positionOf(index, listed.length), inserts, part.accessModeFields[0]);
  const modes = fields.flatMap(({ value }) => (value.known ? [value.value] : []));
  const isRead = before?.value.known === true && modes.length === fields.length;
  const { accessModes } = part;
  return {
    ...claim,
    accessModes: accessModes && { ...accessModes, value: isRead ? known(modes) : unknown('patch', '') },
    accessModeFields: isRead ? fields : [],
  };
}

const NO_MODES: Pick<VolumeClaim, 'accessModes' | 'accessModeFields'> = {
  accessModes: undefined,
  accessModeFields: [],
};

function positionOf(index: string, length: number): number {
  return index === '-' ? length : Number(index);
}

/** The list with an item inserted, replaced, or taken away where there is none. */
function edited<T>(list: readonly T[], at: number, inserts: boolean, item: T | undefined): T[] {
  const before = list.slice(0, at);
  const after = list.slice(inserts ? at : at + 1);
  return item === undefined ? [...before, ...after] : [...before, item, ...after];
}
