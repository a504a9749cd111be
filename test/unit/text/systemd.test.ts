import assert from 'node:assert/strict';
import { readUnit, readUnitCommands, readUnitWords } from '../../../server/src/text/systemd.ts';

const words = (value: string): string[] =>
  readUnitWords(value, { start: 0, end: value.length }).map((word) => word.text);

describe('text/systemd', () => {
  it('reads sections and entries, comments left out', () => {
    const text =
      '# a\n[Unit]\nDescription = x y \n; b\n[Service]\nExecStart=/a \\\n # c\n  -b\n\nnonsense\nType=simple';
    const { entries } = readUnit(text);
    assert.deepEqual(
      entries.map(({ section, key, valueSpan }) => [section, key, text.slice(valueSpan.start, valueSpan.end)]),
      [
        ['Unit', 'Description', 'x y'],
        ['Service', 'ExecStart', '/a \\\n # c\n  -b'],
        ['Service', 'Type', 'simple'],
      ],
    );
  });

  it('reads a unit that begins with an empty line', () => {
    const text = '\nA=b\nC=d';
    const read = (own: string) =>
      readUnit(own).entries.map(({ key, valueSpan }) => [key, own.slice(valueSpan.start, valueSpan.end)]);
    assert.deepEqual(read(text), [
      ['A', 'b'],
      ['C', 'd'],
    ]);
  });

  it('takes # and ; for comments, also between the lines of an entry, and joins none of them', () => {
    for (const sign of ['#', ';']) {
      const between = `[S]\nA=b \\\n  ${sign} c \\\n  d\n`;
      const { joined, entries } = readUnit(between);
      const [entry] = entries;
      assert.deepEqual(entry && readUnitWords(joined, entry.valueSpan).map(({ text }) => text), ['b', 'd'], sign);
      const before = readUnit(`[S]\n${sign} c \\\nA=b\n`);
      assert.deepEqual(
        before.entries.map(({ key }) => key),
        ['A'],
        sign,
      );
    }
    assert.deepEqual(readUnit('[S]\nA=b ; c\n').entries[0]?.valueSpan, { start: 6, end: 11 });
  });

  it('joins lines without moving a character', () => {
    const text = '[S]\r\nA=b \\\r\n  c\r\n';
    assert.equal(readUnit(text).joined, '[S]\r\nA=b      c\r\n');
  });

  it('ends a continued entry at a blank line', () => {
    const text = '[S]\nA=b \\\n\nC=d\n';
    assert.deepEqual(
      readUnit(text).entries.map((entry) => entry.key),
      ['A', 'C'],
    );
  });

  it('splits and unquotes words', () => {
    assert.deepEqual(words(`a "b c" 'd e' --f="g h" i\\sj k\\x41 "\\"" ''`), [
      'a',
      'b c',
      'd e',
      '--f=g h',
      'i j',
      'kA',
      '"',
      '',
    ]);
  });

  it('records variables and specifiers, not doubled percent signs', () => {
    const text = '$A ${B}c %i %% $$D';
    assert.deepEqual(
      readUnitWords(text, { start: 0, end: text.length }).map((word) => word.references.map((r) => r.name ?? '?')),
      [['A'], ['B'], ['?'], [], ['D']],
    );
  });

  it('reads prefixes and several commands', () => {
    const value = '-@/bin/a b c ; /bin/d';
    const commands = readUnitCommands(value, { start: 0, end: value.length });
    assert.deepEqual(
      commands.map(({ prefix, words }) => [prefix, ...words.map((word) => word.text)]),
      [
        ['-@', '/bin/a', 'b', 'c'],
        ['', '/bin/d'],
      ],
    );
  });
});
