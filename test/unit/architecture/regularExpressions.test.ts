// Regular expressions take time in proportion to their text: what a file holds must not make them try for ever. A text of
// a million characters that one of them goes over anew from each of its characters is a million millions.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { analyse } from 'scslre';

const root = 'server/src';
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();

/** Slow for long texts in theory; why they get none, or why theory is wrong. By what is between the slashes. */
const ACCEPTED: ReadonlyMap<string, string> = new Map([
  ['^```\\w*\\s*(.*)$', 'lines of our own pages'],
  ['\\[([^\\]]+)\\]\\(([^)]+)\\)', 'lines of our own pages'],
  ['\\[([^\\]]*)\\]\\([^)]*\\)', 'our own pages'],
  ['[^\\n]*\\n|[^\\n]+$', 'one of both matches wherever it is tried'],
  ['\\/+$', 'the path of the opened folder'],
  ['[ \\t]*\\\\[ \\t]*\\r?$', 'the last 64 characters of a line'],
  ['[^/]+(?=\\.service\\.d\\/)', 'the last 512 characters of a path'],
  ['^(["\']?)\\{\\{-?\\s+?([^{}]*?)\\s*-?\\}\\}\\1$', 'up to 400 characters'],
  ['[^*?\\]})\\\\/]*$', 'a glob of up to 10,000 characters, once'],
  ['^\\{(\\d+)(,?)(\\d*)\\}', '32 characters'],
  ['^[-~+#]?\\s*([/a-z]*)(\\s+(?:if|with)\\b)?', '32 characters'],
]);

/** Made while something is read, of a text that is not ours in full; why that is no danger. */
const MADE_LATE: ReadonlyMap<string, string> = new Map([
  ['features/subjectAt.ts', 'a kind of ours, a thousand characters'],
  ['formation/deliveries.ts', 'two templates in a part of a path at most'],
  ['sources/files/versionPatterns.ts', 'made when the file is loaded'],
  ['sources/live/seenPods.ts', 'a key of ours, between line breaks'],
  ['text/patterns/characterClass.ts', 'one character'],
]);

interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

type Node = { readonly type: string; readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Calls `found` with each node below one, and whether it stands in a function. */
function walk(node: Node, found: (node: Node, isLate: boolean) => void, isLate = false): void {
  found(node, isLate);
  const inside = isLate || /Function|Method/.test(node.type);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, found, inside);
  }
}

function treeOf(text: string): Node {
  return parse(text, { sourceType: 'module', plugins: ['typescript'] }).program as unknown as Node;
}

function isNewExpression(node: Node): boolean {
  return node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'RegExp';
}

/** Those that stand in the sources as such. */
function written(file: string): Expression[] {
  const all: Expression[] = [];
  walk(treeOf(readFileSync(join(root, file), 'utf8')), (node) => {
    if (node.type !== 'RegExpLiteral') return;
    const { pattern, flags } = node as unknown as { pattern: string; flags: string };
    all.push({ source: pattern, flags, place: file });
  });
  return all;
}

/** Those that are put together when the files are loaded. */
function putTogether(): Expression[] {
  const script = `
    const all = [];
    globalThis.RegExp = new Proxy(RegExp, {
      construct(target, words) {
        const made = Reflect.construct(target, words);
        if (/server.src/.test(new Error().stack)) all.push({ source: made.source, flags: made.flags, place: 'put together' });
        return made;
      },
    });
    import('./server/src/index.ts').then(() => console.log(JSON.stringify(all)));`;
  const run = spawnSync(process.execPath, ['--import=tsx', '--eval', script], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout) as Expression[];
}

function isSlow({ source, flags }: Pick<Expression, 'source' | 'flags'>): boolean {
  return analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.length > 0;
}

describe('architecture: regular expressions', () => {
  it('a slow one is told from others', () => {
    const flags = '';
    for (const source of ['\\s+$', '^(?:a+b?)+$', '^\\d*\\d*$']) assert.ok(isSlow({ source, flags }), source);
    for (const source of ['^\\s+$', '^(?:a|b)+$', '^\\d*x\\d*$']) assert.ok(!isSlow({ source, flags }), source);
  });

  it('take time in proportion to their text', () => {
    const all = [...files.flatMap(written), ...putTogether()];
    assert.ok(all.length > 400 && all.some(({ place }) => place === 'put together'));
    const slow = all.filter(isSlow);
    assert.deepEqual(
      slow.filter(({ source }) => !ACCEPTED.has(source)),
      [],
    );
    const sources = new Set(slow.map(({ source }) => source));
    assert.deepEqual(
      [...ACCEPTED.keys()].filter((source) => !sources.has(source)),
      [],
      'not needed any more',
    );
  }).timeout(120_000);

  it('are made when files are loaded, but for a few', () => {
    const late = new Set<string>();
    for (const file of files) {
      walk(treeOf(readFileSync(join(root, file), 'utf8')), (node, isLate) => {
        if (isLate && isNewExpression(node)) late.add(file);
      });
    }
    assert.deepEqual([...late], [...MADE_LATE.keys()]);
  }).timeout(30_000);
});
