import assert from 'node:assert/strict';
import { controllerCandidates, kubeletCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import type { Toleration } from '../../../server/src/model/workload.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { detection } from '../../../server/src/timing/detection.ts';
import { taint, taintEviction } from '../../../server/src/timing/eviction.ts';
import { heartbeat } from '../../../server/src/timing/heartbeat.ts';
import { cluster, instance, type Settings, toleration, workload } from './clusterBuilder.ts';

interface Vector {
  readonly title: string;
  readonly minor: number;
  readonly manager?: Settings;
  readonly kubelet?: Settings;
  readonly seconds?: number;
  readonly detection: readonly [earliest: number, latest: number];
  readonly eviction: readonly [earliest: number, latest: number];
}

const FAST = { 'node-monitor-period': '2s', 'node-monitor-grace-period': '20s' };

const VECTORS: readonly Vector[] = [
  { title: '1.31, all defaults', minor: 31, detection: [29_600, 50_000], eviction: [334_600, 355_100] },
  { title: '1.33, all defaults', minor: 33, detection: [39_600, 60_000], eviction: [344_600, 365_100] },
  { title: '1.34, all defaults', minor: 34, detection: [39_600, 60_000], eviction: [339_600, 360_100] },
  { title: '1.18, all defaults', minor: 18, detection: [30_000, 50_000], eviction: [335_000, 355_100] },
  { title: '1.12, legacy path', minor: 12, detection: [30_000, 45_000], eviction: [290_000, 305_100] },
  {
    title: '1.31, P 2, G 20, U 4 in the file, S 30',
    minor: 31,
    manager: FAST,
    kubelet: { nodeStatusUpdateFrequency: '4s' },
    seconds: 30,
    detection: [15_840, 24_000],
    eviction: [47_840, 56_100],
  },
  {
    title: '1.31, P 2, G 20, U 4 as a flag, S 30',
    minor: 31,
    manager: FAST,
    kubelet: { 'node-status-update-frequency': '4s' },
    seconds: 30,
    detection: [9_600, 24_000],
    eviction: [41_600, 56_100],
  },
  {
    title: '1.31, P 5, G 2m, U 20 in the file, S 60',
    minor: 31,
    manager: { 'node-monitor-grace-period': '2m' },
    kubelet: { nodeStatusUpdateFrequency: '20s' },
    seconds: 60,
    detection: [109_600, 130_000],
    eviction: [174_600, 195_100],
  },
  {
    title: '1.31, P 5, G 42',
    minor: 31,
    manager: { 'node-monitor-grace-period': '42s' },
    detection: [34_600, 55_000],
    eviction: [339_600, 360_100],
  },
  {
    title: '1.31, U 0s in the file',
    minor: 31,
    kubelet: { nodeStatusUpdateFrequency: '0s' },
    detection: [29_600, 50_000],
    eviction: [334_600, 355_100],
  },
  {
    title: '1.36, P 2, G 20, U 4 in the file, S 30',
    minor: 36,
    manager: FAST,
    kubelet: { nodeStatusUpdateFrequency: '4s' },
    seconds: 30,
    detection: [11_680, 24_000],
    eviction: [41_680, 54_100],
  },
  {
    title: '1.20, taint manager off, E 2m',
    minor: 20,
    manager: { 'enable-taint-manager': 'false', 'pod-eviction-timeout': '2m' },
    detection: [29_600, 50_000],
    eviction: [109_600, 130_100],
  },
];

describe('timing: test vectors', () => {
  for (const vector of VECTORS) {
    it(vector.title, () => {
      const seconds = vector.seconds ?? 300;
      const key = 'node.kubernetes.io/unreachable';
      const tolerations: Toleration[] = [toleration({ key, operator: 'Exists', effect: 'NoExecute', seconds })];
      const analysis = analyse(
        cluster({
          minors: [vector.minor],
          manager: vector.manager ?? {},
          kubelet: vector.kubelet ?? {},
          workloads: [workload({ tolerations })],
        }),
        { kind: 'partition' },
      );
      const { earliest, latest } = analysis.detection;
      assert.deepEqual([earliest, latest], vector.detection);
      const eviction = analysis.workloads[0]?.eviction;
      assert.deepEqual([eviction?.earliest, eviction?.latest], vector.eviction);
    });
  }

  it('1.31, the third node to fail in its zone', () => {
    const [controller] = controllerCandidates(
      effectiveInstance(instance('kube-controller-manager', [31]), 31),
      true,
    ).inputs;
    const [kubelet] = kubeletCandidates(effectiveInstance(instance('kubelet', [31]), 31), undefined).inputs;
    assert.ok(controller && kubelet);
    const detected = detection(controller, heartbeat(kubelet), true);
    assert.deepEqual([detected.earliest, detected.latest], [29_600, 50_000]);
    assert.deepEqual(taintEviction(controller, taint(controller, detected, 3), 300), {
      earliest: 354_600,
      latest: 375_100,
    });
  });

  it('shows the typical latest, without the extra period', () => {
    assert.equal(analyse(cluster({ minors: [31] }), { kind: 'partition' }).detection.typical, 45_000);
  });
});
