// Completion in shells, and the manual page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { runIn } from './commandLine.ts';

async function script(shell: string): Promise<string> {
  const { status, out } = await runIn({}, ['completion', shell]);
  assert.equal(status, 0);
  return out;
}

const has = (program: string, word = '--version') => spawnSync(program, [word]).error === undefined;

/** What bash offers behind these words; the last one is what is being typed. */
function offered(source: string, words: readonly string[]): string[] {
  const folder = createTestFolder({ 'kubeadm.yaml': '', 'mysql.yaml': '' });
  try {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const ask = `${source}\nCOMP_WORDS=(kube-node-lifecycle ${typed}); COMP_CWORD=${words.length}\n_kube_node_lifecycle\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', ask], { cwd: folder.path, encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout.split('\n').filter((line) => line !== '');
  } finally {
    folder.dispose();
  }
}

describe('completion', function () {
  this.timeout(20_000);

  (has('bash') ? it : it.skip)('in bash: commands, options, values, files, rules', async () => {
    const source = await script('bash');
    for (const [words, expected] of [
      [['ch'], ['check']],
      [
        ['check', '--fix'],
        ['--fix', '--fix-dry-run'],
      ],
      [['check', '--fail-on', 'w'], ['warning']],
      [
        ['check', '--format', 'g'],
        ['github', 'gitlab'],
      ],
      [['check', '--max-warnings', ''], []],
      [['check', 'm'], ['mysql.yaml']],
      [['check', '--baseline', 'k'], ['kubeadm.yaml']],
      [['explain', '--scenario', 'z'], ['zone-outage']],
      [['rules', 'heartbeat'], ['heartbeat-margin']],
      [
        ['generate', ''],
        ['policy', 'alerts', 'runbook', 'drill'],
      ],
      [['generate', 'policy', '--action', 'a'], ['audit']],
      [['completion', 'z'], ['zsh']],
      [['lsp', '-'], ['--stdio']],
    ] as const)
      assert.deepEqual(offered(source, words), expected, words.join(' '));
  });

  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    it(`names every command and option for ${shell}`, async () => {
      const source = await script(shell);
      for (const name of ['check', 'explain', 'tune', 'rules', 'lsp'])
        assert.match(source, new RegExp(`\\b${name}\\b`));
      const help = (await runIn({}, ['check', '--help'])).out;
      const options = [...help.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name = '']) => name);
      assert.ok(options.length > 10);
      for (const option of options)
        assert.ok(source.includes(shell === 'fish' ? `-l ${option}` : `--${option}`), option);
    });
  }

  for (const shell of ['zsh', 'fish'] as const) {
    (has(shell) ? it : it.skip)(`is a script that ${shell} reads`, async () => {
      // A file: Node's pipes are sockets, which these two cannot open by name.
      const folder = mkdtempSync(join(tmpdir(), 'completion-'));
      const file = join(folder, shell);
      writeFileSync(file, await script(shell));
      const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      assert.equal(status, 0, stderr);
    });
  }

  const documented = [...readFileSync('docs/command-line.md', 'utf8').matchAll(/^\| (bash|zsh|fish),.*`(.*)` \|$/gm)];

  it('is documented for every shell', () => {
    assert.deepEqual(
      documented.map(([, shell]) => shell),
      ['bash', 'zsh', 'fish'],
    );
  });

  for (const [, shell = '', line = ''] of documented) {
    (has(shell) ? it : it.skip)(`is switched on in ${shell} by the line of the page`, () => {
      const ours =
        shell === 'fish' ? 'function kube-node-lifecycle; echo true; end' : 'kube-node-lifecycle() { echo true; }';
      const { status, stderr } = spawnSync(shell, ['-c', `${ours}\n${line.replace('\\|', '|')}`], { encoding: 'utf8' });
      assert.deepEqual([status, stderr], [0, '']);
    });
  }

  (has('fish') ? it : it.skip)('in fish: commands, options, values', async () => {
    const folder = createTestFolder({ script: await script('fish'), 'kubeadm.yaml': '' });
    const typed = (line: string) => {
      const ask = `source script; complete -C 'kube-node-lifecycle ${line}'`;
      const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', ask], { cwd: folder.path, encoding: 'utf8' });
      assert.equal(stderr, '');
      return stdout.split('\n').flatMap((one) => one.split('\t')[0] || []);
    };
    try {
      assert.deepEqual(typed('ch'), ['check']);
      assert.deepEqual(typed('check --fix'), ['--fix', '--fix-dry-run']);
      assert.deepEqual(typed('check --fail-on w'), ['warning']);
      assert.deepEqual(typed('generate a'), ['alerts']);
      assert.deepEqual(typed('check kube'), ['kubeadm.yaml']);
    } finally {
      folder.dispose();
    }
  });

  it('says which shells there are', async () => {
    const { status, err } = await runIn({}, ['completion', 'bsh']);
    assert.equal(status, 2);
    assert.match(err, /unknown shell 'bsh' \(did you mean 'bash'\?\)/);
  });
});

describe('the manual page', () => {
  it('holds every command and option, and no line that is taken for a command', async () => {
    const page = await script('man');
    for (const text of ['check', 'explain', '\\-\\-fail\\-on', '\\-\\-scenario']) assert.ok(page.includes(text), text);
    const requests = [...page.matchAll(/^\.(\w+)/gm)].map(([, name]) => name);
    assert.deepEqual([...new Set(requests)].sort(), ['B', 'I', 'SH', 'SS', 'TH', 'TP']);
    assert.deepEqual(page.match(/[^\n -~]/g), null);
  });

  (has('groff') ? it : it.skip)('is read by groff without a warning', async () => {
    const { status, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z'], {
      input: await script('man'),
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
  });

  // The date of a page is that of a build, and builds of one commit are equal.
  (has('mandoc', '-V') ? it : it.skip)('is found well made by mandoc, but for its date', async () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint'], { input: await script('man'), encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    assert.deepEqual(lines, ['mandoc: <stdin>:1:2: WARNING: missing date, using "": TH']);
  });
});
