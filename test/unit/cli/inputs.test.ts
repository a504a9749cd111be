import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { run, runIn } from './commandLine.ts';
import { FILES, KUBEADM, MYSQL, WEB } from './exampleFiles.ts';

interface Report {
  summary: { files: number };
  notes: string[];
  findings: { ruleId: string; file: string; severity: string }[];
}

const reportOf = (out: string) => JSON.parse(out) as Report;
const idsOf = (out: string) => reportOf(out).findings.map(({ file, ruleId }) => `${file} ${ruleId}`);
const grace = (seconds: number) => KUBEADM.replace(/(node-monitor-grace-period[^\d]*)\d+s/, `$1${seconds}s`);

describe('inputs of the command line', () => {
  it('reads standard input for a dash, alone or beside paths', async () => {
    const alone = await runIn({}, ['check', '-', '--format', 'json'], MYSQL);
    assert.deepEqual(idsOf(alone.out), ['stdin.yaml force-removal-on-eviction']);
    assert.equal(alone.status, 1);
    const named = await runIn({}, ['check', '-', '--stdin-filename', 'a.yaml', '--format', 'json'], MYSQL);
    assert.deepEqual(idsOf(named.out), ['a.yaml force-removal-on-eviction']);
    const beside = await runIn({ 'b.yaml': MYSQL }, ['check', '-', 'b.yaml', '--format', 'json'], MYSQL);
    assert.deepEqual(
      reportOf(beside.out).findings.map(({ file }) => file),
      ['b.yaml', 'stdin.yaml'],
    );
    const explained = await runIn({}, ['explain', '-', '--format', 'json'], MYSQL);
    assert.match(explained.out, /"file": "stdin.yaml"/);
    const device = await runIn({}, ['check', '/dev/stdin', '--format', 'json'], MYSQL);
    assert.deepEqual(idsOf(device.out), ['stdin.yaml force-removal-on-eviction']);
    const list = await runIn({}, ['check', '-', '--format', 'json'], '{"kind":"List","apiVersion":"v1","items":[]}');
    assert.equal(list.status, 0);
    assert.match((await runIn({}, ['check', '-', '--fix'], MYSQL)).err, /cannot change standard input/);
    assert.match((await runIn({}, ['check', '--stdin-filename', 'a'], MYSQL)).err, /needs --stdin/);
  });

  it('ends with 2 where a named file is no text, and reports the others', async () => {
    const folder = createTestFolder({ 'mysql.yaml': MYSQL });
    folder.write('bin.yaml', new Uint8Array([107, 0, 1, 2]));
    folder.write('big-endian.yaml', Buffer.from('kind: Pod', 'utf16le').swap16());
    folder.write('marked.yaml', Buffer.from(`\ufeff${MYSQL}`, 'utf16le'));
    const named = await run(folder, ['check', 'bin.yaml', 'mysql.yaml', 'big-endian.yaml', '--format', 'json']);
    assert.equal(named.status, 2);
    assert.deepEqual(idsOf(named.out), ['mysql.yaml force-removal-on-eviction']);
    assert.match(named.err, /^error: cannot read bin\.yaml: it is binary$/m);
    assert.match(named.err, /^error: cannot read big-endian\.yaml: it is binary$/m);
    for (const command of [
      ['explain', 'bin.yaml'],
      ['tune', 'bin.yaml', '--failover', '60s'],
    ])
      assert.equal((await run(folder, command)).status, 2, command[0]);
    const marked = await run(folder, ['check', 'marked.yaml', '--format', 'json']);
    assert.deepEqual([idsOf(marked.out), marked.status], [['marked.yaml force-removal-on-eviction'], 1]);
    folder.remove('mysql.yaml');
    folder.remove('marked.yaml');
    const around = await run(folder, ['check', '.', '--format', 'json']);
    assert.equal(around.status, 0);
    assert.deepEqual(reportOf(around.out).notes, [
      'Skipped big-endian.yaml: it is binary.',
      'Skipped bin.yaml: it is binary.',
    ]);
    assert.equal(around.err, 'note: Skipped big-endian.yaml: it is binary.\nnote: Skipped bin.yaml: it is binary.\n');
    folder.dispose();
  });

  it('names the first few of many files that were left out, each with --verbose, and all in reports', async () => {
    const folder = createTestFolder({ 'mysql.yaml': MYSQL });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) folder.write(`${name}.yaml`, new Uint8Array([107, 0, 1, 2]));
    const names = (err: string) => [...err.matchAll(/Skipped (\S+)/g)].map(([, name]) => name);
    const shown = await run(folder, ['check', '.', '--fail-on', 'never']);
    assert.deepEqual(names(shown.out), ['a.yaml:', 'b.yaml:', 'c.yaml:', '3']);
    assert.match(shown.out, /Skipped 3 more files: --verbose names them\./);
    const all = ['a.yaml:', 'b.yaml:', 'c.yaml:', 'd.yaml:', 'e.yaml:', 'f.yaml:'];
    assert.deepEqual(names((await run(folder, ['check', '.', '--verbose', '--fail-on', 'never'])).out), all);
    const report = await run(folder, ['check', '.', '--format', 'json', '--fail-on', 'never']);
    assert.deepEqual(names(reportOf(report.out).notes.join('\n')), all);
    assert.deepEqual(names(report.err), ['a.yaml:', 'b.yaml:', 'c.yaml:', '3']);
    assert.deepEqual(names((await run(folder, ['explain', '.'])).err), ['a.yaml:', 'b.yaml:', 'c.yaml:', '3']);
    folder.dispose();
  });

  it('reads nothing of a home folder or of the root of the machine but what is named', async () => {
    const folder = createTestFolder({ 'kubeadm.yaml': KUBEADM, 'mysql.yaml': MYSQL, 'work/a.yaml': MYSQL });
    const inHome = (...words: string[]) => run(folder, [...words, '--format', 'json'], MYSQL, undefined, folder.path);
    const piped = await inHome('check', '-');
    assert.deepEqual(
      [idsOf(piped.out), reportOf(piped.out).summary.files],
      [['stdin.yaml force-removal-on-eviction'], 1],
    );
    assert.doesNotMatch(piped.err, /Read nothing/);
    assert.doesNotMatch((await inHome('explain', '-')).out, /kubeadm\.yaml/);
    const named = await inHome('explain', 'mysql.yaml');
    assert.doesNotMatch(named.out, /kubeadm\.yaml/);
    const sentence = `Read nothing of ${folder.path} but what is named: it is a home folder or the root of the machine, and no .git or .kube-node-lifecycle.yaml makes it a tree.`;
    assert.ok(named.err.includes(sentence), named.err);
    assert.match((await inHome('explain', 'mysql.yaml', 'kubeadm.yaml')).out, /"file": "kubeadm\.yaml"/);
    assert.match((await inHome('explain', '.')).out, /"file": "kubeadm\.yaml"/);
    folder.dispose();
  });

  it('reads nothing of a crowded folder but what is named, and says so', async function () {
    this.timeout(60_000);
    const folder = createTestFolder({ 'tmp/mysql.yaml': MYSQL, 'tmp/kubeadm.yaml': KUBEADM });
    const beside = await run(folder, ['explain', 'tmp/mysql.yaml', '--format', 'json']);
    assert.match(beside.out, /"file": "tmp\/kubeadm\.yaml"/);
    for (let at = 0; at < 5_000; at += 1) writeFileSync(join(folder.path, 'tmp', String(at)), '');
    const named = await run(folder, ['explain', 'tmp/mysql.yaml', '--format', 'json']);
    assert.doesNotMatch(named.out, /kubeadm\.yaml/);
    assert.match(named.err, /Read nothing of .* but what is named: it holds more than 5000 files, and no \.git/);
    folder.dispose();
  });

  it('follows no link out of the tree, even where the link is named', async function () {
    if (process.platform === 'win32') return this.skip();
    const folder = createTestFolder({ 'repo/.git/x': '', 'repo/web.yaml': WEB, 'outside/mysql.yaml': MYSQL });
    symlinkSync('../outside/mysql.yaml', join(folder.path, 'repo/link.yaml'));
    symlinkSync('web.yaml', join(folder.path, 'repo/inner.yaml'));
    const { status, out, err } = await run({ ...folder, path: join(folder.path, 'repo') }, [
      'check',
      '--fix',
      'link.yaml',
      'inner.yaml',
    ]);
    assert.equal(status, 2);
    assert.equal(err, 'error: cannot read link.yaml: it leads out of the folder\n');
    assert.match(out, /^No findings in 1 file\.$/m);
    assert.equal(readFileSync(join(folder.path, 'outside/mysql.yaml'), 'utf8'), MYSQL);
    folder.dispose();
  });

  it('opens no device as a configuration file or an input', async () => {
    const config = await runIn(FILES, ['check', '.', '--config', '/dev/zero']);
    assert.deepEqual([config.status, config.err], [2, 'error: cannot read /dev/zero: it is no file\n']);
    assert.equal((await runIn(FILES, ['check', '/dev/zero'])).status, 2);
    const baseline = await runIn(FILES, ['check', '.', '--baseline', '/dev/zero']);
    assert.deepEqual([baseline.status, baseline.err], [2, 'error: cannot read baseline /dev/zero: it is no file\n']);
  });

  it('waits for no pipe that is named, whatever for', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = createTestFolder(FILES);
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    for (const args of [
      ['check', 'pipe'],
      ['check', '.', '--baseline', 'pipe'],
      ['check', '.', '--config', 'pipe'],
      ['check', '.', '--format', 'json=pipe'],
      ['check', '.', '--baseline', 'pipe', '--update-baseline'],
      ['explain', '.', '--observed', 'pipe'],
      ['explain', '.', '--diff', 'pipe'],
      ['tune', 'pipe', '--failover', '60s'],
      ['generate', 'runbook', 'pipe'],
    ])
      assert.equal((await run(folder, args)).status, 2, args.join(' '));
    folder.dispose();
  });

  it('reads a baseline as PowerShell writes it', async () => {
    const folder = createTestFolder({ 'mysql.yaml': MYSQL });
    const { out } = await run(folder, ['check', '.', '--format', 'json']);
    folder.write('known.json', Buffer.from(`\ufeff${out}`, 'utf16le'));
    assert.equal((await run(folder, ['check', '.', '--baseline', 'known.json'])).status, 0);
    folder.dispose();
  });

  it('reports a folder, and reads the tree around it', async () => {
    const files = {
      '.kube-node-lifecycle.yaml': 'rules: { force-removal-on-eviction: warning }\n',
      'cluster/kubeadm.yaml': KUBEADM,
      'apps/a/mysql.yaml': MYSQL,
      'apps/b/mysql.yaml': MYSQL,
    };
    const { status, out } = await runIn(files, ['check', 'apps/a', '--format', 'json']);
    assert.deepEqual(
      reportOf(out).findings.map(({ file, severity }) => `${file} ${severity}`),
      ['apps/a/mysql.yaml warning'],
    );
    assert.equal(status, 0);
    assert.equal(reportOf(out).summary.files, 1);
  });

  it('leaves a backup out, says so, and judges it by itself where it is named', async () => {
    const files = { 'kubeadm.yaml': grace(60), 'kubeadm.yaml.bak': grace(90), 'kubeadm.yaml~': grace(91) };
    const { out } = await runIn(files, ['check', '.', '--format', 'json']);
    assert.deepEqual(
      idsOf(out).filter((id) => id.includes('control-planes-disagree')),
      [],
    );
    assert.deepEqual(reportOf(out).notes, [
      'Skipped kubeadm.yaml.bak: it is a backup by its name, and in effect nowhere.',
      'Skipped kubeadm.yaml~: it is a backup by its name, and in effect nowhere.',
    ]);
    const wrong = { ...files, 'kubeadm.yaml.bak': grace(90).replace('90s', '90') };
    const named = await runIn(wrong, ['check', 'kubeadm.yaml.bak', 'kubeadm.yaml', '--format', 'json']);
    assert.deepEqual(
      idsOf(named.out).filter((id) => id.includes('disagree')),
      [],
    );
    assert.ok(idsOf(named.out).includes('kubeadm.yaml.bak invalid-value'), named.out);
    const suppressed = grace(90).replace('kind:', '# kube-node-lifecycle-disable-next-line invalid-value\nkind:');
    const fixed = await runIn({ ...files, 'kubeadm.yaml.bak': suppressed }, [
      ...['check', 'kubeadm.yaml.bak', 'kubeadm.yaml', '--fix', '--format', 'json'],
    ]);
    assert.match(fixed.err, /kubeadm\.yaml\.bak: fixed/);
    assert.doesNotMatch(fixed.out, /control-planes-disagree/);
  });
});
