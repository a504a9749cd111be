// Objects that lie in another one as they are.
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from './objectShape.ts';

/** How deep objects lie in others: a policy of policies of objects. */
const DEPTH = 15;
/** Keys under which other configurations keep a file: Compose's `configs`, the input of an action that starts kind. */
const CONTENT: ReadonlySet<string> = new Set(['content', 'contents', 'config', 'manifest', 'manifests', 'definition']);
/** Keys under which an object has the values of a chart as text: Argo CD's `helm`, k3s' HelmChart and HelmChartConfig. */
const VALUES: ReadonlySet<string> = new Set(['values', 'valuesContent', 'valuesYaml']);

export interface Carried {
  readonly objects: readonly KubernetesObject[];
  /** Texts over several lines. */
  readonly texts: readonly YamlNode[];
  /** Texts that change objects, of which each is a part. */
  readonly patches: readonly YamlNode[];
  /** Values of charts. */
  readonly values: readonly YamlNode[];
}

/**
 * Objects that lie in another one as they are: OpenShift's templates, policies, the values of a Helm release, Ansible's
 * `definition:`; and texts that may be whole files: any of a Kubernetes object, and contents of others. A definition of a resource shows examples.
 * @param isOurs whether a shape knows an object; nothing inside one is looked for
 */
export function carriedBy(outer: KubernetesObject, isOurs: (object: KubernetesObject) => boolean): Carried {
  const objects: KubernetesObject[] = [];
  const texts: YamlNode[] = [];
  const patches: YamlNode[] = [];
  const values: YamlNode[] = [];
  if (outer.kind === 'CustomResourceDefinition') return { objects, texts, patches, values };
  const isKubernetes = outer.apiVersion !== '' && outer.kind !== '';
  const walk = (node: YamlNode, key: string, depth: number): void => {
    if (depth === 0) return;
    if (node.kind === 'scalar') {
      if (node.isBlockScalar && isKubernetes && VALUES.has(key)) values.push(node);
      else if (node.isBlockScalar && isKubernetes && key === 'patch') patches.push(node);
      else if (node.isBlockScalar && (isKubernetes || CONTENT.has(key))) texts.push(node);
      return;
    }
    const object = node === outer.root ? undefined : objectAt(node);
    if (object !== undefined && isOurs(object)) {
      objects.push(object);
      return;
    }
    for (const item of node.items()) walk(item, key, depth - 1);
    for (const entry of node.ownEntries()) walk(entry.value, entry.key, depth - 1);
  };
  walk(outer.root, '', DEPTH);
  return { objects, texts, patches, values };
}

function objectAt(root: YamlNode): KubernetesObject | undefined {
  if (root.kind !== 'map') return undefined;
  const apiVersion = root.get('apiVersion').text;
  const kind = root.get('kind').text;
  return apiVersion === '' || kind === '' ? undefined : { apiVersion, kind, root };
}
