// The node that an alias stands for, and aliases and merges that no decoder follows.
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import { type Message, say } from '../message.ts';
import type { Span } from '../position.ts';

/** What each alias of a document stands for; made with the first one that is asked for. */
const resolutions = new WeakMap<Document.Parsed, ReadonlyMap<Alias, Node>>();

/** The node that an alias stands for: the last one with its anchor before it. Linear over all aliases of a document. */
export function resolveAlias(document: Document.Parsed, alias: Alias): Node | undefined {
  let known = resolutions.get(document);
  if (known === undefined) {
    known = resolveAll(document);
    resolutions.set(document, known);
  }
  return known.get(alias);
}

function resolveAll(document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const resolved = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) resolved.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return resolved;
}

/** Whether a text may hold an alias; cheaper than to look at its nodes. */
const MAY_HOLD_ONE = /(?:^|[\s[{,])(?:\*\w|<<[\s:])/;

/**
 * The first alias or merge of a document for which go-yaml refuses all of it (sigs.k8s.io/yaml: goyaml.v2/decode.go, alias
 * and merge): an anchor of another document, one that holds its own alias, a merge of what is no map.
 */
export function refusedAlias(
  document: Document.Parsed,
  text: string,
): { readonly message: Message; readonly span: Span } | undefined {
  if (!MAY_HOLD_ONE.test(text)) return undefined;
  let found: { readonly message: Message; readonly span: Span } | undefined;
  visit(document, {
    Alias: (_key, alias, path) => {
      const target = resolveAlias(document, alias);
      const message =
        target === undefined
          ? say`The anchor ${alias.source} does not stand before this alias in the document`
          : path.includes(target)
            ? say`The anchor ${alias.source} holds this alias of itself`
            : undefined;
      if (message === undefined) return undefined;
      found = { message, span: spanOf(alias) };
      return visit.BREAK;
    },
    Pair: (_key, pair) => {
      if (!isMerge(pair) || mergesMaps(document, pair.value)) return undefined;
      found = { message: say`<< merges what is no map`, span: spanOf(pair.key) };
      return visit.BREAK;
    },
  });
  return found;
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN';
}

function mergesMaps(document: Document.Parsed, value: unknown): boolean {
  const merged = isAlias(value) ? resolveAlias(document, value) : value;
  // Of an anchor that is not there its alias is told.
  if (isMap(merged) || (isAlias(value) && merged === undefined)) return true;
  return (
    isSeq(merged) && merged.items.every((item) => isMap(isAlias(item) ? (resolveAlias(document, item) ?? item) : item))
  );
}

function spanOf(node: unknown): Span {
  const range = (node as Node).range ?? [0, 0, 0];
  return { start: range[0], end: range[1] };
}
