// Every concrete set of inputs that a cluster may have.
import type { Cluster } from '../model/cluster.ts';
import { admissionCandidates, controllerCandidates, kubeletCandidates } from './candidates.ts';
import { kubeletMinorsBeside, minorsBeside, minorsOf, patchOf } from './componentVersions.ts';
import { effectiveInstance } from './effectiveInstance.ts';
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
  const found = cluster.controllerManagers.flatMap((manager) =>
    minorsOf(manager, cluster).flatMap((minor) => {
      const controllers = controllerCandidates(effectiveInstance(manager, minor), many).inputs;
      const kubelets = cluster.kubelets.flatMap((kubelet) =>
        kubeletMinorsBeside(kubelet, minor, cluster).flatMap(
          (own) => kubeletCandidates(effectiveInstance(kubelet, own), patchOf(cluster, own)).inputs,
        ),
      );
      const admissions = cluster.apiServers.flatMap((server) =>
        minorsBeside(server, minor).flatMap((own) => admissionCandidates(effectiveInstance(server, own)).inputs),
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
