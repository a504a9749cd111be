/** Minors of Kubernetes 1.x in which something exists, both included; `null`: to the newest. */
export type Lifetime = readonly [since: number, last: number | null];

/**
 * In which versions kubeadm reads each version of its API: `cmd/kubeadm/app/util/config/common.go`
 * (validateSupportedVersion) and the folders of `cmd/kubeadm/app/apis/kubeadm`, read in 1.10 to 1.37.
 */
const KUBEADM: ReadonlyMap<string, Lifetime> = new Map([
  ['v1alpha1', [8, 12]],
  ['v1alpha2', [11, 12]],
  ['v1alpha3', [12, 14]],
  ['v1beta1', [13, 21]],
  ['v1beta2', [15, 26]],
  ['v1beta3', [22, 36]],
  ['v1beta4', [31, null]],
  ['v1', [37, null]],
]);

/** In which versions the API server serves a version of a workload's API: `pkg/controlplane/storageversionhashdata`, `prerelease-lifecycle-gen` of `k8s.io/api`. */
const SERVED: ReadonlyMap<string, Lifetime> = new Map([
  ['apps/v1', [9, null]],
  ['apps/v1beta2', [8, 15]],
  ['apps/v1beta1', [5, 15]],
  ['extensions/v1beta1', [5, 15]],
  ['batch/v1beta1', [8, 24]],
  ['batch/v2alpha1', [5, 20]],
  ['policy/v1', [21, null]],
  ['policy/v1beta1', [5, 24]],
]);

/** kOps fills an absent version in: `channels/stable` (kopsVersions) of kubernetes/kops, whose group is older than its 1.13. */
const KOPS: Lifetime = [13, null];

/**
 * The versions that an object leaves whose API is kubeadm's or kOps'; `undefined` for other APIs.
 * @param isStated the object says which version it wants
 */
export function objectLifetime(apiVersion: string, isStated: boolean): Lifetime | undefined {
  const [group, version = ''] = apiVersion.split('/');
  if (group === 'kubeadm.k8s.io') return KUBEADM.get(version);
  return group === 'kops.k8s.io' && !isStated ? KOPS : undefined;
}

/** The versions in which the API server takes a workload or a PodDisruptionBudget of this API; `undefined` for other APIs. */
export function servedLifetime(apiVersion: string): Lifetime | undefined {
  return SERVED.get(apiVersion);
}

/** The first release of each distribution carried this minor of Kubernetes. */
const FIRST_RELEASES = {
  // https://github.com/k3s-io/k3s/releases/tag/v0.1.0
  k3s: 13,
  // https://github.com/rancher/rke2/releases/tag/v1.18.4-beta1+rke2
  rke2: 18,
} as const;

export type Distribution = keyof typeof FIRST_RELEASES;

/** The minor that a distribution's first release carried. */
export function firstRelease(distribution: Distribution): number {
  return FIRST_RELEASES[distribution];
}

/**
 * Kubernetes versions that a release of Talos Linux 1.x takes: `pkg/machinery/compatibility/talosNN` (MinimumKubernetesVersion,
 * MaximumKubernetesVersion); since 1.6 six minors, before three.
 */
export function talosLifetime(talosMinor: number): Lifetime {
  const last = talosMinor + 23;
  return [talosMinor >= 6 ? last - 5 : last - 2, last];
}
