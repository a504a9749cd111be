// `explain --observed`: recorded runs of real control planes, as kubectl would have printed them, against the windows.
import assert from 'node:assert/strict';
import { runIn } from './commandLine.ts';

/** The settings of the recordings (1.33.13, processes): volumes-a has grace 0, volumes-l grace 30. */
const FILES = (grace: number) => ({
  'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.13
controllerManager:
  extraArgs:
    - {name: node-monitor-period, value: 2s}
    - {name: node-monitor-grace-period, value: 10s}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeLeaseDurationSeconds: 4
`,
  'db.yaml': `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: block}
provisioner: driver.longhorn.io
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 5}]
      containers: [{name: main, image: db}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: block}
`,
});

const SILENT = Date.parse('2026-03-16T09:00:00Z');
/** As objects have it: whole seconds, cut off. */
const at = (seconds: number) =>
  `${new Date(Math.floor((SILENT + seconds * 1_000) / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;

interface Times {
  readonly lease: number;
  readonly unknown: number;
  readonly taint: number;
  readonly deleted?: number;
  readonly created?: number;
  readonly started?: number;
  readonly grace: number;
  readonly until: number;
}

const ready = (status: string, heartbeat: number, since: number) => ({
  conditions: [{ type: 'Ready', status, lastHeartbeatTime: at(heartbeat), lastTransitionTime: at(since) }],
});

function watched({ lease, unknown, taint, deleted, created, started, grace, until }: Times): string {
  const node = { kind: 'Node', metadata: { name: 'n1' } };
  const pod = (uid: string, nodeName: string, made: number) => ({
    kind: 'Pod',
    metadata: {
      ...{ uid, namespace: 'shop', name: 'db-0', creationTimestamp: at(made) },
      ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }],
    },
    spec: { nodeName },
    status: {},
  });
  const old = pod('old', 'n1', -3_600);
  const disrupted = {
    conditions: [{ type: 'DisruptionTarget', status: 'True', lastTransitionTime: at(deleted ?? 0) }],
  };
  const ending =
    grace === 0
      ? { ...old, status: disrupted }
      : {
          ...old,
          metadata: {
            ...old.metadata,
            deletionTimestamp: at((deleted ?? 0) + grace),
            deletionGracePeriodSeconds: grace,
          },
        };
  const next = { ...pod('new', 'n2', created ?? 0), status: {} };
  const running = { containerStatuses: [{ state: { running: { startedAt: at(started ?? 0) } } }] };
  const objects: unknown[] = [
    { kind: 'List', items: [{ ...node, status: ready('True', -20, -3_600) }, old] },
    {
      type: 'MODIFIED',
      object: {
        kind: 'Lease',
        metadata: { name: 'n1', namespace: 'kube-node-lease' },
        spec: { renewTime: `${at(lease).slice(0, 19)}.000000Z` },
      },
    },
    { ...node, status: ready('Unknown', -20, unknown) },
    {
      ...node,
      spec: { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: at(taint) }] },
      status: ready('Unknown', -20, unknown),
    },
    ...(deleted === undefined ? [] : [ending]),
    ...(created === undefined ? [] : [next]),
    ...(started === undefined ? [] : [{ ...next, status: running }]),
    { kind: 'Lease', metadata: { name: 'n2', namespace: 'kube-node-lease' }, spec: { renewTime: at(until) } },
  ];
  return objects.map((object) => JSON.stringify(object, null, 2)).join('\n');
}

/** volumes-a: the StatefulSet's pod is removed at once, the volume detached by force after six minutes. */
const FORCED: Times = {
  lease: -0.57,
  unknown: 11.147,
  taint: 13.511,
  deleted: 18.547,
  created: 18.584,
  started: 379.4,
  grace: 0,
  until: 499,
};
/** volumes-l: nobody helps, so that nothing comes. */
const STUCK: Times = { lease: -0.272, unknown: 10.724, taint: 12.861, deleted: 17.939, grace: 30, until: 499 };

async function held(grace: number, times: Times, ...words: readonly string[]) {
  const files = { ...FILES(grace), 'run.json': watched(times) };
  return runIn(files, ['explain', '--observed', 'run.json', ...words]);
}

interface Report {
  readonly clusters: readonly {
    readonly nodes: readonly {
      readonly node: string;
      readonly against: number;
      readonly steps: readonly { readonly step: string; readonly result: string }[];
    }[];
  }[];
}

async function results(grace: number, times: Times, ...words: readonly string[]) {
  const { status, out, err } = await held(grace, times, '--format', 'json', ...words);
  assert.ok(status < 2, err);
  const nodes = (JSON.parse(out) as Report).clusters.flatMap((cluster) => cluster.nodes);
  return { status, steps: nodes.flatMap(({ steps }) => steps.map(({ step, result }) => `${step} ${result}`)) };
}

describe('explain --observed', () => {
  const exactly = ['--silent-at', '2026-03-16T09:00:00.000Z'];

  it('finds real runs in their windows', async () => {
    for (const words of [[], exactly]) {
      assert.deepEqual(await results(0, FORCED, ...words), {
        status: 0,
        steps: ['unknown fits', 'taint fits', 'evicted fits', 'removed fits', 'mounted fits'],
      });
      assert.deepEqual(await results(30, STUCK, ...words), {
        status: 0,
        steps: ['unknown fits', 'taint fits', 'evicted fits', 'removed never', 'mounted never'],
      });
    }
  });

  it('says what is against them', async () => {
    assert.deepEqual(await results(30, { ...STUCK, unknown: 30, taint: 32, deleted: 38 }, ...exactly), {
      status: 1,
      steps: ['unknown late', 'taint late', 'evicted late', 'removed never', 'mounted never'],
    });
    const early = { ...FORCED, unknown: 3, taint: 5, deleted: 6, created: 7, started: 60 };
    assert.deepEqual(await results(0, early, ...exactly), {
      status: 1,
      steps: ['unknown early', 'taint early', 'evicted early', 'removed early', 'mounted early'],
    });
    const { deleted: _deleted, ...unevicted } = STUCK;
    assert.deepEqual(await results(30, unevicted), {
      status: 1,
      steps: ['unknown fits', 'taint fits', 'evicted missing', 'removed never', 'mounted never'],
    });
    assert.deepEqual((await results(30, { ...STUCK, created: 60 })).steps.slice(3), [
      'removed unexpected',
      'mounted never',
    ]);
    assert.deepEqual((await results(0, { ...FORCED, started: 600, until: 700 })).steps.slice(4), ['mounted slow']);
  });

  it('takes the status for no heartbeat where leases are', async () => {
    const text = watched(STUCK).replace('"Lease"', '"Other"');
    const files = { ...FILES(30), 'run.json': text };
    const { status, out } = await runIn(files, ['explain', '--observed', 'run.json']);
    assert.equal(status, 0, out);
    assert.match(out, /--silent-at says it exactly/);
  });

  it('leaves open what was not watched long enough', async () => {
    const { deleted: _deleted, ...short } = { ...STUCK, until: 15 };
    assert.deepEqual((await results(30, short)).steps.slice(2), ['evicted open', 'removed never', 'mounted never']);
  });

  it('is read by people', async () => {
    const { status, out } = await held(0, FORCED, ...exactly);
    assert.equal(status, 0);
    assert.equal(
      out.replace(/by the settings of .*/, 'by the settings of X'),
      `Node n1, by the settings of X
It fell silent between 2026-03-16T09:00:00.000Z and 2026-03-16T09:00:01.000Z.
                              expected                 seen
  node Unknown                8.96–14 s                10–12 s                  fits
  NoExecute taint             11–16.1 s                12–14 s                  fits
  shop/db-0 evicted           16–21.1 s                17–19 s                  fits
  shop/db-0 object removed    16–21.1 s                17–19 s                  fits
  shop/db-0 replacement runs  6 min 16 s – 6 min 21 s  6 min 18 s – 6 min 20 s  fits
Nothing is against the windows.
`,
    );
  });

  it('reads several files, cut off in the middle of an object, and refuses what is none', async () => {
    const text = watched(FORCED);
    const half = Math.floor(text.length / 2);
    const files = {
      ...FILES(0),
      'a.json': text.slice(0, half),
      'b.json': `${text}\n{"kind": "Pod", "metadata": {"na`,
      'c.json': 'nothing',
    };
    const words = ['explain', '--format', 'json', '--observed', 'a.json', '--observed', 'b.json'];
    assert.equal((await runIn(files, words)).status, 0);
    const none = await runIn({ ...FILES(0), 'c.json': 'nothing' }, ['explain', '--observed', 'c.json']);
    assert.equal(none.status, 2);
    assert.match(none.err, /c\.json: nothing that kubectl get -o json --watch prints/);
    const { err } = await runIn({ 'b.json': text }, ['explain', '--observed', 'b.json']);
    assert.match(err, /there is no cluster to hold it against/);
  });

  it('says that no node was lost', async () => {
    const files = {
      ...FILES(0),
      'run.json': JSON.stringify({ kind: 'Node', metadata: { name: 'n1' }, status: ready('True', 5, -60) }),
    };
    const { status, out } = await runIn(files, ['explain', '--observed', 'run.json']);
    assert.equal(status, 0);
    assert.match(out, /^No node became Unknown in what was watched/);
  });
});

describe('generate drill', () => {
  const drill = (...words: readonly string[]) => runIn(FILES(0), ['generate', 'drill', ...words]);

  it('says what to do, what must be seen when, and how to hold it against the windows', async () => {
    const { status, out, err } = await drill('.', '--scenario', 'kubelet-stopped');
    assert.equal(status, 0, err);
    assert.match(out, /^# Drill: a node of \S+ is lost\n/);
    assert.ok(out.includes('systemctl stop kubelet'));
    assert.match(out, /^\| Ready is Unknown \| 8\.96–14 s \|/m);
    assert.match(out, /^### StatefulSet shop\/db: two writers after force-detach$/m);
    assert.match(out, /^\| the replacement can mount \| 6 min 16 s – 6 min 21 s \|/m);
    assert.ok(out.includes('**From 6 min 16 s on two pods can write to one volume.**'));
    assert.match(out, /^kube-node-lifecycle explain \. --observed nodes\.json .*\n.*--scenario kubelet-stopped$/m);
  });

  it('is one for each cluster, with what may belong to it, and is held against that one', async () => {
    const { 'kubeadm.yaml': kubeadm, 'db.yaml': db } = FILES(0);
    const of = (name: string) => kubeadm.replace('kubernetesVersion', `clusterName: ${name}\nkubernetesVersion`);
    const files = { 'a/kubeadm.yaml': of('one'), 'b/kubeadm.yaml': of('two b'), 'apps/db.yaml': db };
    const { out } = await runIn(files, ['generate', 'drill']);
    assert.deepEqual(out.match(/^# .*$/gm), ['# Drill: a node of one is lost', '# Drill: a node of two b is lost']);
    assert.equal(out.match(/^### StatefulSet shop\/db: two writers after force-detach$/gm)?.length, 2);
    assert.match(out, /^kube-node-lifecycle explain --cluster 'two b' --observed nodes\.json/m);
    const explained = await runIn(files, ['explain', '--cluster', 'two*', '--summary']);
    assert.match(explained.out, /^Cluster two b /);
    assert.ok(!explained.out.includes('Cluster one'));
  });

  it('is for scenarios that somebody can play', async () => {
    const { status, err } = await drill('--scenario', 'overload:for=10m,loss=0.8');
    assert.equal(status, 2);
    assert.match(err, /a drill cannot play overload; there are partition, kubelet-stopped, crash, shutdown/);
  });
});
