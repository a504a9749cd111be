// Workloads whose pods have a toleration of their own, which the default of kube-apiserver does not reach.

import type { Cluster } from '../model/cluster.ts';
import { known } from '../model/value.ts';
import { kindOf, type Toleration, type Workload } from '../model/workload.ts';
import { type Said, say } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import { matches } from '../timing/tolerations.ts';
import { achieve } from './achieve.ts';
import { meets } from './searchValues.ts';
import { isAsAdmitted, newestTaints, supposedField } from './supposedCluster.ts';
import type { Changes, NodeTargets, TunedSettings, TuningChange, TuningResult } from './targets.ts';

/** A toleration that is shortened or lengthened with the rest. */
export interface OwnToleration {
  readonly from: number;
  readonly to: number;
  /** The workload as it would be. */
  readonly tuned: Workload;
  readonly change: TuningChange;
}

/**
 * The workloads whose own toleration must change for the targets.
 *
 * @param settings every set that may be in charge
 * @param targetsOf what is asked of a workload; nothing changes for one of which nothing is
 */
export function tuneWorkloads(
  cluster: Cluster,
  settings: readonly TunedSettings[],
  result: TuningResult,
  targetsOf: (workload: Workload) => NodeTargets | undefined,
): ReadonlyMap<Workload, OwnToleration> {
  const found = new Map<Workload, OwnToleration>();
  // Without taints tolerations do not count.
  if (settings.some(({ controller }) => !controller.taintBasedEvictions)) return found;
  const taints = newestTaints(cluster);
  const changes: Changes = Object.fromEntries(result.changed.map((name) => [name, result.values[name]]));
  const to = result.values.tolerationSeconds;
  for (const workload of cluster.workloads) {
    const from = ownSeconds(workload, taints[0] ?? '');
    const targets = from === undefined ? undefined : targetsOf(workload);
    if (from === undefined || targets === undefined) continue;
    if (meets(achieve(settings, { ...changes, tolerationSeconds: from }), targets)) continue;
    if (from !== to) found.set(workload, ownToleration(workload, taints, from, to));
  }
  return found;
}

/** The changes of tolerations that are still to be made, in files that others have changed meanwhile. */
export function remainingTolerations(cluster: Cluster, own: readonly OwnToleration[]): readonly TuningChange[] {
  if (own.length === 0) return [];
  const taints = newestTaints(cluster);
  const keyOf = ({ kind, namespace, name, file }: Workload) => JSON.stringify([kind, namespace, name, file]);
  const wanted = new Map(own.map((one) => [keyOf(one.tuned), one]));
  return cluster.workloads.flatMap((workload) => {
    const one = wanted.get(keyOf(workload));
    if (one === undefined || ownSeconds(workload, taints[0] ?? '') !== one.from) return [];
    return ownToleration(workload, taints, one.from, one.to).change;
  });
}

/** Seconds that somebody wrote for the workload; `undefined` where nobody did, for ever, or where they cannot be read. */
export function ownSeconds(workload: Workload, taint: string): number | undefined {
  if (workload.kind === 'DaemonSet' || !workload.pod.tolerations.known || isAsAdmitted(workload)) return undefined;
  const deciding = workload.pod.tolerations.value.find((one) => matches(one, taint) !== 'no');
  if (deciding === undefined || matches(deciding, taint) === 'maybe') return undefined;
  const value = deciding.tolerationSeconds?.value;
  return value?.known ? Math.max(0, value.value) : undefined;
}

/**
 * Tolerations of their own for workloads that have the default, where their files take them.
 * @param because the end of a sentence
 */
export function givenTolerations(cluster: Cluster, seconds: number, because: Said) {
  const taints = newestTaints(cluster);
  const changes: TuningChange[] = [];
  const left: string[] = [];
  for (const workload of cluster.workloads) {
    const { kind, pod, file } = workload;
    if (kind === 'DaemonSet') continue;
    const { tolerations } = pod;
    const lacks = (taint: string) =>
      tolerations.known && tolerations.value.every((one) => matches(one, taint) === 'no');
    const missing = taints.filter(lacks);
    if (tolerations.known && missing.length === 0) continue;
    const list = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds }));
    const edits = list.length === 0 || pod.tolerationsPlace ? [] : pod.inserter.add('tolerations', list);
    if (edits.length === 0) left.push(nameOf(workload));
    else changes.push({ title: titleOf(workload, seconds), because, file, edits });
  }
  return { changes, left };
}

function nameOf(workload: Workload): string {
  return visibleLine(`${kindOf(workload)} ${workload.namespace}/${workload.name}`);
}

function titleOf(workload: Workload, seconds: number): Said {
  return say`tolerationSeconds of ${nameOf(workload)}: ${seconds}`;
}

/** Also where the same seconds stand for the other taint of a lost node, so that both stay alike. */
export function ownToleration(workload: Workload, taints: readonly string[], from: number, to: number): OwnToleration {
  const { pod, file } = workload;
  const all = pod.tolerations.known ? pod.tolerations.value : [];
  const changes = (one: Toleration) => {
    const value = one.tolerationSeconds?.value;
    return (
      taints.some((taint) => matches(one, taint) === 'yes') &&
      value?.known === true &&
      Math.max(0, value.value) === from
    );
  };
  const edits = all.filter(changes).flatMap((one) => one.tolerationSeconds?.rewriter.replace(String(to)) ?? []);
  const tolerations = known(all.map((one) => (changes(one) ? { ...one, tolerationSeconds: supposedField(to) } : one)));
  return {
    from,
    to,
    tuned: { ...workload, pod: { ...pod, tolerations } },
    change: {
      title: titleOf(workload, to),
      because: say`its own ${from} s stand over the default`,
      file,
      edits,
    },
  };
}
