import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { jsonList, lease, mirrorPod, node, pod, tolerationsOf, workload } from '../sources/live/clusterListing.ts';
import { run, runIn } from './commandLine.ts';

const MYSQL = workload('StatefulSet', 'mysql', {
  spec: {
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
  },
  pod: { terminationGracePeriodSeconds: 0 },
});
const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data-mysql-0', namespace: 'db' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'shared', volumeName: 'pv-1' },
};
const VOLUME = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'pv-1' },
  spec: { accessModes: ['ReadWriteOnce'], nfs: { server: 'nas', path: '/' } },
};
const CONTROLLER_MANAGER = mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=20s']);
const API_SERVER = mirrorPod('kube-apiserver', ['--default-unreachable-toleration-seconds=30']);
const NODES = [
  node('a', 'v1.31.4', { 'topology.kubernetes.io/zone': 'z1' }),
  node('b', 'v1.31.4', { 'topology.kubernetes.io/zone': 'z1' }),
  node('c', 'v1.31.4', { 'topology.kubernetes.io/zone': 'z2' }),
];
const CLUSTER = [...NODES, lease('a', 40), CONTROLLER_MANAGER, API_SERVER, MYSQL, CLAIM, VOLUME];
const RUNNING = pod('mysql-0', { kind: 'StatefulSet', name: 'mysql' }, tolerationsOf(300));

/** A file that has nothing to do with the cluster that is asked. */
const BESIDE = {
  'other/kube-controller-manager.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: kcm}\nspec:\n  containers:\n  - name: kube-controller-manager\n    command: [kube-controller-manager, --node-monitor-grace-period=3m]\n',
};

interface Explained {
  clusters: {
    name: string;
    kubernetesVersion: string;
    kubernetesVersionOrigin: string;
    heartbeat: { intervalMs: number };
    detection: { latestMs: number };
    parameters: { name: string; value: string; origin: { kind: string; file?: string } }[];
    workloads: {
      name: string;
      file: string;
      tolerationSeconds: unknown;
      verdict: string;
      unknown: { what: string }[];
    }[];
  }[];
}

async function explain(input: string, words: readonly string[] = [], files: Readonly<Record<string, string>> = BESIDE) {
  const { status, out, err } = await runIn(files, ['explain', '--stdin', '--format', 'json', ...words], input);
  assert.equal(status, 0, err);
  return JSON.parse(out) as Explained;
}

describe('a running cluster through standard input', () => {
  it('is explained by itself, whatever lies beside', async () => {
    const { clusters } = await explain(jsonList([...CLUSTER, RUNNING]));
    assert.equal(clusters.length, 1);
    const [cluster] = clusters;
    assert.equal(cluster?.name, 'stdin');
    assert.deepEqual([cluster?.kubernetesVersion, cluster?.kubernetesVersionOrigin], ['1.31', 'image']);
    const grace = cluster?.parameters.find(({ name }) => name === 'node-monitor-grace-period');
    assert.deepEqual([grace?.value, grace?.origin.kind, grace?.origin.file], ['20s', 'file', 'stdin.json']);
    assert.deepEqual(
      cluster?.workloads.map(({ name, verdict }) => [name, verdict]),
      [['mysql', 'double-mount']],
    );
  });

  it('is the same in lists of lists, in objects without a list, in YAML, and behind what kubectl says of what it may not read', async () => {
    const objects = [...CLUSTER, RUNNING];
    const list = (items: readonly object[]) => ({
      apiVersion: 'v1',
      kind: 'List',
      metadata: { resourceVersion: '' },
      items,
    });
    const answers = [
      JSON.stringify(list([list(objects.slice(0, 4)), list([list(objects.slice(4))])])),
      objects.map((one) => JSON.stringify(one, null, 4)).join('\n'),
      objects.map((one) => JSON.stringify(one)).join('\r\n'),
      objects.map((one) => stringify(one)).join('---\n'),
      stringify(list(objects)),
      `Error from server (Forbidden): leases.coordination.k8s.io is forbidden: User "x" cannot list resource "leases"\n${jsonList(objects)}`,
    ];
    for (const answer of answers) {
      const { clusters } = await explain(answer);
      assert.deepEqual(
        clusters.map(({ name, kubernetesVersion, workloads }) => [
          name,
          kubernetesVersion,
          workloads.map(({ verdict, tolerationSeconds }) => [verdict, tolerationSeconds]),
        ]),
        [['stdin', '1.31', [['double-mount', 300]]]],
        answer.slice(0, 80),
      );
    }
  });

  it('has findings that name their objects', async () => {
    const { out } = await runIn({}, ['check', '--stdin', '--format', 'json'], jsonList([...CLUSTER, RUNNING]));
    const { findings } = JSON.parse(out) as { findings: { ruleId: string; object: unknown }[] };
    const removal = findings.find(({ ruleId }) => ruleId === 'force-removal-on-eviction');
    assert.deepEqual(removal?.object, { kind: 'StatefulSet', namespace: 'db', name: 'mysql' });
  });

  it('evicts pods by the tolerations that they have, not by those that the API server gives today', async () => {
    const seconds = async (objects: readonly object[]) =>
      (await explain(jsonList(objects))).clusters[0]?.workloads[0]?.tolerationSeconds;
    assert.equal(await seconds([...CLUSTER, RUNNING]), 300);
    assert.equal(await seconds(CLUSTER), 30);
    const bare = pod('mysql-0', { kind: 'StatefulSet', name: 'mysql' }, []);
    assert.equal(await seconds([...CLUSTER, bare]), 0);
    assert.deepEqual(
      await seconds([...CLUSTER, RUNNING, { ...bare, metadata: { ...bare.metadata, name: 'mysql-1' } }]),
      {
        unknown: true,
      },
    );
  });

  it('takes the lease duration from the leases', async () => {
    const { clusters } = await explain(jsonList([CONTROLLER_MANAGER, lease('a', 20)]));
    assert.equal(clusters[0]?.heartbeat.intervalMs, 5_000);
    const parameters = new Map(clusters[0]?.parameters.map(({ name, origin }) => [name, origin.kind]));
    assert.equal(parameters.get('nodeLeaseDurationSeconds'), 'file');
    assert.equal(parameters.get('nodeStatusReportFrequency'), 'assumed');
    assert.equal(parameters.get('default-unreachable-toleration-seconds'), 'assumed');
  });

  it("takes all of a kubelet's configuration from its /configz, which says what the leases say", async () => {
    const configz = JSON.stringify({
      kubeletconfig: { nodeStatusUpdateFrequency: '4s', nodeStatusReportFrequency: '4s', nodeLeaseDurationSeconds: 40 },
    });
    const { clusters } = await explain(jsonList([CONTROLLER_MANAGER, lease('a', 40)]) + configz);
    assert.equal(clusters[0]?.heartbeat.intervalMs, 4_000);
    const frequencies = clusters[0]?.parameters.filter(({ name }) => name === 'node-status-update-frequency');
    assert.deepEqual(
      frequencies?.map(({ value, origin }) => [value, origin.kind]),
      [['4s', 'file']],
    );
  });

  it('unites kubelets of several versions', async () => {
    // Up to 1.15 the lease is renewed every 10 s, since 1.16 four times in its duration.
    const interval = async (versions: readonly string[]) => {
      const nodes = versions.map((version, index) => node(`n${index}`, version));
      const manager = mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=40s'], 'v1.16.1');
      const { clusters } = await explain(jsonList([manager, ...nodes, lease('a', 20)]));
      return clusters[0]?.heartbeat.intervalMs;
    };
    assert.equal(await interval(['v1.16.1']), 5_000);
    assert.equal(await interval(['v1.15.2']), 10_000);
    assert.equal(await interval(['v1.15.2', 'v1.16.1']), 10_000);
  });

  it('assumes a control plane that the kubelets can have, where no pod shows it', async () => {
    const versionOf = async (...versions: readonly string[]) => {
      const { clusters } = await explain(jsonList(versions.map((version, index) => node(`n${index}`, version))));
      return [clusters[0]?.kubernetesVersion, clusters[0]?.kubernetesVersionOrigin];
    };
    assert.deepEqual(await versionOf('v1.30.4-eks-a737599'), ['1.30-1.33', 'assumed']);
    assert.deepEqual(await versionOf('v1.30.4', 'v1.31.0'), ['1.31-1.33', 'assumed']);
    assert.deepEqual(await versionOf('v1.24.4'), ['1.24-1.26', 'assumed']);
    assert.deepEqual(await versionOf(`v1.${NEWEST_MINOR - 1}.0`), [
      `1.${NEWEST_MINOR - 1}-1.${NEWEST_MINOR}`,
      'assumed',
    ]);
  });

  it('does not guess how an operator replaces its pods', async () => {
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data-mysql-0' } }];
    const own = pod('pg-1', { kind: 'Cluster', name: 'pg' }, tolerationsOf(300), { spec: { volumes } });
    const { clusters } = await explain(jsonList([CONTROLLER_MANAGER, own, CLAIM, VOLUME]));
    const [workload] = clusters[0]?.workloads ?? [];
    assert.deepEqual([workload?.name, workload?.verdict], ['pg', 'unknown']);
    assert.ok(workload?.unknown.some(({ what }) => what === 'how Cluster pg replaces its pods'));
  });

  it('attaches what no CSIDriver speaks of, where the list names CSIDrivers', async () => {
    const csi = { ...VOLUME, spec: { accessModes: ['ReadWriteOnce'], csi: { driver: 'disk.example.com' } } };
    const driver = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'other.example.com' },
      spec: { attachRequired: false },
    };
    const verdict = async (objects: readonly object[]) =>
      (await explain(jsonList([CONTROLLER_MANAGER, RUNNING, MYSQL, CLAIM, csi, ...objects]))).clusters[0]?.workloads[0]
        ?.verdict;
    assert.equal(await verdict([driver]), 'guarded');
    assert.equal(await verdict([]), 'unknown');
  });

  it('loses the largest zone in a zone outage', async () => {
    const { out } = await runIn({}, ['explain', '--stdin', '--scenario', 'zone-outage'], jsonList(CLUSTER));
    assert.match(out, /zone-outage \(2 of 2 nodes of a zone, 2 zones\)/);
    const some = await runIn({}, ['explain', '--stdin', '--scenario', 'zone-outage:failed=1'], jsonList(CLUSTER));
    assert.match(some.out, /zone-outage \(1 of 2 nodes of a zone, 2 zones\)/);
  });

  it('says how many nodes there are, in which zones and versions', async () => {
    const { out } = await runIn({}, ['explain', '--stdin'], jsonList(CLUSTER));
    assert.match(out, /\nNodes: 3 \(z1 2, z2 1\); kubelets v1\.31\.4\n/);
    const { out: json } = await runIn({}, ['explain', '--stdin', '--format', 'json'], jsonList(CLUSTER));
    assert.deepEqual((JSON.parse(json) as { clusters: { zones: unknown }[] }).clusters[0]?.zones, [
      { zone: 'z1', nodes: 2 },
      { zone: 'z2', nodes: 1 },
    ]);
  });

  it('says once what it assumes', async () => {
    const { out } = await runIn({}, ['explain', '--stdin'], jsonList([lease('a', 20)]));
    assert.match(out, /--node-monitor-grace-period +\S+ +default, assumed\n/);
    assert.equal(out.match(/assumed: no kube-controller-manager pod is in the list\n/g)?.length, 1);
    assert.equal(out.match(/assumed: no \/configz of a kubelet is here\n/g)?.length, 1);
  });

  it('takes the arguments of k3s from the nodes', async () => {
    const started = (name: string, words: readonly string[]) => {
      const plain = node(name, 'v1.30.2+k3s1');
      const annotations = { 'k3s.io/node-args': JSON.stringify(words) };
      return { ...plain, metadata: { ...plain.metadata, annotations } };
    };
    const server = started('s', [
      'server',
      '--kube-controller-manager-arg',
      'node-monitor-grace-period=20s',
      '--kube-apiserver-arg=default-unreachable-toleration-seconds=30',
      '--token',
      '********',
    ]);
    const agent = started('w', ['agent', '--kubelet-arg=node-status-update-frequency=4s']);
    const { clusters } = await explain(jsonList([server, agent, lease('s', 40)]));
    const [cluster] = clusters;
    assert.deepEqual([cluster?.kubernetesVersion, cluster?.kubernetesVersionOrigin], ['1.30', 'file']);
    const written = cluster?.parameters
      .filter(({ origin }) => origin.kind === 'file')
      .map(({ name, value }) => [name, value]);
    assert.deepEqual(written, [
      ['node-monitor-grace-period', '20s'],
      ['node-status-update-frequency', '4s'],
      ['nodeLeaseDurationSeconds', '40'],
      ['default-unreachable-toleration-seconds', '30'],
    ]);
    assert.deepEqual(
      cluster?.parameters.filter(({ origin }) => origin.kind === 'assumed'),
      [],
    );
  });

  it('names the zone in which evictions stop, or none', async () => {
    const manager = mirrorPod('kube-controller-manager', ['--large-cluster-size-threshold=20']);
    const zone = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        node(`${name}-${index}`, 'v1.31.4', { 'topology.kubernetes.io/zone': name }),
      );
    const messages = async (objects: readonly object[]) => {
      const { out } = await runIn({}, ['check', '--stdin', '--format', 'json'], jsonList([manager, ...objects]));
      const { findings } = JSON.parse(out) as { findings: { ruleId: string; message: string }[] };
      return findings.filter(({ ruleId }) => ruleId === 'eviction-stops-in-small-zone').map(({ message }) => message);
    };
    assert.deepEqual(await messages([...zone('z1', 20), ...zone('z2', 5)]), [
      'Evictions stop in zone z1 once 11 of its 20 nodes are not ready.',
    ]);
    assert.deepEqual(await messages([...zone('z1', 21), ...zone('z2', 5)]), [
      'Evictions stop in zone z2 once 3 of its 5 nodes are not ready.',
    ]);
    assert.deepEqual(await messages([...zone('z1', 21), ...zone('z2', 3)]), []);
    assert.deepEqual(await messages([]), [
      'Evictions stop in a zone of up to 20 nodes once 3 nodes, and 55 % of it, are not ready.',
    ]);
  });

  it('is checked, and nothing of it is fixed', async () => {
    const { status, out } = await runIn(
      BESIDE,
      ['check', '--stdin', '--format', 'json'],
      jsonList([...CLUSTER, RUNNING]),
    );
    const { findings } = JSON.parse(out) as { findings: { ruleId: string; file: string; fixes: unknown[] }[] };
    assert.equal(status, 1);
    assert.ok(findings.some(({ ruleId }) => ruleId === 'force-removal-on-eviction'));
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ['stdin.json']);
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes),
      [],
    );
  });

  it('is tuned in words only', async () => {
    const { out } = await runIn({}, ['tune', '--stdin', '--evicted-by', '60s'], jsonList(CLUSTER));
    assert.match(out, /this is what it printed, and no file to change\n {2}--/);
    const { out: diff } = await runIn(
      {},
      ['tune', '--stdin', '--evicted-by', '60s', '--format', 'diff'],
      jsonList(CLUSTER),
    );
    assert.equal(diff, '');
  });
});

describe('running clusters in files', () => {
  it('may be written by PowerShell, in UTF-16', async () => {
    const folder = createTestFolder();
    try {
      folder.write('cluster.json', Buffer.from(`\ufeff${jsonList(CLUSTER)}`, 'utf16le'));
      const { out } = await run(folder, ['explain', 'cluster.json', '--format', 'json']);
      const [cluster] = (JSON.parse(out) as Explained).clusters;
      assert.deepEqual([cluster?.name, cluster?.kubernetesVersion], ['cluster', '1.31']);
    } finally {
      folder.dispose();
    }
  });

  it('are clusters apart from each other and from the files beside them', async () => {
    const files = {
      ...BESIDE,
      'dumps/prod.json': jsonList([CONTROLLER_MANAGER, node('a', 'v1.31.4')]),
      'dumps/test.json': jsonList([
        mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=2m']),
        node('b', 'v1.31.4'),
      ]),
    };
    const { out } = await runIn(files, ['explain', '.', '--format', 'json']);
    const graces = (JSON.parse(out) as Explained).clusters.map(({ name, parameters }) => [
      name,
      parameters.filter((one) => one.name === 'node-monitor-grace-period').map(({ value }) => value),
    ]);
    assert.deepEqual(graces.slice(0, 2), [
      ['prod', ['20s']],
      ['test', ['2m']],
    ]);
    assert.deepEqual(graces[2]?.[1], ['3m']);
  });

  it('may have been asked one kind at a time', async () => {
    const files = {
      'nodes.json': jsonList(NODES),
      'pods.json': jsonList([CONTROLLER_MANAGER, RUNNING]),
      'leases.json': jsonList([lease('a', 20)]),
    };
    const { out } = await runIn(files, ['explain', '.', '--format', 'json']);
    const { clusters } = JSON.parse(out) as Explained;
    assert.equal(clusters.length, 1);
    assert.equal(clusters[0]?.heartbeat.intervalMs, 5_000);
    assert.deepEqual(
      clusters[0]?.workloads.map(({ name }) => name),
      ['mysql'],
    );
  });
});
