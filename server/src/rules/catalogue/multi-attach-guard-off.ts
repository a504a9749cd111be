// Rule: a mode for many nodes beside ReadWriteOnce switches the multi-attach guard off.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { Storage } from '../../effective/storageBehind.ts';
import { isExclusive } from '../../effective/volumes.ts';
import type { Field } from '../../model/field.ts';
import type { AccessMode, VolumeClaim } from '../../model/storage.ts';
import { say } from '../../text/message.ts';
import { type Detection, defineRule } from '../shared/rule.ts';

interface State {
  readonly extra: readonly Field<AccessMode>[];
  /** The mode for one node that stands beside them. */
  readonly single: string;
  readonly title: string;
  readonly refuses: boolean;
}

const forMany: ReadonlySet<string> = new Set(['ReadWriteMany', 'ReadOnlyMany']);

/** The modes that switch the guard off, where one for a single node stands beside them. */
function extraModes(fields: readonly Field<AccessMode>[]): readonly Field<AccessMode>[] {
  if (!fields.every(({ value }) => value.known)) return [];
  const [extra, single] = [true, false].map((many) =>
    fields.filter(({ value }) => value.known && forMany.has(value.value) === many),
  );
  return extra && single && single.length > 0 ? extra : [];
}

function singleMode(fields: readonly Field<AccessMode>[]): string {
  const single = fields.find(({ value }) => value.known && !forMany.has(value.value));
  return single?.value.known ? single.value.value : 'ReadWriteOnce';
}

/** Storage that attaches, in every version that the cluster may have. */
interface Attached {
  /** How people know it. */
  readonly title: string;
  /** Its provider attaches it to one node at a time, whatever Kubernetes asks. */
  readonly refuses: boolean;
}

function attached({ title, kinds }: Storage): Attached | undefined {
  if (title === undefined || !kinds.every(({ attachment }) => attachment === 'attachable')) return undefined;
  return { title, refuses: kinds.every(isExclusive) };
}

/** Of a claim with a volume the modes of that count. */
function attachedOfClaim(claim: VolumeClaim, effective: EffectiveCluster): Attached | undefined {
  return effective.volumeOfClaim(claim) ? undefined : attached(effective.storageOfClaim(claim));
}

function stateOf(fields: readonly Field<AccessMode>[], storage: Attached): State {
  return { extra: extraModes(fields), single: singleMode(fields), ...storage };
}

function detection(at: Field<AccessMode>, state: State, about: object): Detection<State> {
  return { at, state, severity: state.refuses ? 'info' : 'warning', about: [about] };
}

function* detectionOf(claim: VolumeClaim, effective: EffectiveCluster): Iterable<Detection<State>> {
  const [at] = extraModes(claim.accessModeFields);
  if (at === undefined) return;
  const storage = attachedOfClaim(claim, effective);
  if (storage) yield detection(at, stateOf(claim.accessModeFields, storage), claim);
}

export const multiAttachGuardOff = defineRule<State>({
  id: 'multi-attach-guard-off',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a mode for many nodes beside ReadWriteOnce switches the multi-attach guard off`,
    category: 'double-mount',
    versions: '≥ 1.7',
    sources: ['pkg/volume/util/util.go (IsMultiAttachAllowed)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const { claim } of cluster.claims) yield* detectionOf(claim, effective);
    for (const volume of cluster.persistentVolumes) {
      const [at] = extraModes(volume.accessModeFields);
      const storage = at && attached(effective.storageOfVolume(volume));
      if (at && storage) yield detection(at, stateOf(volume.accessModeFields, storage), volume);
    }
  },
  *checkWorkload({ workload }, { analysis: { effective } }) {
    for (const { source } of workload.pod.volumes) {
      if (source.kind === 'template') yield* detectionOf(source.claim, effective);
    }
  },
  message: ({ extra, single, title, refuses }) => {
    const mode = extra[0]?.value.known ? extra[0].value.value : '';
    return refuses
      ? say`Mode ${mode} beside ${single}: only ${title} itself refuses a second node.`
      : say`Mode ${mode} beside ${single}: ${title} attaches to a second node without a question.`;
  },
  fixes: ({ extra, single }) => [
    {
      title: say`Leave ${single} alone (needs a new claim)`,
      isPreferred: true,
      safe: false,
      consequence: say`A claim's access modes cannot be changed: make a new claim and copy the data.`,
      edits: () => extra.flatMap(({ rewriter }) => rewriter.remove()),
    },
  ],
});
