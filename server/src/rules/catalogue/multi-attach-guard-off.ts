import { at } from '../../kubernetes/ranged.ts';
import { driverOfName, driverOfVolumeType } from '../../kubernetes/storage/drivers.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Field } from '../../model/field.ts';
import type { AccessMode, PersistentVolume, VolumeClaim } from '../../model/storage.ts';
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

/** How people know the driver, where it attaches in every version that the cluster may have. */
function attachableTitle(name: string, { csiDrivers, version }: Cluster, type?: string): string | undefined {
  const row = type ? driverOfVolumeType(type) : driverOfName(name);
  const declared = csiDrivers.find((driver) => driver.name === name)?.attachRequired;
  if (declared) return declared.known && declared.value ? (row?.title ?? name) : undefined;
  return row && version.minors.every((minor) => at(row.attachment, minor) === 'attachable') ? row.title : undefined;
}

function titleOfVolume({ volume }: PersistentVolume, cluster: Cluster): string | undefined {
  if (!volume) return undefined;
  if (volume.type !== 'csi') return attachableTitle('', cluster, volume.type);
  return volume.driver?.known ? attachableTitle(volume.driver.value, cluster) : undefined;
}

function titleOfClaim({ storageClassName }: VolumeClaim, cluster: Cluster): string | undefined {
  const name = storageClassName?.value;
  const found = cluster.storageClasses.find((one) => (name ? name.known && one.name === name.value : one.isDefault));
  return found?.provisioner.known ? attachableTitle(found.provisioner.value, cluster) : undefined;
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
  *check({ cluster }) {
    const templates = cluster.workloads.flatMap(({ pod }) =>
      pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? [source.claim] : [])),
    );
    for (const claim of [...cluster.claims.map((object) => object.claim), ...templates]) {
      const extra = extraModes(claim.accessModeFields);
      const title = extra[0] && titleOfClaim(claim, cluster);
      if (extra[0] && title)
        yield { at: extra[0], state: { extra, single: singleMode(claim.accessModeFields), title }, about: [claim] };
    }
    for (const volume of cluster.persistentVolumes) {
      const extra = extraModes(volume.accessModeFields);
      const title = extra[0] && titleOfVolume(volume, cluster);
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
