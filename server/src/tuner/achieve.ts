// What a cluster gives with changed values, and what that costs.

import { HTTP2_TIMEOUT } from '../effective/deadConnection.ts';
import { most } from '../model/extremes.ts';
import { detection, effectiveGrace, extraPeriod, survivedHeartbeats } from '../timing/detection.ts';
import { legacyEviction, queueDelay, taint, taintEviction } from '../timing/eviction.ts';
import { heartbeat, leaseInterval, statusInterval } from '../timing/heartbeat.ts';
import type { Achieved, Changes, HeartbeatCost, Tunable, TunedSettings, TunedValues } from './targets.ts';

const NODES = [100, 1_000, 5_000];
/** Since then the lease is renewed four times in its duration, which has no effect before. */
const LEASE_DURATION_COUNTS_SINCE = 16;

export function currentValues({ controller, kubelet, tolerationSeconds }: TunedSettings): TunedValues {
  return {
    monitorPeriod: controller.monitorPeriod,
    gracePeriod: controller.gracePeriod,
    leaseDurationSeconds: kubelet.leaseDuration / 1_000,
    tolerationSeconds,
    podEvictionTimeout: controller.podEvictionTimeout,
  };
}

/** The values that make a difference to these settings. */
export function effectiveTunables(all: readonly TunedSettings[]): readonly Tunable[] {
  const leases = all.some(({ kubelet }) => kubelet.leaseEnabled && kubelet.minor >= LEASE_DURATION_COUNTS_SINCE);
  const byTaint = all.some(({ controller }) => controller.taintBasedEvictions);
  const byTimeout = all.some(({ controller }) => !controller.taintBasedEvictions);
  return [
    'monitorPeriod',
    'gracePeriod',
    ...(leases ? (['leaseDurationSeconds'] as const) : []),
    ...(byTaint ? (['tolerationSeconds'] as const) : []),
    ...(byTimeout ? (['podEvictionTimeout'] as const) : []),
  ];
}

/** The settings with some values in place of their own. */
function withChanges(settings: TunedSettings, changes: Changes): TunedSettings {
  const { monitorPeriod, gracePeriod, leaseDurationSeconds, tolerationSeconds, podEvictionTimeout } = {
    ...currentValues(settings),
    ...changes,
  };
  return {
    controller: { ...settings.controller, monitorPeriod, gracePeriod, podEvictionTimeout },
    kubelet: { ...settings.kubelet, leaseDuration: leaseDurationSeconds * 1_000 },
    tolerationSeconds,
  };
}

/** What a cluster gives with these changes, whichever of its sets of inputs is in charge. */
export function achieve(all: readonly TunedSettings[], changes: Changes = {}): Achieved {
  return all.map((settings) => achieveOne(withChanges(settings, changes))).reduce(worse);
}

function achieveOne({ controller, kubelet, tolerationSeconds }: TunedSettings): Achieved {
  const beat = heartbeat(kubelet, controller.leaseEnabled);
  const detected = detection(controller, beat, kubelet.leaseEnabled);
  const grace = effectiveGrace(controller.gracePeriod, controller.monitorPeriod);
  const byTimeout = legacyEviction(controller, beat, extraPeriod(controller, kubelet.leaseEnabled));
  const byTaint = taintEviction(controller, taint(controller, detected), tolerationSeconds);
  const dead = deadConnection([{ controller }]);
  const fencing = controller.taintBasedEvictions
    ? queueDelay(controller) + Math.max(0, tolerationSeconds) * 1_000
    : Math.max(0, timeoutSilence(controller) - grace);
  return {
    evictedBy: controller.taintBasedEvictions ? byTaint.latest : byTimeout.latest,
    detection: detected,
    heartbeatEvery: beat.intervalMs,
    missedHeartbeats: survivedHeartbeats(grace, beat.maxMs),
    hungRequest: hungRequest(kubelet),
    fencing,
    deadConnection: dead,
    outlastsDeadConnection: controller.readsLiveLeases || grace > dead,
    roomToReturn: fencing >= beat.intervalMs + Math.max(controller.monitorPeriod, 0),
  };
}

/** Until every controller has noticed that its connection is dead, in milliseconds; infinite where one does not look. */
export function deadConnection(settings: readonly Pick<TunedSettings, 'controller'>[]): number {
  return most(settings.map(({ controller }) => controller.deadConnection ?? HTTP2_TIMEOUT)) ?? HTTP2_TIMEOUT;
}

/** The time-out of the client that sends heartbeats. Source: cmd/kubelet/app/server.go (run, heartbeatClientConfig) */
function hungRequest({ updateFrequency, leaseDuration, leaseEnabled }: TunedSettings['kubelet']): number {
  return Math.max(0, leaseEnabled ? Math.min(updateFrequency, leaseDuration) : updateFrequency);
}

/** How long a node must have been silent, as seen, before the legacy path deletes its pods. */
function timeoutSilence({ podEvictionTimeout, gracePeriod, monitorPeriod }: TunedSettings['controller']): number {
  return Math.max(
    effectiveGrace(podEvictionTimeout, monitorPeriod),
    effectiveGrace(gracePeriod, monitorPeriod) + Math.max(monitorPeriod, 0),
  );
}

function worse(a: Achieved, b: Achieved): Achieved {
  return {
    evictedBy: Math.max(a.evictedBy, b.evictedBy),
    detection: {
      earliest: Math.min(a.detection.earliest, b.detection.earliest),
      typical: Math.max(a.detection.typical, b.detection.typical),
      latest: Math.max(a.detection.latest, b.detection.latest),
    },
    heartbeatEvery: Math.max(a.heartbeatEvery, b.heartbeatEvery),
    missedHeartbeats: Math.min(a.missedHeartbeats, b.missedHeartbeats),
    hungRequest: Math.max(a.hungRequest, b.hungRequest),
    fencing: Math.min(a.fencing, b.fencing),
    deadConnection: Math.max(a.deadConnection, b.deadConnection),
    outlastsDeadConnection: a.outlastsDeadConnection && b.outlastsDeadConnection,
    roomToReturn: a.roomToReturn && b.roomToReturn,
  };
}

/** Longest heartbeat interval with these changes, in milliseconds. */
export function longestHeartbeat(all: readonly TunedSettings[], changes: Changes): number {
  return (
    most(
      all
        .map((settings) => withChanges(settings, changes))
        .map(({ kubelet, controller }) => heartbeat(kubelet, controller.leaseEnabled).maxMs),
    ) ?? 0
  );
}

/** What the heartbeats cost the API server with these changes, at the most. */
export function cost(all: readonly TunedSettings[], changes: Changes = {}): readonly HeartbeatCost[] {
  const kubelets = all.map((settings) => withChanges(settings, changes).kubelet);
  const perMinute = (interval: number) => (interval > 0 ? 60_000 / interval : Number.POSITIVE_INFINITY);
  const leases =
    most(
      kubelets.map((kubelet) => {
        const lease = leaseInterval(kubelet);
        return lease === undefined ? 0 : perMinute(lease.shortest);
      }),
    ) ?? 0;
  const statuses = most(kubelets.map((kubelet) => perMinute(statusInterval(kubelet).shortest))) ?? 0;
  return NODES.map((nodes) => ({
    nodes,
    leaseWritesPerMinute: Math.round(nodes * leases),
    statusWritesPerMinute: Math.round(nodes * statuses),
  }));
}
