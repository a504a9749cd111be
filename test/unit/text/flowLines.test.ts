import assert from 'node:assert/strict';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import { withFlowOnOneLine } from '../../../server/src/text/yaml/flowLines.ts';
import { withLineFeeds } from '../../../server/src/text/yaml/lineFeeds.ts';
import { DocumentParser } from '../../../server/src/text/yaml/stream.ts';
import { YamlNode } from '../../../server/src/text/yaml/yamlNode.ts';

function read(text: string): YamlNode {
  const { document, errors } = new DocumentParser().parse(text);
  assert.deepEqual(errors, []);
  return YamlNode.root({ fragment: rootFragment(text), base: 0, templates: [], document, aliasBudget: 10 });
}

const errorsOf = (text: string) => new DocumentParser().parse(text).errors.length;

describe('YAML as Kubernetes reads it', () => {
  it('goes on in quotes at any indentation', () => {
    const root = read('a:\n  b: "one\n  two"\n  c: \'three\nfour\'\n  d: 5\n');
    assert.match(root.path('a', 'b').text, /^one +two$/);
    assert.match(root.path('a', 'c').text, /^three +four$/);
    assert.deepEqual(root.path('a', 'd').range, { start: { line: 5, character: 5 }, end: { line: 5, character: 6 } });
  });

  it('has the colon of a key that is an alias right behind it', () => {
    const root = read('name: &app it\nof:\n  *app:\n    a: "*app: 1"\n  other: *app\nlast: &b-1 5\n');
    assert.deepEqual(
      root
        .path('of')
        .ownEntries()
        .map(({ key, value }) => [key, value.path('a').text || value.text]),
      [
        ['it', '*app: 1'],
        ['other', 'it'],
      ],
    );
    assert.deepEqual(root.path('last').range.start, { line: 5, character: 11 });
  });

  it('has comments right behind what begins a block scalar, and behind commas', () => {
    const values = (text: string) => read(text).path('a').decodedText + read(text).path('b').decodedText;
    assert.equal(values('a: |# one\n  x\nb: 1\n'), 'x\n1');
    assert.equal(values('a: >-# one\n  x\nb: 1\n'), 'x1');
    const items = read('a: [1,# one\n 2]\nb: {c: 3,# {\n d: 4}\n');
    assert.deepEqual(
      [...items.path('a').items(), items.path('b', 'c'), items.path('b', 'd')].map(({ text }) => text),
      ['1', '2', '3', '4'],
    );
    assert.equal(read("{a:'b'}").ownEntries()[0]?.key, "a:'b'");
    assert.equal(errorsOf('a: |x# one\n  x\n'), 1);
  });

  it('ends lines as Unicode does', () => {
    for (const end of ['\u0085', '\u2028', '\u2029', '\r']) {
      const text = `a: 1 # one${end}b: |${end}  x${end}  y${end}c: 2`;
      const fragment = withLineFeeds(rootFragment(text));
      assert.equal(fragment.text, text.replaceAll(end, '\n'));
      assert.equal(read(fragment.text).path('b').text, 'x\ny\n');
      assert.deepEqual(
        fragment.edit({ start: 3, end: 4 }, '5')?.range,
        rootFragment(text).locate({ start: 3, end: 4 }),
      );
    }
  });

  it('goes on in brackets at any indentation, with comments', () => {
    const root = read(
      'spec:\n    args: [\n  "--a=1", # one\n"--b=[2]",\n]\n    map: {x: 1,\n  y: "}"}# note\n    last: 3\n',
    );
    assert.deepEqual(
      root
        .path('spec', 'args')
        .items()
        .map(({ text }) => text),
      ['--a=1', '--b=[2]'],
    );
    assert.equal(root.path('spec', 'map', 'y').text, '}');
    assert.deepEqual(root.path('spec', 'args').items()[1]?.range.start, { line: 3, character: 1 });
    assert.equal(root.path('spec', 'last').text, '3');
  });

  it('is refused where Kubernetes refuses it', () => {
    for (const text of [
      'a: "b\nc: d\n',
      "a: 'b\n---\nc'\n",
      'a: [b\nc: d\n',
      'a: [b}\n',
      'a:\n\tb: c\n',
      'a: "b\n" c\n',
      'a: b\n c: d\n',
    ]) {
      assert.notEqual(errorsOf(text), 0, text);
    }
  });

  it('leaves what is one line, a block, or never closed, as it is', () => {
    for (const text of [
      'a: "b"\nc: [d]\n',
      'a: |\n  b: "c\n  d"\ne: f\n',
      'a: it\'s\nb: c "d\n',
      'a: [b\nc: d\n',
      "# it's\na: b\n",
    ]) {
      assert.equal(withFlowOnOneLine(text), text);
    }
    assert.equal(withFlowOnOneLine('a: "b\n c"\nd: e\n').length, 'a: "b\n c"\nd: e\n'.length);
  });
});
