// The scenario as people write it on the command line, with what somebody does meanwhile.
import assert from 'node:assert/strict';
import { parseScenario } from '../../../server/src/timing/readScenario.ts';

const read = (text: string) => parseScenario(text).in({});

describe('scenario option', () => {
  it('takes what somebody does meanwhile, combined, in every scenario', () => {
    assert.deepEqual(read('partition:force-delete=10m,storage=cut'), {
      kind: 'partition',
      meanwhile: { forceDeletedAt: 600_000, storageCut: true },
    });
    assert.deepEqual(read('crash:node-deleted=90s,out-of-service=2m'), {
      kind: 'crash',
      meanwhile: { nodeDeletedAt: 90_000, outOfServiceAt: 120_000 },
    });
    assert.deepEqual(read('overload:for=5m,fenced=1m,returns=2m'), {
      kind: 'overload',
      forMs: 300_000,
      loss: 1,
      meanwhile: { writerGoneBy: 60_000, returnsAt: 120_000 },
    });
    assert.deepEqual(read('node-deleted'), { kind: 'node-deleted' });
  });

  it('refuses what it does not know', () => {
    assert.throws(() => read('partition:storage=gone'), /storage=gone is not storage=cut/);
    assert.throws(() => read('partition:force-delete=ten'), /force-delete/);
    assert.throws(() => read('partition:explode=1m'), /no argument 'explode'/);
    assert.throws(() => read('partition:force-delete=-1m'), /negative/);
  });
});
