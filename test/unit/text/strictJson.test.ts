// Strict JSON, value by value: what is read, what is refused, and where a value that is passed over ends.
import assert from 'node:assert/strict';
import { parseJson, skipJson } from '../../../server/src/text/yaml/jsonNodes.ts';

const read = (text: string, skips: readonly string[] = []) => {
  const document = parseJson(text, { start: 0, end: text.length }, new Set(skips));
  return document === undefined ? 'refused' : document.toJS();
};

describe('text: strict JSON', () => {
  it('is read as JSON.parse does', () => {
    for (const text of [
      ...[
        '{}',
        '[]',
        '{"a":1}',
        ' {"a" : [1, 2 , {"b":null}]} ',
        '[true,false,null]',
        '"x"',
        '"a\\"b\\\\"',
        '"\\u0041\\n"',
      ],
      ...['0', '-0', '10', '-1.5', '1e5', '1E+5', '1.5e-3', '[[],{}]', '\t[\r\n1\n]', '{"":""}', '"\\\\"'],
    ])
      assert.deepEqual(read(text), JSON.parse(text), text);
  });

  it('is refused where JSON.parse refuses it', () => {
    for (const text of [
      ...[
        '',
        ' ',
        '{',
        '[',
        '{"a"}',
        '{"a":}',
        '{a:1}',
        '{"a":1,}',
        '[1,]',
        '[,1]',
        '[1 2]',
        '{"a":1 "b":2}',
        '{"a" 1}',
      ],
      ...[
        '"x',
        '"x\\"',
        '"\\x"',
        '01',
        '+1',
        '1.',
        '.5',
        '1e',
        'True',
        'nul',
        'x',
        '1 2',
        '{} x',
        '[1}',
        '{"a":1]',
        "'x'",
      ],
    ]) {
      assert.throws(() => JSON.parse(text), text);
      assert.equal(read(text), 'refused', text);
    }
  });

  it('is read 64 deep', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.deepEqual([read(deep(65)) === 'refused', read(deep(66)) === 'refused'], [false, true]);
  });

  it('lacks the values of keys that are passed over', () => {
    assert.deepEqual(read('{"a": {"x": [1]}, "b": 2, "c": "y"}', ['a']), { b: 2, c: 'y' });
    assert.deepEqual(read('{"b": 2, "a": "}"}', ['a']), { b: 2 });
    assert.equal(read('{"b": 2, "a": [', ['a']), 'refused');
  });

  it('has the ranges of its text', () => {
    const document = parseJson('x [ {"a": -1.5} ] y', { start: 1, end: 17 }, new Set());
    const { contents } = document ?? {};
    assert.deepEqual(contents?.range, [2, 17, 17]);
  });

  it('a value that is passed over ends at its own end', () => {
    const rest = (text: string, start = 0, end = text.length) => {
      const behind = skipJson(text, start, end);
      return behind === undefined ? undefined : text.slice(behind);
    };
    assert.equal(rest('{"a": "}"}, 2'), ', 2');
    assert.equal(rest('[[1], {}] x'), ' x');
    assert.equal(rest('"a\\"b", 1'), ', 1');
    assert.deepEqual(
      ['12, 3', '12}', '12]', '12 ', '12\n', '12\t', '12\r', '12'].map((text) => rest(text)),
      [', 3', '}', ']', ' ', '\n', '\t', '\r', ''],
    );
    assert.deepEqual(
      ['{"a": 1', '[', '"x', '"x\\"', '{"a}'].map((text) => rest(text)),
      Array(5).fill(undefined),
    );
    assert.equal(rest('[1, 2]', 0, 5), undefined);
    assert.equal(rest('"ab"', 0, 3), undefined);
    assert.equal(rest('"ab"', 0, 4), '');
  });
});
