import assert from 'node:assert/strict';
import { effectiveCluster } from '../../../server/src/effective/effectiveCluster.ts';
import type { Cluster, Instance } from '../../../server/src/model/cluster.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { alternativesOf } from '../../../server/src/timing/representatives.ts';
import { cluster, inline, instance, TEMPLATE, workload } from './clusterBuilder.ts';

const partition = { kind: 'partition' } as const;

function many(counts: { managers?: number; servers?: number; kubelets?: number }): Cluster {
  const { managers = 1, servers = 1, kubelets = 1 } = counts;
  const list = <T>(length: number, make: (index: number) => T) => Array.from({ length }, (_, index) => make(index));
  const plain = cluster({ minors: [33] });
  return {
    ...plain,
    controllerManagers: list(managers, (i) =>
      instance('kube-controller-manager', [33], { 'node-monitor-grace-period': `${50 + i}s` }),
    ),
    apiServers: list(servers, (i) =>
      instance('kube-apiserver', [33], { 'default-unreachable-toleration-seconds': String(300 + i) }),
    ),
    kubelets: list(kubelets, (i) => instance('kubelet', [33], { nodeLeaseDurationSeconds: 40 + 4 * i })),
    workloads: [workload({ grace: 0, volumes: [inline('nfs')] })],
  };
}

const sizes = (one: Cluster) => {
  const { managers, kubelets, servers, isUnited } = alternativesOf(effectiveCluster(one), partition);
  return { managers: managers.length, kubelets: kubelets.get(33)?.length, servers: servers.length, isUnited };
};

describe('timing: many instances', () => {
  it('of any number of kubelets only the slowest and the fastest are looked at', () => {
    assert.deepEqual(sizes(many({ kubelets: 2_000 })), { managers: 1, kubelets: 2, servers: 1, isUnited: false });
    const { heartbeat, detection } = analyse(many({ kubelets: 11 }), partition);
    assert.deepEqual(heartbeat, { intervalMs: 20_000, maxMs: 20_800, by: 'lease' });
    assert.deepEqual(detection, { earliest: 29_200, typical: 55_000, latest: 60_000 });
  });

  it('equal ones count once', () => {
    const one = many({});
    const equal: Instance[] = Array.from({ length: 500 }, () =>
      instance('kube-controller-manager', [33], { 'node-monitor-grace-period': '50s' }),
    );
    assert.equal(sizes({ ...one, controllerManagers: equal }).managers, 1);
  });

  it('8 controller managers and 8 API servers are looked at pair by pair, one more is united', () => {
    assert.deepEqual(sizes(many({ managers: 8, servers: 8 })), {
      managers: 8,
      kubelets: 1,
      servers: 8,
      isUnited: false,
    });
    assert.deepEqual(sizes(many({ managers: 9, servers: 8 })), {
      managers: 1,
      kubelets: 1,
      servers: 1,
      isUnited: true,
    });
  });

  it('united windows reach from the first of all to the last', () => {
    const { detection, workloads, isUnited } = analyse(many({ managers: 500, servers: 500 }), partition);
    assert.equal(isUnited, true);
    // The grace of 50 s to 549 s, rounded up to the monitor period of 5 s.
    assert.deepEqual(detection, { earliest: 39_600, typical: 555_000, latest: 560_000 });
    // 5 s to the queue, 0.1 s in it, 300 to 799 s of toleration.
    assert.deepEqual(workloads[0]?.eviction, { earliest: 344_600, latest: 1_364_100 });
    assert.equal(workloads[0]?.verdict, 'double-mount');
  });

  it('the worst of the united counts, also where one is not known', () => {
    const one = many({ managers: 9, servers: 9 });
    const safe = one.controllerManagers.map(({ minors }, i) =>
      instance('kube-controller-manager', minors, { controllers: i === 0 ? '*' : '*,-statefulset-controller' }),
    );
    assert.equal(analyse({ ...one, controllerManagers: safe.slice(1) }, partition).workloads[0]?.verdict, 'blocked');
    assert.equal(analyse({ ...one, controllerManagers: safe }, partition).workloads[0]?.verdict, 'double-mount');
    const open = instance('kube-controller-manager', [33], { controllers: TEMPLATE });
    const { workloads } = analyse({ ...one, controllerManagers: [...safe.slice(1), open] }, partition);
    assert.equal(workloads[0]?.verdict, 'unknown');
  });
});
