import assert from 'node:assert/strict';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import { withFlowOnOneLine } from '../../../server/src/text/yaml/flowLines.ts';
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
