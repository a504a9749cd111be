import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly strategy?: { readonly matrix: unknown }; readonly steps: Step[] }>>;
}

const folder = '.github/workflows';
const workflows = readdirSync(folder).map(
  (name) => [name, parse(readFileSync(`${folder}/${name}`, 'utf8')) as Workflow] as const,
);
const steps = workflows.flatMap(([, { jobs }]) => Object.values(jobs).flatMap((job) => job.steps));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

describe('repository: workflows', () => {
  it('try both Nodes on three systems', () => {
    const [, ci] = workflows.find(([name]) => name === 'ci.yml') ?? [];
    assert.deepEqual(ci?.jobs.quick?.strategy?.matrix, {
      os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
      node: [20, 24],
    });
  });

  it('may only read', () => {
    for (const [name, { permissions }] of workflows) assert.deepEqual(permissions, { contents: 'read' }, name);
  });

  it('use actions by their content', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    assert.ok(used.length > 0);
    assert.deepEqual(
      used.filter((uses) => !/@[0-9a-f]{40}$/.test(uses)),
      [],
    );
  });

  it('run what is there', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    assert.ok(commands.length > 0);
    const missing = commands.filter((command) => {
      const [program = '', ...words] = command.split(' ');
      if (program === 'npm') return words[0] !== 'run' || !((words[1] ?? '') in scripts);
      return !existsSync(program === 'node' ? (words[0] ?? '') : program);
    });
    assert.deepEqual(missing, []);
  });
});
