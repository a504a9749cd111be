import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { controllerCandidates, kubeletCandidates } from '../../../server/src/effective/candidates.ts';
import { HTTP2_TIMEOUT } from '../../../server/src/effective/deadConnection.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { ascending, groupOf, groupsOfPeriods } from '../../../server/src/effective/shutdownGroups.ts';
import { flagsOf } from '../../../server/src/kubernetes/flags/catalogue.ts';
import type { Window } from '../../../server/src/model/window.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';
import { graceForMargin, marksHealthyNodes, survivedHeartbeats } from '../../../server/src/timing/detection.ts';
import { taint, tokenWait } from '../../../server/src/timing/eviction.ts';
import type { Interventions } from '../../../server/src/timing/outsideHelp.ts';
import { evictionAfterRestart } from '../../../server/src/timing/restart.ts';
import { cost } from '../../../server/src/tuner/achieve.ts';
import type { TunedSettings } from '../../../server/src/tuner/targets.ts';
import { cluster, instance, type Settings, storageClass, templated, unreachable, workload } from './clusterBuilder.ts';

interface Given {
  readonly minor: number;
  readonly manager?: Settings;
  readonly kubelet?: Settings;
  readonly seconds?: number;
  readonly grace?: number;
  readonly interventions?: Interventions;
}

interface Result extends ClusterAnalysis {
  readonly pod: WorkloadAnalysis;
}

function result({ minor, manager = {}, kubelet = {}, seconds, grace = 30, interventions = {} }: Given): Result {
  const tolerations = seconds === undefined ? [] : [unreachable(seconds)];
  const volumes = [templated({ storageClass: 'longhorn' })];
  const given = cluster({
    minors: [minor],
    manager,
    kubelet,
    storageClasses: [storageClass('longhorn', 'driver.longhorn.io')],
    workloads: [workload({ tolerations, grace, volumes })],
  });
  const analysis = analyse(given, { kind: 'partition' }, interventions);
  const [pod] = analysis.workloads;
  assert.ok(pod);
  return { ...analysis, pod };
}

function bounds({ earliest, latest }: Window): readonly number[] {
  return [earliest, latest];
}

function holds(window: Window, at: number): boolean {
  return window.earliest <= at && at <= window.latest;
}

const minutes = (text: string): number => {
  const [m = 0, s = 0] = text.split(':').map(Number);
  return (m * 60 + s) * 1_000;
};

describe('published examples', () => {
  const profiles: readonly (readonly [string, Given, readonly number[], readonly number[]])[] = [
    [
      'kubespray, fast: U 4s, P 2s, G 20s, tolerations 30',
      {
        minor: 31,
        manager: { 'node-monitor-period': '2s', 'node-monitor-grace-period': '20s' },
        kubelet: { nodeStatusUpdateFrequency: '4s' },
        seconds: 30,
      },
      [15_840, 24_000],
      [47_840, 56_100],
    ],
    [
      'kubespray and OpenShift, medium: U 20s, G 2m, tolerations 60',
      {
        minor: 31,
        manager: { 'node-monitor-grace-period': '2m' },
        kubelet: { nodeStatusUpdateFrequency: '20s' },
        seconds: 60,
      },
      [109_600, 130_000],
      [174_600, 195_100],
    ],
    [
      'kubespray and OpenShift, low: U 1m, G 5m, tolerations 60',
      {
        minor: 31,
        manager: { 'node-monitor-grace-period': '5m' },
        kubelet: { nodeStatusUpdateFrequency: '1m' },
        seconds: 60,
      },
      [289_600, 310_000],
      [354_600, 375_100],
    ],
    ['defaults of 1.14 to 1.31', { minor: 31 }, [29_600, 50_000], [334_600, 355_100]],
  ];
  for (const [title, given, detected, evicted] of profiles) {
    it(title, () => {
      const { detection, pod } = result(given);
      assert.deepEqual(bounds(detection), detected);
      assert.deepEqual(bounds(pod.eviction), evicted);
    });
  }

  it('kubespray, before the lease: fast 16 to 22 s, medium 100 to 125 s, low 240 to 305 s', () => {
    const old = [
      { manager: { 'node-monitor-period': '2s', 'node-monitor-grace-period': '20s' }, update: '4s' },
      { manager: { 'node-monitor-grace-period': '2m' }, update: '20s' },
      { manager: { 'node-monitor-grace-period': '5m' }, update: '1m' },
    ].map(({ manager, update }) =>
      bounds(result({ minor: 13, manager, kubelet: { nodeStatusUpdateFrequency: update } }).detection),
    );
    assert.deepEqual(old, [
      [16_000, 22_000],
      [100_000, 125_000],
      [240_000, 305_000],
    ]);
  });

  it('Longhorn manager PR #1395: NotReady 0:37, Terminating 5:54, forced 6:32, VolumeAttachment gone 12:34', () => {
    const { detection, pod } = result({ minor: 23, interventions: { forceDeletedAt: minutes('6:32') } });
    assert.ok(holds(detection, minutes('0:37')));
    assert.ok(holds(pod.eviction, minutes('5:54')));
    assert.deepEqual(bounds(pod.objectRemoval), [minutes('6:32'), minutes('6:32')]);
    assert.ok(Math.abs(pod.replacementMount.earliest - minutes('12:34')) <= 2_000);
  });

  it('issue #129805: six minutes after the object', () => {
    const { pod } = result({ minor: 31, seconds: 60, grace: 0 });
    assert.deepEqual(
      bounds(pod.replacementMount),
      bounds(pod.eviction).map((at) => at + 360_000),
    );
  });

  it('issue #105341: 11m40s holds only where the object goes at the eviction', () => {
    assert.ok(holds(result({ minor: 22, grace: 0 }).pod.replacementMount, minutes('11:40')));
    assert.equal(result({ minor: 22 }).pod.verdict, 'blocked');
  });

  it('issue #108268: a restart of the controller manager starts the 5 minutes anew', () => {
    const [controller] = controllerCandidates(
      effectiveInstance(instance('kube-controller-manager', [19]), 19),
      false,
    ).inputs;
    assert.ok(controller);
    const first = minutes('4:00');
    const again = evictionAfterRestart(controller, { earliest: first, latest: first }, 300);
    assert.ok(holds(again, minutes('9:00')));
  });

  it('issue #80172: U 5s by flag and G 10s on 1.14.0 flap, with the lease every 10 s', () => {
    const { detection } = result({
      minor: 14,
      manager: { 'node-monitor-grace-period': '10s' },
      kubelet: { 'node-status-update-frequency': '5s' },
    });
    assert.equal(detection.earliest, 0);
  });

  it('issue #121793: the tie fires at the multiple itself, and G 40s lies below one dead connection', () => {
    assert.equal(result({ minor: 27 }).detection.typical, 45_000);
    assert.equal(HTTP2_TIMEOUT, 45_000);
    assert.ok(graceForMargin(0, 10_400, 5_000) > HTTP2_TIMEOUT);
  });

  it('340 s, as a blog and kubernetes/website #39681 say, lies inside and is no bound', () => {
    const { eviction } = result({ minor: 23 }).pod;
    assert.ok(holds(eviction, 340_000));
    assert.notEqual(eviction.earliest, 340_000);
    assert.notEqual(eviction.latest, 340_000);
  });

  it('2016: five minutes from the last heartbeat that was seen', () => {
    const { pod } = result({ minor: 5 });
    assert.deepEqual(bounds(pod.eviction), [290_000, 305_100]);
    assert.ok(holds(pod.eviction, minutes('5:00')));
  });

  it('node-shutdown.md: 30 s with 10 s for critical pods', () => {
    const periods = groupsOfPeriods(30_000, 10_000);
    assert.equal(groupOf(periods, 0)?.seconds, 20);
    assert.equal(groupOf(periods, 2_000_000_000)?.seconds, 10);
  });

  it('node-shutdown.md: by priority', () => {
    const four = [
      { priority: 100_000, seconds: 10 },
      { priority: 10_000, seconds: 180 },
      { priority: 1_000, seconds: 120 },
      { priority: 0, seconds: 60 },
    ];
    const priorities = [100_000, 99_999, 10_000, 9_999, 1_000, 0];
    assert.deepEqual(
      priorities.map((p) => groupOf(ascending(four), p)?.seconds),
      [10, 180, 180, 120, 120, 60],
    );
    const three = [
      { priority: 100_000, seconds: 300 },
      { priority: 1_000, seconds: 120 },
      { priority: 0, seconds: 60 },
    ];
    assert.deepEqual(
      priorities.map((p) => groupOf(ascending(three), p)?.seconds),
      [300, 120, 120, 120, 120, 60],
    );
  });

  it('nodes.md: not more than one node in 10 seconds, the first at once', () => {
    assert.deepEqual(
      [1, 2, 3].map((node) => tokenWait(node, 0.1)),
      [0, 10_000, 20_000],
    );
  });

  it('AWS EBS faq: six minutes and more, and only once the old node has let go', () => {
    const given = cluster({
      minors: [33],
      storageClasses: [storageClass('ebs', 'ebs.csi.aws.com')],
      workloads: [workload({ grace: 0, volumes: [templated({ storageClass: 'ebs' })] })],
    });
    const [pod] = analyse(given, { kind: 'partition' }).workloads;
    assert.deepEqual(pod?.replacementMount, { earliest: 344_600 + 360_000, latest: Number.POSITIVE_INFINITY });
    assert.equal(pod?.verdict, 'fenced');
    const [crashed] = analyse(given, { kind: 'crash' }).workloads;
    assert.deepEqual(crashed?.replacementMount, { earliest: 704_600, latest: 725_100 });
  });

  it('Longhorn docs: NotReady "after one minute", pods "about five minutes" later, rounded', () => {
    const { detection, pod } = result({ minor: 33 });
    assert.equal(detection.latest, minutes('1:00'));
    assert.ok(holds(pod.eviction, minutes('6:00')));
  });

  it('the cloud controller manager has a flag of the same name, which touches no heartbeat', () => {
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    const command = (name: string, flag: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - name: c\n    command: [${name}, ${flag}]\n`;
    service.update('kcm.yaml', command('kube-controller-manager', '--node-monitor-period=5s'));
    service.update('ccm.yaml', command('cloud-controller-manager', '--node-status-update-frequency=5s'));
    const [report] = service.snapshot().clusters;
    assert.deepEqual(report?.analysis.heartbeat, { intervalMs: 10_000, maxMs: 10_400, by: 'lease' });
  });

  it('kubespray’s defaults: 10 s in the file makes every node report every 10 s', () => {
    const { heartbeat } = result({ minor: 33, kubelet: { nodeStatusUpdateFrequency: '10s' } });
    assert.deepEqual(heartbeat, { intervalMs: 10_000, maxMs: 10_400, by: 'lease' });
    assert.equal(HTTP2_TIMEOUT, 45_000);
  });
});

describe('published claims that are wrong, and that we do not make', () => {
  it('that the update frequency is the heartbeat, or speeds up detection as a flag', () => {
    const plain = result({ minor: 33 });
    const flag = result({ minor: 33, kubelet: { 'node-status-update-frequency': '1s' } });
    assert.deepEqual(flag.detection, plain.detection);
    assert.deepEqual(flag.heartbeat, plain.heartbeat);
    const file = result({ minor: 33, kubelet: { nodeStatusUpdateFrequency: '1s' } });
    assert.ok(file.detection.earliest > plain.detection.earliest);
  });

  it('that attempts are the grace over the frequency times five', () => {
    assert.equal(survivedHeartbeats(40_000, 10_400), 2);
  });

  it('that the grace must be (N − 1)·U', () => {
    for (const grace of ['11s', '15s']) {
      const { heartbeat } = result({ minor: 33, manager: { 'node-monitor-grace-period': grace } });
      assert.equal(marksHealthyNodes(15_000, heartbeat), false);
    }
    assert.equal(marksHealthyNodes(10_000, { intervalMs: 10_000, maxMs: 10_400 }), true);
  });

  it('that eviction is always G + S', () => {
    const { eviction } = result({ minor: 33 }).pod;
    assert.equal(eviction.latest - eviction.earliest, 20_500);
  });

  it('that every node updates its status every 2 seconds with U = 4s: it is every 4, and by the file only', () => {
    const settings = (kubelet: Settings): TunedSettings => {
      const [inputs] = kubeletCandidates(effectiveInstance(instance('kubelet', [33], kubelet), 33), undefined).inputs;
      const [controller] = controllerCandidates(
        effectiveInstance(instance('kube-controller-manager', [33]), 33),
        false,
      ).inputs;
      assert.ok(inputs && controller);
      return { controller, kubelet: inputs, tolerationSeconds: 300 };
    };
    const [byFile] = cost([settings({ nodeStatusUpdateFrequency: '4s' })]);
    assert.equal(byFile?.statusWritesPerMinute, 100 * 15);
    const [byFlag] = cost([settings({ 'node-status-update-frequency': '4s' })]);
    assert.equal(byFlag?.statusWritesPerMinute, 20);
  });

  it('that disable-force-detach-on-timeout is a field: it is a flag, and there is no file', () => {
    assert.equal(flagsOf['kube-controller-manager'].get('disable-force-detach-on-timeout')?.form, 'flag');
    const manager = { 'disable-force-detach-on-timeout': 'true' };
    assert.equal(result({ minor: 33, manager, grace: 0 }).pod.verdict, 'blocked');
    assert.equal(result({ minor: 29, manager, grace: 0 }).pod.verdict, 'guarded');
  });

  it('that tolerationSeconds count from the time in the taint, or survive a restart', () => {
    const [controller] = controllerCandidates(
      effectiveInstance(instance('kube-controller-manager', [33]), 33),
      false,
    ).inputs;
    assert.ok(controller);
    const again = evictionAfterRestart(controller, { earliest: 200_000, latest: 200_000 }, 300);
    assert.deepEqual(bounds(again), [500_000, 500_100]);
  });

  it('that the connection is read for 15 s and pinged for 30: it is the other way round, 45 s together', () => {
    const page = readFileSync(new URL('../../../docs/timing-model.md', import.meta.url), 'utf8');
    assert.match(page, /read idle 30 s and ping 15 s/);
    assert.doesNotMatch(page, /ping 30 s|idle 15 s/);
  });

  it('that the heartbeat’s requests have no time-out: they cost up to the shorter of U and L', () => {
    const page = readFileSync(new URL('../../../docs/timing-model.md', import.meta.url), 'utf8');
    assert.match(page, /request that hangs costs up to `min\(U, L\)`/);
  });

  it('that the legacy path takes G + pod-eviction-timeout', () => {
    assert.ok(result({ minor: 12 }).pod.eviction.latest < minutes('5:40'));
  });

  it('that pod-eviction-timeout counts beside taints', () => {
    const timeout = { 'pod-eviction-timeout': '10s' };
    assert.deepEqual(result({ minor: 20, manager: timeout }).pod.eviction, result({ minor: 20 }).pod.eviction);
  });

  it('that six minutes without a deletion force a detach: they count from the object’s removal', () => {
    assert.equal(result({ minor: 33 }).pod.replacementMount.earliest, Number.POSITIVE_INFINITY);
  });

  it('that attach-detach-reconcile-sync-period is the six minutes', () => {
    const manager = { 'attach-detach-reconcile-sync-period': '10s' };
    const { pod } = result({ minor: 33, manager, grace: 0 });
    assert.deepEqual(pod.replacementMount, result({ minor: 33, grace: 0 }).pod.replacementMount);
  });

  it('that deleting the Node frees the volume at once', () => {
    const { pod } = result({ minor: 33, interventions: { nodeDeletedAt: 60_000 } });
    assert.deepEqual(bounds(pod.replacementMount), [460_000, 500_000]);
  });

  it('that the least of all matching tolerations counts', () => {
    const given = cluster({ workloads: [workload({ tolerations: [unreachable(60), unreachable(1)] })] });
    const [pod] = analyse(given, { kind: 'partition' }).workloads;
    assert.deepEqual(pod?.tolerationSeconds, { known: true, value: 60 });
  });

  it('that pods of an unreachable node are never removed since 1.5: grace 0 removes them at the eviction', () => {
    const { pod } = result({ minor: 33, grace: 0 });
    assert.deepEqual(pod.objectRemoval, pod.eviction);
  });

  it('that the default grace is 40 s in every version', () => {
    assert.deepEqual(
      [31, 32].map((minor) => result({ minor }).detection.typical),
      [45_000, 55_000],
    );
  });

  it('that the controller manager looks every 10 seconds', () => {
    const [controller] = controllerCandidates(
      effectiveInstance(instance('kube-controller-manager', [33]), 33),
      false,
    ).inputs;
    assert.equal(controller?.monitorPeriod, 5_000);
    assert.ok(controller);
    assert.deepEqual(bounds(taint(controller, { earliest: 0, latest: 0 })), [5_000, 5_100]);
  });
});
