import { strict as assert } from 'node:assert';
import type { ClientCapabilities, CodeAction, Range } from 'vscode-languageserver';
import { type InProcessServer, startInProcess } from './harness/inProcessServer.ts';
import { createMemoryFiles } from './harness/memoryFiles.ts';

const root = 'file:///tree';
const a = `${root}/a.yaml`;
const cause = `${root}/c.yaml`;
const at = (line: number, character: number, end = character): Range => ({
  start: { line, character },
  end: { line, character: end },
});

describe('features: code actions', () => {
  let server: InProcessServer;
  afterEach(() => server.end());

  async function start(workspaceEdit: object, codeAction: object = {}): Promise<void> {
    const capabilities: ClientCapabilities = { workspace: { workspaceEdit }, textDocument: { codeAction } };
    server = await startInProcess({ folders: { [root]: createMemoryFiles({ 'c.yaml': 'CAUSE' }) }, capabilities });
  }

  function ask(range: Range, only?: string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only && { only }) };
    return server.client.sendRequest('textDocument/codeAction', { textDocument: { uri: a }, range, context });
  }

  it('gives the fixes of the findings that the range touches, with their diagnostics', async () => {
    await start({});
    server.open(a, 'ours BAD x BAD');
    const actions = await ask(at(0, 5));
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred, diagnostics }) => [title, kind, isPreferred, diagnostics?.[0]?.range]),
      [
        ['Make it good', 'quickfix', true, at(0, 5, 8)],
        ['Change the cause (in c.yaml)', 'quickfix', false, at(0, 5, 8)],
        ['Ignore bad-word on this line', 'quickfix', false, at(0, 5, 8)],
      ],
    );
    assert.deepEqual(await ask(at(0, 9)), []);
  });

  it('edits by plain changes where the client knows nothing else', async () => {
    await start({});
    server.open(a, 'ours BAD');
    const [first] = await ask(at(0, 5));
    assert.deepEqual(first?.edit, { changes: { [a]: [{ range: at(0, 5, 8), newText: 'GOOD' }] } });
  });

  it('names the version of an open document, and none for a closed one', async () => {
    await start({ documentChanges: true });
    server.open(a, 'ours BAD', 3);
    const [own, other] = await ask(at(0, 5));
    assert.deepEqual(own?.edit?.documentChanges, [
      { textDocument: { uri: a, version: 3 }, edits: [{ range: at(0, 5, 8), newText: 'GOOD' }] },
    ]);
    assert.deepEqual(other?.edit?.documentChanges, [
      { textDocument: { uri: cause, version: null }, edits: [{ range: at(0, 5, 8), newText: 'NONE' }] },
    ]);
  });

  it('says what it changes beside, and asks nothing: a preview would open with every box empty', async () => {
    await start({ documentChanges: true, changeAnnotationSupport: {} });
    server.open(a, 'ours BAD');
    const [own, other] = await ask(at(0, 5));
    assert.equal(own?.edit?.changeAnnotations, undefined);
    assert.deepEqual(other?.edit?.changeAnnotations, {
      fix: {
        label: 'Change the cause',
        needsConfirmation: false,
        description: 'Something restarts. Changes c.yaml.',
      },
    });
    assert.deepEqual(other?.edit?.documentChanges, [
      {
        textDocument: { uri: cause, version: null },
        edits: [{ range: at(0, 5, 8), newText: 'NONE', annotationId: 'fix' }],
      },
    ]);
  });

  describe('resolved late', () => {
    const late = { dataSupport: true, resolveSupport: { properties: ['edit'] } };

    it('computes the edit when it is asked for', async () => {
      await start({}, late);
      server.open(a, 'ours BAD');
      const [action] = await ask(at(0, 5));
      assert.equal(action?.edit, undefined);
      const resolved: CodeAction = await server.client.sendRequest('codeAction/resolve', action);
      assert.deepEqual(resolved.edit, { changes: { [a]: [{ range: at(0, 5, 8), newText: 'GOOD' }] } });
    });

    it('refuses when the document has changed since', async () => {
      await start({}, late);
      server.open(a, 'ours BAD');
      const [action] = await ask(at(0, 5));
      server.change(a, 2, 'ours ... BAD');
      await assert.rejects(server.client.sendRequest('codeAction/resolve', action), { code: -32801 });
    });

    it('gives back what is not ours', async () => {
      await start({}, late);
      const foreign = { title: 'Foreign', data: { some: 'thing' } };
      assert.deepEqual(await server.client.sendRequest('codeAction/resolve', foreign), foreign);
    });
  });

  describe('fix all', () => {
    it('is given when it is asked for, and applies the safe preferred fixes of this file', async () => {
      await start({});
      server.open(a, 'ours BAD\nBAD');
      const actions = await ask(at(0, 0), ['source.fixAll']);
      assert.deepEqual(actions, [
        {
          title: 'Apply all safe fixes of Kubernetes Node Lifecycle',
          kind: 'source.fixAll.kubeNodeLifecycle',
          edit: {
            changes: {
              [a]: [
                { range: at(0, 5, 8), newText: 'GOOD' },
                { range: at(1, 0, 3), newText: 'GOOD' },
              ],
            },
          },
        },
      ]);
    });

    it('is not given where there is nothing to fix, or other kinds are asked for', async () => {
      await start({});
      server.open(a, 'ours BAD');
      assert.deepEqual(await ask(at(0, 5), ['refactor']), []);
      assert.deepEqual(await ask(at(0, 5), ['source.organizeImports']), []);
      server.change(a, 2, 'ours');
      assert.deepEqual(await ask(at(0, 5), ['source.fixAll.kubeNodeLifecycle']), []);
    });
  });
});
