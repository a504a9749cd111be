// Volumes in which every pod writes to a folder of its own: mounts whose subPathExpr holds the pod's name or uid.
import type { PodFolder } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { hasDevice, writingMounts } from './containerMounts.ts';
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
  const containers = containersOf(spec);
  if (containers.some((one) => mountsByTemplate(one) || hasDevice(one, volume))) return undefined;
  const folders = containers.flatMap((one) => foldersIn(one, volume, context));
  if (folders.length === 0 || folders.includes(undefined)) return undefined;
  return folders.every((folder) => folder === 'uid') ? 'uid' : 'name';
}

/** Volumes that some container writes to outside of a folder of the pod's own. */
export function writtenOutsideFolders(spec: YamlNode, context: ObjectContext): readonly string[] {
  const names = containersOf(spec).flatMap((one) =>
    [...one.get('volumeMounts').items(), ...one.get('volumeDevices').items()].map((mount) => mount.get('name').text),
  );
  return [...new Set(names)].filter((name) => {
    const folders = containersOf(spec).flatMap((one) => foldersIn(one, name, context));
    return folders.includes(undefined) || containersOf(spec).some((one) => hasDevice(one, name));
  });
}

function containersOf(spec: YamlNode): readonly YamlNode[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) => spec.get(key).items());
}

function mountsByTemplate(container: YamlNode): boolean {
  return hasTemplatedParts(container.entry('volumeMounts')) || openKeys(container).volumes;
}

/** One for each mount that writes; `undefined`: not of the pod's own. */
function foldersIn(container: YamlNode, volume: string, context: ObjectContext): readonly (PodFolder | undefined)[] {
  const mounts = writingMounts(container, volume);
  if (mounts.length === 0) return [];
  const identities = identitiesIn(container);
  return mounts.map((mount) => {
    const expression = mount.get('subPathExpr');
    if (expression.isTemplated || isConditional(context, mount.span)) return undefined;
    return identityOf(expression.text, identities);
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
