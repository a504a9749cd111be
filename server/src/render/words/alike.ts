// Workloads in the order in which people look at them, and those to which the same happens together.

import { kindOf } from '../../model/workload.ts';
import type { ClusterAnalysis } from '../../timing/analysis.ts';
import { VERDICTS, type WorkloadAnalysis } from '../../timing/analysis.ts';
import { waysOut } from '../../timing/waysOut.ts';
import { stepSentence } from './sentences.ts';

/** For sorting: worse verdicts first, of equal ones that to which two can write sooner. */
export function byDanger(a: WorkloadAnalysis, b: WorkloadAnalysis): number {
  return VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || since(a) - since(b);
}

function since({ doubleMount }: WorkloadAnalysis): number {
  return doubleMount.fromMs ?? Number.MAX_VALUE;
}

/** Of equal danger the order stays. */
export function worstFirst(workloads: readonly WorkloadAnalysis[]): readonly WorkloadAnalysis[] {
  return workloads.toSorted(byDanger);
}

/** At least one workload; what is said of the first holds for all. */
export type AlikeWorkloads = readonly [WorkloadAnalysis, ...WorkloadAnalysis[]];

/**
 * Groups workloads of one kind to which the same happens, word by word; in the order of their first ones.
 *
 * @param isApart those that stand alone
 */
export function alikeWorkloads(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  isApart: (workload: WorkloadAnalysis) => boolean = () => false,
): readonly AlikeWorkloads[] {
  const groups = new Map<string, [WorkloadAnalysis, ...WorkloadAnalysis[]]>();
  for (const workload of workloads) {
    const key = isApart(workload) ? JSON.stringify(groups.size) : likeness(analysis, workload);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [workload]);
    else group.push(workload);
  }
  return [...groups.values()];
}

function likeness(analysis: ClusterAnalysis, one: WorkloadAnalysis): string {
  const { workload, verdict, eviction, objectRemoval, replacementMount, oldWriterGone, unknown } = one;
  const windows = [eviction, objectRemoval, replacementMount, oldWriterGone];
  return JSON.stringify([
    kindOf(workload),
    verdict,
    windows.map(({ earliest, latest }) => [String(earliest), String(latest)]),
    one.steps.map(stepSentence),
    unknown.map(({ what, where }) => [what, where]),
    waysOut(analysis, one).map((way) => [way.by, way.verdictIfWrong, String(way.replacementMount.latest)]),
  ]);
}
