import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules/allRules.ts';
import { docsLink } from '../../server/src/rules/shared/docsLink.ts';

import { isUpdate } from '../golden.ts';

const root = join(import.meta.dirname, '../..');
const pages = join(root, 'docs/rules');
const sections = ['Why', 'What to do', 'When to ignore it', 'What other tools say', 'Examples', 'Sources'];

describe('pages of the rules', () => {
  it('has one page a rule, and no other', () => {
    const names = readdirSync(pages).filter((name) => name !== 'README.md');
    assert.deepEqual(names.sort(), rules.map(({ id }) => `${id}.md`).sort());
  });

  it('links to the page that is there', () => {
    const base = 'https://github.com/kube-node-lifecycle/kube-node-lifecycle/blob/main/';
    for (const { id } of rules) {
      assert.ok(docsLink(id).startsWith(base));
      assert.ok(existsSync(join(root, docsLink(id).slice(base.length))), id);
    }
  });

  it('has the same sections on every page, in order, none of them empty', () => {
    for (const { id } of rules) {
      const parts = readFileSync(join(pages, `${id}.md`), 'utf8').split(/^## /m);
      assert.equal(parts[0]?.split('\n')[0], `# ${id}`);
      assert.deepEqual(
        parts.slice(1).map((part) => part.split('\n')[0]),
        sections,
        id,
      );
      for (const part of parts.slice(1))
        assert.ok(part.split('\n').slice(1).join('').trim().length > 10, `${id}: ${part}`);
    }
  });

  it('keeps pages short', () => {
    for (const { id } of rules) {
      const lines = readFileSync(join(pages, `${id}.md`), 'utf8').split('\n').length;
      assert.ok(lines <= 140, `${id}: ${lines} lines`);
    }
  });

  it('is up to date with the rules', () => {
    const words = ['scripts/generateDocs.mjs', ...(isUpdate ? [] : ['--check'])];
    const run = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  }).timeout(20_000);
});
