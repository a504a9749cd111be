// Sets up, builds, prints the report on a folder, and serves VS Code for the Web with the extension on it until Ctrl+C.
// Usage: npm start -- [PATH] [--report | --desktop]   (default: examples/incident)
//   --report   print the report and end
//   --desktop  open an installed VS Code instead (`code`, or $VSCODE_EXECUTABLE)
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = `Usage: npm start -- [PATH] [--report | --desktop]   (default: examples/incident)
  --report   print the report and end
  --desktop  open an installed VS Code instead (\`code\`, or $VSCODE_EXECUTABLE)`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const options = new Set(words.filter((word) => word.startsWith('--')));
const paths = words.filter((word) => !word.startsWith('--'));
// npm runs scripts in the package's folder; a path is meant from where the user stands.
const path = paths[0] ? resolve(process.env.INIT_CWD ?? process.cwd(), paths[0]) : join(root, 'examples', 'incident');

function fail(message) {
  console.error(message);
  process.exit(2);
}

if (words.includes('--help') || words.includes('-h')) {
  console.log(USAGE);
  process.exit(0);
}

const unknown = [...options].find((option) => option !== '--report' && option !== '--desktop');
if (unknown || paths.length > 1) fail(`${unknown ?? paths[1]}: not understood. ${USAGE}`);
if (!existsSync(path)) fail(`${path}: no such file or folder`);

/** Runs a program in the foreground; its exit status. */
function run(program, ...args) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 2;
}

/** The extension as it would be packed, in a folder of its own; .vscodeignore names what belongs to it. */
function stageExtension() {
  const folder = join(root, 'out', 'extension');
  rmSync(folder, { recursive: true, force: true });
  const kept = readFileSync(join(root, '.vscodeignore'), 'utf8').match(/(?<=^!)[^*\n]+/gm) ?? [];
  for (const entry of kept) {
    mkdirSync(dirname(join(folder, entry)), { recursive: true });
    if (existsSync(join(root, entry))) cpSync(join(root, entry), join(folder, entry), { recursive: true });
  }
  return folder;
}

async function serve() {
  const [{ serveWeb }, { freePort }] = await Promise.all([import('./editors/web.mjs'), import('./editors/port.mjs')]);
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const port = await freePort(3000);
  const { url, plain, stop, version } = await serveWeb({ port, folder, extensions: stageExtension() });
  console.log(
    `\nVisual Studio Code for the Web ${version} with the extension, on ${relative(root, folder) || folder}:\n\n    ${url}\n\nIn a browser that does not find it (Safari): ${plain}, without the pages of Explain This Cluster.\n`,
  );
  console.log('Edits stay in the browser; files on disk are not changed. Ctrl+C ends it.');
  ending = () => stop().finally(() => process.exit(0));
}

/** What a signal does; before anything is served, to leave is enough: what was started ends with this process. */
let ending = () => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ending());

/** An installed VS Code with this checkout as the extension; `code` returns at once. */
function openDesktop() {
  const code = process.env.VSCODE_EXECUTABLE ?? 'code';
  const args = [`--extensionDevelopmentPath=${root}`, path];
  const { status, error } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error)
    fail(`${code} could not be started (${error.message}). Install VS Code's \`code\`, or set VSCODE_EXECUTABLE.`);
  return status ?? 2;
}

// Only what goes on needs the dependencies: to be told how it is used takes no installation.
await import('./setup.mjs');
if (run(process.execPath, 'scripts/build.mjs') !== 0) process.exit(2);
const cli = join(root, 'dist', 'cli.js');
const shown = relative(root, path).startsWith('..') ? path : relative(root, path) || '.';
console.log(`\n# kube-node-lifecycle check ${shown}\n`);
const checked = run(process.execPath, cli, 'check', shown);
console.log(`\n# kube-node-lifecycle explain ${shown}\n`);
const explained = run(process.execPath, cli, 'explain', shown);

if (options.has('--report') || checked === 2 || explained === 2)
  process.exit(Math.max(explained, checked === 2 ? 2 : 0));
if (options.has('--desktop')) process.exit(openDesktop());
await serve();
