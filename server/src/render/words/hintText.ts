// What an editor shows at the end of a line: at most 40 characters, what follows from what stands there.
import { durationText } from '../../model/durationText.ts';
import { isNever } from '../../model/window.ts';
import { type Said, say } from '../../text/message.ts';
import type { ClusterAnalysis, Heartbeat, WorkloadAnalysis } from '../../timing/analysis.ts';
import { verdictWords } from './verdictText.ts';
import { windowText } from './windowText.ts';

/** Longer ones are read by nobody. */
const MOST_CHARACTERS = 40;

/** When the node of a cluster is set to Unknown: beside what decides it. */
export function detectionHint({ detection }: ClusterAnalysis): Said {
  if (isNever(detection)) return say`→ never Unknown`;
  const text = say`→ Unknown ${windowText(detection)}`;
  return String(text).length <= MOST_CHARACTERS ? text : say`→ Unknown from ${durationText(detection.earliest)}`;
}

/** How often a healthy node speaks. */
export function heartbeatHint({ intervalMs }: Heartbeat): Said {
  return say`→ heartbeat every ${durationText(intervalMs)}`;
}

/** When the pod is evicted: beside its own toleration. */
export function evictionHint({ eviction }: WorkloadAnalysis): Said {
  if (isNever(eviction)) return say`→ never evicted`;
  const text = say`→ evicted ${windowText(eviction)}`;
  return String(text).length <= MOST_CHARACTERS ? text : say`→ evicted from ${durationText(eviction.earliest)}`;
}

/** The verdict on a workload; empty where no volume is at stake. */
export function verdictHint({ verdict, doubleMount }: WorkloadAnalysis): Said {
  if (verdict === 'stateless') return '';
  return doubleMount.possible === true && doubleMount.fromMs !== undefined
    ? say`→ two writers from ${durationText(doubleMount.fromMs)}`
    : say`→ ${verdictWords(verdict).title}`;
}

/** The verdict on a workload in a sentence's part; empty where no volume is at stake. */
export function workloadHint({ verdict, doubleMount, eviction }: WorkloadAnalysis): Said {
  if (verdict === 'stateless') return '';
  const { title } = verdictWords(verdict);
  if (doubleMount.possible === true && doubleMount.fromMs !== undefined)
    return say`${title}, from ${durationText(doubleMount.fromMs)} on`;
  return isNever(eviction) || verdict === 'never-evicted'
    ? title
    : say`evicted after ${windowText(eviction)}, ${title}`;
}
