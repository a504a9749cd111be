// What is made of a text is made once for all who hold it.
import assert from 'node:assert/strict';
import { SharedTexts } from '../../../server/src/text/sharedTexts.ts';

describe('shared texts', () => {
  it('are found again by all of their text and by what else counts', () => {
    const shared = new SharedTexts<{ readonly text: string; readonly number: number }>();
    let made = 0;
    const of = (text: string, kind?: string) => {
      const make = () => {
        made += 1;
        return { text, number: made };
      };
      return shared.of(text, make, kind).number;
    };
    const long = 'a'.repeat(10_000);
    assert.deepEqual([of(long), of(`a${long.slice(1)}`), of(`${long.slice(1)}b`), of('')], [1, 1, 2, 3]);
    // Only looking at all of both tells these apart.
    const [one, other] = [`${long}x${long}`, `${long}y${long}`];
    assert.deepEqual([of(one), of(other), of(other), of(one)], [4, 5, 5, 6]);
    assert.deepEqual([of('z', 'line 1'), of('z', 'line 2'), of('z', 'line 2')], [7, 8, 8]);
  });
});
