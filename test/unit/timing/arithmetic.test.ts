// Windows of one controller manager by itself, literally: around every bound at which something else begins.
import assert from 'node:assert/strict';
import { type ControllerInputs, LONGEST_WAIT } from '../../../server/src/effective/inputs.ts';
import { NEVER, type Window } from '../../../server/src/model/window.ts';
import { cloudPeriod } from '../../../server/src/timing/analyse.ts';
import {
  detection,
  graceForMargin,
  marksHealthyNodes,
  neverPostedDetection,
  reportedNotReady,
  survivedHeartbeats,
} from '../../../server/src/timing/detection.ts';
import {
  evictionBesideDeletion,
  legacyEviction,
  lostToken,
  taint,
  taintEviction,
  tokenWait,
} from '../../../server/src/timing/eviction.ts';
import {
  FENCE_AGENTS_DEFAULTS,
  healthCheckFires,
  longestFencing,
  minimumSafeTime,
  SELF_NODE_REMEDIATION_DEFAULTS,
  safeTime,
} from '../../../server/src/timing/fencing.ts';
import { roundUp } from '../../../server/src/timing/heartbeat.ts';
import { orphanRemoval, whileThere } from '../../../server/src/timing/interventions.ts';
import { open } from '../../../server/src/timing/nodeReaction.ts';
import {
  attachAfterRestartWithoutNode,
  delayed,
  detectionOver,
  evictionAfterRestart,
  legacyAfterRestart,
  newLeader,
  overtaken,
  restartAt,
  taintAfterRestart,
  waited,
} from '../../../server/src/timing/restart.ts';
import { kubeletEnds, whileAway } from '../../../server/src/timing/scenario.ts';
import {
  evictionRate,
  longestEvictedStay,
  longestWait,
  lossThatStops,
  zoneState,
} from '../../../server/src/timing/zones.ts';
import { cluster, type Given, instance, TEMPLATE } from './clusterBuilder.ts';
import { CONTROLLER } from './controllerInputs.ts';

const BEAT = { intervalMs: 10_000, maxMs: 10_400, by: 'lease' } as const;
const having = (parts: Partial<ControllerInputs>): ControllerInputs => ({ ...CONTROLLER, ...parts });
const at = (earliest: number, latest: number = earliest): Window => ({ earliest, latest });
const time = (ms: number | undefined) => (ms === undefined ? '-' : Number.isFinite(ms) ? String(ms) : 'never');
const told = ({ earliest, latest }: Window) => `${time(earliest)}…${time(latest)}`;
const lookingEvery = (period: Given<string>) =>
  [...instance('cloud-controller-manager', [33], { 'node-monitor-period': period }).written.values()].map(
    ({ setting }) => setting,
  );
const AWAY = { returnsAt: 5, backSeenBy: 7, partial: false, none: false, writerDead: false };
const RESTART = { stopped: 100_000, started: at(100_000, 123_800) };

const ROWS: readonly (readonly [
  string,
  string | number | boolean | undefined,
  string | number | boolean | undefined,
])[] = [
  // States of a zone: more than two nodes, the threshold included.
  ['2 of 3 nodes', zoneState({ failed: 2, nodes: 3, zones: 2 }, CONTROLLER), 'Normal'],
  ['3 of 5 nodes', zoneState({ failed: 3, nodes: 5, zones: 2 }, CONTROLLER), 'PartialDisruption'],
  ['3 of 6 nodes', zoneState({ failed: 3, nodes: 6, zones: 2 }, CONTROLLER), 'Normal'],
  ['11 of 20 nodes', zoneState({ failed: 11, nodes: 20, zones: 2 }, CONTROLLER), 'PartialDisruption'],
  ['all of one of two zones', zoneState({ failed: 3, nodes: 3, zones: 2 }, CONTROLLER), 'FullDisruption'],
  ['all of the only zone', zoneState({ failed: 3, nodes: 3, zones: 1 }, CONTROLLER), 'all-zones-down'],
  ['rate, all zones down', evictionRate('all-zones-down', 100, CONTROLLER), 0],
  ['rate, normal', evictionRate('Normal', 100, CONTROLLER), 0.1],
  ['rate, full', evictionRate('FullDisruption', 100, CONTROLLER), 0.1],
  ['rate below nothing', evictionRate('Normal', 100, having({ evictionRate: -1 })), 0],
  ['rate, partly, at the size', evictionRate('PartialDisruption', 50, CONTROLLER), 0],
  ['rate, partly, above the size', evictionRate('PartialDisruption', 51, CONTROLLER), 0.01],
  ['second rate below nothing', evictionRate('PartialDisruption', 51, having({ secondaryEvictionRate: -1 })), 0],
  ['loss that stops 3', lossThatStops(3, CONTROLLER), undefined],
  ['loss that stops 4', lossThatStops(4, CONTROLLER), 3],
  ['loss that stops 5', lossThatStops(5, CONTROLLER), 3],
  ['loss that stops 50', lossThatStops(50, CONTROLLER), 28],
  ['loss that stops 51', lossThatStops(51, CONTROLLER), undefined],
  ['loss that stops 51, no second rate', lossThatStops(51, having({ secondaryEvictionRate: 0 })), 29],
  ['loss that stops 51, no zone is large', lossThatStops(51, having({ largeClusterSize: 51 })), 29],
  // How long the last node of a zone waits for its token.
  ['1 node', longestWait({ failed: 1, nodes: 9, zones: 2 }, CONTROLLER), 0],
  ['2 nodes', longestWait({ failed: 2, nodes: 9, zones: 2 }, CONTROLLER), 10_000],
  ['5 of 9, partly', longestWait({ failed: 5, nodes: 9, zones: 2 }, CONTROLLER), Number.POSITIVE_INFINITY],
  ['40 of 60, partly', longestWait({ failed: 40, nodes: 60, zones: 2 }, CONTROLLER), 4_000_000],
  ['2 of 2, full', longestWait({ failed: 2, nodes: 2, zones: 2 }, CONTROLLER), 10_000],
  ['3 of 3, full', longestWait({ failed: 3, nodes: 3, zones: 2 }, CONTROLLER), 30_000],
  [
    '3 of 3, rate of 1: stopped on the way, and stays so',
    longestWait({ failed: 3, nodes: 3, zones: 2 }, having({ evictionRate: 1 })),
    Number.POSITIVE_INFINITY,
  ],
  ['2 of 2, rate of 1', longestWait({ failed: 2, nodes: 2, zones: 2 }, having({ evictionRate: 1 })), 1_000],
  ['60 of 60, rate of 1', longestWait({ failed: 60, nodes: 60, zones: 2 }, having({ evictionRate: 1 })), 60_000],
  ['stay of 1 of 1, 1.33', longestEvictedStay({ failed: 1, nodes: 1, zones: 1 }, CONTROLLER, at(40, 60)), -1],
  ['stay of 1 of 1, 1.34', longestEvictedStay({ failed: 1, nodes: 1, zones: 1 }, having({ minor: 34 }), at(40, 60)), 0],
  ['stay of 2 of 2', longestEvictedStay({ failed: 2, nodes: 2, zones: 1 }, CONTROLLER, at(40, 60)), 20],
  [
    'stay without a rate',
    longestEvictedStay({ failed: 2, nodes: 2, zones: 1 }, having({ evictionRate: 0 }), at(40, 60)),
    Number.POSITIVE_INFINITY,
  ],
  // Tokens.
  ['token of the first, no rate', tokenWait(1, 0), 0],
  ['token of the second, no rate', tokenWait(2, 0), Number.POSITIVE_INFINITY],
  ['token of the third', tokenWait(3, 0.5), 4_000],
  ['lost token, 1.33', lostToken(CONTROLLER), undefined],
  ['lost token, 1.34', lostToken(having({ minor: 34 })), 10_000],
  ['lost token, fast', lostToken(having({ minor: 34, evictionRate: 10 })), 5_000],
  ['lost token, no rate', lostToken(having({ minor: 34, evictionRate: 0 })), Number.POSITIVE_INFINITY],
  // Detection.
  ['detection', told(detection(CONTROLLER, BEAT, true)), '39600…60000'],
  ['detection, no lease', told(detection(CONTROLLER, BEAT, false)), '39600…55000'],
  ['detection, leases unseen', told(detection(having({ leaseEnabled: false }), BEAT, true)), '39600…55000'],
  ['detection without a period', told(detection(having({ monitorPeriod: -1 }), BEAT, true)), '39600…50000'],
  ['detection, grace below the heartbeat', told(detection(having({ gracePeriod: 5_000 }), BEAT, true)), '0…15000'],
  ['detection, controller off', told(detection(having({ nodeLifecycle: false }), BEAT, true)), 'never…never'],
  ['reported', told(reportedNotReady(CONTROLLER)), '0…5000'],
  ['reported without a period', told(reportedNotReady(having({ monitorPeriod: -1 }))), '0…0'],
  ['reported, controller off', told(reportedNotReady(having({ nodeLifecycle: false }))), 'never…never'],
  ['never posted', told(neverPostedDetection(CONTROLLER, false)), '59000…65000'],
  ['never posted, lease', told(neverPostedDetection(CONTROLLER, true)), 'never…never'],
  ['never posted, lease unseen', told(neverPostedDetection(having({ leaseEnabled: false }), true)), '59000…65000'],
  ['never posted, controller off', told(neverPostedDetection(having({ nodeLifecycle: false }), false)), 'never…never'],
  [
    'never posted, no grace and no period',
    told(neverPostedDetection(having({ startupGracePeriod: -5, monitorPeriod: -5 }), false)),
    '0…0',
  ],
  ['marks at the longest pause, jitter', marksHealthyNodes(10_400, BEAT), false],
  ['marks below the longest pause', marksHealthyNodes(10_399, BEAT), true],
  ['marks at an exact pause', marksHealthyNodes(10_000, { intervalMs: 10_000, maxMs: 10_000 }), true],
  ['marks above an exact pause', marksHealthyNodes(10_001, { intervalMs: 10_000, maxMs: 10_000 }), false],
  ['marks without a pause', marksHealthyNodes(0, { intervalMs: 0, maxMs: 0 }), false],
  ['survived, none', survivedHeartbeats(10_000, 10_400), -1],
  ['survived, exactly', survivedHeartbeats(20_800, 10_400), 1],
  ['survived without a pause', survivedHeartbeats(0, 0), Number.POSITIVE_INFINITY],
  ['grace for 3 lost', graceForMargin(3, 12_500, 5_000), 50_000],
  ['grace for 4 lost', graceForMargin(4, 10_400, 5_000), 55_000],
  ['grace at the floor', graceForMargin(3, 11_250, 5_000), 50_000],
  ['grace above a floor', graceForMargin(3, 11_250, 5_000, 44_999), 45_000],
  ['grace without a period', graceForMargin(0, 10_400, 0), 46_000],
  ['round up nothing', roundUp(0, 5), 0],
  ['round up a multiple', roundUp(10, 5), 10],
  ['round up', roundUp(11, 5), 15],
  ['round up without a step', roundUp(11, 0), 11],
  ['round up 0.3 by 0.1', roundUp(0.3, 0.1), 0.30000000000000004],
  // Taint and eviction.
  ['taint, 1.33', told(taint(CONTROLLER, at(40_000, 60_000))), '45000…65100'],
  ['taint, 1.34', told(taint(having({ minor: 34 }), at(40_000, 60_000))), '40000…60100'],
  ['taint of the second', told(taint(CONTROLLER, at(0), 2)), '15000…15100'],
  ['taint, legacy', told(taint(having({ taintBasedEvictions: false }), at(0))), 'never…never'],
  ['eviction after 30 s', told(taintEviction(CONTROLLER, at(5, 6), 30)), '30005…30006'],
  ['eviction after less than nothing', told(taintEviction(CONTROLLER, at(5, 6), -30)), '5…6'],
  ['eviction after 0 to 2 s', told(taintEviction(CONTROLLER, at(5, 6), { from: -1, to: 2 })), '5…2006'],
  ['no eviction', told(taintEviction(CONTROLLER, at(5, 6), null)), 'never…never'],
  ['eviction, controller off', told(taintEviction(having({ taintEviction: false }), at(5), 1)), 'never…never'],
  ['legacy', told(legacyEviction(CONTROLLER, BEAT, true)), '289600…310100'],
  ['legacy, no extra period', told(legacyEviction(CONTROLLER, BEAT, false)), '289600…305100'],
  ['legacy, second node', told(legacyEviction(CONTROLLER, BEAT, false, 2)), '299600…315100'],
  ['legacy, short', told(legacyEviction(having({ podEvictionTimeout: 1 }), BEAT, false)), '44600…60100'],
  ['legacy, off', told(legacyEviction(having({ nodeLifecycle: false }), BEAT, true)), 'never…never'],
  ['deleted when it is tainted', told(evictionBesideDeletion(at(9, 10), at(3, 5), at(5, 6))), '9…10'],
  ['deleted before it is tainted', told(evictionBesideDeletion(at(9, 10), at(3, 5), at(2, 3))), 'never…never'],
  ['deleted around the taint', told(evictionBesideDeletion(at(9, 10), at(3, 5), at(2, 4))), '9…never'],
  ['deleted within the taint', told(evictionBesideDeletion(at(9, 10), at(3, 5), at(4, 9))), '9…never'],
  // What is there, or away, for a time.
  ['there', told(whileThere(at(3, 5), at(5, 9))), '3…5'],
  ['there, perhaps', told(whileThere(at(3, 5), at(2, 3))), '3…never'],
  ['there no more', told(whileThere(at(3, 5), at(1, 2))), 'never…never'],
  ['collected at once, 1.16', told(orphanRemoval(1_000, having({ minor: 16 }))), '1000…21000'],
  ['collected after a quarantine, 1.17', told(orphanRemoval(1_000, having({ minor: 17 }))), '41000…81000'],
  ['never collected', told(orphanRemoval(1_000, having({ podGarbageCollector: false }))), 'never…never'],
  ['away', told(whileAway(at(3, 5), AWAY)), '3…5'],
  ['away, perhaps', told(whileAway(at(3, 6), AWAY)), '3…never'],
  ['away no more', told(whileAway(at(8, 9), AWAY)), 'never…never'],
  ['away until it is seen', told(whileAway(at(7, 9), AWAY)), '7…never'],
  ['not away at all', told(whileAway(at(3, 5), { ...AWAY, none: true })), 'never…never'],
  ['away with news', told(whileAway(at(3, 5), { ...AWAY, partial: true })), '3…never'],
  ['ended by a kubelet that does not return', told(kubeletEnds({ ...AWAY, returnsAt: 1 / 0 }, 30)), 'never…never'],
  ['ended after the return, least', told(kubeletEnds(AWAY, 0)), '5…1005'],
  ['ended after the return', told(kubeletEnds(AWAY, 30_000, at(3, 6))), '5…30006'],
  ['ended after the return, seen late', told(kubeletEnds(AWAY, 30_000, at(3, 9))), '5…30007'],
  ['ended after a later deletion', told(kubeletEnds(AWAY, 30_000, at(3, 9), at(2, 80))), '5…30080'],
  ['as long as Go counts', told(open(at(0, LONGEST_WAIT))), '0…never'],
  ['nearly as long', told(open(at(0, LONGEST_WAIT - 1))), '0…9208511999999'],
  ['never before Go ends', told(open(at(LONGEST_WAIT, LONGEST_WAIT))), 'never…never'],
  ['a cloud that looks every 10 s', cloudPeriod({ ...cluster({}), settings: lookingEvery('10s') }), 10_000],
  ['a cloud that looks all the time', cloudPeriod({ ...cluster({}), settings: lookingEvery('-1s') }), 0],
  ['a cloud of which nobody says', cloudPeriod(cluster({})), 5_000],
  ['a cloud whose period nobody can read', cloudPeriod({ ...cluster({}), settings: lookingEvery(TEMPLATE) }), 1 / 0],
  // A controller manager that is started anew at 100 s.
  ['new leader', told(newLeader(15_000, 2_000)), '13000…23800'],
  ['new leader, long polls', told(newLeader(2_000, 15_000)), '0…68000'],
  ['restart', told(restartAt(100_000, CONTROLLER).started), '100000…123800'],
  [
    'restart, no election',
    told(restartAt(100_000, having({ election: { leaseDuration: 0, retryPeriod: 0 } })).started),
    '100000…100000',
  ],
  ['done before the stop', told(delayed(at(1, 99_999), RESTART)), '1…99999'],
  ['done until the stop', told(delayed(at(1, 100_000), RESTART)), '1…123800'],
  ['done around the stop', told(delayed(at(99_000, 101_000), RESTART)), '99000…123800'],
  ['done after the stop', told(delayed(at(100_001, 130_000), RESTART)), '100001…130000'],
  ['never done', told(delayed(NEVER, RESTART)), 'never…never'],
  ['no restart', told(waited(at(1, 2), 3, 4, undefined)), '4…6'],
  ['waited before the stop', told(waited(at(1_000), 10_000, 98_999, RESTART)), '11000…99999'],
  ['waited until the stop', told(waited(at(1_000), 10_000, 99_000, RESTART)), '11000…222800'],
  ['waited beyond the stop', told(waited(at(50_000), 60_000, 60_000, RESTART)), '160000…183800'],
  ['first before the stop', told(overtaken(at(1, 99_999), at(7, 8), RESTART)), '1…99999'],
  ['first until the stop', told(overtaken(at(1, 100_000), at(200_000), RESTART)), '1…200000'],
  ['first at the stop', told(overtaken(at(100_000, 110_000), at(200_000), RESTART)), '100000…200000'],
  ['first after the stop', told(overtaken(at(100_001, 110_000), at(200_000), RESTART)), '200000…200000'],
  ['first perhaps, second never', told(overtaken(at(90_000, 110_000), NEVER, RESTART)), '90000…never'],
  ['found before', told(detectionOver({ ...at(40_000, 60_000), typical: 55_000 }, CONTROLLER, RESTART)), '40000…60000'],
  [
    'found later',
    told(detectionOver({ ...at(110_000, 120_000), typical: 110_000 }, CONTROLLER, RESTART)),
    '150000…173800',
  ],
  [
    'typically before the stop',
    detectionOver({ ...at(90_000, 120_000), typical: 99_999 }, CONTROLLER, RESTART).typical,
    99_999,
  ],
  [
    'typically at the stop',
    detectionOver({ ...at(90_000, 120_000), typical: 100_000 }, CONTROLLER, RESTART).typical,
    173_800,
  ],
  ['tainted again', told(taintAfterRestart(at(40_000, 100_000), CONTROLLER, RESTART, 5_000, 0)), '100000…123900'],
  ['tainted either way', told(taintAfterRestart(at(100_000, 100_001), CONTROLLER, RESTART, 5_000, 7)), '100000…178907'],
  ['tainted later', told(taintAfterRestart(at(100_001, 100_002), CONTROLLER, RESTART, 5_000, 7)), '155000…178907'],
  ['legacy after a restart', told(legacyAfterRestart(CONTROLLER, RESTART)), '400000…423900'],
  [
    'legacy after a restart, short',
    told(legacyAfterRestart(having({ podEvictionTimeout: 1 }), RESTART)),
    '105000…178900',
  ],
  ['evicted after a restart', told(evictionAfterRestart(CONTROLLER, RESTART.started, 30)), '130000…153900'],
  ['evicted after a restart, second', told(evictionAfterRestart(CONTROLLER, RESTART.started, 30, 2)), '140000…163900'],
  ['attached without its Node, 1.36', told(attachAfterRestartWithoutNode(at(5), at(7), 36)), '7…360007'],
  ['attached without its Node, 1.37', told(attachAfterRestartWithoutNode(at(5), at(7), 37)), '7…7'],
  // Fencing.
  ['safe time, nobody to ask', minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, 0), 180_000],
  ['safe time, 3 peers', minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, 3), 180_000],
  ['safe time, 6 peers', minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, 6), 180_000],
  ['safe time, 7 peers', minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, 7), 186_000],
  ['safe time, 103 peers', minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, 103), 282_000],
  ['safe time that is written', safeTime({ ...SELF_NODE_REMEDIATION_DEFAULTS, safeTime: 200_000 }, 0), 200_000],
  ['safe time that is too short', safeTime({ ...SELF_NODE_REMEDIATION_DEFAULTS, safeTime: 100_000 }, 0), 180_000],
  ['fence agents', longestFencing(FENCE_AGENTS_DEFAULTS), 325_000],
  ['health check', told(healthCheckFires(at(40_000, 60_000), 300_000)), '339000…360000'],
  ['health check at once', told(healthCheckFires(at(40_000, 60_000), 0)), '40000…60000'],
];

describe('timing: around every bound', () => {
  for (const [what, value, expected] of ROWS) it(what, () => assert.equal(value, expected));
});
