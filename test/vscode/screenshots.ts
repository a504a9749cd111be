// Takes the pictures of the README (docs/images/) in VS Code's server, in a light and a dark theme. Look at them.
// Usage: npm run screenshots
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { packageExtension } from '../../scripts/package.mjs';
import type { ServerEditor } from './host/editor.ts';
import { withPage } from './host/page.ts';
import { startServer } from './host/server.ts';
import { hoverOver, openQuickFixes, showFindings, statusItem, word } from './page/workbench.ts';

const themes = new Map([
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
]);
const file = 'gxr-oracle-statefulset.yaml';
const field = 'terminationGracePeriodSeconds';

const pictures = new Map<string, (page: Page) => Promise<unknown>>([
  [
    'diagnostics',
    async (page) => {
      await word(page, field).click();
      await page.keyboard.press('Control+Shift+M'); // the list of problems
      await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    },
  ],
  ['hover', (page) => hoverOver(page, field, 'kube-node-lifecycle')],
  ['quick-fix', (page) => openQuickFixes(page, field)],
]);

async function take(editor: ServerEditor, theme: string, name: string, arrange: (page: Page) => Promise<unknown>) {
  await withPage(async (page) => {
    await showFindings(page, editor.opening(file));
    await statusItem(page);
    await arrange(page);
    await page.waitForTimeout(1_000); // animations
    await page.screenshot({ path: join('docs', 'images', `${name}-${theme}.png`) });
    console.log(`docs/images/${name}-${theme}.png`);
  });
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-screenshots-'));
  mkdirSync(join('docs', 'images'), { recursive: true });
  const vsix = packageExtension();
  for (const [theme, colorTheme] of themes) {
    const folder = join(work, theme, 'incident');
    cpSync(resolve('examples/incident'), folder, { recursive: true });
    const editor = await startServer({
      vsix,
      suite: '',
      tests: false,
      folder,
      work: join(work, theme),
      settings: {
        'security.workspace.trust.enabled': false,
        'workbench.colorTheme': colorTheme,
        'workbench.startupEditor': 'none',
        'editor.minimap.enabled': false,
        'editor.fontSize': 14,
        'chat.commandCenter.enabled': false,
      },
    });
    for (const [name, arrange] of pictures) await take(editor, theme, name, arrange);
    await editor.stop();
  }
  rmSync(work, { recursive: true, force: true });
}

main();
