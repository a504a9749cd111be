import type { YamlNode } from '../text/yaml/node.ts';
import type { KubernetesObject } from './objectShape.ts';

/** How deep objects lie in others: a policy of policies of objects. */
const DEPTH = 14;

export interface Carried {
  readonly objects: readonly KubernetesObject[];
  /** Texts over several lines. */
  readonly texts: readonly YamlNode[];
}

/**
 * Objects that lie in another one as they are: OpenShift's templates, policies, the values of a Helm release, Ansible's
 * `definition:`; and, of a Kubernetes object, the texts that may be whole files. A definition of a resource shows examples.
 * @param isOurs whether a shape knows an object; nothing inside one is looked for
 */
export function carriedBy(outer: KubernetesObject, isOurs: (object: KubernetesObject) => boolean): Carried {
  const objects: KubernetesObject[] = [];
  const texts: YamlNode[] = [];
  if (outer.kind === 'CustomResourceDefinition') return { objects, texts };
  const takesTexts = outer.apiVersion !== '' && outer.kind !== '';
  const walk = (node: YamlNode, depth: number): void => {
    if (depth === 0) return;
    if (node.kind === 'scalar') {
      if (takesTexts && node.isBlockScalar) texts.push(node);
      return;
    }
    const object = objectAt(node);
    if (object !== undefined && isOurs(object)) objects.push(object);
    else for (const child of childrenOf(node)) walk(child, depth - 1);
  };
  for (const child of childrenOf(outer.root)) walk(child, DEPTH);
  return { objects, texts };
}

function objectAt(root: YamlNode): KubernetesObject | undefined {
  if (root.kind !== 'map') return undefined;
  const apiVersion = root.get('apiVersion').text;
  const kind = root.get('kind').text;
  return apiVersion === '' || kind === '' ? undefined : { apiVersion, kind, root };
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'sequence' ? node.items() : node.ownEntries().map(({ value }) => value);
}
