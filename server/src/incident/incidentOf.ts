// Puts an incident together from a running cluster's analysis and its list.
import type { LiveFacts, LivePodDetails } from '../model/live.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { waysFor } from '../timing/waysOut.ts';
import { incidentContext } from './context.ts';
import type { FreeNow, Incident, MissingKind, NodeNow, OtherPods, PodNow, Waits } from './incident.ts';
import { nodesNow } from './nodesNow.ts';
import { newestTime } from './now.ts';
import { fateOf, isAtStake, type Surroundings } from './podsNow.ts';
import { hasEventsAlone, toldByEvents } from './toldByEvents.ts';
import { heldVolumes, volumesOf } from './volumesNow.ts';
import { zonesNow } from './zonesNow.ts';

/** Verdicts of workloads whose pods nobody has to free. */
const NOTHING_WAITS: ReadonlySet<Waits> = new Set<Waits>(['stays', 'ending', 'schedule', 'finalizers']);

/**
 * What is happening in a cluster that printed itself.
 *
 * @param analysis of a partition
 * @param at which time it is; the newest time of the list where it is left out
 * @returns `undefined` where no node is lost, or nothing says which time it is; of events alone what they tell, be it nothing
 */
export function incidentOf(analysis: ClusterAnalysis, at?: number): Incident | undefined {
  const { live } = analysis.cluster;
  if (live === undefined) return undefined;
  const deleted = live.pods.flatMap((pod) => (pod.isTerminating ? (pod.details() ?? []) : []));
  const { now: newest, skewed } = newestTime(live, deleted);
  const now = at === undefined ? newest : { at, because: undefined };
  if (now === undefined) return undefined;
  const context = incidentContext(analysis, live);
  const knowsConditions = live.nodes.some(({ state }) => state.ready !== undefined);
  const zones = knowsConditions && !isOneOfMany(live) ? zonesNow(live.nodes, context.controllers) : [];
  const nodes = nodesNow(context, now.at, zones, deleted);
  const isEventsAlone = hasEventsAlone(live, analysis.workloads.length);
  if (nodes.length === 0 && !isEventsAlone) return undefined;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const pods = told(live, byName);
  const held = heldVolumes(context, nodes, pods, now.at);
  const around: Surroundings = { context, now: now.at, zones, held };
  const found = pods.flatMap((pod): PodNow[] => {
    const node = byName.get(pod.node);
    const fate = fateOf(pod, node, around);
    if (fate === undefined) return [];
    const workload = context.workloadOf(pod);
    const { waits, since, until, by } = fate;
    return [
      {
        pod,
        node,
        analysis: workload,
        ...{ waits, since, until, by },
        mayAct: (workload?.actors ?? []).flatMap(({ title, interventions }) => (interventions ? [] : title)),
        volumes: volumesOf(pod, context),
        frees: freesOf(pod, node, waits, workload, analysis, now.at),
      },
    ];
  });
  const atStake = found.filter(({ pod, waits, analysis: own }) => isAtStake(pod, waits, own));
  return {
    now,
    zones,
    nodes,
    pods: atStake.toSorted(byNode),
    others: othersOf(found, atStake),
    held,
    told: toldByEvents(live, nodes),
    isEventsAlone,
    missing: missingOf(live, analysis, knowsConditions),
    clocks: skewed,
  };
}

/** `kubectl get node NAME` prints no list, and says nothing of its zone. */
function isOneOfMany({ nodes }: LiveFacts): boolean {
  return nodes.length === 1 && nodes[0]?.state.isAskedByName === true;
}

/** Pods of lost nodes, pods that are going, and pods that have not started. */
function told(live: LiveFacts, lost: ReadonlyMap<string, NodeNow>): readonly LivePodDetails[] {
  return live.pods.flatMap((pod) =>
    lost.has(pod.node) || pod.isTerminating || pod.isPending ? (pod.details() ?? []) : [],
  );
}

function byNode(a: PodNow, b: PodNow): number {
  const keyOf = ({ node, pod }: PodNow) => `${node === undefined ? 1 : 0} ${pod.node} ${pod.namespace}/${pod.name}`;
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The ways out with the names of this incident, as if they were taken now. */
function freesOf(
  pod: LivePodDetails,
  node: NodeNow | undefined,
  waits: Waits,
  workload: WorkloadAnalysis | undefined,
  analysis: ClusterAnalysis,
  now: number,
): readonly FreeNow[] {
  if (workload === undefined || node === undefined || NOTHING_WAITS.has(waits)) return [];
  // Nothing says that it is lost: pods end every day.
  if (node.condition === 'unlisted' && node.renewed === undefined && node.since === undefined) return [];
  const { name, outOfService: isOutOfService } = node;
  const names = { node: name, namespace: pod.namespace, pod: pod.name, isOutOfService };
  const from = (window: Window, doneAt: number): Window =>
    isNever(window)
      ? NEVER
      : { earliest: now + Math.max(0, window.earliest - doneAt), latest: now + Math.max(0, window.latest - doneAt) };
  return waysFor(analysis, workload, names)
    .filter(({ by }) => isOpen(by, node))
    .map((way) => ({
      ...way,
      objectGone: from(way.objectRemoval, way.doneAt),
      replacementMount: from(way.replacementMount, way.doneAt),
    }));
}

/** What is done already is no way out any more, and a Node that is gone takes no taint. */
function isOpen(by: FreeNow['by'], { condition, node }: NodeNow): boolean {
  // That nothing was done is what the rest of the incident tells.
  if (by === 'fenced') return false;
  if (condition === 'deleted') return by === 'force-delete' || by === 'recreate';
  return !(by === 'node-deleted' && node?.state.deleted !== undefined);
}

const NO_OTHERS = { terminating: 0, running: 0, staying: 0, stopped: 0 };

function othersOf(found: readonly PodNow[], atStake: readonly PodNow[]): readonly OtherPods[] {
  const shown = new Set(atStake);
  const counts = new Map<string, OtherPods>();
  for (const one of found) {
    if (shown.has(one) || one.node === undefined) continue;
    const { name } = one.node;
    const { terminating, running, staying, stopped } = counts.get(name) ?? NO_OTHERS;
    const isGoing = one.pod.deletionTimestamp !== undefined;
    counts.set(name, {
      node: name,
      terminating: terminating + (isGoing ? 1 : 0),
      running: running + (!isGoing && one.waits !== 'stays' && one.waits !== 'stopped' ? 1 : 0),
      staying: staying + (!isGoing && one.waits === 'stays' ? 1 : 0),
      stopped: stopped + (!isGoing && one.waits === 'stopped' ? 1 : 0),
    });
  }
  return [...counts.values()];
}

/** `kubectl get … -n NAMESPACE`: every cluster has pods of its own in kube-system, and leases in kube-node-lease. */
function isOneNamespace({ leases, pods }: LiveFacts, workloads: readonly WorkloadAnalysis[]): boolean {
  const namespaces = new Set(workloads.map(({ workload }) => workload.namespace));
  return leases.length === 0 && pods.length > 0 && namespaces.size === 1;
}

function missingOf(
  live: LiveFacts,
  { cluster, workloads }: ClusterAnalysis,
  knowsConditions: boolean,
): readonly MissingKind[] {
  const missing: MissingKind[] = [];
  if (live.nodes.length === 0) missing.push('nodes');
  else if (isOneOfMany(live)) missing.push('other-nodes');
  else if (!knowsConditions) missing.push('conditions');
  if (isOneNamespace(live, workloads)) missing.push('other-namespaces');
  if (live.leases.length === 0) missing.push('leases');
  if (live.pods.length === 0) missing.push('pods');
  if (live.attachments.length === 0) missing.push('volumeattachments');
  if (live.volumes.length === 0) missing.push('persistentvolumes');
  if (cluster.version.origin === 'assumed') missing.push('version');
  return missing;
}
