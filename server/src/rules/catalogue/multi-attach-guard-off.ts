import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { Storage } from '../../effective/storage.ts';
import type { Field } from '../../model/field.ts';
import type { AccessMode, VolumeClaim } from '../../model/storage.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly extra: readonly Field<AccessMode>[];
  /** The mode for one node that stands beside them. */
  readonly single: string;
  readonly title: string;
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

/**
 * How people know the driver, where it attaches in every version that the cluster may have, and no provider refuses a
 * second node by itself.
 */
function attachableTitle({ title, kinds }: Storage): string | undefined {
  const asks = ({ attachment, onForceDetach }: Storage['kinds'][number]) =>
    attachment === 'attachable' && onForceDetach !== 'waitsForUnmount' && onForceDetach !== 'revokes';
  return kinds.every(asks) ? title : undefined;
}

/** Of a claim with a volume the modes of that count. */
function titleOfClaim(claim: VolumeClaim, effective: EffectiveCluster): string | undefined {
  return effective.volumeOfClaim(claim) ? undefined : attachableTitle(effective.storageOfClaim(claim));
}

export const multiAttachGuardOff = defineRule<State>({
  id: 'multi-attach-guard-off',
  severity: 'warning',
  recommended: true,
  docs: {
    title: 'a mode for many nodes beside ReadWriteOnce switches the multi-attach guard off',
    category: 'double-mount',
    versions: '≥ 1.7',
    sources: ['pkg/volume/util/util.go (IsMultiAttachAllowed)'],
  },
  *check({ cluster, analysis: { effective } }) {
    const templates = cluster.workloads.flatMap(({ pod }) =>
      pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? [source.claim] : [])),
    );
    for (const claim of [...cluster.claims.map((object) => object.claim), ...templates]) {
      const extra = extraModes(claim.accessModeFields);
      const title = extra[0] && titleOfClaim(claim, effective);
      if (extra[0] && title)
        yield { at: extra[0], state: { extra, single: singleMode(claim.accessModeFields), title }, about: [claim] };
    }
    for (const volume of cluster.persistentVolumes) {
      const extra = extraModes(volume.accessModeFields);
      const title = extra[0] && attachableTitle(effective.storageOfVolume(volume));
      if (extra[0] && title)
        yield { at: extra[0], state: { extra, single: singleMode(volume.accessModeFields), title }, about: [volume] };
    }
  },
  message: ({ extra, single, title }) => {
    const mode = extra[0]?.value.known ? extra[0].value.value : '';
    return `${mode} beside ${single}: ${title} attaches to a second node without a question.`;
  },
  fixes: ({ extra, single }) => [
    {
      title: `Leave ${single} alone (needs a new claim)`,
      isPreferred: true,
      safe: false,
      consequence: "A claim's access modes cannot be changed: make a new claim and copy the data.",
      edits: () => extra.flatMap(({ rewriter }) => rewriter.remove()),
    },
  ],
});
