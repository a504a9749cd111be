// What a change does to windows, verdicts and prices: `explain --diff`.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createTar, createTarGzip } from 'nanotar';
import { runCommandLine } from '../../../server/src/cli/commands.ts';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';

const CLUSTER = (grace: string) => `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: ${grace}
`;
const SET = (name: string, grace: number, tolerated = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}, namespace: db}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
${tolerated}      containers: [{name: main, image: "mysql:8"}]
      volumes: [{name: data, nfs: {server: nas, path: /${name}}}]
`;
const SOON =
  '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]\n';
const BEFORE = { 'kubeadm.yaml': CLUSTER('50s'), 'mysql.yaml': SET('mysql', 30), 'old.yaml': SET('old', 30) };
const AFTER = { 'kubeadm.yaml': CLUSTER('20s'), 'mysql.yaml': SET('mysql', 0), 'new.yaml': SET('new', 30, SOON) };

async function explain(folder: TestFolder, words: readonly string[], input: string | Uint8Array = '', cwd = '.') {
  let out = '';
  let err = '';
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const status = await runCommandLine(
    ['explain', ...words],
    {
      cwd: join(folder.path, cwd),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      readInput: () => Promise.resolve(bytes),
      terminal: { columns: 100, colour: false, unicode: true },
    },
    { serve: () => Promise.resolve(), assist: () => Promise.resolve() },
  );
  return { status, out, err };
}

const below = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));

async function inFolders(
  work: (folder: TestFolder) => Promise<void>,
  files: Readonly<Record<string, string>> = { ...below('now', AFTER), ...below('before', BEFORE) },
) {
  const folder = createTestFolder(files);
  try {
    await work(folder);
  } finally {
    folder.dispose();
  }
}

interface Side {
  readonly verdict: string;
  readonly replacementMount: { readonly earliestMs: number; readonly latestMs: number | null } | null;
}
interface Report {
  readonly comparedWith: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly clusters: readonly {
    readonly presence: string;
    readonly parameters: readonly object[];
    readonly detection: object | null;
    readonly prices: { readonly before: object; readonly after: object } | null;
    readonly workloads: readonly {
      readonly turn: string;
      readonly name: string;
      readonly file: string;
      readonly before: Side | null;
      readonly after: Side | null;
    }[];
  }[];
}
const report = ({ status, out, err }: { status: number; out: string; err: string }) => {
  assert.equal(status, 0, err);
  return JSON.parse(out) as Report;
};

const TEXT = `Compared with ../before, scenario partition. Workloads: 1 worse, 1 new, 1 gone.

Cluster now  .
  kube-controller-manager --node-monitor-grace-period       50s → 20s
  node Unknown                                              39.6 s – 1 min → 9.6–30 s
  lost heartbeats survived                                  3 → 0
  a dead HTTP/2 connection of the controller manager marks  no node → every node, maybe

  worse: StatefulSet db/mysql  mysql.yaml
    verdict                safe, needs a hand → two writers
    evicted                5 min 45 s – 6 min 5 s → 5 min 15 s – 5 min 35 s
    object removed         never → 5 min 15 s – 5 min 35 s
    replacement can mount  never → 5 min 15 s – 5 min 35 s

  new: StatefulSet db/new  new.yaml
    verdict                safe, needs a hand
    evicted                44.6 s – 1 min 5 s
    object removed         never
    old pod gone           never
    replacement can mount  never
    tolerationSeconds      30 s

  gone: StatefulSet db/old  old.yaml
    was  safe, needs a hand
`;

const turns = ({ clusters }: Report) =>
  clusters.flatMap(({ workloads }) => workloads.map(({ turn, name }) => `${turn} ${name}`));

describe('explain --diff', () => {
  it('shows a folder against another one, worse first', () =>
    inFolders(async (folder) => {
      const { status, out } = await explain(folder, ['--diff', '../before'], '', 'now');
      assert.equal(status, 0);
      assert.equal(out, TEXT);
    }));

  it('gives the same for folders that are named from above, and as data', () =>
    inFolders(async (folder) => {
      const { summary, clusters } = report(await explain(folder, ['now', '--diff', 'before', '--format', 'json']));
      assert.deepEqual(summary, { worse: 1, added: 1, later: 0, other: 0, sooner: 0, better: 0, removed: 1, same: 0 });
      const [cluster] = clusters;
      assert.ok(cluster && clusters.length === 1);
      assert.equal(cluster.presence, 'both');
      assert.deepEqual(cluster.parameters, [
        {
          component: 'kube-controller-manager',
          name: 'node-monitor-grace-period',
          before: ['50s'],
          after: ['20s'],
        },
      ]);
      assert.deepEqual(cluster.detection, {
        before: { earliestMs: 39_600, typicalMs: 55_000, latestMs: 60_000 },
        after: { earliestMs: 9_600, typicalMs: 25_000, latestMs: 30_000 },
      });
      const [mysql] = cluster.workloads;
      assert.equal(mysql?.before?.replacementMount, null);
      assert.deepEqual(mysql.after?.replacementMount, { earliestMs: 314_600, latestMs: 335_100 });
      assert.deepEqual(
        cluster.workloads.map(({ turn, before, after }) => [turn, before?.verdict, after?.verdict]),
        [
          ['worse', 'blocked', 'double-mount'],
          ['added', undefined, 'blocked'],
          ['removed', 'blocked', undefined],
        ],
      );
    }));

  it('turns round with the sides', () =>
    inFolders(async (folder) => {
      const words = ['before', '--diff', 'now', '--format', 'json'];
      assert.deepEqual(turns(report(await explain(folder, words))), ['added old', 'better mysql', 'removed new']);
      const late = { 'kubeadm.yaml': CLUSTER('20s'), 'mysql.yaml': SET('mysql', 0, SOON) };
      for (const [file, text] of Object.entries(late)) folder.write(`before/${file}`, text);
      const other = report(await explain(folder, ['now', '--diff', 'before', '--format', 'json']));
      assert.deepEqual(turns(other), ['added new', 'later mysql', 'removed old']);
    }));

  it('looks at the same paths of another checkout', () =>
    inFolders(
      async (folder) => {
        const words = ['clusters/a', '--diff', '../before', '--format', 'json'];
        const one = report(await explain(folder, words, '', 'now'));
        assert.deepEqual(turns(one), ['worse mysql', 'added new', 'removed old']);
        const all = report(await explain(folder, ['--diff', '../before', '--format', 'json'], '', 'now'));
        assert.deepEqual(turns(all), [
          'worse mysql',
          'added new',
          'removed old',
          'added old',
          'better mysql',
          'removed new',
        ]);
      },
      {
        ...below('now/clusters/a', AFTER),
        ...below('before/clusters/a', BEFORE),
        ...below('now/clusters/b', BEFORE),
        ...below('before/clusters/b', AFTER),
      },
    ));

  it('reads what git archive prints, packed or not, in the place of the working directory', () =>
    inFolders(async (folder) => {
      const files = Object.entries(BEFORE).map(([name, data]) => ({ name, data }));
      for (const input of [createTar(files), await createTarGzip(files)]) {
        const { out } = await explain(folder, ['--diff', '-'], input, 'now');
        assert.equal(out, TEXT.replace('../before', 'the archive'));
      }
      const nested = createTar(files.map(({ name, data }) => ({ name: `now/${name}`, data })));
      const named = report(await explain(folder, ['now', '--diff', '-', '--format', 'json'], nested));
      assert.deepEqual(turns(named), ['worse mysql', 'added new', 'removed old']);
      const one = report(await explain(folder, ['now/mysql.yaml', '--diff', '-', '--format', 'json'], nested));
      assert.deepEqual(turns(one), ['worse mysql']);
    }));

  it('takes all files of an archive for files below the working directory', () =>
    inFolders(async (folder) => {
      const files = ['../before/mysql.yaml', '/etc/mysql.yaml'].map((name) => ({ name, data: SET('evil', 0) }));
      const { clusters } = report(await explain(folder, ['--diff', '-', '--format', 'json'], createTar(files), 'now'));
      const gone = clusters.flatMap(({ workloads }) => workloads.filter(({ turn }) => turn === 'removed'));
      assert.deepEqual(gone.map(({ file }) => file).sort(), ['before/mysql.yaml', 'etc/mysql.yaml']);
    }));

  it('reads one file as it was, among the others as they are', () =>
    inFolders(async (folder) => {
      const words = ['--diff', '-', '--stdin-filename', 'mysql.yaml', '--format', 'json'];
      const { comparedWith, clusters } = report(await explain(folder, words, BEFORE['mysql.yaml'], 'now'));
      assert.equal(comparedWith, 'mysql.yaml as it was');
      assert.deepEqual(turns({ clusters, comparedWith, summary: {} }), ['worse mysql']);
      assert.deepEqual(clusters[0]?.parameters, []);
      const named = await explain(
        folder,
        ['mysql.yaml', '--diff', '-', '--format', 'json'],
        BEFORE['mysql.yaml'],
        'now',
      );
      assert.deepEqual(turns(report(named)), ['worse mysql']);
      const unnamed = await explain(folder, ['--diff', '-'], BEFORE['mysql.yaml'], 'now');
      assert.equal(unnamed.status, 2);
      assert.match(unnamed.err, /say which with --stdin-filename/);
    }));

  it('reads a saved explanation, from a file or a pipe', () =>
    inFolders(async (folder) => {
      const { out: saved } = await explain(folder, ['--format', 'json'], '', 'before');
      folder.write('saved.json', saved);
      const { out } = await explain(folder, ['--diff', '../saved.json'], '', 'now');
      assert.equal(out, TEXT.replace('../before', '../saved.json'));
      const piped = await explain(folder, ['--diff', '-'], saved, 'now');
      assert.equal(piped.out, TEXT.replace('../before', 'the saved explanation'));
      const other = await explain(folder, ['--diff', '../saved.json', '--scenario', 'crash'], '', 'now');
      assert.equal(other.status, 2);
      assert.match(other.err, /explains the scenario partition, not crash/);
    }));

  it('is a comment for a pull request, which is found again by its first line', () =>
    inFolders(async (folder) => {
      const { out } = await explain(folder, ['now', '--diff', 'before', '--format', 'markdown']);
      assert.match(
        out,
        /^<!-- kube-node-lifecycle -->\n\n### When a node is lost\n\n\*\*Workloads: 1 worse, 1 new, 1 gone\.\*\*/,
      );
      assert.ok(
        out.includes(
          '| worse | StatefulSet db/mysql | safe, needs a hand → two writers | never → 5 min 15 s – 5 min 35 s |',
        ),
        out,
      );
      assert.ok(out.includes('| kube-controller-manager --node-monitor-grace-period | 50s | 20s |'), out);
      // Of what is gone there is nothing to open, and its replacement is not "as before".
      assert.ok(out.includes('| gone | StatefulSet db/old | safe, needs a hand → gone |  |'), out);
      assert.equal(out.match(/db\/old/g)?.length, 1, out);
      const same = await explain(folder, ['now', '--diff', 'before', '--format', 'markdown', '--workload', 'db/none']);
      assert.match(same.out, /No workload changes, settings do\./);
    }));

  it('says that nothing changes only where nothing does', () =>
    inFolders(async (folder) => {
      for (const [file, text] of Object.entries(BEFORE)) folder.write(`copy/${file}`, text);
      const { out } = await explain(folder, ['before', '--diff', 'copy']);
      assert.equal(out, 'Compared with copy, scenario partition. Nothing changes; 2 as before.\n');
    }));

  it('names new workloads with two writers as such', () =>
    inFolders(async (folder) => {
      folder.write('now/bad.yaml', SET('bad', 0));
      const { out } = await explain(folder, ['now', '--diff', 'before']);
      assert.match(out, /Workloads: 1 worse, 2 new \(1 with two writers\), 1 gone\./);
    }));

  it('takes patterns and verdicts of either side', () =>
    inFolders(async (folder) => {
      const of = async (...words: readonly string[]) =>
        turns(report(await explain(folder, ['now', '--diff', 'before', '--format', 'json', ...words])));
      assert.deepEqual(await of('--workload', 'db/[no]*'), ['added new', 'removed old']);
      assert.deepEqual(await of('--verdict', 'double-mount'), ['worse mysql']);
    }));

  it('refuses what would compare a thing with itself, or with nothing', () =>
    inFolders(async (folder) => {
      const refused = async (words: readonly string[], input = '') => {
        const { status, err } = await explain(folder, words, input);
        assert.equal(status, 2, words.join(' '));
        return err;
      };
      assert.match(await refused(['--diff', '.']), /names what is explained/);
      assert.match(await refused(['now', '--diff', 'now']), /names what is explained/);
      assert.match(await refused([join(folder.path, 'now'), '--diff', '.']), /names what is explained/);
      assert.match(await refused(['--diff', 'none']), /no such file or folder: none/);
      assert.match(await refused(['--diff', '-']), /got nothing on standard input/);
      assert.match(await refused(['--diff', '-', '-'], BEFORE['mysql.yaml']), /reads standard input/);
      assert.match(await refused(['now', '--diff', 'before', '--format', 'svg']), /shown as text, json, markdown/);
    }));
});
