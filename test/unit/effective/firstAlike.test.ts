// Of instances that say the same the first stands for all, and for none where something is open.
import assert from 'node:assert/strict';
import { firstAlike } from '../../../server/src/effective/firstAlike.ts';
import type { Instance } from '../../../server/src/model/cluster.ts';
import { cluster, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';

/** For each kubelet the place of the one that stands for it. */
function firsts(kubelet: readonly Settings[], change: (one: Instance, at: number) => Instance = (one) => one) {
  const built = cluster({ kubelet });
  const kubelets = built.kubelets.map(change);
  const whole = { ...built, kubelets };
  return kubelets.map((one) => kubelets.indexOf(firstAlike(whole, one)));
}

const TEN = { nodeStatusUpdateFrequency: '10s', featureGates: { GracefulNodeShutdown: true } };

describe('effective: instances that say the same', () => {
  it('are stood for by the first', () => {
    assert.deepEqual(firsts([TEN, { nodeStatusUpdateFrequency: '5s' }, TEN, {}, TEN, {}]), [0, 1, 0, 3, 0, 3]);
  });

  it('say another thing by value, kind, gate, default, version or environment', () => {
    assert.deepEqual(firsts([TEN, { ...TEN, featureGates: { GracefulNodeShutdown: false } }]), [0, 1]);
    assert.deepEqual(firsts([{ nodeLeaseDurationSeconds: 40 }, { nodeLeaseDurationSeconds: '40' }]), [0, 1]);
    assert.deepEqual(
      firsts([TEN, TEN], (one, at) => ({ ...one, minors: [33 + at] })),
      [0, 1],
    );
    assert.deepEqual(
      firsts([TEN, TEN, TEN], (one, at) => ({
        ...one,
        defaults: new Map([['nodeLeaseDurationSeconds', { value: at < 2 ? '40' : '20', of: 'Kubespray 2.32' }]]),
      })),
      [0, 0, 2],
    );
    assert.deepEqual(
      firsts([TEN, TEN, TEN], (one, at) => ({
        ...one,
        variables: new Map([['HTTP2_READ_IDLE_TIMEOUT_SECONDS', { known: true, value: at < 2 ? '5' : '9' }]]),
      })),
      [0, 0, 2],
    );
  });

  it('stand for themselves where something is not known, refused or missing', () => {
    assert.deepEqual(firsts([{ nodeLeaseDurationSeconds: TEMPLATE }, { nodeLeaseDurationSeconds: TEMPLATE }]), [0, 1]);
    assert.deepEqual(firsts([{ shutdownGracePeriod: '10' }, { shutdownGracePeriod: '10' }]), [0, 1]);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const missing = [{ path: '/etc/kubelet', component: undefined, file: 'a', range }];
    assert.deepEqual(
      firsts([TEN, TEN], (one) => ({ ...one, missing })),
      [0, 1],
    );
  });
});
