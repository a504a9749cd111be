// Fragments within fragments: where a part of the inner text stands in the outer one, and what an edit of it writes.
import assert from 'node:assert/strict';
import { base64Text, dataUrlText, quotedText } from '../../../server/src/text/encodedText.ts';
import { excerpt, unindented } from '../../../server/src/text/excerpt.ts';
import type { Fragment } from '../../../server/src/text/fragment.ts';
import { joinedFragments } from '../../../server/src/text/joined.ts';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';

/** The columns of the first line in which a part stands. */
function columns(fragment: Fragment | undefined, start: number, end: number): readonly number[] {
  const range = fragment?.locate({ start, end });
  return [range?.start.character ?? -1, range?.end.character ?? -1];
}

const lines = (fragment: Fragment, start: number, end: number) => {
  const range = fragment.locate({ start, end });
  return `${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character}`;
};

/** A one-line text after an edit of a part of a fragment of it. */
function edited(
  text: string,
  fragment: Fragment | undefined,
  [start, end]: readonly [number, number],
  written: string,
) {
  const edit = fragment?.edit({ start, end }, written);
  return edit && text.slice(0, edit.range.start.character) + edit.newText + text.slice(edit.range.end.character);
}

describe('excerpts', () => {
  const outer = rootFragment('0123456789');
  const inner = excerpt(
    outer,
    [
      { text: 'ab', source: { start: 1, end: 3 } },
      { text: 'c', source: { start: 4, end: 7 } },
      { text: 'de', source: { start: 8, end: 10 } },
    ],
    (text) => (text === '?' ? undefined : text.toUpperCase()),
  );

  it('know the place of every part', () => {
    assert.equal(inner.text, 'abcde');
    const places = [0, 1, 2, 3, 4].map((at) => columns(inner, at, at + 1));
    assert.deepEqual(places, [
      [1, 2],
      [2, 3],
      [4, 7],
      [8, 9],
      [9, 10],
    ]);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((at) => columns(inner, at, at)[0]),
      [1, 2, 4, 8, 9, 10, 10],
    );
    assert.deepEqual(columns(inner, 1, 4), [2, 9]);
    assert.deepEqual(columns(inner, 0, 2), [1, 3]);
    assert.deepEqual(columns(excerpt(outer, [], String), 0, 0), [0, 0]);
  });

  it('are written through', () => {
    assert.equal(edited('0123456789', inner, [1, 3], 'xy'), '01XY789');
    assert.equal(edited('0123456789', inner, [2, 2], 'x'), '0123X456789');
    assert.equal(edited('0123456789', inner, [1, 3], '?'), undefined);
  });
});

describe('lines without their indentation', () => {
  const text = 'a:\n  b: 1\n    c: 2\n\n  d: 3';
  const inner = unindented(rootFragment(text), { start: 3, end: text.length }, (line) =>
    line.startsWith('  ') ? 2 : 9,
  );

  it('know their places', () => {
    assert.equal(inner.text, 'b: 1\n  c: 2\nd: 3');
    assert.equal(lines(inner, 0, 4), '1:2-1:6');
    assert.equal(lines(inner, 7, 11), '2:4-2:8');
    assert.equal(lines(inner, 12, 16), '4:2-4:6');
  });

  const write = (start: number, end: number, newText: string) => {
    const edit = inner.edit({ start, end }, newText);
    const { line, character } = edit?.range.start ?? { line: -1, character: -1 };
    return `${line}:${character}-${edit?.range.end.line}:${edit?.range.end.character} ${JSON.stringify(edit?.newText)}`;
  };

  it('indent what is added', () => {
    assert.equal(write(3, 4, '5'), '1:5-1:6 "5"');
    assert.equal(write(3, 4, '5\nx: 6'), '1:5-1:6 "5\\n  x: 6"');
  });

  it('come and go with their indentation', () => {
    assert.equal(write(0, 5, ''), '1:0-2:0 ""');
    assert.equal(write(0, 0, 'x: 1\n'), '1:0-1:0 "  x: 1\\n"');
    assert.equal(write(5, 5, 'x: 1\ny: 2\n'), '2:0-2:0 "  x: 1\\n  y: 2\\n"');
    assert.equal(write(5, 12, 'x: 1\n'), '2:0-3:0 "  x: 1\\n"');
    assert.equal(write(1, 5, ''), '1:3-2:0 ""');
    assert.equal(write(5, 7, ''), '2:2-2:4 ""');
    assert.equal(write(4, 5, '\n'), '1:6-2:0 "\\n  "');
  });
});

describe('fragments one behind the other', () => {
  const text = '0123456789';
  const outer = rootFragment(text);
  const part = (start: number, end: number) =>
    excerpt(outer, [{ text: text.slice(start, end), source: { start, end } }], (written) => written);
  const joined = joinedFragments([part(1, 3), part(5, 6), part(7, 10)]);

  it('know the place of every part', () => {
    assert.equal(joined.text, '125789');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((at) => columns(joined, at, at + 1)),
      [
        [1, 2],
        [2, 3],
        [5, 6],
        [7, 8],
        [8, 9],
        [9, 10],
      ],
    );
    assert.deepEqual(columns(joined, 0, 6), [1, 10]);
    assert.deepEqual(columns(joined, 1, 3), [2, 6]);
    assert.deepEqual(columns(joined, 2, 2), [5, 5]);
    assert.deepEqual(columns(joined, 6, 6), [10, 10]);
    assert.deepEqual(columns(joinedFragments([]), 0, 0), [0, 0]);
  });

  it('are written within one of them', () => {
    assert.equal(edited(text, joined, [3, 5], 'x'), '0123456x9');
    assert.equal(edited(text, joined, [1, 2], 'x'), '01x3456789');
    assert.equal(edited(text, joined, [1, 3], 'x'), undefined);
  });
});

describe('texts in quotes and codes', () => {
  it('are what they say', () => {
    const text = '"a\\nb\\u0041\\x42\\q\\\\"';
    const inner = quotedText(rootFragment(text), { start: 1, end: text.length - 1 });
    assert.equal(inner?.text, 'a\nbABq\\');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((at) => columns(inner, at, at + 1)),
      [
        [1, 2],
        [2, 4],
        [4, 5],
        [5, 11],
        [11, 15],
        [15, 17],
        [17, 19],
      ],
    );
    assert.equal(edited(text, inner, [2, 3], 'x"\n'), '"a\\nx\\"\\n\\u0041\\x42\\q\\\\"');
    for (const [letter, sign] of Object.entries({
      t: '\t',
      r: '\r',
      b: '\b',
      f: '\f',
      0: '\0',
      a: '\x07',
      v: '\v',
      e: '\x1b',
    }))
      assert.equal(quotedText(rootFragment(`\\${letter}`), { start: 0, end: 2 })?.text, sign);
    assert.equal(quotedText(rootFragment('a\nb'), { start: 0, end: 3 }), undefined);
    assert.equal(quotedText(rootFragment('a\nb'), { start: 0, end: 1 })?.text, 'a');
    assert.equal(quotedText(rootFragment(''), { start: 0, end: 0 })?.text, '');
  });

  it('are percent signs of a data URL', () => {
    const text = 'data:,a%20b%C3%A9%ffc';
    const inner = dataUrlText(rootFragment(text));
    assert.equal(inner?.text, 'a b%C3%A9%ffc');
    const plain = dataUrlText(rootFragment('data:text/plain;x=y,a%41%42b%C3%A9c'));
    assert.equal(plain?.text, 'aABbéc');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((at) => columns(plain, at, at + 1)),
      [
        [20, 21],
        [21, 24],
        [24, 27],
        [27, 28],
        [28, 34],
        [34, 35],
      ],
    );
    assert.equal(edited('data:,ab', dataUrlText(rootFragment('data:,ab')), [0, 1], 'x y'), 'data:,x%20yb');
    assert.equal(dataUrlText(rootFragment('date:,a')), undefined);
    assert.equal(dataUrlText(rootFragment(`data:${'a'.repeat(200)},b`))?.text, 'b');
    assert.equal(dataUrlText(rootFragment(`data:${'a'.repeat(201)},b`)), undefined);
  });

  it('are base64, which is not written back', () => {
    const of = (text: string) => base64Text(rootFragment(text))?.text;
    assert.equal(of('YQ=='), 'a');
    assert.equal(of('YQ'), 'a');
    assert.equal(of('YWI='), 'ab');
    assert.equal(of('YWI'), 'ab');
    assert.equal(of('YW\n Jj'), 'abc');
    assert.equal(of(''), '');
    for (const wrong of ['Y', 'YQ=', 'YWI==', 'YWJj=', 'Y*==', 'YQ==a', 'YWJjZ'])
      assert.equal(of(wrong), undefined, wrong);
    const inner = dataUrlText(rootFragment('data:;base64,YWJj'));
    assert.equal(inner?.text, 'abc');
    assert.deepEqual(columns(inner, 1, 2), [13, 17]);
    assert.equal(inner?.edit({ start: 0, end: 1 }, 'x'), undefined);
  });
});
