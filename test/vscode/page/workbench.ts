import type { Locator, Page } from 'playwright-core';

/** How long a page may take on a busy machine. */
const patience = { timeout: 120_000 };

/** Opens a workbench and waits until its editor shows findings. */
export async function showFindings(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page
    .locator('.squiggly-error, .squiggly-warning')
    .first()
    .waitFor({ state: 'attached', ...patience });
}

/** The status item of the extension; waits until it is shown. */
export async function statusItem(page: Page): Promise<Locator> {
  const item = page.locator('.statusbar-item[id*="kubeNodeLifecycle"]').first();
  await item.waitFor(patience);
  return item;
}

/** A word in the editor. */
export function word(page: Page, text: string): Locator {
  return page.locator('.view-line span').filter({ hasText: text }).last();
}

/** Rests the mouse on a word until the hover with this text is there. */
export async function hoverOver(page: Page, text: string, expected: string): Promise<Locator> {
  const target = word(page, text);
  await target.waitFor(patience);
  await target.hover();
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: expected }).first();
  await hover.waitFor(patience);
  return hover;
}

/** Puts the cursor into a word and opens the list of quick fixes. */
export async function openQuickFixes(page: Page, text: string): Promise<Locator> {
  await word(page, text).click();
  const list = page.locator('.action-widget').first();
  await page.keyboard.press('Control+.');
  await list.waitFor(patience);
  return list;
}
