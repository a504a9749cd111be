// Lists and maps under keys.

/** Puts a value behind those that share its key. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Items together with those that share their key, in the order of their first appearance. */
export function groupBy<K, T>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, key(item), item);
  return groups;
}

/** The map under a key; an empty one is put there where there is none. */
export function mapAt<K extends object | string, L, V>(
  maps: { get(key: K): Map<L, V> | undefined; set(key: K, map: Map<L, V>): unknown },
  key: K,
): Map<L, V> {
  const known = maps.get(key) ?? new Map<L, V>();
  maps.set(key, known);
  return known;
}
