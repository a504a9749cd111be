// The tests and all that they import, as CommonJS that can be loaded afresh for each mutant; and who imports whom.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @returns the files of the suites' tests, relative to the root. */
export function testFiles(suites) {
  return suites.flatMap((suite) =>
    readdirSync(join(root, 'test', suite), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `test/${suite}/${file.replaceAll('\\', '/')}`)
      .sort(),
  );
}

/** @returns {Promise<Map<string, string[]>>} by file what it imports when it runs, types left out. */
export async function readImports(entries) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out/mutate',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => [
      file,
      imports.filter(({ external }) => !external).map(({ path }) => path),
    ]),
  );
}

/** @returns {Map<string, number>} how many imports lie between a file and each file that reaches it. */
export function distancesTo(target, imports) {
  const importers = new Map();
  for (const [file, targets] of imports) {
    for (const one of targets) importers.set(one, [...(importers.get(one) ?? []), file]);
  }
  const distances = new Map([[target, 0]]);
  for (const [file, distance] of distances) {
    for (const importer of importers.get(file) ?? []) {
      if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
  }
  return distances;
}

const settings = (file) => ({
  loader: file.endsWith('.json') ? 'json' : file.endsWith('.ts') ? 'ts' : 'js',
  format: 'cjs',
  target: 'node20',
  // import() becomes require(), which the worker answers.
  supported: { 'dynamic-import': false },
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'import.meta.url': '__fileUrl',
  },
  logLevel: 'silent',
});

/** One file's text as the body of a CommonJS module. Throws where it cannot be compiled. */
export async function compile(file, text) {
  return (await transform(text, settings(file))).code;
}

/** The same code whatever its names and blanks: two mutants with one shape are one. */
export async function shapeOf(file, text) {
  return (await transform(text, { ...settings(file), minify: true })).code;
}

const shapes = new Map();

/** The shape of a file as it is. */
export async function unchangedShape(file) {
  if (!shapes.has(file)) shapes.set(file, await shapeOf(file, readFileSync(join(root, file), 'utf8')));
  return shapes.get(file);
}

/** @returns {Promise<Record<string, string>>} every file of the program, compiled. */
export async function compileAll(files) {
  const compiled = files.map(async (file) => [file, await compile(file, readFileSync(join(root, file), 'utf8'))]);
  return Object.fromEntries(await Promise.all(compiled));
}

/** A path as it is named in reports: relative to the root, with slashes. */
export function nameOf(path) {
  return relative(root, path).replaceAll('\\', '/');
}
