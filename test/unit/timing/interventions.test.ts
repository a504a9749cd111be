import assert from 'node:assert/strict';
import { controllerCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { neverPostedDetection } from '../../../server/src/timing/detection.ts';
import {
  FENCE_AGENTS_DEFAULTS,
  healthCheckFires,
  longestFencing,
  minimumSafeTime,
  SELF_NODE_REMEDIATION_DEFAULTS,
  safeTime,
} from '../../../server/src/timing/fencing.ts';
import { orphanRemoval } from '../../../server/src/timing/interventions.ts';
import type { Interventions } from '../../../server/src/timing/outsideHelp.ts';
import {
  detectionAfterRestart,
  evictionAfterRestart,
  forceDetachAfterRestart,
  newLeader,
} from '../../../server/src/timing/restart.ts';
import { cluster, instance, storageClass, templated, type WorkloadParts, workload } from './clusterBuilder.ts';

function controller(minor: number) {
  const [inputs] = controllerCandidates(
    effectiveInstance(instance('kube-controller-manager', [minor]), minor),
    true,
  ).inputs;
  assert.ok(inputs);
  return inputs;
}

const storageClasses = [storageClass('nfs', 'nfs.csi.k8s.io'), storageClass('longhorn', 'driver.longhorn.io')];

function pod(parts: WorkloadParts, interventions: Interventions, minor = 33) {
  const given = cluster({ minors: [minor], storageClasses, workloads: [workload(parts)] });
  const [result] = analyse(given, { kind: 'partition' }, interventions).workloads;
  assert.ok(result);
  return result;
}

const NFS = [templated({ storageClass: 'nfs' })];
const LONGHORN = [templated({ storageClass: 'longhorn' })];

describe('timing: interventions from outside', () => {
  it('a force delete removes the object at once, and two writers meet on storage without an attach', () => {
    const result = pod({ volumes: NFS }, { forceDeletedAt: 500_000 });
    assert.deepEqual(result.objectRemoval, { earliest: 500_000, latest: 500_000 });
    assert.equal(result.verdict, 'double-mount');
    assert.deepEqual(pod({ volumes: LONGHORN }, { forceDeletedAt: 500_000 }).replacementMount, {
      earliest: 860_000,
      latest: 860_000,
    });
  });

  it('a deleted Node: its pods are collected 40 to 80 s later, up to 1.16 within 20 s', () => {
    assert.deepEqual(orphanRemoval(400_000, controller(33)), { earliest: 440_000, latest: 480_000 });
    assert.deepEqual(orphanRemoval(400_000, controller(16)), { earliest: 400_000, latest: 420_000 });
    assert.deepEqual(pod({ volumes: LONGHORN }, { nodeDeletedAt: 400_000 }).replacementMount, {
      earliest: 800_000,
      latest: 840_000,
    });
  });

  it('the out-of-service taint: within 20 s, without the six minutes, and without asking whether the node is dead', () => {
    const result = pod({ volumes: LONGHORN }, { outOfServiceAt: 100_000 });
    assert.deepEqual(result.objectRemoval, { earliest: 100_000, latest: 120_000 });
    assert.deepEqual(result.replacementMount, result.objectRemoval);
    assert.equal(result.verdict, 'double-mount');
    const noSchedule = pod({ volumes: LONGHORN }, { outOfServiceAt: 100_000, outOfServiceEffect: 'NoSchedule' });
    assert.deepEqual(noSchedule.objectRemoval, { earliest: 344_600, latest: 385_100 });
    assert.equal(pod({ volumes: LONGHORN }, { outOfServiceAt: 100_000 }, 25).verdict, 'blocked');
  });

  it('Longhorn’s policy: the object goes with the end of its grace, and nobody waits six minutes', () => {
    const result = pod({ volumes: LONGHORN }, { longhornDeletes: true });
    assert.deepEqual(result.eviction, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(result.objectRemoval, { earliest: 374_600, latest: 395_100 });
    assert.deepEqual(result.replacementMount, result.objectRemoval);
    assert.equal(result.verdict, 'double-mount');
    assert.equal(pod({ volumes: LONGHORN }, { longhornDeletes: true, writerGoneBy: 180_000 }).verdict, 'fenced');
  });

  it('a fence in time makes it safe, and says by how much', () => {
    const result = pod({ grace: 0, volumes: NFS }, { writerGoneBy: 180_000 });
    assert.equal(result.verdict, 'fenced');
    assert.deepEqual(result.oldWriterGone, { earliest: 0, latest: 180_000 });
    assert.equal(result.doubleMount.marginMs, 164_600);
    const late = pod({ grace: 0, volumes: NFS }, { writerGoneBy: 400_000 });
    assert.equal(late.verdict, 'double-mount');
    assert.equal(late.doubleMount.untilMs, 400_000);
  });
});

describe('timing: fencing operators', () => {
  it('SelfNodeRemediation: the least safe time by the number of workers', () => {
    const times = [3, 6, 9, 33, 42].map((workers) => minimumSafeTime(SELF_NODE_REMEDIATION_DEFAULTS, workers));
    assert.deepEqual(times, [180_000, 180_000, 186_000, 282_000, 318_000]);
  });

  it('SelfNodeRemediation: a shorter safe time is ignored, a longer one is used', () => {
    const config = { ...SELF_NODE_REMEDIATION_DEFAULTS, safeTime: 60_000 };
    assert.equal(safeTime(config, 6), 180_000);
    assert.equal(safeTime({ ...config, safeTime: 300_000 }, 6), 300_000);
  });

  it('FenceAgentsRemediation: five tries of 65 s', () => {
    assert.equal(longestFencing(FENCE_AGENTS_DEFAULTS), 325_000);
  });

  it('a health check fires before taint eviction with the same seconds', () => {
    const { detection } = analyse(cluster({ minors: [31] }), { kind: 'partition' });
    assert.deepEqual(healthCheckFires(detection, 300_000), { earliest: 328_600, latest: 350_000 });
  });
});

describe('timing: restarts', () => {
  it('another leader works 13 to 23.8 s after the old one stopped', () => {
    assert.deepEqual(newLeader(15_000, 2_000), { earliest: 13_000, latest: 23_800 });
  });

  it('a restart starts the grace, the toleration and the six minutes anew', () => {
    const first = { earliest: 100_000, latest: 105_000 };
    assert.deepEqual(detectionAfterRestart(controller(33), first), { earliest: 150_000, latest: 155_000 });
    assert.deepEqual(evictionAfterRestart(controller(33), first, 300), { earliest: 400_000, latest: 405_100 });
    assert.deepEqual(evictionAfterRestart(controller(33), first, 300, 3), { earliest: 420_000, latest: 425_100 });
    assert.deepEqual(forceDetachAfterRestart({ earliest: 10_000, latest: 10_000 }), {
      earliest: 370_000,
      latest: 370_000,
    });
  });

  it('a node that never posted a status has the start-up grace, and no end while its lease is renewed', () => {
    assert.deepEqual(neverPostedDetection(controller(33), false), { earliest: 59_000, latest: 65_000 });
    assert.equal(neverPostedDetection(controller(33), true).earliest, Number.POSITIVE_INFINITY);
  });
});
