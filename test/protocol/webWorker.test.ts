import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createMessageConnection,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-languageserver/node';
import { incident, statefulSet } from './harness/testFolder.ts';

/** Makes a worker thread of Node look like a worker of the browser, as far as a connection needs it. */
const workerScript = `
  const { parentPort, workerData } = require('node:worker_threads');
  // Where VS Code makes a worker from a blob, the path is the blob's own address.
  globalThis.location = { origin: 'http://127.0.0.1', pathname: 'http://127.0.0.1/0-1', search: '' };
  globalThis.self = { location, postMessage: (message) => parentPort.postMessage(message), addEventListener() {} };
  parentPort.on('message', (data) => globalThis.self.onmessage({ data }));
  require(workerData);
`;

const root = 'vscode-vfs://github/owner/repository';

describe('protocol: web worker', () => {
  let worker: Worker;
  let client: MessageConnection;
  let read: string[];

  beforeEach(async () => {
    worker = new Worker(workerScript, { eval: true, workerData: resolve('dist', 'server.web.js') });
    client = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    read = [];
    client.onRequest('kubeNodeLifecycle/findFiles', ({ folder }: { folder: string }) =>
      Object.keys({ ...incident, 'picture.png': '' }).map((file) => `${folder}/${file}`),
    );
    client.onRequest('kubeNodeLifecycle/readFile', ({ uri }: { uri: string }) => {
      const file = uri.slice(root.length + 1);
      read.push(file);
      const text = incident[file];
      return text === undefined ? null : Buffer.from(text).toString('base64');
    });
    client.listen();
    const workspaceFolders = [{ uri: root, name: 'repository' }];
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders });
    await client.sendNotification('initialized', {});
  });
  afterEach(async () => {
    client.dispose();
    await worker.terminate();
  });

  it('reads the workspace through the client and finds what the process finds', async () => {
    const uri = `${root}/mysql.yaml`;
    const answer = new Promise<PublishDiagnosticsParams>((done) => {
      client.onNotification('textDocument/publishDiagnostics', done);
    });
    const textDocument = { uri, languageId: 'yaml', version: 1, text: statefulSet };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    const { version, diagnostics } = await answer;
    assert.equal(version, 1);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['force-removal-on-eviction'],
    );
    assert.deepEqual(read.sort(), ['controller-manager.yaml', 'mysql.yaml', 'storage.yaml']);
    const status = await client.sendRequest('kubeNodeLifecycle/cluster', { textDocument: { uri } });
    assert.equal((status as { kubernetesVersion: string }).kubernetesVersion, '1.33');
    // What other servers load on demand: of places, of documents, of the panel.
    const line = statefulSet.split('\n').findIndex((one) => one.includes('terminationGracePeriodSeconds'));
    const at = { textDocument: { uri }, position: { line, character: 8 } };
    assert.match(JSON.stringify(await client.sendRequest('textDocument/hover', at)), /of StatefulSet db\/mysql/);
    const symbols = await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    assert.ok(Array.isArray(symbols) && symbols.length > 0);
    const page = await client.sendRequest('kubeNodeLifecycle/explain', { textDocument: { uri } });
    assert.match(JSON.stringify(page), /StatefulSet db\/mysql/);
  });
});
