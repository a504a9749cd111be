import { nameOf, ROOT } from './paths.ts';

/**
 * Names of clusters that nobody named: the last folder of their root, or all of it where two have the same.
 * @param treeName stands for the root of the tree
 */
export function clusterNames(roots: readonly string[], treeName: string): string[] {
  const uses = new Map<string, number>();
  for (const root of roots) uses.set(nameOf(root), (uses.get(nameOf(root)) ?? 0) + 1);
  return roots.map((root) => {
    if (root === ROOT) return treeName;
    return uses.get(nameOf(root)) === 1 ? nameOf(root) : root;
  });
}
