// One cluster in which we are mistaken costs itself: the others are explained, it is named, the status is 2.
import assert from 'node:assert/strict';
import type { Host } from '../../../server/src/cli/cliHost.ts';
import { createClusterGuard } from '../../../server/src/cli/clusterGuard.ts';
import { explainTree } from '../../../server/src/cli/explainTrees.ts';
import type { OpenedTree } from '../../../server/src/cli/openedTree.ts';
import { UsageError } from '../../../server/src/model/usageError.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

function recorded(): { readonly host: Host; readonly said: string[] } {
  const said: string[] = [];
  const terminal = { columns: 100, colour: false, unicode: true };
  const readInput = () => Promise.resolve(new Uint8Array());
  return { said, host: { cwd: '/', out: () => {}, err: (text) => said.push(text), readInput, terminal } };
}

const named = (name: string) => ({ cluster: { name } });

const manager = `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec: {containers: [{name: c, image: "registry.k8s.io/kube-controller-manager:v1.33.0", command: [kube-controller-manager]}]}
`;

describe('a guard around each cluster', () => {
  it('leaves out the one that fails, and says so', () => {
    const { host, said } = recorded();
    const guard = createClusterGuard(host);
    const made = guard.each([named('a'), named('b'), named('c')], ({ cluster: { name } }) => {
      if (name === 'b') throw new RangeError('too\nmuch');
      return name.toUpperCase();
    });
    assert.deepEqual(made, ['A', 'C']);
    assert.deepEqual(said, ['error: b is left out, since computing it failed: RangeError: too much\n']);
    assert.equal(guard.status(), 2);
    assert.deepEqual([...guard.failed()], ['b']);
  });

  it('shows all with which alone it does not fail', () => {
    const { host, said } = recorded();
    const guard = createClusterGuard(host);
    const show = (some: readonly string[]) => {
      if (some.includes('b')) throw new TypeError('no');
      return some.join();
    };
    assert.equal(
      guard.shown(['a', 'b', 'c'], (name) => name, show),
      'a,c',
    );
    assert.equal(said.length, 1);
    assert.equal(guard.status(), 2);
  });

  it('hands on what is wrong usage', () => {
    const guard = createClusterGuard(recorded().host);
    const wrong = () => {
      throw new UsageError('no');
    };
    assert.throws(() => guard.each([named('a')], wrong), UsageError);
    assert.throws(() => guard.shown(['a'], String, wrong), UsageError);
    assert.equal(guard.status(), 0);
  });

  it('is around what explain computes', () => {
    const service = createTreeService();
    service.update('clusters/a/manager.yaml', manager);
    service.update('clusters/b/manager.yaml', manager);
    const snapshot = service.snapshot();
    assert.equal(snapshot.clusters.length, 2);
    const tree = {
      snapshot: () => ({
        ...snapshot,
        analyse: (...of: Parameters<typeof snapshot.analyse>) => {
          if (of[0] === snapshot.clusters[0]?.cluster) throw new RangeError('stack');
          return snapshot.analyse(...of);
        },
      }),
      isReported: () => true,
      fileName: (file: string) => file,
    } as unknown as OpenedTree;
    const { host, said } = recorded();
    const guard = createClusterGuard(host);
    const crash = { kind: 'crash', in: () => ({ kind: 'crash' }) } as unknown as Parameters<
      typeof explainTree
    >[1]['scenario'];
    const explained = explainTree(tree, { scenario: crash }, guard);
    assert.deepEqual(
      explained.map(({ root }) => root),
      ['clusters/b'],
    );
    assert.match(said.join(''), /is left out, since computing it failed: RangeError: stack/);
  });
});
