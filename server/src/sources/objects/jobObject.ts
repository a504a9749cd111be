// What Jobs and CronJobs have of their own: limits after which no pod follows, and the schedule.
import { parseCronSchedule } from '../../kubernetes/cronSchedule.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { DisruptionAction, JobLimits, JobSchedule } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import {
  asBoolean,
  asInteger,
  asString,
  fieldOf,
  isConditional,
  isNull,
  locationOf,
  type ObjectContext,
} from '../engine/yamlFields.ts';

/** @param spec of a Job: `batch/v1 JobSpec` */
export function readJobLimits(spec: YamlNode, context: ObjectContext): JobLimits {
  return {
    backoffLimit: fieldOf(context, spec.entry('backoffLimit'), asInteger),
    backoffLimitPerIndex: fieldOf(context, spec.entry('backoffLimitPerIndex'), asInteger),
    activeDeadlineSeconds: fieldOf(context, spec.entry('activeDeadlineSeconds'), asInteger),
    suspend: fieldOf(context, spec.entry('suspend'), asBoolean),
    parallelism: fieldOf(context, spec.entry('parallelism'), asInteger),
    managedBy: fieldOf(context, spec.entry('managedBy'), asString),
    onDisruption: disruptionActions(spec.path('podFailurePolicy', 'rules')),
  };
}

/** @param spec of a CronJob: `batch/v1 CronJobSpec` */
export function readJobSchedule(spec: YamlNode, context: ObjectContext): JobSchedule {
  return {
    schedule: fieldOf(context, spec.entry('schedule'), asString),
    timeZone: fieldOf(context, spec.entry('timeZone'), asString),
    concurrencyPolicy: fieldOf(context, spec.entry('concurrencyPolicy'), asString),
    suspend: fieldOf(context, spec.entry('suspend'), asBoolean),
    startingDeadlineSeconds: fieldOf(context, spec.entry('startingDeadlineSeconds'), asInteger),
  };
}

const ACTIONS: ReadonlyMap<string, DisruptionAction> = new Map([
  ['Ignore', 'ignore'],
  ['FailJob', 'fail'],
  ['FailIndex', 'fail'],
  ['Count', 'count'],
]);

/**
 * What a pod with the condition DisruptionTarget meets: the first rule that matches. One on exit codes may match or not.
 * Source: pkg/controller/job/pod_failure_policy.go (matchPodFailurePolicy)
 */
function disruptionActions(rules: YamlNode): readonly DisruptionAction[] {
  const actions = new Set<DisruptionAction>();
  for (const rule of rules.items()) {
    const action = ACTIONS.get(rule.get('action').text);
    if (action === undefined) return ['count', 'ignore', 'fail'];
    if (rule.has('onExitCodes')) {
      actions.add(action);
      continue;
    }
    const conditions = rule.get('onPodConditions').items();
    const matches = conditions.some((one) => {
      const { text: status } = one.get('status');
      return one.get('type').text === 'DisruptionTarget' && (status === '' || status === 'True');
    });
    if (matches) return [...actions.add(action)];
  }
  return [...actions.add('count')];
}

/** kube-apiserver refuses a schedule that robfig/cron does not understand: pkg/apis/batch/validation (validateScheduleFormat). */
export function refuseSchedule(node: YamlNode, context: ObjectContext, into: ReadingBuilder): void {
  if (node.kind !== 'scalar' || isNull(node) || node.isTemplated || isConditional(context, node.span)) return;
  const parsed = parseCronSchedule(node.text);
  // One word in capitals stands for a schedule that a program puts there.
  if (parsed.ok || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(node.text)) return;
  into.problems.push({
    ...locationOf(context.file, node),
    kind: 'wrong-type',
    message: say`schedule ${JSON.stringify(node.text.slice(0, 40))}: ${parsed.problem}; the API server refuses it`,
  });
}
