// Names of clusters that nobody named.
import { nameOf, ROOT } from '../project/paths.ts';

/**
 * Names of clusters that nobody named: the last folder of their root, or all of it where two have the same.
 * @param treeName stands for the root of the tree
 */
export function clusterNames(
  clusters: readonly { readonly root: string; readonly name?: string }[],
  treeName: string,
): string[] {
  const names = clusters.map(({ root, name }) => name ?? (root === ROOT ? treeName : nameOf(root)));
  const uses = new Map<string, number>();
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return clusters.map(({ root, name }, index) => {
    const own = names[index] ?? treeName;
    return uses.get(own) === 1 || root === ROOT || name !== undefined ? own : root;
  });
}
