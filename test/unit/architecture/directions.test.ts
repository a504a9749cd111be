// Who may import whom: rooms, sub-rooms, packages; and that no files form a circle.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/**
 * What a room may import of the others. The way of the data, see docs/architecture.md. Type-only imports count too, so
 * the source text is read, not what a bundler leaves of it. A room with sub-rooms is named by them (`sources/engine`);
 * its own name then stands for the files that lie directly in it. A name that ends in `/` allows all sub-rooms.
 */
const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes', ['kubernetes/flags', 'kubernetes/storage']],
  ['kubernetes/flags', ['kubernetes']],
  ['kubernetes/storage', ['kubernetes']],
  ['text', ['text/shell']],
  ['text/shell', ['text']],
  ['text/templates', ['text']],
  ['text/yaml', ['text', 'text/templates']],
  ['model', ['kubernetes/', 'text/']],
  ['sources', ['kubernetes/', 'text/', 'model', 'sources/']],
  ['sources/engine', ['kubernetes/', 'text/', 'model']],
  ['sources/arguments', ['kubernetes/', 'text/', 'model', 'sources/engine']],
  ['sources/objects', ['kubernetes/', 'text/', 'model', 'sources/engine', 'sources/arguments']],
  ['sources/helm', ['kubernetes/', 'text/', 'model', 'sources/engine']],
  [
    'sources/platforms',
    ['kubernetes/', 'text/', 'model', 'sources/engine', 'sources/arguments', 'sources/objects', 'sources/platforms/'],
  ],
  [
    'sources/live',
    ['kubernetes/', 'text/', 'model', 'sources/engine', 'sources/arguments', 'sources/objects', 'sources/platforms'],
  ],
  ['sources/files', ['kubernetes/', 'text/', 'model', 'sources/engine', 'sources/arguments', 'sources/objects']],
  ['project', ['kubernetes/', 'text/', 'model']],
  ['formation', ['kubernetes/', 'text/', 'model', 'project']],
  ['joining', ['kubernetes/', 'text/', 'model', 'sources/', 'project', 'formation']],
  ['assembly', ['kubernetes/', 'text/', 'model', 'sources/', 'project', 'formation', 'joining']],
  ['effective', ['kubernetes/', 'model']],
  ['timing', ['kubernetes/', 'model', 'effective']],
  ['incident', ['kubernetes/', 'model', 'effective', 'timing']],
  ['simulator', ['kubernetes/', 'model', 'effective', 'timing']],
  ['tuner', ['kubernetes/', 'model', 'effective', 'timing']],
  ['rules', ['kubernetes/', 'model', 'effective', 'timing', 'rules/']],
  ['rules/catalogue', ['kubernetes/', 'model', 'effective', 'timing', 'rules/shared']],
  ['rules/shared', ['kubernetes/', 'model', 'effective', 'timing']],
  ['render/words', ['kubernetes/', 'model', 'effective', 'timing', 'incident']],
  ['render/picture', ['kubernetes/', 'model', 'effective', 'timing', 'render/words']],
  [
    'render/reports',
    ['kubernetes/', 'model', 'effective', 'timing', 'simulator', 'tuner', 'incident', 'render/words', 'render/picture'],
  ],
  ['service', ['kubernetes/', 'model', 'effective', 'timing', 'project', 'assembly', 'rules/']],
]);
/**
 * What the rooms that judge and show may take of the two that compute: answers and results, never how they came about. By the
 * room that imports; files without their ending.
 */
const doors: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'rules',
    [
      'effective/effectiveCluster',
      'effective/effectiveInstance',
      'effective/componentVersions',
      'effective/deadConnection',
      'effective/gracefulShutdown',
      'effective/gracePeriod',
      'effective/parameters',
      'effective/settingReading',
      'effective/starting',
      'effective/storageBehind',
      'effective/versionedSettings',
      'effective/volumes',
      'timing/analysis',
      'timing/results',
    ],
  ],
  [
    'render',
    [
      'effective/componentVersions',
      'effective/effectiveParameters',
      'timing/outsideHelp',
      'timing/waysOut',
      'effective/parameters',
      'effective/starting',
      'effective/storageBehind',
      'effective/unknownInput',
      'timing/analysis',
      'timing/results',
      'timing/stepValues',
    ],
  ],
  [
    'features',
    [
      'effective/componentVersions',
      'effective/effectiveParameters',
      'effective/parameters',
      'effective/starting',
      'effective/storageBehind',
      'timing/analysis',
      'timing/results',
      'timing/readScenario',
    ],
  ],
  [
    'cli',
    [
      'effective/effectiveParameters',
      'effective/starting',
      'timing/analysis',
      'timing/outsideHelp',
      'timing/readScenario',
      'timing/waysOut',
    ],
  ],
  ['protocol', ['timing/analysis']],
  ['formats', ['effective/effectiveParameters', 'effective/starting', 'timing/analysis', 'timing/waysOut']],
  ['service', ['timing/analyse', 'timing/analysis', 'timing/analysisCache']],
]);
/** They see everything below; nobody else sees them. `protocol` serves what `features` answer. */
const edges = ['features', 'protocol', 'formats', 'library', 'cli', 'entry'];
/** Messages, lines and characters, which characters may be shown, Go's whole numbers: words that every room may use. */
const shared: ReadonlySet<string> = new Set([
  'text/goInteger.ts',
  'text/message.ts',
  'text/nestedRanges.ts',
  'text/position.ts',
  'text/visible.ts',
]);
const root = 'server/src';
/** The only file of a core room that touches a file system. */
const readsFiles = /^project\/node\w*\.ts$/;
/** Third-party packages of core rooms: each has one room that knows it. */
const packages: ReadonlyMap<string, readonly string[]> = new Map([
  ['yaml', ['text/yaml', 'project', 'sources/files']],
  ['@cfworker/json-schema', ['project']],
]);
/** What a core room may not use: a clock, chance, the process, timers, the network. `simulator` draws from a seed. */
const impure =
  /\b(?:Date\.now\b|new Date(?:\(\)|(?![\w(]))|(?<!new )Date\(|(?:performance|crypto|process)\.|Math\.random\b|(?:setTimeout|setInterval|setImmediate|queueMicrotask|fetch|WebSocket|XMLHttpRequest)\b)/;

const importPattern =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function importsOf(text: string): string[] {
  return [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(posix.join(root, file), 'utf8')]));
const imports = files.flatMap((file) => importsOf(texts.get(file) ?? '').map((specifier) => ({ file, specifier })));

const topOf = (file: string) => (file.includes('/') ? (file.split('/', 1)[0] ?? '') : '');

/** `sources/engine`, or the room alone where it has no such sub-room (deeper folders belong to their sub-room). */
function roomOf(file: string): string {
  const [room = '', sub = '', ...rest] = file.split('/');
  if (sub === '') return '';
  return rest.length > 0 && allowed.has(`${room}/${sub}`) ? `${room}/${sub}` : room;
}

/** The file that a relative import leads to; `undefined` outside server/src and for packages. */
function targetOf({ file, specifier }: { file: string; specifier: string }): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(file), specifier);
  return target.startsWith('..') || shared.has(target) ? undefined : target;
}

function mayImport(room: string, target: string): boolean {
  const targets = allowed.get(room) ?? [];
  return (
    room === target || targets.some((one) => one === target || (one.endsWith('/') && `${target}/`.startsWith(one)))
  );
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
    it(`${room} imports only ${targets.join(', ')}`, () => {
      const wrong = imports.flatMap((one) => {
        const target = targetOf(one);
        if (target === undefined || roomOf(one.file) !== room || mayImport(room, roomOf(target))) return [];
        return `${one.file} imports ${target}`;
      });
      assert.deepEqual(wrong, []);
    });
  }

  for (const [room, open] of doors) {
    it(`${room} takes of effective and timing only ${open.join(', ')}`, () => {
      const wrong = imports.flatMap((one) => {
        const target = targetOf(one);
        if (target === undefined || topOf(one.file) !== room || !/^(effective|timing)\//.test(target)) return [];
        return open.includes(target.replace(/\.ts$/, '')) ? [] : `${one.file} imports ${target}`;
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('which versions a rule, a word or a window holds for is asked in effective, never read from the cluster', () => {
    const raw = /\bversion\??\.(?:minors|possible)\b|\{[^{}=]*\b(?:minors|possible)\b[^{}=]*\} = [\w.?]*\bversion\b/;
    assert.match('const { possible } = cluster.version;', raw);
    assert.match('version.minors.every(isNew)', raw);
    assert.doesNotMatch('const { version } = cluster;', raw);
    const makes = ['model', 'effective', 'assembly', 'sources', 'joining', 'formation'];
    const wrong = [...texts].flatMap(([file, text]) =>
      raw.test(text) && !makes.includes(topOf(file)) ? [`${file}: ${raw.exec(text)?.[0]}`] : [],
    );
    assert.deepEqual(wrong, []);
  });

  it('nobody imports features, protocol, command line or entries', () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      if (target === undefined || !edges.includes(topOf(target)) || !allowed.has(roomOf(one.file))) return [];
      return `${one.file} imports ${target}`;
    });
    assert.deepEqual(wrong, []);
  });

  it('formats do not know who prints them', () => {
    const wrong = imports.filter(
      (one) =>
        topOf(one.file) === 'formats' &&
        edges.includes(topOf(targetOf(one) ?? 'formats')) &&
        topOf(targetOf(one) ?? 'formats') !== 'formats',
    );
    assert.deepEqual(wrong, []);
  });

  it('features do not know the protocol that serves them', () => {
    const wrong = imports.filter((one) => topOf(one.file) === 'features' && topOf(targetOf(one) ?? '') === 'protocol');
    assert.deepEqual(wrong, []);
  });

  it('no two files have one name', () => {
    const names = files.map((file) => posix.basename(file));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('no files form a circle', () => {
    const next = new Map<string, string[]>();
    for (const one of imports) {
      const target = targetOf(one);
      if (target !== undefined) next.set(one.file, [...(next.get(one.file) ?? []), target]);
    }
    assert.deepEqual(circles(files, next), []);
  });

  it('core rooms know no editor, no protocol and no file system, and few packages', () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      if (!allowed.has(roomOf(file)) || specifier.startsWith('.')) return [];
      if (specifier.startsWith('node:')) return readsFiles.test(file) ? [] : `${file} imports ${specifier}`;
      return packages.get(specifier)?.includes(roomOf(file)) ? [] : `${file} imports ${specifier}`;
    });
    assert.deepEqual(wrong, []);
  });

  it('core rooms know no clock, no chance, no process, no timer and no network', () => {
    for (const use of ['Date()', 'new Date;', 'crypto.randomUUID()', 'setTimeout(go, 1)']) assert.match(use, impure);
    assert.match(`new ${'Date()'}`, impure);
    assert.doesNotMatch('new Date(at).toISOString()', impure);
    const wrong = [...texts].flatMap(([file, text]) => {
      if (!allowed.has(roomOf(file)) || readsFiles.test(file)) return [];
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*/g, '$1');
      const found = impure.exec(code);
      return found ? [`${file}: ${found[0]}`] : [];
    });
    assert.deepEqual(wrong, []);
  });

  it('no list becomes the arguments of a call: of 100,000 they overflow the stack', () => {
    const spread = /\b(?:Math\.(?:min|max)|[\w\])]+\.(?:push|unshift|splice))\(\s*(?:[\w.]+,\s*)*\.\.\./g;
    const wrong = [...texts].flatMap(([file, text]) =>
      allowed.has(roomOf(file)) ? [...text.matchAll(spread)].map((match) => `${file}: ${match[0]}`) : [],
    );
    assert.deepEqual(wrong, []);
  });

  it('keys that come from users live in no plain object', () => {
    const filled = /(?:const|let) (\w+)(?:: (?:Record<string|\{ \[)[^=]*)? = \{\};/g;
    const filledBy = (text: string) =>
      [...text.matchAll(filled)].filter(([, name = '']) => new RegExp(`\\b${name}\\[[^\\]]+\\] \\??\\??=`).test(text));
    assert.equal(filledBy('const all: Record<string, number> = {};\nall[name] = 1;').length, 1);
    assert.equal(filledBy('const all = {};\nall[name] ??= 1;').length, 1);
    const wrong = [...texts].flatMap(([file, text]) =>
      allowed.has(roomOf(file)) ? filledBy(text).map(([match]) => `${file}: ${match}`) : [],
    );
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

/** Groups of files that import each other, directly or through others. Tarjan's algorithm. */
function circles(all: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  function visit(file: string): void {
    index.set(file, index.size);
    low.set(file, index.get(file) ?? 0);
    open.push(file);
    for (const target of next.get(file) ?? []) {
      if (!index.has(target)) visit(target);
      if (open.includes(target)) low.set(file, Math.min(low.get(file) ?? 0, low.get(target) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) found.push(circle);
  }
  for (const file of all) if (!index.has(file)) visit(file);
  return found;
}
