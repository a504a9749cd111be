// Custom resources of which only their pods are understood: maps with tolerations, a grace period or containers, wherever
// they lie. How their pods are replaced is not known.
import { namesClassChart } from '../../kubernetes/chartClasses.ts';
import { releasesKnownChart } from '../../kubernetes/charts.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Workload } from '../../model/workload.ts';
import { addAll } from '../../text/addAll.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { asksForPods, isForeignKind, isStorageKey } from '../engine/unreadObjects.ts';
import { locationOf, mapContainer, type ObjectContext } from '../engine/yamlFields.ts';
import { misspelledInPod } from './misspelledFields.ts';
import { checkTolerations } from './operatorResource.ts';
import { asPartial } from './partialWorkload.ts';
import { readPodFields } from './podSpec.ts';
import { readVolumes } from './podVolumes.ts';
import { CHART_CONFIG } from './releaseWorkloads.ts';

const DEPTH = 10;
/** More places than these are a list of something else. */
const MOST_PARTS = 24;

/** A fallback that reads such resources, and then as another fallback does. */
export function withCustomResources(fallback: ObjectShape): ObjectShape {
  return {
    ...fallback,
    isFallback: true,
    mayHold: (document) => asksForPods(document) || releasesKnownChart(document) || isChartOfK3s(document),
    read(object, context, into) {
      if (isCustom(object)) readCustom(object, context, into);
      fallback.read(object, context, into);
    },
  };
}

/** Releases of Flux and Argo CD are read anyway. */
function isChartOfK3s(document: string): boolean {
  return document.includes('helm.cattle.io') && (document.includes(CHART_CONFIG) || namesClassChart(document));
}

function isCustom({ apiVersion, kind, root }: KubernetesObject): boolean {
  return isForeignKind(groupOf(apiVersion), kind) && root.get('spec').kind === 'map';
}

function readCustom(object: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void {
  const found: Found = { pods: [], storage: [] };
  search(object.root.get('spec'), [], context, found, DEPTH);
  const pods = found.pods.slice(0, MOST_PARTS);
  for (const { map } of pods) {
    checkTolerations(map.entry('tolerations'), map.entry('terminationGracePeriodSeconds'), context, into);
    if (map.get('containers').kind === 'sequence') addAll(into.problems, misspelledInPod(map, context));
  }
  const spec = object.root.get('spec');
  const parts = pods.length > 0 ? pods : found.storage.length > 0 ? [{ map: spec, keys: [] }] : [];
  for (const part of parts) into.workloads.push(customWorkload(object, part, context));
}

/** A map with the keys that lead to it. */
interface Part {
  readonly map: YamlNode;
  readonly keys: readonly string[];
}

/** Texts about an object, whatever they are called: alerts carry names of classes and images for their readers. */
const IS_SAID = /^(?:annotations|labels)$/;

interface Found {
  /** Maps that are, or hold a part of, a pod's spec. */
  readonly pods: Part[];
  /** Maps that ask for storage. */
  readonly storage: YamlNode[];
}

function search(node: YamlNode, keys: readonly string[], context: ObjectContext, into: Found, depth: number): void {
  if (depth === 0 || context.taken?.has(node.node) === true) return;
  if (node.kind === 'sequence') for (const item of node.items()) search(item, keys, context, into, depth - 1);
  if (node.kind !== 'map' || (node.has('apiVersion') && node.has('kind'))) return;
  if (isPodPart(node)) into.pods.push({ map: node, keys });
  for (const { key, value } of node.ownEntries()) {
    if (IS_SAID.test(key)) continue;
    if (isStorageKey(key)) into.storage.push(node);
    search(value, [...keys, key], context, into, depth - 1);
  }
}

function isPodPart(map: YamlNode): boolean {
  const containers = map.get('containers').items();
  if (containers.some((one) => one.has('name') && one.has('image'))) return true;
  if (map.get('terminationGracePeriodSeconds').kind === 'scalar') return true;
  const tolerations = map.get('tolerations').items();
  return tolerations.some((one) => one.has('operator') || one.has('effect') || one.has('tolerationSeconds'));
}

/** Parts that run on every node, as operators call them. */
const ON_EVERY_NODE = /daemon|^(?:node-?)?agents?$|^node-?(?:plugin|driver|server|exporter|collector)$|^speaker$/i;
/** Fields that choose what runs the pods (OpenTelemetryCollector's `mode`). */
const CHOOSES_CONTROLLER: readonly string[] = ['mode', 'kind', 'type', 'deploymentMode'];

function isOnEveryNode({ map, keys }: Part): boolean {
  const isChosen = CHOOSES_CONTROLLER.some((key) => map.get(key).text.toLowerCase() === 'daemonset');
  return isChosen || keys.some((key) => ON_EVERY_NODE.test(key));
}

function customWorkload(object: KubernetesObject, part: Part, context: ObjectContext): Workload {
  const { apiVersion, kind, root } = object;
  const { map } = part;
  const name = root.path('metadata', 'name');
  const pod = readPodFields(map, map.entry('tolerations'), map.entry('terminationGracePeriodSeconds'), context);
  const workload: Workload = {
    ...locationOf(context.file, name.kind === 'scalar' ? name : root.get('kind')),
    kind: isOnEveryNode(part) ? 'DaemonSet' : 'StatefulSet',
    writtenKind: kind,
    controller: { kind, name: nameOf(root) },
    apiVersion,
    namespace: namespaceOf(root),
    name: nameOf(root),
    objectRange: root.fullRange,
    replicas: undefined,
    strategy: undefined,
    maxSurge: undefined,
    podReplacementPolicy: undefined,
    hasPodFailurePolicy: false,
    // Its operator may make volumes that no field names.
    pod: { ...pod, volumes: readVolumes(map, [], context), moreVolumes: true },
    inserter: mapContainer(context.file, map),
  };
  return context.isHalfRead ? asPartial(workload, 'template') : workload;
}
