import { strict as assert } from 'node:assert';
import { CancellationTokenSource } from 'vscode-languageserver';
import { guardNotification, guardRequest } from '../../../server/src/protocol/requests.ts';
import { startInProcess } from '../features/harness/inProcessServer.ts';
import { createMemoryFiles } from '../features/harness/memoryFiles.ts';

describe('features: guarded handlers', () => {
  const { token } = new CancellationTokenSource();

  it('answer a failure with an error and log its stack', async () => {
    const logged: string[] = [];
    const handle = guardRequest(
      'some/request',
      () => {
        throw new Error('broken');
      },
      (message) => void logged.push(message),
    );
    await assert.rejects(handle({}, token), { code: -32603, message: 'some/request failed: Error: broken' });
    assert.match(logged[0] ?? '', /^some\/request: Error: broken\n\s+at /);
  });

  it('do not answer a request that was cancelled while it was worked on', async () => {
    const source = new CancellationTokenSource();
    const handle = guardRequest(
      'some/request',
      async () => {
        source.cancel();
        return 'late';
      },
      () => {},
    );
    await assert.rejects(handle({}, source.token), { code: -32800 });
  });

  it('swallow what a notification throws', async () => {
    const logged: string[] = [];
    await guardNotification(
      'some/notification',
      () => Promise.reject(new Error('broken')),
      (message) => {
        logged.push(message);
      },
    )({});
    assert.match(logged[0] ?? '', /^some\/notification: Error: broken/);
  });
});

describe('features: requests while the workspace is read', () => {
  const uri = 'file:///tree/a.yaml';
  const position = { line: 0, character: 0 };

  it('can be cancelled, and say when the document has changed meanwhile', async () => {
    const files = createMemoryFiles({ 'b.yaml': 'ours' });
    files.pause();
    const server = await startInProcess({ folders: { 'file:///tree': files } });
    server.open(uri, 'ours');
    const cancelled = new CancellationTokenSource();
    const hover = { textDocument: { uri }, position };
    const first = server.client.sendRequest('textDocument/hover', hover, cancelled.token);
    const second = server.client.sendRequest('textDocument/hover', hover);
    const outcome = Promise.all([assert.rejects(first, { code: -32800 }), assert.rejects(second, { code: -32801 })]);
    await server.quiet();
    cancelled.cancel();
    server.change(uri, 2, 'ours too');
    await server.quiet();
    files.resume();
    await outcome;
    await server.end();
  });
});
