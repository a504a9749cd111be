import { gateEnabled } from '../kubernetes/featureGates.ts';
import { type ShutdownPeriod, shutdownPeriods } from './shutdownPeriods.ts';

/** What a kubelet's file says about a graceful shutdown. Milliseconds. */
export interface ShutdownSettings {
  readonly total: number;
  readonly critical: number;
  /** `shutdownGracePeriodByPodPriority`, where it is written. */
  readonly byPriority: readonly ShutdownPeriod[] | undefined;
}

/**
 * The groups in which a kubelet ends its pods; none: the node shuts down without asking it.
 *
 * Source: pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (migrateConfig); gates GracefulNodeShutdown and
 * GracefulNodeShutdownBasedOnPodPriority
 */
export function shutdownGroups(
  settings: ShutdownSettings,
  minor: number,
  gates: ReadonlyMap<string, boolean>,
): readonly ShutdownPeriod[] {
  if (gateEnabled('GracefulNodeShutdown', minor, gates) !== true) return [];
  const byPriority = gateEnabled('GracefulNodeShutdownBasedOnPodPriority', minor, gates) === true;
  if (byPriority && settings.byPriority) return settings.byPriority.filter(({ seconds }) => seconds > 0);
  return shutdownPeriods(settings.total, settings.critical);
}

/** Entries of `shutdownGracePeriodByPodPriority` as written; `undefined` unless all can be read. */
export function readShutdownPeriods(data: unknown): readonly ShutdownPeriod[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const periods = data.flatMap((entry: unknown): ShutdownPeriod[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { priority, shutdownGracePeriodSeconds: seconds } = entry as Record<string, unknown>;
    return typeof priority === 'number' && typeof seconds === 'number' ? [{ priority, seconds }] : [];
  });
  return periods.length === data.length ? periods : undefined;
}
