// What frees a workload that is stuck, literally: which ways there are, when, and what comes of them if the old node still runs.
import assert from 'node:assert/strict';
import type { Workload } from '../../../server/src/model/workload.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { fencingOf, type Names, type WayOut, waysFor, waysOut } from '../../../server/src/timing/waysOut.ts';
import { claim, claimed, cluster, storageClass, toleration, type WorkloadParts, workload } from './clusterBuilder.ts';

const STORES = { nfs: 'nfs.csi.k8s.io', azure: 'disk.csi.azure.com' };

function analysed(store: keyof typeof STORES, parts: WorkloadParts, minors = [33], more: Partial<Workload> = {}) {
  const given = cluster({
    minors,
    storageClasses: [storageClass('own', STORES[store])],
    claims: [claim({ storageClass: 'own' })],
    workloads: [{ ...workload({ volumes: [claimed()], ...parts }), ...more }],
  });
  const analysis = analyse(given, { kind: 'partition' });
  const [one] = analysis.workloads;
  assert.ok(one);
  return { analysis, one };
}

function ways(...given: Parameters<typeof analysed>): readonly WayOut[] {
  const { analysis, one } = analysed(...given);
  return waysOut(analysis, one);
}

const told = (list: readonly WayOut[]) => list.map(({ by, verdictIfWrong }) => `${by}: ${verdictIfWrong}`);
const mounts = (list: readonly WayOut[]) =>
  list.map(({ by, replacementMount }) => `${by} ${replacementMount.earliest}`);

describe('timing: ways out', () => {
  // With defaults of 1.33 the pod is evicted 365.1 s after the silence at the latest: marked by 60 s, queued one pass of 5 s later,
  // tainted within 100 ms, and 300 s of toleration.
  it('of a set whose disk a provider takes from the old node', () => {
    const found = ways('azure', {});
    assert.deepEqual(told(found), [
      'return: fenced',
      'out-of-service: fenced',
      'node-deleted: fenced',
      'force-delete: fenced',
    ]);
    assert.deepEqual(new Set(found.map(({ doneAt }) => doneAt)), new Set([365_100]));
    assert.deepEqual(
      found.map(({ needsDeadNode }) => needsDeadNode),
      [false, true, true, true],
    );
    // By force at once, a deleted Node 40 s later by the collector's quarantine; then six minutes up to 1.37.
    assert.deepEqual(mounts(found), [
      'return Infinity',
      'out-of-service 365100',
      'node-deleted 765100',
      'force-delete 725100',
    ]);
  });

  it('of a set on storage that anybody can mount', () => {
    const found = ways('nfs', {});
    assert.deepEqual(told(found), [
      'return: fenced',
      'out-of-service: double-mount',
      'node-deleted: double-mount',
      'force-delete: double-mount',
    ]);
    assert.deepEqual(mounts(found), [
      'return Infinity',
      'out-of-service 365100',
      'node-deleted 405100',
      'force-delete 365100',
    ]);
  });

  it('know the out-of-service taint from 1.26 on, where some version has it', () => {
    const hasTaint = (minors: number[]) => ways('azure', {}, minors).some(({ by }) => by === 'out-of-service');
    assert.deepEqual([hasTaint([25]), hasTaint([26]), hasTaint([25, 26])], [false, true, true]);
  });

  it('say the commands, with what is to be filled in', () => {
    assert.deepEqual(
      ways('azure', {}).flatMap(({ commands }) => commands),
      [
        'kubectl taint nodes NODE node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
        'kubectl delete node NODE',
        'kubectl delete pod mysql-0 -n db --grace-period=0 --force',
      ],
    );
  });

  it('make a bare pod again, which nobody else does', () => {
    const found = ways('azure', { kind: 'Pod' });
    assert.deepEqual(told(found), ['return: fenced', 'recreate: fenced']);
    assert.deepEqual(found.at(-1)?.commands, [
      'kubectl get pod mysql -n db -o yaml > mysql.yaml',
      'kubectl delete pod mysql -n db --grace-period=0 --force',
      'kubectl create -f mysql.yaml   # without status, nodeName and what the API server added',
    ]);
    assert.deepEqual(mounts(found), ['return Infinity', 'recreate 725100']);
  });

  it('do not exist where nothing evicts, and need not where it is safe or nobody waits', () => {
    assert.deepEqual(ways('azure', { tolerations: [toleration({ operator: 'Exists' })] }), []);
    assert.deepEqual(ways('azure', { grace: 0 }), []);
    assert.deepEqual(ways('nfs', { grace: 0 }), []);
  });

  it('put fencing first where the replacement comes by itself beside the old writer', () => {
    const fencing = (...given: Parameters<typeof analysed>) => fencingOf(analysed(...given).one);
    // Without a grace the object goes with the eviction: marked after 39.6 s, a pass of 5 s, and 300 s of toleration, at the earliest.
    const [fenced, ...others] = fencing('nfs', { grace: 0 });
    assert.deepEqual(others, []);
    assert.deepEqual(fenced && told([fenced]), ['fenced: double-mount']);
    assert.deepEqual(fenced?.replacementMount, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(fencing('nfs', {}), []);
    assert.deepEqual(fencing('azure', { grace: 0 }), []);
  });

  it('are of the node and the pod that are named, and of nothing a shell would run', () => {
    const { analysis, one } = analysed('azure', {});
    const named = (names: Names) =>
      waysFor(analysis, one, names)
        .flatMap(({ commands }) => commands)
        .slice(-2);
    assert.deepEqual(named({ node: 'n1.example', namespace: 'db', pod: 'pg-0' }), [
      'kubectl delete node n1.example',
      'kubectl delete pod pg-0 -n db --grace-period=0 --force',
    ]);
    assert.deepEqual(named({ node: 'n1;reboot', namespace: '$(x)', pod: '-f' }), [
      'kubectl delete node NODE',
      'kubectl delete pod POD -n NAMESPACE --grace-period=0 --force',
    ]);
  });

  it('beside an out-of-service taint wait for no timer', () => {
    const { analysis, one } = analysed('azure', {});
    const found = waysFor(analysis, one, { node: 'n1', namespace: 'db', pod: 'mysql-0', isOutOfService: true });
    assert.deepEqual(mounts(found), ['return Infinity', 'node-deleted 365100', 'force-delete 365100']);
  });

  it('name no pod of a set whose controller is not known', () => {
    const { analysis, one } = analysed('azure', { kind: 'Deployment', grace: 0 }, [33]);
    const last = waysFor(analysis, one, { node: 'NODE', namespace: 'db', pod: 'POD' }).at(-1);
    assert.deepEqual(last?.commands, ['kubectl delete pod POD -n db --grace-period=0 --force']);
  });
});
