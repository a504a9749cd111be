// Which of a manager's controllers run, by version, list and gates.
import assert from 'node:assert/strict';
import { effectiveCluster } from '../../../server/src/effective/effectiveCluster.ts';
import { cluster, type Settings } from '../timing/clusterBuilder.ts';

function controllers(minor: number, settings: Settings = {}) {
  const given = cluster({ minors: [minor], manager: settings });
  const [manager] = given.controllerManagers;
  assert.ok(manager);
  const [only, ...more] = effectiveCluster(given).controllers(manager, minor, false).inputs;
  assert.ok(only && more.length === 0);
  return only;
}

const without = (name: string) => ({ controllers: `*,-${name}` });
const GATE_OFF = { 'feature-gates': 'SeparateTaintEvictionController=false' };

describe('effective: the controllers that run', () => {
  it('taints evict within the node lifecycle before 1.29, and by themselves from then on', () => {
    const evicts = (minor: number, settings: Settings) => controllers(minor, settings).taintEviction;
    assert.deepEqual(
      [27, 28, 29, 30].map((minor) => evicts(minor, without('nodelifecycle'))),
      [false, false, true, true],
    );
    assert.deepEqual(
      [27, 28, 29, 30].map((minor) => evicts(minor, without('taint-eviction-controller'))),
      [true, true, false, false],
    );
  });

  it('and within it where the gate is off', () => {
    assert.equal(controllers(29, { ...without('nodelifecycle'), ...GATE_OFF }).taintEviction, false);
    assert.equal(controllers(29, { ...without('taint-eviction-controller'), ...GATE_OFF }).taintEviction, true);
  });
});
