// What is in effect in a cluster: everything is read here once; all others take these answers.
import type { ClusterBasis, Instance } from '../model/cluster.ts';
import { basisOf } from '../model/clusterBasis.ts';
import type { PersistentVolume, VolumeClaim } from '../model/storage.ts';
import type { Workload } from '../model/workload.ts';
import { admissionCandidates, type Candidates, controllerCandidates, kubeletCandidates } from './candidates.ts';
import { kubeletMinorsBeside, minorsBeside, minorsOf, newestMinor, patchOf } from './componentVersions.ts';
import { type EffectiveInstance, effectiveInstance } from './effectiveInstance.ts';
import { type EffectiveParameter, effectiveParameters } from './effectiveParameters.ts';
import { firstAlike } from './firstAlike.ts';
import { type GracefulShutdown, gracefulShutdown } from './gracefulShutdown.ts';
import type { AdmissionInputs, ControllerInputs, KubeletInputs } from './inputs.ts';
import { isStopped, type Refusal, refusalsOf } from './starting.ts';
import { anyOf, type Storage, storageOfClaim, storageOfVolume, volumeOfClaim } from './storageBehind.ts';
import { indexStorage } from './storageIndex.ts';
import { type WorkloadVolumes, workloadVolumes } from './volumes.ts';

export interface EffectiveCluster {
  readonly cluster: ClusterBasis;
  /** Minors that a controller manager may have, ascending: by them goes what becomes of volumes. */
  readonly minors: readonly number[];
  /** Components that do not start, in any version. */
  readonly refusals: readonly Refusal[];
  /** A component has no instance that starts, so that nothing of what follows happens. */
  readonly isStopped: boolean;
  /** Listed for people. */
  readonly parameters: readonly EffectiveParameter[];
  /** An instance in one of the versions that it may have. */
  at(instance: Instance, minor: number): EffectiveInstance;
  /** An instance in the newest version that the cluster may have. */
  newest(instance: Instance): EffectiveInstance;
  /** An instance in every version that it may have. */
  versionsOf(instance: Instance): readonly EffectiveInstance[];
  /** The first instance that says the same (`firstAlike.ts`): what is worked out of its values holds for all of them. */
  alike(instance: Instance): Instance;
  /** Instances, of those that say the same the first. */
  distinct(instances: readonly Instance[]): readonly Instance[];
  /** @param many several nodes fail, so that rates and zones matter */
  controllers(manager: Instance, minor: number, many: boolean): Candidates<ControllerInputs>;
  kubelet(kubelet: Instance, minor: number): Candidates<KubeletInputs>;
  /** A kubelet beside a controller manager of that minor. */
  kubelets(kubelet: Instance, beside: number, shutdown: boolean): readonly Candidates<KubeletInputs>[];
  /** An API server beside a controller manager of that minor. */
  admissions(server: Instance, beside: number): readonly Candidates<AdmissionInputs>[];
  /** How a kubelet shuts its node down, in every version that it may have. */
  shutdowns(kubelet: Instance): readonly GracefulShutdown[];
  /** The volumes of a workload's pods that outlive them. */
  volumes(workload: Workload): WorkloadVolumes;
  /** The volume that is bound to a claim, where the files say so. */
  volumeOfClaim(claim: VolumeClaim): PersistentVolume | undefined;
  /** The storage of a claim, in any of the versions. */
  storageOfClaim(claim: VolumeClaim): Storage;
  storageOfVolume(volume: PersistentVolume): Storage;
}

const clusters = new WeakMap<ClusterBasis, EffectiveCluster>();

/** The answers about a cluster; the same object for the same basis: they hold whatever its workloads are. */
export function effectiveCluster(cluster: ClusterBasis): EffectiveCluster {
  const basis = basisOf(cluster);
  const known = clusters.get(basis) ?? createCluster(basis);
  clusters.set(basis, known);
  return known;
}

function createCluster(cluster: ClusterBasis): EffectiveCluster {
  const minors = [...new Set(cluster.controllerManagers.flatMap((manager) => minorsOf(manager, cluster)))].sort(
    (a, b) => a - b,
  );
  const storage = indexStorage(cluster);
  const volumes = new WeakMap<Workload, WorkloadVolumes>();
  const alike = (instance: Instance) => firstAlike(cluster, instance);
  const versionsOf = (instance: Instance) =>
    minorsOf(instance, cluster).map((minor) => effectiveInstance(instance, minor));
  return {
    cluster,
    minors,
    get refusals() {
      return refusalsOf(cluster);
    },
    get isStopped() {
      return isStopped(cluster);
    },
    get parameters() {
      return effectiveParameters(cluster);
    },
    at: effectiveInstance,
    newest: (instance) => effectiveInstance(instance, newestMinor(cluster)),
    versionsOf,
    alike,
    distinct: (instances) => [...new Set(instances.map(alike))],
    controllers: (manager, minor, many) => controllerCandidates(effectiveInstance(alike(manager), minor), many),
    kubelet: (kubelet, minor) => kubeletCandidates(effectiveInstance(alike(kubelet), minor), patchOf(cluster, minor)),
    kubelets: (kubelet, beside, shutdown) =>
      kubeletMinorsBeside(kubelet, beside, cluster).map((minor) =>
        kubeletCandidates(effectiveInstance(alike(kubelet), minor), patchOf(cluster, minor), shutdown),
      ),
    admissions: (server, beside) =>
      minorsBeside(server, beside).map((minor) => admissionCandidates(effectiveInstance(alike(server), minor))),
    shutdowns: (kubelet) => versionsOf(kubelet).map(gracefulShutdown),
    volumes(workload) {
      const known = volumes.get(workload) ?? workloadVolumes(workload, storage, minors);
      volumes.set(workload, known);
      return known;
    },
    volumeOfClaim: (claim) => volumeOfClaim(claim, storage),
    storageOfClaim: (claim) =>
      anyOf(minors.map((minor) => storageOfClaim(claim, volumeOfClaim(claim, storage), storage, minor))),
    storageOfVolume: (volume) => anyOf(minors.map((minor) => storageOfVolume(volume, storage, minor))),
  };
}
