import type { Fragment } from '../text/fragment.ts';
import type { Span } from '../text/position.ts';
import { conditionalSpans } from '../text/template.ts';
import { YamlNode } from '../text/yaml/node.ts';
import { type DocumentParser, type DocumentText, splitDocuments } from '../text/yaml/stream.ts';
import type { DocumentReadings } from './documentReadings.ts';
import type { KubernetesObject, ObjectShape } from './objectShape.ts';
import { addReading, emptyReading, type ReadingBuilder } from './readingBuilder.ts';
import type { Source } from './source.ts';

/** Aliases that one document may follow. */
const ALIAS_BUDGET = 10_000;
/** A list in a list in a list … is nobody's. */
const LIST_DEPTH = 3;

/**
 * YAML and JSON files of objects: any number of documents, lists unwrapped. Documents that no shape knows are not parsed.
 * @param kept remembers the documents of whole files; left out for texts inside other files
 */
export function objectFile(shapes: readonly ObjectShape[], parser: DocumentParser, kept?: DocumentReadings): Source {
  const marks = [...new Set(shapes.flatMap((shape) => shape.marks))];
  let latest = ''; // documents of one file are often alike
  const isOurs = (text: string) => {
    if (latest !== '' && text.includes(latest)) return true;
    const found = marks.find((mark) => text.includes(mark));
    latest = found ?? latest;
    return found !== undefined;
  };
  return {
    id: 'object',
    title: 'Kubernetes object',
    recognises: ({ fragment }) => isOurs(fragment.text),
    read(file) {
      const documents = splitDocuments(file.fragment).filter(({ text }) => isOurs(text));
      const read = (fragment: Fragment, document: DocumentText) =>
        readDocument(shapes, parser, file.file, fragment, document);
      const readings = kept?.read(file, documents, read) ?? documents.map((document) => read(file.fragment, document));
      const whole = emptyReading();
      for (const reading of readings) addReading(whole, reading);
      return whole;
    },
  };
}

function readDocument(
  shapes: readonly ObjectShape[],
  parser: DocumentParser,
  file: string,
  fragment: Fragment,
  text: DocumentText,
): ReadingBuilder {
  const reading = emptyReading();
  const { document, errors } = parser.parse(text.text);
  const { start: base, end } = text.span;
  const templates = text.templates.filter((template) => template.start < end && template.end > base);
  const [error] = errors;
  if (error !== undefined && templates.length === 0) {
    if (!declaresShape(shapes, text.text)) return reading;
    const at = { start: base + error.span.start, end: base + error.span.end };
    reading.problems.push({ kind: 'unreadable', message: error.message, file, range: fragment.locate(at) });
    return reading;
  }
  const root = YamlNode.root({ fragment, base, templates, document, aliasBudget: ALIAS_BUDGET });
  const conditional = conditionalSpans(templates);
  for (const object of objectsOf(root, LIST_DEPTH)) {
    const shape = shapes.find((candidate) => candidate.recognises(object));
    shape?.read(object, { file, conditional: within(conditional, object.root) }, reading);
  }
  return reading;
}

/** A document that cannot be parsed is one of ours if a key says so, not if it only holds the word. */
function declaresShape(shapes: readonly ObjectShape[], text: string): boolean {
  const declared = [
    ...text.matchAll(/^[ \t{,"'-]*(?:kind|apiVersion|image|name)["']?[ \t]*:[ \t]*["']?([^\s"',}]+)/gm),
  ];
  const listed = [...text.matchAll(/^[ \t]*-[ \t]+["']?(?:\/\S*\/)?(kube-[a-z-]+|kubelet)["']?[ \t]*\r?$/gm)];
  const words = [...declared, ...listed].map(([, word = '']) => word);
  return shapes.some((shape) =>
    shape.marks.some((mark) => words.some((word) => word === mark || word.includes(`/${mark}`))),
  );
}

/** Regions that hold a part of the object; one around all of it leaves nothing open. */
function within(regions: readonly Span[], { span }: YamlNode): readonly Span[] {
  return regions.filter((region) => region.start > span.start || region.end < span.end);
}

function objectsOf(root: YamlNode, depth: number): KubernetesObject[] {
  if (root.kind === 'sequence') return depth > 0 ? root.items().flatMap((item) => objectsOf(item, depth - 1)) : [];
  if (root.kind !== 'map') return [];
  const kind = root.get('kind').text;
  const items = root.get('items');
  if (kind.endsWith('List') && items.kind === 'sequence' && depth > 0)
    return items.items().flatMap((item) => objectsOf(item, depth - 1));
  return [{ apiVersion: root.get('apiVersion').text, kind, root }];
}
