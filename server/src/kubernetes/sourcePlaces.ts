// The functions in Kubernetes' source that decide what happens, by version.
import { at, type Ranged } from './ranged.ts';

/** A function in Kubernetes' source, by path from the repository's root. */
export interface SourcePlace {
  readonly path: string;
  readonly name: string;
}

const place = (path: string, name: string): SourcePlace => ({ path, name });

const NODE_CONTROLLER_FILES: readonly Ranged<string>[] = [
  [3, 7, 'pkg/controller/node/nodecontroller.go'],
  [8, 9, 'pkg/controller/node/node_controller.go'],
  [10, null, 'pkg/controller/nodelifecycle/node_lifecycle_controller.go'],
];

/** A function of the node controller that has one name in all of the versions given. */
function nodeController(from: number, to: number | null, name: string): readonly Ranged<SourcePlace>[] {
  return NODE_CONTROLLER_FILES.flatMap(([since, until, path]): Ranged<SourcePlace>[] => {
    const first = Math.max(from, since);
    const last = until === null ? to : to === null ? until : Math.min(until, to);
    return last !== null && last < first ? [] : [[first, last, place(path, name)]];
  });
}

/**
 * Where Kubernetes decides what the timing model computes, by minor version. Read in the trees of 1.5–1.9 (vendored by
 * minikube), 1.10–1.22 (k3s) and 1.23–1.36 (MicroShift).
 */
const PLACES = {
  statusHeartbeat: [[3, null, place('pkg/kubelet/kubelet_node_status.go', 'tryUpdateNodeStatus')]],
  leaseHeartbeat: [
    [13, 19, place('pkg/kubelet/nodelease/controller.go', 'Run')],
    [20, null, place('staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go', 'Run')],
  ],
  detection: [...nodeController(3, 12, 'monitorNodeStatus'), ...nodeController(13, null, 'monitorNodeHealth')],
  zoneState: nodeController(4, null, 'handleDisruption'),
  taint: [...nodeController(6, 7, 'doTaintingPass'), ...nodeController(8, null, 'doNoExecuteTaintingPass')],
  timeoutEviction: nodeController(3, 26, 'evictPods'),
  taintEviction: [
    [6, 7, place('pkg/controller/node/taint_controller.go', 'processPodOnNode')],
    [8, 9, place('pkg/controller/node/scheduler/taint_controller.go', 'processPodOnNode')],
    [10, 28, place('pkg/controller/nodelifecycle/scheduler/taint_manager.go', 'processPodOnNode')],
    [29, null, place('pkg/controller/tainteviction/taint_eviction.go', 'processPodOnNode')],
  ],
  gracefulDelete: [
    [3, 4, place('pkg/registry/pod/strategy.go', 'CheckGracefulDelete')],
    [5, null, place('pkg/registry/core/pod/strategy.go', 'CheckGracefulDelete')],
  ],
  kubeletRemoval: [[7, null, place('pkg/kubelet/status/status_manager.go', 'canBeDeleted')]],
  statefulSet: [
    [5, 5, place('pkg/controller/petset/pet_set.go', 'Sync')],
    [6, 6, place('pkg/controller/statefulset/stateful_set_control.go', 'UpdateStatefulSet')],
    [7, null, place('pkg/controller/statefulset/stateful_set_control.go', 'updateStatefulSet')],
  ],
  activePods: [[3, null, place('pkg/controller/controller_utils.go', 'IsPodActive')]],
  cronJob: [
    [8, 20, place('pkg/controller/cronjob/cronjob_controller.go', 'syncOne')],
    [21, null, place('pkg/controller/cronjob/cronjob_controllerv2.go', 'syncCronJob')],
  ],
  job: [[9, null, place('pkg/controller/job/job_controller.go', 'syncJob')]],
  attachableVolumes: [[7, null, place('pkg/controller/volume/attachdetach/util/util.go', 'ProcessPodVolumes')]],
  multiAttach: [
    [7, 15, place('pkg/controller/volume/attachdetach/reconciler/reconciler.go', 'isMultiAttachForbidden')],
    [16, null, place('pkg/volume/util/util.go', 'IsMultiAttachAllowed')],
  ],
  forceDetach: [[3, null, place('pkg/controller/volume/attachdetach/reconciler/reconciler.go', 'reconcile')]],
  readWriteOncePod: [
    [22, null, place('pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go', 'PreFilter')],
  ],
  shutdown: [[20, null, place('pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go', 'processShutdownEvent')]],
} as const satisfies Readonly<Record<string, readonly Ranged<SourcePlace>[]>>;

export type SourceTopic = keyof typeof PLACES;

/** The function that decides it in a version; `undefined` where that version has none, or it was not read. */
export function sourcePlace(topic: SourceTopic, minor: number): SourcePlace | undefined {
  return at<SourcePlace>(PLACES[topic], minor);
}

/** Where a file of that version can be read. */
export function sourceUrl(path: string, minor: number): string {
  return `https://github.com/kubernetes/kubernetes/blob/release-1.${minor}/${path}`;
}
