import { cpSync, mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A copy of the suite's workspace, because the suite edits it, and beside it what a workspace should not contain. */
export function makeWorkspace(folder: string, foreignFiles: number): string {
  cpSync('test/vscode/workspace', folder, { recursive: true });
  // VS Code in a browser saves by itself after a second: what a test means to throw away would be on disk.
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'files.autoSave': 'off' }));
  const odd = join(folder, 'odd');
  mkdirSync(join(odd, 'many'), { recursive: true });
  writeFileSync(
    join(odd, 'binary.yaml'),
    Uint8Array.from({ length: 4096 }, (_, index) => (index * 31) % 256),
  );
  writeFileSync(join(odd, 'huge.yaml'), '');
  truncateSync(join(odd, 'huge.yaml'), 50 * 2 ** 20);
  if (process.platform !== 'win32') symlinkSync('..', join(odd, 'loop'));
  for (let index = 0; index < foreignFiles; index += 1) {
    writeFileSync(join(odd, 'many', `${index}.yaml`), `kind: ConfigMap\ndata: { index: "${index}" }\n`);
  }
  return folder;
}

/** Two roots below a folder, which are two clusters, and the file that names them. */
export function makeRoots(folder: string, workspaceFile: string): void {
  for (const part of ['control-plane', 'database']) {
    cpSync(join('test/vscode/workspace', part), join(folder, 'one', part), { recursive: true });
  }
  cpSync('examples/safe', join(folder, 'two'), { recursive: true });
  renameSync(join(folder, 'two', 'postgres.yaml'), join(folder, 'two', 'ledger.yaml'));
  writeFileSync(join(folder, workspaceFile), JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }));
}
