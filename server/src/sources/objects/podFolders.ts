// Volumes in which every pod writes to a folder of its own: mounts whose subPathExpr holds the pod's name or uid.
import type { PodFolder } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { containersOf, type PodContainer, writingMounts } from './podContainers.ts';
import { hasTemplatedParts, openKeys } from './templatedParts.ts';

/** What of a pod its environment may hold that no other pod has. */
const IDENTITIES: ReadonlyMap<string, PodFolder> = new Map([
  ['metadata.name', 'name'],
  ['metadata.uid', 'uid'],
]);

/**
 * What the folder is called after that a pod's containers write to; `undefined` where one of them may write elsewhere in the
 * volume. A literal `subPath` is the same folder for every pod.
 */
export function podFolder(spec: YamlNode, volume: string, context: ObjectContext): PodFolder | undefined {
  if (['containers', 'initContainers'].some((key) => hasTemplatedParts(spec.entry(key)))) return undefined;
  const containers = allOf(spec);
  if (containers.some((one) => mountsByTemplate(one.node) || one.devices.has(volume))) return undefined;
  const folders = containers.flatMap((one) => foldersIn(one, volume, context));
  if (folders.length === 0 || folders.includes(undefined)) return undefined;
  return folders.every((folder) => folder === 'uid') ? 'uid' : 'name';
}

/** Volumes that some container writes to outside of a folder of the pod's own. */
export function writtenOutsideFolders(spec: YamlNode, context: ObjectContext): readonly string[] {
  const containers = allOf(spec);
  const names = containers.flatMap(({ mounts, devices }) => [...mounts.keys(), ...devices]);
  return [...new Set(names)].filter((name) => {
    const folders = containers.flatMap((one) => foldersIn(one, name, context));
    return folders.includes(undefined) || containers.some(({ devices }) => devices.has(name));
  });
}

function allOf(spec: YamlNode): readonly PodContainer[] {
  const { regular, init, ephemeral } = containersOf(spec);
  return [...regular, ...init, ...ephemeral];
}

function mountsByTemplate(container: YamlNode): boolean {
  return hasTemplatedParts(container.entry('volumeMounts')) || openKeys(container).volumes;
}

/** One for each mount that writes; `undefined`: not of the pod's own. */
function foldersIn(
  container: PodContainer,
  volume: string,
  context: ObjectContext,
): readonly (PodFolder | undefined)[] {
  return writingMounts(container, volume).map(({ node }) => {
    const expression = node.entry('subPathExpr')?.value;
    if (expression === undefined || expression.isTemplated || isConditional(context, node.span)) return undefined;
    return identityOf(expression.text, identitiesIn(container.node));
  });
}

/** A variable may hold those that stand before it; the last of a name counts. */
function identitiesIn(container: YamlNode): ReadonlyMap<string, PodFolder> {
  const found = new Map<string, PodFolder>();
  for (const variable of container.get('env').items()) {
    const value = variable.get('value');
    const field = variable.path('valueFrom', 'fieldRef', 'fieldPath').text;
    const identity = IDENTITIES.get(field) ?? (value.isTemplated ? undefined : identityOf(value.text, found));
    const name = variable.get('name').text;
    if (identity === undefined) found.delete(name);
    else found.set(name, identity);
  }
  return found;
}

/** `$$` is a dollar. Source: third_party/forked/golang/expansion/expand.go (Expand) */
function identityOf(text: string, identities: ReadonlyMap<string, PodFolder>): PodFolder | undefined {
  const used = [...text.matchAll(/\$\$|\$\(([^)]*)\)/g)].map(([, name = '']) => identities.get(name));
  return used.includes('uid') ? 'uid' : used.find((one) => one !== undefined);
}
