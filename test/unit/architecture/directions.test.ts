import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/**
 * Which rooms a room may import. The way of the data, see docs/architecture.md. Type-only imports count too, so the
 * source text is read, not what a bundler leaves of it.
 */
const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['text', []],
  ['kubernetes', []],
  ['model', ['text', 'kubernetes']],
  ['sources', ['text', 'kubernetes', 'model']],
  ['timing', ['kubernetes', 'model']],
  ['workspace', ['text', 'kubernetes', 'model', 'sources']],
  ['rules', ['kubernetes', 'model', 'timing']],
  ['render', ['kubernetes', 'model', 'timing']],
  ['service', ['kubernetes', 'model', 'timing', 'workspace', 'rules']],
]);
/** They see everything; no room above sees them. */
const edges = ['features', 'cli', 'entry'];
/** Lines and characters: words that every room may use. */
const shared = 'text/position.ts';
const root = 'server/src';
/** The only file of a core room that touches a file system. */
const readsFiles = /^workspace\/\w*[fF]ileProvider\.ts$/;

const importPattern =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function importsOf(text: string): string[] {
  return [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
const imports = files.flatMap((file) =>
  importsOf(readFileSync(posix.join(root, file), 'utf8')).map((specifier) => ({ file, specifier })),
);

const roomOf = (file: string) => (file.includes('/') ? (file.split('/', 1)[0] ?? '') : '');

/** The room that a relative import leads to; `undefined` outside server/src and for packages. */
function targetRoom({ file, specifier }: { file: string; specifier: string }): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(file), specifier);
  return target.startsWith('..') || target === shared ? undefined : roomOf(target);
}

describe('architecture: directions', () => {
  it('reads every form of import', () => {
    const text = [
      `import a from './a.ts';`,
      `import type { B,\n  C } from '../b.ts';`,
      `export * from 'c';`,
      `import './d.ts';`,
      `const e = await import('./e.ts');`,
      `const f = 'from';`,
    ].join('\n');
    assert.deepEqual(importsOf(text), ['./a.ts', '../b.ts', 'c', './d.ts', './e.ts']);
  });

  it('knows every room', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== ''));
    assert.deepEqual(
      [...rooms].filter((room) => !allowed.has(room) && !edges.includes(room)),
      [],
    );
  });

  for (const [room, targets] of allowed) {
    it(`${room} imports ${targets.length > 0 ? `only ${targets.join(', ')}` : 'no other room'}`, () => {
      const wrong = imports.filter((one) => {
        const target = targetRoom(one);
        return roomOf(one.file) === room && target !== undefined && target !== room && !targets.includes(target);
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('nobody imports features, command line or entries', () => {
    const wrong = imports.filter((one) => {
      const target = targetRoom(one);
      return target !== undefined && edges.includes(target) && allowed.has(roomOf(one.file));
    });
    assert.deepEqual(wrong, []);
  });

  it('core rooms know no editor, no protocol and no file system', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      if (!allowed.has(roomOf(file))) return false;
      return specifier.startsWith('vscode') || (specifier.startsWith('node:') && !readsFiles.test(file));
    });
    assert.deepEqual(wrong, []);
  });

  it('the client takes only types from the server', () => {
    const clientFiles = readdirSync('client/src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const wrong = clientFiles.flatMap((file) =>
      [...readFileSync(posix.join('client/src', file), 'utf8').matchAll(importPattern)]
        .map((match) => match[0].trim())
        .filter((statement) => statement.includes('/server/') && !statement.startsWith('import type')),
    );
    assert.deepEqual(wrong, []);
  });
});
