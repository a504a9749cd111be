import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordSearch } from '../../../server/src/text/patterns/wordSearch.ts';

describe('text: one of many words', () => {
  const words = ['kubelet-arg', 'runcmd', 'write_files', '--node-monitor-period', 'kubelet:'];
  const search = new WordSearch(words);

  it('is found wherever it stands', () => {
    assert.equal(search.find('runcmd'), 'runcmd');
    assert.equal(search.find('x runcmd'), 'runcmd');
    assert.equal(search.find('a\nkubelet: x'), 'kubelet:');
    assert.equal(search.find('kubelet -arg, kubelet_arg, run cmd, write-files'), undefined);
    assert.equal(search.find('kubelet-kubelet-arg'), 'kubelet-arg');
    assert.equal(search.find('runcm'), undefined);
    assert.equal(search.find(''), undefined);
  });

  it('wants words of three characters', () => {
    assert.throws(() => new WordSearch(['ab', 'abc']), RangeError);
    assert.equal(new WordSearch([]).find('abc'), undefined);
    assert.equal(new WordSearch(['abc']).find('ababc'), 'abc');
  });

  it('says what `includes` says', () => {
    const piece = fc.constantFrom('ab', 'ba', 'abc', 'c', 'cab', '\u0161\u{1f600}', 'ruc', 'x');
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    const word = text.filter(({ length }) => length >= 3);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), text, (some, within) => {
        const found = new WordSearch(some).find(within);
        assert.equal(
          found !== undefined,
          some.some((one) => within.includes(one)),
        );
        if (found !== undefined) assert.ok(some.includes(found) && within.includes(found));
      }),
    );
  });
});
