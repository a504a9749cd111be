// Where the volumes of a pod are, and which stay attached to a node that is lost, for how long.
import { LONGHORN_DRIVER } from '../kubernetes/actors.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import type { LivePodDetails, VolumeAttachment } from '../model/live.ts';
import { NEVER, type Window } from '../model/window.ts';
import { FORCE_DETACH_WAIT } from '../timing/outcome.ts';
import { claimsOf, type IncidentContext, podKey } from './context.ts';
import type { HeldBecause, HeldVolume, NodeNow, VolumeNow } from './incident.ts';
import { deletionRequested } from './now.ts';

/** The volumes of a pod, by its claims. */
export function volumesOf(pod: LivePodDetails, { live, volumeOf, ...context }: IncidentContext): readonly VolumeNow[] {
  return claimsOf(pod).map((claim) => {
    const volume = volumeOf.get(claim);
    const attachments = volume === undefined ? [] : live.attachments.filter((one) => one.volume === volume);
    const written = live.volumes.find(({ name }) => name === volume)?.uniqueName;
    return {
      claim,
      volume,
      driver: /^kubernetes\.io\/csi\/([^^]+)\^/.exec(written ?? '')?.[1] ?? attachments[0]?.attacher,
      attachments,
      inUse: volume === undefined ? undefined : isInUse(volume, pod.node, { live, volumeOf, ...context }),
    };
  });
}

function isInUse(volume: string, node: string, { live, uniqueNameOf }: IncidentContext): boolean | undefined {
  const inUse = live.nodes.find(({ name }) => name === node)?.state.inUse;
  const uniqueName = uniqueNameOf.get(volume);
  return inUse === undefined || uniqueName === undefined ? undefined : inUse.includes(uniqueName);
}

/** @param pods that were parsed: all of lost nodes, and those that wait */
export function heldVolumes(
  context: IncidentContext,
  nodes: readonly NodeNow[],
  pods: readonly LivePodDetails[],
  now: number,
): readonly HeldVolume[] {
  const lost = new Map(nodes.map((node) => [node.name, node]));
  return context.live.attachments.flatMap((attachment): HeldVolume[] => {
    const node = lost.get(attachment.node);
    if (node === undefined || node.condition === 'silent') return [];
    const claim = context.claimOf.get(attachment.volume);
    const users = pods.filter((pod) => claim !== undefined && claimsOf(pod).includes(claim));
    return [held(context, attachment, claim, node, users, now)];
  });
}

function held(
  context: IncidentContext,
  attachment: VolumeAttachment,
  claim: string | undefined,
  node: NodeNow,
  users: readonly LivePodDetails[],
  now: number,
): HeldVolume {
  const here = users.filter((pod) => pod.node === node.name);
  const wanted = users.filter((pod) => pod.node !== node.name);
  const using = here.filter(holds);
  const inUse = isInUse(attachment.volume, node.name, context);
  const since = timerSince(node, here, wanted, now);
  const because = reasonOf(context, attachment, node, using, claim, inUse);
  return {
    attachment,
    claim,
    because,
    afterwards: using.some((pod) => isLetGoByLonghorn(context, attachment, pod))
      ? 'at-once'
      : reasonOf(context, attachment, node, [], claim, inUse),
    since: because === 'timer' ? since : NEVER,
    detaches: detachedAt(because, since, now),
    users: using.map(podKey),
    wanted: wanted.map(podKey),
    inUse,
    onForceDetach: forceDetachOf(context, attachment.volume),
  };
}

/** Its policy deletes the attachment of a pod that is Terminating. */
function isLetGoByLonghorn(
  { workloadOf, controllers }: IncidentContext,
  { attacher }: VolumeAttachment,
  pod: LivePodDetails,
): boolean {
  if (attacher !== LONGHORN_DRIVER) return false;
  const certain = (workloadOf(pod)?.actors ?? []).filter(({ isCertain }) => isCertain);
  const minor = controllers[0]?.minor ?? NEWEST_MINOR;
  return certain.some(
    ({ interventions }) => interventions?.({ earliest: 0, latest: 0 }, minor).longhornDeletes === true,
  );
}

/** pkg/volume/util/util.go (IsPodTerminated): of a pod that is gone, or going without a container that runs, nothing is held. */
function holds({ phase, deletionTimestamp, runs }: LivePodDetails): boolean {
  if (phase === 'Succeeded' || phase === 'Failed') return false;
  return !(deletionTimestamp !== undefined && runs === false);
}

function reasonOf(
  { controllers, live }: IncidentContext,
  attachment: VolumeAttachment,
  node: NodeNow,
  using: readonly LivePodDetails[],
  claim: string | undefined,
  inUse: boolean | undefined,
): HeldBecause {
  if (attachment.deleted !== undefined) return 'driver';
  if (using.length > 0) return 'pod';
  if (claim === undefined || live.pods.length === 0 || node.condition === 'unlisted') return 'unknown';
  const gone = node.condition === 'deleted';
  const atOnce = controllers.map(
    ({ minor, outOfServiceDetach }) =>
      (node.outOfService && outOfServiceDetach) || (gone && minor >= DELETION_DETACHES_SINCE) || inUse === false,
  );
  if (atOnce.every(Boolean)) return 'at-once';
  if (node.condition === 'back' || node.condition === 'not-ready') return 'kubelet';
  if (!controllers.some(({ forceDetach, attachDetach }) => forceDetach && attachDetach)) return 'never';
  return 'timer';
}

/** Source: attach_detach_controller.go (nodeDelete), 1.38 */
const DELETION_DETACHES_SINCE = 38;

/** Between when nothing used it any more at the earliest, and now: nothing in the list says it. */
function timerSince(
  { since, silent }: NodeNow,
  here: readonly LivePodDetails[],
  wanted: readonly LivePodDetails[],
  now: number,
): Window {
  const requested = here.flatMap((pod) => deletionRequested(pod) ?? []);
  const [deletion] = requested;
  if (deletion !== undefined) return { earliest: deletion, latest: Math.max(deletion, now) };
  // A StatefulSet makes the next pod when the object of the one before it is gone, and not before.
  const made = wanted.flatMap(({ root, created }) =>
    root.kind === 'StatefulSet' && created !== undefined ? created : [],
  );
  const [replaced] = made;
  if (replaced !== undefined)
    return { earliest: replaced, latest: Math.min(replaced + 1_000, Math.max(now, replaced)) };
  return { earliest: silent?.earliest ?? since ?? now - FORCE_DETACH_WAIT, latest: now };
}

function detachedAt(because: HeldBecause, since: Window, now: number): Window {
  switch (because) {
    case 'timer':
      return {
        earliest: Math.max(now, since.earliest + FORCE_DETACH_WAIT),
        latest: Math.max(now, since.latest + FORCE_DETACH_WAIT),
      };
    case 'at-once':
      return { earliest: now, latest: now };
    case 'driver':
    case 'unknown':
    case 'kubelet':
      return { earliest: now, latest: Number.POSITIVE_INFINITY };
    case 'pod':
    case 'never':
      return NEVER;
  }
}

function forceDetachOf({ analysis }: IncidentContext, name: string): readonly string[] {
  const volume = analysis.cluster.persistentVolumes.find((one) => one.name === name);
  if (volume === undefined) return [];
  const { kinds } = analysis.effective.storageOfVolume(volume);
  return [...new Set(kinds.map(({ onForceDetach }) => onForceDetach))];
}
