// Volumes of types that the version no longer has.
import { REMOVED_VOLUME_TYPES, type RemovedVolumeType } from '../../kubernetes/storage/removedTypes.ts';
import type { ClusterBasis, ClusterVersion } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import { kindOf, type Workload } from '../../model/workload.ts';
import { type Message, say } from '../../text/message.ts';
import { relate } from '../shared/related.ts';
import { type Detection, defineRule } from '../shared/rule.ts';
import { possibleMinors, statedPlace, versionIsAssumed } from '../shared/ruleValues.ts';

interface Use {
  readonly at: Location;
  readonly removed: RemovedVolumeType;
  readonly what: Message;
  readonly about: object;
}

interface State extends Use {
  readonly stated: ClusterVersion['location'];
  readonly version: string;
}

const byType = new Map(REMOVED_VOLUME_TYPES.map((one) => [one.type, one]));
const byProvisioner = new Map(
  REMOVED_VOLUME_TYPES.flatMap((one) => (one.provisioner === undefined ? [] : [[one.provisioner, one] as const])),
);

function* usesOf(workload: Workload): Iterable<Use> {
  for (const { source, file, range } of workload.pod.volumes) {
    const removed = source.kind === 'inline' ? byType.get(source.volume.type) : undefined;
    const what = say`pods of ${kindOf(workload)} ${workload.name} do not start`;
    if (removed) yield { at: { file, range }, removed, what, about: workload };
  }
}

function* usesIn({ persistentVolumes, storageClasses }: ClusterBasis): Iterable<Use> {
  for (const one of persistentVolumes) {
    const removed = one.volume && byType.get(one.volume.type);
    const what = say`no pod can mount this PersistentVolume`;
    if (removed) yield { at: { file: one.file, range: one.range }, removed, what, about: one };
  }
  for (const one of storageClasses) {
    const removed = one.provisioner.known ? byProvisioner.get(one.provisioner.value) : undefined;
    const what = say`claims of StorageClass ${one.name} stay pending`;
    if (removed) yield { at: { file: one.file, range: one.range }, removed, what, about: one };
  }
}

function* detectionsOf(uses: Iterable<Use>, cluster: ClusterBasis): Iterable<Detection<State>> {
  if (versionIsAssumed(cluster)) return;
  const minors = possibleMinors(cluster);
  for (const use of uses) {
    if (!minors.every((minor) => minor >= use.removed.removed)) continue;
    const state = { ...use, stated: statedPlace(cluster, minors), version: `1.${minors[0]}` };
    yield { at: use.at, state, about: [use.about] };
  }
}

export const volumeTypeRemoved = defineRule<State>({
  id: 'volume-type-removed',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a volume type that the version no longer has: pods that use it do not start`,
    category: 'validity',
    versions: 'where the version is known',
    sources: [
      'cmd/kube-controller-manager/app/plugins.go (ProbeAttachableVolumePlugins, ProbeControllerVolumePlugins)',
      'cmd/kubelet/app/plugins.go (ProbeVolumePlugins)',
      'pkg/volume/plugins.go (FindPluginBySpec)',
    ],
  },
  check: ({ cluster }) => detectionsOf(usesIn(cluster), cluster),
  checkWorkload: ({ workload }, { cluster }) => detectionsOf(usesOf(workload), cluster),
  message: ({ removed, what }) => say`${removed.title} volumes are gone since 1.${removed.removed}: ${what}.`,
  related: ({ at, stated, version, removed }) => [
    ...(stated ? [relate(stated, say`The version is ${version}.`)] : []),
    ...(removed.instead === undefined ? [] : [relate(at, say`Served today by ${removed.instead}.`)]),
  ],
});
