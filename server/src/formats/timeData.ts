// Times as formats for programs have them: whole milliseconds, earliest ones rounded down and latest ones up, `null` for never.
import { isUnbounded } from '../model/durationText.ts';
import { type DetectionWindow, isNever, type Window } from '../model/window.ts';
import type { HeartbeatCost } from '../tuner/targets.ts';
import type { ClusterData, HeartbeatWritesData, WindowData } from './explainData.ts';

export function windowData(window: Window): WindowData | null {
  return isNever(window) ? null : { earliestMs: down(window.earliest), latestMs: bound(window.latest) };
}

export function detectionData(window: DetectionWindow): ClusterData['detection'] {
  const data = windowData(window);
  return data && { earliestMs: data.earliestMs, typicalMs: bound(window.typical), latestMs: data.latestMs };
}

/** Writes a minute; as times, `null` without bound. */
export function writesData(costs: readonly HeartbeatCost[]): readonly HeartbeatWritesData[] {
  return costs.map(({ nodes, leaseWritesPerMinute, statusWritesPerMinute }) => ({
    nodes,
    leaseWritesPerMinute: bound(leaseWritesPerMinute),
    statusWritesPerMinute: bound(statusWritesPerMinute),
  }));
}

export function down(milliseconds: number): number {
  return Math.floor(tidy(milliseconds));
}

export function bound(milliseconds: number): number | null {
  return isUnbounded(milliseconds) ? null : Math.ceil(tidy(milliseconds));
}

/** Without the noise of binary fractions, which would turn 355100.00000000006 into 355101. */
function tidy(milliseconds: number): number {
  return Math.round(milliseconds * 1_000) / 1_000;
}
