// What several commands say of one thing: the same name of a workload, the same numbers.
import assert from 'node:assert/strict';
import { runIn } from './commandLine.ts';

const KINDS = `apiVersion: batch/v1
kind: CronJob
metadata: {name: sync, namespace: batch}
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: main, image: sync}]
          volumes: [{name: data, nfs: {server: nas, path: /sync}}]
---
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: mongo, namespace: erp}
spec:
  template:
    spec:
      containers: [{name: main, image: app}]
      volumes: [{name: data, nfs: {server: nas, path: /mongo}}]
`;
const manager = (version: string, flags: string) => `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v${version}
      command: [kube-controller-manager, ${flags}]
`;

interface Named {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

async function asked(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const { out } = await runIn(files, [...words, '--format', 'json']);
  const [cluster] = JSON.parse(out).clusters;
  return cluster;
}

const titles = (list: readonly Named[]) => list.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
const NAMES = ['CronJob batch/sync', 'DeploymentConfig erp/mongo'];

describe('cli: the same answers everywhere', () => {
  it('calls a workload by the kind that is written', async () => {
    const files = { 'kinds.yaml': KINDS };
    const explained = await asked(files, 'explain', '--simulate', '2', '--kubernetes-version', '1.33');
    assert.deepEqual(titles(explained.workloads), NAMES);
    assert.deepEqual(titles(explained.simulation.workloads), NAMES);
    const tuned = await asked(files, 'tune', '--failover', '60s', '--kubernetes-version', '1.33');
    assert.deepEqual(titles(tuned.workloads), NAMES);
    assert.deepEqual(titles(tuned.twoWriters), NAMES);
    const { out } = await runIn(files, ['check', '--format', 'json']);
    const objects = (JSON.parse(out).findings as readonly { object: Named | null }[]).flatMap(
      ({ object }) => object ?? [],
    );
    assert.deepEqual([...new Set(titles(objects))].sort(), NAMES);
    const summary = await runIn(files, ['explain', '--summary', '--workload', 'CronJob/batch/*']);
    assert.match(summary.out, /^ {4}CronJob batch\/sync$/m);
  });

  it('has the same windows and prices in explain and tune', async () => {
    // A heartbeat every 7 s is 8.57 writes of a node a minute.
    const files = {
      'kinds.yaml': KINDS,
      'kcm.yaml': manager('1.33.2', '--node-monitor-grace-period=63s'),
      'kubelet.yaml':
        'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeLeaseDurationSeconds: 28\n',
    };
    const { detection, prices, workloads } = await asked(files, 'explain');
    const { before, workloads: tuned } = await asked(files, 'tune', '--failover', '60s');
    assert.deepEqual(before.detection, detection);
    const { missedHeartbeats, hungRequestMs, outlastsDeadConnection, heartbeatWrites } = before;
    assert.deepEqual({ missedHeartbeats, hungRequestMs, outlastsDeadConnection, heartbeatWrites }, prices);
    assert.equal(heartbeatWrites[0].leaseWritesPerMinute, 857);
    for (const [index, { tolerationSeconds, eviction, replacementMount, verdict }] of workloads.entries()) {
      const evictedByMs = eviction.latestMs;
      assert.deepEqual(tuned[index].before, { tolerationSeconds, evictedByMs, replacementMount, verdict });
    }
  });

  it('has null for a value of tune that is of no effect in the version', async () => {
    const values = async (version: string) => {
      const files = { 'kcm.yaml': manager(version, '--pod-eviction-timeout=30s'), 'kinds.yaml': KINDS };
      return (await asked(files, 'tune', '--evicted-by', '60s')).before.values;
    };
    // Taints evict since 1.13; the lease's duration says how often it is renewed since 1.16.
    assert.deepEqual(await values('1.12.3'), {
      monitorPeriodMs: 5_000,
      gracePeriodMs: 40_000,
      leaseDurationSeconds: null,
      tolerationSeconds: null,
      podEvictionTimeoutMs: 30_000,
    });
    assert.deepEqual(await values('1.20.4'), {
      monitorPeriodMs: 5_000,
      gracePeriodMs: 40_000,
      leaseDurationSeconds: 40,
      tolerationSeconds: 300,
      podEvictionTimeoutMs: null,
    });
  });

  it('has the replacement of a pod without volumes in a simulation as in its window', async () => {
    const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: main, image: nginx}]}}}
`;
    const { workloads, simulation } = await asked(
      { 'web.yaml': web },
      'explain',
      '--simulate',
      '20',
      '--kubernetes-version',
      '1.33',
    );
    // It waits for no volume: it is made when the old pod is told to end (pkg/controller/replicaset), by the toleration of 300 s.
    assert.deepEqual(workloads[0].replacementMount, { earliestMs: 344_600, latestMs: 365_100 });
    const { earliestMs, latestMs, missing } = simulation.workloads[0].replacementMount;
    assert.deepEqual([missing, earliestMs >= 344_600, latestMs <= 365_100], [0, true, true]);
  });

  it('asks for no hand where a workload has no pods', async () => {
    // updateStatefulSet deletes every pod from `replicas` on, manageJob the active pods of a Job that is suspended.
    const none = (head: string, spec: string) => `${head}
spec:
  ${spec}
  template:
    spec:
      restartPolicy: ${spec === 'replicas: 0' ? 'Always' : 'Never'}
      containers: [{name: main, image: app}]
      volumes: [{name: data, nfs: {server: nas, path: /a}}]
`;
    const files = {
      'kcm.yaml': manager('1.33.2', '--node-monitor-period=5s'),
      'off.yaml': none('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: off}', 'replicas: 0'),
      'waits.yaml': none('apiVersion: batch/v1\nkind: Job\nmetadata: {name: waits}', 'suspend: true'),
      'zero.yaml': none('apiVersion: batch/v1\nkind: Job\nmetadata: {name: zero}', 'parallelism: 0'),
    };
    const { workloads } = await asked(files, 'explain');
    assert.deepEqual(
      (workloads as readonly { verdict: string; frees: object[]; because: string[] }[]).map(
        ({ verdict, frees, because }) => [verdict, frees.length, because[0], because.some((one) => /heals/.test(one))],
      ),
      [
        ['blocked', 0, 'With replicas 0 it has no pods. What follows is of one that is still on the node.', false],
        [
          'blocked',
          0,
          'It is suspended, so that it has no pods. What follows is of one that is still on the node.',
          false,
        ],
        ['blocked', 0, 'With parallelism 0 it has no pods. What follows is of one that is still on the node.', false],
      ],
    );
    assert.deepEqual((await asked(files, 'tune', '--failover', '60s')).workloads, []);
    const { out } = await runIn(files, ['generate', 'alerts']);
    assert.doesNotMatch(out, /PodNotEvicted\n/);
  });

  it('has null for the detection where no controller manager runs', async () => {
    const files = { 'kcm.yaml': manager('1.33.2', '--controllers=-node-lifecycle-controller'), 'kinds.yaml': KINDS };
    assert.equal((await asked(files, 'explain')).detection, null);
    assert.equal((await asked(files, 'tune', '--evicted-by', '60s')).before.detection, null);
  });
});
