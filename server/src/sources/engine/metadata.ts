// Name and namespace of an object.
import type { YamlNode } from '../../text/yaml/yamlNode.ts';

/** `default` where none is written. */
export function namespaceOf(root: YamlNode): string {
  const namespace = root.path('metadata', 'namespace');
  return namespace.kind === 'scalar' ? (namespace.isTemplated ? namespace.source : namespace.text) : 'default';
}

/** As written, templates included. */
export function nameOf(root: YamlNode): string {
  const name = root.path('metadata', 'name');
  if (name.kind === 'scalar') return name.isTemplated ? name.source : name.text;
  return root.path('metadata', 'generateName').text;
}
