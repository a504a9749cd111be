// The spec of pods, as far as it decides about eviction and volumes.
import type { FileEdit } from '../../model/location.ts';
import { known, unknown } from '../../model/value.ts';
import type { ListOfValues, PodSpec, PreStopSleep, Toleration, VolumeUse } from '../../model/workload.ts';
import { removeItems } from '../../text/yaml/edit.ts';
import { type YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import {
  asInteger,
  asInteger64,
  asString,
  asText,
  fieldOf,
  inFile,
  isConditional,
  locationOf,
  mapContainer,
  type ObjectContext,
  readValue,
} from '../engine/yamlFields.ts';
import { readTemplateClaims } from './claims.ts';
import { podLabels } from './labels.ts';
import { listOfValues } from './listOfValues.ts';
import { oneHostOfPod } from './oneHost.ts';
import { openField } from './openField.ts';
import { containersOf, type PodContainer } from './podContainers.ts';
import { writtenOutsideFolders } from './podFolders.ts';
import { readSpread } from './podSpread.ts';
import { entriesOf, isSurelyEphemeral, mountedIn, readVolumes } from './podVolumes.ts';
import { hasTemplatedParts, openKeys } from './templatedParts.ts';

/** Where an object keeps the spec of its pods. */
export function podSpecOf({ kind, root }: KubernetesObject): YamlNode {
  if (kind === 'Pod') return root.get('spec');
  if (kind === 'CronJob') return root.path('spec', 'jobTemplate', 'spec', 'template', 'spec');
  return root.path('spec', 'template', 'spec');
}

/** Reads a pod's spec as far as it decides about eviction and volumes: `core/v1 PodSpec`. */
export function readPodSpec(object: KubernetesObject, namespace: string, context: ObjectContext): PodSpec {
  const spec = podSpecOf(object);
  const { file } = context;
  const volumes = readVolumes(spec, readTemplateClaims(object, namespace, context), context);
  const open = openKeys(spec);
  const ownSpec = object.root.get('spec');
  const pod = readPodFields(spec, spec.entry('tolerations'), spec.entry('terminationGracePeriodSeconds'), context);
  const labels = podLabels(object.root);
  const lists = volumeLists(spec, volumes, context);
  const mayHaveMore =
    hasTemplatedParts(ownSpec.entry('volumeClaimTemplates')) ||
    open.volumes ||
    (object.kind === 'StatefulSet' && openKeys(ownSpec).volumes);
  return {
    ...pod,
    ...(labels && { labels }),
    spread: open.others ? 'unknown' : readSpread(object, spec),
    terminationGracePeriodSeconds:
      pod.terminationGracePeriodSeconds ?? (open.others ? openField(locationOf(file, spec), 'template') : undefined),
    // A template chooses between two lists.
    tolerations:
      entriesOf(spec, 'tolerations', context).length > 1
        ? unknown('template', '')
        : readTolerations(spec.entry('tolerations'), open.tolerations, context),
    volumes,
    writtenOutsideFolders: writtenOutsideFolders(spec, context),
    moreVolumes: mayHaveMore || lists === undefined || lists.paths.length > 0,
    ...fromValues(tolerationList(spec, context), mayHaveMore ? undefined : lists),
  };
}

function fromValues(tolerations: ListOfValues | undefined, volumes: ListOfValues | undefined) {
  const isOpen = volumes !== undefined && volumes.paths.length > 0;
  if (tolerations === undefined && !isOpen) return {};
  return { fromValues: { ...(tolerations && { tolerations }), ...(isOpen && { volumes }) } };
}

/** What values decide of the tolerations, where a template writes all of them. */
function tolerationList(spec: YamlNode, context: ObjectContext): ListOfValues | undefined {
  const [entry, ...others] = entriesOf(spec, 'tolerations', context);
  if (entry === undefined || others.length > 0 || entry.value.items().length > 0) return undefined;
  const list = listOfValues(entry, context);
  return list === undefined || list.paths.length === 0 ? undefined : list;
}

/**
 * What values decide of the volumes beside those that are listed. `undefined`: something else decides, be it only that a
 * container mounts what is not listed.
 */
function volumeLists(spec: YamlNode, volumes: readonly VolumeUse[], context: ObjectContext): ListOfValues | undefined {
  const lists = entriesOf(spec, 'volumes', context).map((entry) => listOfValues(entry, context, isSurelyEphemeral));
  const known = lists.flatMap((list) => list ?? []);
  if (known.length < lists.length) return undefined;
  const paths = known.flatMap((list) => list.paths);
  if (paths.length > 0 && mountedIn(spec).some((name) => volumes.every((one) => one.name !== name))) return undefined;
  return { paths, isWhole: known.length === 1 && known[0]?.isWhole === true };
}

/** Lists that a chart's values give, as they would stand in the pod. */
export function readListOfValues(file: string, list: YamlNode): Pick<PodSpec, 'tolerations' | 'volumes'> {
  const spec = (key: string) => YamlNode.standingAt(list, [key], list);
  const context = { file, conditional: [] };
  return {
    tolerations: readTolerations(spec('tolerations').entry('tolerations'), false, context),
    volumes: readVolumes(spec('volumes'), [], context),
  };
}

/**
 * What stands in a pod's spec, or in a map of another resource that takes its place; volumes are left out.
 *
 * @param tolerations where the resource keeps them
 * @param grace the seconds between the signals to end, where it keeps them
 */
export function readPodFields(
  spec: YamlNode,
  tolerations: YamlEntry | undefined,
  grace: YamlEntry | undefined,
  context: ObjectContext,
): PodSpec {
  const { file } = context;
  const priority = fieldOf(context, spec.entry('priority'), asInteger);
  return {
    ...locationOf(file, spec),
    terminationGracePeriodSeconds: fieldOf(context, grace, asInteger),
    tolerations: readTolerations(tolerations, false, context),
    tolerationsPlace: fieldOf(context, tolerations, () => undefined),
    volumes: [],
    moreVolumes: false,
    images: containersOf(spec).regular.map(({ image }) => image),
    nodeName: fieldOf(context, spec.entry('nodeName'), asString),
    ...oneHostOfPod(spec, context),
    priorityClassName: fieldOf(context, spec.entry('priorityClassName'), asString),
    ...(priority && { priority: priority.value }),
    preStopSleeps: [...containersOf(spec).regular, ...sidecarsOf(spec)].flatMap(
      ({ node }) => readPreStop(node, context) ?? [],
    ),
    inserter: mapContainer(file, spec),
  };
}

/** Containers that start before the others and run as long. Source: pkg/kubelet/types/pod_update.go (IsRestartableInitContainer) */
function sidecarsOf(spec: YamlNode): readonly PodContainer[] {
  return containersOf(spec).init.filter(({ node }) => node.get('restartPolicy').text === 'Always');
}

/** A list of tolerations. @param isOpen what is not written may be */
export function readTolerations(
  entry: YamlEntry | undefined,
  isOpen: boolean,
  context: ObjectContext,
): PodSpec['tolerations'] {
  if (entry === undefined) return isOpen ? unknown('template', '') : known([]);
  const { value: list } = entry;
  if (hasTemplatedParts(entry)) return unknown('template', list.source);
  if (list.kind === 'null') return known([]);
  const items = list.items();
  if (list.kind !== 'sequence' || items.some((item) => item.kind !== 'map')) return unknown('invalid', list.source);
  return known(items.map((item, index) => readToleration(list, item, index, context)));
}

function readToleration(list: YamlNode, item: YamlNode, index: number, context: ObjectContext): Toleration {
  const { file } = context;
  const part = (key: string) => {
    const entry = item.entry(key);
    return entry === undefined || entry.value.kind === 'null' ? undefined : readValue(context, entry.value, asString);
  };
  return {
    key: part('key'),
    operator: part('operator'),
    value: part('value'),
    effect: part('effect'),
    tolerationSeconds: fieldOf(context, item.entry('tolerationSeconds'), asInteger64),
    location: { file, range: item.fullRange },
    fields: readTolerationFields(item, context),
    ...(isConditional(context, item.span) && { isOptional: true }),
    rewriter: {
      replace: (): readonly FileEdit[] => [],
      remove: () => inFile(file, removeItems(list, index, index + 1)),
      rename: (): readonly FileEdit[] => [],
    },
    inserter: mapContainer(file, item),
  };
}

function readTolerationFields(item: YamlNode, context: ObjectContext): NonNullable<Toleration['fields']> {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((name) =>
    fieldOf(context, item.entry(name), asString),
  );
  return { ...(key && { key }), ...(operator && { operator }), ...(value && { value }), ...(effect && { effect }) };
}

/** A `sleep` handler, or an exec of `sleep N`, also through a shell. A sleep of nothing takes no time. */
function readPreStop(container: YamlNode, context: ObjectContext): PreStopSleep | undefined {
  const preStop = container.path('lifecycle', 'preStop');
  const sleep = preStop.path('sleep', 'seconds');
  if (sleep.kind === 'scalar' && !sleep.isTemplated) {
    const seconds = asInteger(sleep);
    return seconds ? { ...locationOf(context.file, sleep), seconds } : undefined;
  }
  const words = preStop.path('exec', 'command').items();
  const last = words.at(-1);
  if (last === undefined || last.isTemplated || isConditional(context, last.span)) return undefined;
  const line = words.map((word) => asText(word) ?? '').join(' ');
  const seconds = sleptSeconds(line);
  return seconds === 0 ? undefined : { ...locationOf(context.file, last), seconds };
}

const SECONDS_OF: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3_600],
]);

/** How long a command line sleeps, statement by statement; 0 where a branch or a loop decides it. */
function sleptSeconds(line: string): number {
  if (/\b(?:if|while|until|for|case|trap)\b|[`|(){}]/.test(line)) return 0;
  const statements = line.split(/;|\n|&&/);
  return statements.reduce((total, statement) => total + sleepIn(statement), 0);
}

/** A command that ends with `&` runs in the background, and takes no time. */
function sleepIn(command: string): number {
  const match = /(?:^|[\s/])sleep\s+["']?(\d+)([smh]?)["']?\s*["']?$/.exec(command.trim());
  return match ? Number(match[1]) * (SECONDS_OF.get(match[2] ?? '') ?? 0) : 0;
}
