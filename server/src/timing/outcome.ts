// What happens to a pod after its eviction, and whether two writers can meet.
import type { VolumeTraits } from '../effective/volumes.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { WorkloadKind } from '../model/workload.ts';
import type { DoubleMount, Verdict } from './analysis.ts';
import { type PodInterventions, whileThere } from './interventions.ts';
import type { NextRun } from './nextRun.ts';
import { attachAfterRestartWithoutNode, delayed, overtaken, type Restart, waited } from './restart.ts';
import { later, shift, sooner, union } from './windows.ts';

/**
 * `ReconcilerMaxWaitForUnmountDuration`: a constant, no flag changes it.
 * Source: cmd/kube-controller-manager/app/core.go, pkg/controller/volume/attachdetach/reconciler/reconciler.go
 */
export const FORCE_DETACH_WAIT = 6 * 60_000;
/** First minor whose attach/detach controller refuses a second node (Multi-Attach error). */
const GUARDED_SINCE = 7;
/**
 * First minor in which a deleted Node's volumes are detached at once.
 * Source: pkg/controller/volume/attachdetach/attach_detach_controller.go (nodeDelete)
 */
const NODE_DELETION_DETACHES_SINCE = 38;
/** First minor that detaches by force only from a node that is not Ready. Source: reconciler.go (hasOutOfServiceTaint, isHealthy) */
const HEALTHY_KEEP_SINCE = 25;
/** `DefaultJobPodFailureBackOff`, from Ready=False on. Source: pkg/controller/job/backoff_utils.go */
const JOB_BACK_OFF = 10_000;
const JOB_BACK_OFF_SINCE = 28;
/** Ready=False is written in whole seconds, so the back-off may end up to one earlier. */
const WHOLE_SECOND = 1_000;

/** What of the control plane decides what follows an eviction. */
export interface ControlPlane {
  readonly minor: number;
  readonly attachDetach: boolean;
  readonly forceDetach: boolean;
  /** The controller that makes the replacement is on. */
  readonly replaces: boolean;
  /** A Job that makes no other pod has failed only once the objects of its pods are gone. */
  readonly failsWithPods: boolean;
}

/** One pod in one run: everything is known but the phases. */
export interface Run {
  readonly kind: WorkloadKind;
  /** Its pods can run on no other node: the replacement waits for this one. */
  readonly isPinned?: boolean;
  /** The DELETE that sets deletionTimestamp. */
  readonly eviction: Window;
  /** The same by those who do not know whether the old pod still runs; left out where that is all. */
  readonly blindEviction?: Window;
  readonly detection: Window;
  /** terminationGracePeriodSeconds is 0, so that the object goes at once. */
  readonly removedAtOnce: boolean;
  /** Job: the replacement waits until the old pod has ended (`podReplacementPolicy: Failed`). */
  readonly replacesEndedPods: boolean;
  /** Job: `activeDeadlineSeconds` in milliseconds, after which it makes no pod. */
  readonly jobEndsBy?: number | undefined;
  /** A CronJob's next Job. */
  readonly nextRun?: NextRun | undefined;
  readonly volumes: readonly VolumeTraits[];
  readonly control: ControlPlane;
  /** When the node's kubelet finishes the pod, removes its object and unmounts; `NEVER` while the node stays away. */
  readonly kubeletEnds: Window;
  /** When the pod's processes are gone or cannot write, whatever Kubernetes does; `NEVER` while the node runs on. */
  readonly writerEnds: Window;
  /** When somebody else removes the object (an operator, PodGC), taints the node out of service, deletes the Node. */
  readonly removedByOthers?: PodInterventions;
  /** The node is cut off from its storage as well: a session that refuses a second writer ends. */
  readonly storageCut?: boolean;
  /** kube-controller-manager is started anew meanwhile. */
  readonly restart?: Restart | undefined;
  /** Somebody else detaches these volumes by the time the object is gone. */
  readonly detachedByOthers?: 'all' | 'longhorn' | undefined;
  /**
   * The node shuts down: pods end with the phase Failed, so that every controller replaces them once they have.
   * `reported-early`: up to 1.22 the phase may be reported while containers still run.
   */
  readonly shutdown?: 'reported-ended' | 'reported-early' | undefined;
}

export interface Outcome {
  readonly removal: Window;
  readonly replacement: Window;
  readonly mount: Window;
  readonly gone: Window;
  readonly doubleMount: DoubleMount;
  readonly verdict: Verdict;
}

/** Something that the second mount waits for. */
interface Wait {
  readonly window: Window;
  /** In every run the old writer is gone, or has lost all volumes, by then. */
  readonly endsWriter: boolean;
}

/** What happens to the pod after its eviction, and whether two writers can meet. */
export function outcome(run: Run): Outcome {
  const removal = removalOf(run);
  const replacement = replacementOf(run, removal);
  const waits: Wait[] = [replacement, ...run.volumes.map((volume) => volumeWait(run, volume, removal))];
  if (run.volumes.some(({ oncePod }) => oncePod)) waits.push(removal);
  const mount = waits.map(({ window }) => window).reduce(later);
  const endsWriter = waits.some((wait) => wait.endsWriter);
  const gone = goneOf(run, mount, endsWriter);
  const verdict = verdictOf(run, mount, gone, endsWriter);
  return {
    removal: removal.window,
    replacement: replacement.window,
    mount,
    gone,
    doubleMount: doubleMount(verdict, mount, gone),
    verdict,
  };
}

/**
 * Source: staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go (BeforeDelete): grace 0 removes the object at once; else
 * it stays until the node's kubelet, or somebody with a grace of 0, removes it.
 */
function removalOf(run: Run): Wait {
  if (isNever(run.eviction)) return { window: NEVER, endsWriter: false };
  if (run.shutdown === 'reported-early') {
    return { window: { earliest: run.eviction.earliest, latest: run.kubeletEnds.latest }, endsWriter: false };
  }
  if (run.shutdown) return { window: run.kubeletEnds, endsWriter: true };
  if (run.removedAtOnce) return { window: run.eviction, endsWriter: false };
  const byKubelet = isNever(run.kubeletEnds) ? NEVER : later(run.kubeletEnds, run.eviction);
  const blind = run.removedByOthers?.removal ?? NEVER;
  const fenced = run.removedByOthers?.fencedRemoval ?? NEVER;
  const afterWriter = sooner(byKubelet, fenced);
  if (blind.earliest < afterWriter.latest) {
    return { window: sooner(afterWriter, blind), endsWriter: false };
  }
  return { window: afterWriter, endsWriter: !isNever(afterWriter) };
}

/** What makes the next pod first: the workload's own controller, or a CronJob's schedule. */
function replacementOf(run: Run, removal: Wait): Wait {
  const own = madeBy(run, ownReplacementOf(run, removal));
  if (run.nextRun === undefined || run.isPinned) return own;
  if (run.nextRun.policy === 'Forbid') {
    const next = afterFailure(run, run.nextRun, removal);
    return next.window.earliest < own.window.earliest ? next : own;
  }
  return { window: sooner(own.window, delayed(run.nextRun.window, run.restart)), endsWriter: false };
}

/**
 * A Job that makes no other pod, or whose time is over, has failed: its CronJob starts the next one on schedule, or at once where one is due.
 * Source: pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob: Status.Active)
 */
function afterFailure(run: Run, { window }: NextRun, removal: Wait): Wait {
  const { control, eviction, jobEndsBy, removedAtOnce } = run;
  const atDeadline = { earliest: 0, latest: jobEndsBy ?? 0 };
  const byDeadline = jobEndsBy !== undefined && (removedAtOnce || !control.failsWithPods) ? atDeadline : NEVER;
  const byDeletion =
    control.replaces && jobEndsBy === undefined ? NEVER : control.failsWithPods ? removal.window : eviction;
  const failed = sooner(byDeletion, byDeadline);
  const begins = delayed({ earliest: failed.earliest, latest: failed.latest + window.latest }, run.restart);
  return { window: begins, endsWriter: control.failsWithPods && isNever(byDeadline) && removal.endsWriter };
}

/** Sources: pkg/controller/statefulset/stateful_set_control.go, pkg/controller/controller_utils.go (IsPodActive), pkg/controller/job */
function ownReplacementOf(run: Run, removal: Wait): Wait {
  if (!run.control.replaces || run.isPinned) return { window: NEVER, endsWriter: false };
  const { minor } = run.control;
  switch (run.kind) {
    case 'Pod':
    case 'DaemonSet':
      return { window: NEVER, endsWriter: false };
    case 'StatefulSet':
      return removal;
    case 'Deployment':
    case 'ReplicaSet':
      return run.shutdown ? removal : { window: run.eviction, endsWriter: isFencedBefore(run) };
    case 'Job': {
      if (run.shutdown) return removal;
      if (run.replacesEndedPods) return removal;
      const backOff = shift(failureOf(run), JOB_BACK_OFF - WHOLE_SECOND, JOB_BACK_OFF);
      const window = minor < JOB_BACK_OFF_SINCE ? run.eviction : later(run.eviction, backOff);
      // Its deadline began when it started, so that it is over by then: no pod follows.
      return {
        window: window.earliest >= (run.jobEndsBy ?? NEVER.latest) ? NEVER : window,
        endsWriter: isFencedBefore(run),
      };
    }
  }
}

/** Whoever evicts the pod before all others has fenced the node first. */
function isFencedBefore({ eviction, blindEviction = eviction, writerEnds }: Run): boolean {
  return !isNever(writerEnds) && blindEviction.earliest >= writerEnds.latest;
}

/**
 * When a Job takes its pod for failed: from Ready=False on, or from its deletion where that is before.
 * Source: pkg/controller/job/backoff_utils.go (getFinishedTime)
 */
function failureOf({ detection, eviction, removedByOthers }: Run): Window {
  const marked = whileThere(detection, removedByOthers?.nodeDeleted ?? NEVER);
  return {
    earliest: Math.min(marked.earliest, eviction.earliest),
    latest: Math.min(marked.latest, eviction.latest + JOB_BACK_OFF),
  };
}

/** The controllers that make replacements are kube-controller-manager's. */
function madeBy({ restart }: Run, { window, endsWriter }: Wait): Wait {
  return { window: delayed(window, restart), endsWriter };
}

/** When the attach layer lets another node mount the volume. */
function volumeWait(run: Run, volume: VolumeTraits, removal: Wait): Wait {
  const { control } = run;
  const free: Wait = { window: { earliest: 0, latest: 0 }, endsWriter: false };
  if (volume.attachment === 'node-bound') return { window: NEVER, endsWriter: false };
  if (volume.attachment === 'none') return free;
  if (!control.attachDetach) return { window: NEVER, endsWriter: false };
  // The old node loses this volume, and no other, with the attachment to the new one.
  if (volume.takesOver) return free;
  const bySession = volume.onForceDetach === 'refusesSecond' && run.storageCut !== true;
  if (!isGuarded(volume, control.minor)) {
    // Attached twice, but mapped only once nobody watches the image any more.
    return bySession ? { window: { earliest: 0, latest: run.writerEnds.latest }, endsWriter: true } : free;
  }
  const forced = forcedDetach(run, volume, removal);
  const refusedWhileWriting = volume.onForceDetach === 'waitsForUnmount' || bySession;
  const afterWriter = later(forced, run.writerEnds);
  const unmounted = isNever(run.kubeletEnds) ? NEVER : delayed(later(run.kubeletEnds, removal.window), run.restart);
  // A node that is off before its last unmount is reported keeps its volumes until they are detached by force.
  if (run.shutdown) return { window: { earliest: unmounted.earliest, latest: forced.latest }, endsWriter: true };
  if (refusedWhileWriting && run.writerEnds.latest > forced.earliest) {
    // The provider lets go as soon as the old node does, which nobody can see in advance.
    const released = { earliest: forced.earliest, latest: afterWriter.latest };
    return { window: sooner(released, unmounted), endsWriter: true };
  }
  if (forced.earliest >= unmounted.latest) return { window: unmounted, endsWriter: true };
  return { window: sooner(forced, unmounted), endsWriter: removal.endsWriter };
}

/** Every way in which the volume may behave lets a second pod mount it on another node as soon as there is one. */
export function reachesSecondNode(possibilities: readonly (VolumeTraits | undefined)[], minors: readonly number[]) {
  return possibilities.every((traits) => {
    if (traits === undefined || traits.oncePod) return false;
    if (traits.attachment !== 'attachable') return traits.attachment === 'none';
    return traits.onForceDetach !== 'refusesSecond' && minors.every((minor) => !isGuarded(traits, minor));
  });
}

function isGuarded({ multiAttach, onForceDetach }: VolumeTraits, minor: number): boolean {
  if (multiAttach) return false;
  return minor >= GUARDED_SINCE || (onForceDetach !== 'none' && onForceDetach !== 'unknown');
}

function forcedDetach(run: Run, volume: VolumeTraits, { window }: Wait): Window {
  const { control, detection, removedByOthers, restart } = run;
  if (isNever(window)) return NEVER;
  if (isDetachedByOthers(run, volume)) return delayed(window, restart);
  const { outOfService = NEVER, nodeDeleted = NEVER, attachmentsDeleted = NEVER } = removedByOthers ?? {};
  const unhealthy = control.minor >= HEALTHY_KEEP_SINCE ? sooner(detection, nodeDeleted) : window;
  const waitedFor = waited(window, FORCE_DETACH_WAIT, FORCE_DETACH_WAIT, restart);
  const timedOut = control.forceDetach ? later(waitedFor, unhealthy) : NEVER;
  const asked = sooner(outOfService, attachmentsDeleted);
  const atOnce = control.minor >= NODE_DELETION_DETACHES_SINCE ? sooner(asked, nodeDeleted) : asked;
  const detached = isNever(atOnce) ? timedOut : sooner(timedOut, delayed(later(window, atOnce), restart));
  if (restart === undefined || !forgetsAttachment(run)) return detached;
  const attached = attachAfterRestartWithoutNode(window, restart.started, control.minor);
  const forgotten = overtaken(detached, attached, restart);
  // Where the Node may be gone after the restart only, either holds.
  return nodeDeleted.latest <= restart.stopped ? forgotten : union(detached, forgotten);
}

function isDetachedByOthers({ detachedByOthers }: Run, { longhorn }: VolumeTraits): boolean {
  return detachedByOthers === 'all' || (detachedByOthers === 'longhorn' && longhorn === true);
}

/** Up to 1.37 a controller that is started anew knows nothing of the attachments of a Node that is gone. */
function forgetsAttachment({ control, removedByOthers, restart }: Run): boolean {
  const deleted = removedByOthers?.nodeDeleted ?? NEVER;
  return (
    restart !== undefined && deleted.earliest <= restart.started.latest && control.minor < NODE_DELETION_DETACHES_SINCE
  );
}

function goneOf(run: Run, mount: Window, endsWriter: boolean): Window {
  const hazards = run.volumes.filter((volume) => isHazard(run, volume));
  const revoked = hazards.length > 0 && hazards.every((volume) => isRevoked(volume, run.control));
  if (isNever(mount) || !(endsWriter || revoked)) return run.writerEnds;
  return sooner(mount, run.writerEnds);
}

/** Whether a second mount of the volume would be a second writer that nobody meant. */
export function isHazard(
  { kind }: Pick<Run, 'kind'>,
  { shared, readOnly, ownFolder }: Pick<VolumeTraits, 'shared' | 'readOnly' | 'ownFolder'>,
): boolean {
  return !readOnly && ownFolder !== true && !(shared && mayHaveManyPods(kind));
}

function mayHaveManyPods(kind: WorkloadKind): boolean {
  return kind === 'Deployment' || kind === 'ReplicaSet' || kind === 'Job' || kind === 'Pod';
}

/** The second mount itself takes the volume away from the old node. */
function isRevoked(volume: VolumeTraits, { minor }: ControlPlane): boolean {
  if (volume.attachment !== 'attachable') return false;
  return volume.takesOver === true || (isGuarded(volume, minor) && volume.onForceDetach === 'revokes');
}

function verdictOf(run: Run, mount: Window, gone: Window, endsWriter: boolean): Verdict {
  const { volumes, control } = run;
  if (volumes.length === 0) return 'stateless';
  if (isNever(run.eviction) && (run.nextRun === undefined || isNever(mount))) return 'never-evicted';
  if (run.isPinned || volumes.some(({ attachment }) => attachment === 'node-bound')) return 'pinned';
  // A StatefulSet's pods have folders of their own by their uid, and still wait for each other.
  const isHeld = isNever(mount) && !mayHaveManyPods(run.kind) && volumes.some(({ ownFolder }) => ownFolder);
  if (!isHeld && !volumes.some((volume) => isHazard(run, volume))) return 'shared';
  if (isNever(mount)) return 'blocked';
  if (endsWriter) return 'fenced';
  const atRisk = volumes.filter((volume) => isHazard(run, volume) && !isRevoked(volume, control));
  if (atRisk.length === 0 || mount.earliest >= gone.latest) return 'fenced';
  const timer = volumes.some(
    (volume) =>
      volume.attachment === 'attachable' &&
      volume.takesOver !== true &&
      isGuarded(volume, control.minor) &&
      !isDetachedByOthers(run, volume),
  );
  const { outOfService = NEVER, nodeDeleted = NEVER, attachmentsDeleted = NEVER } = run.removedByOthers ?? {};
  const atOnce =
    !isNever(outOfService) ||
    !isNever(attachmentsDeleted) ||
    (!isNever(nodeDeleted) && control.minor >= NODE_DELETION_DETACHES_SINCE);
  const waits = !(atOnce || forgetsAttachment(run));
  return timer && waits ? 'guarded' : 'double-mount';
}

function doubleMount(verdict: Verdict, mount: Window, gone: Window): DoubleMount {
  const possible = verdict === 'double-mount' || verdict === 'guarded';
  if (possible) return { possible, fromMs: mount.earliest, untilMs: gone.latest, marginMs: undefined };
  const marginMs = verdict === 'fenced' ? Math.max(0, mount.earliest - gone.latest) : undefined;
  return { possible, fromMs: undefined, untilMs: undefined, marginMs };
}
