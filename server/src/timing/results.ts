// What rules, words and pages may ask of the timing model beside its analyses: its quantities, by their own formulas.
export { mayCompare, refusedToleration } from '../effective/refusedToleration.ts';
export { durationOf, leastSafeTime, safeTimeOf } from './actorsAtWork.ts';
export { decidingParameters } from './deciding.ts';
export { effectiveGrace } from './detection.ts';
export { roundUp } from './heartbeat.ts';
export { type Loss, lossBy } from './losses.ts';
export { type UnlistedToleration, unlistedTolerations } from './namespaceTolerations.ts';
export { reachesSecondNode } from './outcome.ts';
export {
  changesHeartbeat,
  type GraceAndHeartbeat,
  graceWanted,
  heartbeatOf,
  leastPause,
  type Meeting,
  meetingOf,
} from './patience.ts';
export { evictedAfter, supposedWorkload, survivedWith } from './supposed.ts';
export { matches } from './tolerations.ts';
export { FEWEST_LOST_NODES, lossThatStops } from './zones.ts';
