import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FILES, FINDINGS, MYSQL } from '../unit/cli/exampleFiles.ts';
import { jsonList, mirrorPod, node } from '../unit/sources/live/clusterListing.ts';
import { createTestFolder, type TestFolder } from './harness/testFolder.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The command as it is installed: the bundle on plain node. */
function command(folder: TestFolder, words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder.path,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, LC_ALL: 'C.UTF-8', FORCE_COLOR: '0' },
  });
  return { status, out: stdout, err: stderr };
}

describe('the command as a process', function () {
  // Every command is a process of its own.
  this.timeout(60_000);
  let folder: TestFolder;
  before(() => {
    folder = createTestFolder(FILES);
  });
  after(() => folder.dispose());

  it('exits with 0, 1 and 2', () => {
    assert.equal(command(folder, ['check', 'clusters/prod/web.yaml']).status, 0);
    assert.equal(command(folder, ['explain']).status, 0);
    assert.equal(command(folder, ['check']).status, 1);
    assert.equal(command(folder, ['check', 'nowhere']).status, 2);
    assert.equal(command(folder, ['explain', '--format', 'xml']).status, 2);
    assert.equal(command(folder, []).status, 2);
    assert.equal(command(folder, ['--help']).status, 0);
  });

  it('writes results to standard output and everything else beside it', () => {
    const { out, err } = command(folder, ['check', '--format', 'json', '--max-warnings', '0']);
    const { findings } = JSON.parse(out) as {
      findings: { file: string; range: { start: { line: number } }; severity: string; ruleId: string }[];
    };
    assert.deepEqual(
      findings.map(({ file, range, severity, ruleId }) => `${file}:${range.start.line + 1} ${severity} ${ruleId}`),
      FINDINGS,
    );
    assert.equal(err, '2 warnings are more than --max-warnings 0\n');
    assert.ok(!command(folder, ['check']).out.includes('\u001b'));
  });

  it('reads standard input', () => {
    const { status, out } = command(folder, ['check', '--stdin', '--format', 'github'], MYSQL);
    assert.equal(status, 1);
    assert.match(out, /^::error file=stdin\.yaml,line=9,/);
  });

  it('explains what kubectl prints, in one line', () => {
    const list = jsonList([
      node('a', 'v1.31.4'),
      mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=16s']),
    ]);
    const { status, out } = command(folder, ['explain', '--stdin'], list);
    assert.equal(status, 0);
    assert.match(out, /^Cluster stdin · Kubernetes 1\.31 \(image tag, stdin\.json:\d+\)\n/);
    assert.match(out, /--node-monitor-grace-period +16s +stdin\.json:\d+/);
  });

  it('reads a cluster of thousands of pods', () => {
    const ballast = { managedFields: [{ fieldsV1: { 'f:status': { 'f:conditions': {} } } }] };
    const pods = Array.from({ length: 5_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...ballast,
        labels: { 'pod-template-hash': '5d4f' },
        name: `app-${index % 500}-5d4f-${index}`,
        namespace: 'shop',
        ownerReferences: [
          { apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name: `app-${index % 500}-5d4f` },
        ],
      },
      spec: {
        containers: [
          { env: Array.from({ length: 60 }, (_, i) => ({ name: `VARIABLE_${i}`, value: 'x' })), name: 'main' },
        ],
        tolerations: [
          { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 },
        ],
      },
      status: { phase: 'Running' },
    }));
    const list = jsonList([mirrorPod('kube-controller-manager', []), ...pods]);
    assert.ok(list.length > 20_000_000);
    const { status, out } = command(folder, ['explain', '--stdin', '--format', 'json'], list);
    assert.equal(status, 0);
    const { clusters } = JSON.parse(out) as { clusters: { workloads: { kind: string; name: string }[] }[] };
    assert.equal(clusters[0]?.workloads.length, 500);
    assert.deepEqual([clusters[0]?.workloads[0]?.kind, clusters[0]?.workloads[0]?.name], ['Deployment', 'app-0']);
  });
});
