// What values cost, in words: which silence marks a node, what it survives, what heartbeats write.
import { durationText } from '../../model/durationText.ts';
import { listed, type Said, say } from '../../text/message.ts';
import type { HeartbeatCost, TuningResult } from '../../tuner/targets.ts';

/** What one dead HTTP/2 connection of the controller manager costs at the most. */
const DEAD_CONNECTION = durationText(45_000);

/** One sentence a line. */
export function priceLines({ after, costBefore, costAfter }: TuningResult): readonly Said[] {
  const { detection, missedHeartbeats, hungRequest, outlastsDeadConnection } = after;
  const silence = durationText(detection.earliest);
  return [
    missedHeartbeats < 0
      ? say`Healthy nodes are marked, since a heartbeat takes longer than the grace.`
      : !Number.isFinite(missedHeartbeats)
        ? say`A silence of ${silence} can mark a node; lost heartbeats are survived.`
        : missedHeartbeats === 1
          ? say`A silence of ${silence} can mark a node; 1 lost heartbeat is survived.`
          : say`A silence of ${silence} can mark a node; ${missedHeartbeats} lost heartbeats in a row are survived.`,
    say`One request of the kubelet that hangs costs ${durationText(hungRequest)} of it, a dead connection of its own about ${durationText(2 * hungRequest)}.`,
    outlastsDeadConnection
      ? say`One dead HTTP/2 connection of the controller manager (${DEAD_CONNECTION}) marks no node.`
      : say`One dead HTTP/2 connection of the controller manager (${DEAD_CONNECTION}) can mark every node.`,
    say`Heartbeats write ${listed(costAfter.map((one, i) => writes(one, costBefore[i])))} a minute.`,
  ];
}

function writes(after: HeartbeatCost, before: HeartbeatCost | undefined): Said {
  const total = (cost: HeartbeatCost) => cost.leaseWritesPerMinute + cost.statusWritesPerMinute;
  const is = say`${total(after)} (${after.nodes} nodes)`;
  return before === undefined || total(before) === total(after) ? is : say`${total(before)} → ${is}`;
}
