// Nodes that are lost, were lost, or fall silent just now: since when, and what comes next for them.
import { least, most } from '../model/extremes.ts';
import type { LivePodDetails } from '../model/live.ts';
import type { ClusterNode, NodeTaint } from '../model/node.ts';
import { NEVER, type Window } from '../model/window.ts';
import { queueDelay, tokenWait } from '../timing/eviction.ts';
import type { IncidentContext } from './context.ts';
import type { NodeCondition, NodeNow, ZoneNow } from './incident.ts';
import { deletionRequested } from './now.ts';
import { deletedByEvents, nodesByEvents } from './toldByEvents.ts';
import { silenceBefore, WHOLE_SECOND } from './wholeSeconds.ts';

/** Keys of the taints of a lost node, and what they were called up to 1.8. */
const LOST_TAINTS =
  /^node\.(?:kubernetes\.io\/(?:unreachable|not-ready)|alpha\.kubernetes\.io\/(?:unreachable|notReady))$/;
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
/** Of a node that is well no lease is older than two of its intervals. */
const LATE_INTERVALS = 2;

/** @param deleted pods that are Terminating */
export function nodesNow(
  context: IncidentContext,
  now: number,
  zones: readonly ZoneNow[],
  deleted: readonly LivePodDetails[],
): readonly NodeNow[] {
  const { live } = context;
  const renewals = new Map(live.leases.map(({ node, renewed }) => [node, renewed]));
  const found = live.nodes.flatMap((node): NodeNow[] => {
    const renewed = renewals.get(node.name);
    const condition = conditionOf(node, renewed, now, context, deleted);
    return condition === undefined ? [] : [nodeNow(node, condition, renewed, context)];
  });
  const all = [...found, ...deletedNodes(context, renewals, now), ...unlistedNodes(context, renewals, deleted, now)];
  return all.map((one) => ({ ...one, getsTaint: nextTaint(one, all, zones, context, now) }));
}

function lostTaint({ state }: ClusterNode): NodeTaint | undefined {
  return state.taints.find(({ key, effect }) => effect === 'NoExecute' && LOST_TAINTS.test(key));
}

function conditionOf(
  node: ClusterNode,
  renewed: number | undefined,
  now: number,
  { analysis }: IncidentContext,
  deleted: readonly LivePodDetails[],
): NodeCondition | undefined {
  const { ready } = node.state;
  if (ready === undefined) return lostTaint(node) === undefined ? undefined : 'tainted';
  if (ready.status === 'Unknown') return 'unknown';
  if (ready.status !== 'True') return 'not-ready';
  const { since } = ready;
  const isOld = (pod: LivePodDetails) => {
    const requested = deletionRequested(pod);
    return pod.node === node.name && since !== undefined && requested !== undefined && requested < since;
  };
  if (lostTaint(node) !== undefined || deleted.some(isOld)) return 'back';
  const newest = Math.max(renewed ?? 0, node.state.ready?.heartbeat ?? 0);
  const isLate = renewed !== undefined && now - newest > LATE_INTERVALS * analysis.heartbeat.maxMs;
  return isLate ? 'silent' : undefined;
}

function nodeNow(
  node: ClusterNode,
  condition: NodeCondition,
  renewed: number | undefined,
  context: IncidentContext,
): NodeNow {
  const { state } = node;
  const taint = lostTaint(node);
  const since = condition === 'tainted' ? taint?.added : condition === 'silent' ? undefined : state.ready?.since;
  const heard = heardLast(node, renewed, context);
  const silent = silentSince(condition, since, heard, context);
  return {
    name: node.name,
    node,
    condition,
    since,
    silent,
    renewed,
    tainted: taint && { key: taint.key, at: taint.added },
    outOfService: state.taints.some(({ key }) => key === OUT_OF_SERVICE),
    becomesUnknown: condition === 'silent' && heard !== undefined ? unknownAfter(heard, context) : undefined,
    getsTaint: undefined,
  };
}

/** Its last heartbeat; `undefined` where the list does not have those that come oftener. A status is written in whole seconds. */
function heardLast(
  { state: { ready } }: ClusterNode,
  renewed: number | undefined,
  { analysis: { heartbeat } }: IncidentContext,
): Window | undefined {
  const status = ready?.heartbeat;
  if ((heartbeat.by === 'status' ? status : renewed) === undefined) return undefined;
  const written = status ?? Number.NEGATIVE_INFINITY;
  const lease = renewed ?? Number.NEGATIVE_INFINITY;
  return { earliest: Math.max(lease, written), latest: Math.max(lease, written + WHOLE_SECOND) };
}

/** By its last heartbeat, else by when it became Unknown. */
function silentSince(
  condition: NodeCondition,
  since: number | undefined,
  heard: Window | undefined,
  { analysis: { detection, heartbeat } }: IncidentContext,
): Window | undefined {
  if (condition !== 'unknown' && condition !== 'tainted' && condition !== 'silent') return undefined;
  // What was heard after the node was marked was written by a clock that is ahead, or the node is back.
  const isEarlier = heard !== undefined && (since === undefined || heard.earliest <= since);
  if (isEarlier) return { earliest: heard.earliest, latest: heard.latest + heartbeat.maxMs };
  if (since === undefined || condition !== 'unknown') return undefined;
  return silenceBefore(since, detection);
}

/** From the last heartbeat on, which was up to an interval before the silence. */
function unknownAfter(heard: Window, { analysis: { detection, heartbeat } }: IncidentContext): Window {
  return { earliest: heard.earliest + detection.earliest, latest: heard.latest + heartbeat.maxMs + detection.latest };
}

/** Nodes that pods are bound to, or volumes attached to, and that are not in the list of nodes. */
function deletedNodes(
  { live, analysis }: IncidentContext,
  renewals: ReadonlyMap<string, number | undefined>,
  now: number,
): NodeNow[] {
  if (live.nodes.length === 0) return [];
  const known = new Set(live.nodes.map(({ name }) => name));
  const named = new Set([...live.pods, ...live.attachments].map(({ node }) => node));
  return [...named].flatMap((name): NodeNow[] => {
    if (name === '' || known.has(name)) return [];
    // One that renews its lease lives: not all nodes were asked for.
    if (now - (renewals.get(name) ?? 0) <= LATE_INTERVALS * analysis.heartbeat.maxMs) return [];
    // Pods that have ended keep their node's name for as long as they like.
    const runs = live.pods.some((pod) => pod.node === name && isAtWork(pod.details()));
    if (!runs && !live.attachments.some(({ node }) => node === name)) return [];
    return [{ ...withoutNode(name, renewals.get(name)), condition: 'deleted', since: deletedByEvents(live, name) }];
  });
}

function withoutNode(name: string, renewed: number | undefined): Omit<NodeNow, 'condition'> {
  return {
    name,
    node: undefined,
    since: undefined,
    silent: undefined,
    renewed,
    tainted: undefined,
    outOfService: false,
    becomesUnknown: undefined,
    getsTaint: undefined,
  };
}

/**
 * Where no Node is in the list: those whose lease is old, those whose pods are Terminating and no fresh lease says why, and those
 * that events call not ready.
 */
function unlistedNodes(
  { live, analysis: { heartbeat, detection } }: IncidentContext,
  renewals: ReadonlyMap<string, number | undefined>,
  deleted: readonly LivePodDetails[],
  now: number,
): NodeNow[] {
  if (live.nodes.length > 0) return [];
  const isLate = (renewed: number) => now - renewed > LATE_INTERVALS * heartbeat.maxMs;
  const late = live.leases.flatMap(({ node, renewed }) => (renewed !== undefined && isLate(renewed) ? node : []));
  const going = deleted.flatMap(({ node }) => (node !== '' && renewals.get(node) === undefined ? node : []));
  // A lease that is renewed says more than an event before it.
  const marked = nodesByEvents(live).filter(({ name, at }) => (renewals.get(name) ?? 0) <= at);
  return [...new Set([...late, ...going, ...marked.map(({ name }) => name)])].map((name) => {
    const renewed = renewals.get(name);
    const event = marked.find((one) => one.name === name);
    const silent =
      renewed !== undefined
        ? { earliest: renewed, latest: renewed + heartbeat.maxMs }
        : event?.isByController
          ? silenceBefore(event.at, detection)
          : undefined;
    return { ...withoutNode(name, renewed), condition: 'unlisted', since: event?.at, silent };
  });
}

function isAtWork(pod: LivePodDetails | undefined): boolean {
  return pod !== undefined && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** When a node that is Unknown gets the taint that evicts its pods. */
function nextTaint(
  node: NodeNow,
  all: readonly NodeNow[],
  zones: readonly ZoneNow[],
  { controllers }: IncidentContext,
  now: number,
): Window | undefined {
  if ((node.condition !== 'unknown' && node.condition !== 'not-ready') || node.tainted !== undefined) return undefined;
  const zone = zones.find((one) => one.zone === node.node?.zone);
  if (zone === undefined || zone.isLegacy) return undefined;
  const waiting = all.filter((one) => one.node?.zone === zone.zone && one.tainted === undefined).length;
  const slowest = least(zone.rates) ?? 0;
  if ((most(zone.rates) ?? 0) <= 0) return NEVER;
  const delay = controllers.reduce((longest, one) => Math.max(longest, queueDelay(one)), 0);
  // Its token may have been spent just now, so it may wait for one more than there are before it.
  return { earliest: now, latest: now + delay + tokenWait(waiting + 1, slowest) };
}
