// Edits of YAML and JSON and look-ups in it, a row each: the text before, what is done, the text after.
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
  replaceEntry,
  replaceScalar,
} from '../../../server/src/text/yaml/edit.ts';
import { DocumentParser, splitDocuments } from '../../../server/src/text/yaml/stream.ts';
import { type YamlEntry, YamlNode } from '../../../server/src/text/yaml/yamlNode.ts';

function root(text: string, aliasBudget = 100): YamlNode {
  const fragment = rootFragment(text);
  const [first] = splitDocuments(fragment).map(({ span, templates, text: own }) =>
    YamlNode.root({
      fragment,
      base: span.start,
      templates,
      document: new DocumentParser().parse(own).document,
      aliasBudget,
    }),
  );
  assert.ok(first);
  return first;
}

/** The text after the edits; as it was where there are none. */
function edited(text: string, edit: (node: YamlNode) => readonly TextEdit[]): string {
  const index = new LineIndex(text);
  return edit(root(text)).reduce(
    (now, { range, newText }) =>
      now.slice(0, index.offsetAt(range.start)) + newText + now.slice(index.offsetAt(range.end)),
    text,
  );
}

function entry(node: YamlNode, key: string): YamlEntry {
  const found = node.entry(key);
  assert.ok(found, key);
  return found;
}

describe('text: edits of YAML, scalars and keys', () => {
  const set = (text: string, value: string, style?: 'bare') =>
    edited(text, (node) => replaceScalar(node.get('a'), value, style));

  it('a scalar keeps its quotes, and gets some where it must stay a string', () => {
    assert.equal(set('a: x\n', 'y'), 'a: y\n');
    assert.equal(set('a: "x"\n', 'y'), 'a: "y"\n');
    assert.equal(set("a: 'x'\n", "y's"), "a: 'y''s'\n");
    assert.equal(set('a: x\n', '5'), 'a: "5"\n');
    assert.equal(set('a: 4\n', '5'), 'a: 5\n');
    assert.equal(set('a: x\n', 'y: z'), 'a: "y: z"\n');
    assert.equal(set('a: x\n', 'y #z'), 'a: "y #z"\n');
    assert.equal(set('a: "x"\n', 'y', 'bare'), 'a: y\n');
    assert.equal(set('a:\n', 'y'), 'a: y\n');
  });

  it('what is no plain scalar stays', () => {
    for (const text of ['a: {b: 1}\n', 'a: [1]\n', 'a: |\n  x\n', 'a: >-\n  x\n']) assert.equal(set(text, 'y'), text);
  });

  it('a key keeps its quotes, alone or with another value', () => {
    const rename = (text: string) => edited(text, (node) => renameKey(entry(node, 'a'), 'b'));
    assert.deepEqual(['a: 1\n', '"a": 1\n', "'a': 1\n"].map(rename), ['b: 1\n', '"b": 1\n', "'b': 1\n"]);
    const replace = (text: string, value = 'x') => edited(text, (node) => replaceEntry(entry(node, 'a'), 'b', value));
    assert.equal(replace('a: 1\nc: 2\n'), 'b: x\nc: 2\n');
    assert.equal(replace('a:\n  - 1\nc: 2\n'), 'b: x\nc: 2\n');
    assert.equal(replace('{"a": [1], "c": 2}\n'), '{"b": "x", "c": 2}\n');
    assert.equal(replace('a: 1\n', '5'), 'b: "5"\n');
  });
});

describe('text: edits of YAML, what is removed', () => {
  const remove = (text: string, key = 'a') => edited(text, (node) => removeEntry(entry(node, key)));
  const cut = (text: string, first: number, end: number) =>
    edited(text, (node) => removeItems(node.get('a'), first, end));

  it('an entry goes with its line, the only one leaves an empty map', () => {
    assert.equal(remove('a: 1\nb: 2\n'), 'b: 2\n');
    assert.equal(remove('b: 2\na: 1 # why\n'), 'b: 2\n');
    assert.equal(remove('b: 2\na: 1'), 'b: 2\n');
    assert.equal(remove('b: 2\na:\n  c: 1\nd: 3\n'), 'b: 2\nd: 3\n');
    assert.equal(remove('b: 2\na: |\n  x\nd: 3\n'), 'b: 2\nd: 3\n');
    assert.equal(
      edited('x:\n  a: 1\n', (node) => removeEntry(entry(node.get('x'), 'a'))),
      'x: {}\n',
    );
    assert.equal(
      edited('x: {a: 1}\n', (node) => removeEntry(entry(node.get('x'), 'a'))),
      'x: {}\n',
    );
  });

  it('an entry in braces goes with its comma', () => {
    assert.equal(remove('{a: 1, b: 2}\n'), '{b: 2}\n');
    assert.equal(remove('{b: 2, a: 1}\n'), '{b: 2}\n');
    assert.equal(remove('{b: 2, a: 1, c: 3}\n'), '{b: 2, c: 3}\n');
  });

  it('the first key beside a dash gives its place to the next', () => {
    const text = 'l:\n  - a: 1\n    b: 2\n';
    assert.equal(
      edited(text, (node) => removeEntry(entry(node.get('l').items()[0] ?? node, 'a'))),
      'l:\n  - b: 2\n',
    );
  });

  it('items go with their lines, all of them leave an empty list', () => {
    assert.equal(cut('a:\n  - x\n  - y\n  - z\n', 1, 2), 'a:\n  - x\n  - z\n');
    assert.equal(cut('a:\n  - x\n  - y\n  - z\n', 0, 2), 'a:\n  - z\n');
    assert.equal(cut('a:\n  - x\n  - y\n', 1, 2), 'a:\n  - x\n');
    assert.equal(cut('a:\n  - x\n  - y\n', 0, 2), 'a: []\n');
    assert.equal(cut('a: [x, y, z]\n', 1, 2), 'a: [x, z]\n');
    assert.equal(cut('a: [x, y, z]\n', 1, 3), 'a: [x]\n');
    assert.equal(cut('a: [x, y]\n', 0, 2), 'a: []\n');
    assert.equal(cut('a:\n  - &n x\n  - y\n', 0, 1), 'a:\n  - y\n');
    assert.equal(cut('a:\n  - - x\n    - y\n  - z\n', 0, 1), 'a:\n  - z\n');
    assert.equal(cut('a:\n  - x\n', 1, 2), 'a:\n  - x\n');
  });

  it('the first item of a list beside a dash gives its place to the next', () => {
    const text = 'a:\n  - - x\n    - y\n';
    assert.equal(
      edited(text, (node) => removeItems(node.get('a').items()[0] ?? node, 0, 1)),
      'a:\n  - - y\n',
    );
  });
});

describe('text: edits of YAML, what is added', () => {
  const add = (text: string, value: string | number | boolean | object, key = 'n') =>
    edited(text, (node) => addEntry(node, key, value));
  const push = (text: string, value: string | object) => edited(text, (node) => addItem(node.get('a'), value));

  it('an entry stands behind the last one, in the style of the map', () => {
    assert.equal(add('a: 1\n', 'x'), 'a: 1\nn: x\n');
    assert.equal(add('a: 1', 5), 'a: 1\nn: 5');
    assert.equal(add('a: 1 # why\nb: 2 # too\n', true), 'a: 1 # why\nb: 2 # too\nn: true\n');
    assert.equal(add('a: |\n  x\n', 'y'), 'a: |\n  x\nn: y\n');
    assert.equal(add('a: 1\r\n', 'x'), 'a: 1\r\nn: x\r\n');
    assert.equal(add('a: 1\n', { b: 'c' }), 'a: 1\nn:\n  b: c\n');
    assert.equal(
      edited('x:\n    a: 1\ny: 2\n', (node) => addEntry(node.get('x'), 'n', { b: 1 })),
      'x:\n    a: 1\n    n:\n      b: 1\ny: 2\n',
    );
  });

  it('an entry in braces stands behind a comma, as JSON beside keys in quotes', () => {
    assert.equal(add('{a: 1}\n', 'x'), '{a: 1, n: x}\n');
    assert.equal(add('{a: 1}\n', '5'), '{a: 1, n: "5"}\n');
    assert.equal(add('{a: 1}\n', { b: 1 }), '{a: 1, n: {"b":1}}\n');
    assert.equal(add('{"a": 1}\n', 'x'), '{"a": 1, "n": "x"}\n');
    assert.equal(add('{}\n', 'x'), '{"n": "x"}\n');
    assert.equal(add('{\n  "a": 1\n}\n', 'x'), '{\n  "a": 1,\n  "n": "x"\n}\n');
    assert.equal(add('{"a": 1,\n "b": 2}\n', 'x'), '{"a": 1,\n "b": 2,\n "n": "x"}\n');
  });

  it('an item stands behind the last one, in its quotes', () => {
    assert.equal(push('a:\n  - x\n', 'y'), 'a:\n  - x\n  - y\n');
    assert.equal(push('a:\n- "x"\nb: 1\n', 'y'), 'a:\n- "x"\n- "y"\nb: 1\n');
    assert.equal(push('a: [x]\n', 'y'), 'a: [x, y]\n');
    assert.equal(push("a: ['x']\n", 'y'), "a: ['x', 'y']\n");
    assert.equal(push('a: []\n', 'y'), 'a: [y]\n');
    assert.equal(push('a: [x]\n', { b: 1 }), 'a: [x, {"b":1}]\n');
    assert.equal(push('a:\n  - b: 1\n', { b: 2, c: 3 }), 'a:\n  - b: 1\n  - b: 2\n    c: 3\n');
    assert.equal(push('a: {b: 1}\n', 'y'), 'a: {b: 1}\n');
    assert.equal(push('a: x\n', 'y'), 'a: x\n');
  });

  it('nothing is written over a template', () => {
    assert.equal(
      edited('a: {{ x }}\n', (node) => replaceScalar(node.get('a'), 'y')),
      'a: {{ x }}\n',
    );
  });
});

describe('text: keys of YAML', () => {
  const long = Array.from({ length: 60 }, (_, index) => `k${index}: ${index}`).join('\n');

  it('the last of a name counts, in short and in long maps', () => {
    for (const text of ['a: 1\na: 2\n', `a: 1\n${long}\na: 2\n`]) assert.equal(root(text).get('a').text, '2');
    assert.deepEqual(
      ['k0', 'k59', 'k60'].map((key) => root(`${long}\n`).get(key).text),
      ['0', '59', ''],
    );
    assert.deepEqual([root(`${long}\n`).has('k0'), root(`${long}\n`).has('no')], [true, false]);
  });

  it('own keys come before merged ones, of several merged maps the first', () => {
    for (const more of ['', `${long}\n`.replace(/^/gm, '  ').trimEnd()]) {
      const text = `x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 3\n${more}\n`;
      const node = root(text).get('z');
      assert.deepEqual(
        ['a', 'b', 'c', 'd'].map((key) => node.get(key).text),
        ['3', '1', '2', ''],
      );
    }
    const alone = root('x: &x {a: 1}\nz:\n  <<: *x\n').get('z');
    assert.deepEqual([alone.get('a').text, alone.ownEntries().map(({ key }) => key)], ['1', ['<<']]);
    assert.equal(root('x: &x {a: 1}\nz:\n  <<: *x\n', 0).get('z').has('a'), false);
  });

  it('a value is a scalar, a list, a map or nothing', () => {
    const node = root('a: 1\nb: [1]\nc: {d: 1}\ne:\nf: ""\ng: null\n');
    assert.deepEqual(
      ['a', 'b', 'c', 'e', 'f', 'h'].map((key) => node.get(key).kind),
      ['scalar', 'sequence', 'map', 'null', 'scalar', 'null'],
    );
    assert.deepEqual(
      ['a', 'e', 'f', 'g'].map((key) => node.get(key).isNull),
      [false, true, false, true],
    );
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => node.get(key).isFlow),
      [false, true, true],
    );
    assert.deepEqual([node.path('c', 'd').text, node.path('c', 'x', 'y').kind], ['1', 'null']);
  });
});
