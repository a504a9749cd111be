// Recorded control planes, cut at instants and printed as kubectl prints them: what is told to come next is what came.
import assert from 'node:assert/strict';
import type { Incident } from '../../server/src/incident/incident.ts';
import type { Window } from '../../server/src/model/window.ts';
import { incident } from '../unit/incident/lists.ts';
import { type RecordedPod, type RecordedRun, type Recording, recordings } from './recordings.ts';

/** The silence. Objects have whole seconds, so that it lies between two. */
const ZERO = Date.parse('2026-03-16T09:00:00.400Z');
/** A pass takes up to 2 ms in the recordings and none here. */
const SLACK = 100;
/** Larger lists take a while each. */
const MOST_NODES = 12;

/** Nodes that fall silent and stay so, while nobody does anything and the controllers run on. */
const QUIET = recordings('fake-clock').filter(
  ({ id, parameters: { nodes = [], nodeLeaseDurationSeconds, enableTaintManager } }) =>
    nodes.length <= MOST_NODES &&
    nodeLeaseDurationSeconds !== null &&
    enableTaintManager !== false &&
    nodes.every(
      ({ silentAt, backAt, createdAt, nodeObjectDeletedAt, outOfServiceTaintAt, labels }) =>
        silentAt === 0 && (backAt ?? createdAt ?? nodeObjectDeletedAt ?? outOfServiceTaintAt ?? labels) === undefined,
    ) &&
    !/restart|never|says|healthy|lease-metadata|stop|all-|breaker|full/.test(id),
);

const iso = (at: number) => new Date(ZERO + at * 1_000).toISOString();
/** As `metav1.Time` is written: the second is cut off. */
const second = (at: number) => `${iso(at).slice(0, 19)}Z`;
const micro = (at: number) => `${iso(at).slice(0, 23)}000Z`;

interface NodeEvents {
  readonly readyUnknown?: readonly number[];
  readonly unreachableNoExecuteAdded?: readonly number[];
}

function nodeObject(name: string, zone: string, events: NodeEvents, at: number, kubernetes: string, status?: number) {
  const marked = (events.readyUnknown ?? []).filter((time) => time <= at).at(-1);
  const tainted = (events.unreachableNoExecuteAdded ?? []).filter((time) => time <= at).at(-1);
  const key = 'node.kubernetes.io/unreachable';
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      resourceVersion: '1',
      labels: zone === '' ? {} : { 'topology.kubernetes.io/zone': zone },
    },
    spec: { taints: tainted === undefined ? [] : [{ key, effect: 'NoExecute', timeAdded: second(tainted) }] },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: marked === undefined ? 'True' : 'Unknown',
          lastTransitionTime: second(marked ?? -600),
          ...(status !== undefined && { lastHeartbeatTime: second(status) }),
        },
      ],
      nodeInfo: { kubeletVersion: `v${kubernetes}` },
    },
  };
}

function leaseObject(name: string, renewed: number, seconds: number) {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: { holderIdentity: name, leaseDurationSeconds: seconds, renewTime: micro(renewed) },
  };
}

function podObject(pod: RecordedPod, node: string, deleted: number | undefined) {
  const grace = pod.terminationGracePeriodSeconds ?? 30;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: 'db',
      creationTimestamp: second(-3_600),
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: pod.name, controller: true }],
      ...(deleted !== undefined && { deletionTimestamp: second(deleted + grace), deletionGracePeriodSeconds: grace }),
    },
    spec: {
      nodeName: node,
      terminationGracePeriodSeconds: grace,
      tolerations: pod.tolerations,
      containers: [{ name: 'main', image: 'example' }],
    },
    status: { phase: 'Running' },
  };
}

function managerObject({ parameters: p }: Recording) {
  const seconds = (value: unknown) => (typeof value === 'number' ? `${value}s` : undefined);
  const flags = {
    'node-monitor-period': seconds(p.nodeMonitorPeriod),
    'node-monitor-grace-period': seconds(p.nodeMonitorGracePeriod),
    'node-eviction-rate': p.nodeEvictionRate,
    'secondary-node-eviction-rate': p.secondaryNodeEvictionRate,
    'unhealthy-zone-threshold': p.unhealthyZoneThreshold,
    'large-cluster-size-threshold': p.largeClusterSizeThreshold,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : `--${name}=${value}`));
  const name = 'kube-controller-manager-a';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'kube-system', annotations: { 'kubernetes.io/config.mirror': 'a' } },
    spec: { containers: [{ name: 'kube-controller-manager', command: ['kube-controller-manager', ...args] }] },
    status: { phase: 'Running' },
  };
}

function podsOf({ parameters: { pods, podsOnEachSilentNode, nodes = [] } }: Recording) {
  const listed = Array.isArray(pods) ? (pods as readonly RecordedPod[]) : [];
  const each = podsOnEachSilentNode;
  return [
    ...listed.flatMap((pod) => (nodes.some(({ name }) => name === pod.node) ? [{ pod, node: pod.node ?? '' }] : [])),
    ...(each === undefined
      ? []
      : nodes.map(({ name }) => ({ pod: { ...each, name: name.replace('n', 'p') }, node: name }))),
  ];
}

function wellNodesOf({ parameters: { wellNodes = 0 } }: Recording) {
  const zones = typeof wellNodes === 'number' ? { '': wellNodes } : wellNodes;
  return Object.entries(zones).flatMap(([zone, count]) =>
    Array.from({ length: count }, (_one, index) => ({
      name: `well-${zone.replaceAll(' ', '')}-${index}`,
      zone: /^no zone$/.test(zone) ? '' : zone,
    })),
  );
}

function listAt(recording: Recording, { phases, events }: RecordedRun, at: number): Incident | undefined {
  const { parameters: p, kubernetes } = recording;
  const seconds = p.nodeLeaseDurationSeconds ?? 40;
  const lastLease = phases.lastLease as Readonly<Record<string, number>> | undefined;
  const lastStatus = phases.lastStatus as typeof lastLease;
  const silent = p.nodes ?? [];
  const well = wellNodesOf(recording);
  const objects = [
    managerObject(recording),
    ...silent.map(({ name, zone = '' }) =>
      nodeObject(name, zone, events.nodes?.[name] ?? {}, at, kubernetes, lastStatus?.[name]),
    ),
    ...well.map(({ name, zone }) => nodeObject(name, zone, {}, at, kubernetes, at - 1)),
    ...silent.map(({ name }) => leaseObject(name, lastLease?.[name] ?? 0, seconds)),
    ...well.map(({ name }) => leaseObject(name, at - 1, seconds)),
    ...podsOf(recording).flatMap(({ pod, node }) => {
      const { deletion, removed } = events.pods?.[pod.name] ?? {};
      if (typeof removed === 'number' && removed <= at) return [];
      return [podObject(pod, node, typeof deletion === 'number' && deletion <= at ? deletion : undefined)];
    }),
  ];
  const configz = {
    kubeletconfig: {
      nodeStatusUpdateFrequency: `${p.nodeStatusUpdateFrequency ?? 10}s`,
      nodeStatusReportFrequency: `${p.nodeStatusReportFrequency ?? 300}s`,
      nodeLeaseDurationSeconds: seconds,
    },
  };
  const version = { serverVersion: { gitVersion: `v${kubernetes}` } };
  return incident([...objects, configz], { at: iso(at), version });
}

/** Ten instants of a run: before, between and behind its events. */
function instantsOf({ parameters: { observedUntil } }: Recording, { events }: RecordedRun): readonly number[] {
  const nodes = Object.values(events.nodes ?? {}).flatMap((own) => Object.values(own).flat());
  const pods = Object.values(events.pods ?? {}).flatMap((own) => Object.values(own).flatMap((at) => at ?? []));
  const times = [...new Set([...nodes, ...pods])].filter((at) => at > 0 && at < observedUntil).sort((a, b) => a - b);
  const all = [30, ...times.flatMap((at) => [at + 0.7, at + 4])].filter((at) => at < observedUntil);
  const step = Math.max(1, all.length / 10);
  return Array.from({ length: Math.min(10, all.length) }, (_one, index) => all[Math.floor(index * step)] ?? 0);
}

function comes(window: Window | undefined, at: number | null | undefined, what: string): void {
  if (window === undefined) return;
  const said = `${what}: told ${(window.earliest - ZERO) / 1_000} to ${(window.latest - ZERO) / 1_000}, came ${at}`;
  const seen = typeof at === 'number' ? ZERO + at * 1_000 : Number.POSITIVE_INFINITY;
  assert.ok(seen >= window.earliest - SLACK && seen <= window.latest + SLACK, said);
}

function judge(recording: Recording, run: RecordedRun, at: number): number {
  const told = listAt(recording, run, at);
  const { observedUntil } = recording.parameters;
  const until = ZERO + observedUntil * 1_000;
  const about = (name: string) => `${recording.kubernetes} ${recording.id} at ${at}, ${name}`;
  const inTime = (window: Window | undefined) => window !== undefined && window.latest < until;
  // What is told of a zone is told of its state then: more nodes that are marked may change it.
  const isSettled = (recording.parameters.nodes ?? []).every(({ name }) =>
    (run.events.nodes?.[name]?.readyUnknown ?? []).some((time) => time <= at),
  );
  for (const { name, condition, silent, becomesUnknown, getsTaint } of told?.nodes ?? []) {
    const own: NodeEvents = run.events.nodes?.[name] ?? {};
    const after = (times: readonly number[] | undefined) => times?.find((time) => time > at);
    if (silent !== undefined) comes(silent, 0, about(`${name} fell silent`));
    if (condition === 'silent' && inTime(becomesUnknown)) {
      comes(becomesUnknown, after(own.readyUnknown), about(`${name} becomes Unknown`));
    }
    if (isSettled && inTime(getsTaint))
      comes(getsTaint, after(own.unreachableNoExecuteAdded), about(`${name} gets its taint`));
  }
  for (const { pod, waits, until: next } of told?.pods ?? []) {
    const { deletion, removed } = run.events.pods?.[pod.name] ?? {};
    if (waits === 'stays') assert.equal(deletion ?? undefined, undefined, about(`${pod.name} stays`));
    else if (waits === 'kubelet') assert.equal(removed ?? undefined, undefined, about(`${pod.name} is stuck`));
    else if (inTime(next) && (isSettled || waits === 'toleration'))
      comes(next, deletion, about(`${pod.name} is evicted`));
  }
  return told === undefined ? 0 : told.nodes.length + told.pods.length;
}

const suite = QUIET.length > 0 ? describe : describe.skip;

suite('recorded control planes, as lists that are cut off', () => {
  it('tell next what came next', function () {
    this.timeout(300_000);
    let told = 0;
    for (const recording of QUIET)
      for (const run of recording.runs.slice(0, 1))
        for (const at of instantsOf(recording, run)) told += judge(recording, run, at);
    assert.ok(told > 0);
  });
});
