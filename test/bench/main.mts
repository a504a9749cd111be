// Measures the whole, prints ratios of one run, and writes docs/performance.md with its plots.
// Usage: npm run bench -- [--largest=N] [--rounds=N] [--write] [--keep] [--offline]   (after `npm run build`)
//   --offline  without other programs that would have to be fetched first, from npm and as a Go module
//   --largest  the largest workspace, in workloads and in files (default 10000); --rounds keystrokes a row (default 60)
//   --write    write docs/performance.md and its plots; --keep: these figures are the release's, later runs are compared with
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { simulate } from '../../server/src/simulator/simulate.ts';
import { startServerProcess } from '../protocol/harness/serverProcess.ts';
import { type Outputs, startOfBundle } from '../startOfBundle.ts';
import { type Point, plot } from './plot.ts';
import { answersOf, answersTo, kubeScore, longestHold, usedBy, usedFor, yamlLanguageServer } from './servers.ts';
import {
  clusterFiles,
  gatheredFiles,
  kubectlPods,
  longText,
  lostHalfWay,
  manyDocuments,
  manyKeys,
  mixedFiles,
  statefulSet,
  workloadFile,
} from './workspaces.ts';

const { values } = parseArgs({
  options: {
    largest: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    offline: { type: 'boolean', default: false },
  },
});
const largest = Number(values.largest);
const rounds = Number(values.rounds);
const RECORD = 'test/bench/lastRelease.json';
const SOAK = 'test/bench/lastSoak.json';

interface Row {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly note: string;
}

const rows: Row[] = [];
const last: Record<string, number> = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {};
const missing: string[] = [];

function row(name: string, figure: number, unit: string, note = ''): void {
  rows.push({ name, figure, unit, note });
  const before = last[name];
  const ratio = before === undefined ? '' : `${(figure / before).toFixed(2)} of the last release`;
  console.log(`${name.padEnd(62)} ${figure.toFixed(2).padStart(10)} ${unit.padEnd(6)} ${note} ${ratio}`);
}

interface Times {
  readonly p50: number;
  readonly p95: number;
}

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

/** Milliseconds of CPU from a text with one more character to the diagnostics of its file. */
function keystrokes(files: ReadonlyMap<string, string>, file: string, behind: string): Times {
  const service = createTreeService();
  for (const [each, text] of files) service.update(each, text);
  const before = files.get(file) ?? '';
  const at = before.indexOf(behind) + behind.length;
  const texts = [`${before.slice(0, at)} ${before.slice(at)}`, before];
  service.snapshot().findings(file);
  // So that the engine has compiled what is measured; a large text is its own warm-up.
  const warmUp = before.length > 100_000 ? 10 : 400;
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const start = process.cpuUsage();
    service.update(file, texts[round % 2] ?? '');
    service.snapshot().findings(file);
    const { user, system } = process.cpuUsage(start);
    if (round >= warmUp) times.push((user + system) / 1_000);
  }
  times.sort((a, b) => a - b);
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function keystrokesIn(text: string, behind: string): Times {
  return keystrokes(new Map([['file.yaml', text]]), 'file.yaml', behind);
}

const IMAGE = 'team/database:16.';

/** CPU seconds of a process and its children, the best of three. */
function cpuSeconds(command: string, args: readonly string[]): number {
  const times = Array.from({ length: 3 }, () => {
    const timed = spawnSync(
      'bash',
      ['-c', '{ TIMEFORMAT="%U %S"; time "$0" "$@" >/dev/null 2>/dev/null; } 2>&1', command, ...args],
      { encoding: 'utf8' },
    );
    const [user = 0, system = 0] = timed.stdout.trim().split(' ').map(Number);
    return user + system;
  });
  return times.reduce((least, one) => Math.min(least, one));
}

const has = (command: string) => spawnSync('bash', ['-c', `command -v ${command}`]).status === 0;

function smallAndLarge(): Point[] {
  const small = keystrokes(clusterFiles(1, 1), workloadFile(0), IMAGE);
  row('keystroke, one workload, small workspace', small.p50, 'ms', `p95 ${small.p95.toFixed(2)}`);
  const sizes = [1, 10, 100, 1_000, 10_000, 100_000].filter((size) => size <= largest);
  const points = sizes.map((size) => {
    const { p50 } = keystrokes(clusterFiles(size, 200), workloadFile(Math.floor(size / 2)), IMAGE);
    row(
      `keystroke beside ${size} workloads and 200 kubelets`,
      p50,
      'ms',
      `${(p50 / small.p50).toFixed(2)} of the small workspace`,
    );
    return { size, cost: p50 };
  });
  for (const kubelets of [10, 2_000]) {
    const { p50 } = keystrokes(clusterFiles(100, kubelets), workloadFile(50), IMAGE);
    row(
      `keystroke beside 100 workloads and ${kubelets} kubelets`,
      p50,
      'ms',
      `${(p50 / small.p50).toFixed(2)} of the small workspace`,
    );
  }
  const apps = Math.min(largest, 400);
  for (const file of ['apps/app-1/app/set.yaml', 'base/set-1.yaml', 'chart-1/templates/set.yaml']) {
    const { p50 } = keystrokes(gatheredFiles(apps), file, IMAGE);
    const ratio = `${(p50 / small.p50).toFixed(2)} of the small workspace`;
    row(`keystroke in ${file} of ${apps * 8} files that Flux, Kustomize and charts gather`, p50, 'ms', ratio);
  }
  return points;
}

function largeDocuments(): Point[] {
  const points = [10, 100, 1_000].map((size) => {
    const { p50, p95 } = keystrokesIn(manyDocuments(size, 30), `${IMAGE}${Math.floor(size / 2)}`);
    row(`keystroke in a file of ${size} documents`, p50, 'ms', `p95 ${p95.toFixed(2)}`);
    return { size, cost: p50 };
  });
  const found = keystrokesIn(manyDocuments(1_000, 0), `${IMAGE}500`);
  row('keystroke in a file of 1000 documents, each with a finding', found.p50, 'ms', `p95 ${found.p95.toFixed(2)}`);
  const keys = keystrokesIn(manyKeys(20_000), 'value 10000 of');
  row('keystroke in one mapping of 20000 keys', keys.p50, 'ms', `p95 ${keys.p95.toFixed(2)}`);
  const lines = keystrokesIn(longText(50_000), 'line 25000 of');
  row('keystroke in a ConfigMap of 50000 lines', lines.p50, 'ms', `p95 ${lines.p95.toFixed(2)}`);
  return points;
}

function coldScans(folder: string): Point[] {
  const sizes = [100, 1_000, 10_000, 100_000].filter((size) => size <= largest);
  return sizes.map((size) => {
    const root = join(folder, String(size));
    for (const { file, text } of mixedFiles(size)) {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const own = cpuSeconds(process.execPath, ['dist/cli.js', 'check', root]);
    const peers = [
      ...peer('rg', ['-c', 'kind:', root], own),
      ...peer('grep', ['-rc', 'kind:', root], own),
      ...peer('kube-score', [], own, [
        'bash',
        '-c',
        'find "$0" -name "*.yaml" -print0 | xargs -0 kube-score score',
        root,
      ]),
    ];
    const most = `${(mostMemory(['dist/cli.js', 'check', root]) / 1024).toFixed(0)} MB`;
    row(`check of ${size} files, one in twenty relevant`, own, 'CPU s', [most, ...peers].join(', '));
    return { size, cost: own };
  });
}

/** How many times the CPU time of a peer it is. */
function peer(command: string, args: readonly string[], own: number, [run, ...words] = [command, ...args]): string[] {
  if (!has(command)) {
    if (!missing.includes(command)) missing.push(command);
    return [];
  }
  return [`${(own / Math.max(cpuSeconds(run ?? command, words), 0.001)).toFixed(1)}× ${command}`];
}

function starts(folder: string): void {
  const file = join(folder, 'one.yaml');
  writeFileSync(file, statefulSet(1));
  const nothing = cpuSeconds(process.execPath, ['-e', '0']);
  const one = cpuSeconds(process.execPath, ['dist/cli.js', 'check', file]);
  row('check of one file', one * 1_000, 'CPU ms', `${((one - nothing) * 1_000).toFixed(0)} more than node -e 0`);
}

/** What the server takes as a process. */
async function servers(folder: string): Promise<void> {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const begin = performance.now();
  const server = await startServerProcess({ folders: [empty] });
  const wall = performance.now() - begin;
  row('initialize, process included', usedBy(server).cpu, 'CPU ms', `${wall.toFixed(0)} ms on the clock`);
  await server.quiet();
  row('memory, idle', usedBy(server).memory, 'MB');
  await server.end();
  const files = join(folder, String(Math.min(largest, 10_000)));
  const read = await usedFor(files, statefulSet(1));
  row(
    `memory, a folder of ${Math.min(largest, 10_000)} files`,
    read.memory,
    'MB',
    `${(read.cpu / 1_000).toFixed(1)} CPU s`,
  );
  const large = manyDocuments(1_300, 30);
  const opened = await usedFor(empty, large);
  row(
    `memory, ${(large.length / 1e6).toFixed(1)} MB opened`,
    opened.memory,
    'MB',
    `${(opened.cpu / 1_000).toFixed(1)} CPU s`,
  );
  row('the longest time that reading a folder holds the loop', await longestHold(files, folder), 'ms');
}

/** The same edits over stdio, in the same run. */
async function besideOthers(folder: string): Promise<void> {
  const texts: readonly (readonly [string, string, string])[] = [
    ['a small file', statefulSet(1), IMAGE],
    ['1000 documents', manyDocuments(1_000, 30), `${IMAGE}500`],
    ['a mapping of 20000 keys', manyKeys(20_000), 'value 10000 of'],
  ];
  const other = values.offline ? undefined : yamlLanguageServer(folder);
  if (other === undefined) missing.push('yaml-language-server');
  for (const [name, text, behind] of texts) {
    const own = await answered(undefined, text, behind);
    const their = other && (await answered(other, text, behind));
    const beside = their === undefined ? '' : `yaml-language-server ${their.toFixed(0)}, ${(their / own).toFixed(0)}×`;
    row(`keystroke to diagnostics over stdio, ${name}`, own, 'ms', beside);
  }
}

/** What else editors ask of a large file while somebody types in it. */
async function otherAnswers(): Promise<void> {
  const server = await startServerProcess({ capabilities: { textDocument: { inlayHint: {}, codeAction: {} } } });
  for (const [name, times] of await answersTo(server, manyDocuments(1_000, 30), `${IMAGE}500`, 20)) {
    row(
      `${name} over stdio, 1000 documents`,
      percentile(times, 0.5),
      'ms',
      `p95 ${percentile(times, 0.95).toFixed(2)}`,
    );
  }
  server.process.kill();
}

async function answered(command: readonly string[] | undefined, text: string, behind: string): Promise<number> {
  const server = await startServerProcess(command && { command });
  const times = await answersOf(server, text, behind, 20);
  server.process.kill();
  return percentile(times, 0.5);
}

function lists(folder: string): void {
  const file = join(folder, 'pods.json');
  writeFileSync(file, [...kubectlPods(largest / 2)].join(''));
  const note = `${(statSync(file).size / 1e6).toFixed(0)} MB`;
  row(
    `check of a kubectl list of ${largest / 2} pods`,
    cpuSeconds(process.execPath, ['dist/cli.js', 'check', file]),
    'CPU s',
    note,
  );
}

function year(): void {
  const start = process.cpuUsage();
  simulate(lostHalfWay(365 * 86_400_000));
  const { user, system } = process.cpuUsage(start);
  row('a year of simulated time', (user + system) / 1e6, 'CPU s');
}

/** Kilobytes of resident memory at its most. */
function mostMemory(args: readonly string[]): number {
  const show = 'process.on("exit", () => process.stderr.write("\\nmost " + process.resourceUsage().maxRSS))';
  const said = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(show)}`, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  }).stderr;
  return Number(/most (\d+)$/.exec(said)?.[1] ?? 0);
}

function bundles(): void {
  const { outputs } = JSON.parse(readFileSync('out/metafile.json', 'utf8')) as { outputs: Outputs };
  for (const name of ['cli', 'server', 'server.web', 'client']) {
    const parts = [...startOfBundle(outputs, `dist/${name}.js`)];
    const bytes = parts.reduce((sum, part) => sum + statSync(part).size, 0);
    row(`dist/${name}.js`, bytes / 1_000, 'kB', parts.length > 1 ? `with ${parts.length - 1} parts to start` : '');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-bench-'));
const plots = new Map<string, string>();
try {
  const scanner = values.offline ? undefined : kubeScore(folder);
  if (scanner !== undefined) process.env.PATH = `${scanner}:${process.env.PATH}`;
  bundles();
  plots.set('workloads', plot('keystroke beside workloads', 'workloads', 'ms', smallAndLarge()));
  plots.set('documents', plot('keystroke in a file of documents', 'documents', 'ms', largeDocuments()));
  starts(folder);
  plots.set('files', plot('check of a folder', 'files', 'CPU seconds', coldScans(folder)));
  await servers(folder);
  await besideOthers(folder);
  await otherAnswers();
  lists(folder);
  year();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) console.log(`Not on this machine, so not measured beside: ${missing.join(', ')}.`);
if (values.keep) {
  const figures = Object.fromEntries(rows.map(({ name, figure }) => [name, Number(figure.toFixed(3))]));
  writeFileSync(RECORD, `${JSON.stringify(figures, undefined, 2)}\n`);
}
if (values.write) {
  mkdirSync('docs/performance', { recursive: true });
  for (const [name, svg] of plots) writeFileSync(`docs/performance/${name}.svg`, svg);
  writeFileSync('docs/performance.md', page());
}

/** What `npm run soak -- EDITS --write` kept. */
function soakSection(): string {
  if (!existsSync(SOAK)) return '';
  const { edits, warmUp, start, end } = JSON.parse(readFileSync(SOAK, 'utf8'));
  return `## A long session

After ${edits.toLocaleString('en')} edits in three files of a cluster, each judged and each of its fixes made, the heap after collection is
${end} MB; it was ${start} MB after the first ${warmUp.toLocaleString('en')} (\`npm run soak\`).

![heap after collection](performance/soak.svg)

`;
}

function page(): string {
  const table = rows.map(({ name, figure, unit, note }) => `| ${name} | ${figure.toFixed(2)} ${unit} | ${note} |`);
  return `# Performance

Written by \`npm run bench -- --write\`; not edited by hand. ${cpus()[0]?.model.trim() ?? 'Unknown CPU'}, ${cpus().length} cores, Node
${process.versions.node}, beside ${Math.round(loadavg()[1] ?? 0)} other tasks on average. Milliseconds are CPU time of this machine, which grows with what else it does;
ratios within the run say more.

| what | figure | beside |
| --- | ---: | --- |
${table.join('\n')}

${missing.length > 0 ? `Not on the machine, so not measured beside: ${missing.join(', ')}.\n\n` : ''}![keystroke beside workloads](performance/workloads.svg)
![keystroke in a file of documents](performance/documents.svg)
![check of a folder](performance/files.svg)

${soakSection()}## Where the limit is

A keystroke in one of many files costs that file: its text is read again, its workloads are analysed and judged, and the lists of its
cluster are spliced. What is left that grows with the workspace are copies of those lists, a few microseconds for each thousand.
What kustomizations gather, Flux delivers or charts fill in is no exception; but one kustomization of hundreds of objects is joined as a
whole, 20 µs an object. A kustomization itself, and what says which files are a cluster, is looked at with all files.

A keystroke in a large file looks through all of the file's text once more (marks, templates, documents), and reads the documents
whose text has changed. One document is parsed as a whole, in one pass where it is usual YAML; one with anchors, tags or errors costs
what the YAML library takes for it, three times as much.

A scan reads every file once, decodes it and looks for marks; about one file in twenty is parsed. Node alone takes twice ripgrep's
time to start and to read and close as many files without a look at them. Of what is above that, a quarter is looking for marks, a
quarter reading the objects of the few files that have some, a fifth their windows: most of it runs before the engine has compiled it
well, and a file more costs what a file costs. Of the check of one file half is loading and compiling.
`;
}
