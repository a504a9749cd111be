// When a CronJob starts its next Job beside the one whose node is lost, and what becomes of that one.
import type { ControllerInputs } from '../effective/inputs.ts';
import { parseCronSchedule } from '../kubernetes/cronSchedule.ts';
import { type Field, holds } from '../model/field.ts';
import type { Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';

/** The next Job, while the last one's pod may still run. */
export interface NextRun {
  /**
   * `Replace` deletes the last Job first: its pod on a silent node only becomes Terminating. `Forbid` waits until the last Job has
   * failed, and no longer.
   */
  readonly policy: 'Allow' | 'Replace' | 'Forbid';
  /** From the silence; of `Forbid`, from the failure. */
  readonly window: Window;
}

/** A Job that has no retry left has failed when its pod is deleted, and from then on only once the pod's object is gone. */
const FAILS_WITH_PODS_SINCE = 31;

/** Source: pkg/controller/job/job_controller.go (delayTerminalCondition: JobManagedBy, on since 1.32, or JobPodReplacementPolicy) */
export function failsWithPods({
  minor,
  jobPodReplacementPolicy,
}: Pick<ControllerInputs, 'minor' | 'jobPodReplacementPolicy'>): boolean {
  return minor > FAILS_WITH_PODS_SINCE || (minor === FAILS_WITH_PODS_SINCE && jobPodReplacementPolicy);
}

/** A run that is due is started so much later: pkg/controller/cronjob/cronjob_controllerv2.go (nextScheduleDelta). */
const STARTED_AFTER = 100;
/** Up to 1.20 the controller looked at all CronJobs every 10 s: cronjob_controller.go (Run). */
const LOOKED_EVERY = 10_000;
const TIMERS_SINCE = 21;

/**
 * Every way in which a next run may come; `undefined`: none does while the last one goes on (`Forbid`, suspended, a schedule
 * that is refused or never comes). The silence may begin anywhere between two runs.
 *
 * @param fails whether its Job makes no other pod and fails instead
 *
 * Source: pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob)
 */
export function nextRuns(
  { cron }: Workload,
  minor: number,
  isControlled: boolean,
  fails: boolean,
): readonly (NextRun | undefined)[] {
  if (cron === undefined || !isControlled || holds(cron.suspend, true)) return [undefined];
  // What is due is always too late by then.
  if (minor >= TIMERS_SINCE && holds(cron.startingDeadlineSeconds, 0)) return [undefined];
  const latest = latestStart(cron.schedule, cron.timeZone, minor);
  if (latest === undefined) return [undefined];
  const window = { earliest: 0, latest };
  const perhaps = isOpen(cron.suspend) || isOpen(cron.startingDeadlineSeconds) || isOpen(cron.schedule);
  return [
    ...policiesOf(cron.concurrencyPolicy).map((policy): NextRun | undefined =>
      policy === 'Forbid' && !fails ? undefined : { policy, window },
    ),
    ...(perhaps ? [undefined] : []),
  ];
}

/** In milliseconds after the silence. */
function latestStart(
  schedule: Field<string> | undefined,
  timeZone: Field<string> | undefined,
  minor: number,
): number | undefined {
  if (schedule === undefined) return undefined;
  if (!schedule.value.known) return Number.POSITIVE_INFINITY;
  const parsed = parseCronSchedule(schedule.value.value, zoneOf(timeZone));
  const gap = parsed.ok ? parsed.schedule.longestGapMs : undefined;
  return gap === undefined ? undefined : gap + (minor >= TIMERS_SINCE ? STARTED_AFTER : LOOKED_EVERY);
}

/** Any zone may have daylight saving. */
function zoneOf(timeZone: Field<string> | undefined): string | undefined {
  if (timeZone === undefined) return undefined;
  return timeZone.value.known ? timeZone.value.value : 'unknown';
}

function policiesOf(policy: Field<string> | undefined): readonly ('Allow' | 'Replace' | 'Forbid')[] {
  if (policy === undefined) return ['Allow'];
  if (!policy.value.known) return ['Allow', 'Replace', 'Forbid'];
  const written = policy.value.value;
  return written === 'Forbid' || written === 'Replace' ? [written] : ['Allow'];
}

function isOpen(field: Field<unknown> | undefined): boolean {
  return field?.value.known === false;
}
