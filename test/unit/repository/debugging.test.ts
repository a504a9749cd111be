import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

describe('repository: debugging in VS Code', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(`.vscode/${name}`, 'utf8'));
  const { configurations } = read('launch.json') as { configurations: { preLaunchTask?: string; program?: string }[] };
  const { tasks } = read('tasks.json') as { tasks: { label: string; args?: string[]; script?: string }[] };

  it('starts with tasks that are there', () => {
    const labels = new Set(tasks.map(({ label }) => label));
    const wanted = configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
    assert.ok(wanted.length > 0);
    assert.deepEqual(
      wanted.filter((label) => !labels.has(label)),
      [],
    );
  });

  it('runs scripts and programs that are there', () => {
    const files = [
      ...tasks.flatMap(({ args = [] }) => args.slice(0, 1)),
      ...configurations.flatMap(({ program }) => program?.replace('${workspaceFolder}/', '') ?? []),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
    const named = tasks.flatMap(({ script }) => script ?? []);
    assert.deepEqual(
      named.filter((script) => !(script in scripts)),
      [],
    );
  });
});
