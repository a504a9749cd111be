import type { FrameLocator, Locator, Page } from 'playwright-core';

/** How long a page may take on a busy machine. */
export const patience = { timeout: 120_000 };

/** Waits until the editor in front shows findings. */
export async function untilFindings(page: Page): Promise<void> {
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

/** Opens a file in the explorer: its folders from the top, and its name. (A search for files needs ripgrep.) */
export async function openFile(page: Page, ...path: readonly string[]): Promise<void> {
  const tree = page.locator('.explorer-folders-view');
  for (const [index, name] of path.entries()) {
    const row = tree
      .locator('.monaco-list-row')
      .filter({ has: page.getByText(name, { exact: true }) })
      .first();
    await row.waitFor(patience);
    const isFolder = index < path.length - 1;
    if (!isFolder || (await row.getAttribute('aria-expanded')) !== 'true') await row.click(patience);
  }
  await page
    .locator('.tab.active')
    .filter({ hasText: path.at(-1) ?? '' })
    .first()
    .waitFor(patience);
}

/** Puts the cursor on a line, in the middle of the editor. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.waitFor(patience);
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
}

/** A piece of text in the editor. */
export function word(page: Page, text: string): Locator {
  return page.locator('.view-line span').filter({ hasText: text }).last();
}

/** Rests the mouse on a word until the hover with this text is there. */
export async function hoverOver(page: Page, text: string, expected: string): Promise<Locator> {
  const target = word(page, text);
  await target.waitFor(patience);
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: expected }).first();
  // On a busy machine the first hover may be asked for before the server has an answer.
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.mouse.move(0, 0);
    await target.hover();
    const shown = await hover.waitFor({ timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (shown) return hover;
  }
  throw new Error(`no hover with ${expected}`);
}

/** Puts the cursor into a word and opens the list of quick fixes. */
export async function openQuickFixes(page: Page, text: string): Promise<Locator> {
  await untilFindings(page);
  const list = page.locator('.action-widget').first();
  // On a busy machine a hover that opens under the mouse may take the key, or the server has no answer yet.
  for (let attempt = 0; attempt < 6 && !(await list.isVisible()); attempt += 1) {
    await word(page, text).click(patience);
    await page.keyboard.press('Control+.');
    await list.waitFor({ timeout: 20_000 }).catch(() => undefined);
  }
  await list.waitFor(patience);
  return list;
}

/** Runs a command by its name in the palette. */
export async function chooseCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.keyboard.type(title);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click(patience);
}

/** Chooses from the open list by keyboard: what lies over the list takes clicks away. */
export async function chooseFix(page: Page, title: string): Promise<void> {
  const titles = await page.locator('.action-widget .monaco-list-row.action').allTextContents();
  const index = titles.findIndex((text) => text.includes(title));
  if (index < 0) throw new Error(`no ${title} in: ${titles.join(', ')}`);
  for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** What *Explain This Cluster* shows; waits until the page is drawn. A webview is a frame in a frame. */
export async function explainFrame(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await frame.locator('h1').waitFor(patience);
  return frame;
}
