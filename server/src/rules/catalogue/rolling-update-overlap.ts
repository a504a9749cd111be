// Rule: a rolling update runs two pods on a claim for one writer, or gets stuck.
import { isInOwnFolders, isSurelyWritable, type PodVolume } from '../../effective/volumes.ts';
import { holds } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { AccessMode } from '../../model/storage.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly workload: Workload;
  readonly volume: VolumeUse;
  readonly mode: string;
  /** Further volumes of the kind. */
  readonly others: readonly VolumeUse[];
}

/** Pods that a rolling update may add before it takes old ones away; `undefined`: not known. */
function surge({ maxSurge, replicas }: Workload): number | undefined {
  const text = maxSurge ? (maxSurge.value.known ? maxSurge.value.value : undefined) : '25%';
  const count = replicas ? (replicas.value.known ? replicas.value.value : undefined) : 1;
  if (text === undefined || count === undefined) return undefined;
  const percent = /^(\d+)%$/.exec(text);
  if (percent) return Math.ceil((Number(percent[1]) * count) / 100);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What a rolling update is called, by kind, where nobody chooses another: an Argo Rollout's are of two sorts, and both add pods. */
const ROLLING: ReadonlyMap<string | undefined, string> = new Map([
  ['DeploymentConfig', 'Rolling'],
  ['Rollout', 'Rollout'],
]);

function rolling({ writtenKind }: Workload): string {
  return ROLLING.get(writtenKind) ?? 'RollingUpdate';
}

function rolls(workload: Workload): boolean {
  const { strategy } = workload;
  return !strategy || (strategy.value.known && strategy.value.value === rolling(workload));
}

/** The mode of a claim that is meant for one writer; `undefined` for one that has others too. */
function singleWriterMode({ claimModes = [] }: PodVolume): AccessMode | undefined {
  const isSingle = claimModes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');
  return isSingle ? claimModes[0] : undefined;
}

function overlapOf({ workload, volumes }: WorkloadAnalysis): State | undefined {
  // The strategy of an operator's Deployment is the operator's.
  if (workload.kind !== 'Deployment' || workload.operator) return undefined;
  if (!rolls(workload) || !surge(workload)) return undefined;
  if (holds(workload.replicas, 0)) return undefined;
  const [first, ...others] = volumes.union.flatMap((volume) => {
    const mode = isSurelyWritable(volume) && !isInOwnFolders(volume) ? singleWriterMode(volume) : undefined;
    return mode ? [{ volume: volume.use, mode }] : [];
  });
  return first && { workload, ...first, others: others.map(({ volume }) => volume) };
}

function recreate({ strategy, rollingUpdate, inserter, writtenKind }: Workload): Fix[] {
  // None of its strategies is Recreate.
  if (writtenKind === 'Rollout') return [];
  return [
    {
      title: say`Set strategy.type to Recreate`,
      isPreferred: true,
      safe: false,
      consequence: say`Updates stop the old pod before they start the new one.`,
      edits: () => {
        if (strategy) return [...strategy.rewriter.replace('Recreate'), ...(rollingUpdate?.remove() ?? [])];
        return rollingUpdate?.turnInto('type', 'Recreate') ?? inserter.add('strategy', { type: 'Recreate' });
      },
    },
  ];
}

export const rollingUpdateOverlap = defineRule<State>({
  id: 'rolling-update-overlap',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a rolling update runs two pods on a claim for one writer, or gets stuck`,
    category: 'double-mount',
    sources: [
      'pkg/controller/deployment/rolling.go (rolloutRolling)',
      'pkg/controller/deployment/util/deployment_util.go (MaxSurge, NewRSNewReplicas)',
      'argo-rollouts utils/replicaset/replicaset.go (NewRSNewReplicas), openshift/api apps/v1 (RollingDeploymentStrategyParams)',
    ],
  },
  *checkWorkload(one) {
    const state = overlapOf(one);
    if (state === undefined) return;
    const { workload, volume } = state;
    yield { at: workload.strategy ?? volume, state, about: [workload, volume] };
  },
  message: ({ mode, workload }) =>
    mode === 'ReadWriteOncePod'
      ? say`${rolling(workload)} with a ReadWriteOncePod claim: the new pod waits for ever for the old one.`
      : say`${rolling(workload)} with a ReadWriteOnce claim: two pods at once on one node, or a stuck rollout.`,
  related: ({ workload, volume, others }) => [
    ...(workload.strategy ? [volume, ...others] : others).map((one) => relate(one, say`A volume that both pods use.`)),
    ...(workload.maxSurge ? [relate(workload.maxSurge, say`How many pods more than replicas a rollout may run.`)] : []),
  ],
  fixes: ({ workload }) => recreate(workload),
});
