// Where an object stands and what it is called.
import { ignoreAnnotation } from '../../model/ignoreList.ts';
import type { ObjectPlace } from '../../model/reading.ts';
import { addEntry } from '../../text/yaml/edit.ts';
import { nameOf, namespaceOf } from './metadata.ts';
import type { KubernetesObject } from './objectShape.ts';
import { asText, fieldOf, inFile, type ObjectContext } from './yamlFields.ts';

/** Where an object stands and what it is called; `undefined` for one without metadata, as configuration files have none. */
export function objectPlace({ kind, root }: KubernetesObject, context: ObjectContext): ObjectPlace | undefined {
  const metadata = root.get('metadata');
  if (metadata.kind !== 'map') return undefined;
  const annotations = metadata.get('annotations');
  const { file } = context;
  return {
    file,
    range: root.fullRange,
    kind,
    namespace: namespaceOf(root),
    name: nameOf(root),
    ignore: fieldOf(context, annotations.entry(ignoreAnnotation), asText),
    annotate(name, value) {
      if (annotations.kind === 'map') return inFile(file, addEntry(annotations, name, value));
      return metadata.has('annotations') ? [] : inFile(file, addEntry(metadata, 'annotations', { [name]: value }));
    },
  };
}
