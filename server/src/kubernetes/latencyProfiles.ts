// OpenShift's latency profiles: the only values that users can choose there, each with all that it stands for.
import type { ComponentName } from './components.ts';

export interface LatencyProfile {
  readonly name: string;
  readonly values: readonly (readonly [component: ComponentName, name: string, value: string])[];
}

const row = (name: string, frequency: string, grace: string | undefined, seconds: string): LatencyProfile => ({
  name,
  values: [
    ['kubelet', 'nodeStatusUpdateFrequency', frequency],
    ...(grace === undefined ? [] : ([['kube-controller-manager', GRACE, grace]] as const)),
    ['kube-apiserver', 'default-not-ready-toleration-seconds', seconds],
    ['kube-apiserver', 'default-unreachable-toleration-seconds', seconds],
  ],
});
const GRACE = 'node-monitor-grace-period';

/**
 * From the one that reacts soonest to the most patient. The first has the grace of its release: 40 s, later 50 s.
 *
 * Source: openshift/api config/v1/types_node.go (WorkerLatencyProfileType)
 */
export const LATENCY_PROFILES: readonly LatencyProfile[] = [
  row('Default', '10s', undefined, '300'),
  row('MediumUpdateAverageReaction', '20s', '2m', '60'),
  row('LowUpdateSlowReaction', '1m', '5m', '60'),
];

/** Profile where none is written. */
export const DEFAULT_LATENCY_PROFILE = 'Default';

/**
 * The profiles to be set one after the other: only to a neighbour can be changed.
 *
 * Source: OpenShift's documentation on worker latency profiles ("You must move one worker latency profile at a time")
 */
export function stepsToProfile(from: string, to: string): readonly string[] {
  const names = LATENCY_PROFILES.map(({ name }) => name);
  const [a, b] = [names.indexOf(from), names.indexOf(to)];
  if (a < 0 || b < 0 || a === b) return [];
  return a < b ? names.slice(a + 1, b + 1) : names.slice(b, a).reverse();
}
