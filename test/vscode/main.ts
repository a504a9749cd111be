// Runs the suite in real editors. Usage: main.ts RESULT (server|web|desktop)…   writes the counts to RESULT as JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium, launchChromium } from '../../scripts/editors/chromium.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import type { Editor, EditorInput } from './host/editor.ts';
import { runOnPage } from './host/page.ts';
import { startServer } from './host/server.ts';
import { startWeb } from './host/web.ts';
import type { TestOutcome } from './suite/outcome.ts';
import { bundleSuite } from './suite.ts';
import { makeWorkspace } from './workspace.ts';

const [result = '', ...hosts] = process.argv.slice(2);
const editors = new Map<string, (input: EditorInput) => Promise<Editor>>([
  ['server', startServer],
  ['web', startWeb],
]);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-vscode-'));
const outcomes: TestOutcome[] = [];

async function runIn(host: string, chromium: string, common: { vsix: string; suite: string }): Promise<TestOutcome[]> {
  const start = editors.get(host);
  if (!start) throw new Error(`no such editor: ${host}`);
  const folder = makeWorkspace(join(work, host, 'workspace'));
  const settings = { 'security.workspace.trust.enabled': false };
  const editor = await start({ ...common, tests: true, folder, work: join(work, host), settings });
  const browser = await launchChromium(chromium);
  try {
    console.log(`  ${host}: VS Code ${editor.version}, Chromium ${browser.version()}`);
    return await runOnPage(await browser.newPage(), editor);
  } finally {
    await browser.close();
    await editor.stop();
  }
}

async function runAll(): Promise<void> {
  const chromium = findChromium();
  if (!chromium && process.env.CI !== 'true') {
    console.log('  SKIPPED: no Chromium was found. Install one, or set CHROMIUM to its path.');
    return;
  }
  if (!chromium) throw new Error('no Chromium was found');
  const common = { vsix: packageExtension(), suite: await bundleSuite(resolve('out/vscode-suite')) };
  for (const host of hosts) outcomes.push(...(await runIn(host, chromium, common).catch(failure(host))));
}

const failure = (what: string) => (error: Error) => [
  { title: `${what}: the suite ran`, state: 'failed' as const, error: error.stack ?? error.message },
];

function report(): void {
  const failures = outcomes.filter(({ state }) => state === 'failed');
  for (const { title, error } of failures) console.log(`\n    FAIL ${title}\n${error}`);
  const passed = outcomes.filter(({ state }) => state === 'passed').length;
  writeFileSync(result, JSON.stringify({ passed, failed: failures.length }));
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  process.exit(failures.length > 0 ? 1 : 0);
}

runAll()
  .catch((error) => outcomes.push(...failure('editors')(error)))
  .then(report);
