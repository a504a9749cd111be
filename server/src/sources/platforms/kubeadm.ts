// What kubeadm is configured with.

import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { addEntry } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { inFile, locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { argumentForm, versionOf } from '../objects/apiVersion.ts';
import { connectionVariables } from '../objects/connectionVariables.ts';
import { type ArgumentsForm, readExtraArguments } from './extraArguments.ts';
import { misspelledKeys } from './misspelledKeys.ts';
import type { SettingsRow } from './objectTable.ts';

const SOURCE = 'kubeadm';
const KINDS: ReadonlySet<string> = new Set([
  'ClusterConfiguration',
  'InitConfiguration',
  'JoinConfiguration',
  'MasterConfiguration',
  'NodeConfiguration',
]);

/** Kinds that a patch of kind's names without a version. */
const PATCHED: ReadonlySet<string> = new Set(['ClusterConfiguration', 'InitConfiguration', 'JoinConfiguration']);
const GROUP = 'kubeadm.k8s.io';

/** Where each kind keeps a component's flags. v1alpha1–v1alpha2 have them at the root, later versions inside the component. */
const ARGUMENTS: readonly (readonly [component: Component, path: readonly string[]])[] = [
  ['kube-controller-manager', ['controllerManager', 'extraArgs']],
  ['kube-apiserver', ['apiServer', 'extraArgs']],
  ['kube-scheduler', ['scheduler', 'extraArgs']],
  ['kubelet', ['nodeRegistration', 'kubeletExtraArgs']],
  ['kube-controller-manager', ['controllerManagerExtraArgs']],
  ['kube-apiserver', ['apiServerExtraArgs']],
  ['kube-scheduler', ['schedulerExtraArgs']],
];

/** kubeadm warns of a key that it does not know, and drops it: `cmd/kubeadm/app/util/config/strict`. */
const NAMES: SettingsRow = {
  id: SOURCE,
  strict: false,
  hasNoAliases: true,
  parts: ARGUMENTS.map(([component, path]) => ({ at: path.join('.'), holds: 'arguments', component })),
};

/** What kubeadm is configured with: `cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go` and its predecessors. */
export const kubeadm: ObjectShape = {
  id: SOURCE,
  kinds: [...KINDS].flatMap((kind) => [`${GROUP}/${kind}`, ...(PATCHED.has(kind) ? [`/${kind}`] : [])]),
  recognises: ({ apiVersion, kind }) =>
    KINDS.has(kind) && (groupOf(apiVersion) === GROUP || (apiVersion === '' && PATCHED.has(kind))),
  read: readKubeadm,
};

function readKubeadm({ apiVersion, kind, root }: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void {
  const version = root.entry('kubernetesVersion');
  if (version !== undefined && version.value.kind === 'scalar')
    into.versions.push({
      ...locationOf(context.file, version.value),
      kind: 'field',
      text: version.value.isTemplated ? version.value.source : version.value.text,
    });
  const form = argumentForm(versionOf(apiVersion), 'v1beta4');
  addAll(into.problems, misspelledKeys(NAMES, root, context));
  for (const [component, path] of ARGUMENTS) {
    const [last] = path.slice(-1);
    const parent = root.path(...path.slice(0, -1));
    const entry = last === undefined ? undefined : parent.entry(last);
    addAll(into.assignments, connectionVariables(component, parent.get('extraEnvs'), context));
    if (entry !== undefined) readExtraArguments(context, { component, source: SOURCE, wanted: form }, entry, into);
    else if (carries(kind, component, path))
      into.settingLists.push(missingArguments(context, component, root, path, form));
  }
}

/** Kinds in which a component's flags could be written though none are yet. */
function carries(kind: string, component: Component, path: readonly string[]): boolean {
  if (path.length < 2) return false;
  if (component === 'kubelet') return kind === 'InitConfiguration' || kind === 'JoinConfiguration';
  return kind === 'ClusterConfiguration';
}

/** A place for the first flag: the maps on the way to it are made. */
function missingArguments(
  context: ObjectContext,
  component: Component,
  root: YamlNode,
  path: readonly string[],
  form: ArgumentsForm['wanted'],
) {
  const [outer = '', inner = ''] = path;
  const parent: YamlEntry | undefined = root.entry(outer);
  const named = root.get('kind');
  return {
    ...locationOf(context.file, parent?.value.kind === 'map' ? parent.value : named),
    component,
    form: 'flag' as const,
    source: SOURCE,
    inserter: {
      add: (name: string, value: string | number | boolean | object) => {
        const written = form === 'list' ? [{ name, value: String(value) }] : { [name]: String(value) };
        if (parent?.value.kind === 'map') return inFile(context.file, addEntry(parent.value, inner, written));
        return parent === undefined ? inFile(context.file, addEntry(root, outer, { [inner]: written })) : [];
      },
    },
  };
}
