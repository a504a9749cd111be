// How long a pod may take to end.
import type { PodSpec, Workload } from '../model/workload.ts';

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_PodSpec: DefaultTerminationGracePeriodSeconds) */
export const DEFAULT_GRACE_SECONDS = 30;

/** What holds where nothing is written: an operator's or a chart's own, else Kubernetes'. */
export function defaultGraceSeconds({ defaultGraceSeconds: own }: Pick<PodSpec, 'defaultGraceSeconds'>): number {
  return own ?? DEFAULT_GRACE_SECONDS;
}

/** Seconds of `terminationGracePeriodSeconds`; `undefined` where they cannot be read. */
export function graceSeconds({ pod }: Pick<Workload, 'pod'>): number | undefined {
  const field = pod.terminationGracePeriodSeconds;
  if (!field) return defaultGraceSeconds(pod);
  return field.value.known ? field.value.value : undefined;
}
