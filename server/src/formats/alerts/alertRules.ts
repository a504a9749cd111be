// Alerts of one cluster, with the times that its settings give. Metrics are those of kube-state-metrics 2.10 and later.

import { durationText, isUnbounded } from '../../model/durationText.ts';
import { least, most } from '../../model/extremes.ts';
import { groupBy } from '../../model/grouped.ts';
import { isNever } from '../../model/window.ts';
import { emptiedBy, ownerEnding, podOwner } from '../../model/workload.ts';
import { windowText } from '../../render/words/windowText.ts';
import { workloadTitle } from '../../render/words/workloadTitle.ts';
import { type ClusterAnalysis, isEvictedByTimeOut, type WorkloadAnalysis } from '../../timing/analysis.ts';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  /** Milliseconds; 0: at once. */
  readonly for: number;
  readonly severity: 'critical' | 'warning';
  /** Tells alerts of one name apart. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

export interface ClusterAlerts {
  readonly rules: readonly AlertRule[];
  /** What no alert is made for, and why: sentences. */
  readonly without: readonly string[];
}

const SECOND = 1_000;
/** What scrapes, watches and queues add to any time that is measured in this way. */
const SLACK = 30 * SECOND;

const UNKNOWN_NODE = 'kube_node_status_condition{condition="Ready",status="unknown"} == 1';
const ON_UNKNOWN_NODE = `* on (node) group_left () (${UNKNOWN_NODE})`;

/** Alerts for series of one cluster alone: those that carry no label of a cluster, or this one. */
export interface AlertedCluster {
  readonly analysis: ClusterAnalysis;
  /** Those that alerts are made for. */
  readonly workloads: readonly WorkloadAnalysis[];
  /** The label by which Prometheus tells clusters apart; its value is the cluster's name. */
  readonly label?: string | undefined;
}

export function alertRules({ analysis, workloads, label }: AlertedCluster): ClusterAlerts {
  const parts = [
    nodeUnknown(analysis, workloads),
    ...notEvicted(analysis, workloads),
    stuckTerminating(workloads),
    attachedTwice(),
    usedOnTwoNodes(),
    marginUsedUp(analysis),
  ].map((part) =>
    typeof part === 'string' || label === undefined ? part : within(part, label, analysis.cluster.name),
  );
  return {
    rules: parts.flatMap((part) => (typeof part === 'string' ? [] : part)),
    without: parts.flatMap((part) => (typeof part === 'string' ? part : [])),
  };
}

/**
 * The rule for series of one cluster: each metric is of it, and what is counted or joined keeps its label. The rule says it, too:
 * promtool takes rules of one name and the same labels for duplicates.
 */
function within(rule: AlertRule, label: string, cluster: string): AlertRule {
  const expr = rule.expr
    .replaceAll(/\bkube_\w+(\{)?/g, (metric, brace) => {
      const own = `${label}=${quoted(cluster)}`;
      return brace === undefined ? `${metric}{${own}}` : `${metric}${own},`;
    })
    .replaceAll(/\b(on|by) \(/g, `$1 (${label}, `);
  const labels = { ...rule.labels, [label]: plain(cluster) };
  return { ...rule, expr, labels, summary: `${rule.summary.slice(0, -1)} (${plain(cluster)}).` };
}

/** Whether something is lost when it is evicted while the node lives, or nobody replaces it. */
export function isAtStake({ workload, verdict }: WorkloadAnalysis): boolean {
  return emptiedBy(workload) === undefined && !['stateless', 'never-evicted', 'shared', 'pinned'].includes(verdict);
}

/** Fires when one heartbeat more would have been seen, so that somebody may fence the node before its pods are evicted. */
function nodeUnknown(
  { detection, heartbeat }: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
): AlertRule | string {
  if (isNever(detection)) return 'NodeUnknown: no node is ever set to Unknown.';
  const first = least(
    workloads
      .filter((one) => isAtStake(one) && !isNever(one.eviction))
      .map((one) => {
        // Who is marked late has waited for the time-out already; a taint counts from its mark.
        const marked = isEvictedByTimeOut(one) ? detection.latest : detection.earliest;
        return one.eviction.earliest - marked;
      }),
  );
  const wanted = isUnbounded(heartbeat.maxMs) ? 0 : heartbeat.maxMs;
  const patience = first === undefined ? wanted : Math.min(wanted, Math.max(0, first / 2));
  const left =
    first === undefined
      ? 'No pod with a volume at stake is evicted from it.'
      : `The first pod with a volume at stake is evicted ${durationText(Math.max(0, first))} after the mark at the earliest: fence the node before, or let it come back.`;
  return {
    alert: 'KubeNodeLifecycleNodeUnknown',
    expr: UNKNOWN_NODE,
    for: patience,
    severity: 'warning',
    summary: 'Node {{ $labels.node }} is Unknown: no heartbeat is seen.',
    description: `It fell silent ${windowText(detection)} before it was marked. ${left}`,
  };
}

/** One alert for workloads of one time. */
function notEvicted(
  { detection }: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
): readonly (AlertRule | string)[] {
  const all = workloads.filter(isAtStake);
  const bounded = all.filter(({ eviction }) => !isNever(eviction) && !isUnbounded(eviction.latest));
  const open = all.filter((one) => !bounded.includes(one));
  const delays = groupBy(
    bounded,
    ({ eviction }) => Math.ceil((eviction.latest - detection.earliest) / SECOND) * SECOND,
  );
  const rules = [...delays]
    .sort(([a], [b]) => a - b)
    .flatMap(([delay, own]): readonly (AlertRule | string)[] => {
      const named = own.filter((one) => selectorOf(one) !== undefined);
      const unnamed = own.filter((one) => selectorOf(one) === undefined);
      const selectors = named.flatMap((one) => selectorOf(one) ?? []);
      if (selectors.length === 0) return [unnamedSentence(unnamed)];
      const pods = `(${selectors.map((selector) => `kube_pod_info{${selector}}`).join(' or ')})`;
      const rule: AlertRule = {
        alert: 'KubeNodeLifecyclePodNotEvicted',
        expr: `(${pods} ${ON_UNKNOWN_NODE}) unless on (namespace, pod) kube_pod_deletion_timestamp`,
        for: delay + SLACK,
        labels: { evicted_within: `${delay / SECOND}s` },
        severity: 'warning',
        summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} should have been evicted from {{ $labels.node }}.',
        description: `With the settings of the files it is evicted ${durationText(delay)} after the mark at the latest. A large outage slows or stops evictions; else the controller manager does not run, or runs with other settings.`,
      };
      return unnamed.length === 0 ? [rule] : [rule, unnamedSentence(unnamed)];
    });
  const sentences = open.map(
    (one) => `PodNotEvicted: when ${workloadTitle(one)} is evicted has no bound that is known.`,
  );
  return [...rules, ...sentences];
}

function unnamedSentence(workloads: readonly WorkloadAnalysis[]): string {
  return `PodNotEvicted: the pods of ${workloads.map(workloadTitle).join(', ')} cannot be told by their owner.`;
}

/** Labels of `kube_pod_info` by which a workload's pods are known. */
function selectorOf({ workload }: WorkloadAnalysis): string | undefined {
  const { kind, namespace, name } = workload;
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) return undefined;
  const within = `namespace=${quoted(namespace)}`;
  const ending = ownerEnding(workload);
  if (ending === undefined) return kind === 'Pod' ? `${within},pod=${quoted(name)}` : undefined;
  const match = ending === '' ? `=${quoted(name)}` : `=~"${name.replaceAll('.', '[.]')}${ending.source}"`;
  return `${within},created_by_kind="${podOwner(workload)}",created_by_name${match}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** `kube_pod_deletion_timestamp` holds the grace period already. */
function stuckTerminating(workloads: readonly WorkloadAnalysis[]): AlertRule {
  const removed = workloads.filter(
    (one) => isAtStake(one) && !isNever(one.eviction) && !isUnbounded(one.objectRemoval.latest),
  );
  const longest = Math.max(
    0,
    most(removed.map(({ objectRemoval, eviction }) => objectRemoval.latest - eviction.latest)) ?? 0,
  );
  const stuck = workloads.filter((one) => isAtStake(one) && !isNever(one.eviction) && isNever(one.objectRemoval));
  const names = stuck.length === 0 ? '' : ` With these settings that is so for ${namesOf(stuck)}.`;
  const patience = Math.ceil((longest + SLACK) / SECOND);
  return {
    alert: 'KubeNodeLifecyclePodStuckTerminating',
    expr: `(time() - kube_pod_deletion_timestamp > ${patience}) * on (namespace, pod) group_left (node) kube_pod_info ${ON_UNKNOWN_NODE}`,
    for: 0,
    severity: 'critical',
    summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} stays Terminating on the lost node {{ $labels.node }}.',
    description: `Nothing removes its object any more, so no replacement mounts its volume: somebody must say that the node is off.${names} \`kube-node-lifecycle generate runbook\` lists the ways, safest first.`,
  };
}

/** Text of files is no template of Prometheus. */
function plain(text: string): string {
  return text.replaceAll('{{', '{ {');
}

const NAMED = 8;

function namesOf(workloads: readonly WorkloadAnalysis[]): string {
  const names = plain(workloads.slice(0, NAMED).map(workloadTitle).join(', '));
  return workloads.length > NAMED ? `${names} and ${workloads.length - NAMED} more` : names;
}

const SINGLE_WRITER =
  '(kube_persistentvolumeclaim_access_mode{access_mode=~"ReadWriteOnce|ReadWriteOncePod"} == 1 unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_access_mode{access_mode=~"ReadWriteMany|ReadOnlyMany"} == 1)';

function attachedTwice(): AlertRule {
  return {
    alert: 'KubeNodeLifecycleVolumeAttachedTwice',
    expr: `count by (volumename) (kube_volumeattachment_spec_source_persistentvolume * on (volumeattachment) group_left () (kube_volumeattachment_status_attached == 1)) > 1 and on (volumename) (kube_persistentvolumeclaim_info * on (namespace, persistentvolumeclaim) group_left () max by (namespace, persistentvolumeclaim) ${SINGLE_WRITER})`,
    for: 0,
    severity: 'critical',
    summary: 'Volume {{ $labels.volumename }} is attached to two nodes, though its claim is for one.',
    description:
      'Two kernels may write to one file system. Stop one of the pods, and check the data before anything else.',
  };
}

/** Volumes that need no attach (NFS and the like) are seen by their claims only. */
function usedOnTwoNodes(): AlertRule {
  const users =
    'kube_pod_spec_volumes_persistentvolumeclaims_info * on (namespace, pod) group_left (node) kube_pod_info{node!=""} * on (namespace, pod) group_left () (kube_pod_status_phase{phase="Running"} == 1)';
  return {
    alert: 'KubeNodeLifecycleClaimOnTwoNodes',
    expr: `count by (namespace, persistentvolumeclaim) (count by (namespace, persistentvolumeclaim, node) (${users})) > 1 and on (namespace, persistentvolumeclaim) ${SINGLE_WRITER}`,
    for: SLACK,
    severity: 'critical',
    summary:
      'Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is for one node, and pods on two nodes have it.',
    description:
      'The old pod may still write beside its replacement. Make sure that its node is off, or cut off from the storage.',
  };
}

/** The age of a lease at the moment at which it was scraped. */
function marginUsedUp({ detection, heartbeat }: ClusterAnalysis): AlertRule | string {
  if (heartbeat.by !== 'lease')
    return 'HeartbeatMarginUsedUp: heartbeats are no leases here, and no metric has their times.';
  if (isNever(detection)) return 'HeartbeatMarginUsedUp: no node is ever set to Unknown.';
  const lease = 'kube_lease_renew_time{namespace="kube-node-lease"}';
  const margin = Math.floor(detection.earliest / SECOND);
  if (margin <= Math.ceil(heartbeat.maxMs / SECOND))
    return 'HeartbeatMarginUsedUp: there is no margin, one lost heartbeat marks a healthy node (rule heartbeat-margin).';
  return {
    alert: 'KubeNodeLifecycleHeartbeatMarginUsedUp',
    expr: `max by (lease) (max_over_time((timestamp(${lease}) - ${lease})[15m:5s])) > ${margin} unless on (lease) label_replace(${UNKNOWN_NODE}, "lease", "$1", "node", "(.*)")`,
    for: 0,
    severity: 'warning',
    summary:
      'Node {{ $labels.lease }} was silent for {{ $value | humanizeDuration }}: one lost heartbeat more marks it Unknown.',
    description: `A silence of ${durationText(detection.earliest)} can mark a healthy node; its pods are evicted then. Look at the load of the node and of the API server, or raise --node-monitor-grace-period.`,
  };
}
