// The browser of the editor tests and of the screenshots: `$CHROMIUM`, an installed one, Playwright's own, or one from npm.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installBrowser } from './install.mjs';

const installed = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  '--no-sandbox', // nothing but loopback is opened, and in containers this often runs as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {string | undefined} */
function onPath(name) {
  if (name.includes('/') || name.includes('\\')) return existsSync(name) ? name : undefined;
  try {
    const found = execFileSync(process.platform === 'win32' ? 'where' : 'which', [name], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return found.trim().split('\n')[0];
  } catch {
    return undefined;
  }
}

/** What the one from npm is started with besides. */
let fromNpm;

/** @returns {string | undefined} the path of its executable */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of installed) {
    const path = onPath(name);
    if (path) return path;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : browserFromNpm();
}

/** Exists for Linux on x64. */
function browserFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    fromNpm ??= installBrowser();
    return fromNpm.executablePath;
  } catch (error) {
    console.log(`  No browser from npm: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** @param {string} executablePath */
export function launchChromium(executablePath) {
  if (executablePath !== fromNpm?.executablePath) return chromium.launch({ executablePath, args: flags });
  // It has no helper that starts processes.
  const args = [...flags, '--no-zygote'];
  return chromium.launch({ executablePath, args, env: { ...process.env, ...fromNpm.env } });
}
