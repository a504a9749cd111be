// What people or operators do about a lost node.
import type { PodVolume } from '../effective/volumes.ts';
import { LONGHORN_DRIVER } from '../kubernetes/actors.ts';
import type { Field } from '../model/field.ts';
import type { Window } from '../model/window.ts';
import type { Said } from '../text/message.ts';

/** A time in milliseconds from the silence, or a window of it. */
export type Time = number | Window;

/** What people or operators do about a lost node. */
export interface Interventions {
  /** The pod is deleted with a grace of 0, if it is Terminating by then; one that is not is left alone. */
  readonly forceDeletedAt?: Time;
  /** The pod is deleted with a grace of 0, whatever it is doing. */
  readonly podDeletedAt?: Time;
  /** Its pods are evicted, each with a grace: by whoever deletes its Machine. */
  readonly drainedAt?: Time;
  /** The Node object is deleted: by hand, by a cloud's node lifecycle controller, by Cluster API. */
  readonly nodeDeletedAt?: Time;
  /** The node gets the taint `node.kubernetes.io/out-of-service`. */
  readonly outOfServiceAt?: Time;
  /** Default `NoExecute`, which deletes the pods too. */
  readonly outOfServiceEffect?: 'NoExecute' | 'NoSchedule';
  /**
   * Longhorn's node-down-pod-deletion-policy covers the pod: its volumes are detached as soon as it is Terminating, and it is
   * deleted by force once its grace is over. Source: longhorn-manager controller/kubernetes_pod_controller.go
   * (handlePodDeletionIfNodeDown), since PR #1395
   */
  readonly longhornDeletes?: boolean;
  /** The VolumeAttachments of the node are deleted. */
  readonly attachmentsDeletedAt?: Time;
  /** The node is fenced: its processes are gone, or cut off from the storage, by then. */
  readonly writerGoneBy?: Time;
  /** All of this is done only once the old writer is surely gone, in every run. */
  readonly fencesFirst?: boolean;
  /** The node is back then. */
  readonly returnsAt?: number;
  /** kube-controller-manager ends then; the next one is in charge at once, or up to a leader change later. */
  readonly restartedAt?: number;
  /** The node is cut off from its storage as well. */
  readonly storageCut?: boolean;
}

/** Ways in which a volume may behave, with the word whether it is Longhorn's. @param driver `undefined`: it may be */
export function longhornTold(
  driver: string | undefined,
  possibilities: PodVolume['possibilities'],
): PodVolume['possibilities'] {
  if (driver !== undefined && driver !== LONGHORN_DRIVER) return possibilities;
  return possibilities.map((traits) => traits && { ...traits, longhorn: true });
}

export function windowOf(time: Time): Window {
  return typeof time === 'number' ? { earliest: time, latest: time } : time;
}

/** An actor of the cluster, as far as it concerns one workload. */
export interface ActingActor {
  /** How people know it: `Longhorn's node-down-pod-deletion-policy`. */
  readonly title: string;
  /** It may act on some nodes only, or under conditions that are not known. */
  readonly isCertain: boolean;
  /** What it does; `undefined` where its times are not computed. @param detection when the node becomes Unknown */
  readonly interventions: ((detection: Window, minor: number) => Interventions) | undefined;
  /** What it does, where its times are not computed: the end of a sentence that begins with the title. */
  readonly does: Said | undefined;
  /** Where its times are not computed: whatever it does, the old writer has ended before another pod has the volume. */
  readonly endsWriterFirst?: boolean;
  /** The setting that lets it act without making sure that the old writer is gone. */
  readonly blindBy?: Field<string>;
}
