// At which minor, and at which equality, an answer changes: what stands at a bound is on one side of it.
import assert from 'node:assert/strict';
import { controllerCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import type { ControllerInputs } from '../../../server/src/effective/inputs.ts';
import type { DisruptionAction } from '../../../server/src/model/workload.ts';
import { neverPostedDetection } from '../../../server/src/timing/detection.ts';
import { orphanRemoval } from '../../../server/src/timing/interventions.ts';
import { replacementChoices } from '../../../server/src/timing/replacement.ts';
import { evictionAfterRestart, taintAfterRestart } from '../../../server/src/timing/restart.ts';
import { longestEvictedStay } from '../../../server/src/timing/zones.ts';
import { field, instance, type Settings, workload } from './clusterBuilder.ts';

function controller(minor: number, settings: Settings = {}): ControllerInputs {
  const manager = effectiveInstance(instance('kube-controller-manager', [minor], settings), minor);
  const [only, ...others] = controllerCandidates(manager, false).inputs;
  assert.ok(only && others.length === 0);
  return only;
}

describe('timing: bounds', () => {
  const choices = (minor: number, onDisruption: DisruptionAction, hasPodFailurePolicy = true) => {
    const job = {
      suspend: undefined,
      activeDeadlineSeconds: undefined,
      backoffLimit: field(0),
      backoffLimitPerIndex: undefined,
      onDisruption: [onDisruption],
    };
    return replacementChoices({ ...workload({ kind: 'Job', hasPodFailurePolicy }), job }, minor);
  };

  it('a Job without a retry left counts a deleted pod since 1.23', () => {
    assert.deepEqual(choices(22, 'count', false), [true]);
    assert.deepEqual(choices(23, 'count', false), [false]);
  });

  it('a podFailurePolicy is in effect since 1.26, and waits for the pod since 1.28', () => {
    assert.deepEqual(choices(25, 'count'), [false]);
    assert.deepEqual(choices(26, 'count'), [true]);
    assert.deepEqual(choices(27, 'count'), [true]);
    assert.deepEqual(choices(28, 'count'), [false]);
    assert.deepEqual(choices(28, 'ignore'), [true]);
  });

  it('pods of a deleted Node are in quarantine since 1.17', () => {
    assert.deepEqual(orphanRemoval(0, controller(16)), { earliest: 0, latest: 20_000 });
    assert.deepEqual(orphanRemoval(0, controller(17)), { earliest: 40_000, latest: 80_000 });
  });

  it('a lone node of a zone may lose pods that stay for 0 s since 1.34', () => {
    const outage = { failed: 1, nodes: 3, zones: 1 };
    const detected = { earliest: 40_000, latest: 55_000 };
    assert.equal(longestEvictedStay(outage, controller(33), detected), -1);
    assert.equal(longestEvictedStay(outage, controller(34), detected), 0);
    assert.equal(longestEvictedStay({ ...outage, failed: 2 }, controller(33), detected), 15_000);
    const never = controller(34, { 'node-eviction-rate': '0' });
    assert.equal(longestEvictedStay(outage, never, detected), Number.POSITIVE_INFINITY);
  });

  it('a start-up grace of nothing is none', () => {
    const inputs = { ...controller(33), startupGracePeriod: -5_000 };
    assert.deepEqual(neverPostedDetection(inputs, false), { earliest: 0, latest: 5_000 });
    assert.deepEqual(neverPostedDetection(controller(33), false), { earliest: 59_000, latest: 65_000 });
  });

  it('the first node waits for no token after a restart', () => {
    const first = evictionAfterRestart(controller(33), { earliest: 1_000, latest: 2_000 }, 0);
    assert.deepEqual(evictionAfterRestart(controller(33), { earliest: 1_000, latest: 2_000 }, 0, 1), first);
    assert.notDeepEqual(evictionAfterRestart(controller(33), { earliest: 1_000, latest: 2_000 }, 0, 2), first);
  });

  it('a node that is marked in the very moment in which the controller stops was known to it', () => {
    const restart = { stopped: 50_000, started: { earliest: 60_000, latest: 60_000 } };
    const at = (latest: number) => taintAfterRestart({ earliest: 40_000, latest }, controller(33), restart, 0, 0);
    assert.deepEqual(at(50_000), { earliest: 60_000, latest: 60_100 });
    assert.equal(at(50_001).latest > 60_100, true);
  });
});
