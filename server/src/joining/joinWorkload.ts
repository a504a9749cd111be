// A workload as a strategic merge patch leaves it, for the fields that we read.
import type { Field } from '../model/field.ts';
import { known } from '../model/value.ts';
import type { JobLimits, JobSchedule, NullableField, PodSpec, VolumeUse, Workload } from '../model/workload.ts';

/** A field that a patch mentions; what a part of an object leaves open is not mentioned. */
function isMentioned<T>(field: Field<T> | undefined): field is Field<T> {
  return field !== undefined && (field.value.known || field.value.reason !== 'patch');
}

/**
 * A workload as a strategic merge patch leaves it, for the fields that we read: maps are merged, volumes and containers by
 * name, lists of tolerations and claim templates are replaced (`core/v1 PodSpec`, patchStrategy; `apps/v1 StatefulSetSpec`).
 */
export function mergeWorkload(base: Workload, patch: Workload): Workload {
  const nulls: readonly NullableField[] = patch.nulls ?? [];
  const pick = <T>(before: Field<T> | undefined, now: Field<T> | undefined, name?: NullableField) => {
    if (isMentioned(now)) return now;
    return name !== undefined && nulls.includes(name) ? undefined : before;
  };
  return {
    ...base,
    patchedBy: [...(base.patchedBy ?? []), { file: patch.file, range: patch.objectRange }],
    replicas: pick(base.replicas, patch.replicas, 'replicas'),
    strategy: pick(base.strategy, patch.strategy, 'strategy'),
    ...(patch.rollingUpdate && { rollingUpdate: patch.rollingUpdate }),
    maxSurge: pick(base.maxSurge, patch.maxSurge, 'maxSurge'),
    podReplacementPolicy: pick(base.podReplacementPolicy, patch.podReplacementPolicy),
    ...(base.job && { job: mergeLimits(base.job, patch.job, pick) }),
    ...(base.cron && { cron: mergeSchedule(base.cron, patch.cron, pick) }),
    hasPodFailurePolicy: base.hasPodFailurePolicy || patch.hasPodFailurePolicy,
    pod: {
      ...base.pod,
      terminationGracePeriodSeconds: pick(
        base.pod.terminationGracePeriodSeconds,
        patch.pod.terminationGracePeriodSeconds,
        'terminationGracePeriodSeconds',
      ),
      ...mergeTolerations(base.pod, patch.pod, nulls),
      volumes: mergeVolumes(base.pod.volumes, patch.pod.volumes).map((volume) => mountedByAny(volume, patch.pod)),
      moreVolumes: base.pod.moreVolumes || (patch.pod.moreVolumes && patch.isPartial !== true),
      images: patch.pod.images.some((image) => image !== '')
        ? [...new Set([...base.pod.images, ...patch.pod.images])]
        : base.pod.images,
      ...oneHostOf(base.pod, patch.pod),
      ...spreadOf(base.pod, patch.pod),
      nodeName: pick(base.pod.nodeName, patch.pod.nodeName, 'nodeName'),
      priorityClassName: pick(base.pod.priorityClassName, patch.pod.priorityClassName, 'priorityClassName'),
      preStopSleeps: patch.pod.preStopSleeps.length > 0 ? patch.pod.preStopSleeps : base.pod.preStopSleeps,
    },
  };
}

function mergeLimits(
  base: JobLimits,
  patch: JobLimits | undefined,
  pick: <T>(before: Field<T> | undefined, now: Field<T> | undefined) => Field<T> | undefined,
): JobLimits {
  return {
    backoffLimit: pick(base.backoffLimit, patch?.backoffLimit),
    backoffLimitPerIndex: pick(base.backoffLimitPerIndex, patch?.backoffLimitPerIndex),
    activeDeadlineSeconds: pick(base.activeDeadlineSeconds, patch?.activeDeadlineSeconds),
    suspend: pick(base.suspend, patch?.suspend),
    parallelism: pick(base.parallelism, patch?.parallelism),
    managedBy: pick(base.managedBy, patch?.managedBy),
    onDisruption: [...new Set([...base.onDisruption, ...(patch?.onDisruption ?? [])])],
  };
}

function mergeSchedule(
  base: JobSchedule,
  patch: JobSchedule | undefined,
  pick: <T>(before: Field<T> | undefined, now: Field<T> | undefined) => Field<T> | undefined,
): JobSchedule {
  return {
    schedule: pick(base.schedule, patch?.schedule),
    timeZone: pick(base.timeZone, patch?.timeZone),
    concurrencyPolicy: pick(base.concurrencyPolicy, patch?.concurrencyPolicy),
    suspend: pick(base.suspend, patch?.suspend),
    startingDeadlineSeconds: pick(base.startingDeadlineSeconds, patch?.startingDeadlineSeconds),
  };
}

function mergeTolerations(
  base: PodSpec,
  patch: PodSpec,
  nulls: readonly NullableField[],
): Pick<PodSpec, 'tolerations' | 'tolerationsPlace'> {
  const { tolerations, tolerationsPlace } = patch;
  if (tolerationsPlace !== undefined) return { tolerations, tolerationsPlace };
  if (nulls.includes('tolerations')) return { tolerations: known([]), tolerationsPlace: undefined };
  return { tolerations: base.tolerations, tolerationsPlace: base.tolerationsPlace };
}

/** A patch may mount it in another container; which ones do is read of whole objects. */
function mountedByAny(
  { sparedBy: _, podFolder, ...volume }: VolumeUse,
  { writtenOutsideFolders = [] }: PodSpec,
): VolumeUse {
  const isOwn = podFolder !== undefined && !writtenOutsideFolders.includes(volume.name);
  return isOwn ? { ...volume, podFolder } : volume;
}

/** By name; the claims that a patch makes take the place of all that there are. */
export function mergeVolumes(base: readonly VolumeUse[], patch: readonly VolumeUse[]): readonly VolumeUse[] {
  if (patch.length === 0) return base;
  const makesClaims = patch.some(({ source }) => source.kind === 'template');
  const merged = new Map<string, VolumeUse>();
  for (const volume of base) {
    if (!(makesClaims && volume.source.kind === 'template')) merged.set(volume.name, volume);
  }
  for (const volume of patch) {
    const before = merged.get(volume.name);
    const readOnly = volume.readOnly || (before?.readOnly ?? false);
    const podFolder = volume.podFolder ?? before?.podFolder;
    merged.set(volume.name, { ...volume, readOnly, ...(podFolder && { podFolder }) });
  }
  return [...merged.values()];
}

/** Puts the workload's objects into a namespace, and gives it another name. */
export function renameWorkload(workload: Workload, name: string, namespace: string): Workload {
  const volumes = workload.pod.volumes.map((volume): VolumeUse => {
    if (volume.source.kind !== 'template') return volume;
    return { ...volume, source: { kind: 'template', claim: { ...volume.source.claim, namespace } } };
  });
  return { ...workload, name, namespace, pod: { ...workload.pod, volumes } };
}

/** Selectors add up: either's leaves one node. */
function oneHostOf(base: Workload['pod'], patch: Workload['pod']): Pick<Workload['pod'], 'oneHost'> {
  const oneHost = patch.oneHost ?? base.oneHost;
  return oneHost === undefined ? {} : { oneHost };
}

/** A patch that says something of it leaves open what comes out. */
function spreadOf(base: Workload['pod'], patch: Workload['pod']): Pick<Workload['pod'], 'spread'> {
  const spread = patch.spread ?? base.spread;
  return spread === undefined ? {} : { spread };
}
