// What stands at a path of an object, with `*` and `**`.
import { mapAt } from '../../model/grouped.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';

/** A node that a path leads to, with the entry that holds it where that is one of a map. */
export interface Spot {
  readonly node: YamlNode;
  readonly entry: YamlEntry | undefined;
}

/** How deep `**` looks. */
const ANY_DEPTH = 8;

/**
 * What stands at a path such as `spec.workers.*.kubelet`. `*`: every item of a list or value of a map. `0`: the first
 * item of a list. `**`: the node and
 * everything below it. The empty path is the node itself.
 */
export function spotsAt(root: YamlNode, path: string): readonly Spot[] {
  let spots: readonly Spot[] = [{ node: root, entry: undefined }];
  const keys = keysIn(path);
  for (const [index, key] of keys.entries()) {
    if (key !== '**') spots = spots.flatMap((spot) => below(spot.node, key));
    // A search through all of a large document is worth it only where its text has every key.
    else if (keys.slice(index + 1).every((next) => next === '*' || mayHaveKey(root, next)))
      spots = spots.flatMap(descendants);
    else return [];
  }
  return spots;
}

const split = new Map<string, readonly string[]>();

/** The paths of our tables are few, and asked for at each object. */
function keysIn(path: string): readonly string[] {
  const known = split.get(path) ?? (path === '' ? [] : path.split('.'));
  split.set(path, known);
  return known;
}

const keysOf = new WeakMap<object, Map<string, boolean>>();

/** Whether a document's text has a key at all. */
function mayHaveKey({ context }: YamlNode, key: string): boolean {
  const known = mapAt(keysOf, context);
  // Names come with an `s` or a `+` at their end as well: no text without `kubelet-arg` has `kubelet-arg+`.
  const answer = known.get(key) ?? (known.get(key.slice(0, -1)) !== false && context.fragment.text.includes(key));
  known.set(key, answer);
  return answer;
}

function below(node: YamlNode, key: string): readonly Spot[] {
  if (key === '*') return children(node);
  if (key === '0' && node.kind === 'sequence') return children(node).slice(0, 1);
  const entry = node.entry(key);
  return entry === undefined ? [] : [{ node: entry.value, entry }];
}

function children(node: YamlNode): readonly Spot[] {
  if (node.kind === 'sequence') return node.items().map((item) => ({ node: item, entry: undefined }));
  return node.ownEntries().map((entry) => ({ node: entry.value, entry }));
}

/** Maps and lists at and below nodes, found once for all paths that look for something there. */
const searched = new WeakMap<object, readonly Spot[]>();

/** Only what may hold a further key. */
function descendants(root: Spot): readonly Spot[] {
  const { node } = root.node;
  const known = node && searched.get(node);
  if (known !== undefined) return known;
  const found: Spot[] = [];
  const collect = (spot: Spot, depth: number): void => {
    if (spot.node.kind !== 'map' && spot.node.kind !== 'sequence') return;
    found.push(spot);
    if (depth > 0) for (const child of children(spot.node)) collect(child, depth - 1);
  };
  collect(root, ANY_DEPTH);
  if (node !== undefined) searched.set(node, found);
  return found;
}
