// Runs the suite, and what is to be seen on a page, in real editors.
// Usage: main.ts RESULT (server|web|page|start|desktop)…   writes the counts to RESULT as JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../../scripts/editors/chromium.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { runOnDesktop } from './host/desktop.ts';
import type { Editor, EditorInput } from './host/editor.ts';
import { runOnPage, withPage } from './host/page.ts';
import { startServer } from './host/server.ts';
import { checkStart } from './host/start.ts';
import { startWeb } from './host/web.ts';
import { makeWorkspace } from './makeWorkspace.ts';
import { pageTests } from './page/tests.ts';
import type { TestOutcome } from './suite/outcome.ts';
import { bundleSuite } from './suite.ts';

const [result = '', ...hosts] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-vscode-'));
const outcomes: TestOutcome[] = [];

/** The input of an editor with a workspace of its own. */
function inputFor(name: string, common: Pick<EditorInput, 'vsix' | 'suite'>, foreignFiles: number): EditorInput {
  const place = join(work, name);
  return {
    ...common,
    tests: true,
    folder: makeWorkspace(join(place, 'workspace'), foreignFiles),
    work: place,
    settings: { 'security.workspace.trust.enabled': false },
  };
}

async function runSuite(
  name: string,
  start: (input: EditorInput) => Promise<Editor>,
  input: EditorInput,
): Promise<void> {
  const editor = await start(input);
  console.log(`  ${name}: VS Code ${editor.version}`);
  try {
    outcomes.push(...(await withPage((page) => runOnPage(page, editor, name))));
  } finally {
    await editor.stop();
  }
}

/** Every test gets a page of its own; those of one kind of trust share a server. */
async function runPageTests(common: Pick<EditorInput, 'vsix' | 'suite'>): Promise<void> {
  for (const untrusted of [false, true]) {
    const settings = untrusted
      ? { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' }
      : { 'security.workspace.trust.enabled': false };
    const editor = await startServer({ ...inputFor(`page-${untrusted}`, common, 0), tests: false, settings });
    try {
      for (const { title, run } of pageTests.filter((test) => test.untrusted === untrusted)) {
        await withPage((page) => run(page, editor)).then(
          () => outcomes.push({ title, state: 'passed' }),
          (error: Error) => outcomes.push({ title, state: 'failed', error: error.stack ?? error.message }),
        );
      }
    } finally {
      await editor.stop();
    }
  }
}

const runs = new Map<string, (common: Pick<EditorInput, 'vsix' | 'suite'>) => Promise<unknown>>([
  ['server', (common) => runSuite('server', startServer, inputFor('server', common, 10_000))],
  ['web', (common) => runSuite('web', startWeb, inputFor('web', common, 200))], // each file is a request there
  ['page', runPageTests],
  ['start', async () => outcomes.push(await checkStart())],
  ['desktop', async (common) => outcomes.push(...(await runOnDesktop(inputFor('desktop', common, 10_000))))],
]);

async function runAll(): Promise<void> {
  if (!findChromium() && !hosts.includes('desktop')) {
    if (process.env.CI === 'true') throw new Error('no Chromium was found');
    console.log('  SKIPPED: no Chromium was found. Install one, or set CHROMIUM to its path.');
    return;
  }
  const common = { vsix: packageExtension(), suite: await bundleSuite(resolve('out/vscode-suite')) };
  for (const host of hosts) {
    const started = Date.now();
    await runs
      .get(host)?.(common)
      .catch(failed(`${host}: the editor ran`));
    console.log(`   ${host}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

const failed = (title: string) => (error: Error) =>
  outcomes.push({ title, state: 'failed', error: error.stack ?? error.message });

function report(): void {
  const failures = outcomes.filter(({ state }) => state === 'failed');
  for (const { title, error } of failures) console.log(`\n    FAIL ${title}\n${error}`);
  for (const { title, state } of outcomes) if (state === 'skipped') console.log(`    skipped: ${title}`);
  const passed = outcomes.filter(({ state }) => state === 'passed').length;
  writeFileSync(result, JSON.stringify({ passed, failed: failures.length }));
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  process.exit(failures.length > 0 ? 1 : 0);
}

runAll().catch(failed('editors')).then(report);
