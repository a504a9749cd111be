// A simulated run in sentences: one an event.
import { durationText } from '../../../model/durationText.ts';
import type { Workload } from '../../../model/workload.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { ReplayState } from '../../picture/replayFrames.ts';

/** The pod that is lost, as people call it. */
export function podName({ kind, name }: Workload): string {
  return visibleLine(kind === 'StatefulSet' ? `${name}-0` : name);
}

/** What has just happened, in one sentence. */
export function replaySentence(
  { last, oldWrites, isDouble }: ReplayState,
  workload: Workload,
  untilMs: number,
): string {
  const pod = podName(workload);
  switch (last) {
    case 'silent':
      return oldWrites
        ? `The node falls silent; ${pod} runs on and writes.`
        : `The node falls silent, and ${pod} with it.`;
    case 'unknown':
      return 'The control plane marks the node Unknown.';
    case 'tainted':
      return 'The node gets the taint that evicts its pods.';
    case 'back':
      return 'The node is back.';
    case 'evicted':
      return oldWrites ? `${pod} is evicted; nobody can tell its kubelet.` : `${pod} is evicted.`;
    case 'removed':
      return oldWrites ? `The object of ${pod} is gone, its containers are not.` : `The object of ${pod} is gone.`;
    case 'created':
      return `A new ${pod} is made for another node.`;
    case 'detached':
      return 'The volume is detached from the old node.';
    case 'mounted':
      return isDouble
        ? `Two ${visibleLine(workload.name)} write to one volume.`
        : `The new ${pod} can write; it is the only one.`;
    case 'writer-gone':
      return `The old ${pod} writes no more.`;
    case 'end':
      return `Nothing more happens within ${durationText(untilMs)}: somebody has to help.`;
  }
}
