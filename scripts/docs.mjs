// Makes the site of docs/ in out/site: lays the pages out as VitePress wants them, and builds. VitePress and what the
// playground needs are locked in site/ and installed on demand; no network is used by the build or by the site.
// Usage: npm run docs [-- --base /path/] [--serve]   (--serve: on loopback, until Ctrl+C)
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import './setup.mjs';
import { installSite } from './editors/install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the site is built. */
export const siteFolder = join(root, 'out', 'site');

/** Pages that do not lie in docs/, by their names on the site. */
const elsewhere = {
  'changelog.md': 'CHANGELOG.md',
  'contributing.md': 'CONTRIBUTING.md',
  'security.md': 'SECURITY.md',
};

/** The pages and the theme in one folder, beside the installed packages. */
function layOut(tree) {
  rmSync(tree, { recursive: true, force: true });
  cpSync(join(root, 'docs'), tree, { recursive: true });
  rmSync(join(tree, 'marketplace.md'), { force: true }); // it is the Marketplace's front door
  for (const folder of [
    '.',
    ...readdirSync(tree, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : [])),
  ]) {
    const readme = join(tree, folder, 'README.md');
    if (existsSync(readme)) cpSync(readme, join(tree, folder, 'index.md'));
    rmSync(readme, { force: true });
  }
  for (const [page, file] of Object.entries(elsewhere)) copyFileSync(join(root, file), join(tree, page));
  cpSync(join(root, 'site', 'pages'), tree, { recursive: true });

  const own = join(tree, '.vitepress');
  mkdirSync(own);
  for (const name of ['markdown', 'playground', 'theme', 'navigation.ts'])
    cpSync(join(root, 'site', name), join(own, name), { recursive: true });
  copyFileSync(join(root, 'site', 'config.ts'), join(own, 'config.ts'));
  copyFileSync(join(root, 'out', 'panelScript.js'), join(own, 'playground', 'panelScript.js'));

  const files = join(tree, 'public');
  mkdirSync(files);
  copyFileSync(join(root, 'client', 'media', 'icon.png'), join(files, 'icon.png'));
  for (const name of ['hover-light.png', 'hover-dark.png'])
    copyFileSync(join(root, 'docs', 'images', name), join(files, name));
  copyFileSync(join(root, 'dist', 'server.web.js'), join(files, 'server.web.js'));
}

/** Builds the site from what docs/ and dist/ hold; returns its folder. */
export function buildSite(base = '/') {
  const modules = installSite();
  const tree = join(dirname(modules), 'tree');
  layOut(tree);
  execFileSync(process.execPath, [join(modules, 'vitepress', 'bin', 'vitepress.js'), 'build', tree], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BASE: base, OUT: siteFolder, PAGES: tree, REPOSITORY: root },
  });
  return siteFolder;
}

async function serve() {
  const [{ serveFolder }, { freePort }] = await Promise.all([
    import('./editors/files.mjs'),
    import('./editors/port.mjs'),
  ]);
  const { url } = await serveFolder(siteFolder, await freePort(4000));
  console.log(`\n${url}   (Ctrl+C ends it)`);
}

async function main(words) {
  const at = words.indexOf('--base');
  const bundles = [join(root, 'scripts', 'build.mjs')];
  execFileSync(process.execPath, bundles, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(buildSite(at < 0 ? '/' : words[at + 1]));
  if (words.includes('--serve')) await serve();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
