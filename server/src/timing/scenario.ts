// How long the node is away in a scenario, and what becomes of its containers meanwhile.
import type { ControllerInputs } from '../effective/inputs.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { Heartbeat, Scenario } from './analysis.ts';

/** How long the node is away, and what becomes of its containers meanwhile. */
export interface Absence {
  /** When the node is back; `Infinity`: not by itself. */
  readonly returnsAt: number;
  /** When a pass has seen that it is back at the latest. */
  readonly backSeenBy: number;
  /** Some heartbeats may come through, so that nothing is sure to happen. */
  readonly partial: boolean;
  /** No heartbeat is lost at all. */
  readonly none: boolean;
  /** The containers are dead from the start. */
  readonly writerDead: boolean;
}

/** How long the node is away in a scenario; it may be brought back meanwhile. */
export function absenceOf(scenario: Scenario, beat: Heartbeat, controller: ControllerInputs): Absence {
  const absence = ownAbsence(scenario, beat, controller);
  const returnsAt = scenario.meanwhile?.returnsAt ?? Number.POSITIVE_INFINITY;
  // An instance that is gone does not come back.
  if (returnsAt >= absence.returnsAt || scenario.kind === 'node-deleted') return absence;
  const backSeenBy = returnsAt + beat.maxMs + Math.max(controller.monitorPeriod, 0);
  return { ...absence, returnsAt, backSeenBy };
}

function ownAbsence(scenario: Scenario, beat: Heartbeat, controller: ControllerInputs): Absence {
  const forever = { returnsAt: Number.POSITIVE_INFINITY, backSeenBy: Number.POSITIVE_INFINITY };
  switch (scenario.kind) {
    case 'partition':
    case 'kubelet-stopped':
    case 'zone-outage':
      return { ...forever, partial: false, none: false, writerDead: false };
    case 'crash':
    case 'node-deleted':
    // A graceful one is treated apart; else the containers are dead before the node falls silent.
    case 'shutdown':
      return { ...forever, partial: false, none: false, writerDead: true };
    case 'overload': {
      const returnsAt = Math.max(scenario.forMs, 0);
      const backSeenBy = returnsAt + beat.maxMs + Math.max(controller.monitorPeriod, 0);
      return { returnsAt, backSeenBy, partial: scenario.loss < 1, none: scenario.loss <= 0, writerDead: false };
    }
  }
}

/** The part of a window in which the node is still away: what is not sure to happen before it is back has no end. */
export function whileAway(window: Window, absence: Absence): Window {
  if (isNever(window) || absence.none || window.earliest > absence.backSeenBy) return NEVER;
  const sure = !absence.partial && window.latest <= absence.returnsAt;
  return sure ? window : { earliest: window.earliest, latest: Number.POSITIVE_INFINITY };
}

/**
 * When the kubelet has ended the pod after its return: it counts the whole grace from then on, and at least one second. One
 * that is deleted only then is ended a grace after that.
 *
 * Source: pkg/kubelet/pod_workers.go (calculateEffectiveGracePeriod)
 * @param graceMs terminationGracePeriodSeconds in milliseconds
 * @param evicted by controllers, which see that the node is back a little later
 * @param deleted by anybody else
 */
export function kubeletEnds(
  { returnsAt, backSeenBy }: Absence,
  graceMs: number,
  evicted: Window = NEVER,
  deleted: Window = NEVER,
): Window {
  const byControllers = isNever(evicted) ? 0 : Math.min(evicted.latest, backSeenBy);
  const byOthers = isNever(deleted) ? 0 : deleted.latest;
  return { earliest: returnsAt, latest: Math.max(returnsAt, byControllers, byOthers) + Math.max(graceMs, 1_000) };
}
