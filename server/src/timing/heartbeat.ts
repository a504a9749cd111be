// How often a kubelet gives news of itself.
import type { KubeletInputs } from '../effective/inputs.ts';
import { at, type Ranged } from '../kubernetes/ranged.ts';
import type { Heartbeat } from './analysis.ts';
import { roundedDown, roundedUp } from './wholeMilliseconds.ts';

/**
 * Factor of the longest pause over the shortest, by minor. Leases: `wait.JitterUntil(…, 0.04, …)` since 1.20,
 * staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run). Status: since 1.23,
 * pkg/kubelet/kubelet.go (Run).
 */
const LEASE_JITTER: readonly Ranged<number>[] = [
  [5, 19, 1],
  [20, null, 1.04],
];
const STATUS_JITTER: readonly Ranged<number>[] = [
  [5, 22, 1],
  [23, null, 1.04],
];
/** 1.34: once after a change of the status or a start, the report waits for up to half its frequency more. */
const REPORT_DELAY: readonly Ranged<number>[] = [
  [5, 33, 1],
  [34, null, 1.5],
];
/** pkg/kubelet/nodelease/controller.go of 1.12–1.15: `renewInterval = 10 * time.Second`. */
const FIXED_RENEWAL = 10_000;
/** Since 1.16 (PR #80429): `nodeLeaseRenewIntervalFraction = 0.25`. */
const RENEWALS_PER_LEASE = 4;

/** A regular interval, shortest and longest, in milliseconds. */
export interface Interval {
  readonly shortest: number;
  readonly longest: number;
}

/** Between two renewals of the node's lease; `undefined` where it has none. */
export function leaseInterval(kubelet: KubeletInputs): Interval | undefined {
  if (!kubelet.leaseEnabled) return undefined;
  const shortest = renewalInterval(kubelet);
  return { shortest, longest: stretched(shortest, at(LEASE_JITTER, kubelet.minor) ?? 1) };
}

function renewalInterval({ minor, leaseDuration, leaseFollowsUpdates, updateFrequency }: KubeletInputs): number {
  if (minor >= 16) return leaseDuration / RENEWALS_PER_LEASE;
  return leaseFollowsUpdates ? Math.min(FIXED_RENEWAL, Math.max(updateFrequency, 0)) : FIXED_RENEWAL;
}

/**
 * Between two posts of an unchanged status. With leases it is posted at the first pass at which the report frequency is
 * over; without, at every pass.
 *
 * Source: pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus); since 1.13 with leases.
 */
export function statusInterval(kubelet: KubeletInputs): Interval {
  const pause = Math.max(kubelet.updateFrequency, 0);
  const jitter = at(STATUS_JITTER, kubelet.minor) ?? 1;
  const reports = kubelet.leaseEnabled && kubelet.minor >= 13;
  if (!reports) return { shortest: pause, longest: stretched(pause, jitter) };
  const delay = at(REPORT_DELAY, kubelet.minor) ?? 1;
  return {
    shortest: firstPassAfter(kubelet.reportFrequency, pause),
    longest: stretched(firstPassAfter(kubelet.reportFrequency * delay, pause), jitter),
  };
}

/** The first multiple of `pause`, and at least one, that is not before `wait`. */
function firstPassAfter(wait: number, pause: number): number {
  return Math.max(roundUp(wait, pause), pause);
}

/**
 * The kubelet's heartbeat: whichever of lease and status comes more often.
 *
 * @param leasesWatched `false`: the controller manager does not look at leases (gate NodeLease, 1.14–1.16)
 */
export function heartbeat(kubelet: KubeletInputs, leasesWatched = true): Heartbeat {
  const status = statusInterval(kubelet);
  const lease = leasesWatched ? leaseInterval(kubelet) : undefined;
  if (!lease) return { intervalMs: status.shortest, maxMs: status.longest, by: 'status' };
  return {
    intervalMs: Math.min(lease.shortest, status.shortest),
    maxMs: Math.min(lease.longest, status.longest),
    by: lease.shortest <= status.shortest ? 'lease' : 'status',
  };
}

/** The one with the longest pause, in whole milliseconds. @param beats at least one */
export function slowest(beats: readonly Heartbeat[]): Heartbeat {
  const beat = beats.reduce((a, b) => (b.maxMs > a.maxMs ? b : a));
  return { ...beat, intervalMs: roundedDown(beat.intervalMs), maxMs: roundedUp(beat.maxMs) };
}

/**
 * The smallest multiple of `step` that is not below `value`; `value` itself where there is no step, 0 for one below 0.
 * Total for every finite number.
 */
export function roundUp(value: number, step: number): number {
  if (!(value > 0)) return 0;
  if (!(step > 0)) return value;
  const multiple = Math.ceil(value / step);
  return (multiple - 1) * step >= value ? (multiple - 1) * step : multiple * step;
}

/** Four percent as 104 hundredths, so that whole milliseconds stay whole. */
function stretched(interval: number, factor: number): number {
  return (interval * Math.round(factor * 100)) / 100;
}
