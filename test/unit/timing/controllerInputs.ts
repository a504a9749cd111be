// The inputs of a kube-controller-manager of 1.33 with its defaults, for tests that change some of them.
import type { ControllerInputs } from '../../../server/src/effective/inputs.ts';

export const CONTROLLER: ControllerInputs = {
  minor: 33,
  monitorPeriod: 5_000,
  gracePeriod: 50_000,
  startupGracePeriod: 60_000,
  podEvictionTimeout: 300_000,
  evictionRate: 0.1,
  secondaryEvictionRate: 0.01,
  unhealthyZoneThreshold: 0.55,
  largeClusterSize: 50,
  taintBasedEvictions: true,
  leaseEnabled: true,
  taintEviction: true,
  nodeLifecycle: true,
  podGarbageCollector: true,
  attachDetach: true,
  forceDetach: true,
  outOfServiceDetach: true,
  workloadControllers: { statefulSet: true, replicaSet: true, replicationController: true, job: true, cronJob: true },
  jobPodReplacementPolicy: true,
  droppedOfJobs: [],
  readsLiveLeases: false,
};
