// Words of shells, units and environment files, each with its place, its references and what does not stand as it is read:
// `index:from-to` in the text.
import assert from 'node:assert/strict';
import { readEnvFile } from '../../../server/src/text/shell/environmentFileText.ts';
import { readShell, splitValue } from '../../../server/src/text/shell/shellWords.ts';
import type { Word } from '../../../server/src/text/shell/word.ts';
import { readUnit, readUnitCommands } from '../../../server/src/text/systemd.ts';

function told(word: Word, text: string): string {
  const references = word.references.map(({ name, start, end, quote }) => {
    return ` $${name ?? '?'}@${start}-${end}${quote === 'none' ? '' : ` ${quote}`}`;
  });
  const moved = Array.from(word.text, (sign, index) => {
    const { start, end } = word.sourceOf({ start: index, end: index + 1 });
    return end - start === 1 && text[start] === sign ? '' : ` ${index}:${start}-${end}`;
  });
  return `${word.text} @${word.source.start}-${word.source.end}${references.join('')}${moved.join('')}`;
}

function shell(text: string): string[] {
  return readShell(text).map((token) => {
    if (token.kind === 'word') return told(token.word, text);
    const place = `@${token.source.start}-${token.source.end}`;
    if (token.kind === 'end') return `end ${token.text} ${place}`;
    if (token.kind === 'redirection') return `to ${token.operator} ${place}`;
    const { operator, delimiter, quoted, body } = token.document;
    return `here ${operator} ${delimiter}${quoted ? ' quoted' : ''} ${body.start}-${body.end} ${place}`;
  });
}

const value = (text: string): string[] => splitValue(text).map((word) => told(word, text));

const environment = (text: string): string[] =>
  readEnvFile(text).map(({ name, nameSpan, start, end, value }) => {
    return `${name} ${nameSpan.start}-${nameSpan.end} ${start}-${end} ${told(value, text)}`;
  });

function unit(text: string): string[] {
  const { joined, entries } = readUnit(text);
  assert.equal(joined.length, text.length);
  return entries.map(({ section, key, keySpan, start, end, valueSpan }) => {
    const content = JSON.stringify(joined.slice(valueSpan.start, valueSpan.end));
    return `[${section}] ${key} ${keySpan.start}-${keySpan.end} ${start}-${end} ${content} ${valueSpan.start}-${valueSpan.end}`;
  });
}

const commands = (text: string): string[] =>
  readUnitCommands(text, { start: 0, end: text.length }).map(({ prefix, words }) => {
    return `${prefix || '.'} ${words.map((word) => told(word, text)).join(' | ')}`;
  });

const SHELL: readonly (readonly [string, readonly string[]])[] = [
  ['a\\ b c\\', ['a b @0-4 1:1-3', 'c\\ @5-7']],
  ['a\\\nb', ['ab @0-4']],
  ['a\\\r\nb', ['ab @0-5']],
  ['a\\\rb', ['a\rb @0-4 1:1-3']],
  ['a \\\n b', ['a @0-1', 'b @5-6']],
  ['a \\\r\n b', ['a @0-1', 'b @6-7']],
  ['a \\ b', ['a @0-1', ' b @2-5 0:2-4']],
  ['"a\\"b\\\\c\\$d\\`e\\f\\\ng"', ['a"b\\c$d`e\\fg @0-20 1:2-4 3:5-7 5:8-10 7:11-13']],
  ["'a\\'b", ['a\\b @0-5']],
  ['"a', ['a @0-2']],
  ["'a b", ['a b @0-4']],
  ['a""b \'\'', ['ab @0-4', ' @5-7']],
  ['""', [' @0-2']],
  ['"a"\'b\'c', ['abc @0-7']],
  [
    '$A ${B} ${C:-d} $1 $@ $? $$ $! $# $* $- $',
    [
      '$A @0-2 $A@0-2',
      '${B} @3-7 $B@0-4',
      '${C:-d} @8-15 $?@0-7',
      '$1 @16-18 $1@0-2',
      '$@ @19-21 $@@0-2',
      '$? @22-24 $?@0-2',
      '$$ @25-27 $$@0-2',
      '$! @28-30 $!@0-2',
      '$# @31-33 $#@0-2',
      '$* @34-36 $*@0-2',
      '$- @37-39',
      '$ @40-41',
    ],
  ],
  ['"$A" \'$B\' "${C}x"', ['$A @0-4 $A@0-2 double', '$B @5-9', '${C}x @10-17 $C@0-4 double']],
  ['$(a (b) c)d `e f`g `h', ['$(a (b) c)d @0-11 $?@0-10', '`e f`g @12-18 $?@0-5', '`h @19-21']],
  ['$(a', ['$ @0-1', 'end ( @1-2', 'a @2-3']],
  ['${a', ['${a @0-3']],
  ['x${A}y$B', ['x${A}y$B @0-8 $A@1-5 $B@6-8']],
  ['${{a}}', ['${{a}} @0-6 $?@0-6']],
  ['${1}', ['${1} @0-4 $?@0-4']],
  ['${_a1}', ['${_a1} @0-6 $_a1@0-6']],
  ['$_a-b', ['$_a-b @0-5 $_a@0-3']],
  [
    'a;b;;c&d&&e|f||g(h)',
    [
      'a @0-1',
      'end ; @1-2',
      'b @2-3',
      'end ;; @3-5',
      'c @5-6',
      'end & @6-7',
      'd @7-8',
      'end && @8-10',
      'e @10-11',
      'end | @11-12',
      'f @12-13',
      'end || @13-15',
      'g @15-16',
      'end ( @16-17',
      'h @17-18',
      'end ) @18-19',
    ],
  ],
  [
    'a>b>>c<d<<<e 2>f 2>&1 <&3 >|g <>h &>i &>>j 10>k 100>l >&m',
    [
      'a @0-1',
      'to > @1-2',
      'b @2-3',
      'to >> @3-5',
      'c @5-6',
      'to < @6-7',
      'd @7-8',
      'to <<< @8-11',
      'e @11-12',
      'to 2> @13-15',
      'f @15-16',
      'to 2>&1 @17-21',
      'to <&3 @22-25',
      'to >| @26-28',
      'g @28-29',
      'to <> @30-32',
      'h @32-33',
      'to &> @34-36',
      'i @36-37',
      'to &>> @38-41',
      'j @41-42',
      'to 10> @43-46',
      'k @46-47',
      '100 @48-51',
      'to > @51-52',
      'l @52-53',
      'to >& @54-56',
      'm @56-57',
    ],
  ],
  ['a #b\nc#d #e', ['a @0-1', 'end \n @4-5', 'c#d @5-8']],
  ['#a', []],
  ['a\r\nb', ['a @0-1', 'end \n @2-3', 'b @3-4']],
  ['cat <<X\na\nX\nb', ['cat @0-3', 'here << X 8-10 @4-6', 'end \n @11-12', 'b @12-13']],
  ['cat <<-X\n\ta\n\tX\nb', ['cat @0-3', 'here <<- X 9-12 @4-7', 'end \n @14-15', 'b @15-16']],
  [
    'cat <<\'X\' <<"Y" <<\\Z\na\nX\nY\nZ\nb',
    [
      'cat @0-3',
      'here << X quoted 21-23 @4-6',
      'here << Y quoted 25-25 @10-12',
      'here << Z quoted 27-27 @16-18',
      'end \n @28-29',
      'b @29-30',
    ],
  ],
  ['cat << X\na\nX', ['cat @0-3', 'here << X 9-11 @4-6', 'end \n @11-12']],
  ['cat <<X\na\nXX\n X', ['cat @0-3', 'here << X 8-15 @4-6', 'end \n @14-15']],
  ['cat <<X\r\na\r\nX\r\nb', ['cat @0-3', 'here << X 9-12 @4-6', 'end \n @14-15', 'b @15-16']],
  ['cat <<\na', ['cat @0-3', 'end \n @6-7', 'a @7-8']],
  ['cat <<X; b\na\nX\n', ['cat @0-3', 'end ; @7-8', 'b @9-10', 'here << X 11-13 @4-6', 'end \n @14-15']],
  ['cat <<X <<', ['cat @0-3']],
  ['<<X', []],
  ['cat <<X\nX\nX', ['cat @0-3', 'here << X 8-8 @4-6', 'end \n @9-10', 'X @10-11']],
  ['a\tb', ['a @0-1', 'b @2-3']],
  ['a=b:c,d@e+f-g%h', ['a=b:c,d@e+f-g%h @0-15']],
  ["a'b'\\''c'", ["ab'c @0-9 2:4-6"]],
  ['<', ['to < @0-1']],
  ['\\\n', []],
  ['\\', ['\\ @0-1']],
];

const VALUE: readonly (readonly [string, readonly string[]])[] = [
  ['a<b &c;d', ['a<b @0-3', '&c;d @4-8']],
  ['\ta \n b\r\nc', ['a @1-2', 'b @5-6', 'c @8-9']],
  ['a "b c" d\\ e', ['a @0-1', 'b c @2-7', 'd e @8-12 1:9-11']],
  ['a\\\n b', ['a @0-1', 'b @4-5']],
  ['\\\n a', ['a @3-4']],
  ['$A(b) $(c d)', ['$A(b) @0-5 $A@0-2', '$(c d) @6-12 $?@0-6']],
  ['', []],
];

const ENV: readonly (readonly [string, readonly string[]])[] = [
  ['A=1', ['A 0-1 0-3 1 @2-3']],
  ['A=1\n', ['A 0-1 0-3 1 @2-3']],
  ['\ufeffA=1\n  B=2\n\tC=3', ['A 1-2 0-4 1 @3-4', 'B 7-8 5-10 2 @9-10', 'C 12-13 11-15 3 @14-15']],
  [
    'export A=1\nexport\tB=2\nexportC=3',
    ['A 7-8 0-10 1 @9-10', 'B 18-19 11-21 2 @20-21', 'exportC 22-29 22-31 3 @30-31'],
  ],
  ['A= 1 \nB=\t2\t\n', ['A 0-1 0-4 1 @3-4', 'B 6-7 6-10 2 @9-10']],
  ['A=\nB=1', ['A 0-1 0-2  @2-2', 'B 3-4 3-6 1 @5-6']],
  ['A="1\n2"\nB=3', ['A 0-1 0-7 1\n2 @2-7', 'B 8-9 8-11 3 @10-11']],
  ["A='1\n2'\nB=3", ['A 0-1 0-7 1\n2 @2-7', 'B 8-9 8-11 3 @10-11']],
  ['A="1\nB=2', ['A 0-1 0-4 1 @2-4', 'B 5-6 5-8 2 @7-8']],
  ['A="1', ['A 0-1 0-4 1 @2-4']],
  ['A=1\\\n2\nB=3', ['A 0-1 0-6 12 @2-6', 'B 7-8 7-10 3 @9-10']],
  ['A=1\\\r\n2\r\nB=3\r\n', ['A 0-1 0-7 12 @2-7', 'B 9-10 9-12 3 @11-12']],
  ["A='1\\'\nB=2", ['A 0-1 0-6 1\\ @2-6', 'B 7-8 7-10 2 @9-10']],
  ['A="1\\"2"\nB=3', ['A 0-1 0-8 1"2 @2-8 1:4-6', 'B 9-10 9-12 3 @11-12']],
  ['A=1\\', ['A 0-1 0-4 1\\ @2-4']],
  ['A=$B ${C}', ['A 0-1 0-9 $B ${C} @2-9 $B@0-2 $C@3-7']],
  ['1A=1\nA-B=2\nA B=3\n_A=4', ['_A 17-19 17-21 4 @20-21']],
  ['#A=1\n;B=2\n A=3', ['A 11-12 10-14 3 @13-14']],
  ['A="1" "2"\nB=3', ['A 0-1 0-9 1 2 @2-9', 'B 10-11 10-13 3 @12-13']],
  ['A="1"x \'2\' \nB=3', ['A 0-1 0-10 1x 2 @2-10', 'B 12-13 12-15 3 @14-15']],
  ['A=a b\tc  \nB=1', ['A 0-1 0-7 a b\tc @2-7', 'B 10-11 10-13 1 @12-13']],
  ['A=\\\nB=1', ['A 0-1 0-7 B=1 @2-7']],
  ['A="a\\\nb"\nB=1', ['A 0-1 0-8 ab @2-8', 'B 9-10 9-12 1 @11-12']],
];

const UNIT: readonly (readonly [string, readonly string[]])[] = [
  ['[A]\nb=c\n', ['[A] b 4-5 4-7 "c" 6-7']],
  ['b=c', ['[] b 0-1 0-3 "c" 2-3']],
  ['\ufeff[A]\n\ufeffb=c', ['[A] b 6-7 5-9 "c" 8-9']],
  [' [A] x\n b = c \n', ['[A] b 8-9 7-14 "c" 12-13']],
  ['[A]\nb=c\\\nd\ne=f', ['[A] b 4-5 4-10 "c  d" 6-10', '[A] e 11-12 11-14 "f" 13-14']],
  ['[A]\nb=c \\\n# no\n; no\n  d\ne=f', ['[A] b 4-5 4-23 "c               d" 6-23', '[A] e 24-25 24-27 "f" 26-27']],
  ['[A]\n#b=c\\\nd=e', ['[A] d 10-11 10-13 "e" 12-13']],
  ['[A]\nb=c\\', ['[A] b 4-5 4-8 "c" 6-7']],
  ['[A]\nb=c\\\n\nd=e', ['[A] b 4-5 4-9 "c" 6-7', '[A] d 10-11 10-13 "e" 12-13']],
  ['[A]\n\nb=\n-c=d\n1c=d\nc d=e\nc-d=e', ['[A] b 5-6 5-7 "" 7-7', '[A] c-d 24-27 24-29 "e" 28-29']],
  ['[A]\r\nb=c\\\r\nd\r\n', ['[A] b 5-6 5-13 "c   d" 7-12']],
  ['[A\nb=c', ['[] b 3-4 3-6 "c" 5-6']],
  ['[]\nb=c', ['[] b 3-4 3-6 "c" 5-6']],
  ['[A]\nb=c\\ \nd', ['[A] b 4-5 4-11 "c   d" 6-11']],
  ['\n\n[A]\nb=c=d', ['[A] b 6-7 6-11 "c=d" 8-11']],
  ['[A]\nb=c\\\\\nd', ['[A] b 4-5 4-11 "c\\\\  d" 6-11']],
  ['[A]\nb=\\\n# no\\\nc', ['[A] b 4-5 4-15 "c" 14-15']],
];

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['/a b', ['. /a @0-2 | b @3-4']],
  ['-/a b', ['- /a @1-3 | b @4-5']],
  ['-@:+!/a b', ['-@:+! /a @5-7 | b @8-9']],
  ['/a ; /b c ; /d', ['. /a @0-2', '. /b @5-7 | c @8-9', '. /d @12-14']],
  ['/a \\; b', ['. /a @0-2 | ; @3-5 0:3-5 | b @6-7']],
  ['/a ";" b', ['. /a @0-2 | ; @3-6 | b @7-8']],
  ['; /a', ['. ', '. /a @2-4']],
  ['/a ;', ['. /a @0-2']],
  ['', []],
  ['/a %i %% %n%', ['. /a @0-2 | %i @3-5 $?@0-2 | %% @6-8 | %n% @9-12 $?@0-2']],
  [
    '/a $A ${B} $$C $$ $${D} $1 $@',
    [
      '. /a @0-2 | $A @3-5 $A@0-2 | ${B} @6-10 $B@0-4 | $$C @11-14 $C@0-3 | $$ @15-17 | $${D} @18-23 $D@0-5 | $1 @24-26 $1@0-2 | $@ @27-29',
    ],
  ],
  ['/a \'b c\' "d e"f', ['. /a @0-2 | b c @3-8 | d ef @9-15']],
  ['/a \\x41\\101\\n\\s\\q\\x4', ['. /a @0-2 | AA\n qx4 @3-20 0:3-7 1:7-11 2:11-13 3:13-15 4:15-17 5:17-19']],
  ["/a \"b\\x22c\" 'd\\'e'", ['. /a @0-2 | b"c @3-11 1:5-9 | d\'e @12-18 1:14-16']],
  ['/a `b c`', ['. /a @0-2 | `b @3-5 | c` @6-8']],
  ['/a \\', ['. /a @0-2 | \\ @3-4']],
  ['/a ${B', ['. /a @0-2 | ${B @3-6']],
  ['/a $$${C} x', ['. /a @0-2 | $$${C} @3-9 $C@1-6 | x @10-11']],
  ['/a 5% %', ['. /a @0-2 | 5% @3-5 | % @6-7']],
];

describe('words and their places', () => {
  const all = [
    ['a script', shell, SHELL],
    ['the value of a variable', value, VALUE],
    ['an environment file', environment, ENV],
    ['a unit', unit, UNIT],
    ['the command lines of a unit', commands, COMMANDS],
  ] as const;
  for (const [what, read, rows] of all) {
    for (const [text, expected] of rows) {
      it(`reads ${what}: ${JSON.stringify(text)}`, () => {
        assert.deepEqual(read(text), expected);
      });
    }
  }
});

/** What the text is once `part` of its only word reads `written`; a dash where that cannot be said. */
function rewritten(word: Word | undefined, text: string, [start, end]: readonly [number, number], written: string) {
  const edit = word?.write({ start, end }, written);
  return edit === undefined ? '-' : text.slice(0, edit.source.start) + edit.newText + text.slice(edit.source.end);
}

describe('parts of words that are written anew', () => {
  const inValue = (text: string, part: readonly [number, number], written: string) =>
    rewritten(splitValue(text)[0], text, part, written);
  const inShell = (text: string, part: readonly [number, number], written: string) => {
    const [token] = readShell(text);
    return rewritten(token?.kind === 'word' ? token.word : undefined, text, part, written);
  };
  const inUnit = (text: string, part: readonly [number, number], written: string) =>
    rewritten(readUnitCommands(text, { start: 0, end: text.length })[0]?.words[0], text, part, written);

  it('keep the quotes that they have', () => {
    assert.equal(inShell('a=b', [2, 3], 'cd'), 'a=cd');
    assert.equal(inShell('a=b', [2, 3], 'c d'), 'a="c d"');
    assert.equal(inShell('a=b', [2, 3], 'c<d'), 'a="c<d"');
    assert.equal(inValue('a=b', [2, 3], 'c<d'), 'a=c<d');
    assert.equal(inShell('a=b', [2, 3], ''), 'a=');
    assert.equal(inShell('ab', [0, 2], ''), '""');
    assert.equal(inShell('a="b"', [2, 3], 'c $d'), 'a="c \\$d"');
    assert.equal(inShell('a="b"', [2, 3], 'c`"\\'), 'a="c\\`\\"\\\\"');
    assert.equal(inShell("a='b'", [2, 3], 'c $d'), "a='c $d'");
    assert.equal(inShell("a='b'", [2, 3], "c'd"), '"a=c\'d"');
  });

  it('are written with the whole word where quotes change inside of them', () => {
    assert.equal(inShell(`a=b"c"'d'`, [2, 5], 'x'), '"a=x"');
    assert.equal(inShell(`a=b"c"'d'`, [3, 4], 'x'), `a=b"x"'d'`);
    assert.equal(inShell(`$A=b"c"`, [3, 5], 'x'), '-');
    assert.equal(inShell(`b"c"=$A`, [0, 2], 'x'), '-');
    assert.equal(inShell(`b"c$A"`, [1, 4], 'x'), 'b"x"');
    assert.equal(inShell(`b"$A"`, [0, 3], 'x'), '"x"');
  });

  it('may be empty', () => {
    assert.equal(inShell('a=', [2, 2], 'x'), 'a=x');
    assert.equal(inShell('a=""', [2, 2], 'x y'), 'a="x y"');
    assert.equal(inShell("a=''b", [2, 2], 'x'), "a=''xb");
    assert.equal(inShell('ab', [1, 1], 'x'), 'axb');
    assert.equal(inShell('ab', [0, 0], 'x'), 'xab');
  });

  it('are escaped as units have it', () => {
    assert.equal(inUnit('/a="b"', [3, 4], 'c"\\'), '/a="c\\"\\\\"');
    assert.equal(inUnit("/a='b'", [3, 4], "c'\\"), "/a='c\\'\\\\'");
    assert.equal(inUnit('/a=b', [3, 4], '$c %d'), '/a="$c %d"');
    assert.equal(inUnit('/a=b', [3, 4], 'c<d'), '/a=c<d');
  });
});
