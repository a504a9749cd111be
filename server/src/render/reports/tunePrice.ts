// What values cost, in words: which silence marks a node, what it survives, what heartbeats write.
import { durationText } from '../../model/durationText.ts';
import { listed, type Said, say } from '../../text/message.ts';
import type { HeartbeatCost, TuningResult } from '../../tuner/targets.ts';

/** One sentence a line. */
export function priceLines({ after, costBefore, costAfter }: TuningResult): readonly Said[] {
  const { detection, missedHeartbeats, hungRequest } = after;
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
    deadConnectionText(after),
    say`Heartbeats write ${listed(costAfter.map((one, i) => writes(one, costBefore[i])))} a minute.`,
  ];
}

function deadConnectionText({ deadConnection, outlastsDeadConnection }: TuningResult['after']): Said {
  if (!Number.isFinite(deadConnection))
    return outlastsDeadConnection
      ? say`A dead connection of the controller manager marks no node.`
      : say`A dead connection of the controller manager can mark every node: nothing says when it is noticed.`;
  const noticed = durationText(deadConnection);
  return outlastsDeadConnection
    ? say`One dead HTTP/2 connection of the controller manager (${noticed}) marks no node.`
    : say`One dead HTTP/2 connection of the controller manager (${noticed}) can mark every node.`;
}

function writes(after: HeartbeatCost, before: HeartbeatCost | undefined): Said {
  const total = (cost: HeartbeatCost) => cost.leaseWritesPerMinute + cost.statusWritesPerMinute;
  const is = say`${total(after)} (${after.nodes} nodes)`;
  return before === undefined || total(before) === total(after) ? is : say`${total(before)} → ${is}`;
}
