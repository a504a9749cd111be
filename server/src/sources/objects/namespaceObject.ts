// What a namespace says of its pods' tolerations, where kube-apiserver's PodTolerationRestriction is on.

import { unwrittenField } from '../../model/field.ts';
import { UNCHANGEABLE } from '../../model/location.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { Toleration } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import { locationOf, mapContainer, type ObjectContext } from '../engine/yamlFields.ts';

const DEFAULTS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';

/** Namespaces. Source: plugin/pkg/admission/podtolerationrestriction/admission.go (extractNSTolerations) */
export const namespaceObject: ObjectShape = {
  id: 'namespace',
  marks: [DEFAULTS, WHITELIST],
  recognises: ({ apiVersion, kind, root }) =>
    kind === 'Namespace' && apiVersion === 'v1' && annotationsOf(root).length > 0,
  read({ root }, context, into) {
    const [first] = annotationsOf(root);
    const name = root.path('metadata', 'name');
    if (first === undefined || name.kind !== 'scalar') return;
    const annotations = root.path('metadata', 'annotations');
    const whitelist = annotations.get(WHITELIST);
    into.namespaceTolerations.push({
      ...locationOf(context.file, whitelist.kind === 'scalar' ? whitelist : first),
      namespace: name.text,
      defaults: listOf(annotations.get(DEFAULTS), context),
      whitelist: listOf(whitelist, context),
      text: `${annotations.get(DEFAULTS).text}\n${whitelist.text}`,
    });
  },
};

function annotationsOf(root: YamlNode): readonly YamlNode[] {
  const annotations = root.path('metadata', 'annotations');
  return [DEFAULTS, WHITELIST].map((name) => annotations.get(name)).filter(({ kind }) => kind === 'scalar');
}

function listOf(node: YamlNode, context: ObjectContext): Value<readonly Toleration[]> | undefined {
  if (node.kind !== 'scalar') return undefined;
  const items = node.isTemplated ? undefined : listIn(node.text);
  if (items === undefined) return unknown('invalid', node.text);
  return known(items.map((item) => tolerationOf(item, node, context)));
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
