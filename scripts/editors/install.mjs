// Installs one of the locked sets of packages below this folder, or that of site/, into out/editors/NAME, once for each
// lock file. They are no devDependencies because few tasks need them and they are large. Nothing but the npm registry is
// asked: install scripts, which would download more, do not run; the two native modules that VS Code's server cannot
// start without are compiled here (python3, make and a C++ compiler).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', 'out', 'editors');

function npm(cwd, ...args) {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/** The folder of an installed package's set; installs it when it is missing or its lock file has changed. */
function install(name, finish = () => {}, source = join(here, name)) {
  const target = join(out, name);
  const stamp = join(target, 'installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex');
  const wanted = `${lock} node ${process.versions.modules}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return join(target, 'node_modules');

  console.log(
    `Installing ${Object.keys(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).dependencies).join(', ')} …`,
  );
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(target, file));
  npm(target, 'ci', '--ignore-scripts');
  finish(join(target, 'node_modules'));
  writeFileSync(stamp, wanted);
  return join(target, 'node_modules');
}

/** VS Code for the Web and @vscode/test-web; returns their `node_modules`. */
export const installWeb = () => install('web');

/** VS Code's server; returns the folder that holds `out/server-main.js`. */
export function installServer() {
  const folder = (modules) => join(modules, 'code-server', 'lib', 'vscode');
  const modules = install('server', (installed) => {
    npm(folder(installed), 'install', '--omit=dev', '--ignore-scripts'); // versions from its npm-shrinkwrap.json
    npm(folder(installed), 'rebuild', 'native-watchdog', '@vscode/spdlog');
  });
  return folder(modules);
}

/** vsce; returns its executable script. */
export const installPackaging = () => join(install('packaging'), '@vscode', 'vsce', 'vsce');

/** VitePress and what the site's own pages need; returns their `node_modules`. */
export const installSite = () => install('site', () => {}, join(here, '..', '..', 'site'));
