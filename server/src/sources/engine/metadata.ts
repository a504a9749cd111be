// Name and namespace of an object.
import type { YamlNode } from '../../text/yaml/yamlNode.ts';

/** `default` where none is written. */
export function namespaceOf(root: YamlNode): string {
  const namespace = root.path('metadata', 'namespace');
  return namespace.kind === 'scalar' ? written(namespace) : 'default';
}

/** As written, templates included. */
export function nameOf(root: YamlNode): string {
  const name = root.path('metadata', 'name');
  if (name.kind === 'scalar') return written(name);
  return root.path('metadata', 'generateName').text;
}

/** Without its quotes. */
function written(node: YamlNode): string {
  if (!node.isTemplated) return node.text;
  const { start, end } = node.inner;
  return node.context.fragment.text.slice(start, end);
}

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** Whether Flux fills in no variables: `kustomize/kustomize_varsub.go` of fluxcd/pkg (SubstituteVariables). */
export function keepsVariables(root: YamlNode): boolean {
  return ['labels', 'annotations'].some((key) => root.path('metadata', key, SUBSTITUTE).text === 'disabled');
}
