// Draws client/media/icon.svg as the PNG that the extension's page wants. Needs a Chromium.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium } from './editors/chromium.mjs';

const media = join(dirname(dirname(fileURLToPath(import.meta.url))), 'client', 'media');
const browser = await launchChromium(findChromium() ?? 'chromium');
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
await page.setContent(`<style>body{margin:0}</style>${readFileSync(join(media, 'icon.svg'), 'utf8')}`);
await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
await browser.close();
