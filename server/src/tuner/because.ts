// Why the tuner changes a value: the end of a sentence beside it.
import { durationText } from '../model/durationText.ts';
import { type Said, say } from '../text/message.ts';
import type { Tunable, TuningResult } from './targets.ts';

/** The reason of one change of a result. */
export function becauseOf(
  name: Tunable,
  { before, after, current, values, costBefore, costAfter }: TuningResult,
): Said {
  switch (name) {
    case 'monitorPeriod':
      return say`each look at the nodes costs up to one: marked by ${durationText(after.detection.latest)}`;
    case 'gracePeriod':
      return values.gracePeriod < current.gracePeriod
        ? say`marked by ${durationText(after.detection.latest)} instead of ${durationText(before.detection.latest)}`
        : after.outlastsDeadConnection && !before.outlastsDeadConnection
          ? say`${lost(after.missedHeartbeats)} are survived, and a dead HTTP/2 connection`
          : say`${lost(after.missedHeartbeats)} are survived`;
    case 'leaseDurationSeconds': {
      const [own, other] = [costAfter[0]?.leaseWritesPerMinute ?? 0, costBefore[0]?.leaseWritesPerMinute ?? 0];
      const factor = other > 0 ? say`, for ${(own / other).toFixed(1).replace(/\.0$/, '')} times the writes` : '';
      return say`a heartbeat every ${durationText(after.heartbeatEvery)}, so that ${lost(after.missedHeartbeats)} are survived${factor}`;
    }
    case 'tolerationSeconds':
    case 'podEvictionTimeout':
      return say`evicted by ${durationText(after.evictedBy)} instead of ${durationText(before.evictedBy)}`;
  }
}

function lost(count: number): Said {
  return count === 1 ? say`1 lost heartbeat` : say`${count} lost heartbeats`;
}
