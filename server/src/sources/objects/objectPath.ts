import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';

/** A node that a path leads to, with the entry that holds it where that is one of a map. */
export interface Spot {
  readonly node: YamlNode;
  readonly entry: YamlEntry | undefined;
}

/** How deep `**` looks. */
const ANY_DEPTH = 8;

/**
 * What stands at a path such as `spec.workers.*.kubelet`. `*`: every item of a list or value of a map. `**`: the node and
 * everything below it. The empty path is the node itself.
 */
export function spotsAt(root: YamlNode, path: string): readonly Spot[] {
  let spots: readonly Spot[] = [{ node: root, entry: undefined }];
  for (const key of path === '' ? [] : path.split('.')) {
    spots = spots.flatMap((spot) => (key === '**' ? descendants(spot, ANY_DEPTH) : below(spot.node, key)));
  }
  return spots;
}

function below(node: YamlNode, key: string): readonly Spot[] {
  if (key === '*') return children(node);
  const entry = node.entry(key);
  return entry === undefined ? [] : [{ node: entry.value, entry }];
}

function children(node: YamlNode): readonly Spot[] {
  if (node.kind === 'sequence') return node.items().map((item) => ({ node: item, entry: undefined }));
  return node.ownEntries().map((entry) => ({ node: entry.value, entry }));
}

function descendants(spot: Spot, depth: number): readonly Spot[] {
  if (depth === 0) return [spot];
  return [spot, ...children(spot.node).flatMap((child) => descendants(child, depth - 1))];
}
