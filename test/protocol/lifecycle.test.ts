import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { builtServer, startServerProcess } from './harness/serverProcess.ts';
import { createTestFolder } from './harness/testFolder.ts';

const commands = { 'the server': builtServer, 'the command line': [join('dist', 'cli.js'), 'lsp', '--stdio'] };

/**
 * Sends these messages as bytes, a request only when the one before is answered; closes the stream, and gives what came
 * back with the exit code. A text is sent as it is.
 */
async function talk(...messages: readonly (object | string)[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...builtServer], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined); // it may have ended
  const exit = once(child, 'exit');
  let output = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (data) => {
    output += String(data);
    for (const listen of listeners) listen();
  });
  const answered = (id: unknown) =>
    new Promise<void>((resolve) => {
      const listen = () => {
        if (output.includes(`"id":${String(id)},`)) resolve();
      };
      listeners.add(listen);
      listen();
    });
  for (const message of messages) {
    const body = typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message });
    const framed = /^Content-/.test(body) ? body : `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    child.stdin.write(framed);
    if (typeof message === 'object' && 'id' in message) await Promise.race([answered(message.id), exit]);
  }
  child.stdin.end();
  const [code] = await exit;
  return { code: code as number | null, output };
}

const initialize = { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };

describe('protocol: lifecycle', () => {
  for (const [name, command] of Object.entries(commands)) {
    it(`${name} initializes, shuts down, and exits with 0`, async () => {
      const server = await startServerProcess({ command });
      assert.equal(server.initialized.serverInfo?.name, 'kube-node-lifecycle');
      assert.deepEqual(server.initialized.capabilities.textDocumentSync, { openClose: true, change: 2 });
      assert.equal(server.initialized.capabilities.positionEncoding, 'utf-16');
      assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
      assert.equal(await server.end(), 0);
    });
  }

  it('exits with 1 when it is told to exit without a shutdown', async () => {
    const { code } = await talk(initialize, { method: 'exit' });
    assert.equal(code, 1);
  });

  it('exits when the client is gone', async () => {
    const { code } = await talk(initialize);
    assert.equal(code, 1);
  });

  it('refuses requests before it is initialized, and lives on', async () => {
    const params = { textDocument: { uri: 'file:///a.yaml' }, position: { line: 0, character: 0 } };
    const { output } = await talk({ id: 7, method: 'textDocument/hover', params }, initialize);
    assert.match(output, /"id":7,"error":\{"code":-32002/);
    assert.match(output, /"id":1,"result":\{"capabilities"/);
  });

  it('refuses requests after the shutdown', async () => {
    const params = { textDocument: { uri: 'file:///a.yaml' }, position: { line: 0, character: 0 } };
    const shutdown = { id: 2, method: 'shutdown' };
    const { output, code } = await talk(initialize, shutdown, { id: 3, method: 'textDocument/hover', params });
    assert.match(output, /"id":3,"error":\{"code":-32600/);
    assert.equal(code, 0);
  });

  it('answers what it does not know with an error', async () => {
    const server = await startServerProcess();
    await assert.rejects(server.client.sendRequest('textDocument/unheardOf', {}), { code: -32601 });
    await server.client.sendNotification('unheardOf', {});
    assert.equal(await server.end(), 0);
  });

  it('survives a message that is no JSON', async () => {
    const { output } = await talk(initialize, '{"jsonrpc": nonsense', { id: 2, method: 'shutdown' });
    assert.match(output, /"id":2,"result":null/);
  });

  const broken: Readonly<Record<string, string>> = {
    'gives no length': 'Content-Type: application/json\r\n\r\n{}',
    'gives a length that is no number': 'Content-Length: x\r\n\r\n{}',
    'gives a length below nothing': 'Content-Length: -4\r\n\r\n{}',
    'gives a length that no message has': 'Content-Length: 99999999999\r\n\r\n{}',
    'has no colon': 'Content-Length 7\r\n\r\n{}',
  };
  for (const [name, text] of Object.entries(broken)) {
    it(`ends with 1 when a header ${name}, so that it is started again`, async () => {
      const { output, code } = await talk(initialize, text, { id: 2, method: 'shutdown' });
      assert.match(output, /"id":1,"result"/);
      assert.equal(code, 1);
    });
  }

  it('answers a request without parameters', async () => {
    const { output } = await talk(initialize, { id: 2, method: 'textDocument/hover' }, { id: 3, method: 'shutdown' });
    assert.match(output, /"id":2,"error":\{"code":-32602/);
    assert.match(output, /"id":3,"result":null/);
  });

  it('lives on with what nobody caught, and logs it', async () => {
    const folder = createTestFolder({
      'stray.cjs': 'setTimeout(() => { Promise.reject(new Error("lost")); throw new Error("stray"); }, 500);',
    });
    const server = await startServerProcess({ command: ['--require', join(folder.path, 'stray.cjs'), ...builtServer] });
    const logs = (text: string) => server.logged.some((line) => line.startsWith(`Not caught: Error: ${text}\n`));
    while (!(logs('stray') && logs('lost'))) await server.quiet();
    await assert.rejects(server.client.sendRequest('textDocument/unheardOf', {}), { code: -32601 });
    assert.equal(await server.end(), 0);
    folder.dispose();
  });
});
