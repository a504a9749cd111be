// How the owner that a pod names is called after its workload, as the controllers of Kubernetes and OpenShift name it.
import assert from 'node:assert/strict';
import { ownerEnding, type WorkloadKind } from '../../../server/src/model/workload.ts';

describe('model: names of the owners of pods', () => {
  const rows: readonly (readonly [WorkloadKind, string | undefined, string, boolean])[] = [
    // pkg/controller/cronjob/utils.go (getJobName): the minutes since 1970 behind the CronJob's name
    ['Job', 'CronJob', 'sync-29010240', true],
    ['Job', 'CronJob', 'sync', false],
    ['Job', undefined, 'sync', true],
    ['Job', undefined, 'sync-29010240', false],
    ['Deployment', undefined, 'sync-7d4b9c6f5', true],
    ['Deployment', undefined, 'sync-web-7d4b9c6f5', false],
    ['Deployment', 'DeploymentConfig', 'sync-3', true],
    ['Deployment', 'DeploymentConfig', 'sync-deploy', false],
    ['ReplicaSet', 'ReplicationController', 'sync', true],
    ['StatefulSet', undefined, 'sync', true],
    ['StatefulSet', undefined, 'sync-1', false],
    // A cluster of Strimzi: its operator has names of its own.
    ['StatefulSet', 'Kafka', 'sync', false],
    ['Pod', undefined, 'sync', false],
  ];
  for (const [kind, writtenKind, owner, isOwner] of rows) {
    it(`${owner} ${isOwner ? 'is' : 'is not'} what the pods of ${writtenKind ?? kind} sync name`, () => {
      const ending = ownerEnding(writtenKind === undefined ? { kind } : { kind, writtenKind });
      const rest = owner.slice('sync'.length);
      const whole = ending === '' ? '' : ending?.exec(rest)?.[0];
      assert.equal(whole === rest, isOwner);
    });
  }
});
