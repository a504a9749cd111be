import assert from 'node:assert/strict';
import {
  CRITICAL_PRIORITY,
  secondsForPriority,
  shutdownPeriods,
} from '../../../server/src/effective/shutdownPeriods.ts';

describe('shutdown periods', () => {
  it('gives 20 s to regular and 10 s to critical pods of 30 s and 10 s', () => {
    const periods = shutdownPeriods(30_000, 10_000);
    assert.equal(secondsForPriority(periods, 0), 20);
    assert.equal(secondsForPriority(periods, CRITICAL_PRIORITY + 1000), 10);
  });

  it('cuts fractions of a second', () => {
    assert.deepEqual(
      shutdownPeriods(30_900, 10_500).map(({ seconds }) => seconds),
      [20, 10],
    );
  });

  it('has no groups without a shutdown period', () => {
    assert.deepEqual(shutdownPeriods(0, 0), []);
    assert.equal(secondsForPriority([], 0), undefined);
  });

  it('puts a pod into the highest group that its priority reaches', () => {
    const periods = [
      { priority: 100_000, seconds: 300 },
      { priority: 1000, seconds: 120 },
      { priority: 0, seconds: 60 },
    ];
    assert.equal(secondsForPriority(periods, 10_000), 120);
    assert.equal(secondsForPriority(periods, 100_000), 300);
    assert.equal(secondsForPriority(periods, -5), 60);
  });
});
