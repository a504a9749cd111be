// A run that was watched, held against the windows: event by event, early, in its window or late.
import { isNever, type Window } from '../model/window.ts';
import { ownerEnding, podOwner, type Workload } from '../model/workload.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { silenceBefore, WHOLE_SECOND } from './wholeSeconds.ts';

/** What was seen of a node. Instants are milliseconds of the epoch, as objects have them: whole seconds, cut off. */
export interface ObservedNode {
  readonly name: string;
  /** The last renewal of its lease, and the last heartbeat of its status, before it was marked. */
  readonly lastLease: number | undefined;
  readonly lastStatus: number | undefined;
  readonly unknownAt: number;
  /** When it got its NoExecute taint. */
  readonly taintedAt: number | undefined;
}

export interface ObservedPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly owner: { readonly kind: string; readonly name: string } | undefined;
  readonly createdAt: number;
  /** When it was told to end. */
  readonly deletedAt: number | undefined;
  /** When its first container started, which has its volumes. */
  readonly startedAt: number | undefined;
}

export interface Observation {
  /** Those that were marked. */
  readonly nodes: readonly ObservedNode[];
  readonly pods: readonly ObservedPod[];
  /** The newest instant that anything says. */
  readonly endAt: number;
}

export type ObservedStep = 'unknown' | 'taint' | 'evicted' | 'removed' | 'mounted';

/**
 * `fits`: in its window, as far as instants tell. `early`, `late`: outside it. `unexpected`: it was never to happen. `missing`:
 * its window is over. `open`: not seen, and its window is not over. `never`: not seen, as expected. `slow`: the replacement
 * came later than it could, which images and schedulers may be.
 */
export type ObservedResult = 'fits' | 'early' | 'late' | 'unexpected' | 'missing' | 'open' | 'never' | 'slow';

export interface ObservedRow {
  readonly step: ObservedStep;
  /** Of a pod's steps. */
  readonly pod: string | undefined;
  readonly expected: Window;
  /** Since the silence; `undefined`: not seen. */
  readonly seen: Window | undefined;
  readonly result: ObservedResult;
}

export interface ObservedRun {
  readonly node: string;
  /** When it fell silent: an instant where that was told, else between its last heartbeat and the next one. */
  readonly silent: Window;
  readonly rows: readonly ObservedRow[];
  /** Pods of the node that no workload of the files makes. */
  readonly strangers: readonly string[];
}

/** @param silentAt when the node was cut off, where somebody looked at a clock */
export function observedRuns(
  analysis: ClusterAnalysis,
  observation: Observation,
  silentAt: number | undefined,
): readonly ObservedRun[] {
  return observation.nodes.map((node) => runOf(analysis, observation, node, silenceOf(analysis, node, silentAt)));
}

function silenceOf(
  { heartbeat, detection }: ClusterAnalysis,
  node: ObservedNode,
  silentAt: number | undefined,
): Window {
  // A clock that shows seconds had not yet shown the next one.
  if (silentAt !== undefined)
    return { earliest: silentAt, latest: silentAt + (silentAt % WHOLE_SECOND === 0 ? WHOLE_SECOND : 0) };
  const { unknownAt } = node;
  const lastHeartbeat = lastHeartbeatOf(heartbeat.by, node);
  // Without any heartbeat only the model says when it was, so that the mark itself proves nothing.
  if (lastHeartbeat === undefined) return silenceBefore(unknownAt, detection);
  const next = lastHeartbeat + WHOLE_SECOND + heartbeat.maxMs;
  return { earliest: lastHeartbeat, latest: Math.min(next, unknownAt + WHOLE_SECOND) };
}

/** Where leases are the heartbeats, the status comes every few minutes: alone it says nothing. */
function lastHeartbeatOf(by: 'lease' | 'status', { lastLease, lastStatus }: ObservedNode): number | undefined {
  if (by === 'status') return lastStatus;
  return lastLease === undefined ? undefined : Math.max(lastLease, lastStatus ?? lastLease);
}

function runOf(
  analysis: ClusterAnalysis,
  { pods, endAt }: Observation,
  node: ObservedNode,
  silent: Window,
): ObservedRun {
  const since = (earliest: number, latest = earliest): Window => ({
    earliest: earliest - silent.latest,
    latest: latest + WHOLE_SECOND - silent.earliest,
  });
  const end = endAt - silent.latest;
  const row = (step: ObservedStep, expected: Window, seen: Window | undefined, pod?: string): ObservedRow => ({
    ...{ step, pod, expected, seen },
    result: resultOf(step, expected, seen, end),
  });
  const old = pods.filter((pod) => pod.node === node.name && pod.createdAt <= node.unknownAt);
  const known = old.flatMap((pod) => {
    const workload = analysis.workloads.find((one) => makes(one.workload, pod));
    return workload === undefined ? [] : [{ pod, workload }];
  });
  const rows = known.flatMap(({ pod, workload }) => podRows(pod, workload, { pods, row, since }));
  const taint = isNever(analysis.taint) && node.taintedAt === undefined;
  return {
    node: node.name,
    silent,
    rows: [
      row('unknown', analysis.detection, since(node.unknownAt)),
      ...(taint
        ? []
        : [row('taint', analysis.taint, node.taintedAt === undefined ? undefined : since(node.taintedAt))]),
      ...rows,
    ],
    strangers: old.filter((pod) => !known.some((one) => one.pod === pod)).map(titleOf),
  };
}

interface Rows {
  readonly pods: readonly ObservedPod[];
  row(step: ObservedStep, expected: Window, seen: Window | undefined, pod: string): ObservedRow;
  since(earliest: number, latest?: number): Window;
}

function podRows(pod: ObservedPod, workload: WorkloadAnalysis, { pods, row, since }: Rows): readonly ObservedRow[] {
  const { deletedAt } = pod;
  const next = replacementOf(pod, workload.workload, pods);
  // Of one name there is one object at a time: the new one says that the old one was gone.
  const isGone = next !== undefined && next.name === pod.name;
  const title = titleOf(pod);
  const rows = [
    row('evicted', workload.eviction, deletedAt === undefined ? undefined : since(deletedAt), title),
    ...(next === undefined || isGone
      ? [
          row(
            'removed',
            workload.objectRemoval,
            isGone ? since(deletedAt ?? next.createdAt, next.createdAt) : undefined,
            title,
          ),
        ]
      : []),
  ];
  if (workload.verdict === 'stateless') return rows;
  const startedAt = next?.startedAt;
  return [
    ...rows,
    row('mounted', workload.replacementMount, startedAt === undefined ? undefined : since(startedAt), title),
  ];
}

/** The first one that was made after it was told to end. */
function replacementOf(pod: ObservedPod, workload: Workload, pods: readonly ObservedPod[]): ObservedPod | undefined {
  return pods
    .filter((one) => one.uid !== pod.uid && one.createdAt >= (pod.deletedAt ?? Number.POSITIVE_INFINITY))
    .filter((one) => (workload.kind === 'StatefulSet' ? one.name === pod.name : makes(workload, one)))
    .sort((a, b) => a.createdAt - b.createdAt)
    .find((one) => one.namespace === pod.namespace);
}

function titleOf({ namespace, name }: ObservedPod): string {
  return `${namespace}/${name}`;
}

/** Whether a pod is one of a workload's, by its owner. */
function makes(workload: Workload, { namespace, name, owner }: ObservedPod): boolean {
  if (namespace !== workload.namespace) return false;
  if (owner === undefined) return workload.kind === 'Pod' && name === workload.name;
  const ending = ownerEnding(workload);
  if (ending === undefined || owner.kind !== podOwner(workload) || !owner.name.startsWith(workload.name)) return false;
  const rest = owner.name.slice(workload.name.length);
  return ending === '' ? rest === '' : ending.exec(rest)?.[0] === rest;
}

function resultOf(step: ObservedStep, expected: Window, seen: Window | undefined, end: number): ObservedResult {
  if (seen === undefined) {
    if (isNever(expected)) return 'never';
    // Nobody says when a volume is mounted; of a replacement that does not start yet nothing is known.
    return step !== 'mounted' && expected.latest < end ? 'missing' : 'open';
  }
  if (isNever(expected)) return 'unexpected';
  if (seen.latest < expected.earliest) return 'early';
  if (seen.earliest > expected.latest) return step === 'mounted' ? 'slow' : 'late';
  return 'fits';
}
