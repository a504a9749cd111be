// Values that a release writes as a map, or as a text that holds one.
import type { Fragment } from '../../text/fragment.ts';
import { nestedFragment } from '../../text/yaml/nested.ts';
import { DocumentParser, type DocumentText, splitDocuments } from '../../text/yaml/stream.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';

const ALIASES = 1_000;

/** What a document says; nothing where it cannot be read. */
export function parsedDocument(fragment: Fragment, { text, span, templates }: DocumentText): YamlNode {
  const parser = new DocumentParser();
  const { document, errors } = parser.parse(text);
  const readable = errors.length === 0 ? document : parser.parse('').document;
  return YamlNode.root({ fragment, base: span.start, templates, document: readable, aliasBudget: ALIASES });
}

/** The values themselves, or those in a text (`valuesContent: |`), at their places in the file; all else as it is. */
export function writtenValues(node: YamlNode): YamlNode {
  const fragment = node.kind === 'scalar' ? nestedFragment(node) : undefined;
  const document = fragment && splitDocuments(fragment)[0];
  return fragment === undefined || document === undefined ? node : parsedDocument(fragment, document);
}

/** Of both the object counts: `ValuesYAML`, pkg/apis/application/v1alpha1/values.go of argoproj/argo-cd. */
export function argoValues(helm: YamlNode): YamlNode {
  const values = helm.get('valuesObject');
  return values.kind === 'map' ? values : writtenValues(helm.get('values'));
}
