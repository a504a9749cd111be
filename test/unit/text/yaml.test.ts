import assert from 'node:assert/strict';
import { LineIndex } from '../../../server/src/text/lineIndex.ts';
import type { TextEdit } from '../../../server/src/text/position.ts';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import {
  addEntry,
  addItem,
  removeEntry,
  removeItems,
  renameKey,
  replaceScalar,
} from '../../../server/src/text/yaml/edit.ts';
import { nestedFragment } from '../../../server/src/text/yaml/nested.ts';
import { DocumentParser, splitDocuments } from '../../../server/src/text/yaml/stream.ts';
import { type YamlEntry, YamlNode } from '../../../server/src/text/yaml/yamlNode.ts';

function roots(text: string): YamlNode[] {
  const fragment = rootFragment(text);
  const parser = new DocumentParser();
  return splitDocuments(fragment).map(({ span, templates, text: own }) =>
    YamlNode.root({ fragment, base: span.start, templates, document: parser.parse(own).document, aliasBudget: 100 }),
  );
}

function root(text: string): YamlNode {
  const [first] = roots(text);
  assert.ok(first);
  return first;
}

function entry(node: YamlNode, key: string): YamlEntry {
  const found = node.entry(key);
  assert.ok(found, `no ${key}`);
  return found;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const index = new LineIndex(text);
  return [...edits]
    .sort((a, b) => index.offsetAt(b.range.start) - index.offsetAt(a.range.start))
    .reduce((now, { range, newText }) => {
      return now.slice(0, index.offsetAt(range.start)) + newText + now.slice(index.offsetAt(range.end));
    }, text);
}

describe('text/lineIndex', () => {
  it('counts LF, CRLF and CR as line ends', () => {
    const index = new LineIndex('a\nbc\r\nd\re');
    assert.deepEqual(index.positionAt(3), { line: 1, character: 1 });
    assert.deepEqual(index.positionAt(6), { line: 2, character: 0 });
    assert.deepEqual(index.positionAt(8), { line: 3, character: 0 });
    assert.equal(index.offsetAt({ line: 2, character: 1 }), 7);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 9);
  });
});

describe('text/yaml stream', () => {
  it('splits at markers, and not inside a line', () => {
    const documents = splitDocuments(rootFragment('a: 1\n--- # b\nb: ---x\n...\n---\n\n---\nc: 3'));
    assert.deepEqual(
      documents.map(({ text }) => text.trim()),
      ['a: 1', '# b\nb: ---x', 'c: 3'],
    );
  });

  it('keeps the positions of documents behind a byte order mark and CRLF', () => {
    const [, second] = roots('\ufeffa: 1\r\n---\r\nb: two\r\n');
    assert.deepEqual(second?.get('b').range, { start: { line: 2, character: 3 }, end: { line: 2, character: 6 } });
  });

  it('parses a document once while it stays the same', () => {
    const parser = new DocumentParser();
    assert.equal(parser.parse('a: 1'), parser.parse('a: 1'));
  });

  it('takes values of JSON one behind the other for documents', () => {
    const texts = (text: string) => splitDocuments(rootFragment(text)).map((document) => document.text);
    assert.deepEqual(texts('{"a": 1}\n{"b": "}{"}{"c": 3}\n'), ['{"a": 1}', '\n{"b": "}{"}', '{"c": 3}']);
    for (const whole of ['{"a": 1}\n', '{"a": 1} # c\n', '{a: it"s}\n{b: c}\n', '{"a": 1}: b\n', '{}, {}\n'])
      assert.deepEqual(texts(whole), [whole]);
  });

  it('survives conflict markers, NUL, deep nesting and aliases of aliases', () => {
    const parser = new DocumentParser();
    assert.match(parser.parse('a: 1\n<<<<<<< HEAD\nb: 2\n=======\n').errors[0]?.message ?? '', /merge conflict/);
    const deep = [`a: ${'['.repeat(20_000)}`, '- '.repeat(5_000), `a: ${'{b: '.repeat(500)}c${'}'.repeat(500)}`];
    for (const text of deep) assert.match(parser.parse(text).errors[0]?.message ?? '', /nested too deeply/);
    // Neither a gigabyte of tokens: it is refused while it is read.
    assert.match(parser.parse(`{a: ${'['.repeat(3_000_000)}`).errors[0]?.message ?? '', /nested too deeply/);
    assert.match(parser.parse(`a: &a b\n${'? - '.repeat(500_000)}`).errors[0]?.message ?? '', /too (?:deeply|many)/);
    assert.match(parser.parse(`a: &a b\n${'b: c\n'.repeat(300_000)}`).errors[0]?.message ?? '', /too many words/);
    assert.doesNotThrow(() => parser.parse('a: \u0000b'));
    const laughs = [
      'a: &a [x, x]',
      ...'bcdefghij'.split('').map((c, i) => `${c}: &${c} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
    ];
    const node = root(laughs.join('\n'));
    let items = [node.get('j')];
    for (let depth = 0; depth < 12; depth++) items = items.flatMap((item) => item.items());
    assert.ok(items.length < 1_000);
  });
});

describe('text/yaml node', () => {
  it('gives values without quotes, with types', () => {
    const node = root('a: "x y"\nb: 07\nc: yes\nd: true\ne: 1.5\nf:\ng: \'q\'\n');
    assert.equal(node.get('a').text, 'x y');
    assert.deepEqual(node.get('a').range, { start: { line: 0, character: 4 }, end: { line: 0, character: 7 } });
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e', 'g'].map((key) => node.get(key).scalarType),
      ['string', 'integer', 'boolean', 'boolean', 'float', 'string'],
    );
    assert.equal(node.get('f').kind, 'null');
    assert.equal(node.path('x', 'y').kind, 'null');
  });

  it('takes the last of two keys, and merged keys after own ones', () => {
    const node = root('base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  x: 3\n  x: 4\n');
    assert.equal(node.path('own', 'x').text, '4');
    assert.equal(node.path('own', 'y').text, '2');
  });

  it('knows which values a template touches', () => {
    const node = root('a: {{ .Values.a }}\nb: x-${B}\n{{- if .c }}\nc: 1\n{{- end }}\n');
    assert.equal(node.get('a').isTemplated, true);
    assert.equal(node.get('a').source, '{{ .Values.a }}');
    assert.equal(node.get('b').isTemplated, true);
    assert.equal(node.get('c').isTemplated, false);
  });
});

describe('text/yaml edit', () => {
  const text = [
    'spec: # top',
    '  grace: 0 # zero',
    '  list:',
    '  - "--a=b" # first',
    '  - --c',
    '  - key: v',
    '    other: w',
    '  flow: {a: 1, b: [x, y]}',
    '',
  ].join('\n');
  const spec = () => root(text).get('spec');
  const line = (edited: string, number: number) => edited.split('\n')[number];

  it('replaces a value and nothing else', () => {
    assert.equal(line(applied(text, replaceScalar(spec().get('grace'), '30')), 1), '  grace: 30 # zero');
    assert.equal(
      line(applied(text, replaceScalar(spec().get('list').items()[0] ?? spec(), '--a=c')), 3),
      '  - "--a=c" # first',
    );
  });

  it('quotes what must stay a string', () => {
    assert.equal(applied('a: x', replaceScalar(root('a: x').get('a'), '5')), 'a: "5"');
    assert.equal(applied("a: 'x'", replaceScalar(root("a: 'x'").get('a'), "it's")), "a: 'it''s'");
    assert.equal(applied('a: 1', replaceScalar(root('a: 1').get('a'), '2')), 'a: 2');
  });

  it('writes a value where none is', () => {
    assert.equal(applied('a:\nb: 1', replaceScalar(root('a:\nb: 1').get('a'), '5s')), 'a: 5s\nb: 1');
  });

  it('removes an entry with its line, and leaves {} behind the last one', () => {
    assert.equal(applied(text, removeEntry(entry(spec(), 'grace'))), text.replace('  grace: 0 # zero\n', ''));
    assert.equal(
      applied('a:\n  b: 1\nc: 2\n', removeEntry(entry(root('a:\n  b: 1\nc: 2\n').get('a'), 'b'))),
      'a: {}\nc: 2\n',
    );
    const item = spec().get('list').items()[2] ?? spec();
    assert.equal(applied(text, removeEntry(entry(item, 'key'))), text.replace('key: v\n    ', ''));
  });

  it('removes items, in block and in flow', () => {
    const { list, flow } = { list: spec().get('list'), flow: spec().path('flow', 'b') };
    assert.equal(applied(text, removeItems(list, 0, 2)), text.replace('  - "--a=b" # first\n  - --c\n', ''));
    assert.equal(applied(text, removeItems(list, 2, 3)), text.replace('  - key: v\n    other: w\n', ''));
    assert.equal(applied(text, removeItems(flow, 1, 2)), text.replace('[x, y]', '[x]'));
    assert.equal(applied(text, removeItems(flow, 0, 2)), text.replace('[x, y]', '[]'));
  });

  it('finds the dash of an item that begins on the next line', () => {
    const nested = 'list:\n  -\n    name: a\n  -\n    name: b\n';
    const list = () => root(nested).get('list');
    assert.equal(applied(nested, removeItems(list(), 1, 2)), 'list:\n  -\n    name: a\n');
    assert.equal(applied(nested, addItem(list(), { name: 'c' })), `${nested}  - name: c\n`);
  });

  it('adds in the style of the place', () => {
    const inserted = '  strategy:\n    type: Recreate\n';
    assert.equal(applied(text, addEntry(spec(), 'strategy', { type: 'Recreate' })), text + inserted);
    assert.equal(applied(text, addEntry(spec().get('flow'), 'c', '10s')), text.replace('y]}', 'y], c: 10s}'));
    assert.equal(
      applied(text, addItem(spec().get('list'), { name: 'n', value: '5' })),
      text.replace('    other: w\n', '    other: w\n  - name: n\n    value: "5"\n'),
    );
    const json = '{\n  "a": 1\n}';
    assert.equal(applied(json, addEntry(root(json), 'b', 'x')), '{\n  "a": 1,\n  "b": "x"\n}');
  });

  it('keeps CRLF', () => {
    const crlf = 'a:\r\n  b: 1\r\n';
    assert.equal(applied(crlf, addEntry(root(crlf).get('a'), 'c', 2)), 'a:\r\n  b: 1\r\n  c: 2\r\n');
  });

  it('renames a key in its quotes', () => {
    assert.equal(applied('{"a": 1}', renameKey(entry(root('{"a": 1}'), 'a'), 'b')), '{"b": 1}');
  });

  it('does not write over templates', () => {
    const templated = 'a: {{ x }}\nb: 1\n';
    assert.deepEqual(replaceScalar(root(templated).get('a'), '1'), []);
  });
});

describe('text/yaml nested', () => {
  const text = 'a:\n  b: |\n    one\n      two\n\n    three\nc: 1\n';
  const nested = () => {
    const fragment = nestedFragment(root(text).path('a', 'b'));
    assert.ok(fragment);
    return fragment;
  };

  it('reads a block literal with true positions', () => {
    assert.equal(nested().text, 'one\n  two\n\nthree\n');
    assert.deepEqual(nested().locate({ start: 6, end: 9 }), {
      start: { line: 3, character: 6 },
      end: { line: 3, character: 9 },
    });
  });

  it('writes lines with the indentation of the block', () => {
    const edit = nested().edit({ start: 0, end: 0 }, 'zero\n');
    assert.ok(edit);
    assert.equal(applied(text, [edit]), text.replace('    one\n', '    zero\n    one\n'));
    const removal = nested().edit({ start: 0, end: 4 }, '');
    assert.ok(removal);
    assert.equal(applied(text, [removal]), text.replace('    one\n', ''));
  });

  it('adds behind the last line, also at the end of a file without a line break, and removes it with its CRLF', () => {
    const edited = (whole: string, start: number, newText: string) => {
      const fragment = nestedFragment(root(whole).path('a'));
      const edit = fragment?.edit({ start, end: fragment.text.length }, newText);
      assert.ok(edit);
      return applied(whole, [edit]);
    };
    assert.equal(edited('a: |\n  one\nb: 1\n', 4, 'two\n'), 'a: |\n  one\n  two\nb: 1\n');
    assert.equal(edited('a: |\n  one', 4, 'two\n'), 'a: |\n  one\n  two');
    assert.equal(edited('a: |\r\n  one\r\n  two\r\nb: 1\r\n', 4, ''), 'a: |\r\n  one\r\nb: 1\r\n');
  });

  it('gives no fragment where characters do not stand as they read', () => {
    assert.equal(nestedFragment(root('a: "x\\ny"').get('a')), undefined);
    assert.equal(nestedFragment(root('a: >\n  x\n  y\n').get('a')), undefined);
  });
});
