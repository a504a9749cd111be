// Fixes of workloads, judged by what they do to the verdicts: what costs something says so, and is not applied unasked.
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { known } from '../../model/value.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { type Message, say } from '../../text/message.ts';
import { type Loss, lossBy } from '../../timing/results.ts';
import type { RuleContext } from './rule.ts';

const PRICE: Readonly<Record<Loss, Message>> = {
  'two-writers': say`: two pods could then write to the volume`,
  'perhaps-two-writers': say`: whether two pods could then write is not known`,
  failover: say`: it will not fail over by itself any more`,
  'perhaps-failover': say`: it may not fail over by itself any more`,
};

/** @param supposed the workload as the fix makes it */
export function judged(fix: Fix, analysis: RuleContext['analysis'], workload: Workload, supposed: Workload): Fix {
  return judge(analysis, workload, supposed)(fix);
}

/** Judges fixes that make the same of a workload. */
export function judge(analysis: RuleContext['analysis'], workload: Workload, supposed: Workload): (fix: Fix) => Fix {
  const loss = isCrowded(workload) ? 'perhaps-two-writers' : lossBy(analysis, workload, supposed);
  return (fix) => {
    if (loss === undefined) return fix;
    const isPreferred = fix.isPreferred && !loss.endsWith('two-writers');
    return { ...fix, title: say`${fix.title}${PRICE[loss]}`, safe: false, isPreferred };
  };
}

/** Of more tolerations no single one is tried: to look at all of them for each takes the square of their number. */
const MOST_TOLERATIONS = 64;

function isCrowded({ pod: { tolerations } }: Workload): boolean {
  return tolerations.known && tolerations.value.length > MOST_TOLERATIONS;
}

/** The workload with another grace period, in seconds; with the default where it is left out. */
export function withGracePeriod(workload: Workload, seconds: number | undefined): Workload {
  const { pod } = workload;
  const field = pod.terminationGracePeriodSeconds;
  const terminationGracePeriodSeconds =
    field && seconds !== undefined ? { ...field, value: known(seconds) } : undefined;
  return { ...workload, pod: { ...pod, terminationGracePeriodSeconds } };
}

/** The workload with another toleration in place of one; without it where there is none. One of too many to try is as it was. */
export function withToleration(workload: Workload, one: Toleration, other: Toleration | undefined): Workload {
  const { pod } = workload;
  if (!pod.tolerations.known || isCrowded(workload)) return workload;
  const tolerations = known(pod.tolerations.value.flatMap((each) => (each === one ? (other ?? []) : each)));
  return { ...workload, pod: { ...pod, tolerations } };
}

/** `tolerationSeconds` that a toleration would have. */
export function supposedSeconds({ location, rewriter }: Toleration, seconds: number): Field<number> {
  return { ...location, value: known(seconds), fullRange: location.range, rewriter };
}
