import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly strategy?: { readonly matrix: unknown };
  readonly permissions?: unknown;
  readonly steps: readonly Step[];
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
    const more = workflows.flatMap(([name, { jobs }]) =>
      Object.entries(jobs).flatMap(([job, { permissions }]) => (permissions ? [[name, job, permissions]] : [])),
    );
    assert.deepEqual(more, [['site.yml', 'deploy', { pages: 'write', 'id-token': 'write' }]]);
  });

  it('publish the site that `npm run docs` makes below the name of the repository', () => {
    const [, { jobs }] = workflows.find(([name]) => name === 'site.yml') ?? ['', { jobs: {} as Workflow['jobs'] }];
    const runs = jobs.build?.steps.flatMap(({ run }) => run ?? []);
    assert.deepEqual(runs, ['npm run docs -- --base "/${GITHUB_REPOSITORY#*/}/"']);
    const upload = jobs.build?.steps.at(-1);
    assert.match(upload?.uses ?? '', /^actions\/upload-pages-artifact@/);
    assert.deepEqual(upload?.with, { path: 'out/site' });
    // What has the right to publish runs nothing of the repository.
    assert.deepEqual(
      jobs.deploy?.steps.flatMap(({ run }) => run ?? []),
      [],
    );
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
