// Keys of the taints of lost nodes, by version.
import { at, type Ranged } from './ranged.ts';

/**
 * Taints of a node that is lost. The keys of 1.6–1.8 were renamed in 1.9.
 * Source: pkg/scheduler/algorithm/well_known_labels.go, staging/src/k8s.io/api/core/v1/well_known_taints.go
 */
const UNREACHABLE: readonly Ranged<string>[] = [
  [6, 8, 'node.alpha.kubernetes.io/unreachable'],
  [9, null, 'node.kubernetes.io/unreachable'],
];
const NOT_READY: readonly Ranged<string>[] = [
  [6, 8, 'node.alpha.kubernetes.io/notReady'],
  [9, null, 'node.kubernetes.io/not-ready'],
];

/** Key that makes PodGC and the attach/detach controller treat a node's pods as gone, whatever its value and effect (KEP-2268). */
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/** Key of the NoExecute taint while Ready is Unknown. Before 1.6 there is none. */
export function unreachableTaint(minor: number): string {
  return at(UNREACHABLE, Math.max(minor, 6)) ?? '';
}

/** Key of the NoExecute taint while Ready is False. Before 1.6 there is none. */
export function notReadyTaint(minor: number): string {
  return at(NOT_READY, Math.max(minor, 6)) ?? '';
}

/** The key since 1.9 of a key that no longer means anything; `undefined` for any other key. */
export function renamedTaint(key: string): string | undefined {
  if (key === UNREACHABLE[0]?.[2]) return UNREACHABLE[1]?.[2];
  if (key === NOT_READY[0]?.[2]) return NOT_READY[1]?.[2];
  return undefined;
}

/** Folders of which a kubelet starts every file. In other ones of their names people keep manifests of all kinds. */
const STATIC_PODS = /(?:^|\/)(?:etc\/kubernetes\/manifests|pod-manifests|static-?pods?|kubelet\.d)\/[^/]+$/i;

/**
 * Whether a Pod of that file is a static one, which the kubelet gives a toleration for all taints of effect NoExecute.
 * Source: pkg/kubelet/config/common.go (applyDefaults)
 */
export function isStaticPodFile(file: string): boolean {
  return STATIC_PODS.test(file);
}
