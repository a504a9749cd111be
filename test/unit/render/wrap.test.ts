// Lines are broken between words, and between Chinese characters but for the marks that belong to one of them.
import assert from 'node:assert/strict';
import { wrap } from '../../../server/src/render/words/wrap.ts';

describe('render: lines', () => {
  it('breaks between words', () => {
    assert.deepEqual(wrap('the node is lost', 8), ['the node', 'is lost']);
  });

  it('passes a long word once', () => {
    const word = 'x'.repeat(2 ** 20);
    assert.deepEqual(wrap(`a ${word} b`, 80), ['a', word, 'b']);
    assert.equal(wrap('（'.repeat(2 ** 16), 80).length, 1);
  });

  it('begins no line with a mark that closes, and ends none with one that opens', () => {
    assert.deepEqual(wrap('仍在執行：未知（db/pg-0）。', 16), ['仍在執行：未知', '（db/pg-0）。']);
    assert.deepEqual(wrap('節點失聯，重新啟動', 8), ['節點失', '聯，重新', '啟動']);
  });
});
