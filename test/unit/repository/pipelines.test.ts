// What docs/ci.md tells people to copy: every block is parsed, and what can be run here is run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { FILES } from '../cli/exampleFiles.ts';

const ROOT = join(import.meta.dirname ?? __dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGE = read('docs/ci.md');

interface Block {
  readonly language: string;
  readonly text: string;
}

/** Fenced blocks by the heading above. */
function blocksOf(heading: string): readonly Block[] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

function block(heading: string): string {
  const [first] = blocksOf(heading);
  assert.ok(first, heading);
  return first.text;
}

const fileIn = (folder: TestFolder, name: string) => readFileSync(join(folder.path, name), 'utf8');

/** Runs a script in a tree with findings, with a command `npx` that is this checkout's. */
function shell(
  script: string,
  work: (folder: TestFolder, run: ReturnType<typeof spawnSync>) => void,
  shellPath = 'sh',
) {
  const npx = `#!/bin/sh\n[ "$1" = --yes ] && shift\n[ "$1" = kube-node-lifecycle ] || exit 99\nshift\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(join(ROOT, 'dist/cli.js'))} "$@"\n`;
  const folder = createTestFolder({ ...FILES, 'bin/npx': npx });
  try {
    chmodSync(join(folder.path, 'bin/npx'), 0o755);
    const env = { ...process.env, PATH: `${join(folder.path, 'bin')}:${process.env.PATH ?? ''}` };
    work(folder, spawnSync(shellPath, ['-c', script], { cwd: folder.path, env, encoding: 'utf8' }));
  } finally {
    folder.dispose();
  }
}

const HAS_PRE_COMMIT = spawnSync('pre-commit', ['--version']).status === 0;
const posixOnly = process.platform === 'win32' ? it.skip : it;

describe('docs/ci.md', function () {
  this.timeout(60_000);
  before(function () {
    if (!existsSync(join(ROOT, 'dist/cli.js'))) this.skip();
  });

  it('is YAML where it says so', () => {
    const all = [...PAGE.matchAll(/^## (.*)$/gm)].flatMap(([, heading = '']) => blocksOf(heading));
    assert.ok(all.length >= 8);
    for (const { language, text } of all) if (language === 'yaml') assert.equal(typeof parse(text), 'object');
  });

  it('names inputs that the action has', () => {
    const action = parse(read('action.yml')) as { inputs: Record<string, { default: string }> };
    const workflow = parse(block('GitHub')) as {
      jobs: { check: { steps: { uses: string; with?: Record<string, string> }[] } };
    };
    const step = workflow.jobs.check.steps.at(-1);
    assert.ok(step?.with);
    for (const name of Object.keys(step.with)) assert.ok(name in action.inputs, name);
    const [, list = ''] = /Inputs:\n([^;]*);/.exec(PAGE) ?? [];
    assert.deepEqual(
      [...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
      Object.keys(action.inputs),
    );
  });

  posixOnly('the action annotates, reports, sums up, and fails as it is told', () => {
    const script = `bash ${JSON.stringify(join(ROOT, 'scripts/action.sh'))}`;
    const variables = `export KUBE_NODE_LIFECYCLE=${JSON.stringify(join(ROOT, 'dist/cli.js'))} GITHUB_STEP_SUMMARY=summary.md INPUT_PATH='clusters\n'`;
    shell(`${variables}\n${script}`, (folder, { status, stdout }) => {
      assert.equal(status, 1);
      assert.match(String(stdout), /^::error file=clusters\/prod\/mysql\.yaml,line=9/m);
      const sarif = JSON.parse(fileIn(folder, 'kube-node-lifecycle.sarif')) as { runs: { results: unknown[] }[] };
      assert.equal(sarif.runs[0]?.results.length, 3);
      assert.match(
        fileIn(folder, 'summary.md'),
        /^### Kubernetes node lifecycle\n\n```text\nclusters\/prod\/kubeadm\.yaml\n/,
      );
    });
    shell(`${variables} INPUT_FAIL_ON=never\n${script}`, (_folder, { status }) => assert.equal(status, 0));
    shell(`${variables} INPUT_ARGS='--exclude\nmysql.yaml'\n${script}`, (_folder, { status }) =>
      assert.equal(status, 0),
    );
    shell(`${variables} INPUT_ARGS='; touch run'\n${script}`, (folder, { status }) => {
      assert.equal(status, 2);
      assert.ok(!existsSync(join(folder.path, 'run')));
    });
  });

  posixOnly('the action runs the version that it was released with, or the one that is named', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const npx = 'printf \'#!/bin/sh\\necho "$2"\\n\' > bin/npx';
    const script = `${npx}\nexport INPUT_PATH=clusters INPUT_SARIF=a.sarif INPUT_FAIL_ON=error`;
    const run = `bash ${JSON.stringify(join(ROOT, 'scripts/action.sh'))}`;
    shell(`${script} INPUT_VERSION=\n${run}`, (_folder, { stdout }) =>
      assert.equal(stdout, `kube-node-lifecycle@${version}\n`),
    );
    shell(`${script} INPUT_VERSION=9.8.7\n${run}`, (_folder, { stdout }) =>
      assert.equal(stdout, 'kube-node-lifecycle@9.8.7\n'),
    );
  });

  posixOnly('the comment of a pull request says what the merge changes, once', () => {
    const workflow = parse(block('What a pull request changes')) as {
      jobs: { comment: { steps: { run?: string; with?: Record<string, unknown> }[] } };
    };
    const script = workflow.jobs.comment.steps.find(({ run }) => run !== undefined)?.run ?? '';
    const git = 'git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false -c init.defaultBranch=main';
    const before = `${git} init --quiet && ${git} add clusters && ${git} commit --quiet -m before`;
    const change = `sed -i.orig 's/PeriodSeconds: 0/PeriodSeconds: 30/' clusters/prod/mysql.yaml && rm clusters/prod/*.orig && ${git} commit --quiet -a -m after`;
    const gh = 'printf \'#!/bin/sh\\necho "$@" > gh.words; cat change.md > gh.body\\n\' > bin/gh && chmod +x bin/gh';
    shell(
      `set -e\n${gh}\n${before}\n${change}\nexport NUMBER=7 GITHUB_STEP_SUMMARY=summary.md\n${script}`,
      (folder, { status, stderr }) => {
        assert.equal(status, 0, String(stderr));
        assert.equal(fileIn(folder, 'gh.words'), 'pr comment 7 --edit-last --create-if-none --body-file change.md\n');
        const body = fileIn(folder, 'gh.body');
        assert.match(body, /^<!-- kube-node-lifecycle -->\n/);
        assert.ok(body.includes('| better | StatefulSet db/mysql | two writers → safe, needs a hand |'), body);
        assert.equal(fileIn(folder, 'summary.md'), body);
      },
    );
  });

  posixOnly('the commands for a diff run in a repository', () => {
    const commands = (blocksOf('What a pull request changes')[1]?.text ?? '')
      .replace('apps/mysql.yaml', 'clusters/prod/mysql.yaml')
      .replace('apps/mysql.yaml', 'clusters/prod/mysql.yaml')
      .replaceAll('kube-node-lifecycle', 'npx kube-node-lifecycle');
    const git = 'git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false -c init.defaultBranch=main';
    shell(
      `set -e\n${git} init --quiet\n${git} add clusters\n${git} commit --quiet -m before\n${commands}`,
      (_folder, result) => {
        assert.equal(result.status, 0, String(result.stderr));
        assert.equal(String(result.stdout).match(/Nothing changes/g)?.length, 2, String(result.stdout));
      },
    );
  });

  posixOnly('the job of GitLab writes both reports', () => {
    const { script } = (parse(block('GitLab')) as { 'node-lifecycle': { script: string[] } })['node-lifecycle'];
    shell(script.join('\n'), (folder, { status }) => {
      assert.equal(status, 1);
      assert.equal((JSON.parse(fileIn(folder, 'gl-code-quality.json')) as unknown[]).length, 3);
      assert.match(fileIn(folder, 'junit.xml'), /<testsuites name="kube-node-lifecycle" tests="4" failures="3"/);
    });
  });

  posixOnly('the steps of Jenkins and Azure write a report', () => {
    const [, jenkins = ''] = /sh '([^']*)'/.exec(block('Jenkins')) ?? [];
    const azure = (parse(block('Azure Pipelines')) as { steps: { script?: string }[] }).steps.find(
      ({ script }) => script !== undefined,
    )?.script;
    for (const script of [jenkins, azure ?? '']) {
      shell(script, (folder, { status }) => {
        assert.equal(status, 1);
        assert.ok(existsSync(join(folder.path, 'junit.xml')));
      });
    }
  });

  posixOnly('the recipe of Make runs', () => {
    const [, recipe = ''] = /^\t(.*)$/m.exec(block('Make')) ?? [];
    shell(`mkdir apps; ${recipe}`, (_folder, { status, stdout }) => {
      assert.equal(status, 1);
      assert.match(String(stdout), /1 error, 2 warnings/);
    });
  });

  posixOnly('a baseline hides what is known', () => {
    shell(block('To begin with a tree that has findings'), (_folder, { status, stdout }) => {
      assert.equal(status, 0);
      assert.match(String(stdout), /3 known findings hidden by node-lifecycle\.json/);
    });
  });

  (HAS_PRE_COMMIT ? it : it.skip)('the hook runs in pre-commit itself, installed as a package', function () {
    this.timeout(180_000);
    // The package as npm lays it out, without what builds it: that is another test's, and takes minutes.
    const { name, version, bin } = JSON.parse(read('package.json')) as Record<string, unknown>;
    const git = 'git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false -c init.defaultBranch=main';
    const commit = `${git} init --quiet && ${git} add --all . && ${git} commit --quiet -m all`;
    const hook = createTestFolder({
      'package.json': JSON.stringify({ name, version, bin, scripts: { prepack: 'echo built' } }),
      '.npmrc': read('.npmrc'),
      '.pre-commit-hooks.yaml': read('.pre-commit-hooks.yaml'),
      'dist/cli.js': read('dist/cli.js'),
      'dist/kubectl.js': read('dist/kubectl.js'),
      ...Object.fromEntries(readdirSync('dist/cli').map((part) => [`dist/cli/${part}`, read(`dist/cli/${part}`)])),
    });
    const home = createTestFolder({});
    try {
      spawnSync('sh', ['-c', commit], { cwd: hook.path });
      const revision = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: hook.path, encoding: 'utf8' }).stdout.trim();
      const configuration = block('pre-commit')
        .replace(/repo: .*/, `repo: ${hook.path}`)
        .replace(/rev: .*/, `rev: ${revision}`);
      const script = `${commit} && PRE_COMMIT_HOME=${home.path} pre-commit run --all-files --color=never`;
      shell(`cat > .pre-commit-config.yaml <<'END'\n${configuration}END\n${script}`, (_folder, { status, stdout }) => {
        assert.equal(status, 1, String(stdout));
        assert.match(
          String(stdout),
          /^Kubernetes node lifecycle\.+Failed\n- hook id: kube-node-lifecycle\n- exit code: 1$/m,
        );
        assert.match(String(stdout), /^1 error, 2 warnings in /m);
      });
      // pre-commit names no removed file to a hook: without the file that decides, the tree must be judged all the same.
      const removed = `${commit} && git rm --quiet clusters/prod/kubeadm.yaml && PRE_COMMIT_HOME=${home.path} pre-commit run --color=never`;
      shell(`cat > .pre-commit-config.yaml <<'END'\n${configuration}END\n${removed}`, (_folder, { stdout }) =>
        assert.match(String(stdout), /^- hook id: kube-node-lifecycle\n- exit code: 1$/m, String(stdout)),
      );
    } finally {
      hook.dispose();
      home.dispose();
    }
  });

  it('the hook of pre-commit runs a command of the package', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml')) as { id: string; entry: string }[];
    const used = parse(block('pre-commit')) as { repos: { hooks: { id: string }[] }[] };
    assert.equal(used.repos[0]?.hooks[0]?.id, hook?.id);
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    assert.ok(Object.keys(bin).includes(hook?.entry.split(' ')[0] ?? ''));
  });
});
