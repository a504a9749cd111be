// Runs the test suites one after the other and prints one closing line for all: `N passed, N failed`.
// Usage: node scripts/test.mjs [suite|file]…   (default: every suite)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const suites = ['unit', 'rules', 'properties', 'protocol', 'corpus'];
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-test-'));
let passed = 0;
let failed = 0;

for (const name of wanted.length ? wanted : suites) {
  const path = existsSync(join(root, 'test', name)) ? join(root, 'test', name) : name;
  const files = statSync(path).isDirectory() ? `${path}/**/*.test.ts` : path;
  const result = join(work, 'result.json');
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  console.log(`\n== ${name}`);
  const run = spawnSync(
    process.execPath,
    [
      mocha,
      '--import=tsx',
      '--pass-on-failing-test-suite=false',
      '--timeout=20000',
      '--reporter',
      join(root, 'scripts', 'mochaReporter.cjs'),
      '--reporter-option',
      `output=${result}`,
      files,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  const counts = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : undefined;
  passed += counts?.passed ?? 0;
  failed += counts?.failed ?? 0;
  if (run.status !== 0 && !counts?.failed) failed += 1;
  rmSync(result, { force: true });
}
rmSync(work, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
