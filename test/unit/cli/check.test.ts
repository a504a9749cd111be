import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { run, runIn } from './commandLine.ts';
import { FILES, FINDINGS, KUBEADM, MYSQL } from './exampleFiles.ts';

interface Report {
  schemaVersion: number;
  summary: { files: number; errors: number; warnings: number; infos: number };
  findings: {
    ruleId: string;
    severity: string;
    message: string;
    docs: string;
    file: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    related: { file: string; message: string }[];
    fixes: { title: string; isPreferred: boolean; edits: { file: string; newText: string }[] }[];
  }[];
}

function places({ findings }: Report): string[] {
  return findings.map(({ file, range, severity, ruleId }) => `${file}:${range.start.line + 1} ${severity} ${ruleId}`);
}

async function check(files: Readonly<Record<string, string>>, words: readonly string[] = [], input = '') {
  const { status, out, err } = await runIn(files, ['check', '--format', 'json', ...words], input);
  return { status, err, report: out === '' ? undefined : (JSON.parse(out) as Report) };
}

async function placesOf(files: Readonly<Record<string, string>>, words: readonly string[] = []): Promise<string[]> {
  const { report } = await check(files, words);
  if (report === undefined) throw new Error('no report');
  return places(report);
}

describe('check', () => {
  it('reports findings by file and place, and exits with 1 for errors', async () => {
    const { status, report } = await check(FILES);
    assert.equal(status, 1);
    assert.equal(report?.schemaVersion, 1);
    assert.deepEqual(report?.summary, { files: 3, errors: 1, warnings: 2, infos: 0 });
    assert.deepEqual(report && places(report), FINDINGS);
    const [, , finding] = report?.findings ?? [];
    assert.deepEqual(finding?.range, { start: { line: 8, character: 37 }, end: { line: 8, character: 38 } });
    assert.match(finding?.docs ?? '', /^https:\/\/.*\/docs\/rules\/force-removal-on-eviction\.md$/);
    assert.deepEqual(
      finding?.fixes.filter(({ isPreferred }) => isPreferred).map(({ edits }) => [edits[0]?.file, edits[0]?.newText]),
      [['clusters/prod/mysql.yaml', '30']],
    );
    assert.ok(finding?.related.some(({ file }) => file === 'clusters/prod/kubeadm.yaml'));
  });

  it('reports only what is named, and judges it by the whole tree', async () => {
    assert.deepEqual(await placesOf(FILES, ['clusters/prod/mysql.yaml']), FINDINGS.slice(2));
    assert.deepEqual(await placesOf(FILES, ['clusters/prod/web.yaml']), []);
    assert.deepEqual(await placesOf(FILES, ['./clusters/../clusters/prod']), FINDINGS);
    assert.deepEqual(
      await placesOf(FILES, ['clusters/prod/mysql.yaml', 'clusters/prod/mysql.yaml']),
      FINDINGS.slice(2),
    );
  });

  it('leaves out what git ignores, and what packages bring, unless it is named', async () => {
    const files = {
      '.gitignore': 'build/\n',
      'build/kubeadm.yaml': KUBEADM,
      'node_modules/x/kubeadm.yaml': KUBEADM,
    };
    assert.deepEqual(await placesOf(files), []);
    assert.equal((await placesOf(files, ['build'])).length, 2);
    assert.equal((await placesOf(files, ['build/kubeadm.yaml'])).length, 2);
    assert.equal((await placesOf(files, ['node_modules/x'])).length, 2);
  });

  it('says which named path does not exist, and exits with 2', async () => {
    for (const words of [['nowhere'], ['.', 'clusters/nowhere.yaml']]) {
      const { status, err, report } = await check(FILES, words);
      assert.equal(status, 2);
      assert.match(err, new RegExp(`no such file or folder: ${words.at(-1)}`));
      assert.equal(report, undefined);
    }
  });

  it('reports a file that cannot be parsed, and those beside it', async () => {
    const files = { ...FILES, 'broken.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec: [\n' };
    assert.deepEqual(
      (await placesOf(files)).map((place) => place.replace(/:\d+/, '')),
      ['broken.yaml error unreadable-document', ...FINDINGS.map((place) => place.replace(/:\d+/, ''))],
    );
  });

  it('counts warnings against --max-warnings, whatever is shown', async () => {
    const files = { 'kubeadm.yaml': KUBEADM };
    assert.equal((await check(files)).status, 0);
    assert.equal((await check(files, ['--max-warnings', '2'])).status, 0);
    const { status, err, report } = await check(files, ['--max-warnings', '1', '--quiet']);
    assert.equal(status, 1);
    assert.match(err, /2 warnings are more than --max-warnings 1/);
    assert.deepEqual(report?.findings, []);
  });

  it('reports errors alone with --quiet', async () => {
    assert.deepEqual(await placesOf(FILES, ['--quiet']), FINDINGS.slice(2));
  });

  it('leaves out what a baseline knows, also where lines have moved', async () => {
    const folder = createTestFolder(FILES);
    try {
      const before = await run(folder, ['check', '--format', 'json=known/baseline.json']);
      assert.deepEqual([before.status, before.out], [1, '']);
      folder.write('clusters/prod/mysql.yaml', `# moved\n\n${MYSQL}`);
      const same = await run(folder, ['check', '--format', 'json', '--baseline', 'known/baseline.json']);
      assert.equal(same.status, 0);
      assert.deepEqual(places(JSON.parse(same.out) as Report), []);
      folder.write('clusters/prod/other.yaml', MYSQL.replace('name: mysql', 'name: other'));
      const more = await run(folder, ['check', '--format', 'json', '--baseline', 'known/baseline.json']);
      assert.equal(more.status, 1);
      assert.deepEqual(places(JSON.parse(more.out) as Report), [
        'clusters/prod/other.yaml:9 error force-removal-on-eviction',
      ]);
      folder.write('known/other.json', '{}');
      const wrong = await run(folder, ['check', '--baseline', 'known/other.json']);
      assert.equal(wrong.status, 2);
      assert.match(wrong.err, /known\/other\.json is not what/);
    } finally {
      folder.dispose();
    }
  });

  it('fixes what is safe, leaves every other byte, and exits by what is left', async () => {
    const folder = createTestFolder(FILES);
    try {
      const { status, out, err } = await run(folder, ['check', '--fix', '--format', 'json']);
      assert.equal(status, 0);
      assert.deepEqual(places(JSON.parse(out) as Report), FINDINGS.slice(0, 2));
      assert.equal(err, 'clusters/prod/mysql.yaml: fixed\n');
      assert.equal(
        readFileSync(join(folder.path, 'clusters/prod/mysql.yaml'), 'utf8'),
        MYSQL.replace('terminationGracePeriodSeconds: 0', 'terminationGracePeriodSeconds: 30'),
      );
      assert.equal(readFileSync(join(folder.path, 'clusters/prod/kubeadm.yaml'), 'utf8'), KUBEADM);
      const again = await run(folder, ['check', '--fix']);
      assert.deepEqual([again.status, again.err], [0, '']);
    } finally {
      folder.dispose();
    }
  });

  it('fixes only files that are named', async () => {
    const folder = createTestFolder({ ...FILES, 'clusters/prod/other.yaml': MYSQL.replace('name: mysql', 'name: b') });
    try {
      await run(folder, ['check', '--fix', 'clusters/prod/other.yaml']);
      assert.equal(readFileSync(join(folder.path, 'clusters/prod/mysql.yaml'), 'utf8'), MYSQL);
    } finally {
      folder.dispose();
    }
  });

  it('shows what it would fix, and changes nothing', async () => {
    const folder = createTestFolder(FILES);
    try {
      const { status, out } = await run(folder, ['check', '--fix-dry-run', 'clusters/prod/mysql.yaml']);
      assert.equal(status, 0);
      assert.match(out, /^--- a\/clusters\/prod\/mysql\.yaml\n\+\+\+ b\/clusters\/prod\/mysql\.yaml\n@@ /);
      assert.match(out, /\n- {6}terminationGracePeriodSeconds: 0\n\+ {6}terminationGracePeriodSeconds: 30\n/);
      assert.equal(readFileSync(join(folder.path, 'clusters/prod/mysql.yaml'), 'utf8'), MYSQL);
    } finally {
      folder.dispose();
    }
  });

  it('reads standard input in place of the file of its name', async () => {
    const files = { '.kube-node-lifecycle.yaml': '{}\n', ...FILES };
    const text = MYSQL.replace('Seconds: 0', 'Seconds: 5');
    const words = ['--stdin', '--stdin-filename', 'clusters/prod/mysql.yaml'];
    assert.deepEqual((await check(files, words, text)).report?.findings, []);
    const added = await check(files, ['--stdin', '--stdin-filename', 'clusters/prod/new.yaml'], MYSQL);
    assert.deepEqual(added.report && places(added.report), [
      'clusters/prod/new.yaml:9 error force-removal-on-eviction',
    ]);
    const unnamed = await check({}, ['--stdin'], MYSQL);
    assert.deepEqual(
      unnamed.report?.findings.map(({ file, ruleId }) => [file, ruleId]),
      [['stdin.yaml', 'force-removal-on-eviction']],
    );
    const dry = await runIn(files, ['check', ...words, '--fix-dry-run'], MYSQL);
    assert.match(dry.out, /\+ {6}terminationGracePeriodSeconds: 30/);
  });

  it('takes the version and the configuration that the command line names', async () => {
    const unit = '[Service]\nExecStart=/usr/bin/kube-controller-manager --pod-eviction-timeout=1m\n';
    const files = { 'kube-controller-manager.service': unit, 'own.yaml': 'rules:\n  removed-flag: off\n' };
    const rules = async (...words: readonly string[]) =>
      (await check(files, words)).report?.findings.map(({ ruleId }) => ruleId);
    assert.deepEqual(await rules('--kubernetes-version', '1.30'), ['removed-flag']);
    assert.deepEqual(await rules('--kubernetes-version', '1.20'), ['eviction-timeout-without-effect']);
    assert.deepEqual(await rules('--kubernetes-version', 'v1.30.2', '--config', 'own.yaml'), []);
  });

  it('writes several formats at once', async () => {
    const folder = createTestFolder(FILES);
    try {
      const words = [
        'check',
        '--format',
        'json=out/a/report.json',
        '--format',
        'sarif=out/report.sarif',
        '--format',
        'github',
      ];
      const { status, out } = await run(folder, words);
      assert.equal(status, 1);
      assert.equal(out.split('\n')[2]?.startsWith('::error file=clusters/prod/mysql.yaml,line=9,'), true);
      assert.ok(existsSync(join(folder.path, 'out/a/report.json')));
      assert.equal(JSON.parse(readFileSync(join(folder.path, 'out/report.sarif'), 'utf8')).version, '2.1.0');
    } finally {
      folder.dispose();
    }
  });

  it('is wrong usage otherwise, with a word about what was meant', async () => {
    for (const [words, message] of [
      [['--format', 'sarfi'], /unknown format 'sarfi' \(did you mean 'sarif'\?\)/],
      [
        ['--format', 'checkstyle'],
        /unknown format 'checkstyle'; there are stylish, json, sarif, junit, github, gitlab, unix/,
      ],
      [['--format', 'json='], /names no file/],
      [['--format', 'json', '--format', 'junit'], /only one format can go to standard output, not json, junit/],
      [['--formt', 'json'], /Did you mean --format/],
      [['--max-warnings', '-1'], /whole number/],
      [['--max-warnings', 'many'], /whole number/],
      [['--kubernetes-version', 'latest'], /--kubernetes-version latest is no version/],
      [['--config', 'no.yaml'], /cannot read no\.yaml/],
      [['--baseline', 'no.json'], /cannot read baseline no\.json/],
      [['--stdin-filename', 'a.yaml'], /--stdin-filename needs --stdin/],
      [['--stdin', 'a.yaml'], /--stdin takes no paths/],
      [['--stdin', '--fix'], /--fix cannot change standard input/],
    ] as const) {
      const { status, err, out } = await runIn({}, ['check', ...words]);
      assert.deepEqual([status, out], [2, ''], words.join(' '));
      assert.match(err, message);
    }
    const { status, err } = await runIn({}, ['chek']);
    assert.equal(status, 2);
    assert.match(err, /unknown command 'chek'\n\(Did you mean check\?\)/);
  });

  it('says that there is nothing to check', async () => {
    const { status, out } = await runIn({ 'readme.md': '# Hello\n' }, ['check']);
    assert.deepEqual(
      [status, out],
      [0, 'Nothing to check: no file here configures a component or a workload of Kubernetes.\n'],
    );
  });
});
