// Codes of steps, with the values that come with them.
import type { Window } from '../model/window.ts';
import type { Spread } from '../model/workload.ts';
import type { Said } from '../text/message.ts';
import type { Step } from './analysis.ts';

/**
 * Reason codes of steps, with the values that come with them. `render` puts them into words. Values that are not known, or
 * differ between the instances of a cluster, are left out.
 */
export interface StepValues {
  /** The node's heartbeat. `by`: lease or status. */
  heartbeat: { intervalMs: number; maxMs: number; by: string };
  /** t = 0. */
  silent: { scenario: string };
  /** Ready becomes Unknown. `extraPeriodMs`: a status written just before the silence can cost it. */
  detected: {
    gracePeriodMs?: number;
    monitorPeriodMs?: number;
    effectiveGraceMs?: number;
    extraPeriodMs?: number;
    /** The grace is shorter than two heartbeats may be apart. */
    marksHealthyNodes?: boolean;
    /** The lease is read live before the node is marked (1.37, gate NodeControllerLeaseCircuitBreaker). */
    readsLiveLeases?: boolean;
  };
  /** Healthy nodes are marked again and again; `always`: in every way that the settings can be. No window holds then. */
  flaps: { always: boolean };
  /** The node lifecycle controller is off, the node is back before, or the grace or the period has no end. */
  'never-detected': { reason: 'controller-off' | 'back-before' | 'no-end' };
  /** The kubelet reports Ready=False and ends the pods in groups; `groups`: how many. */
  'shutdown-begins': { groups: number };
  /** No graceful shutdown is configured: the containers are dead when the node falls silent. */
  'shutdown-not-graceful': Record<never, never>;
  /** The kubelet ends the pod; `groupSeconds`: what its group gets. */
  'ended-by-shutdown': { groupSeconds?: number; graceSeconds?: number };
  /**
   * The NoExecute taint; `queueDelayMs`: one period up to 1.33, none since. `lostTokenMs`: how much later it comes in the
   * rare case that the queue is emptied before the node's new condition is seen (since 1.34); not in the window.
   */
  tainted: { queueDelayMs?: number; nthNode: number; lostTokenMs?: number };
  /** Several nodes of a zone; `rate`: nodes per second from then on, 0 where evictions stop. */
  'zone-state': { state: string; failed: number; nodes: number; zones: number; rate?: number };
  /** --pod-eviction-timeout decides, no taints. */
  'no-taints': { podEvictionTimeoutMs?: number };
  /** kube-controller-manager is started anew: when the next one works. */
  restarts: Record<never, never>;
  /** The node is back. */
  returns: Record<never, never>;
  /** Seconds that the pod may stay; left out where not known. */
  tolerates: { seconds?: number };
  'tolerates-for-ever': { daemonSet: boolean };
  /** The DELETE that sets deletionTimestamp. `by`: the taint, or the time-out of the legacy path. */
  evicted: { by: 'taint' | 'timeout' };
  'not-evicted': { reason: 'tolerates' | 'controller-off' | 'back-before' | 'not-detected' | 'all-zones-down' };
  /** Grace 0: no kubelet is asked. */
  'object-removed-at-once': Record<never, never>;
  /** The object stays Terminating until the kubelet or somebody else removes it; one with a finalizer of its Job's, until it has failed. */
  'object-stays': { graceSeconds?: number; hasFinalizer?: true };
  /** Somebody removes it, and nobody asks the kubelet. */
  'object-removed-by-others': { graceSeconds?: number };
  /** Who acts on the lost node by itself; `does`: what, where its times are not computed. */
  actor: { title: string; does?: Said; isCertain: boolean };
  'object-removed-by-kubelet': { graceSeconds?: number };
  /** A CronJob starts its next Job: whatever the last one does, or once it has failed (`Forbid`). `policy`: its concurrencyPolicy. */
  'next-run': { policy: 'Allow' | 'Replace' | 'Forbid' };
  /** `written`: the kind as written, where it behaves as `kind`. */
  'replacement-after-removal': { kind: string; written?: string };
  'replacement-at-eviction': { kind: string; written?: string };
  'replacement-never': { kind: string; written?: string };
  /** The next pod waits for the node, and does not wait for the old pod. */
  'replacement-on-return': { graceSeconds?: number };
  /** It is to have no pods, by this field. */
  'no-pods': { field: 'replicas' | 'suspend' | 'parallelism' };
  /** An operator runs the pods; `by`: how, as the end of a sentence. */
  operator: { kind: string; by: Said };
  /** Another instance of a database becomes the primary, on volumes of its own; `old`: of the old one, in a sentence. */
  'operator-failover': { title: string; old: Said };
  /** A controller that is not known makes it: once the object is gone, or at once. */
  'replacement-unknown': { kind: string; name: string };
  'volume-not-attached': { volume: string; storage?: string };
  'volume-many-nodes': { volume: string; storage?: string };
  /** Attached to a second node as well, which its storage keeps from using it while the first one does. */
  'volume-session': { volume: string; storage?: string };
  'volume-node-bound': { volume: string; storage?: string };
  /** Single writer, attached: held back until the attach layer detaches by force. */
  /** `orBefore`: whoever acts on the node may have it detached sooner. */
  'volume-guarded': { volume: string; storage?: string; waitMs: number; onForceDetach: string; orBefore?: true };
  /** Attached to the old node, and moved by its driver as soon as another node wants it. */
  'volume-taken-over': { volume: string; storage?: string };
  /** As above, and force-detach is switched off, or the whole controller is. */
  'volume-stays-attached': { volume: string; storage?: string; reason?: 'controller-off' };
  'volume-once-pod': { volume: string };
  'volume-unknown': { volume: string };
  /** What is missing of several replicas: until the window, or for ever; `spread`: whether others may stand on the lost node. */
  replicas: { replicas: number; spread?: Spread; hasBudget?: true };
  /** A PodDisruptionBudget; `allowed`: pods that a drain may take beside the one that is missing. */
  'disruption-budget': { name: string; limit: string; pods: string; allowed?: number };
  /** Several select a pod, so that the API refuses to evict it. */
  'disruption-budgets': { names: readonly string[] };
  'second-mount': Record<never, never>;
  'second-mount-never': Record<never, never>;
  'old-writer-gone': Record<never, never>;
  'old-writer-runs-on': Record<never, never>;
  /** The last step. */
  verdict: { verdict: string; marginMs?: number };
}

export type StepCode = keyof StepValues;

/** What may be left out may also be `undefined`. */
type Open<T> = { [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] };

/** A step with its window, where it has one. */
export function step<C extends StepCode>(code: C, values: Open<StepValues[C]>, at?: Window): Step {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && !Number.isNaN(value));
  return { code, at, values: Object.fromEntries(known) as Step['values'] };
}
