// Selectors of nodes that leave a single one: of pods, and of PersistentVolumes.
import type { Location } from '../../model/location.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { isConditional, locationOf, type ObjectContext } from '../engine/yamlFields.ts';

const HOSTNAME = 'kubernetes.io/hostname';
const NAME = 'metadata.name';
const EXPRESSIONS = 'matchExpressions';
const FIELDS = 'matchFields';

/** Where the selectors of a pod's spec leave one node by its name. */
export function oneHostOfPod(spec: YamlNode, context: ObjectContext): { readonly oneHost?: Location } {
  const selected = spec.get('nodeSelector').entry(HOSTNAME);
  if (selected !== undefined && !isConditional(context, selected.span)) {
    return { oneHost: locationOf(context.file, selected.value) };
  }
  const required = spec.path('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  return oneHostOf(required, context);
}

/** @param spec of a PersistentVolume: the scheduler puts its pods on nodes of its `nodeAffinity`, whatever its source is */
export function oneHostOfVolume(spec: YamlNode, context: ObjectContext): { readonly oneHost?: Location } {
  return oneHostOf(spec.path('nodeAffinity', 'required'), context);
}

/**
 * The node of a `core/v1 NodeSelector`, if it leaves one: one term is enough, so all must leave the same; an empty one selects nothing.
 * Source: component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go (NewLazyErrorNodeSelector, isEmptyNodeSelectorTerm)
 */
function oneHostOf(selector: YamlNode, context: ObjectContext): { readonly oneHost?: Location } {
  const terms = selector.get('nodeSelectorTerms').items();
  const written = terms.filter((term) => term.kind !== 'map' || !(isEmpty(term, EXPRESSIONS) && isEmpty(term, FIELDS)));
  const hosts = written.map((term) => hostOfTerm(term, context));
  const [first] = hosts;
  const same = first !== undefined && hosts.every((host) => host?.text === first.text);
  return same ? { oneHost: locationOf(context.file, first) } : {};
}

function isEmpty(term: YamlNode, key: string): boolean {
  const list = term.get(key);
  return list.kind === 'sequence' ? list.items().length === 0 : list.kind !== 'scalar';
}

function hostOfTerm(term: YamlNode, context: ObjectContext): YamlNode | undefined {
  if (isConditional(context, term.span)) return undefined;
  return onlyValue(term.get(EXPRESSIONS), HOSTNAME, context) ?? onlyValue(term.get(FIELDS), NAME, context);
}

/** The one value that all requirements on a key leave of those that it may have; what a template may leave out requires nothing. */
function onlyValue(requirements: YamlNode, key: string, context: ObjectContext): YamlNode | undefined {
  let left: ReadonlyMap<string, YamlNode> | undefined;
  const excluded = new Set<string>();
  for (const one of requirements.items()) {
    if (one.get('key').text !== key || isConditional(context, one.span)) continue;
    const values = one.get('values').items();
    const { text: operator } = one.get('operator');
    if (operator === 'NotIn') for (const value of values) excluded.add(value.text);
    if (operator !== 'In' || values.some((value) => value.isTemplated)) continue;
    left = new Map(values.flatMap((value) => (left?.has(value.text) === false ? [] : [[value.text, value] as const])));
  }
  const [only, ...others] = [...(left?.values() ?? [])].filter(({ text }) => !excluded.has(text));
  return others.length === 0 ? only : undefined;
}
