import { strict as assert } from 'node:assert';
import type {
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  PreviousResultId,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { type InProcessServer, startInProcess } from '../features/harness/inProcessServer.ts';
import { createMemoryFiles } from '../features/harness/memoryFiles.ts';

const root = 'file:///tree';
const a = `${root}/a.yaml`;
const b = `${root}/b.yaml`;
const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

describe('features: pulled diagnostics', () => {
  let server: InProcessServer;
  let refreshes: number;
  afterEach(() => server.end());

  async function start(texts: Readonly<Record<string, string>> = {}): Promise<void> {
    server = await startInProcess({ folders: { [root]: createMemoryFiles(texts) }, capabilities });
    refreshes = 0;
    server.client.onRequest('workspace/diagnostic/refresh', () => {
      refreshes += 1;
      return null;
    });
  }

  function pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return server.client.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async function pullAll(previousResultIds: PreviousResultId[] = []): Promise<string[]> {
    const report: WorkspaceDiagnosticReport = await server.client.sendRequest('workspace/diagnostic', {
      previousResultIds,
    });
    return report.items.map((item) => {
      const count = item.kind === 'full' ? item.items.length : item.kind;
      return `${item.uri} v${item.version} ${count}`;
    });
  }

  it('is announced, and nothing is pushed', async () => {
    await start();
    server.open(a, 'ours BAD');
    await server.quiet();
    assert.deepEqual(server.initialized.capabilities.diagnosticProvider, {
      identifier: 'kube-node-lifecycle',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    assert.deepEqual(server.published, []);
  });

  it('answers what changed in full, and what did not as unchanged', async () => {
    await start();
    server.open(a, 'ours BAD');
    const first = (await pull(a)) as FullDocumentDiagnosticReport;
    assert.deepEqual([first.kind, first.items.length], ['full', 1]);
    const second = await pull(a, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    server.change(a, 2, 'ours BAD BAD');
    const third = (await pull(a, first.resultId)) as FullDocumentDiagnosticReport;
    assert.deepEqual([third.kind, third.items.length], ['full', 2]);
  });

  it('gives equal diagnostics the same id in another session', async () => {
    await start();
    server.open(a, 'ours BAD');
    const first = await pull(a);
    await server.end();
    await start();
    server.open(a, 'ours BAD');
    assert.equal((await pull(a)).resultId, first.resultId);
  });

  it('reports the whole workspace, open or not, and what is clean now', async () => {
    await start({ 'a.yaml': 'ours BAD BAD', 'b.yaml': 'ours BAD', 'c.yaml': 'ours' });
    server.open(a, 'ours BAD', 7);
    assert.deepEqual(await pullAll(), [`${a} v7 1`, `${b} vnull 1`]);
    server.change(a, 8, 'ours');
    assert.deepEqual(await pullAll([{ uri: a, value: 'old' }]), [`${b} vnull 1`, `${a} v8 0`]);
  });

  it('clears a file that is gone, for a client that has forgotten it when its document was closed', async () => {
    await start();
    server.open(a, 'ours BAD');
    assert.deepEqual(await pullAll(), [`${a} v1 1`]);
    server.close(a);
    await server.quiet();
    assert.deepEqual(await pullAll(), [`${a} vnull 0`]);
  });

  it('clears files of a folder that is gone', async () => {
    await start();
    const gone = 'file:///gone/a.yaml';
    assert.deepEqual(await pullAll([{ uri: gone, value: 'old' }]), [`${gone} vnull 0`]);
  });

  it('asks for a refresh when another file changes an answer, and only then', async () => {
    await start();
    server.open(a, 'ours BAD');
    server.open(b, 'ours');
    await pull(a);
    await pull(b);
    server.change(a, 2, 'ours BAD BAD');
    await server.quiet();
    assert.equal(refreshes, 0);
    server.change(b, 2, 'ours CAUSE');
    await server.quiet();
    assert.equal(refreshes, 1);
    await pull(a);
    await server.quiet();
    assert.equal(refreshes, 1);
  });

  it('asks for a refresh when an answer changes right after it was given, be the document edited just before', async () => {
    await start();
    server.open(a, 'ours BAD');
    server.open(b, 'ours');
    await pull(a);
    server.change(b, 2, 'ours CAUSE');
    await server.quiet();
    assert.equal(refreshes, 1);
  });

  it('asks for a refresh where a document that was opened again is not asked for, though its answer changed', async () => {
    await start({ 'a.yaml': 'ours BAD' });
    server.open(a, 'ours BAD');
    server.open(b, 'ours');
    await pull(a);
    await pull(b);
    await server.quiet();
    server.close(a);
    await pull(a); // VS Code asks for what it has closed, and not again for what was opened meanwhile
    server.open(a, 'ours BAD');
    server.change(b, 2, 'ours CAUSE');
    await pull(b);
    const refreshed = new Promise<void>((done) => {
      server.client.onRequest('workspace/diagnostic/refresh', () => {
        done();
        return null;
      });
    });
    await refreshed;
  });

  it('answers for a document that was just closed with what is stored', async () => {
    await start({ 'a.yaml': 'ours BAD' });
    server.open(a, 'ours BAD BAD');
    await server.quiet();
    server.close(a);
    const report = (await pull(a)) as FullDocumentDiagnosticReport;
    assert.deepEqual([report.kind, report.items.length], ['full', 1]);
  });
});
