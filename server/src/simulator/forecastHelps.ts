// What somebody does about the lost node in one run: of each window one time, from the silence or from the mark.
import type { Interventions, Time } from '../timing/outsideHelp.ts';
import { windowOf } from '../timing/outsideHelp.ts';
import { LOST_NODE } from './forecastInputs.ts';
import type { Random } from './random.ts';
import type { SimulatedHelp } from './simulation.ts';

/** What has no latest time comes within this in a run, or in none. */
const SOME_TIME = 20 * 60_000;

/**
 * @param pod whom it concerns; all pods of the node where it is left out
 * @param from what the times count from
 */
export function helpsOf(
  interventions: Interventions,
  from: SimulatedHelp['from'],
  random: Random,
  pod?: string,
): readonly SimulatedHelp[] {
  const share = random();
  const at = (time: Time): number => {
    const { earliest, latest } = windowOf(time);
    return earliest + share * (Number.isFinite(latest) ? latest - earliest : SOME_TIME);
  };
  const found: SimulatedHelp[] = [];
  const add = (does: SimulatedHelp['does'], time: Time | undefined) => {
    if (time !== undefined)
      found.push({ does, node: LOST_NODE, at: at(time), from, ...(pod !== undefined && { pod }) });
  };
  const { writerGoneBy, fencesFirst, drainedAt } = interventions;
  add('drain', drainedAt);
  if (writerGoneBy !== undefined) {
    // At any time before the bound; before anything else is done, where it is done only then.
    const by = fencesFirst ? at(writerGoneBy) : windowOf(writerGoneBy).latest;
    if (Number.isFinite(by)) add('end-writers', random() * by);
  }
  add('delete-pod', interventions.podDeletedAt);
  add('force-delete', interventions.forceDeletedAt);
  add('delete-attachments', interventions.attachmentsDeletedAt);
  add('delete-node', interventions.nodeDeletedAt);
  add('out-of-service', interventions.outOfServiceAt);
  return found;
}
