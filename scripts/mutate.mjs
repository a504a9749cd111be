// Makes small wrong edits in source files, one at a time, and says which of them no unit or rules test notices.
// Usage: npm run mutate -- PATH… [--list] [--sample N] [--seed S] [--lines A-B] [--kinds boundary,branch,…] [--workers N]
//   PATH       files or folders below server/src
//   --list     print the mutants and end
//   --sample   that many of them, drawn by the seed (1 by default)
//   --lines    those of these lines only
//   --kinds    boundary, branch, method, string, row, statement, arithmetic (default: all)
//   --budget   seconds of tests that a mutant has to survive: those named like its file, then the nearest and
//              quickest (default: 15)
//   --tests    files or folders of tests, separated by commas, that run instead of all unit and rules tests: quicker; who
//              survives these may still be killed by others
//   --quick    runs no mutant: names those that no test tells apart, which is the greater part of the survivors
//   --workers  how many run at a time (default: one a processor)
// Mutants that change nothing that can be seen are listed in test/mutants.equivalent, with the reason; they do not count.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { markSources, measureTests, passes } from './mutate/coverage.mjs';
import { keyOf, readEquivalents } from './mutate/equivalents.mjs';
import { kinds, mutantsOf } from './mutate/mutants.mjs';
import { createPool } from './mutate/pool.mjs';
import {
  compile,
  compileAll,
  distancesTo,
  nameOf,
  readImports,
  root,
  shapeOf,
  testFiles,
  unchangedShape,
} from './mutate/program.mjs';
import { isNoticed, report, tell } from './mutate/report.mjs';
import { shuffle } from './mutate/sample.mjs';

const { values: options, positionals: paths } = readOptions();
const wantedKinds = options.kinds?.split(',') ?? kinds;
const [firstLine = 1, lastLine = firstLine] = options.lines?.split('-').map(Number) ?? [1, Number.MAX_SAFE_INTEGER];
const unknownKind = wantedKinds.find((kind) => !kinds.includes(kind));
if (unknownKind) fail(`${unknownKind}: not a kind of mutants; there are ${kinds.join(', ')}`);
const files = paths.flatMap(filesBelow);
/** What survivors compile to, by file. */
const shapes = new Set();

const all = files.flatMap(readMutants);
const { listed, stale } = readEquivalents(join(root, 'test', 'mutants.equivalent'), all, files);
for (const { line, text } of stale) console.log(`test/mutants.equivalent:${line}: there is no such mutant: ${text}`);
const inScope = all.filter(({ kind, line }) => wantedKinds.includes(kind) && line >= firstLine && line <= lastLine);
const counted = inScope.filter((mutant) => !listed.has(keyOf(mutant)));
const chosen = options.sample ? draw(counted, Number(options.sample), Number(options.seed ?? 1)) : counted;

// Not process.exit: what is printed into a pipe would end with it.
process.exitCode = stale.length > 0 ? 1 : 0;
if (options.list) {
  for (const { file, line, kind, name, change } of chosen) console.log(`${file}:${line} ${kind} ${name}: ${change}`);
  console.log(`${chosen.length} mutants; ${inScope.length - counted.length} more are listed as equivalent`);
} else {
  await tryAll();
}

async function tryAll() {
  const entries = testFiles(['unit', 'rules']).filter(isWanted);
  if (entries.length === 0) fail(`${options.tests}: no tests`);
  const imports = await readImports(entries);
  const folder = join(root, 'out', 'mutate');
  mkdirSync(folder, { recursive: true });
  const codes = await compileAll([...imports.keys()]);
  const marks = await markSources([...imports.keys()].filter((file) => file.startsWith('server/src/')));
  const programs = [codes, { ...codes, ...marks.codes }].map((program, index) => {
    const path = join(folder, `program-${process.pid}-${index}.json`);
    writeFileSync(path, JSON.stringify(program));
    return path;
  });
  const pool = createPool(Number(options.workers ?? availableParallelism()), programs);
  try {
    const targets = [...new Set(chosen.map(({ file }) => file))];
    const distances = new Map(targets.map((file) => [file, distancesTo(file, imports)]));
    const reaching = entries.filter((entry) => targets.some((file) => distances.get(file).has(entry)));
    const measured = await measureTests(reaching, marks, { imports, codes, order: pool.order });
    const results = await Promise.all(
      chosen.map(async (mutant) => {
        const result = await tryMutant(mutant, distances.get(mutant.file), measured, pool);
        if (!isNoticed(result) && !(await isDifferent(mutant))) return undefined;
        tell(result);
        return result;
      }),
    );
    process.stderr.write('\n');
    report(results.filter(Boolean), inScope.length - counted.length);
  } finally {
    pool.dispose();
    for (const path of programs) rmSync(path, { force: true });
  }
}

function readOptions() {
  try {
    const string = { type: 'string' };
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        list: { type: 'boolean' },
        quick: { type: 'boolean' },
        sample: string,
        seed: string,
        lines: string,
        kinds: string,
        budget: string,
        workers: string,
        tests: string,
      },
    });
    if (positionals.length === 0)
      fail('npm run mutate -- PATH… [--list] [--sample N] [--seed S] [--lines A-B] [--kinds K,…]');
    for (const name of ['sample', 'seed', 'budget', 'workers'])
      if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name])) fail(`--${name} takes a number from 1`);
    if (values.lines !== undefined && !/^\d+(-\d+)?$/.test(values.lines)) fail('--lines takes A-B');
    return { values, positionals };
  } catch (error) {
    return fail(error.message);
  }
}

function isWanted(entry) {
  const wanted = options.tests?.split(',').map((path) => path.replace(/\/$/, ''));
  return wanted === undefined || wanted.some((path) => entry === path || entry.startsWith(`${path}/`));
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

function filesBelow(path) {
  const whole = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const stats = statSync(whole, { throwIfNoEntry: false });
  if (stats === undefined) return fail(`${path}: no such file or folder`);
  if (!stats.isDirectory()) return [nameOf(whole)];
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => nameOf(join(whole, file)))
    .sort();
}

function readMutants(file) {
  const source = readFileSync(join(root, file), 'utf8');
  return mutantsOf(source).mutants.map((mutant) => ({ ...mutant, file }));
}

/** The text of a mutant's file with its edit. */
function sourceOf({ file, start, end, text }) {
  const source = readFileSync(join(root, file), 'utf8');
  return source.slice(0, start) + text + source.slice(end);
}

/** As many as are asked for, in the order of the text. */
function draw(mutants, count, seed) {
  const drawn = new Set(shuffle(mutants, seed).slice(0, count));
  return mutants.filter((mutant) => drawn.has(mutant));
}

/** Whether a mutant compiles, and neither to what is there nor to what another survivor is. */
async function isDifferent(mutant) {
  const { file } = mutant;
  const shape = await shapeOf(file, sourceOf(mutant)).catch(() => undefined);
  if (shape === undefined || shape === (await unchangedShape(file)) || shapes.has(`${file}\n${shape}`)) return false;
  shapes.add(`${file}\n${shape}`);
  return true;
}

/** Runs the tests in which the mutant gives something else until one fails or enough have passed. */
async function tryMutant(mutant, distances, measured, pool) {
  const { file, place, probe } = mutant;
  const passing = (number) =>
    [...measured].flatMap(([entry, { tests, loaded }]) => {
      if (!distances.has(entry)) return [];
      const isWhole = passes(loaded, file, number);
      return tests.filter((test) => isWhole || passes(test, file, number)).map((test) => ({ ...test, file: entry }));
    });
  const telling = passing(probe);
  if (telling.length === 0)
    return { ...mutant, verdict: passing(place).length === 0 ? 'not reached' : 'nowhere different' };
  if (options.quick) return { ...mutant, verdict: 'told apart' };
  const files = runsOf(telling, namedLike(file), distances, measured);
  let code;
  try {
    code = await compile(file, sourceOf(mutant));
  } catch {
    return { ...mutant, verdict: 'not compiled' };
  }
  const answer = await pool.order({ changed: { [file]: code }, files });
  const isKilled = answer.killed !== undefined || answer.stuck || answer.crashed !== undefined;
  return { ...mutant, verdict: isKilled ? 'killed' : 'survived', ...answer };
}

/** Those named like the mutant's file, then the nearest and quickest, as many as fit into the budget; file by file. */
function runsOf(tests, isNamed, distances, measured) {
  const rank = ({ file, title, ms }) => (isNamed(file) || isNamed(title) ? 0 : 1e9) + ms * distances.get(file);
  const ranked = tests.map((test) => ({ ...test, rank: rank(test) })).sort((a, b) => a.rank - b.rank);
  const runs = new Map();
  let left = Number(options.budget ?? 15) * 1000;
  for (const { file, title, ms, rank } of ranked) {
    if (left <= 0) break;
    const key = `${rank < 1e9} ${file}`;
    if (!runs.has(key)) {
      const { ms: loadingMs } = measured.get(file).loaded;
      runs.set(key, { file, loadingMs, ms: loadingMs, isNamed: rank < 1e9, tests: {} });
      left -= loadingMs;
    }
    const run = runs.get(key);
    run.tests[title] = ms;
    run.ms += ms;
    left -= ms;
  }
  return [...runs.values()].sort(
    (a, b) => b.isNamed - a.isNamed || a.ms * distances.get(a.file) - b.ms * distances.get(b.file),
  );
}

/** Whether a text has the words of a file's name: `leader-election-order`, `fixAll`, `fix all`. */
function namedLike(file) {
  const words = (text) =>
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .join(' ');
  const name = words(posix.basename(file, '.ts'));
  return (text) => ` ${words(text)} `.includes(` ${name} `);
}
