import type { Page } from 'playwright-core';
import { findChromium, launchChromium } from '../../../scripts/editors/chromium.mjs';
import type { TestOutcome } from '../suite/outcome.ts';
import type { Editor } from './editor.ts';
import { readOutcomes } from './outcomes.ts';

/** Far above what a run takes (20 to 60 s); a busy machine may need a multiple. */
const limit = 420_000;
/** For a first answer on a busy machine. */
const patience = 120_000;

/** Opens a workbench that runs the suite, and waits for the outcomes. */
export async function runOnPage(page: Page, editor: Editor, host: string): Promise<TestOutcome[]> {
  const outcomes = readOutcomes(host);
  const ended = new Promise<void>((resolve) => {
    page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) =>
      outcomes.read(args.map(String).join(' ')),
    );
    page.exposeFunction('codeAutomationExit', () => resolve());
  });
  await page.goto(editor.url, { timeout: patience });
  const timer = setTimeout(() => void page.close(), limit);
  await Promise.race([ended, page.waitForEvent('close', { timeout: 0 })]);
  clearTimeout(timer);
  const all = outcomes.end();
  if (all.at(-1)?.state === 'failed') console.log(editor.output().slice(-4000));
  return all;
}

/** A page in a browser of its own. */
export async function withPage<T>(
  use: (page: Page) => Promise<T>,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<T> {
  const browser = await launchChromium(findChromium() ?? '');
  try {
    return await use(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme }));
  } finally {
    await browser.close();
  }
}
