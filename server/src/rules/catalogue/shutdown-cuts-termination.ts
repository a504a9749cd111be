// Rule: a node that shuts down kills the pod before its grace period ends.

import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { GracefulShutdown } from '../../effective/gracefulShutdown.ts';
import { isCritical, secondsOfPod } from '../../effective/gracefulShutdown.ts';
import { formatDuration } from '../../kubernetes/duration.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { mapAt } from '../../model/grouped.ts';
import { kindOf, type PodSpec, type Workload } from '../../model/workload.ts';
import { listed, say } from '../../text/message.ts';
import { relate, relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { restart } from '../shared/settingFixes.ts';

interface State {
  readonly workload: Workload;
  readonly field: Field<number>;
  readonly grace: number;
  readonly seconds: number;
  /** Else it may also be fewer. */
  readonly isExact: boolean;
  readonly shutdown: GracefulShutdown;
}

interface KubeletShutdown {
  /** In every version that the kubelet may have. */
  readonly shutdowns: readonly GracefulShutdown[];
  readonly shutdown: GracefulShutdown;
}

const certain = new WeakMap<EffectiveCluster, readonly KubeletShutdown[]>();

/** The shutdowns of the kubelets that surely have one. */
function certainShutdowns(effective: EffectiveCluster): readonly KubeletShutdown[] {
  const known = certain.get(effective);
  if (known !== undefined) return known;
  const found = effective.cluster.kubelets.flatMap((kubelet): KubeletShutdown[] => {
    const shutdowns = kubelet.missing.length > 0 ? [] : effective.shutdowns(kubelet);
    const shutdown = shutdowns.at(-1);
    if (!shutdown || shutdowns.some(({ possible }) => possible.some(({ length }) => length === 0))) return [];
    return [{ shutdowns, shutdown }];
  });
  certain.set(effective, found);
  return found;
}

interface HastyShutdown {
  readonly shutdown: GracefulShutdown;
  readonly shortest: number;
  readonly longest: number;
}

const hastiest = new WeakMap<EffectiveCluster, Map<string, HastyShutdown | undefined>>();

/** The shutdown that gives a pod the fewest seconds: worked out once for all pods of a priority. */
function hastiestFor(pod: PodSpec, effective: EffectiveCluster): HastyShutdown | undefined {
  const known = mapAt(hastiest, effective);
  const key = JSON.stringify([pod.priority, pod.priorityClassName?.value]);
  if (!known.has(key)) {
    const all = certainShutdowns(effective).map(({ shutdowns, shutdown }) => ({
      ...secondsOfPod(shutdowns, pod),
      shutdown,
    }));
    known.set(key, all.sort((a, b) => a.longest - b.longest)[0]);
  }
  return known.get(key);
}

/** Critical pods have a part of the whole for themselves, so that both grow. */
function longerPeriod({ shutdown, grace, seconds, workload }: State): Fix[] {
  const more = (grace - seconds) * 1000;
  const total = { setting: shutdown.total, before: shutdown.totalMs };
  const critical = { setting: shutdown.critical, before: shutdown.criticalMs };
  const changes = (isCritical(workload.pod) ? [total, critical] : [total]).map(({ setting, before }) =>
    setting && before !== undefined ? { setting, enough: formatDuration(before + more) } : undefined,
  );
  if (shutdown.byPriority || changes.includes(undefined)) return [];
  const written = changes.flatMap((change) => change ?? []);
  return [
    {
      title: say`Set ${listed(written.map(({ setting, enough }) => say`${setting.spelling} to ${enough}`))}`,
      isPreferred: true,
      safe: false,
      consequence: restart('kubelet'),
      edits: () => written.flatMap(({ setting, enough }) => setting.rewriter.replace(enough)),
    },
  ];
}

export const shutdownCutsTermination = defineRule<State>({
  id: 'shutdown-cuts-termination',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a node that shuts down kills the pod before its grace period ends`,
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: ['pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (killPods, groupByPriority)'],
  },
  *checkWorkload({ workload }, { analysis: { effective } }) {
    const field = workload.pod.terminationGracePeriodSeconds;
    const hastiest = field && hastiestFor(workload.pod, effective);
    if (!field?.value.known || !hastiest || field.value.value <= hastiest.longest) return;
    const { shortest, longest, shutdown } = hastiest;
    const state = {
      workload,
      field,
      grace: field.value.value,
      seconds: longest,
      isExact: shortest === longest,
      shutdown,
    };
    yield { at: field, state, about: [workload, field] };
  },
  message: ({ grace, seconds, isExact, workload }) =>
    isExact
      ? say`Grace period ${grace} s: a node that shuts down gives ${kindOf(workload)} ${workload.name} only ${seconds} s.`
      : say`Grace period ${grace} s: a node that shuts down gives ${kindOf(workload)} ${workload.name} ${seconds} s at most.`,
  related: ({ shutdown, workload }) => [
    ...relateSettings(shutdown.total, shutdown.critical),
    ...(shutdown.byPriority
      ? [relate({ file: shutdown.byPriority.file, range: shutdown.byPriority.range }, say`Seconds by pod priority.`)]
      : []),
    ...(workload.pod.priorityClassName ? [relate(workload.pod.priorityClassName, say`The pod's priority class.`)] : []),
  ],
  fixes: longerPeriod,
});
