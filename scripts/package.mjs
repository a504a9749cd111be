// Builds, and packs the extension into out/kube-node-lifecycle.vsix.
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackaging } from './editors/install.mjs';
import './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const vsix = join(root, 'out', 'kube-node-lifecycle.vsix');

/** Packs what dist/ holds (vsce runs the build by itself); returns the path of the VSIX. */
export function packageExtension() {
  mkdirSync(dirname(vsix), { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [installPackaging(), 'package', '--no-dependencies', '--out', vsix],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`vsce failed:\n${stdout}${stderr}`);
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  packageExtension();
  console.log(`${vsix}  ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
}
