// Reads what `kubectl get … -o json --watch` printed: JSON objects one behind the other, lists, or watch events.

import type { Observation, ObservedNode, ObservedPod } from '../incident/observed.ts';
import { most } from '../model/extremes.ts';
import { append } from '../model/grouped.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The JSON values of a text, one after the other; what is cut off at the end is left out. */
function* jsonValues(text: string): Iterable<unknown> {
  let depth = 0;
  let start = -1;
  // Strings, in which brackets count for nothing, or one bracket.
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    const [token] = match;
    if (token === '{' || token === '[') {
      if (depth === 0) start = match.index;
      depth += 1;
    } else if ((token === '}' || token === ']') && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      const value = parsed(text.slice(start, match.index + 1));
      if (value !== undefined) yield value;
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Milliseconds of the epoch. */
function instant(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** Objects as the API server had them, whatever they are wrapped in. */
function* objectsIn(value: unknown): Iterable<Fields> {
  const object = fields(value);
  if (Array.isArray(object.items)) for (const item of object.items) yield* objectsIn(item);
  else if (typeof object.type === 'string' && object.kind === undefined && object.object !== undefined)
    yield* objectsIn(object.object);
  else if (typeof object.kind === 'string') yield object;
}

interface Seen {
  readonly leases: Map<string, number[]>;
  readonly statuses: Map<string, number[]>;
  readonly unknown: Map<string, number>;
  readonly tainted: Map<string, number>;
  readonly pods: Map<string, ObservedPod>;
  /** Evictions that events tell, by the pod. */
  readonly marked: Map<string, number>;
  endAt: number;
}

/** `undefined` where there is no object of Kubernetes in it. */
export function readWatch(texts: readonly string[]): Observation | undefined {
  const seen: Seen = {
    ...{
      leases: new Map(),
      statuses: new Map(),
      unknown: new Map(),
      tainted: new Map(),
      pods: new Map(),
      marked: new Map(),
    },
    endAt: Number.NEGATIVE_INFINITY,
  };
  for (const one of texts)
    for (const value of jsonValues(one)) for (const object of objectsIn(value)) take(object, seen);
  if (seen.endAt === Number.NEGATIVE_INFINITY) return undefined;
  const nodes = [...seen.unknown].map(([name, unknownAt]): ObservedNode => {
    const last = (beats: ReadonlyMap<string, readonly number[]>) =>
      most((beats.get(name) ?? []).filter((at) => at <= unknownAt));
    return {
      name,
      unknownAt,
      lastLease: last(seen.leases),
      lastStatus: last(seen.statuses),
      taintedAt: seen.tainted.get(name),
    };
  });
  const pods = [...seen.pods.values()].map((pod) => ({
    ...pod,
    deletedAt: pod.deletedAt ?? seen.marked.get(pod.uid),
  }));
  return { nodes, pods, endAt: seen.endAt };
}

const takers: ReadonlyMap<unknown, (object: Fields, seen: Seen) => void> = new Map([
  ['Node', takeNode],
  ['Lease', takeLease],
  ['Pod', takePod],
  ['Event', takeEvent],
]);

function take(object: Fields, seen: Seen): void {
  takers.get(object.kind)?.(object, seen);
}

/** Takes an instant for how far the run was watched. */
function note(seen: Seen, ...values: readonly unknown[]): void {
  for (const value of values) seen.endAt = Math.max(seen.endAt, instant(value) ?? Number.NEGATIVE_INFINITY);
}

function beat(beats: Map<string, number[]>, node: string, value: unknown): void {
  const at = instant(value);
  if (at !== undefined) append(beats, node, at);
}

/** The first time counts: what comes back and is lost again is another run. */
function first(times: Map<string, number>, key: string, value: unknown): void {
  const at = instant(value);
  if (at !== undefined && !times.has(key)) times.set(key, at);
}

const LOST = 'node.kubernetes.io/unreachable';

function takeNode(object: Fields, seen: Seen): void {
  const name = text(fields(object.metadata).name);
  for (const { type, status, lastHeartbeatTime, lastTransitionTime } of list(fields(object.status).conditions)) {
    if (type !== 'Ready') continue;
    note(seen, lastTransitionTime);
    if (status === 'Unknown') first(seen.unknown, name, lastTransitionTime);
    else note(seen, lastHeartbeatTime);
    beat(seen.statuses, name, lastHeartbeatTime);
  }
  for (const { key, effect, timeAdded } of list(fields(object.spec).taints)) {
    if (key !== LOST || effect !== 'NoExecute') continue;
    note(seen, timeAdded);
    first(seen.tainted, name, timeAdded);
  }
}

function takeLease(object: Fields, seen: Seen): void {
  const { name, namespace } = fields(object.metadata);
  const { renewTime } = fields(object.spec);
  note(seen, renewTime);
  if (namespace === 'kube-node-lease') beat(seen.leases, text(name), renewTime);
}

function takePod(object: Fields, seen: Seen): void {
  const metadata = fields(object.metadata);
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  const status = fields(object.status);
  const ends = instant(deletionTimestamp);
  const grace = typeof deletionGracePeriodSeconds === 'number' ? deletionGracePeriodSeconds * 1_000 : 0;
  const disrupted = list(status.conditions).find((one) => one.type === 'DisruptionTarget' && one.status === 'True');
  const started = list(status.containerStatuses).flatMap(
    ({ state }) => instant(fields(fields(state).running).startedAt) ?? [],
  );
  const uid = text(metadata.uid);
  const before = seen.pods.get(uid);
  const owner = list(metadata.ownerReferences).find(({ controller }) => controller === true);
  // A grace period that is shortened later moves the end, and not the beginning: the first one counts.
  const deletedAt = before?.deletedAt ?? (ends === undefined ? instant(disrupted?.lastTransitionTime) : ends - grace);
  const startedAt = before?.startedAt ?? (started.length === 0 ? undefined : started.reduce((a, b) => Math.min(a, b)));
  note(
    seen,
    creationTimestamp,
    disrupted?.lastTransitionTime,
    ...list(status.conditions).map((one) => one.lastTransitionTime),
  );
  if (deletedAt !== undefined) seen.endAt = Math.max(seen.endAt, deletedAt);
  seen.pods.set(uid, {
    ...{ uid, deletedAt, startedAt },
    namespace: text(metadata.namespace),
    name: text(metadata.name),
    node: text(fields(object.spec).nodeName) || (before?.node ?? ''),
    owner: owner && { kind: text(owner.kind), name: text(owner.name) },
    createdAt: instant(creationTimestamp) ?? 0,
  });
}

function takeEvent(object: Fields, seen: Seen): void {
  const { reason, involvedObject, lastTimestamp, firstTimestamp, eventTime } = object;
  note(seen, lastTimestamp, firstTimestamp, eventTime);
  const { kind, uid } = fields(involvedObject);
  if (kind === 'Pod' && reason === 'TaintManagerEviction' && /^Marking for deletion/.test(text(object.message)))
    first(seen.marked, text(uid), firstTimestamp ?? eventTime);
}
