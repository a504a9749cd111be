import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario, Step } from '../../../server/src/timing/analysis.ts';
import {
  type ClusterParts,
  cluster,
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
