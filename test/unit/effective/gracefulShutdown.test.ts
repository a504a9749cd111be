import assert from 'node:assert/strict';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { gracefulShutdown, secondsOfPod } from '../../../server/src/effective/gracefulShutdown.ts';
import type { PodSpec } from '../../../server/src/model/workload.ts';
import { instance, TEMPLATE, workload } from '../timing/clusterBuilder.ts';

const shutdown = (minor: number, settings: Parameters<typeof instance>[2]) =>
  gracefulShutdown(effectiveInstance(instance('kubelet', [minor], settings), minor));

describe('effective: graceful shutdown', () => {
  const both = { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' };
  const groups = [
    { priority: 0, seconds: 20 },
    { priority: 2_000_000_000, seconds: 10 },
  ];

  it('is that of the two periods since 1.21; 1.20 refuses them without its gate, 1.19 does not read them', () => {
    assert.deepEqual(shutdown(37, both).possible, [groups]);
    assert.deepEqual(shutdown(21, both).possible, [groups]);
    assert.equal(shutdown(21, both).refusal, undefined);
    assert.deepEqual(shutdown(20, both).possible, [[]]);
    assert.equal(shutdown(20, both).refusal?.why, 'gate-off');
    assert.deepEqual(shutdown(20, { ...both, 'feature-gates': 'GracefulNodeShutdown=true' }).possible, [groups]);
    assert.deepEqual(shutdown(19, both).possible, [[]]);
    assert.equal(shutdown(19, both).refusal, undefined);
    assert.equal(shutdown(19, both).total, undefined);
  });

  it('is none where the gate is off, and the kubelet refuses the period', () => {
    const off = shutdown(33, { ...both, 'feature-gates': 'GracefulNodeShutdown=false' });
    assert.deepEqual(off.possible, [[]]);
    assert.equal(off.refusal?.why, 'gate-off');
    assert.equal(off.refusal?.settings[0]?.name, 'shutdownGracePeriod');
  });

  it('is refused where critical pods get more than there is', () => {
    const { possible, refusal } = shutdown(33, {
      shutdownGracePeriod: '20s',
      shutdownGracePeriodCriticalPods: '20s1ms',
    });
    assert.deepEqual(possible, [[]]);
    assert.equal(refusal?.why, 'critical-above-total');
    assert.deepEqual(
      refusal.settings.map(({ name }) => name),
      ['shutdownGracePeriodCriticalPods', 'shutdownGracePeriod'],
    );
    const equal = shutdown(33, { shutdownGracePeriod: '20s', shutdownGracePeriodCriticalPods: '20s' });
    assert.equal(equal.refusal, undefined);
    assert.deepEqual(equal.possible, [
      [
        { priority: 0, seconds: 0 },
        { priority: 2_000_000_000, seconds: 20 },
      ],
    ]);
  });

  it('is open where a template fills the period in: none, no time, any', () => {
    const { possible, unknown, refusal, totalMs } = shutdown(33, {
      shutdownGracePeriod: TEMPLATE,
    });
    assert.deepEqual(
      possible.map((list) => list[0]?.seconds),
      [undefined, 1, 1e12],
    );
    assert.deepEqual(
      unknown.map(({ what }) => String(what)),
      ['shutdownGracePeriod'],
    );
    assert.equal(refusal, undefined);
    assert.equal(totalMs, undefined);
  });
});

describe('effective: shutdown seconds of a pod', () => {
  const pod = (priorityClass?: string): PodSpec => {
    const { pod: plain } = workload({ grace: 30 });
    if (priorityClass === undefined) return plain;
    const field = plain.terminationGracePeriodSeconds;
    assert.ok(field);
    return { ...plain, priorityClassName: { ...field, value: { known: true, value: priorityClass } } };
  };
  const kubelets = [shutdown(33, { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' })];

  it('are those of its group', () => {
    assert.deepEqual(secondsOfPod(kubelets, pod()), { shortest: 20, longest: 20 });
    assert.deepEqual(secondsOfPod(kubelets, pod('system-cluster-critical')), { shortest: 10, longest: 10 });
    assert.deepEqual(secondsOfPod(kubelets, pod('system-node-critical')), { shortest: 10, longest: 10 });
    // No class of a cluster's own is above 1,000,000,000.
    assert.deepEqual(secondsOfPod(kubelets, pod('payments')), { shortest: 20, longest: 20 });
    assert.deepEqual(secondsOfPod(kubelets, pod('system-of-ours')), { shortest: 10, longest: 20 });
  });

  it('are none in a version without them', () => {
    const older = shutdown(19, { shutdownGracePeriod: '30s' });
    assert.deepEqual(secondsOfPod([older, ...kubelets], pod()), { shortest: 0, longest: 20 });
  });
});
