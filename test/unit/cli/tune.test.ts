import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { run, runIn } from './commandLine.ts';

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
apiServer:
  extraArgs: []
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period # as long as it takes
      value: 50s
`;

function deployment(name: string, tolerations: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: main
          image: nginx
      tolerations:${tolerations}
`;
}

function unreachable(seconds: string): string {
  return `
        - key: node.kubernetes.io/unreachable
          operator: Exists
          effect: NoExecute${seconds === '' ? '' : `\n          tolerationSeconds: ${seconds}`}`;
}

interface Side {
  tolerationSeconds: unknown;
  evictedByMs: number | null;
}

interface Tuned {
  targets: Record<string, number | null>;
  clusters: {
    feasible: boolean | null;
    unknown: string[];
    changed: string[];
    conflicts: object[];
    before: { values: Record<string, number>; evictedByMs: number | null };
    after: { values: Record<string, number>; evictedByMs: number | null; fencingMs: number };
    workloads: { name: string; met: boolean; obstacle: string | null; before: Side; after: Side }[];
    changes: { title: string; file: string; edits: { newText: string }[] }[];
    unwritable: string[];
    twoWriters: { name: string; verdict: string }[];
  }[];
}

async function tune(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const { status, out } = await runIn(files, ['tune', '--format', 'json', ...words]);
  const [cluster] = (JSON.parse(out) as Tuned).clusters;
  if (cluster === undefined) throw new Error('no cluster');
  return { status, cluster, targets: (JSON.parse(out) as Tuned).targets };
}

describe('tune', () => {
  it('gives values that keep a failover, and where they are written', async () => {
    const { status, cluster, targets } = await tune({ 'kubeadm.yaml': KUBEADM }, '--failover', '2m');
    assert.equal(status, 0);
    assert.deepEqual(targets, { failoverMs: 120_000, evictedByMs: null, missedHeartbeats: null, fencingMs: null });
    assert.equal(cluster.feasible, true);
    assert.deepEqual(cluster.changed, ['tolerationSeconds']);
    // 5 s to see it, 50 s of grace, 5 s for a status in between, 5 s to the queue, 0.1 s of the queue; 300 s of toleration.
    assert.equal(cluster.before.evictedByMs, 365_100);
    assert.ok((cluster.after.evictedByMs ?? Number.POSITIVE_INFINITY) <= 120_000);
    const seconds = cluster.after.values.tolerationSeconds;
    assert.deepEqual(
      cluster.changes.map(({ title, file }) => [title, file]),
      [
        [`--default-not-ready-toleration-seconds of kube-apiserver: ${seconds}`, 'kubeadm.yaml'],
        [`--default-unreachable-toleration-seconds of kube-apiserver: ${seconds}`, 'kubeadm.yaml'],
      ],
    );
  });

  it('changes nothing where the targets are met', async () => {
    const { status, out } = await runIn({ 'kubeadm.yaml': KUBEADM }, ['tune', '--failover', '10m']);
    assert.equal(status, 0);
    assert.match(out, /Met as it is: replacement no later than 10 min/);
    assert.doesNotMatch(out, /Changes/);
  });

  it('says which targets exclude each other, and changes nothing', async () => {
    const words = ['--failover', '30s', '--missed-heartbeats', '4', '--fencing', '90s'];
    const { status, cluster } = await tune({ 'kubeadm.yaml': KUBEADM }, ...words);
    assert.equal(status, 1);
    assert.equal(cluster.feasible, false);
    assert.deepEqual(cluster.conflicts, [
      // No grace of which a rule would warn: more than 45 s.
      { target: 'evictedBy', wantedMs: 30_000, bestMs: 138_100 },
    ]);
    assert.deepEqual([cluster.changes, cluster.unwritable], [[], []]);
    const text = await runIn({ 'kubeadm.yaml': KUBEADM }, ['tune', ...words]);
    assert.match(text.out, /Cannot be met together/);
    assert.match(
      text.out,
      /With the other targets kept, the earliest eviction is after 2 min 18 s: 1 min 48 s too late\./,
    );
    const diff = await runIn({ 'kubeadm.yaml': KUBEADM }, ['tune', '--format', 'diff', ...words]);
    assert.deepEqual([diff.status, diff.out], [1, '']);
  });

  it('says what cannot be met alone', async () => {
    const { out, status } = await runIn({ 'kubeadm.yaml': KUBEADM }, ['tune', '--failover', '2s']);
    assert.equal(status, 1);
    assert.match(
      out,
      /Cannot be met: replacement no later than 2 s\n {2}The earliest eviction is after 51\.1 s: 49\.1 s too late\./,
    );
  });

  it('promises nothing where an input is not known', async () => {
    const files = { 'kubeadm.yaml': KUBEADM.replace('50s', '{{ grace }}') };
    const { status, cluster } = await tune(files, '--failover', '2m');
    assert.deepEqual(
      [status, cluster.feasible, cluster.unknown, cluster.changes],
      [1, null, ['node-monitor-grace-period'], []],
    );
    const { out } = await runIn(files, ['tune', '--failover', '2m']);
    assert.match(out, /Cannot be tuned: node-monitor-grace-period cannot be read, so nothing can be promised\./);
    const written = await runIn(files, ['tune', '--failover', '2m', '--write']);
    assert.match(written.err, /nothing written, an input is not known/);
  });

  it('tunes workloads that the default does not reach, too', async () => {
    const files = {
      'kubeadm.yaml': KUBEADM,
      'late.yaml': deployment('late', unreachable('400')),
      'early.yaml': deployment('early', unreachable('10')),
      'for-ever.yaml': deployment('for-ever', unreachable('')),
      'template.yaml': deployment('template', unreachable('{{ seconds }}')),
      'plain.yaml': deployment('plain', ' []'),
    };
    const { cluster, status } = await tune(files, '--evicted-by', '2m');
    assert.equal(status, 1);
    assert.deepEqual(
      cluster.workloads.map(({ name, obstacle, before, after }) => [
        name,
        obstacle,
        before.tolerationSeconds,
        before.evictedByMs,
        after.tolerationSeconds,
        after.evictedByMs,
      ]),
      [
        // 5 + 50 + 5 + 5 + 0.1 s and the toleration; 50 s is what people write of the 54.9 s that are left.
        ['early', null, 10, 75_100, 10, 75_100],
        ['for-ever', 'never-evicted', null, null, null, null],
        ['late', null, 400, 465_100, 50, 115_100],
        ['plain', null, 300, 365_100, 50, 115_100],
        ['template', 'unknown', { unknown: true }, null, { unknown: true }, null],
      ],
    );
    const text = await runIn(files, ['tune', '--evicted-by', '2m']);
    assert.match(text.out, /Cannot be met for Deployment default\/for-ever: it tolerates the lost node for ever/);
    const { 'for-ever.yaml': _, 'template.yaml': __, ...inReach } = files;
    const met = await tune(inReach, '--evicted-by', '2m');
    assert.equal(met.status, 0);
    assert.deepEqual(
      met.cluster.changes
        .filter(({ file }) => file !== 'kubeadm.yaml')
        .map(({ title, edits }) => [title, edits[0]?.newText]),
      [['tolerationSeconds of Deployment default/late: 50', '50']],
    );
    const { out } = await runIn(inReach, ['tune', '--evicted-by', '2m']);
    assert.match(out, /Deployment default\/late: evicted by 7 min 45 s → evicted by 1 min 55 s/);
    assert.match(out, /Pods keep the seconds that they were admitted with/);
  });

  it('says from when on a replacement may come that nothing makes sure of', async () => {
    const claim =
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: ebs.csi.aws.com\n---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce], storageClassName: a}\n';
    const set =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {terminationGracePeriodSeconds: 0, containers: [{name: c, image: x}], volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}}}\n';
    const { out } = await runIn({ 'kubeadm.yaml': KUBEADM, 'a.yaml': claim, 'db.yaml': set }, [
      'tune',
      '--failover',
      '2m',
    ]);
    assert.match(out, /StatefulSet default\/db: evicted by 6 min 5 s; replaced 11 min 45 s or later\n/);
  });

  it('tunes them although the cluster meets the targets as it is', async () => {
    const files = { 'kubeadm.yaml': KUBEADM, 'late.yaml': deployment('late', unreachable('900')) };
    const { cluster } = await tune(files, '--failover', '10m');
    assert.deepEqual(cluster.changed, []);
    assert.deepEqual(
      cluster.changes.map(({ title }) => title),
      ['tolerationSeconds of Deployment default/late: 300'],
    );
  });

  it('lengthens a toleration that leaves no time to fence', async () => {
    const files = { 'kubeadm.yaml': KUBEADM, 'early.yaml': deployment('early', unreachable('10')) };
    const { cluster } = await tune(files, '--fencing', '60s');
    assert.deepEqual(
      cluster.changes.map(({ title }) => title),
      ['tolerationSeconds of Deployment default/early: 300'],
    );
  });

  it('writes what the diff shows, and leaves every other byte alone', async () => {
    const folder = createTestFolder({
      'kubeadm.yaml': `\ufeff${KUBEADM.replaceAll('\n', '\r\n')}`,
      'late.yaml': deployment('late', unreachable('400')),
    });
    try {
      const words = ['tune', '--failover', '65s'];
      const before = readFileSync(join(folder.path, 'kubeadm.yaml'), 'utf8');
      const { out: diff } = await run(folder, [...words, '--format', 'diff']);
      assert.equal(readFileSync(join(folder.path, 'kubeadm.yaml'), 'utf8'), before);
      const { status, err, out } = await run(folder, [...words, '--write']);
      assert.equal(status, 0);
      assert.match(err, /kubeadm\.yaml: written\nlate\.yaml: written\n/);
      assert.match(out, /Can be met/);
      const after = readFileSync(join(folder.path, 'kubeadm.yaml'), 'utf8');
      const added = diff.split('\n').flatMap((line) => (/^\+(?!\+\+)/.test(line) ? [line.slice(1).trim()] : []));
      const lines = `${after}${readFileSync(join(folder.path, 'late.yaml'), 'utf8')}`
        .split(/\r?\n/)
        .map((line) => line.trim());
      assert.ok(added.length >= 3);
      for (const line of added) assert.ok(lines.includes(line), line);
      assert.ok(after.startsWith('\ufeffapiVersion'));
      assert.ok(after.includes('# as long as it takes\r\n'));
      assert.equal(after.split('\n').length - 1, after.split('\r\n').length - 1);
      const again = await run(folder, words);
      assert.match(again.out, /Met as it is/);
    } finally {
      folder.dispose();
    }
  });

  it('takes two writers away, workload by workload', async () => {
    const statefulSet = (name: string, claims: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: main
          image: mysql
      volumes:
        - name: data
          ${claims}
`;
    const files = {
      'kubeadm.yaml': KUBEADM,
      'all.yaml': `${statefulSet('fixed', 'nfs: { server: nas, path: / }')}---\n${deployment('other', ' []')}      volumes:\n        - name: data\n          nfs: { server: nas, path: / }\n`,
    };
    const { cluster } = await tune(files, '--evicted-by', '10m');
    assert.deepEqual(
      cluster.changes.map(({ title, file }) => [title, file]),
      [['Set terminationGracePeriodSeconds to 30', 'all.yaml']],
    );
    assert.deepEqual(
      cluster.twoWriters.map(({ name, verdict }) => [name, verdict]),
      [['other', 'double-mount']],
    );
  });

  it('is wrong usage without a target, with a bad one, or on input that cannot be written', async () => {
    for (const [words, message] of [
      [[], /tune needs a target/],
      [['--failover', '60'], /missing unit|unit/],
      [['--failover', '0s'], /more than zero/],
      [['--missed-heartbeats', '-1'], /whole number/],
      [['--failover', '60s', '--format', 'yaml'], /unknown format 'yaml'/],
      [['--failover', '60s', '--stdin', '--write'], /--write cannot change standard input/],
      [['nowhere', '--failover', '60s'], /no such file or folder: nowhere/],
    ] as const) {
      const { status, err } = await runIn({}, ['tune', ...words]);
      assert.equal(status, 2, words.join(' '));
      assert.match(err, message);
    }
  });

  it('says that there is no cluster', async () => {
    const { status, out } = await runIn({}, ['tune', '--failover', '60s']);
    assert.deepEqual([status, out.startsWith('No cluster: ')], [0, true]);
  });

  it('says where a value is set by hand', async () => {
    const { cluster } = await tune({ 'kubeadm.yaml': KUBEADM }, '--failover', '60s');
    assert.match(
      cluster.unwritable.join(),
      /nodeLeaseDurationSeconds of kubelet: 20 \(in the ConfigMap kube-system\/kubelet-config, key kubelet: /,
    );
  });

  it('proposes nothing that a rule would warn of', async () => {
    for (const target of ['52s', '55s', '60s', '70s', '90s', '2m', '4m']) {
      const folder = createTestFolder({
        'kubelet.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n',
        'kubeadm.yaml': KUBEADM,
        'late.yaml': deployment('late', unreachable('400')),
      });
      try {
        const told = async () => {
          const { out } = await run(folder, ['check', '--format', 'json']);
          const { findings } = JSON.parse(out) as { findings: { ruleId: string; severity: string }[] };
          return findings.filter(({ severity }) => severity !== 'info').map(({ ruleId }) => ruleId);
        };
        const before = await told();
        await run(folder, ['tune', '--failover', target, '--write']);
        assert.deepEqual(await told(), before, target);
      } finally {
        folder.dispose();
      }
    }
  });
});
