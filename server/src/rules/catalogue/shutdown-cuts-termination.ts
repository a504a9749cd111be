import type { GracefulShutdown } from '../../effective/gracefulShutdown.ts';
import { secondsOfPod } from '../../effective/gracefulShutdown.ts';
import { formatDuration } from '../../kubernetes/duration.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { Workload } from '../../model/workload.ts';
import { relate, relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { restart } from '../shared/settingFixes.ts';

interface State {
  readonly workload: Workload;
  readonly field: Field<number>;
  readonly grace: number;
  readonly seconds: number;
  readonly shutdown: GracefulShutdown;
}

/** Critical pods have a part of the whole for themselves, so that both grow. */
function longerPeriod({ shutdown, grace, seconds, workload }: State): Fix[] {
  const more = (grace - seconds) * 1000;
  const total = { setting: shutdown.total, before: shutdown.totalMs };
  const critical = { setting: shutdown.critical, before: shutdown.criticalMs };
  const changes = (workload.pod.priorityClassName ? [total, critical] : [total]).map(({ setting, before }) =>
    setting && before !== undefined ? { setting, enough: formatDuration(before + more) } : undefined,
  );
  if (shutdown.byPriority || changes.includes(undefined)) return [];
  const written = changes.flatMap((change) => change ?? []);
  return [
    {
      title: `Set ${written.map(({ setting, enough }) => `${setting.spelling} to ${enough}`).join(', ')}`,
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
    title: 'a node that shuts down kills the pod before its grace period ends',
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: ['pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (killPods, groupByPriority)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const kubelet of cluster.kubelets) {
      if (kubelet.missing.length > 0) continue;
      const shutdowns = effective.shutdowns(kubelet);
      const shutdown = shutdowns.at(-1);
      if (!shutdown || shutdowns.some(({ possible }) => possible.some(({ length }) => length === 0))) continue;
      for (const workload of cluster.workloads) {
        const field = workload.pod.terminationGracePeriodSeconds;
        const seconds = secondsOfPod(shutdowns, workload.pod);
        if (!field?.value.known || seconds === undefined || field.value.value <= seconds.longest) continue;
        const state = { workload, field, grace: field.value.value, seconds: seconds.longest, shutdown };
        yield { at: field, state, about: [workload, field] };
      }
    }
  },
  message: ({ grace, seconds, workload }) =>
    `${grace} s grace, but a node that shuts down gives ${workload.kind} ${workload.name} only ${seconds} s.`,
  related: ({ shutdown, workload }) => [
    ...relateSettings(shutdown.total, shutdown.critical),
    ...(shutdown.byPriority
      ? [relate({ file: shutdown.byPriority.file, range: shutdown.byPriority.range }, 'Seconds by pod priority.')]
      : []),
    ...(workload.pod.priorityClassName ? [relate(workload.pod.priorityClassName, "The pod's priority class.")] : []),
  ],
  fixes: longerPeriod,
});
