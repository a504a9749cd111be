// A few random sessions with the server process, of a fixed seed, and every one that ever failed.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../fuzz/random.ts';
import { faultOfSession, randomSession, type Session } from '../fuzz/sessions.ts';

const found = join('test', 'fuzz', 'found', 'sessions');

describe('protocol: sessions', () => {
  for (const name of existsSync(found) ? readdirSync(found).filter((file) => file.endsWith('.json')) : []) {
    it(`does not fail again: ${name}`, async () => {
      assert.equal(await faultOfSession(JSON.parse(readFileSync(join(found, name), 'utf8')) as Session), undefined);
    }).timeout(120_000);
  }

  it('end as a fresh session begins, whatever was told and in whatever order', async () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const session = randomSession(random(seed * 104_729), 40);
      assert.equal(await faultOfSession(session), undefined, `seed ${seed}`);
    }
  }).timeout(240_000);
});
