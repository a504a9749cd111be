// Files that are rewritten in rounds.
import assert from 'node:assert/strict';
import type { FileEdit } from '../../../server/src/model/location.ts';
import { filesOf, Rewriting, together } from '../../../server/src/model/rewriting.ts';

const edit = (file: string, from: number, to: number, newText: string): FileEdit => ({
  file,
  range: { start: { line: 0, character: from }, end: { line: 0, character: to } },
  newText,
});
const change = (...edits: readonly FileEdit[]) => ({ edits });
const anywhere = () => true;

describe('rewriting in rounds', () => {
  it('makes of changes that touch one place the first', () => {
    const first = change(edit('a', 0, 2, 'x'));
    const meets = change(edit('a', 2, 3, 'y'));
    const beside = change(edit('a', 3, 4, 'z'));
    assert.deepEqual(together([first, meets, beside], anywhere), [first, beside]);
    assert.deepEqual(together([meets, first], anywhere), [meets]);
  });

  it('makes all edits of a change or none', () => {
    const first = change(edit('a', 0, 1, 'x'));
    const half = change(edit('a', 1, 2, 'y'), edit('b', 0, 1, 'y'));
    const other = change(edit('b', 0, 1, 'z'));
    assert.deepEqual(together([first, half, other], anywhere), [first, other]);
    assert.deepEqual(
      together([half, other], (file) => file === 'b'),
      [other],
    );
    assert.deepEqual(together([change()], anywhere), []);
  });

  it('names each file once', () => {
    assert.deepEqual(filesOf([change(edit('b', 0, 1, ''), edit('a', 0, 1, '')), change(edit('b', 2, 3, ''))]), [
      'b',
      'a',
    ]);
  });

  it('tells each new text, and what has become of all', () => {
    const told: string[] = [];
    const rewriting = new Rewriting((file, text) => told.push(`${file}: ${text}`));
    rewriting.open('b', 'one');
    rewriting.open('a', 'two');
    rewriting.open('c', 'three');
    const made = rewriting.make([
      change(edit('b', 0, 1, 'ZZ')),
      change(edit('d', 0, 0, '?')),
      change(edit('c', 0, 1, 't')),
    ]);
    assert.equal(made.length, 2);
    const texts = rewriting.texts();
    rewriting.make([change(edit('b', 0, 2, 'X'), edit('a', 3, 3, '!'))]);
    assert.deepEqual(told, ['b: ZZne', 'b: Xne', 'a: two!']);
    assert.deepEqual(rewriting.changed(), [
      { file: 'a', before: 'two', after: 'two!' },
      { file: 'b', before: 'one', after: 'Xne' },
    ]);
    rewriting.restore(texts);
    assert.deepEqual(told.slice(3), ['b: ZZne', 'a: two']);
    assert.deepEqual(rewriting.changed(), [{ file: 'b', before: 'one', after: 'ZZne' }]);
    assert.equal(rewriting.textOf('c'), 'three');
    rewriting.restore(new Map());
    assert.deepEqual(rewriting.changed(), []);
    assert.equal(rewriting.isOpen('d'), false);
  });
});
