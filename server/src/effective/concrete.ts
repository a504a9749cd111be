import type { Cluster, Instance } from '../model/cluster.ts';
import { admissionCandidates, controllerCandidates, kubeletCandidates } from './candidates.ts';
import type { AdmissionInputs, ControllerInputs, KubeletInputs } from './inputs.ts';

/** One concrete set of inputs of a cluster. */
export interface Combination {
  readonly controller: ControllerInputs;
  readonly kubelet: KubeletInputs;
  readonly admission: AdmissionInputs;
}

/**
 * Every concrete set of inputs that a cluster may have: instances, versions, and both ends of what is unknown.
 *
 * @param many several nodes fail, so that rates and zones matter
 */
export function combinationsOf(cluster: Cluster, many: boolean): readonly [Combination, ...Combination[]] {
  const minors = (instance: Instance) => (instance.minors.length > 0 ? instance.minors : cluster.version.minors);
  const found = cluster.controllerManagers.flatMap((manager) =>
    minors(manager).flatMap((minor) => {
      const beside = (instance: Instance) =>
        instance.minors.includes(minor) || instance.minors.length === 0 ? [minor] : instance.minors;
      const controllers = controllerCandidates(manager, minor, many).inputs;
      const kubelets = cluster.kubelets.flatMap((kubelet) =>
        kubeletMinors(kubelet, beside(kubelet), cluster).flatMap(
          (own) => kubeletCandidates(kubelet, own, cluster.version.patch, false).inputs,
        ),
      );
      const admissions = cluster.apiServers.flatMap((server) =>
        beside(server).flatMap((own) => admissionCandidates(server, own).inputs),
      );
      return controllers.flatMap((controller) =>
        kubelets.flatMap((kubelet) => admissions.map((admission) => ({ controller, kubelet, admission }))),
      );
    }),
  );
  const [first, ...others] = found;
  if (first === undefined) throw new Error('a cluster has at least one instance of each component');
  return [first, ...others];
}

/** Nodes of a running cluster state the versions of all kubelets that there are. */
export function kubeletMinors(
  kubelet: Instance,
  beside: readonly number[],
  { live }: Pick<Cluster, 'live'>,
): readonly number[] {
  return live && kubelet.minors.length > 0 ? kubelet.minors : beside;
}
