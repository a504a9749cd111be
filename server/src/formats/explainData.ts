// What `explain --format json` holds of what two explanations are compared by, and how a saved one is read.

import { type StorageGuess, VERDICTS, type Verdict } from '../timing/analysis.ts';

/** Whole milliseconds; no latest time: there is no bound. */
export interface WindowData {
  readonly earliestMs: number;
  readonly latestMs: number | null;
}

export interface ParameterData {
  readonly component: string;
  readonly name: string;
  /** As written. */
  readonly value: string;
  readonly ms?: number | null;
  readonly origin?: object;
}

/** A component that does not start. */
export interface RefusalData {
  readonly component: string;
  readonly because: string;
  readonly file?: string;
  /** From zero. */
  readonly line?: number;
}

/** Writes to the API server; `null`: without bound. */
export interface HeartbeatWritesData {
  readonly nodes: number;
  readonly leaseWritesPerMinute: number | null;
  readonly statusWritesPerMinute: number | null;
}

/** What the settings cost: which silence is survived, and what heartbeats write. */
export interface PricesData {
  /** A healthy node may lose so many heartbeats in a row; below 0 healthy nodes are marked; `null`: any number. */
  readonly missedHeartbeats: number | null;
  /** What one request of the kubelet that hangs costs of the grace; `null`: no bound. */
  readonly hungRequestMs: number | null;
  /** One dead HTTP/2 connection of the controller manager marks no node. */
  readonly outlastsDeadConnection: boolean;
  readonly heartbeatWrites: readonly HeartbeatWritesData[];
}

/** `null` for a window: never without outside help. */
export interface OutcomeData {
  readonly tolerationSeconds: number | null | { readonly unknown: true };
  readonly eviction: WindowData | null;
  readonly objectRemoval: WindowData | null;
  readonly replacementMount: WindowData | null;
  readonly oldWriterGone: WindowData | null;
  readonly verdict: Verdict;
  readonly doubleMount?: object;
}

/** What comes of a workload if its storage, which is not known, is of one kind. */
export interface StorageWayData {
  readonly storage: StorageGuess;
  readonly verdict: Verdict;
  readonly replacementMount: WindowData | null;
}

export interface WorkloadData extends OutcomeData {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  /** From zero. */
  readonly line?: number;
  readonly byStorage?: readonly StorageWayData[];
  readonly frees?: readonly object[];
  readonly unknown?: readonly object[];
  /** The steps, in words. */
  readonly because?: readonly string[];
  readonly candidates?: readonly object[];
}

export interface ClusterData {
  readonly name: string;
  readonly root: string;
  readonly kubernetesVersion: string;
  readonly kubernetesVersionOrigin?: string;
  readonly parameters: readonly ParameterData[];
  readonly heartbeat?: object;
  readonly detection: (WindowData & { readonly typicalMs?: number | null }) | null;
  /** Healthy nodes are marked as well, so that no window holds; left out where they hold. */
  readonly windowsHold?: false;
  /** `null` where an input is not known; missing in what older versions saved. */
  readonly prices?: PricesData | null;
  readonly doesNotStart?: readonly RefusalData[];
  /** What is happening in a running cluster. */
  readonly now?: object;
  readonly zones?: readonly object[];
  readonly simulation?: object;
  readonly workloads: readonly WorkloadData[];
}

export interface ExplainData {
  readonly schemaVersion: number;
  readonly scenario: string;
  readonly clusters: readonly ClusterData[];
}

/** What `explain --format json` wrote; `undefined` for any other text. Fields that are not asked about are not looked at. */
export function readExplanation(text: string): ExplainData | undefined {
  if (!/^\s{0,100}\{/.test(text)) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    return isExplanation(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, isOne: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne);
}

const hasTexts = (value: Fields, names: readonly string[]) => names.every((name) => typeof value[name] === 'string');

function isExplanation(value: unknown): value is ExplainData {
  return (
    isFields(value) &&
    typeof value.schemaVersion === 'number' &&
    typeof value.scenario === 'string' &&
    isListOf(value.clusters, isCluster)
  );
}

function isCluster(value: unknown): value is ClusterData {
  return (
    isFields(value) &&
    hasTexts(value, ['name', 'root', 'kubernetesVersion']) &&
    isListOf(value.parameters, isParameter) &&
    isWindow(value.detection) &&
    (value.prices === undefined || value.prices === null || isPrices(value.prices)) &&
    (value.doesNotStart === undefined || isListOf(value.doesNotStart, isRefusal)) &&
    isListOf(value.workloads, isWorkload)
  );
}

function isParameter(value: unknown): value is ParameterData {
  return isFields(value) && hasTexts(value, ['component', 'name', 'value']);
}

function isRefusal(value: unknown): value is RefusalData {
  return isFields(value) && hasTexts(value, ['component', 'because']);
}

function isPrices(value: unknown): value is PricesData {
  return (
    isFields(value) &&
    isNumberOrNull(value.missedHeartbeats) &&
    isNumberOrNull(value.hungRequestMs) &&
    typeof value.outlastsDeadConnection === 'boolean' &&
    isListOf(value.heartbeatWrites, isCost)
  );
}

function isCost(value: unknown): value is HeartbeatWritesData {
  const names = ['leaseWritesPerMinute', 'statusWritesPerMinute'];
  return isFields(value) && typeof value.nodes === 'number' && names.every((name) => isNumberOrNull(value[name]));
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}

function isWindow(value: unknown): value is WindowData | null {
  if (value === null) return true;
  return isFields(value) && typeof value.earliestMs === 'number' && isNumberOrNull(value.latestMs);
}

const WINDOWS = ['eviction', 'objectRemoval', 'replacementMount', 'oldWriterGone'];

function isWorkload(value: unknown): value is WorkloadData {
  if (!isFields(value) || !hasTexts(value, ['kind', 'namespace', 'name', 'file'])) return false;
  const { tolerationSeconds, verdict } = value;
  const isToleration = isNumberOrNull(tolerationSeconds) || isFields(tolerationSeconds);
  return isToleration && VERDICTS.some((one) => one === verdict) && WINDOWS.every((name) => isWindow(value[name]));
}
