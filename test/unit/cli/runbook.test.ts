import assert from 'node:assert/strict';
import { runIn } from './commandLine.ts';

const STORAGE = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: block}
provisioner: driver.longhorn.io
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: db}
spec: {accessModes: [ReadWriteOnce], storageClassName: block}
`;
const TEMPLATE = (grace: number) =>
  `{terminationGracePeriodSeconds: ${grace}, containers: [{name: main, image: store:1, volumeMounts: [{name: data, mountPath: /data}]}], volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}`;
const set = (name: string, grace: number, namespace = 'db') =>
  `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  serviceName: ${name}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: ${TEMPLATE(grace)}
`;
const FILES = {
  'db.yaml': `${STORAGE}${set('pg', 30)}${set('pg-fast', 0)}${set('pg', 30, 'other')}---
apiVersion: v1
kind: Pod
metadata: {name: lone, namespace: db}
spec: ${TEMPLATE(30)}
`,
};

interface Free {
  readonly by: string;
  readonly command: string;
  readonly replacementMount: { readonly earliestMs: number; readonly latestMs: number | null } | null;
  readonly verdictIfWrong: string;
}

async function explained(...words: readonly string[]) {
  const { status, out, err } = await runIn(FILES, [
    'explain',
    '--kubernetes-version',
    '1.33',
    '--format',
    'json',
    ...words,
  ]);
  assert.equal(status, 0, err);
  const { clusters } = JSON.parse(out) as {
    clusters: { workloads: { kind: string; namespace: string; name: string; verdict: string; frees: Free[] }[] }[];
  };
  return clusters.flatMap(({ workloads }) => workloads);
}

const named = async (...words: readonly string[]) =>
  (await explained(...words)).map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);

describe('explain --workload and --verdict', () => {
  it('take patterns, several of them, with the kind in front or without a namespace', async () => {
    assert.deepEqual(await named('--workload', 'db/pg*'), ['StatefulSet/db/pg', 'StatefulSet/db/pg-fast']);
    assert.deepEqual(await named('--workload', 'StatefulSet/*/pg'), ['StatefulSet/db/pg', 'StatefulSet/other/pg']);
    assert.deepEqual(await named('--workload', 'Pod/db/*'), ['Pod/db/lone']);
    assert.deepEqual(await named('--workload', 'lo*'), ['Pod/db/lone']);
    assert.deepEqual(await named('--workload', 'other/pg', '--workload', 'db/lone'), [
      'StatefulSet/other/pg',
      'Pod/db/lone',
    ]);
    assert.deepEqual(await named('--verdict', 'guarded'), ['StatefulSet/db/pg-fast']);
  });

  it('refuse a pattern that fits nothing, and a verdict that there is not', async () => {
    const none = await runIn(FILES, ['explain', '--workload', 'db/*', '--workload', 'web/*']);
    assert.equal(none.status, 2);
    assert.match(none.err, /no workload 'web\/\*'/);
    const unknown = await runIn(FILES, ['explain', '--verdict', 'blokced']);
    assert.equal(unknown.status, 2);
    assert.match(unknown.err, /unknown verdict 'blokced' \(did you mean 'blocked'\?\)/);
  });
});

describe('what frees a workload', () => {
  const ways = async (name: string) => (await explained('--workload', name))[0]?.frees.map(({ by }) => by);

  it('is said of every one that waits, or may not be safe', async () => {
    assert.deepEqual(await ways('db/pg'), ['return', 'out-of-service', 'node-deleted', 'force-delete']);
    assert.deepEqual(await ways('db/pg-fast'), ['return', 'fenced', 'out-of-service', 'node-deleted', 'force-delete']);
  });

  it('of a bare pod is to make it again', async () => {
    const [lone] = await explained('--workload', 'db/lone');
    assert.equal(lone?.verdict, 'blocked');
    const again = lone.frees.find(({ by }) => by === 'recreate');
    assert.match(again?.command ?? '', /kubectl delete pod lone -n db --grace-period=0 --force/);
    // 1.33: evicted by 365.1 s, detached six minutes later.
    assert.deepEqual(again?.replacementMount, { earliestMs: 725_100, latestMs: 725_100 });
    assert.equal(again.verdictIfWrong, 'guarded');
  });
});

describe('explain --format markdown', () => {
  it('is a runbook: what happens, what frees it under which condition, with the commands in blocks', async () => {
    const { status, out } = await runIn(FILES, [
      'explain',
      '--kubernetes-version',
      '1.33',
      '--format',
      'markdown',
      '--workload',
      'db/pg',
    ]);
    assert.equal(status, 0);
    assert.match(out, /^## StatefulSet db\/pg: safe, needs a hand$/m);
    assert.match(out, /^2\. After 5 min 45 s – 6 min 5 s the pod is evicted/m);
    assert.match(out, /^ {3}- Before: the node is surely off, or cut off from the storage\.$/m);
    assert.match(
      out,
      /^ {3}```text\n {3}kubectl taint nodes NODE node\.kubernetes\.io\/out-of-service=nodeshutdown:NoExecute\n {3}```$/m,
    );
    assert.doesNotMatch(out, /pg-fast/);
  });
});

describe('explain for people', () => {
  const ALIKE = { 'db.yaml': `${STORAGE}${set('pg', 30)}${set('pg-2', 30)}${set('pg-fast', 0)}${set('pg-faster', 0)}` };
  const shown = async (...words: readonly string[]) => {
    const { status, out, err } = await runIn(ALIKE, ['explain', '--kubernetes-version', '1.33', ...words]);
    assert.equal(status, 0, err);
    return out;
  };

  it('begins with the worst, and shows once what happens to several', async () => {
    const text = await shown();
    assert.deepEqual(text.match(/^StatefulSet db\/\S+ |^ {2}The same happens to .*$/gm), [
      'StatefulSet db/pg-fast ',
      '  The same happens to StatefulSet db/pg-faster (db.yaml:43).',
      'StatefulSet db/pg ',
      '  The same happens to StatefulSet db/pg-2 (db.yaml:23).',
    ]);
    const markdown = await shown('--format', 'markdown');
    assert.deepEqual(markdown.match(/^## StatefulSet .*$|^- StatefulSet.*$/gm), [
      '## StatefulSet db/pg-fast: two writers after force-detach',
      '- StatefulSet db/pg-faster (db.yaml:43)',
      '## StatefulSet db/pg: safe, needs a hand',
      '- StatefulSet db/pg-2 (db.yaml:23)',
    ]);
  });

  it('sums up in a few lines', async () => {
    assert.equal(
      (await shown('--summary')).replace(/^Cluster \S+/, 'Cluster X'),
      `Cluster X · Kubernetes 1.33 (by option)
Scenario: partition (the node is cut off, its containers run on, the storage is reachable)
A lost node is set to Unknown after 39.6 s – 1 min.

  two writers after force-detach (2): evicted after 5 min 45 s – 6 min 5 s, replaced after 11 min 45 s – 12 min 5 s
    StatefulSet db/pg-fast, StatefulSet db/pg-faster
  safe, needs a hand (2): evicted after 5 min 45 s – 6 min 5 s, never replaced without help
    StatefulSet db/pg, StatefulSet db/pg-2
`,
    );
    assert.ok(!(await shown('--summary', '--format', 'markdown')).includes('## StatefulSet'));
    const { status, err } = await runIn(ALIKE, ['explain', '--summary', '--format', 'json']);
    assert.equal(status, 2);
    assert.match(err, /--summary is shown as text or markdown/);
  });

  it('is a page that stands alone: no script, nothing from elsewhere, all text of files escaped', async () => {
    const evil = { 'db.yaml': ALIKE['db.yaml'].replaceAll('name: data', 'name: "<img src=x>"') };
    const { out } = await runIn(evil, ['explain', '--kubernetes-version', '1.33', '--format', 'html']);
    assert.match(out, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.ok(!out.includes('<img'));
    assert.ok(!/<script|<link|<iframe|<[^>]*\ssrc=|url\((?!#)/.test(out));
    assert.deepEqual(out.match(/<h2 id="[^"]*">[^<]*/g), [
      '<h2 id="cluster-0-workload-0">StatefulSet db/pg-fast ',
      '<h2 id="cluster-0-workload-1">StatefulSet db/pg ',
    ]);
    for (const [, id = ''] of out.matchAll(/href="#([^"]*)"/g)) assert.ok(out.includes(`id="${id}"`), id);
    const none = await runIn({}, ['explain', '--format', 'html']);
    assert.match(none.out, /No file configures a component/);
  });
});
