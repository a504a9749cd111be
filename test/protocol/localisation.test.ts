// People are spoken to in the language that they asked for, programs in English.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CodeAction } from 'vscode-languageserver';
import { type ServerProcess, startServerProcess } from './harness/serverProcess.ts';
import { createTestFolder, type TestFolder } from './harness/testFolder.ts';

const manifest = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager, namespace: kube-system}',
  'spec:',
  '  containers:',
  '    - name: kube-controller-manager',
  '      image: registry.k8s.io/kube-controller-manager:v1.30.2',
  '      command: [kube-controller-manager, --node-monitor-grace-period=20s]',
  '',
].join('\n');

describe('protocol: language', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = createTestFolder({ 'kcm.yaml': manifest });
  });
  afterEach(() => folder.dispose());

  const cases = [
    [
      'zh-tw',
      '寬限期 20 秒：遺失一次心跳就足以將健康的節點標為 Unknown；應能容許 2 次。',
      '將 --node-monitor-grace-period 設為 50s',
    ],
    [
      'zh-cn',
      '宽限期 20 秒：丢失一次心跳就足以将健康的节点标为 Unknown；应能容忍 2 次。',
      '将 --node-monitor-grace-period 设为 50s',
    ],
    [
      'de',
      'Grace period 20 s: one lost heartbeat is enough to mark a healthy node Unknown; 2 should be survived.',
      'Set --node-monitor-grace-period to 50s',
    ],
  ] as const;

  async function assertSpeaks(server: ServerProcess, message: string, title: string): Promise<void> {
    try {
      const uri = folder.uri('kcm.yaml');
      server.open(uri, manifest);
      const { diagnostics } = await server.diagnostics(uri, 1);
      const found = diagnostics.find(({ code }) => code === 'heartbeat-margin');
      assert.equal(found?.message, message);
      const actions = await server.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: found?.range,
        context: { diagnostics: [found] },
      });
      assert.ok(
        actions.some((action) => action.title === title),
        JSON.stringify(actions.map((action) => action.title)),
      );
    } finally {
      await server.end();
    }
  }

  for (const [locale, message, title] of cases) {
    it(`is ${locale}'s where initialize says so`, async () => {
      await assertSpeaks(await startServerProcess({ folders: [folder.path], locale }), message, title);
    });
  }

  it('is that of the table which the client brings', async () => {
    const [[, message, title]] = cases;
    const translations = JSON.parse(readFileSync('l10n/bundle.l10n.zh-tw.json', 'utf8'));
    const options = { folders: [folder.path], initializationOptions: { translations } };
    await assertSpeaks(await startServerProcess(options), message, title);
  });

  function check(...args: readonly string[]): string {
    const env = { ...process.env, LC_ALL: 'zh_TW.UTF-8' };
    return spawnSync(process.execPath, ['dist/cli.js', 'check', ...args, folder.path], { encoding: 'utf8', env })
      .stdout;
  }

  it('is English on the command line, whatever LANG says, unless --locale asks', () => {
    assert.match(check(), /one lost heartbeat is enough/);
    assert.match(check('--locale', 'auto'), /遺失一次心跳就足以將健康的節點標為 Unknown/);
    assert.match(check('--locale', 'zh-cn'), /丢失一次心跳就足以将健康的节点标为 Unknown/);
  });

  for (const format of ['json', 'sarif', 'junit', 'github', 'gitlab']) {
    it(`leaves --format ${format} as it is`, () => {
      assert.equal(check('--format', format, '--locale', 'zh-tw'), check('--format', format));
    });
  }
});
