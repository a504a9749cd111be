// Why the tuner changes a value: the end of a sentence beside it.
import { durationText } from '../model/durationText.ts';
import type { Tunable, TuningResult } from './targets.ts';

/** The reason of one change of a result. */
export function becauseOf(
  name: Tunable,
  { before, after, current, values, costBefore, costAfter }: TuningResult,
): string {
  switch (name) {
    case 'monitorPeriod':
      return `each look at the nodes costs up to one: marked by ${durationText(after.detection.latest)}`;
    case 'gracePeriod':
      return values.gracePeriod < current.gracePeriod
        ? `marked by ${durationText(after.detection.latest)} instead of ${durationText(before.detection.latest)}`
        : `${lost(after.missedHeartbeats)} are survived${after.outlastsDeadConnection && !before.outlastsDeadConnection ? ', and a dead HTTP/2 connection' : ''}`;
    case 'leaseDurationSeconds': {
      const [own, other] = [costAfter[0]?.leaseWritesPerMinute ?? 0, costBefore[0]?.leaseWritesPerMinute ?? 0];
      const factor = other > 0 ? `, for ${(own / other).toFixed(1).replace(/\.0$/, '')} times the writes` : '';
      return `a heartbeat every ${durationText((values.leaseDurationSeconds * 1_000) / 4)}, so that ${lost(after.missedHeartbeats)} are survived${factor}`;
    }
    case 'tolerationSeconds':
    case 'podEvictionTimeout':
      return `evicted by ${durationText(after.evictedBy)} instead of ${durationText(before.evictedBy)}`;
  }
}

function lost(count: number): string {
  return `${count} lost heartbeat${count === 1 ? '' : 's'}`;
}
