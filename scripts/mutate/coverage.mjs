// Which tests pass which places of the source, and how long they take: run once, and kept until something changes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasBit } from './bits.mjs';
import { mutantsOf } from './mutants.mjs';
import { compile, root } from './program.mjs';
import { withEdits } from './watches.mjs';

const kept = join(root, 'out', 'mutate', 'coverage.json');
/** What tests read beside what they import. */
const data = ['docs', 'examples', 'schemas', 'syntaxes', 'test'];

/** Places of all sources, numbered; the sources with a mark at each. */
export async function markSources(files) {
  const offsets = [];
  const codes = {};
  let count = 0;
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    const { probes } = mutantsOf(source);
    offsets.push([file, count, count + probes.count]);
    codes[file] = await compile(file, withEdits(source, probes.edits, count));
    count += probes.count;
  }
  return { offsets, count, codes };
}

/**
 * @param order asks a worker
 * @returns {Promise<Map<string, object>>} by file of tests: what loading it passes, and each of its tests but those that fail
 *   without any change, which are named.
 */
export async function measureTests(tests, { offsets, count }, { imports, codes, order }) {
  const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
  const world = hashOfData();
  const measured = await Promise.all(
    tests.map(async (file) => {
      const hash = hashOf([...reach(file, imports)].map((one) => codes[one]).concat(world));
      if (before[file]?.hash === hash) return [file, before[file]];
      const { tests, loaded, failed, crashed } = await order({ file, offsets, count });
      if (failed === undefined) throw new Error(`${file} ends without any change: ${crashed ?? 'stuck'}`);
      for (const { title, message } of failed)
        console.error(`\nLeft out, as it fails without any change: ${title}: ${message.split('\n')[0]}`);
      const failing = new Set(failed.map(({ title }) => title));
      process.stderr.write('.');
      return [file, { hash, tests: tests.filter(({ title }) => !failing.has(title)), loaded }];
    }),
  );
  writeFileSync(kept, JSON.stringify({ ...before, ...Object.fromEntries(measured) }));
  return new Map(measured);
}

/** Whether a place of a file was passed; those outside functions (-1) are passed by loading the file. */
export function passes({ passed }, file, probe) {
  const bits = passed[file];
  return probe < 0 || (bits !== undefined && hasBit(bits, probe));
}

function reach(file, imports) {
  const reached = new Set([file]);
  for (const one of reached) for (const next of imports.get(one) ?? []) reached.add(next);
  return reached;
}

function hashOf(texts) {
  const hash = createHash('sha1');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

function hashOfData() {
  const files = data.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort(),
  );
  return hashOf(files.flatMap((file) => [file, readFileSync(file)]));
}
