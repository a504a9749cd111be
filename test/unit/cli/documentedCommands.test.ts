// Every command line of ours in the pages: its options are there, and their values are taken.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { run } from './commandLine.ts';
import { FILES } from './exampleFiles.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/README.md',
  'site/pages/playground.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join('docs', name.replaceAll('\\', '/'))),
];

/** Commands whose first word is what they are about. */
const ABOUT = new Set(['generate', 'rules', 'completion']);
/** Options that name a file, a cluster or a time of the reader's, or write. */
const READERS =
  /^--(?:config|baseline|update-baseline|diff|observed|silent-at|stdin|stdin-filename|write|fix|cluster|exclude|workload|simulate)$/;
const FLAGS = /^--(?:help|quiet|fix|fix-dry-run|update-baseline|summary|stdin|verbose|write|version|stdio)$/;

interface Documented {
  readonly page: string;
  readonly line: string;
}

/** Command lines in blocks and in running text, up to what the shell does with them. */
function commandsOf(page: string): readonly Documented[] {
  const text = readFileSync(page, 'utf8').replaceAll(/\\\n\s*/g, '');
  const found = text.matchAll(
    /(?:`|^|[ |(<])(?:npx (?:--yes )?)?kube-node-lifecycle ((?:check|explain|tune|generate|rules|completion|mcp|lsp)\b[^`\n]*)/gm,
  );
  return [...found].map(([, words = '']) => ({ page, line: words.split(/\s[|>#&]|\)|;|\s{2,}| \[/)[0]?.trim() ?? '' }));
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const documented = pages.flatMap(commandsOf);

describe('command lines in the pages', function () {
  this.timeout(240_000);
  let folder: TestFolder;
  before(() => {
    folder = createTestFolder(FILES);
  });
  after(() => folder.dispose());

  it('are found', () => {
    assert.ok(documented.length > 60, String(documented.length));
    for (const command of ['check', 'explain', 'tune', 'generate', 'rules', 'completion', 'mcp', 'lsp'])
      assert.ok(
        documented.some(({ line }) => line.startsWith(command)),
        command,
      );
  });

  it('have options that there are', async () => {
    const known = new Map<string, ReadonlySet<string>>();
    const wrong: string[] = [];
    for (const { page, line } of documented) {
      const [command = '', ...words] = wordsOf(line);
      if (!known.has(command)) {
        const { out } = await run(folder, [command, '--help']);
        known.set(command, new Set(out.match(/--[a-z][a-z-]+/g) ?? []));
      }
      const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
      wrong.push(...options.filter((one) => !known.get(command)?.has(one)).map((one) => `${page}: ${command} ${one}`));
    }
    assert.deepEqual(wrong, []);
  });

  it('have values that are taken', async () => {
    const wrong: string[] = [];
    const tried = new Set<string>();
    for (const { page, line } of documented) {
      const [command = '', ...words] = wordsOf(line);
      if (command === 'mcp' || command === 'lsp') continue;
      const kept = [command];
      if (ABOUT.has(command) && /^[a-z][a-z-]*$/.test(words[0] ?? '')) kept.push(words[0] ?? '');
      else if (ABOUT.has(command) && command !== 'rules') continue; // a word in the place of one: `generate WHAT`
      words.forEach((word, index) => {
        if (!word.startsWith('--') || READERS.test(word.split('=')[0] ?? '')) return;
        const value = words[index + 1] ?? '';
        if (FLAGS.test(word) || word.includes('=')) kept.push(word);
        else if (!/^(?:…|[A-Z]+)?$/.test(value)) kept.push(word, value);
      });
      if (tried.has(kept.join(' ')) || kept.join(' ') === 'tune') continue; // `tune [PATH...]` is one of the list
      tried.add(kept.join(' '));
      const { status, err } = await run(folder, kept);
      if (status === 2) wrong.push(`${page}: ${kept.join(' ')}: ${err}`);
    }
    assert.deepEqual(wrong, []);
  });
});
