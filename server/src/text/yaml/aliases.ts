// The node that an alias stands for.
import { type Alias, type Document, isAlias, type Node, visit } from 'yaml';

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
