// What events tell of nodes and pods that are not in the list themselves.
import { groupBy } from '../model/grouped.ts';
import type { LiveEvent, LiveFacts } from '../model/live.ts';
import type { NodeNow, ToldObject } from './incident.ts';

/** What happened to its node, its eviction or its volume: without one of them the others are everyday life. */
const INCIDENTS: ReadonlySet<string> = new Set([
  'NodeNotReady',
  'TaintManagerEviction',
  'NodeControllerEviction',
  'DeletingAllPods',
  'RemovingNode',
  'DeletingNode',
  'FailedAttachVolume',
  'FailedMount',
  'Rebooted',
]);
/** A node-lifecycle controller that says so itself has just marked the node: `pkg/controller/util/node (RecordNodeStatusChange)`. */
const NODE_CONTROLLER = 'node-controller';
const NODE_GONE: ReadonlySet<string> = new Set(['RemovingNode', 'DeletingNode']);

/** What the events of a node come to that is not in the list. */
export interface NodeByEvents {
  readonly name: string;
  /** When it was marked not ready, and whether the control plane said so. */
  readonly at: number;
  readonly isByController: boolean;
}

/** Nodes of which events say that they are not ready, and no later one that they are ready, or gone. */
export function nodesByEvents({ events }: Pick<LiveFacts, 'events'>): readonly NodeByEvents[] {
  const last = new Map<string, LiveEvent>();
  for (const event of events) {
    if (event.kind !== 'Node' || !(event.reason === 'NodeNotReady' || event.reason === 'NodeReady')) continue;
    if (event.at >= (last.get(event.name)?.at ?? 0)) last.set(event.name, event);
  }
  return [...last.values()].flatMap(({ name, reason, at, by }) =>
    reason === 'NodeNotReady' ? [{ name, at, isByController: by === NODE_CONTROLLER }] : [],
  );
}

/** When an event says that a Node was deleted, by its name. */
export function deletedByEvents({ events }: Pick<LiveFacts, 'events'>, name: string): number | undefined {
  return events.find((one) => one.kind === 'Node' && one.name === name && NODE_GONE.has(one.reason))?.at;
}

/**
 * Objects of kinds that were not asked for, with what events say of each, in time. What a list has tells more than its events.
 *
 * @param told nodes that are told already
 */
export function toldByEvents({ events, nodes, pods }: LiveFacts, told: readonly NodeNow[]): readonly ToldObject[] {
  const names = new Set(told.map(({ name }) => name));
  const missing = events.filter(({ kind, name, reason }) =>
    kind === 'Pod'
      ? pods.length === 0
      : // When it was marked is told with the node.
        kind === 'Node' && nodes.length === 0 && !(reason === 'NodeNotReady' && names.has(name)),
  );
  const sorted = missing.toSorted((a, b) => a.at - b.at);
  return [...groupBy(sorted, ({ kind, namespace, name }) => `${kind} ${namespace} ${name}`).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || !own.some(({ reason }) => INCIDENTS.has(reason))) return [];
    const { kind, namespace, name } = first;
    return { kind, namespace, name, events: lastOfEach(own) };
  });
}

/** What is said again and again counts once: a reason, and the first word of what it says. */
function lastOfEach(events: readonly LiveEvent[]): readonly LiveEvent[] {
  const last = new Map(events.map((event) => [`${event.reason} ${event.message.split(' ', 1)[0]}`, event]));
  return [...last.values()].toSorted((a, b) => a.at - b.at);
}

/** Whether events are all that a list has. */
export function hasEventsAlone(live: LiveFacts, workloads: number): boolean {
  const { nodes, leases, pods, attachments, volumes, claims, events, hasOtherEvents } = live;
  const others = [nodes, leases, pods, attachments, volumes, claims];
  return workloads === 0 && others.every(({ length }) => length === 0) && (events.length > 0 || hasOtherEvents);
}
