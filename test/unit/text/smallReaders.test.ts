// Readers of text that are asked directly: positions, marks of merges, here-documents, statements of many templates, blocks of
// Jinja, the keys that lead to a place, aliases that no decoder follows, names for a script, ways of a shell script.
import assert from 'node:assert/strict';
import { conflictIn } from '../../../server/src/text/conflict.ts';
import { comparePositions, lastBefore, touches } from '../../../server/src/text/position.ts';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import { hereDocumentText } from '../../../server/src/text/shell/hereDocument.ts';
import { ShellWays } from '../../../server/src/text/shell/shellWays.ts';
import { controlStatements } from '../../../server/src/text/templates/controlLines.ts';
import {
  placeholderLines,
  placeholderValues,
  withoutPlaceholderLines,
  withPlainWords,
} from '../../../server/src/text/templates/placeholderLines.ts';
import { setBlocks } from '../../../server/src/text/templates/templateBlocks.ts';
import { refusedAlias } from '../../../server/src/text/yaml/aliases.ts';
import { placeAt } from '../../../server/src/text/yaml/placeAt.ts';
import { DocumentParser } from '../../../server/src/text/yaml/stream.ts';

const at = (line: number, character: number) => ({ line, character });

describe('text: positions', () => {
  it('go by line, then by character', () => {
    assert.deepEqual(
      [comparePositions(at(1, 5), at(2, 0)) < 0, comparePositions(at(1, 5), at(1, 4)) > 0],
      [true, true],
    );
    assert.equal(comparePositions(at(1, 5), at(1, 5)), 0);
  });

  it('the last of some that does not begin behind one', () => {
    const starts = [at(0, 0), at(2, 3), at(2, 5), at(7, 0)];
    const asked = [at(0, 0), at(2, 2), at(2, 3), at(2, 4), at(2, 5), at(9, 0)].map((one) => lastBefore(starts, one));
    assert.deepEqual(asked, [0, 0, 1, 1, 2, 3]);
    assert.deepEqual([lastBefore(starts.slice(1), at(2, 2)), lastBefore([], at(0, 0))], [-1, -1]);
  });

  it('touch a range from its first character to behind its last', () => {
    const range = { start: at(1, 2), end: at(1, 4) };
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((character) => touches(range, at(1, character))),
      [false, true, true, true, false],
    );
  });
});

describe('text: merges that are not resolved', () => {
  it('have both of their ends, each at the start of a line', () => {
    assert.deepEqual(conflictIn('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n'), { start: 2, end: 9 });
    for (const text of [
      'a\n<<<<<<< HEAD\nb\n',
      '>>>>>>> x\n<<<<<<< HEAD\n',
      ' <<<<<<< HEAD\n>>>>>>> x\n',
      '<<<<<< HEAD\n>>>>>>> x\n',
      'a',
    ])
      assert.equal(conflictIn(text), undefined, text);
  });
});

describe('text: here-documents', () => {
  const given = (operator: '<<' | '<<-', quoted: boolean, body: string) =>
    hereDocumentText(rootFragment(body), { operator, quoted, body: { start: 0, end: body.length } } as Parameters<
      typeof hereDocumentText
    >[1]).text;

  it('lose leading tabs behind <<- only', () => {
    assert.equal(given('<<-', true, '\t\ta\n\tb\n  c\n'), 'a\nb\n  c\n');
    assert.equal(given('<<', true, '\t\ta\n'), '\t\ta\n');
  });

  it('resolve the escapes of the shell unless their end is quoted', () => {
    assert.equal(given('<<', false, 'a\\$b \\` \\\\ \\x\\\nc'), 'a$b ` \\ \\xc');
    assert.equal(given('<<', true, 'a\\$b\\\nc'), 'a\\$b\\\nc');
    assert.equal(given('<<', false, 'plain'), 'plain');
    assert.equal(given('<<', false, '\\$'), '$');
    assert.equal(given('<<', false, 'a\\\r\nb'), 'ab');
  });
});

describe('text: statements of other templates', () => {
  const found = (text: string) =>
    controlStatements(text).map(({ start, end, keyword }) => `${keyword} ${text.slice(start, end)}`);

  it('are found by notation where their block is closed', () => {
    assert.deepEqual(found('#@ if x:\na\n#@ else:\nb\n#@ end\n'), ['if #@ if x:', 'else #@ else:', 'end #@ end']);
    assert.deepEqual(found('#if x\na\n#elseif y\nb\n#end\n'), ['if #if x', 'elif #elseif y', 'end #end']);
    assert.deepEqual(found('#ifdef X\na\n#endif\n'), ['if #ifdef X', 'end #endif']);
    assert.deepEqual(found('% if x:\na\n% endif\n'), ['if % if x:', 'end % endif']);
    assert.deepEqual(found('<#if x>a<#else>b</#if>'), ['if <#if x>', 'else <#else>', 'end </#if>']);
    assert.deepEqual(found('{if $x}a{else}b{/if}'), ['if {if $x}', 'else {else}', 'end {/if}']);
    assert.deepEqual(found('@if(x)\na\n@endif\n'), ['if @if(x)', 'end @endif']);
    assert.deepEqual(found('[[ if .x ]]a[[ else ]]b[[ end ]]'), ['if [[ if .x ]]', 'else [[ else ]]', 'end [[ end ]]']);
    assert.deepEqual(found('<<if x>>a<<end>>'), ['if <<if x>>', 'end <<end>>']);
    assert.deepEqual(found('${if(x)}a${endif}'), ['if ${if(x)}', 'end ${endif}']);
    assert.deepEqual(found('$if(x)$a$endif$'), ['if $if(x)$', 'end $endif$']);
    assert.deepEqual(found('[[- range .x ]]a[[- end ]]'), ['if [[- range .x ]]', 'end [[- end ]]']);
  });

  it('are none where nothing is closed, or another notation closes', () => {
    for (const text of [
      '#if x\na\n',
      '# if x\n#if you want, c: 1\n// if x\n{if: 1}\n',
      '#if x\na\n[[ end ]]\n',
      '# the end\n',
      'spec: end\n',
      'a/for\n',
      '#end\n',
    ])
      assert.deepEqual(found(text), [], text);
    assert.deepEqual(found('#if x\n#if y\n#end\n'), ['if #if y', 'end #end']);
    // Where nothing else can be meant, the block reaches to the end.
    for (const text of ['[[ if .x ]]', '#@ if x:', '#ifdef X', '#if($x)', '<#if x>', '<<if x>>', '% if x:', '@if(x)'])
      assert.deepEqual(found(`${text}\na: 1\n`), [`if ${text}`]);
    // A sentence, not an end of a block.
    assert.deepEqual(found('# if x\n# end of the list, "so".\n'), []);
  });

  it('of ytt decide on the node that follows where they end at once', () => {
    const text = 'a:\n#@ if/end x:\n- b:\n    c: 1\n- d\n';
    assert.deepEqual(
      controlStatements(text).map(({ start, end, keyword }) => [keyword, start, end]),
      [
        ['if', 3, 15],
        ['end', 29, 29],
      ],
    );
  });
});

describe('text: blocks of Jinja that set a variable', () => {
  const blocks = (text: string) => {
    const spans = [...text.matchAll(/\{%.*?%\}/g)].map(({ 0: whole, index }) => {
      const keyword = /\w+/.exec(whole)?.[0] ?? '';
      return { start: index, end: index + whole.length, kind: 'statement' as const, keyword };
    });
    return setBlocks(text, spans).map(({ name, nameSpan, body, start, end }) => [
      name,
      text.slice(nameSpan.start, nameSpan.end),
      text.slice(body.start, body.end),
      text.slice(start, end),
    ]);
  };

  it('hold what stands between, the outermost alone', () => {
    assert.deepEqual(blocks('a {% set x %}b{% endset %} c'), [['x', 'x', 'b', '{% set x %}b{% endset %}']]);
    assert.deepEqual(blocks('{%- set set -%}b{%- endset -%}'), [['set', 'set', 'b', '{%- set set -%}b{%- endset -%}']]);
    const inner = '{% set a %}1{% set b %}2{% endset %}';
    assert.deepEqual(blocks(`${inner}3{% endset %}`), [['a', 'a', '1{% set b %}2', inner]]);
    assert.deepEqual(blocks('{% set x = 5 %}b{% endset %}'), []);
    assert.deepEqual(blocks('{% endset %}{% set x %}'), []);
    assert.equal(blocks('{% set a %}1{% endset %}{% set b %}2{% endset %}').length, 2);
  });
});

describe('text: the keys that lead to a place', () => {
  const text = 'a: 1\nb:\n  - c: x\n    d: y\n  - [p, q]\n---\ne: f\n';
  const place = (line: number, character: number) => {
    const found = placeAt(text, at(line, character));
    return found && [found.path.join('.'), found.part, found.nodes.length];
  };

  it('are found at keys and scalars, both ends included', () => {
    assert.deepEqual(place(0, 0), ['a', 'key', 1]);
    assert.deepEqual(place(0, 1), ['a', 'key', 1]);
    assert.deepEqual(place(0, 3), ['a', 'value', 1]);
    assert.deepEqual(place(0, 4), ['a', 'value', 1]);
    assert.deepEqual(place(2, 4), ['b.0.c', 'key', 3]);
    assert.deepEqual(place(3, 7), ['b.0.d', 'value', 3]);
    assert.deepEqual(place(4, 8), ['b.1.1', 'value', 3]);
    assert.deepEqual(place(6, 0), ['e', 'key', 1]);
    assert.deepEqual(place(6, 4), ['e', 'value', 1]);
  });

  it('are none between a key and its value, and behind the text', () => {
    assert.deepEqual([place(0, 2), place(9, 0)], [undefined, undefined]);
  });
});

describe('text: aliases that no decoder follows', () => {
  const refused = (text: string) => {
    const found = refusedAlias(new DocumentParser(0).parse(text).document, text);
    return found && [String(found.message), text.slice(found.span.start, found.span.end)];
  };
  const noMap = ['<< merges what is no map', '<<'];

  it('are those without an anchor before them, and of themselves', () => {
    assert.equal(refused('a: &x 1\nb: *x\n'), undefined);
    assert.deepEqual(refused('b: *x\na: &x 1\n'), [
      'The anchor x does not stand before this alias in the document',
      '*x',
    ]);
    assert.deepEqual(refused('a: &x {b: *x}\n'), ['The anchor x holds this alias of itself', '*x']);
    assert.deepEqual(refused('a: &x [*x]\n'), ['The anchor x holds this alias of itself', '*x']);
    assert.equal(refused('a: &x 1\nb: [*x, *x]\nc: &x 2\nd: *x\n'), undefined);
  });

  it('are merges of what is no map, or a list with one that is none', () => {
    assert.equal(refused('a: &x {b: 1}\nc: {<<: *x}\n'), undefined);
    assert.equal(refused('a: &x {b: 1}\nc:\n  <<: [*x, {d: 1}]\n'), undefined);
    assert.equal(refused('c:\n  <<: {d: 1}\n'), undefined);
    assert.deepEqual(refused('a: &x 1\nc:\n  <<: *x\n'), noMap);
    assert.deepEqual(refused('a: &x 1\nc:\n  <<: [*x]\n'), noMap);
    assert.deepEqual(refused('c:\n  <<: 5\n'), noMap);
    assert.equal(refused('c:\n  "<<": 5\n'), undefined);
    assert.deepEqual(refused('c:\n  <<: *y\n'), [
      'The anchor y does not stand before this alias in the document',
      '*y',
    ]);
  });
});

describe('text: names for a script to replace', () => {
  it('stand alone on a line, in each notation, and are blanked', () => {
    for (const name of [
      '__ARGS__',
      '$ARGS',
      '$$ARGS',
      '$(ARGS)',
      '%ARGS%',
      '@ARGS@',
      '@@ARGS@@',
      '<ARGS>',
      '<<MORE ARGS>>',
      '#{ARGS}',
      '[[ ARGS ]]',
    ]) {
      const text = `a: 1\n  ${name}\n- ${name}\nb: ${name}x\n`;
      const lines = placeholderLines(text);
      assert.deepEqual(
        lines.map(({ start, end }) => text.slice(start, end)),
        [name, name],
        name,
      );
      const blank = ' '.repeat(name.length + 2);
      assert.equal(withoutPlaceholderLines(text, lines), `a: 1\n${blank}\n${blank}\nb: ${name}x\n`, name);
    }
    for (const text of ['ARGS\n', '__5__\n', 'x $ARGS\n', '"$ARGS"\n'])
      assert.deepEqual(placeholderLines(text), [], text);
  });

  it('begin a value that YAML would refuse, and become words of their length', () => {
    const text = 'image: @REGISTRY@/a:@TAG@\n- %NAME%\nc: x@Y@\n';
    const values = placeholderValues(text);
    assert.deepEqual(
      values.map(({ start, end }) => text.slice(start, end)),
      ['@REGISTRY@', '@TAG@', '%NAME%'],
    );
    assert.equal(withPlainWords(text, values), 'image: __________/a:_____\n- ______\nc: x@Y@\n');
  });
});

describe('text: ways of a shell script', () => {
  /** Commands, each with what ends it; behind each the ways in which it stands, and of the blocks how many ways there are. */
  function ways(...commands: readonly (readonly [first: string, end?: string])[]) {
    const script = new ShellWays();
    const entered = commands.map(([first, end = '\n'], index) => {
      const source = { start: index, end: index + 1 };
      const now = script.enter(first, source);
      script.leave(first, end, source);
      return now;
    });
    return entered.map((all) =>
      all.map(({ block, index }) => `${block.statement.start}:${index}/${block.ways ?? '?'}`).join(' '),
    );
  }

  it('are those of if and else, of which one is always taken', () => {
    assert.deepEqual(ways(['if'], ['then'], ['a'], ['else'], ['b'], ['fi'], ['c']), [
      '0:0/2',
      '0:0/2',
      '0:0/2',
      '0:1/2',
      '0:1/2',
      '',
      '',
    ]);
    assert.deepEqual(ways(['if'], ['a'], ['fi'], ['b']), ['0:0/?', '0:0/?', '', '']);
    assert.deepEqual(ways(['if'], ['elif'], ['a'], ['fi']), ['0:0/?', '0:1/?', '0:1/?', '']);
    assert.deepEqual(ways(['if'], ['elif'], ['else'], ['a'], ['fi']), ['0:0/3', '0:1/3', '0:2/3', '0:2/3', '']);
  });

  it('are patterns of case, all of them with a star', () => {
    assert.deepEqual(ways(['case'], ['x', ')'], ['a', ';;'], ['*', ')'], ['b', ';;'], ['esac'], ['c']), [
      ...['0:0/2', '0:0/2', '0:0/2', '0:1/2', '0:1/2', '', ''],
    ]);
    assert.deepEqual(ways(['case'], ['x', ')'], ['a', ';;'], ['*', ')'], ['b'], ['esac']), [
      ...['0:0/2', '0:0/2', '0:0/2', '0:1/2', '0:1/2', ''],
    ]);
    assert.deepEqual(ways(['case'], ['x', ')'], ['a', ';;'], ['esac']), ['0:0/?', '0:0/?', '0:0/?', '']);
  });

  it('are loops, which may not run, and tests with something behind them', () => {
    for (const loop of ['while', 'until', 'for', 'select'])
      assert.deepEqual(ways([loop], ['do'], ['a'], ['done'], ['b']), ['0:0/?', '0:0/?', '0:0/?', '', ''], loop);
    for (const test of ['[', '[[', 'test', '((', '!'])
      assert.deepEqual(ways([test, '&&'], ['a'], ['b']), ['', '0:0/?', ''], test);
    assert.deepEqual(ways(['[', '||'], ['a', '&&'], ['b'], ['c']), ['', '0:0/?', '0:0/?', '']);
    assert.deepEqual(ways(['a', '&&'], ['b']), ['', '']);
    assert.deepEqual(ways(['[', ';'], ['b']), ['', '']);
  });

  it('are ended by their own word alone', () => {
    assert.deepEqual(ways(['if'], ['done'], ['a'], ['fi'], ['b']), ['0:0/?', '0:0/?', '0:0/?', '', '']);
    assert.deepEqual(ways(['while'], ['fi'], ['esac'], ['done'], ['b']), ['0:0/?', '0:0/?', '0:0/?', '', '']);
    assert.deepEqual(ways(['else'], ['a']), ['', '']);
    const deep = ways(...Array.from({ length: 33 }, () => ['if'] as const));
    assert.deepEqual([deep[31]?.split(' ').length, deep[32]?.split(' ').length], [32, 32]);
  });
});
