// Neovim and Emacs as real clients of the built server: what people see in them, and that a fix changes both its files.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTestFolder, incident, type TestFolder } from '../protocol/harness/testFolder.ts';

const controllerManager = `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.25.4
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=20s
        - --pod-eviction-timeout=1m
`;

const apiServer = `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.25.4
      command:
        - kube-apiserver
`;

/** What an editor's script has seen. Lines count from one. */
interface Seen {
  readonly error?: string;
  readonly diagnostics: readonly { readonly line: number; readonly message: string }[];
  readonly hints: readonly { readonly line: number; readonly label: string }[];
  /** As it stands in the window of the hover. */
  readonly hover: readonly string[];
  readonly hoverWidth?: number;
  readonly fixes: readonly string[];
  readonly completions: readonly string[];
}

interface EditorProgram {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether all of it is here. */
  isThere(): boolean;
  readonly missing: string;
}

const here = import.meta.dirname;
const answers = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const editors: readonly EditorProgram[] = [
  {
    name: 'Neovim',
    command: 'nvim',
    args: ['--headless', '-u', 'NONE', '-c', `luafile ${join(here, 'neovim.lua')}`],
    isThere: () => answers('nvim', '--version'),
    missing: 'nvim is not installed (apt-get install neovim)',
  },
  {
    name: 'Emacs with eglot',
    command: 'emacs',
    args: ['--batch', '--load', join(here, 'emacs.el')],
    isThere: () => answers('emacs', '--batch', '--eval', "(progn (package-initialize) (require 'eglot))"),
    missing: 'emacs with eglot is not installed (apt-get install emacs-nox elpa-eglot)',
  },
  {
    name: 'Emacs with lsp-mode',
    command: 'emacs',
    args: ['--batch', '--load', join(here, 'emacsLspMode.el')],
    isThere: () => answers('emacs', '--batch', '--eval', "(progn (package-initialize) (require 'lsp-mode))"),
    missing: 'emacs with lsp-mode is not installed (apt-get install emacs-nox elpa-lsp-mode)',
  },
];

describe('clients: other editors', function () {
  // Starting an editor and a server on a machine that is busy with others.
  this.timeout(150_000);

  for (const editor of editors) {
    describe(editor.name, () => {
      let folder: TestFolder;
      let seen: Seen;

      before(function () {
        if (!editor.isThere()) {
          if (process.env.CI === 'true') throw new Error(editor.missing);
          console.log(`    SKIPPED: ${editor.missing}`);
          this.skip();
        }
        folder = createTestFolder({
          ...incident,
          'controller-manager.yaml': controllerManager,
          'kube-apiserver.yaml': apiServer,
        });
        seen = drive(editor, folder.path);
      });

      after(() => folder?.dispose());

      it('reports at its line', () => {
        const found = seen.diagnostics.find(({ message }) => message.includes('pod-eviction-timeout'));
        assert.equal(found?.line, 13, JSON.stringify(seen.diagnostics));
      });

      it('shows what follows, at the end of the line that decides it', () => {
        assert.deepEqual(
          seen.hints.map(({ line, label }) => `${line} ${label}`),
          ['12 → Unknown 9.6–30 s'],
        );
      });

      it('explains a flag in 80 columns, with the lanes in text', () => {
        assert.ok(
          seen.hover.some((line) => /Control plane .*node Ready.*░.*Unknown/.test(line)),
          seen.hover.join('\n'),
        );
        const drawn = seen.hover.filter((line) => /[═━░]/.test(line));
        assert.ok(drawn.length >= 3 && drawn.every((line) => line.length <= 72), drawn.join('\n'));
        assert.ok((seen.hoverWidth ?? 0) <= 80, `${seen.hoverWidth} columns`);
      });

      it('takes a fix over two files, and writes both', () => {
        assert.ok(
          seen.fixes.some((title) => title.includes('kube-apiserver.yaml')),
          seen.fixes.join('\n'),
        );
        const text = (file: string) => readFileSync(join(folder.path, file), 'utf8');
        assert.equal(text('controller-manager.yaml'), controllerManager.replace(/^.*pod-eviction-timeout.*\n/m, ''));
        assert.match(text('kube-apiserver.yaml'), /^ {8}- --default-unreachable-toleration-seconds=60$/m);
      });

      it('completes', () => {
        assert.deepEqual([...seen.completions].sort(), ['database', 'recommended', 'strict']);
      });
    });
  }
});

/** Runs an editor's script from its start to its end. */
function drive({ command, args }: EditorProgram, workspace: string): Seen {
  const report = join(workspace, '..', `${workspace.split(/[\\/]/).at(-1)}.json`);
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      CLIENT_WORKSPACE: workspace,
      CLIENT_REPORT: report,
      CLIENT_NODE: process.execPath,
      CLIENT_SERVER: resolve('dist', 'server.js'),
    },
  });
  assert.ok(existsSync(report), `no report:\n${stdout}\n${stderr}`);
  const seen: Seen = JSON.parse(readFileSync(report, 'utf8'));
  assert.equal(seen.error, undefined, `${seen.error}\n${stderr}`);
  return seen;
}
