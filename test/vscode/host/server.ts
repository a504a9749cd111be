import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installNewestServer, installServer } from '../../../scripts/editors/install.mjs';
import { freePort } from '../../../scripts/editors/port.mjs';
import { serve, untilAnswers } from '../../../scripts/editors/process.mjs';
import type { EditorInput, ServerEditor } from './editor.ts';

/** Where a release of VS Code's server lies, and the Node that runs it. */
interface Release {
  readonly vscode: string;
  readonly node: string;
}

/** VS Code's server: the workbench in a browser, extensions in a Node extension host. The VSIX is installed as a user does. */
export function startServer(input: EditorInput): Promise<ServerEditor> {
  return startRelease(input, { vscode: installServer(), node: process.execPath });
}

/** The same in the newest release that npm has. */
export function startNewest(input: EditorInput): Promise<ServerEditor> {
  const release = installNewestServer();
  if (release === undefined) throw new Error('the newest VS Code wants a newer Node');
  const settings = { ...input.settings, 'chat.disableAIFeatures': true };
  return startRelease({ ...input, settings }, release);
}

async function startRelease(
  { vsix, suite, tests, folder, work, settings }: EditorInput,
  { vscode, node }: Release,
): Promise<ServerEditor> {
  const script = join(vscode, 'out', 'server-main.js');
  const data = ['--server-data-dir', join(work, 'server'), '--extensions-dir', join(work, 'extensions')];
  mkdirSync(join(work, 'user', 'User'), { recursive: true });
  writeFileSync(join(work, 'user', 'User', 'settings.json'), JSON.stringify(settings));
  execFileSync(node, [script, ...data, '--install-extension', vsix, '--force'], { stdio: 'pipe' });

  const port = await freePort(31_400);
  const host = '127.0.0.1';
  const args = [
    ...data,
    '--user-data-dir',
    join(work, 'user'),
    '--host',
    host,
    '--port',
    String(port),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    // Newer builds of VS Code take tests from the address only so (`resolveExtensionHostDebugEnvironment`).
    ...(tests ? ['--enable-smoke-test-driver'] : []),
  ];
  const server = serve(script, args, node);
  await untilAnswers(`http://${host}:${port}/version`, server);

  const remote = (path: string) => `vscode-remote://${host}:${port}${path}`;
  const suitePayload = [
    ['extensionDevelopmentPath', remote(suite)],
    ['extensionTestsPath', remote(join(suite, 'main.js'))],
  ];
  const address = (place: Record<string, string>, payload: string[][]) =>
    `http://${host}:${port}/?${new URLSearchParams({ ...place, payload: JSON.stringify([['skipWelcome', 'true'], ...payload]) })}`;
  const front = (file: string) => [['openFile', remote(join(folder, file))]];
  return {
    ...server,
    url: address({ folder }, tests ? suitePayload : []),
    opening: (file) => address({ folder }, front(file)),
    openingWorkspace: (workspace, file) => address({ workspace: join(folder, workspace) }, front(file)),
    version: JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8')).version,
  };
}
