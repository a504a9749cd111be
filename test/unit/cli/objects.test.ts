import assert from 'node:assert/strict';
import { fingerprints } from '../../../server/src/formats/fingerprint.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { controllerManager } from '../assembly/tree.ts';

function store(name: string, grace: number): string {
  return [
    'apiVersion: apps/v1',
    'kind: StatefulSet',
    `metadata: {name: ${name}, namespace: shop}`,
    'spec:',
    '  template:',
    '    spec:',
    `      terminationGracePeriodSeconds: ${grace}`,
    '      containers: [{name: main, image: example}]',
    '      volumes: [{name: data, nfs: {server: a, path: /b}}]',
    '',
  ].join('\n');
}

function findingsOf(files: Readonly<Record<string, string>>) {
  const service = createTreeService();
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  return service.snapshot().findings();
}

describe('findings name their objects', () => {
  it('each of several in one file', () => {
    const found = findingsOf({ 'all.yaml': `${store('a', 0)}---\n${store('b', 30)}---\n${store('c', 0)}` });
    assert.deepEqual(
      found.map(({ ruleId, object }) => `${ruleId} ${object?.kind} ${object?.namespace}/${object?.name}`),
      ['force-removal-on-eviction StatefulSet shop/a', 'force-removal-on-eviction StatefulSet shop/c'],
    );
  });

  it('values of a chart by what the chart makes of them', () => {
    const values =
      'app-template:\n  controllers: {main: {containers: {main: {image: {repository: postgres, tag: "16"}}}}}\n  persistence: {data: {type: nfs, server: a, path: /b}}\n';
    const [found] = findingsOf({ 'apps/db/values.yaml': values });
    assert.deepEqual(found?.object, { kind: 'Deployment', namespace: 'default', name: 'db' });
  });

  it('a setting without an object is told by its name', () => {
    const [found] = findingsOf({
      'kubelet.yaml':
        'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeLeaseDurationSeconds: 40s\n',
    });
    assert.deepEqual([found?.object, found?.field], [undefined, 'kubelet nodeLeaseDurationSeconds']);
  });

  it('fingerprints do not change with another file, and differ for every finding', () => {
    const printsWith = (period: string) =>
      fingerprints(
        findingsOf({
          'kcm.yaml': controllerManager(`--node-monitor-grace-period=${period}`),
          'all.yaml': `${store('a', 0)}---\n${store('c', 0)}`,
        }).filter(({ file }) => file === 'all.yaml'),
      );
    const before = printsWith('50s');
    assert.deepEqual(printsWith('3m'), before);
    assert.equal(new Set(before).size, 2);
  });
});
