// What is remembered of a text before an edit says of the text behind it what a whole look would.
import assert from 'node:assert/strict';
import { AbsentWords, changedPart } from '../../../server/src/text/absentWords.ts';
import { random } from '../../fuzz/random.ts';

describe('text: words that are in no part of a file', () => {
  it('finds what changed', () => {
    assert.deepEqual(changedPart('abcdef', 'abXdef'), { start: 2, end: 3 });
    assert.deepEqual(changedPart('abab', 'ababab'), { start: 4, end: 6 });
    assert.deepEqual(changedPart('ababab', 'abab'), { start: 4, end: 4 });
    assert.deepEqual(changedPart('same', 'same'), { start: 4, end: 4 });
    const long = 'x'.repeat(20_000);
    assert.deepEqual(changedPart(`${long}a${long}`, `${long}bc${long}`), { start: 20_000, end: 20_002 });
  });

  it('says the same as a whole look, through edits that make words and break them', () => {
    const chance = random(7);
    const words = new AbsentWords((text) => text.includes('needle'), 'needle'.length);
    let text = 'hay '.repeat(20_000);
    let found = 0;
    for (let round = 0; round < 400; round += 1) {
      const at = chance.below(text.length);
      const place = text.indexOf('ne');
      const from = place >= 0 && chance.below(2) === 0 ? place : at;
      text =
        text.slice(0, from) + chance.pick(['needle', 'nee', 'dle', 'n', '', 'x']) + text.slice(from + chance.below(6));
      const isAbsent = !text.includes('needle');
      if (!isAbsent) found += 1;
      assert.equal(words.isAbsent('file', text), isAbsent, `round ${round}`);
    }
    assert.ok(found > 20 && found < 380, String(found));
  });

  it('looks through what changed alone', () => {
    let looked = 0;
    const words = new AbsentWords((text) => {
      looked += text.length;
      return false;
    }, 10);
    const text = 'hay '.repeat(20_000);
    words.isAbsent('file', text);
    assert.equal(looked, text.length);
    looked = 0;
    words.isAbsent('file', `${text.slice(0, 40_000)}X${text.slice(40_000)}`);
    assert.equal(looked, 21);
  });
});
