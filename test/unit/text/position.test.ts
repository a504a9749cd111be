import assert from 'node:assert/strict';
import { touches } from '../../../server/src/text/position.ts';

describe('text/position', () => {
  it('touches a range at both ends', () => {
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
    assert.equal(touches(range, { line: 1, character: 2 }), true);
    assert.equal(touches(range, { line: 1, character: 5 }), true);
    assert.equal(touches(range, { line: 1, character: 6 }), false);
    assert.equal(touches(range, { line: 0, character: 3 }), false);
  });
});
