// Keystroke to diagnostics, over stdio, with the built server. Ratios to a full parse of the same text by `yaml` in the
// same run say more than milliseconds of one machine.
// Usage: node --import=tsx test/bench/keystroke.mts [ROUNDS]   (after `npm run build`)
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ServerProcess, startServerProcess } from '../protocol/harness/serverProcess.ts';
import { createTestFolder, type TestFolder } from '../protocol/harness/testFolder.ts';
import { statefulSet } from './workspaces.ts';

const rounds = Number(process.argv[2] ?? 100);
const warmUp = 20;

interface Case {
  readonly name: string;
  /** The workspace folder. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  /** Behind this text a character is typed, and deleted again. */
  readonly at: string;
}

/** One StatefulSet of 83 lines, about 2 kB: its variables take two lines each. */
const large = (index: number, grace: number) => {
  return statefulSet(
    index,
    grace,
    '',
    (n) => `            - name: SETTING_${n}\n              value: "value of setting ${n}"`,
  );
};

function many(folder: TestFolder, name: string, grace: number): Case {
  const text = Array.from({ length: 1000 }, (_, index) => large(index, grace)).join('---\n');
  folder.write('many.yaml', text);
  const at = 'team/database:16.500';
  return { name, path: folder.path, uri: folder.uri('many.yaml'), text, at };
}

function examples(): Case[] {
  const path = resolve('examples', 'modern');
  return readdirSync(path)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const text = readFileSync(join(path, file), 'utf8');
      const at = text.slice(0, text.indexOf('\n', text.length / 2));
      return { name: `modern/${file}`, path, uri: `file://${path}/${file}`, text, at };
    });
}

/** Milliseconds from a change to its diagnostics, each round. */
async function measure(server: ServerProcess, { uri, text, at }: Case): Promise<number[]> {
  const before = text.slice(0, text.indexOf(at) + at.length).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const typed = { range: { start, end: start }, text: ' ' };
  const deleted = { range: { start, end: { ...start, character: start.character + 1 } }, text: '' };
  server.open(uri, text);
  await server.diagnostics(uri, 1);
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const version = round + 2;
    const begin = performance.now();
    const answer = server.diagnostics(uri, version);
    const contentChanges = [round % 2 === 0 ? typed : deleted];
    await server.client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    await answer;
    if (round >= warmUp) times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b);
}

function fullParse(text: string): number {
  const begin = performance.now();
  parseAllDocuments(text, { uniqueKeys: false });
  return performance.now() - begin;
}

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const columns = (...cells: readonly (string | number)[]) =>
  cells.map((cell, index) => (index === 0 ? String(cell).padEnd(26) : String(cell).padStart(12))).join('');

const folders = [createTestFolder(), createTestFolder()] as const;
const cases = [...examples(), many(folders[0], '1,000 documents, clean', 30), many(folders[1], '1,000 findings', 0)];

console.log(columns('', 'kB', 'open ms', 'median ms', 'p95 ms', 'max ms', 'full parse', 'p95 ratio', 'RSS MB'));
for (const one of cases) {
  const parse = fullParse(one.text);
  const server = await startServerProcess({ folders: [one.path] });
  const begin = performance.now();
  server.open(one.uri, one.text, 0);
  await server.diagnostics(one.uri, 0);
  const opened = performance.now() - begin;
  server.close(one.uri);
  const times = await measure(server, one);
  const p95 = percentile(times, 0.95);
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  console.log(
    columns(
      one.name,
      (one.text.length / 1000).toFixed(0),
      opened.toFixed(1),
      percentile(times, 0.5).toFixed(2),
      p95.toFixed(2),
      percentile(times, 1).toFixed(1),
      `${parse.toFixed(0)} ms`,
      (p95 / parse).toFixed(3),
      memory.toFixed(0),
    ),
  );
  await server.end();
}
for (const folder of folders) folder.dispose();
