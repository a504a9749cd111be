// What values cost, in words: which silence marks a node, what it survives, what heartbeats write.
import { durationText } from '../../model/durationText.ts';
import type { HeartbeatCost, TuningResult } from '../../tuner/targets.ts';

/** What one dead HTTP/2 connection of the controller manager costs at the most. */
const DEAD_CONNECTION = '45 s';

/** One sentence a line. */
export function priceLines({ after, costBefore, costAfter }: TuningResult): readonly string[] {
  const { detection, missedHeartbeats, hungRequest, outlastsDeadConnection } = after;
  const lost = `${missedHeartbeats} lost heartbeat${missedHeartbeats === 1 ? '' : 's'} in a row`;
  return [
    missedHeartbeats < 0
      ? 'Healthy nodes are marked, since a heartbeat takes longer than the grace.'
      : `A silence of ${durationText(detection.earliest)} can mark a node; ${Number.isFinite(missedHeartbeats) ? lost : 'lost heartbeats'} are survived.`,
    `One request of the kubelet that hangs costs ${durationText(hungRequest)} of it, a dead connection of its own about ${durationText(2 * hungRequest)}.`,
    outlastsDeadConnection
      ? `One dead HTTP/2 connection of the controller manager (${DEAD_CONNECTION}) marks no node.`
      : `One dead HTTP/2 connection of the controller manager (${DEAD_CONNECTION}) can mark every node.`,
    `Heartbeats write ${costAfter.map((one, i) => writes(one, costBefore[i])).join(', ')} a minute.`,
  ];
}

function writes(after: HeartbeatCost, before: HeartbeatCost | undefined): string {
  const total = (cost: HeartbeatCost) => cost.leaseWritesPerMinute + cost.statusWritesPerMinute;
  const from = before === undefined || total(before) === total(after) ? '' : `${total(before)} → `;
  return `${from}${total(after)} (${after.nodes} nodes)`;
}
