// How controller managers, kubelets and API servers of a cluster meet: every set of inputs, the least margin, what would be.
import assert from 'node:assert/strict';
import { effectiveCluster } from '../../../server/src/effective/effectiveCluster.ts';
import type { Cluster, Instance } from '../../../server/src/model/cluster.ts';
import { roundUp, slowest } from '../../../server/src/timing/heartbeat.ts';
import { combinationsOf } from '../../../server/src/timing/inputSets.ts';
import {
  changesHeartbeat,
  graceWanted,
  heartbeatOf,
  leastPause,
  meetingOf,
} from '../../../server/src/timing/patience.ts';
import { evictedAfter, survivedWith } from '../../../server/src/timing/supposed.ts';
import { type ClusterParts, cluster, instance, type Settings, TEMPLATE } from './clusterBuilder.ts';

const SECONDS = 'default-unreachable-toleration-seconds';

describe('timing: every set of inputs of a cluster', () => {
  const servers = (count: number) =>
    Array.from({ length: count }, (_, index): Settings => ({ [SECONDS]: `${10 * (count - index)}` }));
  const seconds = (apiServer: readonly Settings[]) =>
    combinationsOf(cluster({ apiServer }), false).map(({ admission: { enabled, unreachableSeconds } }) =>
      enabled ? unreachableSeconds : 'off',
    );

  it('has all API servers, of more than sixteen the extremes and those that are off or open', () => {
    assert.deepEqual(seconds(servers(3)), [30, 20, 10]);
    assert.equal(seconds(servers(16)).length, 16);
    assert.deepEqual(seconds(servers(17)), [10, 170]);
    const off = { 'disable-admission-plugins': 'DefaultTolerationSeconds' };
    assert.deepEqual(seconds([...servers(17), off, { [SECONDS]: TEMPLATE }]), [10, 170, 'off', undefined]);
  });

  it('has every version, each with a kubelet of its own', () => {
    const all = combinationsOf(cluster({ minors: [32, 33], kubelet: [{}, { nodeLeaseDurationSeconds: 20 }] }), false);
    assert.deepEqual(
      all.map(({ controller, kubelet }) => [controller.minor, kubelet.minor, kubelet.leaseDuration]),
      [
        [32, 32, 40_000],
        [32, 32, 20_000],
        [33, 33, 40_000],
        [33, 33, 20_000],
      ],
    );
  });

  it('has rates that cannot be read where several nodes fail, and only there', () => {
    const open = cluster({ manager: { 'node-eviction-rate': TEMPLATE } });
    assert.equal(combinationsOf(open, false).length, 1);
    assert.ok(combinationsOf(open, true).length > 1);
  });
});

describe('timing: the patience of controller managers and the heartbeats of kubelets', () => {
  function meet(parts: ClusterParts, kubelets?: readonly Instance[], reportFrequency?: number) {
    const made: Cluster = { ...cluster(parts), ...(kubelets && { kubelets }) };
    const [manager] = made.controllerManagers;
    const [kubelet] = made.kubelets;
    assert.ok(manager && kubelet);
    return meetingOf(effectiveCluster(made), manager, kubelet, made.version.minors, reportFrequency);
  }

  it('meet in one way with the defaults: 50 s and a lease of 10 s, stretched by 4 %', () => {
    const { ways, ...rest } = meet({});
    const way = { gracePeriod: 50_000, monitorPeriod: 5_000, grace: 50_000, intervalMs: 10_000, maxMs: 10_400 };
    assert.deepEqual(ways, [way]);
    assert.deepEqual(rest, { tightest: way, alwaysMarks: false, survivedAtBest: 3, survivedAtWorst: 3 });
  });

  it('meet in a way for each version, of which the one with the least margin is the tightest', () => {
    // Up to 1.31 the grace was 40 s.
    const { ways, tightest, survivedAtBest, survivedAtWorst } = meet({ minors: [31, 32] });
    assert.deepEqual(
      ways.map(({ gracePeriod }) => gracePeriod),
      [40_000, 50_000],
    );
    assert.equal(tightest?.gracePeriod, 40_000);
    assert.deepEqual([survivedAtBest, survivedAtWorst], [3, 2]);
  });

  it('meet with the version of the kubelet, where that is another one', () => {
    const old = instance('kubelet', [19]);
    // A lease without jitter up to 1.19.
    assert.deepEqual(
      meet({}, [old]).ways.map(({ maxMs }) => maxMs),
      [10_000],
    );
    assert.deepEqual(
      meet({}, [instance('kubelet', [])]).ways.map(({ maxMs }) => maxMs),
      [10_400],
    );
    assert.deepEqual(
      meet({}, [instance('kubelet', [19, 33])]).ways.map(({ maxMs }) => maxMs),
      [10_000, 10_400],
    );
  });

  it('mark healthy nodes in every way, in some, or in none', () => {
    assert.equal(meet({ manager: { 'node-monitor-grace-period': '10s' } }).alwaysMarks, true);
    const some = meet({
      minors: [31, 32],
      kubelet: { nodeLeaseDurationSeconds: 180, nodeStatusUpdateFrequency: '1h' },
    });
    // The lease is renewed after 45–46.8 s.
    assert.deepEqual([some.alwaysMarks, some.survivedAtWorst, some.survivedAtBest], [false, -1, 0]);
    const made = cluster({});
    const [manager] = made.controllerManagers;
    const [kubelet] = made.kubelets;
    assert.ok(manager && kubelet);
    const none = meetingOf(effectiveCluster(made), manager, kubelet, []);
    assert.deepEqual(
      [none.ways, none.tightest, none.alwaysMarks, none.survivedAtBest, none.survivedAtWorst],
      [[], undefined, false, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    );
  });

  it('may be tried with another report frequency', () => {
    const slowLease = { kubelet: { nodeLeaseDurationSeconds: 400 } };
    assert.deepEqual(
      meet(slowLease, undefined, 20_000).ways.map(({ intervalMs }) => intervalMs),
      [20_000],
    );
    assert.deepEqual(
      meet(slowLease).ways.map(({ intervalMs }) => intervalMs),
      [100_000],
    );
  });

  it('say which grace would be wanted: for the slowest, above the floor', () => {
    const way = { gracePeriod: 0, grace: 0, intervalMs: 0, monitorPeriod: 5_000 };
    const ways = [
      { ...way, maxMs: 10_400 },
      { ...way, maxMs: 20_800 },
    ];
    assert.equal(graceWanted(ways, 2, 0), 65_000);
    assert.equal(graceWanted(ways.slice(0, 1), 2, 45_000), 50_000);
    assert.equal(graceWanted([], 2, 45_000), 0);
  });
});

describe('timing: the heartbeat of a cluster', () => {
  it('is the slowest of a kubelet, and the least pause that of the quickest', () => {
    const made = effectiveCluster(
      cluster({ kubelet: [{}, { nodeLeaseDurationSeconds: 20 }, { nodeLeaseDurationSeconds: 80 }] }),
    );
    assert.equal(leastPause(made), 5_200);
    assert.deepEqual(
      made.cluster.kubelets.map((kubelet) => heartbeatOf(made, kubelet).maxMs),
      [10_400, 5_200, 20_800],
    );
    const beat = (maxMs: number) => ({ intervalMs: 10_000.5, maxMs, by: 'lease' }) as const;
    assert.deepEqual(slowest([beat(10_400), beat(20_800.2), beat(3)]), {
      intervalMs: 10_000,
      maxMs: 20_801,
      by: 'lease',
    });
  });

  it('would be another without a setting that changes it', () => {
    const change = (
      settings: Settings,
      name: string,
      rest: Partial<Instance> = {},
      minors: readonly number[] = [33],
    ) => {
      const kubelet = { ...instance('kubelet', minors, settings), ...rest };
      const made = { ...cluster({ minors }), kubelets: [kubelet] };
      return changesHeartbeat(effectiveCluster(made), kubelet, name);
    };
    assert.equal(change({ nodeLeaseDurationSeconds: 80 }, 'nodeLeaseDurationSeconds'), true);
    assert.equal(change({ nodeLeaseDurationSeconds: 40 }, 'nodeLeaseDurationSeconds'), false);
    assert.equal(change({ nodeLeaseDurationSeconds: 80 }, 'nodeStatusUpdateFrequency'), false);
    assert.equal(change({ nodeLeaseDurationSeconds: TEMPLATE }, 'nodeLeaseDurationSeconds'), undefined);
    assert.equal(change({ nodeLeaseDurationSeconds: TEMPLATE }, 'nodeStatusUpdateFrequency'), undefined);
    const missing = [{ file: 'a.yaml' }] as unknown as Instance['missing'];
    assert.equal(change({ nodeLeaseDurationSeconds: 80 }, 'nodeLeaseDurationSeconds', { missing }), undefined);
    // 40 s is the default, so that only 80 s change the heartbeat, in every version.
    assert.equal(change({ nodeLeaseDurationSeconds: 80 }, 'nodeLeaseDurationSeconds', {}, [32, 33]), true);
  });

  it('whole multiples stay what they are, whatever the quotient is', () => {
    // 0.1 · 3 is a bit more than 0.3, and 3 times 0.1.
    assert.equal(roundUp(0.1 * 3, 0.1), 0.1 * 3);
    assert.deepEqual(
      [roundUp(10, 5), roundUp(10.1, 5), roundUp(10, 0), roundUp(0, 5), roundUp(-1, 5)],
      [10, 15, 10, 0, 0],
    );
  });
});

describe('timing: what would be with another value', () => {
  it('survives so many lost heartbeats, in the worst way', () => {
    const survived = (parts: ClusterParts, values: Parameters<typeof survivedWith>[1]) =>
      survivedWith({ effective: effectiveCluster(cluster(parts)) }, values);
    assert.equal(survived({}, {}), 3);
    assert.equal(survived({}, { gracePeriod: 20_000 }), 0);
    assert.equal(survived({}, { gracePeriod: 10_000 }), -1);
    assert.equal(survived({}, { gracePeriod: 21_000, monitorPeriod: 2_000 }), 1);
    assert.equal(survived({}, { monitorPeriod: 40_000 }), 6);
    assert.equal(survived({ kubelet: [{}, { nodeLeaseDurationSeconds: 80 }] }, {}), 1);
    assert.equal(survivedWith({ effective: effectiveCluster({ ...cluster({}), kubelets: [] }) }, {}), undefined);
  });

  it('looks at fifty kubelets', () => {
    const kubelets = (count: number) =>
      Array.from(
        { length: count },
        (_, index): Settings => (index === count - 1 ? { nodeLeaseDurationSeconds: 80 } : {}),
      );
    const survived = (count: number) =>
      survivedWith({ effective: effectiveCluster(cluster({ kubelet: kubelets(count) })) }, {});
    assert.deepEqual([survived(50), survived(51)], [1, 3]);
  });

  it('evicts pods so many seconds after the taint', () => {
    const taint = { earliest: 40_000, latest: 60_000 };
    assert.deepEqual(evictedAfter({ taint }, 30), { earliest: 70_000, latest: 90_000 });
  });
});
