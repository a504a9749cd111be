// The list of mutants that change nothing that can be seen: file, function and change, reason, separated by tabs.
import { existsSync, readFileSync } from 'node:fs';

/** What names a mutant however far its line moves. */
export function keyOf({ file, name, change }) {
  return `${file}\t${name}: ${change}`;
}

/**
 * @returns the keys that are listed, and the lines that name no mutant of `files` (any more): the code has changed, so the
 *   reason has to be looked at again.
 */
export function readEquivalents(path, mutants, files) {
  const known = new Set(mutants.map(keyOf));
  const listed = new Set();
  const stale = [];
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  lines.forEach((text, index) => {
    if (text === '' || text.startsWith('#')) return;
    const [file, change, reason] = text.split('\t');
    const key = `${file}\t${change}`;
    if (!reason) throw new Error(`${path}:${index + 1}: file, change and reason, separated by tabs`);
    if (known.has(key)) listed.add(key);
    else if (files.includes(file) || !existsSync(file)) stale.push({ line: index + 1, text: `${file} ${change}` });
  });
  return { listed, stale };
}
