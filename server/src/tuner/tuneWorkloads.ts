import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import type { Cluster } from '../model/cluster.ts';
import { most } from '../model/extremes.ts';
import type { Toleration, Workload } from '../model/workload.ts';
import { matches } from '../timing/tolerations.ts';
import { achieve } from './achieve.ts';
import { meets } from './searchValues.ts';
import type { Changes, TunedSettings, TuningChange, TuningResult, TuningTargets } from './targets.ts';

/** A workload whose pods have a toleration of their own, so that the default of kube-apiserver does not reach them. */
export interface WorkloadTuning {
  readonly workload: Workload;
  /** `null`: for ever. `undefined`: cannot be read. */
  readonly seconds: number | null | undefined;
  /** The same where nothing needs to change. */
  readonly tunedSeconds: number | null | undefined;
  /** The latest eviction, in milliseconds; `undefined` where it cannot be told. */
  readonly failover: number | undefined;
  readonly tunedFailover: number | undefined;
  readonly changes: readonly TuningChange[];
}

/** What the targets mean for workloads that the default does not reach. @param settings every set that may be in charge */
export function tuneWorkloads(
  cluster: Cluster,
  settings: readonly TunedSettings[],
  result: TuningResult,
  targets: TuningTargets,
): readonly WorkloadTuning[] {
  // Without taints tolerations do not count.
  if (settings.some(({ controller }) => !controller.taintBasedEvictions)) return [];
  const minor = most(cluster.version.minors) ?? NEWEST_MINOR;
  const key = unreachableTaint(minor);
  const isOfLostNode = (one: Toleration) => [key, notReadyTaint(minor)].some((taint) => matches(one, taint) === 'yes');
  const changes: Changes = Object.fromEntries(result.changed.map((name) => [name, result.values[name]]));
  return cluster.workloads.flatMap((workload) => {
    if (workload.kind === 'DaemonSet' || !workload.pod.tolerations.known) return [];
    const deciding = workload.pod.tolerations.value.find((one) => matches(one, key) !== 'no');
    if (deciding === undefined || (isAsAdmitted(workload) && secondsOf(deciding, key) !== null)) return [];
    return [tuneOne(workload, deciding, key)];
  });

  function tuneOne(workload: Workload, deciding: Toleration, key: string): WorkloadTuning {
    const seconds = secondsOf(deciding, key);
    const evicted = (own: number | null | undefined, with_: Changes) =>
      own === undefined ? undefined : own === null ? Number.POSITIVE_INFINITY : achieveWith(own, with_).failover;
    const unchanged = { workload, seconds, failover: evicted(seconds, {}) };
    const enough = typeof seconds !== 'number' || meets(achieveWith(seconds, changes), targets);
    if (enough || !result.feasible)
      return { ...unchanged, tunedSeconds: seconds, tunedFailover: evicted(seconds, changes), changes: [] };
    const tunedSeconds = result.values.tolerationSeconds;
    return {
      ...unchanged,
      tunedSeconds,
      tunedFailover: evicted(tunedSeconds, changes),
      changes: changesOf(workload, isOfLostNode, seconds, tunedSeconds),
    };
  }

  function achieveWith(tolerationSeconds: number, with_: Changes) {
    return achieve(settings, { ...with_, tolerationSeconds });
  }
}

/** Of a running pod nobody can tell which tolerations were written and which admission added. */
function isAsAdmitted({ admitted = [], pod: { tolerations } }: Workload): boolean {
  return tolerations.known && admitted.includes(tolerations.value);
}

function secondsOf(toleration: Toleration, key: string): number | null | undefined {
  if (matches(toleration, key) === 'maybe') return undefined;
  const field = toleration.tolerationSeconds;
  if (field === undefined) return null;
  return field.value.known ? Math.max(0, field.value.value) : undefined;
}

/** Also where the same seconds stand for the other taint of a lost node, so that both stay alike. */
function changesOf(
  { kind, namespace, name, pod, file }: Workload,
  isOfLostNode: (toleration: Toleration) => boolean,
  from: number,
  to: number,
): readonly TuningChange[] {
  const tolerations = pod.tolerations.known ? pod.tolerations.value.filter(isOfLostNode) : [];
  const fields = tolerations.flatMap(({ tolerationSeconds }) => {
    const value = tolerationSeconds?.value;
    return tolerationSeconds !== undefined && value?.known && value.value === from ? [tolerationSeconds] : [];
  });
  const edits = fields.flatMap(({ rewriter }) => rewriter.replace(String(to)));
  return [{ title: `tolerationSeconds of ${kind} ${namespace}/${name}: ${to}`, file, edits }];
}
