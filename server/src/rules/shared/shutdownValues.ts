import {
  CRITICAL_PRIORITY,
  type ShutdownPeriod,
  secondsForPriority,
  shutdownPeriods,
} from '../../effective/shutdownPeriods.ts';
import { parseDuration } from '../../kubernetes/duration.ts';
import type { Instance } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import type { PodSpec } from '../../model/workload.ts';

/** How a kubelet shuts pods down, with the settings that say so. */
export interface Shutdown {
  readonly periods: readonly ShutdownPeriod[];
  readonly total: Setting | undefined;
  readonly critical: Setting | undefined;
  readonly byPriority: Setting | undefined;
}

/** @returns `undefined` where it is not known */
export function shutdownOf(kubelet: Instance): Shutdown | undefined {
  const setting = (name: string) => kubelet.written.get(name)?.setting;
  const total = setting('shutdownGracePeriod');
  const critical = setting('shutdownGracePeriodCriticalPods');
  const byPriority = setting('shutdownGracePeriodByPodPriority');
  const written = { total, critical, byPriority };
  const periods = byPriority ? periodsOf(byPriority.data) : undefined;
  if (byPriority) return periods && { periods, ...written };
  if (kubelet.missing.length > 0) return undefined;
  const [totalMs, criticalMs] = [millisecondsOf(total), millisecondsOf(critical)];
  if (totalMs === undefined || criticalMs === undefined) return undefined;
  return { periods: shutdownPeriods(totalMs, criticalMs), ...written };
}

/** The shutdown seconds of a pod's group; `undefined` where its priority is not known. */
export function shutdownSeconds({ periods }: Shutdown, { priorityClassName }: PodSpec): number | undefined {
  if (!priorityClassName) return secondsForPriority(periods, 0);
  if (!priorityClassName.value.known) return undefined;
  const isCritical = /^system-(cluster|node)-critical$/.test(priorityClassName.value.value);
  return isCritical ? secondsForPriority(periods, CRITICAL_PRIORITY) : undefined;
}

/** 0 where nothing is written; `undefined` where it cannot be read. */
export function millisecondsOf(setting: Setting | undefined): number | undefined {
  if (!setting) return 0;
  const parsed = setting.value.known ? parseDuration(setting.value.value) : undefined;
  return parsed?.ok ? parsed.value : undefined;
}

/** Entries of `shutdownGracePeriodByPodPriority`; `undefined` unless all can be read. */
function periodsOf(data: unknown): readonly ShutdownPeriod[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const periods = data.flatMap((entry: unknown): ShutdownPeriod[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { priority, shutdownGracePeriodSeconds: seconds } = entry as Record<string, unknown>;
    return typeof priority === 'number' && typeof seconds === 'number' ? [{ priority, seconds }] : [];
  });
  return periods.length === data.length ? periods : undefined;
}
