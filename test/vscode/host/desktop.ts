import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { outcomeMarker, type TestOutcome } from '../suite/outcome.ts';
import type { EditorInput } from './editor.ts';

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
  const lines: string[] = [];
  for (const stream of [editor.stdout, editor.stderr]) stream.on('data', (data) => lines.push(String(data)));
  await once(editor, 'exit');
  const output = lines.join('');
  const outcomes = output.split('\n').find((line) => line.startsWith(outcomeMarker));
  if (!outcomes) throw new Error(`the suite did not end\n${output.slice(-4000)}`);
  return JSON.parse(outcomes.slice(outcomeMarker.length)) as TestOutcome[];
}
