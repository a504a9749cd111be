// The built server, and others beside it, as processes: what they take to start, to hold and to answer over stdio.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtServer, type ServerProcess, startServerProcess } from '../protocol/harness/serverProcess.ts';
import { statefulSet } from './workspaces.ts';

/** Milliseconds of CPU that a process has used, and the megabytes that it holds; Linux tells. */
export function usedBy({ process: child }: ServerProcess): { readonly cpu: number; readonly memory: number } {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  // A hundred of the kernel's ticks are a second.
  return { cpu: 10 * (Number(fields[11]) + Number(fields[12])), memory: Number(resident ?? 0) / 1024 };
}

const uriOf = (folder: string, file: string) => pathToFileURL(join(folder, file)).href;

/** A server that has read its folder and judged a file of it; what it uses then. */
export async function usedFor(folder: string, text: string | undefined): Promise<ReturnType<typeof usedBy>> {
  const server = await startServerProcess({ folders: [folder] });
  if (text !== undefined) {
    server.open(uriOf(folder, 'opened.yaml'), text);
    await server.diagnostics(uriOf(folder, 'opened.yaml'), 1);
  }
  await server.quiet();
  const used = usedBy(server);
  await server.end();
  return used;
}

/**
 * The longest time for which a server let its event loop wait while it read a folder and judged a file, in milliseconds. On a busy
 * machine the turns of others count as well.
 */
export async function longestHold(folder: string, into: string): Promise<number> {
  const hook = join(into, 'hold.cjs');
  const figure = join(into, 'hold.txt');
  writeFileSync(
    hook,
    `const held = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
held.enable();
process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(figure)}, String(held.max / 1e6)));
`,
  );
  const server = await startServerProcess({ folders: [folder], command: ['--require', hook, ...builtServer] });
  server.open(uriOf(folder, 'opened.yaml'), statefulSet(1));
  await server.diagnostics(uriOf(folder, 'opened.yaml'), 1);
  await server.end();
  return Number(readFileSync(figure, 'utf8'));
}

/** Milliseconds from a keystroke to the diagnostics that follow it, in order. */
export async function answersOf(
  server: ServerProcess,
  text: string,
  behind: string,
  rounds: number,
): Promise<number[]> {
  const uri = pathToFileURL(resolve('file.yaml')).href;
  const lines = text.slice(0, text.indexOf(behind) + behind.length).split('\n');
  const start = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const edits = [
    { range: { start, end: start }, text: ' ' },
    { range: { start, end: { ...start, character: start.character + 1 } }, text: '' },
  ];
  const times: number[] = [];
  server.open(uri, text);
  await next(server, uri, 0);
  for (let round = 0; round < rounds; round += 1) {
    const said = server.published.length;
    const begin = performance.now();
    const textDocument = { uri, version: round + 2 };
    await server.client.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [edits[round % 2]],
    });
    await next(server, uri, said);
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b);
}

/** What is asked of a document, and with what besides its place. */
const REQUESTS = {
  hover: {},
  completion: {},
  codeAction: { context: { diagnostics: [] } },
  inlayHint: {},
} as const;

/** Milliseconds from a request to its answer, each asked right behind a keystroke, in order. */
export async function answersTo(
  server: ServerProcess,
  text: string,
  behind: string,
  rounds: number,
): Promise<ReadonlyMap<string, number[]>> {
  const uri = pathToFileURL(resolve('file.yaml')).href;
  const lines = text.slice(0, text.indexOf(behind) + behind.length).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const times = new Map(Object.keys(REQUESTS).map((name): [string, number[]] => [name, []]));
  server.open(uri, text);
  await next(server, uri, 0);
  for (let round = 0; round < rounds; round += 1) {
    const range = { start: position, end: { ...position, character: position.character + (round % 2) } };
    const said = server.published.length;
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: round + 2 },
      contentChanges: [{ range, text: round % 2 === 0 ? ' ' : '' }],
    });
    await next(server, uri, said);
    for (const [name, more] of Object.entries(REQUESTS)) {
      const begin = performance.now();
      const shown = {
        start: { line: position.line - 30, character: 0 },
        end: { line: position.line + 30, character: 0 },
      };
      const at = name === 'inlayHint' || name === 'codeAction' ? { range: shown } : { position };
      await server.client.sendRequest(`textDocument/${name}`, { textDocument: { uri }, ...at, ...more });
      times.get(name)?.push(performance.now() - begin);
    }
  }
  for (const list of times.values()) list.sort((a, b) => a - b);
  return times;
}

/** Until something is published of a document; not every server says of which version. */
async function next({ published }: ServerProcess, uri: string, from: number): Promise<void> {
  while (!published.slice(from).some((one) => one.uri === uri)) await new Promise((done) => setImmediate(done));
}

/** The language server for YAML that most people have; `undefined` where npm cannot bring it. */
export function yamlLanguageServer(into: string): readonly string[] | undefined {
  const folder = join(into, 'yaml-language-server');
  mkdirSync(folder);
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', [...words, 'yaml-language-server@2.0.0'], { stdio: 'ignore' });
  const bin = join(folder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  return status === 0 ? [bin, '--stdio'] : undefined;
}

/** A scanner of manifests, made of its Go module where there is a Go. @returns the folder with it */
export function kubeScore(into: string): string | undefined {
  const env = { ...process.env, GOBIN: into };
  const { status } = spawnSync('go', ['install', 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0'], {
    env,
    stdio: 'ignore',
  });
  return status === 0 ? into : undefined;
}
