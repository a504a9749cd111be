// Makes a tree that fails as small as it gets, so that a person can read it.
import type { Tree } from './trees.ts';

/** @param fails whether a tree still fails in the same way */
export function shrink(tree: Tree, fails: (tree: Tree) => boolean, most = 400): Tree {
  let best = tree;
  let tries = 0;
  const accept = (candidate: Tree): boolean => {
    tries += 1;
    if (tries > most || !fails(candidate)) return false;
    best = candidate;
    return true;
  };
  for (const file of Object.keys(best)) {
    const { [file]: _, ...rest } = best;
    accept(rest);
  }
  for (const file of Object.keys(best)) {
    for (let part = 2; part <= 64; part *= 2) {
      for (let index = 0; index < part; index += 1) {
        const lines = (best[file] ?? '').split(/(?<=\n)/);
        const size = Math.ceil(lines.length / part);
        const kept = lines.filter((_, at) => Math.floor(at / size) !== index);
        if (kept.length < lines.length) accept({ ...best, [file]: kept.join('') });
      }
    }
  }
  return best;
}
