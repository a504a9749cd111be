import assert from 'node:assert/strict';
import { nearest } from '../../../server/src/model/nearest.ts';

const names = ['node-monitor-period', 'node-monitor-grace-period', 'node-sync-period'];

describe('the nearest name', () => {
  it('finds a letter too few, too many, changed, or two swapped', () => {
    assert.equal(nearest('node-monitor-perod', names, 2), 'node-monitor-period');
    assert.equal(nearest('node-monitors-period', names, 2), 'node-monitor-period');
    assert.equal(nearest('node-monitor-perios', names, 2), 'node-monitor-period');
    assert.equal(nearest('node-mointor-period', names, 1), 'node-monitor-period');
  });

  it('finds nothing that is further away', () => {
    assert.equal(nearest('node-cidr-mask-size', names, 2), undefined);
  });

  it('does not choose between two', () => {
    assert.equal(nearest('abce', ['abcd', 'abcf'], 1), undefined);
  });
});
