// Workloads of the chart `app-template` (bjw-s' common library since its version 2): its values describe any workload.
import type { Field } from '../../model/field.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import { known } from '../../model/value.ts';
import type { VolumeUse, Workload, WorkloadKind } from '../../model/workload.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { templateName } from '../engine/templateName.ts';
import {
  asInteger,
  asString,
  fieldOf,
  isNull,
  locationOf,
  mapContainer,
  type ObjectContext,
  readValue,
} from '../engine/yamlFields.ts';
import { base, claimIn, given, type Release, writtenAt } from './chartRelease.ts';
import { accessIn, accessTo } from './mountAccess.ts';
import { checkTolerations } from './operatorResource.ts';
import { readPodFields } from './podSpec.ts';
import { inlineVolume, spared } from './podVolumes.ts';

/** `controllers.*.type`; `templates/lib/controller` of the library. */
export const CONTROLLER_KINDS: ReadonlyMap<string, WorkloadKind> = new Map([
  ['', 'Deployment'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job', 'Job'],
]);
/** `persistence.*.type` of what ends with the pod. */
const EPHEMERAL: ReadonlySet<string> = new Set(['emptyDir', 'configMap', 'secret']);
/** Of a claim. `pvc` up to version 1. */
const CLAIMS: ReadonlySet<string> = new Set(['', 'pvc', 'persistentVolumeClaim']);

export function appTemplateWorkloads(
  release: Release,
  context: ObjectContext,
  into: ReadingBuilder,
): readonly Workload[] {
  const controllers = release.values
    .get('controllers')
    .ownEntries()
    .filter(({ key, value }) => key !== '<<' && value.kind === 'map' && value.get('enabled').text !== 'false');
  return controllers.flatMap((entry) => {
    const kind = CONTROLLER_KINDS.get(entry.value.get('type').text);
    if (kind === undefined) return [];
    const name = controllers.length === 1 ? release.name : `${release.name}-${entry.key}`;
    return [workloadOf({ release, entry, kind, name, isOnly: controllers.length === 1 }, context, into)];
  });
}

interface Controller {
  readonly release: Release;
  readonly entry: YamlEntry;
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly isOnly: boolean;
}

function workloadOf(controller: Controller, context: ObjectContext, into: ReadingBuilder): Workload {
  const { release, entry, kind, name } = controller;
  const { value: map } = entry;
  const pods = [map.get('pod'), release.values.get('defaultPodOptions')];
  // `_getOption.tpl`: what is empty in the one leaves the other.
  const option = (key: string) =>
    pods.map((node) => writtenAt(node, key)).find((one) => one !== undefined && !isEmpty(one.value));
  const tolerations = option('tolerations');
  const grace = option('terminationGracePeriodSeconds');
  checkTolerations(tolerations, grace, context, into);
  const own = pods[0]?.kind === 'map' ? pods[0] : map;
  const pod = readPodFields(own, tolerations, grace, context);
  const containers = map
    .get('containers')
    .ownEntries()
    .map(({ value }) => value);
  const strategy = fieldOf(context, writtenAt(map, 'strategy'), asString);
  return {
    ...base(release, name, context),
    ...{ kind, apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1' },
    file: context.file,
    range: map.context.fragment.locate(entry.keySpan),
    replicas: fieldOf(context, map.entry('replicas'), asInteger),
    strategy: strategy ?? defaultStrategy(controller, context),
    pod: {
      ...pod,
      images: containers.map(imageOf),
      volumes: [...volumesOf(controller, context), ...templatesOf(controller, context)],
      moreVolumes: map.get('containers').kind !== 'map',
      inserter: own === map ? { add: () => [] } : mapContainer(context.file, own),
    },
  };
}

/** `templates/lib/deployment/_valuesToObject.tpl` */
function defaultStrategy({ release, kind }: Controller, context: ObjectContext): Field<string> | undefined {
  return kind === 'Deployment' ? given(release.object, 'Recreate', context) : undefined;
}

function isEmpty(node: YamlNode): boolean {
  return isNull(node) || (node.kind === 'sequence' && node.items().length === 0);
}

export function imageOf(container: YamlNode): string {
  const image = container.get('image');
  return image.kind === 'scalar' ? image.text : `${image.get('repository').text}:${image.get('tag').text}`;
}

/** Items of `persistence` that this controller mounts: `templates/lib/pod/fields/_volumes.tpl`. */
function volumesOf(controller: Controller, context: ObjectContext): readonly VolumeUse[] {
  const { release, entry } = controller;
  return release.values
    .get('persistence')
    .ownEntries()
    .flatMap(({ key, value: item }): VolumeUse[] => {
      if (item.kind !== 'map' || item.get('enabled').text === 'false') return [];
      const mounts = mountsOf(item, entry.key);
      if (mounts === undefined) return [];
      const made = controller.isOnly ? release.name : `${release.name}-${key}`;
      return [
        {
          ...locationOf(context.file, item),
          name: key,
          source: persistedIn(release, made, item, context),
          ...accessTo(undefined, mounts.map(accessIn)),
          ...sparedIn(item, entry),
        },
      ];
    });
}

/** Where a controller mounts an item; `undefined` where it does not. */
function mountsOf(item: YamlNode, controller: string): readonly YamlNode[] | undefined {
  const everywhere = item.get('globalMounts').items();
  const advanced = item.get('advancedMounts');
  const own = advanced
    .get(controller)
    .ownEntries()
    .flatMap(({ value }) => value.items());
  if (everywhere.length > 0 || own.length > 0) return [...everywhere, ...own];
  return advanced.ownEntries().length > 0 ? undefined : [];
}

/** `advancedMounts` names the containers; `globalMounts` mounts an item in every one. */
function sparedIn(item: YamlNode, controller: YamlEntry): Pick<VolumeUse, 'sparedBy'> {
  const containers = controller.value.get('containers').ownEntries();
  const mounts = item.path('advancedMounts', controller.key);
  const isWriting = ({ key }: YamlEntry) =>
    mounts
      .get(key)
      .items()
      .some((mount) => !accessIn(mount).readOnly);
  const writers = item.entry('globalMounts') === undefined && !item.isTemplated ? containers.filter(isWriting) : [];
  const imagesOf = (entries: readonly YamlEntry[]) => entries.map(({ value }) => imageOf(value));
  return spared(imagesOf(containers), imagesOf(writers), writers.length > 0);
}

/**
 * What an item of `persistence` mounts.
 * @param made the name of the claim that the chart makes where the item names none
 */
export function persistedIn(
  release: Release,
  made: string,
  item: YamlNode,
  context: ObjectContext,
): VolumeUse['source'] {
  const type = item.get('type');
  if (type.isTemplated) return { kind: 'unknown' };
  if (EPHEMERAL.has(type.text)) return { kind: 'ephemeral' };
  if (type.text === 'nfs' || type.text === 'hostPath')
    return { kind: 'inline', volume: { type: type.text, driver: undefined } };
  if (type.text === 'custom') {
    const volume = inlineVolume(item.get('volumeSpec'), context);
    const isKept =
      volume !== undefined && !EPHEMERAL.has(volume.type) && !['projected', 'downwardAPI'].includes(volume.type);
    return volume === undefined ? { kind: 'unknown' } : isKept ? { kind: 'inline', volume } : { kind: 'ephemeral' };
  }
  if (!CLAIMS.has(type.text)) return { kind: 'unknown' };
  const existing = writtenAt(item, 'existingClaim');
  if (existing === undefined) return { kind: 'template', claim: claimIn(release, item, made, context) };
  const template = templateName(existing.value);
  // `templates/lib/pod/fields/_volumes.tpl` renders it once more.
  const rendered = template?.replace('{{ .Release.Name }}', release.name);
  return {
    kind: 'claim',
    claimName:
      rendered === undefined || rendered.includes('{{')
        ? readValue(context, existing.value, asString)
        : known(rendered),
    ...(template !== undefined && { template }),
  };
}

/** `statefulset.volumeClaimTemplates` */
function templatesOf({ release, entry }: Controller, context: ObjectContext): readonly VolumeUse[] {
  return entry.value
    .path('statefulset', 'volumeClaimTemplates')
    .items()
    .map((item) => {
      const name = item.get('name').text;
      const claim = claimIn(release, item, name, context);
      return { ...locationOf(context.file, item), name, source: { kind: 'template', claim }, readOnly: false };
    });
}
