import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { run } from './commandLine.ts';
import { FILES } from './exampleFiles.ts';

const [, section = ''] =
  /^## On the command line\n(.*?)^## /ms.exec(readFileSync('docs/command-line.md', 'utf8')) ?? [];
const code = [...section.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);

describe('what docs/command-line.md says of the command line', () => {
  let folder: TestFolder;
  before(() => {
    folder = createTestFolder(FILES);
  });
  after(() => folder.dispose());

  it('names options that there are', async () => {
    const commands = [...section.matchAll(/^kube-node-lifecycle (\w+)/gm)].map(([, command = '']) => command);
    assert.deepEqual(commands, ['check', 'explain', 'tune', 'generate', 'rules', 'mcp', 'lsp']);
    const helps = await Promise.all(commands.map((command) => run(folder, [command, '--help'])));
    const known = new Set(helps.flatMap(({ out }) => out.match(/--[a-z][a-z-]+/g) ?? []));
    const options = [...new Set(section.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? [])];
    assert.ok(options.length >= 8);
    assert.deepEqual(
      options.filter((option) => !known.has(option)),
      [],
    );
  });

  it('names scenarios that there are', async () => {
    const scenarios = code.flatMap(
      (words) => /^(?:--scenario )?((?:overload|zone-outage|kubelet|crash|shutdown).*)$/.exec(words)?.[1] ?? [],
    );
    assert.deepEqual(scenarios, [
      'overload:for=10m,loss=0.8',
      'kubelet-stopped',
      'crash',
      'zone-outage:failed=3,nodes=5',
      'shutdown',
    ]);
    for (const scenario of scenarios) {
      const { status, err } = await run(folder, ['explain', '--scenario', scenario]);
      assert.equal(status, 0, `${scenario}: ${err}`);
    }
  });

  it('names commands that do something', async () => {
    const commands = code.filter((words) => /^(?:check|explain|tune|rules) /.test(words));
    assert.ok(commands.length > 0);
    for (const command of commands) {
      const { status, out, err } = await run(folder, command.split(' '));
      assert.ok(status !== 2 && out !== '', `${command}: ${err}`);
    }
  });
});
