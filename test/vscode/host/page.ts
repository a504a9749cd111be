import type { Page } from 'playwright-core';
import { findChromium, launchChromium } from '../../../scripts/editors/chromium.mjs';
import { outcomeMarker, type TestOutcome } from '../suite/outcome.ts';
import type { Editor } from './editor.ts';

/** Far above what a run takes (20 to 60 s); a busy machine may need a multiple. */
const limit = 600_000;

/** Opens a workbench that runs the suite, and waits for the outcomes. */
export async function runOnPage(page: Page, editor: Editor): Promise<TestOutcome[]> {
  const lines: string[] = [];
  let outcomes: TestOutcome[] | undefined;
  const ended = new Promise<void>((resolve) => {
    page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      const line = args.map(String).join(' ');
      if (line.startsWith(outcomeMarker)) outcomes = JSON.parse(line.slice(outcomeMarker.length)) as TestOutcome[];
      else lines.push(line);
    });
    page.exposeFunction('codeAutomationExit', () => resolve());
  });
  await page.goto(editor.url);
  const timer = setTimeout(() => void page.close(), limit);
  await Promise.race([ended, page.waitForEvent('close', { timeout: 0 })]);
  clearTimeout(timer);
  if (!outcomes)
    throw new Error(`the suite did not end\n${lines.slice(-40).join('\n')}\n${editor.output().slice(-4000)}`);
  return outcomes;
}

/** A page in a browser of its own. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launchChromium(findChromium() ?? '');
  try {
    return await use(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
  } finally {
    await browser.close();
  }
}
