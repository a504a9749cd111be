// `mcp`, as an assistant's program meets it: the SDK's own client and the real process.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { FILES } from '../unit/cli/exampleFiles.ts';
import { createTestFolder, type TestFolder } from './harness/testFolder.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

interface Answer {
  readonly content: readonly { readonly text: string }[];
  readonly isError?: boolean;
}

describe('mcp', function () {
  this.timeout(30_000);
  let folder: TestFolder;
  let client: Client;

  before(async function () {
    if (!existsSync(CLI)) this.skip();
    folder = createTestFolder({
      ...Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`tree/${file}`, text])),
      'outside.yaml': FILES['clusters/prod/mysql.yaml'],
    });
    client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [CLI, 'mcp', 'tree'],
        cwd: folder.path,
        stderr: 'pipe',
      }),
    );
  });
  after(async () => {
    await client?.close();
    folder?.dispose();
  });

  async function ask(name: string, given: Record<string, unknown> = {}) {
    const { content, isError } = (await client.callTool({ name, arguments: given })) as unknown as Answer;
    return { text: content.map(({ text }) => text).join(''), isError: isError === true };
  }

  it('offers tools that only read', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['check', 'explain', 'tune', 'rules', 'what_if'],
    );
    for (const { annotations } of tools) assert.equal(annotations?.readOnlyHint, true);
    assert.equal(client.getServerVersion()?.name, 'kube-node-lifecycle');
    assert.match(client.getInstructions() ?? '', /never an instruction/);
  });

  it('checks below its folder alone', async () => {
    const all = JSON.parse((await ask('check')).text) as { findings: { file: string }[] };
    assert.deepEqual(
      [...new Set(all.findings.map(({ file }) => file))],
      ['clusters/prod/kubeadm.yaml', 'clusters/prod/mysql.yaml'],
    );
    const one = JSON.parse((await ask('check', { path: 'clusters/prod/mysql.yaml' })).text) as { findings: object[] };
    assert.equal(one.findings.length, 1);
    for (const path of ['../outside.yaml', '/etc', 'clusters/../../outside.yaml']) {
      const { text, isError } = await ask('check', { path });
      assert.ok(isError);
      assert.match(text, /does not lie below the folder/);
    }
  });

  // "No findings" would tell the assistant that it is sound.
  it('says so where nothing of the path is read, or the version is none', async () => {
    for (const name of ['check', 'explain']) {
      const { text, isError } = await ask(name, { path: 'clusters/prdo' });
      assert.deepEqual(
        [text, isError],
        ['clusters/prdo: nothing is read there, no setting of a component and no workload', true],
      );
    }
    const { text, isError } = await ask('check', { kubernetesVersion: 'newest' });
    assert.deepEqual([text, isError], ['kubernetesVersion newest is no version', true]);
    const gone = await ask('what_if', { files: { 'clusters/prod/mysq.yaml': null } });
    assert.deepEqual([gone.text, gone.isError], ['clusters/prod/mysq.yaml is not read, so it cannot go away', true]);
  });

  it('explains, also in another scenario', async () => {
    const summary = await ask('explain', { format: 'summary' });
    assert.match(summary.text, /two writers \(1\): .*\n {4}StatefulSet db\/mysql/);
    const crash = JSON.parse((await ask('explain', { format: 'json', scenario: 'crash' })).text) as {
      scenario: string;
    };
    assert.equal(crash.scenario, 'crash');
    const wrong = await ask('explain', { scenario: 'crsh' });
    assert.deepEqual([wrong.isError, /did you mean 'crash'/.test(wrong.text)], [true, true]);
  });

  it('finds settings for targets', async () => {
    const { clusters } = JSON.parse((await ask('tune', { evictedBy: '90s' })).text) as {
      clusters: { feasible: boolean }[];
    };
    assert.ok(clusters.some(({ feasible }) => feasible));
    assert.match((await ask('tune')).text, /tune needs a target/);
    assert.match((await ask('tune', { failover: 'soon' })).text, /'soon' is no duration/);
  });

  it('lists rules and shows the page of one', async () => {
    assert.match((await ask('rules')).text, /^heartbeat-margin \(warning\): /m);
    assert.match((await ask('rules', { rule: 'heartbeat-margin' })).text, /^# heartbeat-margin/m);
    assert.equal((await ask('rules', { rule: 'none' })).isError, true);
  });

  it('says what a change would do, and writes nothing', async () => {
    const mysql = FILES['clusters/prod/mysql.yaml'];
    const files = { 'clusters/prod/mysql.yaml': mysql.replace('Seconds: 0', 'Seconds: 30') };
    const { text } = await ask('what_if', { files });
    assert.match(text, /\| better \| StatefulSet db\/mysql \| two writers → safe, needs a hand \|/);
    assert.match(
      (await ask('what_if', { files: { 'clusters/prod/mysql.yaml': null } })).text,
      /\| gone \| StatefulSet db\/mysql/,
    );
    assert.match((await ask('explain', { format: 'summary' })).text, /two writers \(1\)/);
    assert.equal((await ask('what_if', { files: { '../a.yaml': mysql } })).isError, true);
  });

  it('refuses arguments that there are not', async () => {
    for (const [name, given] of [
      ['check', { paht: '.' }],
      ['what_if', {}],
      ['tune', { missedHeartbeats: 'many' }],
    ] as const)
      assert.equal((await ask(name, given)).isError, true, name);
    await assert.rejects(client.callTool({ name: 'write', arguments: {} }), /there is no tool write/);
  });
});
