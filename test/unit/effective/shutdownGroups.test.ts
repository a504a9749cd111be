import assert from 'node:assert/strict';
import { secondsOfPod } from '../../../server/src/effective/gracefulShutdown.ts';
import {
  CRITICAL_PRIORITY,
  groupOf,
  groupsOfPeriods,
  possibleGroups,
  readGroups,
} from '../../../server/src/effective/shutdownGroups.ts';
import { workload } from '../timing/clusterBuilder.ts';

describe('shutdown groups', () => {
  it('have a pod by its class; one of its own class may be in any below Kubernetes’ own', () => {
    const groups = [-10, 0, CRITICAL_PRIORITY].map((priority, index) => ({ priority, seconds: index }));
    const seconds = (priorityClassName?: string) =>
      possibleGroups(groups, workload(priorityClassName === undefined ? {} : { priorityClassName }).pod).map(
        (group) => group.seconds,
      );
    assert.deepEqual(seconds(), [1]);
    assert.deepEqual(seconds('system-cluster-critical'), [2]);
    assert.deepEqual(seconds('own'), [0, 1]);
    assert.deepEqual(possibleGroups([], workload({}).pod), []);
  });

  it('give no seconds where there are none', () => {
    assert.deepEqual(secondsOfPod([], workload({}).pod), { shortest: 0, longest: 0 });
  });

  it('gives 20 s to regular and 10 s to critical pods of 30 s and 10 s', () => {
    const groups = groupsOfPeriods(30_000, 10_000);
    assert.equal(groupOf(groups, 0)?.seconds, 20);
    assert.equal(groupOf(groups, CRITICAL_PRIORITY - 1)?.seconds, 20);
    assert.equal(groupOf(groups, CRITICAL_PRIORITY)?.seconds, 10);
    assert.equal(groupOf(groups, CRITICAL_PRIORITY + 1000)?.seconds, 10);
  });

  it('cuts fractions of a second', () => {
    assert.deepEqual(
      groupsOfPeriods(30_900, 10_500).map(({ seconds }) => seconds),
      [20, 10],
    );
  });

  it('has no groups without a shutdown period, and where critical pods get more than there is', () => {
    assert.deepEqual(groupsOfPeriods(0, 0), []);
    assert.deepEqual(groupsOfPeriods(20_000, 20_001), []);
    assert.equal(groupsOfPeriods(20_000, 20_000).length, 2);
    assert.equal(groupOf([], 0), undefined);
  });

  it('reads entries by priority in ascending order, and keeps a group of 0 seconds', () => {
    const groups = readGroups([
      { priority: 100_000, shutdownGracePeriodSeconds: 0 },
      { priority: 1000, shutdownGracePeriodSeconds: 120 },
      { shutdownGracePeriodSeconds: 60 },
    ]);
    assert.deepEqual(groups, [
      { priority: 0, seconds: 60 },
      { priority: 1000, seconds: 120 },
      { priority: 100_000, seconds: 0 },
    ]);
    assert.equal(groupOf(groups ?? [], 10_000)?.seconds, 120);
    assert.equal(groupOf(groups ?? [], 100_000)?.seconds, 0);
    assert.equal(groupOf(groups ?? [], -5)?.seconds, 60);
  });

  it('knows no groups where one of them cannot be read', () => {
    assert.equal(readGroups([{ priority: '{{ high }}', shutdownGracePeriodSeconds: 10 }]), undefined);
    assert.equal(readGroups(undefined), undefined);
  });
});
