// Labels and selectors of labels where objects write them.
import type { LabelSelector } from '../../model/labelSelector.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { hasTemplatedParts } from './templatedParts.ts';

/** Labels of a map. */
export function labelsIn(node: YamlNode): ReadonlyMap<string, string> {
  return new Map(node.ownEntries().map(({ key, value }) => [key, value.text]));
}

/** The labels of an object's pods, where all of them can be read. */
export function podLabels(root: YamlNode): ReadonlyMap<string, string> | undefined {
  const metadata = root.path('spec', 'template', 'metadata');
  return hasTemplatedParts(metadata.entry('labels')) ? undefined : labelsIn(metadata.get('labels'));
}

/** `metav1.LabelSelector`; `undefined` where there is none, which selects nothing. */
export function readSelector(selector: YamlNode): LabelSelector | undefined {
  if (selector.kind !== 'map') return undefined;
  return {
    labels: [...labelsIn(selector.get('matchLabels'))],
    expressions: selector
      .get('matchExpressions')
      .items()
      .map((one) => ({
        key: one.get('key').text,
        operator: one.get('operator').text,
        values: one
          .get('values')
          .items()
          .map(({ text }) => text),
      })),
  };
}
