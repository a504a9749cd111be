// A namespace's own tolerations, which kube-apiserver gives its pods where PodTolerationRestriction is on.

import { unwrittenField } from '../../model/field.ts';
import { UNCHANGEABLE } from '../../model/location.ts';
import type { NamespaceTolerations } from '../../model/reading.ts';
import { known, unknown } from '../../model/value.ts';
import type { Toleration } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import { locationOf, mapContainer, type ObjectContext } from '../engine/yamlFields.ts';

const ANNOTATION = 'scheduler.alpha.kubernetes.io/defaultTolerations';

/** Namespaces. Source: plugin/pkg/admission/podtolerationrestriction/admission.go (extractNSTolerations) */
export const namespaceObject: ObjectShape = {
  id: 'namespace',
  marks: [ANNOTATION],
  recognises: ({ apiVersion, kind, root }) =>
    kind === 'Namespace' && apiVersion === 'v1' && root.path('metadata', 'annotations').entry(ANNOTATION) !== undefined,
  read({ root }, context, into) {
    const written = root.path('metadata', 'annotations').entry(ANNOTATION);
    const name = root.path('metadata', 'name');
    if (written === undefined || name.kind !== 'scalar' || written.value.kind !== 'scalar') return;
    into.namespaceTolerations.push(readDefaults(name.text, written.value, context));
  },
};

function readDefaults(namespace: string, node: YamlNode, context: ObjectContext): NamespaceTolerations {
  const at = { ...locationOf(context.file, node), namespace };
  const items = node.isTemplated ? undefined : listIn(node.text);
  if (items === undefined) return { ...at, tolerations: unknown('invalid', node.text) };
  return { ...at, tolerations: known(items.map((item) => tolerationOf(item, node, context))) };
}

/** An empty text is an empty list; one that is no list of objects lets no pod be made. */
function listIn(text: string): readonly object[] | undefined {
  if (text === '') return [];
  try {
    const list: unknown = JSON.parse(text);
    if (list === null) return [];
    return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null) ? list : undefined;
  } catch {
    return undefined;
  }
}

function tolerationOf(item: object, node: YamlNode, { file }: ObjectContext): Toleration {
  const fields = new Map<string, unknown>(Object.entries(item));
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? known(value) : undefined;
  };
  const seconds = fields.get('tolerationSeconds');
  const location = locationOf(file, node);
  return {
    key: text('key'),
    operator: text('operator'),
    value: text('value'),
    effect: text('effect'),
    tolerationSeconds: typeof seconds === 'number' ? unwrittenField(known(seconds), location) : undefined,
    location,
    rewriter: UNCHANGEABLE,
    inserter: mapContainer(file, node),
  };
}
