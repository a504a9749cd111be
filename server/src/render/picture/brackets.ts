// Which number decides a window: the user's own parameters, each over the time that it takes.
import { type EffectiveParameter, effectiveParameters } from '../../effective/effectiveParameters.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import { durationText, isUnbounded } from '../../model/durationText.ts';
import { holds } from '../../model/field.ts';
import { isNever } from '../../model/window.ts';
import { type Said, say } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { windowOf } from '../../timing/outsideHelp.ts';
import { valuesOf } from './lanes.ts';

/** A span of time and what takes it. Milliseconds. */
export interface Bracket<Text = string> {
  readonly fromMs: number;
  /** `Infinity`: it has no end. */
  readonly untilMs: number;
  /** Where it may end already. */
  readonly earliestMs?: number | undefined;
  readonly text: Text;
}

/** Stands behind a number that nobody wrote. */
export const DEFAULT_MARK = '*';

/** What taint and queue take besides, at most; and what sums of rounded times may be off by. */
const SOON = 200;
const NOISE = 2;

type SaidBracket = Bracket<Said>;

/** In the order of time. */
export function bracketsOf(cluster: ClusterAnalysis, workload: WorkloadAnalysis | undefined): readonly SaidBracket[] {
  const found = [...detectionBracket(cluster)];
  if (workload === undefined) return found;
  return [
    ...found,
    ...evictionBracket(cluster, workload),
    ...removalBracket(cluster, workload),
    ...detachBracket(workload),
    ...fencingBracket(cluster),
    ...marginBracket(workload),
  ];
}

function detectionBracket(analysis: ClusterAnalysis): readonly SaidBracket[] {
  const { detection, steps, heartbeat } = analysis;
  const values = valuesOf(steps, 'detected');
  if (values === undefined || isNever(detection)) return [];
  const { gracePeriodMs: grace, monitorPeriodMs: period, effectiveGraceMs: whole, extraPeriodMs: extra } = values;
  const span = { fromMs: 0, untilMs: detection.latest, earliestMs: detection.earliest };
  const marks = marksOf(analysis);
  if (valuesOf(steps, 'shutdown-begins') !== undefined) {
    return period === undefined ? [] : [{ ...span, text: say`period ${durationText(period)}${marks.period}` }];
  }
  if (grace === undefined || period === undefined || whole === undefined) {
    return [{ ...span, text: say`grace and monitor period: not known, or several` }];
  }
  const graceText = say`grace ${durationText(grace)}${marks.grace}${whole === grace ? '' : say` (in effect ${durationText(whole)})`}`;
  const periods = 1 + (extra ? 1 : 0);
  const isSum =
    near(detection.latest, whole + period * periods) &&
    near(detection.earliest, Math.max(0, whole - heartbeat.maxMs)) &&
    !isUnbounded(whole);
  if (!isSum) return [{ ...span, text: say`${graceText}, monitor period ${durationText(period)}${marks.period}` }];
  const beat = say`heartbeat ${durationText(heartbeat.maxMs)}${marks.heartbeat}`;
  const times = periods === 1 ? '' : `${periods} × `;
  return [{ ...span, text: say`${graceText} − ${beat} … + ${times}period ${durationText(period)}${marks.period}` }];
}

function evictionBracket(cluster: ClusterAnalysis, workload: WorkloadAnalysis): readonly SaidBracket[] {
  const { detection, taint, steps } = cluster;
  const { eviction, tolerationSeconds: stay } = workload;
  if (isNever(eviction) || valuesOf(steps, 'shutdown-begins') !== undefined) return [];
  const legacy = valuesOf(steps, 'no-taints');
  if (isNever(taint)) {
    if (legacy?.podEvictionTimeoutMs === undefined) return [];
    const mark = marksOf(cluster).podEvictionTimeout;
    const text = say`pod eviction timeout ${durationText(legacy.podEvictionTimeoutMs)}${mark}`;
    return [{ fromMs: 0, untilMs: eviction.latest, earliestMs: eviction.earliest, text }];
  }
  const fromMs = isUnbounded(detection.latest) ? detection.earliest : detection.latest;
  const span = { fromMs: Math.min(fromMs, eviction.latest), untilMs: eviction.latest };
  if (!stay.known) return [{ ...span, text: say`toleration: not known, or several` }];
  if (stay.value === null) return [];
  const seconds = durationText(stay.value * 1_000);
  const mark = isOwn(workload, stay.value) ? '' : marksOf(cluster).toleration;
  const toleration = stay.value === 0 ? say`no toleration` : say`toleration ${seconds}${mark}`;
  const queue = valuesOf(steps, 'tainted')?.queueDelayMs;
  const counted = taint.latest + stay.value * 1_000;
  // Somebody else deletes the pod before.
  if (eviction.latest < counted - NOISE) return [];
  const anew = valuesOf(steps, 'restarts') === undefined ? '' : say`, counted anew`;
  if (!near(eviction.latest, counted) || queue === undefined) return [{ ...span, text: say`${toleration}${anew}` }];
  const late = taint.latest - detection.latest - queue;
  const before = late > SOON ? say`eviction rate + ` : queue > 0 ? say`period ${durationText(queue)} + ` : '';
  return [{ ...span, text: say`${before}${toleration}` }];
}

/** Which seconds a pod asks for itself. */
function isOwn({ workload }: WorkloadAnalysis, seconds: number): boolean {
  const { tolerations } = workload.pod;
  if (workload.admitted !== undefined) return true;
  if (!tolerations.known) return false;
  return tolerations.value.some(({ tolerationSeconds }) => holds(tolerationSeconds, seconds));
}

/** A grace of 0 takes no time, and decides most of all. */
function removalBracket({ steps: node }: ClusterAnalysis, analysis: WorkloadAnalysis): readonly SaidBracket[] {
  const { eviction, objectRemoval, steps, workload } = analysis;
  if (isNever(eviction) || valuesOf(node, 'shutdown-begins') !== undefined) return [];
  const mark = workload.pod.terminationGracePeriodSeconds === undefined ? DEFAULT_MARK : '';
  const at = isUnbounded(eviction.latest) ? eviction.earliest : eviction.latest;
  if (valuesOf(steps, 'object-removed-at-once')) {
    return [{ fromMs: at, untilMs: at, text: say`terminationGracePeriodSeconds 0${mark}: removed at once` }];
  }
  const seconds = valuesOf(steps, 'object-stays')?.graceSeconds;
  if (seconds === undefined || !isNever(objectRemoval)) return [];
  return [
    {
      fromMs: at,
      untilMs: Number.POSITIVE_INFINITY,
      text: say`terminationGracePeriodSeconds ${seconds}${mark}: its kubelet must answer`,
    },
  ];
}

function detachBracket({ steps, objectRemoval, replacementMount }: WorkloadAnalysis): readonly SaidBracket[] {
  const waitMs = valuesOf(steps, 'volume-guarded')?.waitMs;
  if (waitMs === undefined || isUnbounded(objectRemoval.latest) || isNever(replacementMount)) return [];
  if (!near(replacementMount.earliest, objectRemoval.earliest + waitMs)) return [];
  const untilMs = objectRemoval.latest + waitMs;
  return [{ fromMs: objectRemoval.latest, untilMs, text: say`${durationText(waitMs)} until it is detached by force` }];
}

function fencingBracket({ scenario: { meanwhile } }: ClusterAnalysis): readonly SaidBracket[] {
  if (meanwhile?.writerGoneBy === undefined) return [];
  const untilMs = windowOf(meanwhile.writerGoneBy).latest;
  return [{ fromMs: 0, untilMs, text: say`fenced by ${durationText(untilMs)}` }];
}

function marginBracket({ doubleMount, oldWriterGone, replacementMount }: WorkloadAnalysis): readonly SaidBracket[] {
  const { marginMs } = doubleMount;
  if (!marginMs || isUnbounded(oldWriterGone.latest) || isNever(replacementMount)) return [];
  if (!near(oldWriterGone.latest + marginMs, replacementMount.earliest)) return [];
  return [
    {
      fromMs: oldWriterGone.latest,
      untilMs: replacementMount.earliest,
      text: say`${durationText(marginMs)} between the two`,
    },
  ];
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= NOISE;
}

interface Marks {
  readonly grace: string;
  readonly period: string;
  readonly heartbeat: string;
  readonly podEvictionTimeout: string;
  readonly toleration: string;
}

/** Which of the numbers nobody wrote. */
function marksOf({ cluster, heartbeat }: ClusterAnalysis): Marks {
  const parameters = effectiveParameters(cluster);
  const mark = (...rows: readonly { readonly name: string }[]) =>
    rows.some(({ name }) => isWritten(parameters, name)) ? '' : DEFAULT_MARK;
  const { gracePeriod, monitorPeriod, leaseSeconds, updateFrequency, reportFrequency } = PARAMETERS;
  return {
    grace: mark(gracePeriod),
    period: mark(monitorPeriod),
    heartbeat: heartbeat.by === 'lease' ? mark(leaseSeconds) : mark(updateFrequency, reportFrequency),
    podEvictionTimeout: mark(PARAMETERS.podEvictionTimeout),
    toleration: mark(PARAMETERS.unreachableSeconds),
  };
}

function isWritten(parameters: readonly EffectiveParameter[], name: string): boolean {
  return parameters.some((one) => one.name === name && (one.origin.kind === 'file' || one.origin.kind === 'option'));
}
