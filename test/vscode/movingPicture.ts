// Makes the README's moving picture (docs/images/incident.png) in VS Code's server: the incident found and fixed. Look at it.
// Usage: npm run screenshots:moving
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { animate } from '../../scripts/apng.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import type { ServerEditor } from './host/editor.ts';
import { withPage } from './host/page.ts';
import { startServer } from './host/server.ts';
import {
  chooseFix,
  goToLine,
  hoverOver,
  openQuickFixes,
  patience,
  statusItem,
  untilFindings,
  word,
} from './page/workbench.ts';
import { quietSettings } from './quietSettings.ts';

const file = 'statefulset.yaml';
const field = 'terminationGracePeriodSeconds';
/** Its hover begins with the picture. */
const workload = 'gxr-oracle-statefulset';
const target = join('docs', 'images', 'incident.png');
/** Where the picture is cut: what lies below and right of it says nothing. */
const view = { width: 960, height: 560 };

interface Scene {
  /** What a reader is told below the picture. */
  readonly caption: string;
  readonly milliseconds: number;
  arrange(page: Page): Promise<unknown>;
}

const scenes: readonly Scene[] = [
  {
    caption: 'A database that is to come back quickly, and one number for it.',
    milliseconds: 2_500,
    arrange: (page) => page.mouse.move(0, 0),
  },
  {
    caption: 'When its node is lost, a second one starts on the same volume while the first still writes.',
    milliseconds: 5_000,
    arrange: (page) => hoverOver(page, workload, 'still writes'),
  },
  {
    caption: 'The fix stands where the fault is.',
    milliseconds: 2_500,
    async arrange(page) {
      await page.keyboard.press('Escape');
      await openQuickFixes(page, field);
    },
  },
  {
    caption: 'Now nothing removes the old pod before its processes have surely ended.',
    milliseconds: 2_500,
    async arrange(page) {
      await chooseFix(page, 'Set terminationGracePeriodSeconds to 30');
      await page
        .locator('.view-line')
        .filter({ hasText: `${field}: 30` })
        .first()
        .waitFor(patience);
      await page.mouse.move(0, 0);
    },
  },
  {
    caption: 'One writer, until somebody who knows that the node is off frees the volume.',
    milliseconds: 5_000,
    async arrange(page) {
      await word(page, field).click(patience);
      await hoverOver(page, workload, 'without outside help');
    },
  },
];

interface Drawn {
  readonly png: string;
  readonly x: number;
  readonly y: number;
}

/** Pictures with their captions, each cut to what differs from the one before. Runs in a page, which has a canvas. */
const drawFrames = `async (shots) => {
  const bar = 44;
  const frames = [];
  let before;
  for (const { image, caption } of shots) {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + image)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height + bar);
    const context = canvas.getContext('2d', { alpha: false });
    context.drawImage(bitmap, 0, 0);
    context.fillStyle = '#16324f';
    context.fillRect(0, bitmap.height, canvas.width, bar);
    context.fillStyle = '#ffffff';
    context.font = '600 17px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.fillText(caption, 20, bitmap.height + bar / 2);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let [left, top, right, bottom] = before ? [canvas.width, canvas.height, 0, 0] : [0, 0, canvas.width, canvas.height];
    for (let at = 0; before && at < data.length; at += 4) {
      if (data[at] === before[at] && data[at + 1] === before[at + 1] && data[at + 2] === before[at + 2]) continue;
      const x = (at / 4) % canvas.width;
      const y = Math.floor(at / 4 / canvas.width);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
    before = data;
    const cut = new OffscreenCanvas(right - left, bottom - top);
    cut.getContext('2d', { alpha: false }).drawImage(canvas, -left, -top);
    const bytes = new Uint8Array(await (await cut.convertToBlob({ type: 'image/png' })).arrayBuffer());
    frames.push({ png: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')), x: left, y: top });
  }
  return frames;
}`;

async function shoot(editor: ServerEditor): Promise<Buffer> {
  return withPage(async (page) => {
    await page.setViewportSize(view);
    await page.goto(editor.opening(file), patience);
    await statusItem(page);
    await page.keyboard.press('Control+B'); // the side bar away
    await goToLine(page, 29);
    await untilFindings(page);
    const shots: { image: string; caption: string }[] = [];
    for (const { arrange, caption } of scenes) {
      await arrange(page);
      await page.waitForTimeout(2_000); // animations
      shots.push({ image: (await page.screenshot()).toString('base64'), caption });
    }
    await page.goto('about:blank');
    const frames: readonly Drawn[] = await page.evaluate(`(${drawFrames})(${JSON.stringify(shots)})`);
    const drawn = frames.map(({ png, x, y }, index) => ({
      png: Buffer.from(png, 'base64'),
      x,
      y,
      milliseconds: scenes[index]?.milliseconds ?? 0,
    }));
    return animate(drawn);
  }, 'light'); // the opposite of VS Code's: pictures must follow the editor
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-moving-'));
  const folder = join(work, 'incident');
  cpSync(resolve('examples/incident'), folder, { recursive: true });
  const settings = { ...quietSettings, 'workbench.colorTheme': 'Default Dark Modern' };
  const editor = await startServer({ vsix: packageExtension(), suite: '', tests: false, folder, work, settings });
  try {
    writeFileSync(target, await shoot(editor));
    console.log(`${target}  ${(statSync(target).size / 1000).toFixed(0)} kB`);
  } finally {
    await editor.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

main();
