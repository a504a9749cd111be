// What a pipeline decides by: what is left out, what is known already, and when it fails.
import assert from 'node:assert/strict';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { run, runIn } from './commandLine.ts';
import { FILES, FINDINGS, MYSQL } from './exampleFiles.ts';

interface Report {
  readonly notes: readonly string[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly file: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

async function inFolder(files: Readonly<Record<string, string>>, work: (folder: TestFolder) => Promise<void>) {
  const folder = createTestFolder(files);
  try {
    await work(folder);
  } finally {
    folder.dispose();
  }
}

async function check(folder: TestFolder, words: readonly string[]) {
  const { status, out, err } = await run(folder, ['check', '--format', 'json', ...words]);
  const { findings, notes } = JSON.parse(out) as Report;
  const places = findings.map(
    ({ file, range, severity, ruleId }) => `${file}:${range.start.line + 1} ${severity} ${ruleId}`,
  );
  return { status, err, places, notes };
}

describe('check: files that are left out', () => {
  const OTHER = MYSQL.replace('name: mysql', 'name: other');

  it('takes patterns as in a .gitignore of the working directory, also for what is named', () =>
    inFolder({ ...FILES, 'vendor/chart/other.yaml': OTHER }, async (folder) => {
      for (const words of [
        ['--exclude', 'mysql.yaml', '--exclude', 'vendor/'],
        ['--exclude', '/clusters/*/mysql.yaml', '--exclude', 'vendor/**'],
        ['--exclude', '*.yaml', '--exclude', '!kubeadm.yaml'],
        ['.', 'clusters/prod/mysql.yaml', '--exclude', 'clusters/prod/m*', '--exclude', 'vendor'],
      ]) {
        const { places, notes } = await check(folder, words);
        assert.deepEqual(places, FINDINGS.slice(0, 2), words.join(' '));
        assert.ok(
          notes.some((note) => note.includes('left out by --exclude')),
          words.join(' '),
        );
      }
    }));

  it('takes exclude of the configuration: such files count for nothing', () =>
    inFolder({ ...FILES, '.kube-node-lifecycle.yaml': 'exclude: [mysql.yaml]\n' }, async (folder) => {
      const { places, notes } = await check(folder, []);
      assert.deepEqual(places, FINDINGS.slice(0, 2));
      assert.ok(notes.includes('1 file is left out by exclude in .kube-node-lifecycle.yaml.'), notes.join('\n'));
      folder.write('.kube-node-lifecycle.yaml', 'exclude: [kubeadm.yaml]\n');
      // Without the control plane's file the grace period of 20 s is nowhere.
      assert.deepEqual((await check(folder, [])).places, FINDINGS.slice(2));
    }));

  it('reads patterns relative to the folder of the configuration file', () =>
    inFolder({ ...FILES, 'clusters/.kube-node-lifecycle.yaml': 'exclude: [/prod/mysql.yaml]\n' }, async (folder) => {
      assert.deepEqual((await check(folder, [])).places, FINDINGS.slice(0, 2));
      folder.write('clusters/.kube-node-lifecycle.yaml', 'exclude: [/mysql.yaml]\n');
      assert.deepEqual((await check(folder, [])).places, FINDINGS);
    }));

  it('leaves out what cannot be read, too', () =>
    inFolder(
      { 'broken.yaml': `${MYSQL}  {{`, '.kube-node-lifecycle.yaml': 'exclude: [broken.yaml]\n' },
      async (folder) => {
        assert.deepEqual((await check(folder, [])).places, []);
      },
    ));
});

describe('check: the configuration file', () => {
  it('may end in .yml; beside .yaml it counts for nothing, and that is said', () =>
    inFolder(
      { ...FILES, '.kube-node-lifecycle.yml': 'rules: {eviction-rate-zero-is-not-off: off}\n' },
      async (folder) => {
        assert.deepEqual((await check(folder, [])).places, [FINDINGS[0], FINDINGS[2]]);
        folder.write('.kube-node-lifecycle.yaml', '{}\n');
        const { places, notes } = await check(folder, []);
        assert.deepEqual(places, FINDINGS);
        assert.ok(
          notes.includes('.kube-node-lifecycle.yml counts for nothing beside .kube-node-lifecycle.yaml.'),
          notes.join('\n'),
        );
      },
    ));
});

describe('check: when it fails', () => {
  it('fails from the named severity on', async () => {
    const statuses = async (files: Readonly<Record<string, string>>) => {
      const all = ['error', 'warning', 'info', 'hint', 'never'].map(
        async (severity) => (await runIn(files, ['check', '--fail-on', severity])).status,
      );
      return Promise.all(all);
    };
    assert.deepEqual(await statuses(FILES), [1, 1, 1, 1, 0]);
    assert.deepEqual(await statuses({ 'kubeadm.yaml': FILES['clusters/prod/kubeadm.yaml'] }), [0, 1, 1, 1, 0]);
    assert.deepEqual(await statuses({ 'web.yaml': FILES['clusters/prod/web.yaml'] }), [0, 0, 0, 0, 0]);
    const { status, err } = await runIn(FILES, ['check', '--fail-on', 'warn']);
    assert.equal(status, 2);
    assert.match(err, /unknown severity 'warn'/);
  });
});

describe('check: what is known', () => {
  it('writes a baseline, hides what it knows and says how much', () =>
    inFolder(FILES, async (folder) => {
      const written = await run(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      assert.deepEqual([written.status, written.out], [0, '']);
      assert.equal(written.err, 'known.json: 3 findings are known from now on\n');
      const { status, places, notes } = await check(folder, ['--baseline', 'known.json']);
      assert.deepEqual([status, places], [0, []]);
      assert.ok(notes.includes('3 known findings hidden by known.json.'), notes.join('\n'));
      const { out } = await run(folder, ['check', '--baseline', 'known.json']);
      assert.match(out, /3 known findings hidden by known\.json/);
    }));

  it('knows what is said of an object that has moved to another file, once', () =>
    inFolder(FILES, async (folder) => {
      await run(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      folder.remove('clusters/prod/mysql.yaml');
      folder.write('clusters/prod/databases/mysql.yaml', MYSQL);
      const moved = await check(folder, ['--baseline', 'known.json']);
      assert.deepEqual([moved.status, moved.places], [0, []]);
      assert.ok(moved.notes.includes('3 known findings hidden by known.json.'), moved.notes.join('\n'));
      folder.write('clusters/prod/databases/another.yaml', MYSQL);
      assert.equal((await check(folder, ['--baseline', 'known.json'])).places.length, 1);
    }));

  it('names entries that nothing stands for any more, of the files that were looked at', () =>
    inFolder(FILES, async (folder) => {
      await run(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      folder.write(
        'clusters/prod/mysql.yaml',
        MYSQL.replace('terminationGracePeriodSeconds: 0', 'terminationGracePeriodSeconds: 30'),
      );
      const sentence =
        'No longer found, though known.json has it: force-removal-on-eviction in clusters/prod/mysql.yaml; --update-baseline takes it out.';
      const all = await check(folder, ['--baseline', 'known.json']);
      assert.ok(all.notes.includes(sentence), all.notes.join('\n'));
      const others = await check(folder, ['clusters/prod/kubeadm.yaml', '--baseline', 'known.json']);
      assert.ok(!others.notes.includes(sentence));
      await run(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      const after = await check(folder, ['--baseline', 'known.json']);
      assert.ok(!after.notes.includes(sentence));
    }));

  it('keeps what it has of files that are not looked at, and replaces no other file', () =>
    inFolder(FILES, async (folder) => {
      await run(folder, ['check', '--baseline', 'known.json', '--update-baseline']);
      const part = await run(folder, [
        'check',
        'clusters/prod/web.yaml',
        '--baseline',
        'known.json',
        '--update-baseline',
      ]);
      assert.equal(part.err, 'known.json: 0 findings are known from now on; 3 of files that were not looked at stay\n');
      assert.deepEqual((await check(folder, ['--baseline', 'known.json'])).places, []);
      const wrong = await run(folder, ['check', '--baseline', 'clusters/prod/web.yaml', '--update-baseline']);
      assert.equal(wrong.status, 2);
      assert.match(wrong.err, /baseline clusters\/prod\/web\.yaml is not what `check --format json` writes/);
    }));

  it('needs a file to update', async () => {
    const { status, err } = await runIn(FILES, ['check', '--update-baseline']);
    assert.equal(status, 2);
    assert.match(err, /--update-baseline needs --baseline FILE/);
  });
});

describe('check: for a person at a terminal', () => {
  const at = (columns: number, unicode: boolean) => ({ columns, colour: false, unicode, wraps: true });
  const show = async (text: string, columns = 90, unicode = false) => {
    const folder = createTestFolder({ 'mysql.yaml': text });
    try {
      const { out } = await run(folder, ['check', '--kubernetes-version', '1.33'], '', at(columns, unicode));
      return out.split('\n').filter((line) => /^ +(?:\d+ +)?[|│]/.test(line));
    } finally {
      folder.dispose();
    }
  };

  it('shows the line of a finding with the place underlined', async () => {
    assert.deepEqual(await show(MYSQL), [
      '             9 |       terminationGracePeriodSeconds: 0',
      '               |                                      ^',
    ]);
    assert.deepEqual((await show(MYSQL, 90, true))[1]?.slice(-3), '  ‾');
  });

  it('shows the part of a long line that the finding is about, and obeys nothing in it', async () => {
    const inOneLine = `{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"mysql","labels":{"a":"\u202e"}},"spec":{"template":{"spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"mysql","image":"mysql:8"}],"volumes":[{"name":"data","nfs":{"server":"nas","path":"/mysql"}}]}}}}`;
    const [text = '', marks = ''] = await show(inOneLine, 60);
    assert.ok(text.length <= 60, text);
    assert.equal(text[marks.indexOf('^')], '0');
    const short = inOneLine
      .replace(/"name":"mysql","labels"/, '"labels"')
      .replace('"spec":{"template"', '"x":1,"spec":{"template"');
    assert.ok(!(await show(short, 200)).join('').includes('\u202e'));
  });

  it('prints no lines into a pipe', async () => {
    const { out } = await runIn(FILES, ['check']);
    assert.ok(!/^ +\d+ +\|/m.test(out));
  });
});
