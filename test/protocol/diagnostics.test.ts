import { strict as assert } from 'node:assert';
import type { Diagnostic } from 'vscode-languageserver';
import { type ServerProcess, startServerProcess } from './harness/serverProcess.ts';
import {
  controllerManager,
  createTestFolder,
  incident,
  rangeOf,
  statefulSet,
  type TestFolder,
} from './harness/testFolder.ts';

function ruleIds(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code)).sort();
}

function byRule(diagnostics: readonly Diagnostic[], id: string): Diagnostic {
  const found = diagnostics.find(({ code }) => code === id);
  if (!found) throw new Error(`No ${id} among ${ruleIds(diagnostics).join(', ')}`);
  return found;
}

describe('protocol: diagnostics', () => {
  let folder: TestFolder;
  let server: ServerProcess;
  beforeEach(async () => {
    folder = createTestFolder(incident);
    server = await startServerProcess({ folders: [folder.path] });
  });
  afterEach(async () => {
    await server.end();
    folder.dispose();
  });

  it('stand at the value of the field, with code, link and related places', async () => {
    server.open(folder.uri('mysql.yaml'), statefulSet);
    const { diagnostics } = await server.diagnostics(folder.uri('mysql.yaml'), 1);
    const finding = byRule(diagnostics, 'force-removal-on-eviction');
    assert.deepEqual(finding.range, rangeOf(statefulSet, '0', 'terminationGracePeriodSeconds: '));
    assert.equal(finding.severity, 1);
    assert.equal(finding.source, 'kube-node-lifecycle');
    assert.equal(
      finding.codeDescription?.href,
      'https://github.com/kube-node-lifecycle/kube-node-lifecycle/blob/main/docs/rules/force-removal-on-eviction.md',
    );
    const related = finding.relatedInformation?.map(({ location }) => location.uri) ?? [];
    assert.ok(related.every((uri) => uri.startsWith('file:///')));
  });

  it('follow every keystroke, also a half-typed document beside a whole one', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const half = `${statefulSet}---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: `;
    server.change(uri, 2, half);
    server.change(uri, 3, statefulSet.replace('Seconds: 0', 'Seconds: 30'));
    const during = await server.diagnostics(uri, 2);
    assert.ok(ruleIds(during.diagnostics).includes('force-removal-on-eviction'));
    const after = await server.diagnostics(uri, 3);
    assert.deepEqual(ruleIds(after.diagnostics), []);
    await server.quiet();
    assert.deepEqual(
      server.published.filter((one) => one.uri === uri).map(({ version }) => version),
      [1, 2, 3],
    );
  });

  it('take incremental changes in UTF-16 units', async () => {
    const uri = folder.uri('mysql.yaml');
    const text = `# \u{1F600}\n${statefulSet}`;
    server.open(uri, text);
    const { range } = byRule((await server.diagnostics(uri, 1)).diagnostics, 'force-removal-on-eviction');
    const contentChanges = [
      {
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } },
        text: ' faster\nfailover'.replace('\n', '\n# '),
      },
      {
        range: {
          start: { line: range.start.line + 1, character: range.start.character },
          end: { line: range.end.line + 1, character: range.end.character },
        },
        text: '30',
      },
    ];
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    assert.deepEqual(ruleIds((await server.diagnostics(uri, 2)).diagnostics), []);
  });

  it('show a change in one file in another', async () => {
    const manager = folder.uri('controller-manager.yaml');
    server.open(manager, controllerManager);
    const removed = byRule((await server.diagnostics(manager, 1)).diagnostics, 'removed-flag');
    assert.deepEqual(removed.range.start.line, rangeOf(controllerManager, '--pod-eviction-timeout').start.line);
    server.change(manager, 2, controllerManager.replace('v1.33.1', 'v1.22.0'));
    const older = ruleIds((await server.diagnostics(manager, 2)).diagnostics);
    assert.ok(!older.includes('removed-flag'), older.join());
  });

  it('come back as they are on disk when a document is closed without saving', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet.replace('Seconds: 0', 'Seconds: 30'));
    assert.deepEqual((await server.diagnostics(uri, 1)).diagnostics, []);
    server.close(uri);
    server.open(uri, statefulSet, 5);
    assert.deepEqual(ruleIds((await server.diagnostics(uri, 5)).diagnostics), ['force-removal-on-eviction']);
  });
});
