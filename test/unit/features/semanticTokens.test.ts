// Which names and values are coloured, and which of them stand out.
import assert from 'node:assert/strict';
import { semanticTokens } from '../../../server/src/features/semanticTokens.ts';
import { tokenLegend } from '../../../server/src/features/tokenLegend.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';

/** Each token as `text: type`, with `!` where it stands out. */
function tokensOf(files: Readonly<Record<string, string>>, file: string): string[] {
  const service = createTreeService();
  for (const [name, text] of Object.entries(files)) service.update(name, text);
  const text = files[file] ?? '';
  const snapshot = service.snapshot();
  const { data } = semanticTokens({
    snapshot,
    file,
    text,
    words: english,
    uriOf: (one) => one,
    versionOf: () => 1,
  });
  const lines = text.split('\n');
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers] = data.slice(at, at + 5);
    character = down === 0 ? character + right : right;
    line += down;
    const words = lines[line]?.slice(character, character + length);
    found.push(`${words}: ${tokenLegend.tokenTypes[type]}${modifiers === 1 ? '!' : ''}`);
  }
  return found;
}

describe('features: semantic tokens', () => {
  it('colours flags in a shell script after their command, and lets what is in effect stand out', () => {
    const script = [
      '#!/bin/sh',
      'exec kube-controller-manager --node-monitor-grace-period=40s --node-monitor-grace-period=20s \\',
      '  --node-monitor-period "5s" --v=2',
      '',
    ].join('\n');
    assert.deepEqual(tokensOf({ 'run.sh': script }, 'run.sh'), [
      '--node-monitor-grace-period: parameter',
      '40s: number',
      '--node-monitor-grace-period: parameter',
      '20s: number!',
      '--node-monitor-period: parameter',
      '5s: number!',
      '--v: parameter',
      '2: number',
    ]);
  });

  it('colours fields of a KubeletConfiguration, and leaves templates alone', () => {
    const text = [
      'apiVersion: kubelet.config.k8s.io/v1beta1',
      'kind: KubeletConfiguration',
      'nodeStatusUpdateFrequency: 10s',
      'nodeLeaseDurationSeconds: {{ lease }}',
      '',
    ].join('\n');
    assert.deepEqual(tokensOf({ 'kubelet.yaml': text }, 'kubelet.yaml'), [
      'nodeStatusUpdateFrequency: property',
      '10s: number!',
      'nodeLeaseDurationSeconds: property',
    ]);
  });

  it('lets the seconds of a workload stand out', () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 10 }
      containers: [{ name: db, image: db }]
`;
    assert.deepEqual(tokensOf({ 'ledger.yaml': text }, 'ledger.yaml'), ['0: number!', '10: number!']);
  });

  it('says nothing of a file that is none of ours', () => {
    assert.deepEqual(tokensOf({ 'data.json': '{"a": "--b=1"}' }, 'data.json'), []);
  });
});
