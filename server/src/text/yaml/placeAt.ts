// Where a position stands in a stream of YAML or JSON: the keys that lead to it.
import { type Position, type Range, touches } from '../position.ts';
import { rootFragment } from '../rootFragment.ts';
import { DocumentParser, splitDocuments } from './stream.ts';
import { YamlNode } from './yamlNode.ts';

/** A position as keys lead to it. */
export interface YamlPlace {
  /** Keys from the root, indexes of lists among them as numbers in text. */
  readonly path: readonly string[];
  /** The maps and lists on the way, the root first: one more than `path` has keys, as far as there are any. */
  readonly nodes: readonly YamlNode[];
  readonly part: 'key' | 'value';
  /** The key, or the scalar. */
  readonly range: Range;
}

/** A document beyond this many characters is not parsed for one question. */
const MOST_CHARACTERS = 300_000;
const ALIASES = 100;

/** The place at a position; `undefined` between keys and values, in comments, and where nothing can be parsed. */
export function placeAt(text: string, position: Position): YamlPlace | undefined {
  const fragment = rootFragment(text);
  for (const { span, text: source, templates } of splitDocuments(fragment)) {
    if (source.length > MOST_CHARACTERS || !touches(fragment.locate(span), position)) continue;
    const { document } = new DocumentParser(0).parse(source);
    const root = YamlNode.root({ fragment, base: span.start, templates, document, aliasBudget: ALIASES });
    const place = placeIn(root, position, [], [root]);
    if (place !== undefined) return place;
  }
  return undefined;
}

function placeIn(
  node: YamlNode,
  position: Position,
  path: readonly string[],
  nodes: readonly YamlNode[],
): YamlPlace | undefined {
  const { fragment } = node.context;
  for (const { key, keySpan, value } of node.ownEntries()) {
    const range = fragment.locate(keySpan);
    if (touches(range, position)) return { path: [...path, key], nodes, part: 'key', range };
    // A block ends where the next key begins.
    const found = touches(value.fullRange, position) ? inside(value, position, [...path, key], nodes) : undefined;
    if (found !== undefined) return found;
  }
  for (const [index, item] of node.items().entries()) {
    const found = touches(item.fullRange, position)
      ? inside(item, position, [...path, String(index)], nodes)
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function inside(
  node: YamlNode,
  position: Position,
  path: readonly string[],
  nodes: readonly YamlNode[],
): YamlPlace | undefined {
  if (node.kind === 'scalar') return { path, nodes, part: 'value', range: node.range };
  return placeIn(node, position, path, [...nodes, node]);
}
