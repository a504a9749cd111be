// What an editor shows at the end of a line: at most 40 characters, what follows from what stands there.
import { durationText } from '../../model/durationText.ts';
import { isNever } from '../../model/window.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { verdictWords } from './verdictText.ts';
import { windowText } from './windowText.ts';

/** Longer ones are read by nobody. */
const MOST_CHARACTERS = 40;

/** When the node of a cluster is set to Unknown: beside what decides it. */
export function detectionHint({ detection }: ClusterAnalysis): string {
  if (isNever(detection)) return '→ never Unknown';
  const text = `→ Unknown ${windowText(detection)}`;
  return text.length <= MOST_CHARACTERS ? text : `→ Unknown from ${durationText(detection.earliest)}`;
}

/** How often a healthy node speaks. */
export function heartbeatHint({ heartbeat }: ClusterAnalysis): string {
  return `→ heartbeat every ${durationText(heartbeat.intervalMs)}`;
}

/** When the pod is evicted: beside its own toleration. */
export function evictionHint({ eviction }: WorkloadAnalysis): string {
  if (isNever(eviction)) return '→ never evicted';
  const text = `→ evicted ${windowText(eviction)}`;
  return text.length <= MOST_CHARACTERS ? text : `→ evicted from ${durationText(eviction.earliest)}`;
}

/** The verdict on a workload; empty where no volume is at stake. */
export function verdictHint({ verdict, doubleMount }: WorkloadAnalysis): string {
  if (verdict === 'stateless') return '';
  return doubleMount.possible === true && doubleMount.fromMs !== undefined
    ? `→ two writers from ${durationText(doubleMount.fromMs)}`
    : `→ ${verdictWords(verdict).title}`;
}

/** The verdict on a workload in a sentence's part; empty where no volume is at stake. */
export function workloadHint({ verdict, doubleMount, eviction }: WorkloadAnalysis): string {
  if (verdict === 'stateless') return '';
  const { title } = verdictWords(verdict);
  if (doubleMount.possible === true && doubleMount.fromMs !== undefined)
    return `${title}, from ${durationText(doubleMount.fromMs)} on`;
  return isNever(eviction) || verdict === 'never-evicted' ? title : `evicted after ${windowText(eviction)}, ${title}`;
}
