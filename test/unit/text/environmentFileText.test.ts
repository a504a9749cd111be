import assert from 'node:assert/strict';
import { readEnvFile } from '../../../server/src/text/shell/environmentFileText.ts';

const entries = (text: string): string[][] => readEnvFile(text).map(({ name, value }) => [name, value.text]);

describe('text/envFile', () => {
  it('reads quotes, escapes, continuations and comments', () => {
    const text = [
      '# A=1',
      'B="x y"',
      "export C='$z'",
      'D=a b ',
      'E="q\\"r"',
      'F="1 \\',
      '2"',
      'G=',
      'H = 1',
      'I=1 # not a comment',
    ].join('\n');
    assert.deepEqual(entries(text), [
      ['B', 'x y'],
      ['C', '$z'],
      ['D', 'a b'],
      ['E', 'q"r'],
      ['F', '1 2'],
      ['G', ''],
      ['I', '1 # not a comment'],
    ]);
  });

  it('ends a quote that is not closed with its line', () => {
    assert.deepEqual(entries('A="x\nB=1\n'), [
      ['A', 'x'],
      ['B', '1'],
    ]);
  });

  it('knows where a part of a value stands', () => {
    const text = 'A="x\\"y z"\r\n';
    const value = readEnvFile(text)[0]?.value;
    assert.deepEqual(value?.sourceOf({ start: 4, end: 5 }), { start: 8, end: 9 });
    assert.deepEqual(value?.sourceOf({ start: 1, end: 2 }), { start: 4, end: 6 });
    assert.deepEqual(value?.source, { start: 2, end: 10 });
  });
});
