// Sets up, builds, runs the test suites one after the other (the longest beside the others where all are run), and prints one closing line for all: `N passed, N failed`.
// Usage: node scripts/test.mjs [suite|file]…   (default: `npm run check` and every suite; `newest` and `desktop` only by name)
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const suites = ['unit', 'rules', 'properties', 'protocol', 'clients', 'corpus', 'cases', 'site', 'vscode'];
/** They run in an editor, by test/vscode/main.ts. */
const editors = new Map([
  ['vscode', ['server', 'web', 'page', 'start']],
  ['newest', ['newest']],
  ['desktop', ['desktop']],
]);
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-test-'));
/** It takes as long as all others together, and one processor. */
const longest = 'properties';
const resultOf = (name) => join(work, `${name.replaceAll(/[^\w.]/g, '-')}.json`);

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function mochaWords(name) {
  const path = existsSync(join(root, 'test', name)) ? `test/${name}` : name;
  return [
    join('node_modules', 'mocha', 'bin', 'mocha.js'),
    '--import=tsx',
    '--require=./test/seed.cjs',
    '--pass-on-failing-test-suite=false',
    '--timeout=20000',
    '--reporter',
    join(root, 'scripts', 'mochaReporter.cjs'),
    '--reporter-option',
    `output=${resultOf(name)}`,
    existsSync(path) && statSync(path).isDirectory() ? `${path}/**/*.test.ts` : path,
  ];
}

/** One run: its status and counts. */
function run(name) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const hosts = editors.get(name);
  const status = hosts
    ? node('--import=tsx', 'test/vscode/main.ts', resultOf(name), ...hosts)
    : node(...mochaWords(name));
  return outcome(name, status, started);
}

/** The same beside others: what it says is shown when it has ended. */
function runBeside(name) {
  const started = Date.now();
  const log = join(work, `${name}.log`);
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, mochaWords(name), { cwd: root, stdio: ['ignore', output, output] });
  const ended = once(child, 'exit');
  closeSync(output);
  return async () => {
    const [status] = await ended;
    console.log(`\n== ${name}`);
    process.stdout.write(readFileSync(log, 'utf8'));
    return outcome(name, status, started);
  };
}

/** A run that ends without counts, or badly without a failure, counts as one failure. */
function outcome(name, status, started) {
  const result = resultOf(name);
  const { passed = 0, failed = 0 } = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : {};
  console.log(`   ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** Formatter, linter, compiler, exports without an importer: they count as one test. */
function check() {
  console.log('\n== check');
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', ['run', '--silent', 'check'], options);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const checked = wanted.length > 0 ? [] : [check()];
const onlyFiles = wanted.length > 0 && wanted.every((name) => name.endsWith('.ts'));
const built = onlyFiles || node('scripts/build.mjs') === 0;
const everything = wanted.length === 0;
const beside = everything ? runBeside(longest) : undefined;
const before = (everything ? suites.filter((name) => name !== longest && !editors.has(name)) : wanted).map(run);
const own = beside ? [await beside()] : [];
// An editor needs both processors.
const runs = [
  ...checked,
  ...before,
  ...own,
  ...(everything ? suites.filter((name) => editors.has(name)).map(run) : []),
];
rmSync(work, { recursive: true, force: true });

const passed = runs.reduce((sum, one) => sum + one.passed, 0);
const failed = runs.reduce((sum, one) => sum + one.failed, built ? 0 : 1);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
