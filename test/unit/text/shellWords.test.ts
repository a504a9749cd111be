import assert from 'node:assert/strict';
import { readShellCommands } from '../../../server/src/text/shell/shellCommands.ts';
import { readShell, splitValue } from '../../../server/src/text/shell/shellWords.ts';

const tokens = (text: string): string[] =>
  readShell(text).map((token) => {
    if (token.kind === 'word') return token.word.text;
    if (token.kind === 'end') return `end ${JSON.stringify(token.text)}`;
    if (token.kind === 'redirection') return `to ${token.operator}`;
    return `here ${text.slice(token.document.body.start, token.document.body.end)}`;
  });

describe('text/shellWords', () => {
  it('splits words, quotes and escapes removed', () => {
    assert.deepEqual(tokens(`a "b  $c" 'd"e' f\\ g "h\\"\\i" --j="k"'l'`), [
      'a',
      'b  $c',
      'd"e',
      'f g',
      'h"\\i',
      '--j=kl',
    ]);
  });

  it('joins continued lines and leaves comments out', () => {
    assert.deepEqual(tokens('a \\\n  b # c\nd#e'), ['a', 'b', 'end "\\n"', 'd#e']);
    assert.deepEqual(tokens('a\\\nb \\\r\n c'), ['ab', 'c']);
  });

  it('reads operators and redirections', () => {
    assert.deepEqual(tokens('a && b | c >> d 2>&1 & (e); f <<<g'), [
      ...['a', 'end "&&"', 'b', 'end "|"', 'c', 'to >>', 'd', 'to 2>&1', 'end "&"'],
      ...['end "("', 'e', 'end ")"', 'end ";"', 'f', 'to <<<', 'g'],
    ]);
  });

  it('keeps variables and commands as written, and records them', () => {
    const text = 'a$B "${C}" $(d "e f") `g h` $';
    const found = readShell(text).flatMap((token) => (token.kind === 'word' ? [token.word] : []));
    assert.deepEqual(
      found.map((word) => [word.text, ...word.references.map((r) => r.name ?? '?')]),
      [['a$B', 'B'], ['${C}', 'C'], ['$(d "e f")', '?'], ['`g h`', '?'], ['$']],
    );
  });

  it('reads here-documents in order', () => {
    assert.deepEqual(tokens("a <<X <<-'Y' > f\n1\nX\n\t2\n\tY\nb"), [
      ...['a', 'to >', 'f', 'here 1\n', 'here \t2\n', 'end "\\n"', 'b'],
    ]);
  });

  it('splits a value at blanks alone', () => {
    assert.deepEqual(
      splitValue(`--a=b<10%,c --d='e f' \\\n --g=$(h -i)`).map((word) => word.text),
      ['--a=b<10%,c', '--d=e f', '--g=$(h -i)'],
    );
  });

  it('knows what to write over a part', () => {
    const [plain, quoted, mixed] = splitValue(`--a=b --c="d" --e=f"g"`);
    assert.deepEqual(plain?.write({ start: 4, end: 5 }, '1s'), { source: { start: 4, end: 5 }, newText: '1s' });
    assert.deepEqual(plain?.write({ start: 4, end: 5 }, 'x y'), { source: { start: 4, end: 5 }, newText: '"x y"' });
    assert.deepEqual(quoted?.write({ start: 4, end: 5 }, '$"'), { source: { start: 11, end: 12 }, newText: '\\$\\"' });
    assert.deepEqual(mixed?.write({ start: 4, end: 6 }, 'h'), { source: { start: 14, end: 22 }, newText: '"--e=h"' });
  });
});

describe('text/shellCommands', () => {
  it('finds simple commands, their assignments and targets', () => {
    const text = 'if A=1 b -c > d; then\n  export E="f g" H=1\nfi\ncat <<X | tee /y\n1\nX\n';
    assert.deepEqual(
      readShellCommands(text).map((command) => ({
        words: command.words.map((word) => word.text),
        sets: command.assignments.map((a) => [a.name, a.word.text.slice(a.valueStart)]),
        targets: command.targets.map((word) => word.text),
        documents: command.documents.length,
      })),
      [
        { words: ['b', '-c'], sets: [['A', '1']], targets: ['d'], documents: 0 },
        {
          words: ['export'],
          sets: [
            ['E', 'f g'],
            ['H', '1'],
          ],
          targets: [],
          documents: 0,
        },
        { words: ['fi'], sets: [], targets: [], documents: 0 },
        { words: ['cat'], sets: [], targets: [], documents: 0 },
        { words: ['tee', '/y'], sets: [], targets: [], documents: 1 },
      ],
    );
  });

  it('says of a command that it stands behind a test, and of no other one', () => {
    const behind = (text: string) =>
      readShellCommands(text).flatMap(({ words, ways }) =>
        ways.length > 0 ? words.map((word) => word.text).join(' ') : [],
      );
    assert.deepEqual(behind('test -f x && a || b; c'), ['a', 'b']);
    assert.deepEqual(behind('[ x ] || a && b\nc'), ['a', 'b']);
    assert.deepEqual(behind('a && b || c'), []);
  });
});
