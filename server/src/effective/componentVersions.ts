// Which instances a component has in a cluster, and in which versions each may run beside the others.
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import type { ClusterBasis, Instance } from '../model/cluster.ts';
import type { Component } from '../model/setting.ts';

/** The instances of a component; none of one whose settings decide nothing here. */
export function componentInstances(
  { controllerManagers, kubelets, apiServers }: ClusterBasis,
  component: Component,
): readonly Instance[] {
  if (component === 'kube-controller-manager') return controllerManagers;
  if (component === 'kubelet') return kubelets;
  return component === 'kube-apiserver' ? apiServers : [];
}

export function allInstances({ controllerManagers, kubelets, apiServers }: ClusterBasis): readonly Instance[] {
  return [...controllerManagers, ...kubelets, ...apiServers];
}

/**
 * The minors over which windows are united, ascending: the stated ones, or all that what is written leaves; of a wide range its
 * newest. A rule that speaks of windows, verdicts or who evicts holds in the same.
 */
export function windowMinors({ version }: Pick<ClusterBasis, 'version'>): readonly number[] {
  return version.minors;
}

/** The newest of them: what is said of one version alone is said of this one. */
export function newestMinor(cluster: Pick<ClusterBasis, 'version'>): number {
  return windowMinors(cluster).at(-1) ?? NEWEST_MINOR;
}

/** The minors that an instance may have: its own, else the cluster's. */
export function minorsOf(instance: Instance, cluster: ClusterBasis): readonly number[] {
  return instance.minors.length > 0 ? instance.minors : windowMinors(cluster);
}

/** Those beside a controller manager of that minor: components of one cluster have one version unless a file says otherwise. */
export function minorsBeside(instance: Instance, minor: number): readonly number[] {
  return instance.minors.length === 0 || instance.minors.includes(minor) ? [minor] : instance.minors;
}

/** Nodes of a running cluster state the versions of all kubelets that there are. */
export function kubeletMinorsBeside(kubelet: Instance, minor: number, { live }: ClusterBasis): readonly number[] {
  return live && kubelet.minors.length > 0 ? kubelet.minors : minorsBeside(kubelet, minor);
}

/** The cluster's patch, where it is that of a kubelet of the minor. */
export function patchOf({ version }: ClusterBasis, minor: number): number | undefined {
  return version.minors.length === 1 && version.minors[0] === minor ? version.patch : undefined;
}

/** The version is a guess: nothing in the tree states it. */
export function versionIsAssumed(cluster: ClusterBasis, instance?: Instance): boolean {
  return (
    (cluster.version.origin === 'assumed' || cluster.version.origin === 'bounded') &&
    (!instance || instance.minors.length === 0 || instance.minors.join() === cluster.version.minors.join())
  );
}

/**
 * The minors in all of which a rule about what is written must hold: those that an instance, or the cluster, may have; where the
 * version is a guess, all that what is written leaves, of which windows may look at the newest only.
 */
export function possibleMinors(cluster: ClusterBasis, instance?: Instance): readonly number[] {
  if (versionIsAssumed(cluster, instance)) return cluster.version.possible;
  return instance !== undefined && instance.minors.length > 0 ? instance.minors : windowMinors(cluster);
}
