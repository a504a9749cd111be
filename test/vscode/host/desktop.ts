import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import type { TestOutcome } from '../suite/outcome.ts';
import type { EditorInput } from './editor.ts';
import { readOutcomes } from './outcomes.ts';

/** Runs the suite in a desktop VS Code: the one that `VSCODE_EXECUTABLE` names, or the newest, downloaded. */
export async function runOnDesktop({ vsix, suite, folder, work }: EditorInput): Promise<TestOutcome[]> {
  const executable = process.env.VSCODE_EXECUTABLE ?? (await downloadAndUnzipVSCode('stable'));
  const data = ['--extensions-dir', join(work, 'extensions'), '--user-data-dir', join(work, 'user')];
  const [cli = executable] = resolveCliArgsFromVSCodeExecutablePath(executable);
  execFileSync(cli, [...data, '--install-extension', vsix, '--force'], {
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });

  const editor = spawn(executable, [
    folder,
    ...data,
    `--extensionDevelopmentPath=${suite}`,
    `--extensionTestsPath=${join(suite, 'main.js')}`,
    '--disable-workspace-trust',
    '--disable-updates',
    '--disable-gpu',
    '--no-sandbox',
    '--skip-welcome',
    '--skip-release-notes',
  ]);
  const outcomes = readOutcomes('desktop');
  for (const stream of [editor.stdout, editor.stderr]) createInterface(stream).on('line', outcomes.read);
  await once(editor, 'close');
  return outcomes.end();
}
