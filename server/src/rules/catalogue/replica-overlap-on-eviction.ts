// Rule: the replacement of an evicted pod mounts a single-writer volume while the old pod still writes.
import { windowMinors } from '../../effective/componentVersions.ts';
import { isInOwnFolders, isSurelyWritable, type PodVolume } from '../../effective/volumes.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import { durationText, isUnbounded } from '../../model/durationText.ts';
import type { Fix, RelatedInformation } from '../../model/finding.ts';
import type { VolumeClaim } from '../../model/storage.ts';
import { isNever } from '../../model/window.ts';
import type { Workload } from '../../model/workload.ts';
import { joinedBy, say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { reachesSecondNode } from '../../timing/results.ts';
import { involvedInEviction } from '../shared/decidingSettings.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { isAttachable, needsNoAttach, severityOf } from '../shared/verdictSeverity.ts';

interface State {
  readonly analysis: WorkloadAnalysis;
  readonly volume: PodVolume;
  /** `undefined` for a volume that stands in the pod. */
  readonly claim: VolumeClaim | undefined;
  readonly cluster: ClusterBasis;
  readonly context: RuleContext['analysis'];
}

/** Their replacement is made at `deletionTimestamp`, not when the object is gone. */
const replacedAtDeletion: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'Job']);

/** ReadWriteOncePod is on by default since then. */
const oncePodSince = 27;

function isReadWriteOnce({ claimModes = [] }: PodVolume): boolean {
  return claimModes.length > 0 && claimModes.every((mode) => mode === 'ReadWriteOnce');
}

/** What `multi-attach-guard-off` says of attached volumes at their claims is not said again. */
function isForOneWriter(volume: PodVolume): boolean {
  if (volume.use.source.kind === 'inline' || isReadWriteOnce(volume)) return true;
  const isSaidThere = volume.title !== undefined && isAttachable(volume);
  return volume.claim !== undefined && !isSaidThere && volume.possibilities.every((traits) => !traits?.shared);
}

function useOncePod({ claim, volume, cluster }: State): Fix[] {
  const [mode, ...others] = claim?.accessModeFields ?? [];
  const served = windowMinors(cluster).every((minor) => minor >= oncePodSince);
  if (!mode || others.length > 0 || !served || !volume.isCsi) return [];
  return [
    {
      title: say`Ask for ReadWriteOncePod (needs a new claim)`,
      isPreferred: true,
      safe: false,
      consequence: say`A claim's access modes cannot be changed: make a new claim and copy the data.`,
      edits: () => mode.rewriter.replace('ReadWriteOncePod'),
    },
  ];
}

/** Where the schedule is written that starts the next Job, whatever the last one does. */
function scheduleOf({ cron }: Workload): RelatedInformation[] {
  const at = cron?.concurrencyPolicy ?? cron?.schedule;
  return at
    ? [relate(at, say`Only concurrencyPolicy Forbid waits for the last Job, with or without a lost node.`)]
    : [];
}

export const replicaOverlapOnEviction = defineRule<State>({
  id: 'replica-overlap-on-eviction',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`the replacement of an evicted pod mounts a single-writer volume while the old pod still writes`,
    category: 'double-mount',
    sources: [
      'pkg/controller/controller_utils.go (IsPodActive)',
      'pkg/controller/replicaset/replica_set.go (syncReplicaSet)',
      'pkg/controller/job/job_controller.go (onlyReplaceFailedPods)',
      'pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob): only Forbid waits for the last Job',
      'pkg/controller/volume/attachdetach/util/util.go (CreateVolumeSpec): volumes without attach never get there',
      'pkg/volume/util/util.go (IsMultiAttachAllowed): what stands in the pod is guarded for Azure Disk and Cinder only',
    ],
  },
  *checkWorkload(one, { cluster, analysis: context }) {
    if (!replacedAtDeletion.has(one.workload.kind)) return;
    if (one.verdict === 'blocked' || one.verdict === 'fenced') return;
    const volumes = one.volumes.union;
    const severity = severityOf(one.verdict, volumes);
    for (const volume of severity ? volumes : []) {
      const { claim } = volume;
      if (!isSurelyWritable(volume) || isInOwnFolders(volume) || !isForOneWriter(volume)) continue;
      if (!reachesSecondNode(volume.possibilities, windowMinors(cluster))) continue;
      const state = { analysis: one, volume, claim, cluster, context };
      yield { at: volume.use, state, about: [one.workload, volume.use], ...(severity ? { severity } : {}) };
    }
  },
  message: ({ analysis, volume, claim }) => {
    const { nextRun } = analysis;
    const storage = volume.title ?? claim?.name ?? volume.use.name;
    const modes = volume.claimModes ?? [];
    const subject = claim
      ? say`${joinedBy(modes, (left, right) => say`${left} and ${right}`)}, but ${storage}`
      : storage;
    const needsNone = needsNoAttach(volume);
    if (nextRun !== undefined) {
      const within = isUnbounded(nextRun.window.latest)
        ? say`on schedule`
        : say`within ${durationText(nextRun.window.latest)}`;
      return needsNone
        ? say`${subject} needs no attach: ${nextRun.policy} starts a second writer ${within}.`
        : say`${subject} attaches to a second node: ${nextRun.policy} starts a second writer ${within}.`;
    }
    const { eviction, replacementMount } = analysis;
    const after = durationText((isNever(replacementMount) ? eviction : replacementMount).earliest);
    // Several modes leave no room for more.
    if (claim && modes.length > 1 && needsNone)
      return say`${subject} is not attached: a second pod writes ${after} after node loss.`;
    return needsNone
      ? say`${subject} is not attached: a second pod can write to it ${after} after node loss.`
      : say`${subject} attaches to a second node: a second pod can write to it ${after} after node loss.`;
  },
  related: ({ analysis, claim, context }) => [
    ...(claim ? [relate(claim.accessModeFields[0] ?? claim, say`The claim is meant for one node.`)] : []),
    ...(analysis.nextRun ? scheduleOf(analysis.workload) : []),
    ...involvedInEviction(context, analysis),
  ],
  fixes: useOncePod,
});
