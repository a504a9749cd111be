// Which versions a component may have: its own, the cluster's, those beside a controller manager, those that a guess leaves.
import assert from 'node:assert/strict';
import {
  allInstances,
  componentInstances,
  kubeletMinorsBeside,
  minorsBeside,
  minorsOf,
  newestMinor,
  patchOf,
  possibleMinors,
  versionIsAssumed,
} from '../../../server/src/effective/componentVersions.ts';
import { mayCompare, refusedToleration } from '../../../server/src/effective/refusedToleration.ts';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import type { Cluster, ClusterVersion } from '../../../server/src/model/cluster.ts';
import { cluster, instance, TEMPLATE, type TolerationParts, toleration } from '../timing/clusterBuilder.ts';

function versioned(minors: readonly number[], rest: Partial<ClusterVersion> = {}): Cluster {
  const made = cluster({ minors });
  return { ...made, version: { ...made.version, ...rest } };
}

describe('effective: versions of components', () => {
  it('instances are those of their component, and none of one that decides nothing', () => {
    const made = cluster({ manager: [{}, {}], kubelet: [{}, {}, {}] });
    const components = ['kube-controller-manager', 'kubelet', 'kube-apiserver', 'kube-scheduler'] as const;
    assert.deepEqual(
      components.map((component) => componentInstances(made, component).length),
      [2, 3, 1, 0],
    );
    assert.equal(allInstances(made).length, 6);
  });

  it('an instance has its own, else those of the cluster', () => {
    assert.deepEqual(minorsOf(instance('kubelet', [30]), versioned([32, 33])), [30]);
    assert.deepEqual(minorsOf(instance('kubelet', []), versioned([32, 33])), [32, 33]);
    assert.deepEqual([newestMinor(versioned([32, 33])), newestMinor(versioned([]))], [33, NEWEST_MINOR]);
  });

  it('beside a controller manager it has the same, unless a file or a list of nodes says otherwise', () => {
    assert.deepEqual(minorsBeside(instance('kubelet', []), 33), [33]);
    assert.deepEqual(minorsBeside(instance('kubelet', [32, 33]), 33), [33]);
    assert.deepEqual(minorsBeside(instance('kubelet', [31, 32]), 33), [31, 32]);
    const kubelet = instance('kubelet', [32, 33]);
    assert.deepEqual(kubeletMinorsBeside(kubelet, 33, versioned([33])), [33]);
    const nothing = {
      leases: [],
      pods: [],
      attachments: [],
      volumes: [],
      claims: [],
      events: [],
      hasOtherEvents: false,
      clocks: [],
    };
    const running = { ...versioned([33]), live: { nodes: [], ...nothing } };
    assert.deepEqual(kubeletMinorsBeside(kubelet, 33, running), [32, 33]);
    assert.deepEqual(kubeletMinorsBeside(instance('kubelet', []), 33, running), [33]);
  });

  it('the patch is that of the only minor', () => {
    assert.equal(patchOf(versioned([33], { patch: 2 }), 33), 2);
    assert.equal(patchOf(versioned([33], { patch: 2 }), 32), undefined);
    assert.equal(patchOf(versioned([32, 33], { patch: 2 }), 32), undefined);
  });

  it('a guess is one unless the instance says something else', () => {
    const own = instance('kubelet', [30]);
    const same = instance('kubelet', [33]);
    const none = instance('kubelet', []);
    const asked = (origin: ClusterVersion['origin']) => {
      const made = versioned([33], { origin, possible: [31, 32, 33] });
      return [undefined, none, same, own].map((one) => [versionIsAssumed(made, one), possibleMinors(made, one)]);
    };
    const guess = [true, [31, 32, 33]];
    for (const origin of ['assumed', 'bounded'] as const)
      assert.deepEqual(asked(origin), [guess, guess, guess, [false, [30]]], origin);
    const stated = [false, [33]];
    assert.deepEqual(asked('file'), [stated, stated, stated, [false, [30]]]);
  });
});

describe('effective: tolerations that the API server refuses', () => {
  const why = (parts: TolerationParts, comparisons = false) => refusedToleration(toleration(parts), comparisons);

  it('are those that its validation does not take', () => {
    // Source: pkg/apis/core/validation/validation.go (ValidateTolerations)
    assert.equal(why({ key: 'a', operator: 'Exists' }), undefined);
    assert.equal(why({ operator: 'Exists' }), undefined);
    assert.notEqual(why({ operator: 'Equal', value: 'x' }), undefined);
    assert.notEqual(why({ key: 'a', operator: 'Exists', value: 'x' }), undefined);
    assert.equal(why({ key: 'a', operator: 'Exists', effect: 'NoExecute', seconds: 5 }), undefined);
    assert.notEqual(why({ key: 'a', operator: 'Exists', effect: 'NoSchedule', seconds: 5 }), undefined);
    assert.notEqual(why({ key: 'a', operator: 'Exists', seconds: 5 }), undefined);
    assert.equal(why({ key: 'a', operator: 'Exists', effect: TEMPLATE, seconds: 5 }), undefined);
    assert.equal(why({ key: TEMPLATE, operator: 'Equal' }), undefined);
  });

  it('compare numbers since 1.35, where their gate allows it', () => {
    assert.deepEqual([mayCompare(34), mayCompare(35)], [false, true]);
    const greater = { key: 'a', operator: 'Gt', value: '5' };
    assert.notEqual(why(greater), undefined);
    assert.equal(why(greater, true), undefined);
  });
});
