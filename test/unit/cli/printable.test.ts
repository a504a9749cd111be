import assert from 'node:assert/strict';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { run } from './commandLine.ts';

/** What a file of a stranger may say where a name or a value is expected. */
const EVIL = '\x1b[2J\x1b]8;;http://x.invalid\x07\x9b31m\u202e\u2066\u2028\x7f\r\n::error::EVIL\n##[error]EVIL\nEVIL';
const quoted = JSON.stringify(EVIL).replace(/[\x7f-\x9f\u2028\u202e\u2066]/g, (character) => {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
});

const manager = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager, namespace: kube-system}',
  'spec:',
  '  containers:',
  '    - name: kube-controller-manager',
  '      image: registry.k8s.io/kube-controller-manager:v1.33.4',
  '      command:',
  '        - kube-controller-manager',
  `        - ${quoted.replace('"', '"--node-monitor-grace-period=20s')}`,
  '        - --node-monitor-period=5s',
  `        - ${quoted.replace('"', '"--node-monitor-perid=')}`,
  `        - ${quoted.replace('"', '"--bogus')}`,
  '        - --node-eviction-rate=0',
  '        - --node-eviction-rate=0',
  '',
].join('\n');

const readable = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager}',
  'spec:',
  '  containers:',
  '    - name: kube-controller-manager',
  '      command:',
  '        - kube-controller-manager',
  '        # \x1b[2J\x07 \u202e',
  '        - --node-monitor-grace-period=40s',
  '  ::error::EVIL: 1',
  '',
].join('\r\n');

const set = [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  `metadata: {name: ${quoted}, namespace: ${quoted}}`,
  'spec:',
  '  replicas: 1',
  '  template:',
  '    spec:',
  '      terminationGracePeriodSeconds: 0',
  `      containers: [{name: ${quoted}, image: ${quoted}, volumeMounts: [{name: data, mountPath: /x}]}]`,
  `      tolerations: [{key: node.kubernetes.io/unreachable, operator: ${quoted}, effect: ${quoted}}]`,
  `      volumes: [{name: other, persistentVolumeClaim: {claimName: ${quoted}}}]`,
  '  volumeClaimTemplates:',
  `    - {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], storageClassName: ${quoted}}}`,
  '',
].join('\n');

/** Controls but for tabs and line feeds, marks of direction, separators. */
const CONTROLS = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

function faults(text: string, commandsOf?: 'github'): string[] {
  const lines = text.split('\n');
  return [
    ...lines.filter((line) => CONTROLS.test(line)),
    ...lines.filter((line) => /^\s*(?:::|EVIL)/.test(line) && !(commandsOf && /^::\w+ (?:file|title)=/.test(line))),
    ...lines.filter((line) => commandsOf === undefined && line.includes('##[')),
  ];
}

const COMMANDS: readonly (readonly string[])[] = [
  ...['stylish', 'json', 'sarif', 'junit', 'gitlab', 'github', 'unix'].map((format) => ['check', '--format', format]),
  ['check', '--fix-dry-run'],
  ['check', 'missing\x1b[2J\n::error::EVIL'],
  ['explain', '--format', 'text'],
  ['explain', '--format', 'json'],
  ['explain', '--format', 'svg'],
  ['explain', '--simulate', '3'],
  ['explain', '--workload', 'x\x1b[2J\n::error::EVIL'],
  ['explain', '--scenario', 'x\x1b[2J\n::error::EVIL'],
  ['tune', '--failover', '60s'],
  ['tune', '--failover', '60s', '--format', 'diff'],
  ['tune', '--failover', '60s', '--format', 'json'],
  ['rules', 'x\x1b[2J\n::error::EVIL'],
  ['x\x1b[2J\n::error::EVIL'],
];

describe('what is printed', () => {
  let folder: TestFolder;

  before(function () {
    if (process.platform === 'win32') this.skip(); // no such names there
    folder = createTestFolder({
      'manager.yaml': manager,
      [`a${EVIL.replaceAll('/', '')}.yaml`]: set,
      '::error file=a,line=1::EVIL.yaml': set,
      'two/manager.yaml': readable,
      '.kube-node-lifecycle.yaml': `clusters: [{name: ${quoted}, root: .}, {name: two, root: two}]\n`,
    });
  });
  after(() => folder?.dispose());

  for (const words of COMMANDS) {
    it(`holds nothing that is obeyed: ${JSON.stringify(words.join(' '))}`, async () => {
      const { out, err } = await run(folder, words);
      assert.ok(out !== '' || err !== '');
      assert.deepEqual(faults(out, words.includes('github') ? 'github' : undefined), []);
      assert.deepEqual(faults(err), []);
    });
  }

  it('has the colours of a terminal and no others', async () => {
    const { out } = await run(folder, ['check'], '', { columns: 100, colour: true, unicode: true });
    const shown = out.replace(/\p{Cc}\[(1|2|22|3[1-9])m/gu, (_, code: string) => `<${code}>`);
    assert.match(shown, /<31>error {2}<39>/);
    assert.deepEqual(faults(shown), []);
    assert.match(out, /\\x1b\[2J/);
  });
});
