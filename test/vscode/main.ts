// Runs the suite, and what is to be seen on a page, in real editors.
// Usage: main.ts RESULT (server|web|page|start|newest|desktop)…   writes the counts to RESULT as JSON.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium } from '../../scripts/editors/chromium.mjs';
import { missingToCompile } from '../../scripts/editors/install.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { runOnDesktop } from './host/desktop.ts';
import type { Editor, EditorInput } from './host/editor.ts';
import { activationsIn, readExtensionLog } from './host/extensionLog.ts';
import { runOnPage, withPage } from './host/page.ts';
import { startNewest, startServer } from './host/server.ts';
import { checkStart } from './host/start.ts';
import { entriesOf } from './host/vsix.ts';
import { startWeb } from './host/web.ts';
import { makeRoots, makeWorkspace } from './makeWorkspace.ts';
import { type PageSession, pageSessions } from './page/tests.ts';
import { patience } from './page/workbench.ts';
import type { TestOutcome } from './suite/outcome.ts';
import { bundleSuite } from './suite.ts';

const [result = '', ...hosts] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-vscode-'));
const outcomes: TestOutcome[] = [];
/** Every activation of the extension in VS Code's server, in milliseconds. */
const activations: number[] = [];
/** What is of no use on a page that nobody reads. */
const quiet = { 'workbench.startupEditor': 'none', 'files.autoSave': 'off', 'workbench.tips.enabled': false };

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
  keepLog(input.work);
}

/** An editor's log: of activations, and for a report of failure. */
function keepLog(folder: string): void {
  const log = readExtensionLog(folder);
  activations.push(...activationsIn(log));
  if (outcomes.some(({ state }) => state === 'failed')) console.log(log.slice(-6000));
}

/** Sessions that are looked at from outside: one server and one workbench each. */
async function runPageSessions(common: Pick<EditorInput, 'vsix' | 'suite'>): Promise<void> {
  const wanted = new RegExp(process.env.SUITE_GREP ?? '');
  for (const session of pageSessions) {
    const { name, tests } = session;
    if (!wanted.test(name)) continue;
    const input = { ...inputFor(`page ${name}`, common, 0), tests: false, settings: { ...quiet, ...session.settings } };
    const { editor, url } = await openSession(session, input);
    const servers = () => serversIn(input.work);
    try {
      await withPage(async (page) => {
        await page.goto(url, patience);
        for (const { title, run } of tests)
          outcomes.push(await outcomeOf(`page: ${name}: ${title}`, page, (on) => run(on, servers)));
      });
    } finally {
      await editor.stop();
    }
    keepLog(input.work);
  }
}

async function openSession(
  { workspace, files, isWeb, file }: PageSession,
  input: EditorInput,
): Promise<{ readonly editor: Editor; readonly url: string }> {
  if (isWeb) {
    const editor = await startWeb(input);
    return { editor, url: editor.url };
  }
  if (workspace) makeRoots(input.folder, workspace);
  if (files) {
    rmSync(input.folder, { recursive: true });
    mkdirSync(input.folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(input.folder, name), text);
  }
  const editor = await startServer(input);
  return { editor, url: workspace ? editor.openingWorkspace(workspace, `one/${file}`) : editor.opening(file) };
}

/** How many processes of the language server run from extensions below a folder. */
function serversIn(folder: string): number {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(folder) && line.includes('/dist/server.js')).length;
}

async function outcomeOf(title: string, page: Page, run: (page: Page) => Promise<void>): Promise<TestOutcome> {
  const started = Date.now();
  try {
    await run(page);
    console.log(`    passed ${title} (${Date.now() - started} ms)`);
    return { title, state: 'passed' };
  } catch (error) {
    console.log(`    failed ${title}: ${(error as Error).message.slice(0, 300)}`);
    const picture = resolve('out', `${title.replaceAll(/\W+/g, '-')}.png`);
    await page.screenshot({ path: picture }).catch(() => undefined);
    return { title, state: 'failed', error: `${(error as Error).stack}\n${picture}` };
  }
}

const runs = new Map<string, (common: Pick<EditorInput, 'vsix' | 'suite'>) => Promise<unknown>>([
  ['server', (common) => runSuite('server', startServer, inputFor('server', common, 10_000))],
  ['newest', (common) => runSuite('newest', startNewest, inputFor('newest', common, 10_000))],
  ['web', (common) => runSuite('web', startWeb, inputFor('web', common, 200))], // each file is a request there
  ['page', runPageSessions],
  ['start', async () => outcomes.push(...(await checkStart(work)))],
  ['desktop', async (common) => outcomes.push(...(await runOnDesktop(inputFor('desktop', common, 10_000))))],
]);

/** They run in VS Code's server. */
const COMPILED: ReadonlySet<string> = new Set(['server', 'page', 'newest']);

async function runAll(): Promise<void> {
  if (!findChromium() && !hosts.includes('desktop')) {
    if (process.env.CI === 'true') throw new Error('no Chromium was found');
    console.log('  SKIPPED: no Chromium was found. Install one, or set CHROMIUM to its path.');
    return;
  }
  const common = { vsix: packageExtension(), suite: await bundleSuite(resolve('out/vscode-suite')) };
  try {
    judgeVsix(common.vsix);
  } catch (error) {
    failed('the VSIX holds what belongs into it')(error as Error);
  }
  outcomes.push(samePackage(common.vsix));
  const missing = missingToCompile(hosts.includes('newest') ? 'newest' : 'server');
  const skipped = process.env.CI === 'true' || missing.length === 0 ? [] : hosts.filter((host) => COMPILED.has(host));
  if (skipped.length > 0)
    console.log(
      `  SKIPPED: ${skipped.join(', ')}. VS Code's server is compiled once, and ${missing.join(', ')} is missing.`,
    );
  for (const host of hosts.filter((one) => !skipped.includes(one))) {
    const started = Date.now();
    await runs
      .get(host)?.(common)
      .catch(failed(`${host}: the editor ran`));
    console.log(`   ${host}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

const failed = (title: string) => (error: Error) =>
  outcomes.push({ title, state: 'failed', error: error.stack ?? error.message });

/** Packed again: later, by somebody whose files have other permissions. */
function samePackage(vsix: string): TestOutcome {
  const title = 'two builds of the VSIX are equal, byte for byte';
  const licence = resolve('LICENSE');
  const { mode } = statSync(licence);
  try {
    chmodSync(licence, 0o664);
    const again = packageExtension(join(work, 'again.vsix'));
    assert.ok(readFileSync(again).equals(readFileSync(vsix)));
    return { title, state: 'passed' };
  } catch (error) {
    return { title, state: 'failed', error: String(error) };
  } finally {
    chmodSync(licence, mode);
  }
}

/** With the notices that licences ask for, without sources, and small. */
function judgeVsix(vsix: string): void {
  const bytes = readFileSync(vsix);
  const names = [...entriesOf(bytes)]
    .map(({ name }) => name)
    .filter((name) =>
      /^extension\/(?!schemas|syntaxes|dist\/server\/\w+\.js$|docs\/rules|client\/media\/walkthrough)/.test(name),
    );
  const pages = readdirSync('docs/rules').map((name) => `extension/docs/rules/${name}`);
  const steps = readdirSync('client/media/walkthrough').map((name) => `extension/client/media/walkthrough/${name}`);
  const packed = new Set([...entriesOf(bytes)].map(({ name }) => name));
  assert.deepEqual(
    [...pages, ...steps].filter((name) => !packed.has(name)),
    [],
  );
  assert.deepEqual(names.sort(), [
    'extension/LICENSE.txt',
    'extension/changelog.md',
    'extension/client/media/icon.png',
    'extension/dist/ThirdPartyNotices.txt',
    'extension/dist/client.js',
    'extension/dist/extension.js',
    'extension/dist/extension.web.js',
    'extension/dist/server.js',
    'extension/dist/server.web.js',
    'extension/l10n/bundle.l10n.zh-cn.json',
    'extension/l10n/bundle.l10n.zh-tw.json',
    'extension/package.json',
    'extension/package.nls.json',
    'extension/package.nls.zh-cn.json',
    'extension/package.nls.zh-tw.json',
    'extension/readme.md',
  ]);
  assert.ok(bytes.length < 1_500_000, `${bytes.length} bytes`);
  outcomes.push({ title: 'the VSIX holds what belongs into it', state: 'passed' });
}

/** A machine may be busy at one activation or the other; it is not at all of them. */
function judgeActivations(): void {
  if (activations.length === 0) return;
  const quickest = Math.min(...activations);
  const seen = activations.map((time) => time.toFixed(1)).join(', ');
  console.log(`   activation: ${seen} ms`);
  const error = `the quickest of ${activations.length} took ${quickest} ms: ${seen}`;
  outcomes.push({ title: 'activation takes less than 20 ms', state: quickest < 20 ? 'passed' : 'failed', error });
}

function report(): void {
  const failures = outcomes.filter(({ state }) => state === 'failed');
  for (const { title, error } of failures) console.log(`\n    FAIL ${title}\n${error}`);
  for (const { title, state } of outcomes) if (state === 'skipped') console.log(`    skipped: ${title}`);
  const passed = outcomes.filter(({ state }) => state === 'passed').length;
  writeFileSync(result, JSON.stringify({ passed, failed: failures.length }));
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  process.exit(failures.length > 0 ? 1 : 0);
}

runAll().then(judgeActivations).catch(failed('editors')).then(report);
