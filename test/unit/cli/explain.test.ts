import assert from 'node:assert/strict';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { runIn } from './commandLine.ts';
import { FILES, KUBEADM, MYSQL, WEB } from './exampleFiles.ts';

type Times = { earliestMs: number; latestMs: number | null } | null;

interface Explained {
  schemaVersion: number;
  scenario: string;
  clusters: {
    name: string;
    root: string;
    kubernetesVersion: string;
    kubernetesVersionOrigin: string;
    parameters: {
      component: string;
      name: string;
      value: string;
      ms: number | null;
      origin: { kind: string; file?: string; line?: number; character?: number };
    }[];
    heartbeat: { intervalMs: number; by: string };
    detection: { earliestMs: number; typicalMs: number | null; latestMs: number | null } | null;
    workloads: {
      kind: string;
      namespace: string;
      name: string;
      file: string;
      line: number;
      tolerationSeconds: unknown;
      eviction: Times;
      objectRemoval: Times;
      replacementMount: Times;
      oldWriterGone: Times;
      doubleMount: { possible: boolean | null; fromMs: number | null; untilMs: number | null; marginMs: number | null };
      verdict: string;
      unknown: { what: string; where: string }[];
      because: string[];
    }[];
    simulation?: {
      runs: number;
      detection: { earliestMs: number; medianMs: number; latestMs: number; missing: number };
      workloads: { name: string; eviction: { earliestMs: number; latestMs: number }; doubleMounts: number }[];
    };
  }[];
}

async function explain(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const { status, out, err } = await runIn(files, ['explain', '--format', 'json', ...words]);
  assert.equal(status, 0, err);
  const explained = JSON.parse(out) as Explained;
  const [cluster] = explained.clusters;
  if (cluster === undefined) throw new Error('no cluster');
  return { explained, cluster };
}

describe('explain', () => {
  it('gives windows in whole milliseconds, with their reasons', async () => {
    const { explained, cluster } = await explain(FILES);
    assert.deepEqual([explained.schemaVersion, explained.scenario], [1, 'partition']);
    assert.deepEqual([cluster.kubernetesVersion, cluster.kubernetesVersionOrigin, cluster.root], ['1.33', 'file', '.']);
    assert.deepEqual(cluster.heartbeat, { intervalMs: 10_000, by: 'lease' });
    // ⌈20 s⌉ less the longest pause of 10.4 s; 5 s to see it; 5 s more after a status.
    assert.deepEqual(cluster.detection, { earliestMs: 9_600, typicalMs: 25_000, latestMs: 30_000 });
    const grace = cluster.parameters.find(({ name }) => name === 'node-monitor-grace-period');
    assert.deepEqual(grace, {
      component: 'kube-controller-manager',
      name: 'node-monitor-grace-period',
      value: '20s',
      ms: 20_000,
      origin: { kind: 'file', file: 'clusters/prod/kubeadm.yaml', line: 5, character: 6 },
    });
    const [mysql, web] = cluster.workloads;
    assert.deepEqual(
      [mysql?.kind, mysql?.namespace, mysql?.name, mysql?.file, mysql?.line],
      ['StatefulSet', 'db', 'mysql', 'clusters/prod/mysql.yaml', 3],
    );
    assert.equal(mysql?.tolerationSeconds, 300);
    assert.deepEqual(mysql?.eviction, { earliestMs: 314_600, latestMs: 335_100 });
    assert.deepEqual(mysql?.objectRemoval, mysql?.eviction);
    assert.deepEqual(mysql?.replacementMount, mysql?.eviction);
    assert.equal(mysql?.oldWriterGone, null);
    assert.deepEqual(mysql?.doubleMount, { possible: true, fromMs: 314_600, untilMs: null, marginMs: null });
    assert.equal(mysql?.verdict, 'double-mount');
    assert.ok((mysql?.because.length ?? 0) >= 5);
    for (const sentence of mysql?.because ?? []) assert.match(sentence, /\.$/);
    assert.deepEqual([web?.namespace, web?.verdict, web?.doubleMount.possible], ['default', 'stateless', false]);
  });

  it('keeps a version that nobody states as a range, and one of the command line over all', async () => {
    const files = { 'kubeadm.yaml': KUBEADM.replace('kubernetesVersion: v1.33.2\n', ''), 'mysql.yaml': MYSQL };
    const assumed = (await explain(files)).cluster;
    assert.deepEqual(
      [assumed.kubernetesVersion, assumed.kubernetesVersionOrigin],
      [`1.31-1.${NEWEST_MINOR}`, 'assumed'],
    );
    assert.ok(assumed.workloads[0]?.unknown.some(({ what }) => what === 'the Kubernetes version'));
    const chosen = (await explain(files, '--kubernetes-version', '1.29')).cluster;
    assert.deepEqual([chosen.kubernetesVersion, chosen.kubernetesVersionOrigin], ['1.29', 'option']);
  });

  it('says what it does not know', async () => {
    const files = { 'kubeadm.yaml': KUBEADM, 'mysql.yaml': MYSQL.replace('Seconds: 0', 'Seconds: {{ grace }}') };
    const [mysql] = (await explain(files)).cluster.workloads;
    assert.deepEqual([mysql?.verdict, mysql?.doubleMount.possible], ['unknown', null]);
    assert.deepEqual(mysql?.unknown, [
      { what: 'terminationGracePeriodSeconds', where: 'mysql.yaml: a template fills it in' },
    ]);
    const forEver = WEB.replace(
      '      containers:',
      '      tolerations:\n        - operator: Exists\n      containers:',
    );
    const unread = WEB.replace('      containers:', '      tolerations: {{ tolerations }}\n      containers:');
    const seconds = async (text: string) =>
      (await explain({ 'kubeadm.yaml': KUBEADM, 'web.yaml': text })).cluster.workloads[0]?.tolerationSeconds;
    assert.equal(await seconds(forEver), null);
    assert.deepEqual(await seconds(unread), { unknown: true });
  });

  it("takes nothing for granted where OpenShift's own file may hold the flags", async () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: openshift-kube-controller-manager }
spec:
  containers:
    - name: kube-controller-manager
      command: [hyperkube, kube-controller-manager]
      args: [--openshift-config=/etc/kubernetes/config/config.yaml, --node-monitor-period=2s]
`;
    const { cluster } = await explain({ 'pod.yaml': pod });
    const origins = new Map(cluster.parameters.map(({ name, origin }) => [name, origin]));
    assert.deepEqual(origins.get('node-monitor-grace-period'), {
      kind: 'assumed',
      file: 'pod.yaml',
      line: 7,
      character: 32,
    });
    assert.equal(origins.get('node-monitor-period')?.kind, 'file');
    const { out } = await runIn({ 'pod.yaml': pod }, ['explain']);
    assert.match(out, /assumed: \/etc\/kubernetes\/config\/config\.yaml is not here \(named in pod\.yaml:8\)\n/);
  });

  it('explains the workload that is named', async () => {
    const { cluster } = await explain(FILES, '--workload', 'db/mysql');
    assert.deepEqual(
      cluster.workloads.map(({ name }) => name),
      ['mysql'],
    );
    const byDefault = await explain(FILES, '--workload', 'web');
    assert.deepEqual(
      byDefault.cluster.workloads.map(({ name }) => name),
      ['web'],
    );
    const { status, err } = await runIn(FILES, ['explain', '--workload', 'db/mysq']);
    assert.equal(status, 2);
    assert.match(err, /no workload 'db\/mysq' \(did you mean 'db\/mysql'\?\)/);
  });

  it('shows the workloads of the named files, in the order of file and line', async () => {
    const { cluster } = await explain(FILES, 'clusters/prod/mysql.yaml');
    assert.deepEqual(
      cluster.workloads.map(({ name }) => name),
      ['mysql'],
    );
    const files = {
      'b.yaml': `${WEB}---\n${MYSQL}`,
      'a.yaml': WEB.replace('name: web', 'name: last'),
      'k.yaml': KUBEADM,
    };
    assert.deepEqual(
      (await explain(files)).cluster.workloads.map(({ file, name }) => [file, name]),
      [
        ['a.yaml', 'last'],
        ['b.yaml', 'web'],
        ['b.yaml', 'mysql'],
      ],
    );
  });

  it('plays other scenarios, with their arguments', async () => {
    const detected = async (scenario: string) => {
      const { explained, cluster } = await explain(FILES, '--scenario', scenario);
      return [explained.scenario, cluster.detection?.latestMs ?? null, cluster.workloads[0]?.verdict];
    };
    assert.deepEqual(await detected('crash'), ['crash', 30_000, 'fenced']);
    assert.deepEqual(await detected('overload:for=10m,loss=0.8'), ['overload', null, 'double-mount']);
    assert.deepEqual(await detected('overload:for=5s'), ['overload', null, 'never-evicted']);
    assert.deepEqual(await detected('zone-outage:failed=3,nodes=5'), ['zone-outage', 30_000, 'double-mount']);
    assert.deepEqual(await detected('kubelet-stopped'), ['kubelet-stopped', 30_000, 'double-mount']);
    for (const [scenario, message] of [
      ['partiton', /unknown scenario 'partiton' \(did you mean 'partition'\?\)/],
      [
        'flood',
        /unknown scenario 'flood'; there are partition, overload, kubelet-stopped, crash, zone-outage, shutdown/,
      ],
      ['overload:loss', /'loss' is not key=value/],
      ['partition:fenced=5m,fenced=9m', /scenario partition: 'fenced' is given twice/],
      ['overload:loss=2', /loss=2 is not a number from 0 to 1/],
      ['overload:for=10', /for: /],
      ['crash:for=1m', /scenario crash has no argument 'for'/],
      ['zone-outage:failed=6,nodes=5', /failed=6 is more than nodes=5/],
      ['zone-outage:failed=7', /failed=7 is more than nodes=5/],
      ['zone-outage:nodes=0', /nodes=0 is not a number from 1 on/],
    ] as const) {
      const { status, err } = await runIn(FILES, ['explain', '--scenario', scenario]);
      assert.equal(status, 2, scenario);
      assert.match(err, message);
    }
  });

  it('simulates inside the windows, the same every time', async () => {
    const { cluster } = await explain(FILES, '--simulate', '50');
    const { simulation, detection, workloads } = cluster;
    assert.equal(simulation?.runs, 50);
    assert.equal(simulation.detection.missing, 0);
    assert.ok(simulation.detection.earliestMs >= (detection?.earliestMs ?? 0));
    assert.ok(simulation.detection.latestMs <= (detection?.latestMs ?? 0));
    assert.ok(simulation.detection.earliestMs < simulation.detection.latestMs);
    const [mysql] = simulation.workloads;
    assert.equal(mysql?.name, 'mysql');
    assert.ok(mysql.eviction.earliestMs >= (workloads[0]?.eviction?.earliestMs ?? 0));
    assert.ok(mysql.eviction.latestMs <= (workloads[0]?.eviction?.latestMs ?? 0));
    assert.equal(mysql.doubleMounts, 50);
    assert.deepEqual((await explain(FILES, '--simulate', '50')).cluster.simulation, simulation);
    assert.equal((await explain(FILES)).cluster.simulation, undefined);
    const { out } = await runIn(FILES, ['explain', '--simulate', '50', '--workload', 'db/mysql']);
    assert.match(out, /Simulated 50 times\n {2}event +earliest +median +latest +never +window\n {2}node marked /);
    assert.match(out, /two writers in 50 of 50 runs/);
    assert.doesNotMatch(out, /Deployment default\/web/);
  });

  it('refuses simulations that cannot be', async () => {
    for (const [words, message] of [
      [['--simulate', '0'], /more than zero/],
      [['--simulate', 'often'], /whole number/],
      [['--simulate', '1000000'], /at most 100000 runs/],
      [['--simulate', '5', '--scenario', 'shutdown'], /--simulate does not play the scenario shutdown/],
    ] as const) {
      const { status, err } = await runIn(FILES, ['explain', ...words]);
      assert.equal(status, 2, words.join(' '));
      assert.match(err, message);
    }
  });

  it('draws every workload in one picture', async () => {
    const { status, out } = await runIn(FILES, ['explain', '--format', 'svg']);
    assert.equal(status, 0);
    assert.match(out, /^<svg /);
    assert.match(out, /<\/svg>\n$/);
    assert.match(out, /db\/mysql/);
    assert.match(out, /default\/web/);
  });

  it('lists the verdicts first where there are several workloads, the worst before the others', async () => {
    const { out } = await runIn(FILES, ['explain']);
    const table = /\nWorkloads\n((?: {2}.*\n)+)/.exec(out)?.[1] ?? '';
    assert.deepEqual(
      table
        .trimEnd()
        .split('\n')
        .map((line) => line.trim().split(/\s{2,}/)),
      [
        ['two writers', '1', 'StatefulSet db/mysql'],
        ['no volume at stake', '1', 'Deployment default/web'],
      ],
    );
    assert.doesNotMatch((await runIn(FILES, ['explain', '--workload', 'web'])).out, /\nWorkloads\n/);
  });

  it('draws of many workloads those with a volume at stake', async () => {
    const many = Array.from({ length: 25 }, (_, index) => WEB.replace('name: web', `name: web-${index}`));
    const { out } = await runIn({ ...FILES, 'many.yaml': many.join('---\n') }, ['explain']);
    assert.match(out, /no volume at stake +26 {2}Deployment /);
    assert.match(out, /and 14 more/);
    assert.match(out, /\nStatefulSet db\/mysql · two writers /);
    assert.doesNotMatch(out, /\nDeployment default\/web-3 · /);
    assert.match(out, /Not drawn: /);
  });

  it('says that there is no cluster', async () => {
    const { status, out } = await runIn({}, ['explain']);
    assert.deepEqual([status, out.startsWith('No cluster: ')], [0, true]);
    assert.deepEqual(JSON.parse((await runIn({}, ['explain', '--format', 'json'])).out), {
      schemaVersion: 1,
      scenario: 'partition',
      clusters: [],
    });
    assert.equal((await runIn({}, ['explain', '--format', 'svg'])).status, 2);
  });

  it('says in every form that windows do not hold where healthy nodes are marked', async () => {
    const files = {
      '.kube-node-lifecycle.yaml': 'kubernetesVersion: "1.33"\n',
      'start.sh': 'kube-controller-manager --node-monitor-grace-period=8s --node-monitor-period=2s\n',
      'web.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: a, image: a }] } } }\n',
    };
    const said = async (...words: string[]) => (await runIn(files, ['explain', ...words])).out.replace(/\s+/g, ' ');
    assert.match(await said(), /Healthy nodes are marked as well: .* So no window below holds: with each heartbeat/);
    assert.match(await said('--summary'), /after 0–12 s\. Healthy nodes are marked too: no window holds\./);
    assert.match(await said('--simulate', '5'), /Windows do not hold: healthy nodes are marked too/);
    const { clusters } = JSON.parse(await said('--format', 'json')) as { clusters: { windowsHold?: boolean }[] };
    assert.deepEqual(
      clusters.map(({ windowsHold }) => windowsHold),
      [false],
    );
  });

  it('storage that is not known: what each that it may be comes to, side by side', async () => {
    const deployment = WEB.replace(
      '      containers:',
      '      volumes:\n      - {name: data, persistentVolumeClaim: {claimName: web}}\n      containers:',
    );
    const claim =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web}\nspec: {accessModes: [ReadWriteOnce], storageClassName: fast}\n';
    const files = {
      '.kube-node-lifecycle.yaml': 'kubernetesVersion: "1.33"\n',
      'web.yaml': `${deployment}---\n${claim}`,
    };
    const text = (await runIn(files, ['explain'])).out;
    assert.match(text, /^Its storage decides, which is not known:\n {2}storage /m);
    assert.match(text, /^ {2}mounted by any node \(NFS, CephFS\) .* two writers$/m);
    assert.match(text, /^ {2}attached to one node \(EBS, Ceph RBD\) .* never +safe, needs a hand$/m);
    const summary = (await runIn(files, ['explain', '--summary'])).out;
    assert.match(summary, /^ {2}depends on the storage \(1\): evicted /m);
    assert.match(summary, /^ {4}To be settled: storageClass fast\.$/m);
    const { clusters } = JSON.parse((await runIn(files, ['explain', '--format', 'json'])).out);
    assert.deepEqual(
      clusters[0].workloads[0].byStorage.map((way: { storage: string; verdict: string }) => [way.storage, way.verdict]),
      [
        ['not-attached', 'double-mount'],
        ['attached', 'blocked'],
      ],
    );
  });
});
