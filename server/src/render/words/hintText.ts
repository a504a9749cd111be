import { durationText } from '../../model/durationText.ts';
import { isNever } from '../../model/window.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { verdictWords } from './verdictText.ts';
import { whenText } from './windowText.ts';
import { workloadTitle } from './workloadTitle.ts';

/** Most workloads that one line names. */
const maxNamed = 2;

/** What becomes of a silent node, and of the workloads in danger, in a few words: what an editor shows beside a setting. */
export function nodeHint({ detection, workloads }: ClusterAnalysis): string {
  const unknown = isNever(detection) ? 'never Unknown' : `Unknown ${whenText(detection)}`;
  const inDanger = workloads.filter(({ doubleMount }) => doubleMount.possible === true);
  const named = inDanger.slice(0, maxNamed).map((workload) => `${workloadTitle(workload)}: ${workloadHint(workload)}`);
  const more = inDanger.length > maxNamed ? [`${inDanger.length - maxNamed} more`] : [];
  return [unknown, ...named, ...more].join(' · ');
}

/** The verdict on a workload in a few words; empty where no volume is at stake. */
export function workloadHint({ verdict, doubleMount, eviction }: WorkloadAnalysis): string {
  if (verdict === 'stateless') return '';
  const { title } = verdictWords(verdict);
  if (doubleMount.possible === true && doubleMount.fromMs !== undefined)
    return `${title}, from ${durationText(doubleMount.fromMs)} on`;
  return isNever(eviction) || verdict === 'never-evicted' ? title : `evicted ${whenText(eviction)}, ${title}`;
}
