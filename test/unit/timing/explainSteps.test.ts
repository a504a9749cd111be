import assert from 'node:assert/strict';
import type { DisruptionBudget, Workload } from '../../../server/src/model/workload.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario, Step } from '../../../server/src/timing/analysis.ts';
import {
  type ClusterParts,
  cluster,
  field,
  type Given,
  storageClass,
  TEMPLATE,
  templated,
  toleration,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

const storageClasses = [
  storageClass('nfs', 'nfs.csi.k8s.io'),
  storageClass('longhorn', 'driver.longhorn.io'),
  storageClass('local', 'rancher.io/local-path'),
];

function steps(parts: WorkloadParts, rest: ClusterParts = {}, scenario: Scenario = { kind: 'partition' }) {
  const analysis = analyse(cluster({ storageClasses, ...rest, workloads: [workload(parts)] }), scenario);
  return { node: analysis.steps, pod: analysis.workloads[0]?.steps ?? [] };
}

function codes(list: readonly Step[]): readonly string[] {
  return list.map(({ code }) => code);
}

describe('timing: the story in steps', () => {
  it('of the node, with the numbers behind each window', () => {
    const { node } = steps({}, { minors: [33], manager: { 'node-monitor-grace-period': '42s' } });
    assert.deepEqual(node, [
      { code: 'heartbeat', at: undefined, values: { intervalMs: 10_000, maxMs: 10_400, by: 'lease' } },
      { code: 'silent', at: { earliest: 0, latest: 0 }, values: { scenario: 'partition' } },
      {
        code: 'detected',
        at: { earliest: 34_600, typical: 50_000, latest: 55_000 },
        values: { gracePeriodMs: 42_000, monitorPeriodMs: 5_000, effectiveGraceMs: 45_000, extraPeriodMs: 5_000 },
      },
      { code: 'tainted', at: { earliest: 39_600, latest: 60_100 }, values: { queueDelayMs: 5_000, nthNode: 1 } },
    ]);
  });

  it('names the rare second turn since 1.34, by the rate', () => {
    const lost = (manager: ClusterParts['manager'], minor: number) =>
      steps({}, { minors: [minor], manager: manager ?? {} }).node.find(({ code }) => code === 'tainted')?.values
        .lostTokenMs;
    assert.equal(lost({}, 33), undefined);
    assert.equal(lost({}, 34), 10_000);
    assert.equal(lost({ 'node-eviction-rate': '1' }, 34), 5_000);
    assert.equal(lost({ 'node-eviction-rate': '0' }, 34), undefined);
  });

  it('leaves out numbers on which the controller managers disagree, or that are not known', () => {
    const manager = [{ 'node-monitor-grace-period': '20s' }, { 'node-monitor-grace-period': '40s' }];
    const detected = steps({}, { manager }).node.find(({ code }) => code === 'detected');
    assert.deepEqual(detected?.values, { monitorPeriodMs: 5_000, extraPeriodMs: 5_000 });
    const templatedPeriod = { 'node-monitor-period': TEMPLATE } as const;
    const unknown = steps({}, { manager: templatedPeriod }).node.find(({ code }) => code === 'detected');
    assert.deepEqual(unknown?.values, { gracePeriodMs: 50_000 });
  });

  it('says where healthy nodes are marked that no window holds', () => {
    const flaps = (manager: ClusterParts['manager']) =>
      steps({}, { manager: manager ?? {} })
        .node.filter(({ code }) => code === 'flaps')
        .map(({ values }) => values);
    const short = { 'node-monitor-grace-period': '8s', 'node-monitor-period': '2s' };
    assert.deepEqual(flaps(short), [{ always: true }]);
    assert.deepEqual(flaps([short, {}]), [{ always: false }]);
    assert.deepEqual(flaps({}), []);
  });

  it('of a legacy eviction', () => {
    const { node, pod } = steps({}, { minors: [12] });
    assert.deepEqual(codes(node), ['heartbeat', 'silent', 'detected', 'no-taints']);
    assert.deepEqual(codes(pod), ['evicted', 'object-stays', 'replacement-never', 'verdict']);
  });

  it('of a pod whose object goes at once', () => {
    const { pod } = steps({ grace: 0, volumes: [templated({ storageClass: 'nfs' })] });
    assert.deepEqual(codes(pod), [
      'tolerates',
      'evicted',
      'object-removed-at-once',
      'replacement-after-removal',
      'volume-not-attached',
      'second-mount',
      'old-writer-runs-on',
      'verdict',
    ]);
    assert.deepEqual(pod.at(-1)?.values, { verdict: 'double-mount' });
  });

  it('of a Job that keeps a finalizer on its pods until they have ended, so that no force removes them', () => {
    const stays = (parts: WorkloadParts, minor: number) =>
      steps({ kind: 'Job', ...parts }, { minors: [minor] }).pod.find(({ code }) => code.startsWith('object-'));
    const failed = { podReplacementPolicy: 'Failed' } as const;
    const held = { code: 'object-stays', at: undefined };
    assert.deepEqual(stays(failed, 34), { ...held, values: { graceSeconds: 30, hasFinalizer: true } });
    assert.deepEqual(stays({ ...failed, grace: 0 }, 34), { ...held, values: { graceSeconds: 0, hasFinalizer: true } });
    assert.deepEqual(stays({}, 34), { ...held, values: { graceSeconds: 30 } });
    assert.equal(stays({ grace: 0 }, 34)?.code, 'object-removed-at-once');
  });

  it('of each kind of volume', () => {
    const kind = (name: string, rest: ClusterParts = {}) =>
      steps({ grace: 0, volumes: [templated({ storageClass: name })] }, rest).pod.find(({ code }) =>
        code.startsWith('volume-'),
      );
    assert.deepEqual(kind('longhorn')?.values, {
      volume: 'data',
      storage: 'Longhorn',
      waitMs: 360_000,
      onForceDetach: 'unknown',
    });
    assert.equal(kind('longhorn', { manager: { controllers: '*,-attachdetach' } })?.code, 'volume-stays-attached');
    assert.equal(kind('local')?.code, 'volume-node-bound');
    assert.equal(kind('unheard-of')?.code, 'volume-unknown');
  });

  it('ends where nothing evicts, and says why', () => {
    const reason = (parts: WorkloadParts, rest: ClusterParts = {}, scenario?: Scenario) =>
      steps(parts, rest, scenario).pod.find(({ code }) => code === 'not-evicted')?.values.reason;
    assert.equal(reason({ tolerations: [toleration({ operator: 'Exists' })] }), 'tolerates');
    assert.equal(reason({}, { manager: { controllers: '*,-nodelifecycle' } }), 'controller-off');
    assert.equal(reason({}, {}, { kind: 'overload', forMs: 120_000, loss: 1 }), 'back-before');
    assert.equal(reason({}, {}, { kind: 'overload', forMs: 10_000, loss: 1 }), 'not-detected');
    assert.equal(reason({}, {}, { kind: 'zone-outage', failed: 3, nodes: 3, zones: 1 }), 'all-zones-down');
  });

  it('of an overload that ends', () => {
    const { node, pod } = steps({}, {}, { kind: 'overload', forMs: 600_000, loss: 1 });
    assert.deepEqual(codes(node).at(-1), 'returns');
    assert.ok(codes(pod).includes('object-removed-by-kubelet'));
  });

  it('of a graceful shutdown', () => {
    const kubelet = { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' };
    const { node, pod } = steps({}, { kubelet }, { kind: 'shutdown' });
    assert.ok(codes(node).includes('shutdown-begins'));
    assert.deepEqual(pod[0]?.values, { groupSeconds: 20, graceSeconds: 30 });
  });
});

/** Steps of a workload that the builder has no words for. */
function stepsOf(parts: WorkloadParts, more: Partial<Workload>): readonly Step[] {
  const analysis = analyse(cluster({ storageClasses, workloads: [{ ...workload(parts), ...more }] }), CUT_OFF);
  return analysis.workloads[0]?.steps ?? [];
}

const CUT_OFF: Scenario = { kind: 'partition' };

function budget(limit: DisruptionBudget['limit'], pods: string): DisruptionBudget {
  const { file, range } = workload({});
  return {
    file,
    range,
    name: 'own',
    namespace: 'db',
    selector: { labels: [], expressions: [] },
    limit,
    pods,
  };
}

describe('timing: replicas and budgets', () => {
  // Source: pkg/controller/disruption/disruption.go (getExpectedPodCount): percentages are rounded up, of either kind.
  const rows: readonly (readonly [Given<number> | undefined, DisruptionBudget['limit'], string, number | undefined])[] =
    [
      [3, 'minAvailable', '1', 1],
      [3, 'minAvailable', '2', 0],
      [3, 'minAvailable', '3', 0],
      [3, 'maxUnavailable', '1', 0],
      [3, 'maxUnavailable', '2', 1],
      [3, 'maxUnavailable', '5', 2],
      [5, 'minAvailable', '50%', 1],
      [5, 'maxUnavailable', '30%', 1],
      [11, 'minAvailable', '10%', 8],
      [undefined, 'minAvailable', '0', 0],
      [TEMPLATE, 'minAvailable', '1', undefined],
      [3, 'minAvailable', '{{ x }}', undefined],
      [3, 'maxUnavailable', '50%%', undefined],
    ];
  for (const [count, limit, pods, allowed] of rows) {
    it(`${String(count)} replicas, of which one is missing, and ${limit} ${pods} let a drain evict ${allowed}`, () => {
      const replicas = count === undefined ? undefined : field(count);
      const steps = stepsOf({}, { replicas, budgets: [budget(limit, pods)] });
      const values = steps.find(({ code }) => code === 'disruption-budget')?.values;
      assert.deepEqual(values, { name: 'own', limit, pods, ...(allowed !== undefined && { allowed }) });
    });
  }

  it('say nothing of how many a drain may evict of pods that nobody scales', () => {
    const steps = stepsOf({ kind: 'Job' }, { replicas: field(3), budgets: [budget('minAvailable', '1')] });
    const values = steps.find(({ code }) => code === 'disruption-budget')?.values;
    assert.deepEqual(values, { name: 'own', limit: 'minAvailable', pods: '1' });
  });

  it('name several budgets, of which the API server refuses every eviction', () => {
    const steps = stepsOf(
      {},
      { budgets: [budget('minAvailable', '1'), { ...budget('minAvailable', '2'), name: 'other' }] },
    );
    assert.deepEqual(
      steps.filter(({ code }) => code.startsWith('disruption')).map(({ code, values }) => [code, values]),
      [['disruption-budgets', { names: ['own', 'other'] }]],
    );
  });

  it('tell of a missing one from two on, where somebody makes another', () => {
    const told = (count: Given<number>, parts: WorkloadParts = {}) =>
      stepsOf(parts, { replicas: field(count) }).some(({ code }) => code === 'replicas');
    assert.deepEqual([told(1), told(2), told(TEMPLATE)], [false, true, false]);
    assert.deepEqual([told(2, { kind: 'Job' }), told(2, { kind: 'DaemonSet' })], [false, false]);
  });
});

describe('timing: steps of zones, shutdowns and leases', () => {
  const zone = (failed: number, nodes: number, zones: number, manager: ClusterParts['manager'] = {}) =>
    steps({}, { manager }, { kind: 'zone-outage', failed, nodes, zones }).node.find(({ code }) => code === 'zone-state')
      ?.values;

  it('say the state of the zone and the rate there', () => {
    assert.deepEqual(zone(2, 5, 3), { state: 'Normal', failed: 2, nodes: 5, zones: 3, rate: 0.1 });
    assert.deepEqual(zone(3, 5, 3), { state: 'PartialDisruption', failed: 3, nodes: 5, zones: 3, rate: 0 });
    assert.deepEqual(zone(31, 51, 3), { state: 'PartialDisruption', failed: 31, nodes: 51, zones: 3, rate: 0.01 });
    assert.deepEqual(zone(5, 5, 3), { state: 'FullDisruption', failed: 5, nodes: 5, zones: 3, rate: 0.1 });
    assert.deepEqual(zone(3, 3, 1), { state: 'all-zones-down', failed: 3, nodes: 3, zones: 1, rate: 0 });
  });

  it('say neither where controller managers disagree', () => {
    const places = { failed: 3, nodes: 5, zones: 3 };
    assert.deepEqual(zone(3, 5, 3, [{}, { 'unhealthy-zone-threshold': '0.7' }]), { state: 'unknown', ...places });
    const rates = [{}, { 'node-eviction-rate': '0.2' }];
    assert.deepEqual(zone(5, 5, 3, rates), { state: 'FullDisruption', failed: 5, nodes: 5, zones: 3 });
  });

  it('begin a shutdown at once, with its groups or without', () => {
    const at = { earliest: 0, latest: 0 };
    const begins = (kubelet: ClusterParts['kubelet']) =>
      steps({}, { kubelet: kubelet ?? {} }, { kind: 'shutdown' }).node.find(({ code }) => code.startsWith('shutdown'));
    assert.deepEqual(begins({}), { code: 'shutdown-not-graceful', at, values: {} });
    const kubelet = { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' };
    assert.deepEqual(begins(kubelet), { code: 'shutdown-begins', at, values: { groups: 2 } });
  });

  it('say why nobody notices', () => {
    const why = (rest: ClusterParts, scenario: Scenario = CUT_OFF) =>
      steps({}, rest, scenario).node.find(({ code }) => code === 'never-detected')?.values.reason;
    assert.equal(why({ manager: { controllers: '*,-nodelifecycle' } }), 'controller-off');
    assert.equal(why({}, { kind: 'overload', forMs: 10_000, loss: 1 }), 'back-before');
    assert.equal(why({}), undefined);
  });

  it('say that a live lease is read from 1.37 on, by all controller managers', () => {
    const reads = (minors: readonly number[]) =>
      steps({}, { minors }).node.find(({ code }) => code === 'detected')?.values.readsLiveLeases;
    assert.deepEqual([reads([36]), reads([37]), reads([36, 37])], [undefined, true, undefined]);
  });
});
