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

interface Report {
  findings: {
    ruleId: string;
    fixes: { edits: { file: string; range: { start: { line: number } }; newText: string }[] }[];
  }[];
}

/** The lines, from 1, that fixes of a rule write to. */
async function linesWritten(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = createTestFolder(files);
  const { out } = await run(folder, ['check', '.', '--format', 'json']);
  folder.dispose();
  return (JSON.parse(out) as Report).findings
    .filter(({ ruleId }) => ruleId === 'control-planes-disagree')
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
