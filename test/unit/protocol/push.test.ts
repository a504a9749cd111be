import { strict as assert } from 'node:assert';
import { type InProcessServer, startInProcess } from '../features/harness/inProcessServer.ts';
import { createMemoryFiles } from '../features/harness/memoryFiles.ts';

const root = 'file:///tree';
const a = `${root}/a.yaml`;
const b = `${root}/b.yaml`;

/** What was published, one line each: file name, version, and the lines of its diagnostics. */
function summary({ published }: InProcessServer): string[] {
  return published.map(({ uri, version, diagnostics }) => {
    const lines = diagnostics.map(({ range }) => `${range.start.line}:${range.start.character}`);
    return `${uri.slice(uri.lastIndexOf('/') + 1)} v${version ?? '-'} [${lines.join(' ')}]`;
  });
}

describe('features: push diagnostics', () => {
  let server: InProcessServer;
  afterEach(() => server.end());

  it('answers every version once, in order', async () => {
    server = await startInProcess({ folders: { [root]: createMemoryFiles({}) } });
    server.open(a, 'ours BAD');
    server.change(a, 2, 'ours');
    server.change(a, 3, 'ours\nBAD BAD');
    await server.quiet();
    assert.deepEqual(summary(server), ['a.yaml v1 [0:5]', 'a.yaml v2 []', 'a.yaml v3 [1:0 1:4]']);
  });

  it('waits for the first scan, then answers every version that came meanwhile', async () => {
    const files = createMemoryFiles({ 'b.yaml': 'ours CAUSE' });
    files.pause();
    server = await startInProcess({ folders: { [root]: files } });
    server.open(a, 'ours BAD');
    server.change(a, 2, 'ours');
    await server.quiet();
    assert.deepEqual(summary(server), []);
    files.resume();
    await server.quiet();
    assert.deepEqual(summary(server), ['a.yaml v1 [0:5]', 'a.yaml v2 []']);
    assert.match(String(server.published[0]?.diagnostics[0]?.message), /because of b\.yaml/);
  });

  it('publishes at most one empty list for a document of another kind', async () => {
    server = await startInProcess({ folders: { [root]: createMemoryFiles({}) } });
    server.open(a, 'theirs');
    server.change(a, 2, 'theirs still');
    server.change(a, 3, 'theirs');
    await server.quiet();
    assert.deepEqual(summary(server), ['a.yaml v1 []']);
  });

  it('clears a document that stops being ours', async () => {
    server = await startInProcess({ folders: { [root]: createMemoryFiles({}) } });
    server.open(a, 'ours BAD');
    server.change(a, 2, 'theirs');
    server.change(a, 3, 'theirs');
    await server.quiet();
    assert.deepEqual(summary(server), ['a.yaml v1 [0:5]', 'a.yaml v2 []']);
  });

  it('publishes another document again when its findings change', async () => {
    server = await startInProcess({ folders: { [root]: createMemoryFiles({}) } });
    server.open(a, 'ours BAD');
    server.open(b, 'ours');
    await server.quiet();
    server.change(b, 2, 'ours CAUSE');
    await server.quiet();
    assert.deepEqual(summary(server), ['a.yaml v1 [0:5]', 'b.yaml v1 []', 'b.yaml v2 []', 'a.yaml v1 [0:5]']);
    assert.equal(server.published[3]?.diagnostics[0]?.relatedInformation?.[0]?.location.uri, b);
  });

  it('clears on close, and then takes the text on disk', async () => {
    const files = createMemoryFiles({ 'a.yaml': 'ours BAD', 'b.yaml': 'ours' });
    server = await startInProcess({ folders: { [root]: files } });
    server.open(b, 'ours CAUSE');
    server.open(a, 'ours BAD');
    server.close(b);
    await server.quiet();
    assert.deepEqual(summary(server), ['b.yaml v1 []', 'a.yaml v1 [0:5]', 'b.yaml v- []', 'a.yaml v1 [0:5]']);
    assert.equal(server.published[3]?.diagnostics[0]?.message, 'A bad word, margin default.');
  });

  it('follows the settings', async () => {
    let settings: unknown = { missedHeartbeats: 4 };
    server = await startInProcess({
      folders: { [root]: createMemoryFiles({}) },
      capabilities: { workspace: { configuration: true } },
      settings: () => settings,
    });
    server.open(a, 'ours BAD');
    await server.quiet();
    settings = { missedHeartbeats: 5 };
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.quiet();
    const messages = server.published.map(({ diagnostics }) => diagnostics[0]?.message);
    assert.deepEqual(messages, ['A bad word, margin 4.', 'A bad word, margin 5.']);
  });

  it('takes settings that are pushed where the client cannot be asked', async () => {
    server = await startInProcess({ folders: { [root]: createMemoryFiles({}) } });
    server.open(a, 'ours BAD');
    const settings = { kubeNodeLifecycle: { missedHeartbeats: 7 } };
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings });
    await server.quiet();
    assert.equal(server.published.at(-1)?.diagnostics[0]?.message, 'A bad word, margin 7.');
  });
});
