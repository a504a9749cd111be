// Takes the pictures of the README (docs/images/) in VS Code's server, in a light and a dark theme. Look at them.
// Usage: npm run screenshots [-- NAME…]
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { packageExtension } from '../../scripts/package.mjs';
import type { ServerEditor } from './host/editor.ts';
import { withPage } from './host/page.ts';
import { startServer } from './host/server.ts';
import {
  explainFrame,
  goToLine,
  hoverOver,
  openQuickFixes,
  patience,
  statusItem,
  untilFindings,
} from './page/workbench.ts';
import { quietSettings } from './quietSettings.ts';

const themes = new Map([
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
]);
const file = 'statefulset.yaml';
const field = 'terminationGracePeriodSeconds';
const workload = 'gxr-oracle-statefulset';
const view = { width: 960, height: 640 };

interface Picture {
  arrange(page: Page): Promise<unknown>;
  /** Another size of the window. */
  readonly view?: { readonly width: number; readonly height: number };
  /** Part of the page; all of it where there is none. */
  clip?(page: Page): Promise<{ x: number; y: number; width: number; height: number }>;
}

const pictures = new Map<string, Picture>([
  ['hover', { arrange: (page) => hoverOver(page, workload, 'still writes') }],
  ['quick-fix', { arrange: (page) => openQuickFixes(page, field) }],
  [
    'explain',
    {
      view: { width: 1400, height: 820 }, // the whole picture
      async arrange(page) {
        const frame = await panelView(page, 'Timeline');
        await frame.locator('svg.timeline:visible').first().waitFor(patience);
      },
    },
  ],
  [
    'tuner',
    {
      view: { width: 1400, height: 800 },
      async arrange(page) {
        const frame = await panelView(page, 'Tuner');
        await frame.locator('#range-graceSeconds').focus(patience);
        for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
        await frame.locator('#act-review').waitFor(patience);
      },
    },
  ],
  [
    'replay',
    {
      async arrange(page) {
        const frame = await panelView(page, 'Replay');
        await frame.locator('#replay-step').focus(patience);
        await page.keyboard.press('End');
        await frame.locator('.moment.alarmed').waitFor(patience);
      },
    },
  ],
]);

/** A view of the panel. */
async function panelView(page: Page, name: string): Promise<FrameLocator> {
  await (await statusItem(page)).click();
  const frame = await explainFrame(page);
  await frame.getByRole('tab', { name }).click(patience);
  return frame;
}

async function take(editor: ServerEditor, theme: string, name: string, picture: Picture): Promise<void> {
  const { arrange, clip } = picture;
  await withPage(
    async (page) => {
      await page.setViewportSize(picture.view ?? view);
      await page.goto(editor.opening(file), patience);
      await untilFindings(page);
      await statusItem(page);
      await page.keyboard.press('Control+B'); // the side bar away
      await goToLine(page, 29);
      await arrange(page);
      await page.waitForTimeout(1_500); // animations
      const path = join('docs', 'images', `${name}-${theme}.png`);
      await page.screenshot({ path, ...(clip && { clip: await clip(page) }) });
      console.log(`${path}  ${(statSync(path).size / 1000).toFixed(0)} kB`);
    },
    theme === 'dark' ? 'light' : 'dark',
  ); // the opposite of VS Code's: pictures must follow the editor
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-screenshots-'));
  mkdirSync(join('docs', 'images'), { recursive: true });
  const wanted = process.argv.slice(2);
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
        ...quietSettings,
        'workbench.colorTheme': colorTheme,
      },
    });
    for (const [name, picture] of pictures) {
      if (wanted.length === 0 || wanted.includes(name)) await take(editor, theme, name, picture);
    }
    await editor.stop();
  }
  rmSync(work, { recursive: true, force: true });
}

main();
