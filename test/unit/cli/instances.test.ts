import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { run } from './commandLine.ts';

const manager = (name: string, flags: readonly string[]) => `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager-${name}, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.4
      command:
        - kube-controller-manager
${flags.map((flag) => `        - ${flag}\n`).join('')}`;

const WITH = ['--node-monitor-period=2s', '--node-monitor-grace-period=60s'];
const WITHOUT = ['--node-monitor-grace-period=60s', '--leader-elect=true'];

const ISCSI = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mysql}
spec:
  serviceName: mysql
  selector: {matchLabels: {app: mysql}}
  template:
    metadata: {labels: {app: mysql}}
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: mysql, image: "mysql:8.4"}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: san, resources: {requests: {storage: 10Gi}}}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: lun}
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: san
  capacity: {storage: 10Gi}
  claimRef: {namespace: default, name: data-mysql-0}
  iscsi: {targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:disk", lun: 0}
`;

interface Report {
  findings: {
    ruleId: string;
    fixes: { edits: { file: string; range: { start: { line: number } }; newText: string }[] }[];
  }[];
}

/** The lines, from 1, that fixes of a rule write to. */
async function linesWritten(
  files: Readonly<Record<string, string>>,
  rule = 'control-planes-disagree',
): Promise<string[]> {
  const folder = createTestFolder(files);
  const { out } = await run(folder, ['check', '.', '--format', 'json']);
  folder.dispose();
  return (JSON.parse(out) as Report).findings
    .filter(({ ruleId }) => ruleId === rule)
    .flatMap(({ fixes }) =>
      fixes.flatMap(({ edits }) => edits.map(({ file, range }) => `${file}:${range.start.line + 1}`)),
    );
}

describe('edits go to the instance that they are for', () => {
  it('of two in one file to the one that lacks the setting, whichever comes first', async () => {
    const length = manager('a', WITH).split('\n').length;
    const [second] = await linesWritten({ 'm.yaml': `${manager('a', WITH)}---\n${manager('b', WITHOUT)}` });
    assert.match(second ?? '', /^m\.yaml:\d+$/);
    assert.ok(Number(second?.split(':')[1]) > length, second);
    const [first] = await linesWritten({ 'm.yaml': `${manager('a', WITHOUT)}---\n${manager('b', WITH)}` });
    assert.ok(Number(first?.split(':')[1]) <= length, first);
  });

  it('of three in one file to both that lack it', async () => {
    const text = [manager('a', WITHOUT), manager('b', WITH), manager('c', WITHOUT)].join('---\n');
    const lines = await linesWritten({ 'm.yaml': text });
    assert.equal(lines.length, 2);
    const middle = text.indexOf('manager-b');
    const [a, c] = lines.map((line) => Number(line.split(':')[1]));
    const lineOf = text.slice(0, middle).split('\n').length;
    assert.ok((a ?? 0) < lineOf && (c ?? 0) > lineOf + 8, String(lines));
  });

  it('of kubelets in one file to the document of that kubelet', async () => {
    const kubelet = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
    const rare = `${kubelet}nodeStatusUpdateFrequency: 10s\nnodeStatusReportFrequency: 5m\n`;
    const often = `${kubelet}nodeStatusUpdateFrequency: 10s\n`;
    const own = (text: string) => linesWritten({ 'k.yaml': text }, 'status-report-every-update');
    assert.deepEqual(await own(`${rare}---\n${often}`), ['k.yaml:8']);
    assert.deepEqual(await own(`${often}---\n${rare}`), ['k.yaml:3']);
    assert.deepEqual(await own(`${rare}---\n${often}---\n${often}---\n${rare}`), ['k.yaml:8', 'k.yaml:12']);
  });

  it('of a database to every controller manager, be the setting written in one of them', async () => {
    const files = {
      '.kube-node-lifecycle.yaml': 'rules: {force-removal-on-eviction: off}\n',
      'db.yaml': ISCSI,
      'm.yaml': `${manager('a', ['--disable-force-detach-on-timeout=false'])}---\n${manager('b', ['--leader-elect=true'])}`,
    };
    assert.deepEqual(await linesWritten(files, 'unfenced-force-detach'), ['m.yaml:10', 'm.yaml:21']);
  });

  it('is none where one of them cannot be edited', async () => {
    const files = {
      'm.yaml': `${manager('a', WITH)}---\n${manager('c', WITHOUT)}`,
      'user-data': `#cloud-config\nwrite_files:\n- path: /etc/kubernetes/manifests/m.yaml\n  encoding: b64\n  content: ${Buffer.from(manager('b', WITHOUT)).toString('base64')}\n`,
    };
    const folder = createTestFolder(files);
    const { out } = await run(folder, ['check', '.', '--format', 'json']);
    folder.dispose();
    const own = (JSON.parse(out) as Report).findings.filter(({ ruleId }) => ruleId === 'control-planes-disagree');
    assert.deepEqual(
      own.map(({ fixes }) => fixes),
      [[]],
    );
  });

  it('tune writes all of them, and says so where it cannot', async () => {
    const strict = (flags: readonly string[]) => flags.map((flag) => flag.replace('60s', '20s'));
    for (const flags of [strict(WITH), strict(WITHOUT), ['--leader-elect=true']]) {
      const folder = createTestFolder({
        'm.yaml': `${manager('a', strict(WITH))}---\n${manager('b', flags)}---\n${manager('c', strict(WITHOUT))}`,
      });
      const { status } = await run(folder, [
        'tune',
        '.',
        '--evicted-by',
        '400s',
        '--missed-heartbeats',
        '3',
        '--write',
      ]);
      assert.equal(status, 0);
      const graces = readFileSync(join(folder.path, 'm.yaml'), 'utf8').match(/grace-period=\S+/g) ?? [];
      assert.deepEqual([graces.length, new Set(graces).size], [3, 1], String(flags));
      folder.dispose();
    }
  });
});
