import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario } from '../../../server/src/timing/analysis.ts';
import {
  type ClusterParts,
  cluster,
  type Settings,
  storageClass,
  templated,
  unreachable,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

/** As machines are told. */
const spoken = (unknown: unknown): unknown => JSON.parse(JSON.stringify(unknown));

const storageClasses = [storageClass('nfs', 'nfs.csi.k8s.io'), storageClass('longhorn', 'driver.longhorn.io')];
const NFS = [templated({ storageClass: 'nfs' })];

function run(scenario: Scenario, parts: WorkloadParts = {}, rest: ClusterParts = {}) {
  const analysis = analyse(
    cluster({ storageClasses, ...rest, workloads: [workload({ volumes: NFS, ...parts })] }),
    scenario,
  );
  const [result] = analysis.workloads;
  assert.ok(result);
  return { ...result, detection: analysis.detection, taint: analysis.taint, clusterSteps: analysis.steps };
}

describe('timing: kubelet-stopped', () => {
  it('is a partition: the containers run on', () => {
    const stopped = run({ kind: 'kubelet-stopped' }, { grace: 0 });
    const cutOff = run({ kind: 'partition' }, { grace: 0 });
    assert.equal(stopped.verdict, 'double-mount');
    assert.deepEqual(stopped.eviction, cutOff.eviction);
  });
});

describe('timing: a controller manager that does not look at leases', () => {
  it('sees the status only, which a kubelet with a lease posts at its report frequency', () => {
    const analysis = analyse(cluster({ minors: [16], manager: { 'feature-gates': 'NodeLease=false' } }), {
      kind: 'partition',
    });
    assert.deepEqual(analysis.heartbeat, { intervalMs: 60_000, maxMs: 60_000, by: 'status' });
    assert.deepEqual(analysis.detection, { earliest: 0, typical: 45_000, latest: 45_000 });
  });
});

describe('timing: zone-outage', () => {
  const outage = (failed: number, nodes: number, zones = 1): Scenario => ({
    kind: 'zone-outage',
    failed,
    nodes,
    zones,
  });
  const state = (scenario: Scenario, manager: Settings = {}) =>
    run(scenario, {}, { manager }).clusterSteps.find(({ code }) => code === 'zone-state')?.values.state;

  it('needs three nodes and the threshold for a partial disruption', () => {
    assert.equal(state(outage(2, 3)), 'Normal');
    assert.equal(state(outage(3, 5)), 'PartialDisruption');
    assert.equal(state(outage(3, 6)), 'Normal');
    assert.equal(state(outage(11, 20)), 'PartialDisruption');
    assert.equal(state(outage(3, 3, 2)), 'FullDisruption');
    assert.equal(state(outage(3, 3)), 'all-zones-down');
    assert.equal(state(outage(3, 6), { 'unhealthy-zone-threshold': '0.5' }), 'PartialDisruption');
  });

  it('evicts at the rate in a normal zone: one node, then one every ten seconds', () => {
    const { taint } = run(outage(4, 10), { grace: 0 });
    assert.deepEqual(taint, { earliest: 44_600, latest: 95_100 });
    const faster = run(outage(4, 10), { grace: 0 }, { manager: { 'node-eviction-rate': '0.5' } });
    assert.deepEqual(faster.taint, { earliest: 44_600, latest: 71_100 });
  });

  it('evicts at the secondary rate in a large zone that is partly down', () => {
    const { taint } = run(outage(40, 60));
    assert.deepEqual(taint, { earliest: 44_600, latest: 65_100 + 4_000_000 });
  });

  it('stops in a small zone that is partly down, but a node found before it is still evicted', () => {
    const result = run(outage(3, 5), { grace: 0 });
    assert.deepEqual(result.eviction, { earliest: 344_600, latest: Number.POSITIVE_INFINITY });
    assert.equal(result.verdict, 'double-mount');
  });

  it('evicts nobody once all zones are down, unless it was too quick', () => {
    assert.equal(run(outage(3, 3), { grace: 0 }).verdict, 'never-evicted');
    assert.equal(run(outage(1, 1), { grace: 0 }).verdict, 'never-evicted');
    assert.equal(run(outage(3, 3), { grace: 0, tolerations: [unreachable(0)] }).verdict, 'double-mount');
    assert.equal(run(outage(1, 1), { grace: 0, tolerations: [unreachable(0)] }).verdict, 'never-evicted');
  });

  it('a rate of zero still evicts the first node', () => {
    const manager = { 'node-eviction-rate': '0' };
    assert.deepEqual(run(outage(1, 10), { grace: 0 }, { manager }).eviction, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(run(outage(2, 10), { grace: 0 }, { manager }).eviction, {
      earliest: 344_600,
      latest: Number.POSITIVE_INFINITY,
    });
  });

  it('a rate of exactly one stays stopped: a zone that goes from partly down to down may evict nobody any more', () => {
    const latest = (rate: string) =>
      run(outage(4, 4, 2), { grace: 0 }, { manager: { 'node-eviction-rate': rate } }).eviction.latest;
    assert.equal(latest('1'), Number.POSITIVE_INFINITY);
    assert.equal(latest('0.5'), 365_100 + 8_000);
    const large = { 'node-eviction-rate': '1', 'large-cluster-size-threshold': '3' };
    assert.equal(run(outage(4, 4, 2), { grace: 0 }, { manager: large }).eviction.latest, 365_100 + 4_000);
  });

  it('a rate of zero keeps its one token even when all zones are down, which nothing else survives', () => {
    const result = run(outage(1, 1), { grace: 0 }, { manager: { 'node-eviction-rate': '0' } });
    assert.equal(result.verdict, 'double-mount');
    assert.equal(result.eviction.earliest, 344_600);
  });
});

describe('timing: shutdown', () => {
  const SHUTDOWN: Scenario = { kind: 'shutdown' };
  const kubelet = { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' };

  it('ends normal pods within 20 of 30 s, critical ones in the last 10', () => {
    const normal = run(SHUTDOWN, {}, { kubelet });
    assert.deepEqual(normal.oldWriterGone, { earliest: 0, latest: 20_000 });
    assert.deepEqual(normal.objectRemoval, normal.oldWriterGone);
    assert.equal(normal.verdict, 'fenced');
    const critical = run(SHUTDOWN, { priorityClassName: 'system-cluster-critical' }, { kubelet });
    assert.deepEqual(critical.oldWriterGone, { earliest: 0, latest: 30_000 });
    assert.deepEqual(run(SHUTDOWN, { grace: 5 }, { kubelet }).oldWriterGone, { earliest: 0, latest: 5_000 });
  });

  it('ends pods by priority', () => {
    const groups = [
      { priority: 100_000, shutdownGracePeriodSeconds: 10 },
      { priority: 10_000, shutdownGracePeriodSeconds: 180 },
      { priority: 1_000, shutdownGracePeriodSeconds: 120 },
      { priority: 0, shutdownGracePeriodSeconds: 60 },
    ];
    const settings = { shutdownGracePeriodByPodPriority: groups };
    const normal = run(SHUTDOWN, { grace: 300 }, { kubelet: settings });
    assert.deepEqual(normal.oldWriterGone, { earliest: 0, latest: 60_000 });
    const critical = run(SHUTDOWN, { grace: 300, priorityClassName: 'system-node-critical' }, { kubelet: settings });
    assert.deepEqual(critical.oldWriterGone, { earliest: 0, latest: 370_000 });
  });

  it('is a crash where nothing is configured, or the version cannot', () => {
    for (const rest of [{}, { kubelet, minors: [19] }, { kubelet, minors: [20] }]) {
      const result = run(SHUTDOWN, { grace: 0 }, rest);
      assert.deepEqual(result.oldWriterGone, { earliest: 0, latest: 0 });
      assert.ok(result.clusterSteps.some(({ code }) => code === 'shutdown-not-graceful'));
    }
  });

  it('replaces a Deployment’s pod once it has ended; up to 1.22 perhaps while it still runs', () => {
    const deployment = { kind: 'Deployment' } as const;
    assert.equal(run(SHUTDOWN, deployment, { kubelet }).verdict, 'fenced');
    assert.equal(run(SHUTDOWN, deployment, { kubelet, minors: [22] }).verdict, 'double-mount');
  });

  it('attached storage may have to wait for the six minutes', () => {
    const result = run(SHUTDOWN, { volumes: [templated({ storageClass: 'longhorn' })] }, { kubelet });
    assert.deepEqual(result.replacementMount, { earliest: 0, latest: 380_000 });
    assert.equal(result.verdict, 'fenced');
  });
});

describe('timing: absurd values', () => {
  const partition: Scenario = { kind: 'partition' };
  const detected = (manager: Settings) => run(partition, { grace: 0 }, { manager }).detection;

  it('a period of zero or less: a loop without a pause', () => {
    for (const period of ['0', '-5s']) {
      assert.deepEqual(detected({ 'node-monitor-period': period }), {
        earliest: 39_600,
        typical: 50_000,
        latest: 50_000,
      });
    }
  });

  it('a grace of zero or less: found at the next pass', () => {
    for (const grace of ['0', '-40s']) {
      assert.deepEqual(detected({ 'node-monitor-grace-period': grace }), {
        earliest: 0,
        typical: 5_000,
        latest: 10_000,
      });
    }
  });

  it('a grace or a period of 292 years: never', () => {
    for (const name of ['node-monitor-grace-period', 'node-monitor-period']) {
      const result = run(partition, { grace: 0 }, { manager: { [name]: '2562047h47m16.854775807s' } });
      assert.equal(result.detection.earliest, Number.POSITIVE_INFINITY);
      assert.equal(result.verdict, 'never-evicted');
      assert.equal(result.clusterSteps.at(-1)?.values.reason, 'no-end');
    }
  });

  it('seconds whose nanoseconds run over are for ever or shorter, as the sign falls', () => {
    const seconds = (value: number) => run(partition, { tolerations: [unreachable(value)] }).tolerationSeconds;
    assert.deepEqual(seconds(9_223_372_036), { known: true, value: 9_223_372_036 });
    assert.deepEqual(seconds(9_223_372_037), { known: true, value: null });
    // 20 000 000 000 · 10⁹ − 2⁶⁴ nanoseconds.
    const shorter = seconds(20_000_000_000);
    assert.ok(shorter.known && Math.round(shorter.value ?? 0) === 1_553_255_926);
    assert.deepEqual(seconds(2 ** 63), { known: true, value: null });
  });

  it('a grace below the longest pause between heartbeats marks healthy nodes, and it says so', () => {
    const says = (grace: string) =>
      run(partition, {}, { manager: { 'node-monitor-grace-period': grace } }).clusterSteps.some(
        ({ values }) => values.marksHealthyNodes === true,
      );
    assert.deepEqual(['0s', '-1h', '10s', '11s', '50s'].map(says), [true, true, true, false, false]);
  });

  it('a value that is refused at start is not known, and is named', () => {
    const result = run(partition, { grace: 0 }, { manager: { 'node-monitor-grace-period': '40' } });
    assert.deepEqual(spoken(result.unknown), [
      { what: '--node-monitor-grace-period', where: 'cluster.yaml: with this value the component does not start' },
    ]);
    assert.equal(result.verdict, 'double-mount');
  });

  it('a flag that the version no longer has does nothing', () => {
    const manager = { 'pod-eviction-timeout': '10s', 'enable-taint-manager': 'false' };
    assert.deepEqual(run(partition, { grace: 0 }, { manager }).eviction, { earliest: 344_600, latest: 365_100 });
  });
});
