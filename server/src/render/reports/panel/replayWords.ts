// A simulated run in sentences: one an event.
import { durationText } from '../../../model/durationText.ts';
import type { Workload } from '../../../model/workload.ts';
import { type Message, say } from '../../../text/message.ts';
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
): Message {
  const pod = podName(workload);
  switch (last) {
    case 'silent':
      return oldWrites
        ? say`The node falls silent; ${pod} runs on and writes.`
        : say`The node falls silent, and ${pod} with it.`;
    case 'unknown':
      return say`The control plane marks the node Unknown.`;
    case 'tainted':
      return say`The node gets the taint that evicts its pods.`;
    case 'back':
      return say`The node is back.`;
    case 'evicted':
      return oldWrites ? say`${pod} is evicted; nobody can tell its kubelet.` : say`${pod} is evicted.`;
    case 'removed':
      return oldWrites
        ? say`The object of ${pod} is gone, its containers are not.`
        : say`The object of ${pod} is gone.`;
    case 'created':
      return say`A new ${pod} is made for another node.`;
    case 'detached':
      return say`The volume is detached from the old node.`;
    case 'mounted':
      return isDouble
        ? say`Two ${visibleLine(workload.name)} write to one volume.`
        : say`The new ${pod} can write; it is the only one.`;
    case 'writer-gone':
      return say`The old ${pod} writes no more.`;
    case 'end':
      return say`Nothing more happens within ${durationText(untilMs)}: somebody has to help.`;
  }
}
