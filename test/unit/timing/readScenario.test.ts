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
    assert.throws(() => read('partition:fast'), /scenario partition: 'fast' is not key=value$/);
    assert.throws(() => read('partition:=1m'), /'=1m' is not key=value/);
    assert.throws(() => read('overload:loss=1.1'), /loss=1.1 is not a number from 0 to 1/);
    assert.throws(() => read('overload:loss=-0.1'), /loss=-0.1 is not a number from 0 to 1/);
    assert.throws(() => read('overload:loss='), /loss= is not a number from 0 to 1/);
    assert.throws(() => read('zone-outage:failed=0'), /failed=0 is not a number from 1 on/);
    assert.throws(() => read('zone-outage:failed=1.5'), /failed=1.5 is not a number from 1 on/);
    assert.throws(() => parseScenario('zone-outage:failed=3,nodes=2'), /failed=3 is more than nodes=2/);
    assert.throws(() => read('zone-outage:failed=6'), /failed=6 is more than nodes=5/);
    assert.throws(() => read('flood'), /unknown scenario 'flood'/);
  });

  it('takes its bounds', () => {
    assert.deepEqual(read('overload:loss=0'), { kind: 'overload', forMs: 600_000, loss: 0 });
    assert.deepEqual(read('overload:for=0s,loss=1'), { kind: 'overload', forMs: 0, loss: 1 });
    const zone = (failed: number, nodes: number, zones: number) => ({ kind: 'zone-outage', failed, nodes, zones });
    assert.deepEqual(read('zone-outage'), zone(3, 5, 1));
    assert.deepEqual(read('zone-outage:nodes=2'), zone(2, 2, 1));
    assert.deepEqual(read('zone-outage:failed=1,nodes=1,zones=2'), zone(1, 1, 2));
  });
});
