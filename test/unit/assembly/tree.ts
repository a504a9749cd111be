import type { FormedTree } from '../../../server/src/assembly/formedTree.ts';
import { createTreeIndex } from '../../../server/src/assembly/treeIndex.ts';
import type { Cluster, Instance } from '../../../server/src/model/cluster.ts';

/** Forms the clusters of a tree that is held in memory. */
export function formTree(files: Readonly<Record<string, string>>, kubernetesVersion?: string): FormedTree {
  const index = createTreeIndex();
  for (const [file, text] of Object.entries(files)) index.update(file, text);
  return index.form('tree', kubernetesVersion);
}

/** The files of each cluster by `name root`; what belongs to none under `-`. */
export function membership(files: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  const { clusters, lone } = formTree(files);
  const outside = lone.flatMap(({ cluster }) => cluster.files).sort();
  return {
    ...Object.fromEntries(clusters.map(({ cluster }) => [`${cluster.name} ${cluster.root}`, cluster.files])),
    ...(outside.length > 0 && { '-': outside }),
  };
}

/** Notes as they are said. */
export function said(notes: FormedTree['notes']): string[] {
  return notes.map((note) => String(note.say((file) => file)));
}

/** The only cluster of a tree. */
export function onlyCluster(files: Readonly<Record<string, string>>, kubernetesVersion?: string): Cluster {
  const { clusters } = formTree(files, kubernetesVersion);
  const [only] = clusters;
  if (only === undefined || clusters.length > 1) throw new Error(`${clusters.length} clusters`);
  return only.cluster;
}

/** `name=value` of what is in effect, `name=value (over a, b)` where it overrides; `?` before what is not known. */
export function inEffect(instance: Instance | undefined): string[] {
  return [...(instance?.written.values() ?? [])].map(({ name, setting, overridden }) => {
    const over = overridden.map(({ value }) => (value.known ? value.value : `?${value.text}`));
    const value = setting.value.known ? setting.value.value : `?${setting.value.text}`;
    return `${name}=${value}${over.length > 0 ? ` (over ${over.join(', ')})` : ''}`;
  });
}

/** Paths that an instance names and that are not in the tree. */
export function missing(instance: Instance | undefined): string[] {
  return (instance?.missing ?? []).map(({ path }) => path);
}

export function controllerManager(...flags: readonly string[]): string {
  return componentPod('kube-controller-manager', 'v1.33.2', flags);
}

export function apiServer(...flags: readonly string[]): string {
  return componentPod('kube-apiserver', 'v1.33.2', flags);
}

export function componentPod(component: string, tag: string, flags: readonly string[]): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    `metadata: {name: ${component}, namespace: kube-system}`,
    'spec:',
    '  containers:',
    `  - name: ${component}`,
    `    image: registry.k8s.io/${component}:${tag}`,
    `    command:\n    - ${component}`,
    ...flags.map((flag) => `    - ${flag}`),
    '',
  ].join('\n');
}

export function kubeletConfiguration(...fields: readonly string[]): string {
  return ['apiVersion: kubelet.config.k8s.io/v1beta1', 'kind: KubeletConfiguration', ...fields, ''].join('\n');
}

export function unit(...lines: readonly string[]): string {
  return ['[Service]', ...lines, ''].join('\n');
}

export function statefulSet(name: string): string {
  return [
    'apiVersion: apps/v1',
    'kind: StatefulSet',
    `metadata: {name: ${name}}`,
    'spec:',
    '  template:',
    '    spec:',
    '      terminationGracePeriodSeconds: 0',
    '      containers: [{name: main, image: example}]',
    '',
  ].join('\n');
}
