import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Value } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';

/** The keys of the NoExecute taints of a lost node, in all versions that the cluster may have: unreachable first. */
export function lostNodeTaints({ version }: Cluster): readonly string[] {
  return [...new Set([...version.minors.map(unreachableTaint), ...version.minors.map(notReadyTaint)])];
}

const absent: Value<string> = { known: true, value: '' };

/**
 * Whether a toleration matches the NoExecute taint of that key, whose value is empty.
 * `staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go (ToleratesTaint)`
 * @returns `undefined` where a part of it cannot be read
 */
export function toleratesTaint(toleration: Toleration, key: string): boolean | undefined {
  const parts = [toleration.effect, toleration.key, toleration.operator, toleration.value].map(
    (part) => part ?? absent,
  );
  const [effect, ownKey, operator, value] = parts.map((part) => (part.known ? part.value : undefined));
  if (effect !== undefined && effect !== '' && effect !== 'NoExecute') return false;
  if (ownKey !== undefined && ownKey !== '' && ownKey !== key) return false;
  if (effect === undefined || ownKey === undefined || operator === undefined) return undefined;
  if (operator === 'Exists') return true;
  if (operator !== '' && operator !== 'Equal') return false;
  return value === undefined ? undefined : ownKey !== '' && value === '';
}

/** The tolerations as far as they are known: all of them, or none where the list cannot be read. */
export function tolerationsOf(workload: Workload): readonly Toleration[] {
  return workload.pod.tolerations.known ? workload.pod.tolerations.value : [];
}

/**
 * The toleration that counts for a taint: the first that matches, in list order.
 * @returns `undefined` where none matches, or an earlier one cannot be read
 */
export function countingToleration(workload: Workload, key: string): Toleration | undefined {
  for (const toleration of tolerationsOf(workload)) {
    const matches = toleratesTaint(toleration, key);
    if (matches !== false) return matches ? toleration : undefined;
  }
  return undefined;
}

/** Pods whose tolerations a controller sets for ever anyway. */
export function toleratesByNature(workload: Workload): boolean {
  return workload.kind === 'DaemonSet' || workload.namespace === 'kube-system';
}

/** The part of a toleration to point at. */
export function tolerationPlace(toleration: Toleration): Location {
  return toleration.fields?.key ?? toleration.fields?.operator ?? toleration.location;
}
