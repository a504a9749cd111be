import assert from 'node:assert/strict';
import { linkSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFixes } from '../../../server/src/cli/fix.ts';
import { type OpenedTree, openTrees } from '../../../server/src/cli/openedTree.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import type { TreeSnapshot } from '../../../server/src/service/treeService.ts';
import { say } from '../../../server/src/text/message.ts';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { run } from './commandLine.ts';
import { KUBEADM, MYSQL } from './exampleFiles.ts';

/** A tree of one file whose findings are made from its text. */
function treeOf(
  text: string,
  path: string,
  find: (text: string) => readonly Omit<Finding, 'file' | 'related'>[],
): OpenedTree {
  let now = text;
  const snapshot = () =>
    ({ findings: () => find(now).map((one) => ({ ...one, file: 'a.yaml', related: [] })) }) as unknown as TreeSnapshot;
  return {
    snapshot,
    isReported: () => true,
    isReportedName: () => true,
    textOf: () => Promise.resolve(now),
    reportedFiles: () => ['a.yaml'],
    skipped: [],
    unread: [],
    fileName: (file) => file,
    absolute: () => path,
    isAnalysed: (_file, read) => read === text,
    update: (_file, next) => {
      now = next;
    },
    stdin: undefined,
  };
}

const lineRange = (line: number) => ({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });

/** Removes the line, and writes a text in its place. */
function remover(line: number, newText = ''): Finding['fixes'] {
  const edits = () => [{ file: 'a.yaml', range: lineRange(line), newText }];
  return [{ title: say`Remove it`, isPreferred: true, safe: true, edits }];
}

describe('check --fix', () => {
  const TEXT = 'one\nBAD\ntwo\nthree\nBAD\nfour\n';
  async function fixed(find: Parameters<typeof treeOf>[2]): Promise<string> {
    const folder = createTestFolder({ 'a.yaml': TEXT });
    try {
      const { changed } = await applyFixes(treeOf(TEXT, join(folder.path, 'a.yaml'), find));
      return changed[0]?.after ?? TEXT;
    } finally {
      folder.dispose();
    }
  }
  const linesOf = (text: string) => [...text.split('\n').entries()];

  it('applies what does what it is for', async () => {
    const find = (text: string) =>
      linesOf(text).flatMap(([line, word]) =>
        word === 'BAD'
          ? [
              {
                ruleId: 'r',
                severity: 'error' as const,
                message: say`Bad.`,
                range: lineRange(line),
                fixes: remover(line),
              },
            ]
          : [],
      );
    assert.equal(await fixed(find), 'one\ntwo\nthree\nfour\n');
  });

  it('takes back a fix that leaves its finding, and applies the others', async () => {
    const find = (text: string) => [
      { ruleId: 'stuck', severity: 'error' as const, message: say`Always.`, range: lineRange(0), fixes: remover(0) },
      ...linesOf(text).flatMap(([line, word]) =>
        word === 'BAD'
          ? [
              {
                ruleId: 'r',
                severity: 'error' as const,
                message: say`Bad.`,
                range: lineRange(line),
                fixes: remover(line),
              },
            ]
          : [],
      ),
    ];
    assert.equal(await fixed(find), 'one\ntwo\nthree\nfour\n');
  });

  it('is not led on by a message that changes with every line that goes', async () => {
    const find = (text: string) => [
      {
        ruleId: 'stuck',
        severity: 'error' as const,
        message: say`${text.length} characters.`,
        range: lineRange(0),
        fixes: remover(0),
      },
    ];
    assert.equal(await fixed(find), TEXT);
  });

  it('takes back a fix whose text is refused in turn', async () => {
    const find = (text: string) =>
      linesOf(text).flatMap(([line, word]) => {
        const range = { start: { line, character: 0 }, end: { line, character: word.length } };
        if (word === 'BAD')
          return [
            { ruleId: 'r', severity: 'error' as const, message: say`Bad.`, range, fixes: remover(line, 'WORSE\n') },
          ];
        return word === 'WORSE'
          ? [{ ruleId: 'invalid-value', severity: 'error' as const, message: say`Worse.`, range, fixes: [] }]
          : [];
      });
    assert.equal(await fixed(find), TEXT);
  });

  it('writes nothing onto a text that was not analysed', async () => {
    const folder = createTestFolder({ 'mysql.yaml': MYSQL });
    const host = {
      cwd: folder.path,
      out: () => undefined,
      err: () => undefined,
      readInput: async () => new Uint8Array(),
      terminal: { columns: 100, colour: false, unicode: true },
    };
    const [tree] = await openTrees(['mysql.yaml'], {}, host);
    assert.ok(tree);
    writeFileSync(join(folder.path, 'mysql.yaml'), `# a line more\n${MYSQL}`);
    const { changed, closed } = await applyFixes(tree);
    assert.deepEqual(changed, []);
    assert.deepEqual([...closed], [['mysql.yaml', 'has changed since it was read']]);
    folder.dispose();
  });

  it('goes on where one file cannot be written, and ends with 2', async () => {
    const folder = createTestFolder({ 'a.yaml': MYSQL, 'b.yaml': MYSQL.replace('name: mysql', 'name: other') });
    linkSync(join(folder.path, 'a.yaml'), join(folder.path, 'hard-link.png'));
    const { status, err, out } = await run(folder, ['check', '--fix', '.', '--format', 'json']);
    assert.equal(status, 2);
    assert.match(err, /^error: cannot write a\.yaml: it has other names/m);
    assert.match(err, /^b\.yaml: fixed$/m);
    assert.match(readFileSync(join(folder.path, 'b.yaml'), 'utf8'), /terminationGracePeriodSeconds: 30/);
    assert.equal(readFileSync(join(folder.path, 'a.yaml'), 'utf8'), MYSQL);
    const { findings } = JSON.parse(out) as { findings: { file: string; ruleId: string }[] };
    assert.deepEqual(
      findings.map(({ file, ruleId }) => `${file} ${ruleId}`),
      ['a.yaml force-removal-on-eviction'],
    );
    folder.dispose();
  });

  it('offers no --fix for what it did not fix', async () => {
    const folder = createTestFolder({});
    writeFileSync(join(folder.path, 'a.yaml'), Buffer.from(`${MYSQL}# caf\u00e9\n`, 'latin1'));
    const { status, out, err } = await run(folder, ['check', '--fix', '.']);
    assert.deepEqual([status, err], [1, 'a.yaml: not changed, since it is not UTF-8\n']);
    assert.match(out, /^1 error in 1 file\.$/m);
    assert.doesNotMatch(out, /--fix/);
    folder.dispose();
  });

  it('fixes a file once that two names of the tree lead to', async function () {
    if (process.platform === 'win32') return this.skip();
    const folder = createTestFolder({ 'a.yaml': MYSQL, 'b/c.txt': 'x' });
    symlinkSync('../a.yaml', join(folder.path, 'b', 'link.yaml'));
    const { status, err } = await run(folder, ['check', '--fix', '.']);
    assert.deepEqual([status, err.match(/: fixed$/gm)?.length], [0, 2], err);
    assert.ok(lstatSync(join(folder.path, 'b', 'link.yaml')).isSymbolicLink());
    assert.equal(readFileSync(join(folder.path, 'a.yaml'), 'utf8'), MYSQL.replace('Seconds: 0', 'Seconds: 30'));
    folder.dispose();
  });

  it('offers no value that is refused in turn', async () => {
    for (const value of ['9223372036854775808', '9223372037', '99999999999999999999']) {
      const folder = createTestFolder({ 'kubeadm.yaml': KUBEADM.replace('20s', `"${value}"`) });
      const { out } = await run(folder, ['check', '.', '--format', 'json']);
      const { findings } = JSON.parse(out) as { findings: { ruleId: string; fixes: unknown[] }[] };
      assert.doesNotMatch(out, /could not be judged/);
      assert.deepEqual(findings.find(({ ruleId }) => ruleId === 'invalid-value')?.fixes, [], value);
      folder.dispose();
    }
  });
});
