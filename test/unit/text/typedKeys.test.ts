// A key that is being typed costs itself, and no more of its document.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const LINES = [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  'metadata: { name: ledger }',
  'spec:',
  '  template:',
  '    spec:',
  '      terminationGracePeriodSeconds: 0',
  '      volumes: [{ name: data, nfs: { server: a, path: /b } }]',
  '      containers: [{ name: db, image: db }]',
];

function foundWith(line: number, typed: string): readonly string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update('ledger.yaml', `${LINES.toSpliced(line, 0, typed).join('\n')}\n`);
  const findings = service.snapshot().findings('ledger.yaml');
  return findings.map(({ ruleId, range }) => `${ruleId} ${range.start.line}`);
}

describe('text: keys that are being typed', () => {
  it('leave the findings of the workload, and are the only thing that cannot be read', () => {
    assert.deepEqual(foundWith(9, ''), ['force-removal-on-eviction 6']);
    assert.deepEqual(foundWith(6, '      toler'), ['unreadable-document 6', 'force-removal-on-eviction 7']);
    assert.deepEqual(foundWith(8, '      toler'), ['force-removal-on-eviction 6', 'unreadable-document 8']);
    assert.deepEqual(foundWith(7, '      tolerations:\n        - key: a\n          oper'), [
      'force-removal-on-eviction 6',
      'unreadable-document 9',
    ]);
  });

  it('are nothing else that is wrong', () => {
    assert.deepEqual(foundWith(6, '      nodeName: [a'), ['unreadable-document 7']);
    assert.deepEqual(foundWith(6, '      two words'), ['unreadable-document 6']);
  });
});
