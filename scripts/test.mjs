// Sets up, builds, runs the test suites one after the other, and prints one closing line for all: `N passed, N failed`.
// Usage: node scripts/test.mjs [suite|file]…   (default: `npm run check` and every suite; `desktop` only by name)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const suites = ['unit', 'rules', 'properties', 'protocol', 'corpus', 'cases', 'vscode'];
/** They run in an editor, by test/vscode/main.ts. */
const editors = new Map([
  ['vscode', ['server', 'web', 'page', 'start']],
  ['desktop', ['desktop']],
]);
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-test-'));
const result = join(work, 'result.json');

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function runMocha(name) {
  const path = existsSync(join(root, 'test', name)) ? `test/${name}` : name;
  return node(
    join('node_modules', 'mocha', 'bin', 'mocha.js'),
    '--import=tsx',
    '--require=./test/seed.cjs',
    '--pass-on-failing-test-suite=false',
    '--timeout=20000',
    '--reporter',
    join(root, 'scripts', 'mochaReporter.cjs'),
    '--reporter-option',
    `output=${result}`,
    existsSync(path) && statSync(path).isDirectory() ? `${path}/**/*.test.ts` : path,
  );
}

/** One run: its status and counts; a run that ends without counts, or badly without a failure, counts as one failure. */
function run(name) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  rmSync(result, { force: true });
  const hosts = editors.get(name);
  const status = hosts ? node('--import=tsx', 'test/vscode/main.ts', result, ...hosts) : runMocha(name);
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
const runs = [...checked, ...(wanted.length > 0 ? wanted : suites).map(run)];
rmSync(work, { recursive: true, force: true });

const passed = runs.reduce((sum, one) => sum + one.passed, 0);
const failed = runs.reduce((sum, one) => sum + one.failed, built ? 0 : 1);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
