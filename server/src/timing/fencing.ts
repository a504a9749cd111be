// After which times operators take a node for dead.
import type { Window } from '../model/window.ts';
import { shift } from './windows.ts';

/**
 * Remediation operators: how long until a node that they fence is surely dead. Milliseconds.
 */

/** medik8s SelfNodeRemediationConfig. Source: self-node-remediation api/v1alpha1/selfnoderemediationconfig_types.go */
export interface SelfNodeRemediation {
  readonly apiCheckInterval: number;
  readonly apiServerTimeout: number;
  readonly maxApiErrorThreshold: number;
  readonly peerDialTimeout: number;
  readonly peerRequestTimeout: number;
  /** Of the node's watchdog; the node says it in an annotation. */
  readonly watchdogTimeout: number;
  /** `safeTimeToAssumeNodeRebootedSeconds`, where it is set. */
  readonly safeTime: number | undefined;
}

export const SELF_NODE_REMEDIATION_DEFAULTS: SelfNodeRemediation = {
  apiCheckInterval: 15_000,
  apiServerTimeout: 5_000,
  maxApiErrorThreshold: 3,
  peerDialTimeout: 5_000,
  peerRequestTimeout: 7_000,
  watchdogTimeout: 60_000,
  safeTime: undefined,
};

/** Source: self-node-remediation internal/reboot/calculator.go (calculateMinTimeout), internal/utils/peers.go */
const FIRST_BATCH = 3;
const LEAST_BATCH = 3;
const BATCHES_OF_THE_REST = 10;
const LEAST_PEER_TIME = 30_000;
const REBOOT_BUFFER = 30_000;

/** How many batches of peers the node asks before it gives up: three nodes, then a tenth of the others, three at least. */
function peerBatches(workers: number): number {
  if (workers <= 0) return 0;
  const rest = Math.max(0, workers - FIRST_BATCH);
  return 1 + Math.ceil(rest / Math.max(LEAST_BATCH, Math.floor(rest / BATCHES_OF_THE_REST)));
}

/** The least time after which the operator may take the node for rebooted. @param workers nodes of the cluster to ask */
export function minimumSafeTime(config: SelfNodeRemediation, workers: number): number {
  const api = (config.apiCheckInterval + config.apiServerTimeout) * config.maxApiErrorThreshold;
  const peers = peerBatches(workers) * (config.peerDialTimeout + config.peerRequestTimeout);
  return api + Math.max(LEAST_PEER_TIME, peers) + config.watchdogTimeout + REBOOT_BUFFER;
}

/** The time that is in force: a shorter one than the least is ignored, with a line in the log. */
export function safeTime(config: SelfNodeRemediation, workers: number): number {
  return Math.max(minimumSafeTime(config, workers), config.safeTime ?? 0);
}

/** medik8s FenceAgentsRemediation. Source: fence-agents-remediation api/v1alpha1/fenceagentsremediation_types.go */
export interface FenceAgentsRemediation {
  readonly retryCount: number;
  readonly retryInterval: number;
  readonly timeout: number;
}

export const FENCE_AGENTS_DEFAULTS: FenceAgentsRemediation = { retryCount: 5, retryInterval: 5_000, timeout: 60_000 };

/** How long the agent may try; pods are only removed once it has succeeded. */
export function longestFencing({ retryCount, retryInterval, timeout }: FenceAgentsRemediation): number {
  return retryCount * (timeout + retryInterval);
}

/**
 * When a health check (medik8s NodeHealthCheck, Cluster API MachineHealthCheck) calls the node unhealthy: its condition
 * is older than the duration; conditions carry whole seconds, so up to one earlier.
 *
 * Source: node-healthcheck-operator internal/controller/nodehealthcheck_controller.go
 * @param duration default 300 s for Ready Unknown and Ready False
 */
export function healthCheckFires(detection: Window, duration: number): Window {
  return shift(detection, Math.max(0, duration - 1_000), Math.max(0, duration));
}
