// A short run of `npm run fuzz` with a fixed seed, and every input that it ever found.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf } from '../fuzz/faults.ts';
import { random } from '../fuzz/random.ts';
import { shrink } from '../fuzz/shrink.ts';
import { randomTree, type Tree } from '../fuzz/trees.ts';

const found = join('test', 'fuzz', 'found');

describe('fuzz', () => {
  for (const name of readdirSync(found).filter((file) => file.endsWith('.json'))) {
    it(`does not fail again: ${name}`, function () {
      this.timeout(60_000);
      assert.equal(faultOf(JSON.parse(readFileSync(join(found, name), 'utf8')) as Tree), undefined);
    });
  }

  it('finds nothing in 30 trees of a fixed seed', function () {
    this.timeout(120_000);
    for (let seed = 1; seed <= 30; seed += 1)
      assert.equal(faultOf(randomTree(random(seed * 104_729))), undefined, `seed ${seed}`);
  });

  it('makes what fails small', () => {
    const tree = { a: 'x\n'.repeat(50), b: `${'y\n'.repeat(20)}bad\n${'z\n'.repeat(20)}` };
    const small = shrink(tree, ({ b = '' }) => b.includes('bad'));
    assert.deepEqual(small, { b: 'bad\n' });
  });
});
