import { detection, effectiveGrace, extraPeriod, HTTP2_TIMEOUT, survivedHeartbeats } from '../detection.ts';
import { queueDelay, taint, taintEviction } from '../eviction.ts';
import { heartbeat, leaseInterval, statusInterval } from '../heartbeat.ts';
import type { ControllerInputs, KubeletInputs } from '../inputs.ts';
import type { Achieved, HeartbeatCost, TunedValues, TuningInput } from './targets.ts';

const NODES = [100, 1_000, 5_000];

export function currentValues({ controller, kubelet, tolerationSeconds }: TuningInput): TunedValues {
  return {
    monitorPeriod: controller.monitorPeriod,
    gracePeriod: controller.gracePeriod,
    leaseDurationSeconds: kubelet.leaseDuration / 1_000,
    tolerationSeconds,
  };
}

/** What a cluster gives with these values in place of its own. */
export function achieve(input: TuningInput, values: TunedValues): Achieved {
  const { controller, kubelet } = withValues(input, values);
  const beat = heartbeat(kubelet);
  const detected = detection(controller, beat, kubelet.leaseEnabled);
  const evicted = taintEviction(controller, taint(controller, detected), values.tolerationSeconds);
  const grace = effectiveGrace(controller.gracePeriod, controller.monitorPeriod);
  return {
    failover: evicted.latest,
    detection: detected,
    missedHeartbeats: survivedHeartbeats(grace, beat.maxMs),
    fencing: queueDelay(controller) + Math.max(0, values.tolerationSeconds) * 1_000,
    outlastsDeadConnection: grace > HTTP2_TIMEOUT,
  };
}

/** Longest heartbeat interval with these values, in milliseconds. */
export function longestHeartbeat(input: TuningInput, values: TunedValues): number {
  return heartbeat(withValues(input, values).kubelet).maxMs;
}

/** From the silence to the deletion beyond ⌈G⌉P and the toleration, at the latest. Milliseconds. */
export function overhead(input: TuningInput, values: TunedValues): number {
  const { controller, kubelet } = withValues(input, values);
  const period = Math.max(controller.monitorPeriod, 0);
  const detected = period + (extraPeriod(controller, kubelet.leaseEnabled) ? period : 0);
  return detected + taint(controller, { earliest: 0, latest: 0 }).latest;
}

/** What the heartbeats of these values cost the API server. */
export function cost(input: TuningInput, values: TunedValues): readonly HeartbeatCost[] {
  const { kubelet } = withValues(input, values);
  const lease = leaseInterval(kubelet);
  const perMinute = (interval: number) => (interval > 0 ? 60_000 / interval : Number.POSITIVE_INFINITY);
  return NODES.map((nodes) => ({
    nodes,
    leaseWritesPerMinute: lease === undefined ? 0 : Math.round(nodes * perMinute(lease.shortest)),
    statusWritesPerMinute: Math.round(nodes * perMinute(statusInterval(kubelet).shortest)),
  }));
}

function withValues(
  input: TuningInput,
  values: TunedValues,
): { readonly controller: ControllerInputs; readonly kubelet: KubeletInputs } {
  return {
    controller: { ...input.controller, monitorPeriod: values.monitorPeriod, gracePeriod: values.gracePeriod },
    kubelet: { ...input.kubelet, leaseDuration: values.leaseDurationSeconds * 1_000 },
  };
}
