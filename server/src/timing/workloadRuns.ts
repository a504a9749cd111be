// Every way in which things may go for the pods of a workload.
import { graceSeconds } from '../effective/gracePeriod.ts';
import { ANY_LENGTH } from '../effective/inputs.ts';
import { type UnknownInput, unknownField } from '../effective/unknownInput.ts';
import type { PodVolume, VolumeTraits } from '../effective/volumes.ts';
import { isDatabaseImage } from '../kubernetes/databases.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import { least, most } from '../model/extremes.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { say } from '../text/message.ts';
import { evictionBesideDeletion, type StaySeconds, taintEviction } from './eviction.ts';
import { interventionOf, type PodInterventions, together } from './interventions.ts';
import type { NextRun } from './nextRun.ts';
import { type NodeReaction, open } from './nodeReaction.ts';
import { type Outcome, outcome } from './outcome.ts';
import { type Interventions, longhornTold, windowOf } from './outsideHelp.ts';
import { foreignController, isPinned, replacements, withoutDropped } from './replacement.ts';
import { overtaken } from './restart.ts';
import { type Absence, kubeletEnds as endsAfterReturn, whileAway } from './scenario.ts';
import { podShutdown, REPORTS_ENDED_PODS_SINCE } from './shutdown.ts';
import { matches, possibleStays } from './tolerations.ts';
import { later, shift, sooner } from './windows.ts';

/** One way in which things may go for the pods of a workload, with what follows from it. */
export interface WorkloadRun {
  /** Its Job keeps a finalizer on it until it has ended. */
  readonly isHeld: boolean;
  readonly reaction: NodeReaction;
  readonly stay: StaySeconds;
  readonly eviction: Window;
  /** A CronJob's next Job, where it does not wait. */
  readonly nextRun: NextRun | undefined;
  readonly outcome: Outcome;
  /** How its volumes behave in this run. */
  readonly volumes: readonly VolumeTraits[];
  /** The same for runs that differ only in how the volumes behave. */
  readonly pod: object;
}

/** A grace period, or the bounds of one that cannot be read. */
interface Grace {
  readonly atOnce: boolean;
  readonly longestMs: number;
}

function graces(workload: Workload): readonly Grace[] {
  const seconds = graceSeconds(workload);
  if (seconds === undefined) {
    return [
      { atOnce: true, longestMs: 0 },
      { atOnce: false, longestMs: ANY_LENGTH },
    ];
  }
  return [{ atOnce: seconds === 0, longestMs: Math.max(0, seconds) * 1_000 }];
}

/** Inputs of a workload itself that cannot be read. */
export function unknownOf(workload: Workload, minors: readonly number[]): readonly UnknownInput[] {
  const { pod } = workload;
  const controller = foreignController(workload, most(minors) ?? NEWEST_MINOR);
  const unknown: UnknownInput[] = [];
  if (controller !== undefined)
    unknown.push({
      what: say`how ${controller.kind} ${controller.name} replaces its pods`,
      where: say`its controller is none that is known here`,
    });
  const grace = pod.terminationGracePeriodSeconds?.value;
  if (grace && !grace.known) unknown.push(unknownField('terminationGracePeriodSeconds', workload.file, grace.reason));
  if (workload.admitted !== undefined) {
    // Those of the pods that run count.
  } else if (!pod.tolerations.known) {
    unknown.push(unknownField('tolerations', workload.file, pod.tolerations.reason));
  } else {
    const taints = [unreachableTaint(most(minors) ?? NEWEST_MINOR), notReadyTaint(most(minors) ?? NEWEST_MINOR)];
    for (const toleration of pod.tolerations.value) {
      if (taints.every((key) => matches(toleration, key) === 'no')) continue;
      const parts = [toleration.tolerationSeconds?.value, toleration.key, toleration.operator, toleration.value];
      for (const part of [...parts, toleration.effect]) {
        if (part && !part.known) unknown.push(unknownField('a toleration', workload.file, part.reason));
      }
    }
  }
  if (pod.moreVolumes && (controller !== undefined || (workload.operator !== undefined && !workload.isPartial))) {
    unknown.push({ what: 'volumes', where: say`its operator may make some that no field names` });
  } else if (pod.moreVolumes) {
    unknown.push(unknownField('volumes', workload.file, workload.isPartial ? 'patch' : 'template'));
  }
  return unknown;
}

/** Every run that the reaction allows; at least one. */
export function runsOf(
  written: Workload,
  reaction: NodeReaction,
  volumes: readonly PodVolume[],
  alternatives: readonly (readonly Interventions[])[],
): readonly WorkloadRun[] {
  const { controller, absence } = reaction;
  const workload = withoutDropped(written, controller);
  const jobEndsBy = deadlineOf(workload);
  const early = reaction.kubeletMinor < REPORTS_ENDED_PODS_SINCE;
  const shutdown = reaction.shutdownGroups.length === 0 ? undefined : early ? 'reported-early' : 'reported-ended';
  const mayBeDatabase = isLoneDatabase(workload, {});
  const onLonghorn = alternatives.some((done) => done.some(({ longhornDeletes }) => longhornDeletes === true));
  const choices = volumeChoices(workload, volumes, reaction, onLonghorn).map((chosen) =>
    mayBeDatabase
      ? chosen.map((one) => (isLoneDatabase(workload, one) ? { ...one, shared: one.readersOnly === true } : one))
      : chosen,
  );
  const policies = replacements(workload, controller);
  const runs: WorkloadRun[] = [];
  for (const stay of distinctStays(workload, reaction)) {
    for (const grace of graces(workload)) {
      const down =
        reaction.shutdownGroups.length > 0
          ? podShutdown(workload, grace.longestMs, reaction.shutdownGroups)
          : undefined;
      for (const interventions of alternatives) {
        const evicted = open(whileAway(evictionBeside(workload, reaction, stay, interventions), absence));
        const doneTo = (one: Interventions, deleted: Window) => {
          const { detection, restart } = reaction;
          return whileLost(
            interventionOf(one, workload, deleted, detection, controller, grace.longestMs, restart),
            absence,
          );
        };
        const doneBeside = (deletedBefore: Window, done = interventions) => {
          // A pod that is Terminating is removed whoever has deleted it.
          const { deletion } = together(done.map((one) => doneTo(one, deletedBefore)));
          const deleted = sooner(deletedBefore, deletion);
          return together(done.map((one) => doneTo(one, deleted)));
        };
        const usual = doneBeside(evicted);
        const byNode = down ? open(down.told) : sooner(evicted, usual.deletion);
        const ended = open(down ? down.ended : endsAfterReturn(absence, grace.longestMs, evicted, usual.deletion));
        for (const { control, nextRun, kind, replacesEndedPods } of policies) {
          const pod = {};
          // The last Job is deleted with its pods.
          const replacing = nextRun?.policy === 'Replace' ? nextRun.window : undefined;
          const beside = (deleted: Window) => (replacing === undefined ? deleted : sooner(deleted, replacing));
          // What is done to a pod that is Terminating is done to one of a Job that was replaced as well.
          const isHeld = kind === 'Job' && replacesEndedPods;
          const others = isHeld ? interventions.map(withoutForce) : interventions;
          const done = replacing === undefined && !isHeld ? usual : doneBeside(beside(evicted), others);
          const eviction = beside(byNode);
          const kubeletEnds = down ? ended : besideNextRun(ended, nextRun, byNode, grace);
          const alive = absence.writerDead && !down ? { earliest: 0, latest: 0 } : kubeletEnds;
          for (const chosen of choices) {
            const result = outcome({
              kind,
              isPinned: isPinned(workload),
              nextRun,
              jobEndsBy,
              eviction,
              blindEviction: down ? eviction : beside(sooner(evicted, done.blindDeletion)),
              detection: reaction.detection,
              removedAtOnce: grace.atOnce && !isHeld,
              replacesEndedPods,
              volumes: chosen,
              control,
              kubeletEnds,
              writerEnds: sooner(alive, done.writerGone),
              shutdown,
              removedByOthers: done,
              detachedByOthers: longhornDetaches(grace, interventions) ? 'longhorn' : undefined,
              restart: reaction.restart,
              storageCut: interventions.some(({ storageCut }) => storageCut === true),
            });
            runs.push({ reaction, stay, eviction, nextRun, isHeld, outcome: result, volumes: chosen, pod });
          }
        }
      }
    }
  }
  return runs;
}

/**
 * When the kubelet has ended a pod whose Job is replaced: a grace after that, where the node is back by then. Beside one
 * that is not replaced the next Job starts, and a node that is back before the eviction leaves the pod alone.
 */
function besideNextRun(ended: Window, nextRun: NextRun | undefined, eviction: Window, { longestMs }: Grace): Window {
  if (nextRun === undefined || nextRun.policy === 'Forbid' || isNever(ended)) return ended;
  if (nextRun.policy === 'Replace') return later(ended, shift(nextRun.window, 0, Math.max(longestMs, 1_000)));
  return Number.isFinite(eviction.latest) ? ended : { ...ended, latest: Number.POSITIVE_INFINITY };
}

/**
 * A Job that waits until a pod has ended keeps a finalizer on it until then, so that no force removes the object.
 * Source: pkg/controller/job/job_controller.go (isPodFailed, canRemoveFinalizer)
 */
function withoutForce({ forceDeletedAt: _, podDeletedAt, longhornDeletes: __, ...one }: Interventions): Interventions {
  return podDeletedAt === undefined ? one : { ...one, drainedAt: podDeletedAt };
}

/** Longhorn, and pod garbage collection for the taint (gc_controller.go, gcTerminating), leave a node that is ready alone. */
function whileLost(done: PodInterventions, { returnsAt, ...absence }: Absence): PodInterventions {
  const lost = { ...absence, returnsAt, backSeenBy: returnsAt };
  const { blind, fenced } = done.taintRemoval;
  const taintRemoval = { blind: whileAway(blind, lost), fenced: whileAway(fenced, lost) };
  return { ...done, taintRemoval, longhornRemoval: whileAway(done.longhornRemoval, lost) };
}

/** The eviction, where the Node may be deleted meanwhile, and the controller manager be started anew. */
function evictionBeside(
  workload: Workload,
  reaction: NodeReaction,
  stay: StaySeconds,
  interventions: readonly Interventions[],
): Window {
  const { restart } = reaction;
  const beside = (evicted: Window, tainted: Window) =>
    interventions.reduce(
      (window, { nodeDeletedAt: at }) =>
        at === undefined ? window : evictionBesideDeletion(window, tainted, windowOf(at)),
      evicted,
    );
  const { tainted, timedOut } = reaction;
  const first = beside(evictionOf(workload, reaction, stay, { tainted, timedOut }), timedOut ?? tainted);
  if (restart === undefined) return first;
  const again = timedOut === undefined ? { tainted: restart.tainted, timedOut } : restart;
  const second = beside(evictionOf(workload, reaction, stay, again), again.timedOut ?? again.tainted);
  return overtaken(first, second, restart);
}

function evictionOf(
  workload: Workload,
  { controller, zone }: NodeReaction,
  stay: StaySeconds,
  { tainted, timedOut }: Pick<NodeReaction, 'tainted' | 'timedOut'>,
): Window {
  // Legacy eviction leaves daemon pods alone and ignores tolerations: pkg/controller/util/node (DeletePods).
  const byTimeout = timedOut !== undefined && workload.kind !== 'DaemonSet';
  const evicted = byTimeout ? timedOut : taintEviction(controller, tainted, stay);
  if (zone?.state !== 'all-zones-down') return evicted;
  const least = byTimeout || stay === null ? 0 : typeof stay === 'number' ? stay : stay.from;
  return least * 1_000 <= zone.evictsWithin ? { ...evicted, latest: Number.POSITIVE_INFINITY } : NEVER;
}

/** Numbers of seconds beyond which only the fewest and the most are tried: all others lie between. */
const MOST_STAYS = 16;

function distinctStays(workload: Workload, { admissions }: NodeReaction): readonly StaySeconds[] {
  const stays = admissions.flatMap((admission) => possibleStays(workload, 'unreachable', admission));
  const all = [...new Map(stays.map((stay) => [JSON.stringify(stay), stay])).values()];
  const numbers = all.filter((stay) => typeof stay === 'number');
  if (numbers.length <= MOST_STAYS) return all;
  const extremes = [least(numbers) ?? 0, most(numbers) ?? 0];
  return [...all.filter((stay) => typeof stay !== 'number'), ...extremes];
}

/** In milliseconds, infinite where it cannot be read; the Job started before the silence. */
function deadlineOf({ job }: Workload): number | undefined {
  const seconds = job?.activeDeadlineSeconds?.value;
  if (seconds === undefined) return undefined;
  return seconds.known ? seconds.value * 1_000 : Number.POSITIVE_INFINITY;
}

/**
 * One replica of a database that writes to the volume: that its claim may have many writers does not mean that its files may.
 * What a Job runs of such an image is a client that dumps, restores or migrates.
 */
export function isLoneDatabase(
  { kind, replicas, pod }: Workload,
  { sparedBy = [] }: Pick<VolumeTraits, 'sparedBy'>,
): boolean {
  return (
    kind !== 'Job' &&
    (replicas === undefined || (replicas.value.known && replicas.value.value === 1)) &&
    pod.images.some((image) => isDatabaseImage(image) && !sparedBy.includes(image))
  );
}

/** Volumes with the same possibilities behave alike, so few combinations are left; beyond these, the first counts. */
const MOST_CHOICES = 1_024;

/** Every way in which the volumes of a pod may behave together. */
function volumeChoices(
  workload: Workload,
  volumes: readonly PodVolume[],
  { controllerAttachDetach }: NodeReaction,
  tellsLonghorn: boolean,
): readonly (readonly VolumeTraits[])[] {
  const sets = volumes.map(({ driver, possibilities }) => {
    const own = tellsLonghorn ? longhornTold(driver, possibilities) : possibilities;
    return controllerAttachDetach ? own : own.flatMap(attachedByKubelet);
  });
  if (workload.pod.moreVolumes) sets.push([undefined, ...MORE_VOLUMES]);
  const alike = new Map(sets.map((set) => [JSON.stringify(set.map((traits) => traits ?? null)), set]));
  let choices: (readonly VolumeTraits[])[] = [[]];
  for (const set of alike.values()) {
    const tried = choices.length * set.length > MOST_CHOICES ? set.slice(0, 1) : set;
    choices = choices.flatMap((chosen) => tried.map((traits) => (traits ? [...chosen, traits] : chosen)));
  }
  return choices;
}

/** Longhorn sees pods that are Terminating, not those whose object goes at once. */
function longhornDetaches({ atOnce }: Grace, interventions: readonly Interventions[]): boolean {
  return !atOnce && interventions.some(({ longhornDeletes }) => longhornDeletes === true);
}

/** Nothing is known of when a kubelet that attaches by itself lets go: at once, or only by force. */
function attachedByKubelet(traits: VolumeTraits | undefined): readonly (VolumeTraits | undefined)[] {
  if (traits?.attachment !== 'attachable') return [traits];
  return [{ ...traits, attachment: 'none' }, traits];
}

const unseen = { onForceDetach: 'none', multiAttach: false, oncePod: false, shared: false, readOnly: false } as const;
const MORE_VOLUMES: readonly VolumeTraits[] = [
  { ...unseen, attachment: 'none' },
  { ...unseen, attachment: 'attachable' },
];
