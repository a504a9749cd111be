// Builds, and packs the extension into out/kube-node-lifecycle.vsix: the same bytes from the same files, wherever and whenever.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackaging } from './editors/install.mjs';
import './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const vsix = join(root, 'out', 'kube-node-lifecycle.vsix');

/** The earliest day that a ZIP archive can name. With it vsce sorts the entries, too; they carry local time, hence `TZ`. */
const dateless = { SOURCE_DATE_EPOCH: String(Date.UTC(1980, 0, 1) / 1000), TZ: 'UTC' };

const centralHeader = 0x02014b50;
/** A file that its owner may write and everybody read, as ZIP has it for Unix. */
const plainFile = 0o100644 * 0x10000;

/** An archive whose entries do not tell the permissions of whoever packed it. */
export function withPlainModes(archive) {
  const plain = Buffer.from(archive);
  let at = plain.readUInt32LE(plain.lastIndexOf('PK\x05\x06') + 16);
  while (plain.readUInt32LE(at) === centralHeader) {
    plain.writeUInt32LE(plainFile, at + 38);
    at += 46 + plain.readUInt16LE(at + 28) + plain.readUInt16LE(at + 30) + plain.readUInt16LE(at + 32);
  }
  return plain;
}

/** Packs what dist/ holds (vsce runs the build by itself); returns the path of the VSIX. */
export function packageExtension(target = vsix) {
  mkdirSync(dirname(target), { recursive: true });
  const page = ['--readme-path', join('docs', 'marketplace.md')];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [installPackaging(), 'package', '--no-dependencies', ...page, '--out', target],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...dateless } },
  );
  if (status !== 0) throw new Error(`vsce failed:\n${stdout}${stderr}`);
  writeFileSync(target, withPlainModes(readFileSync(target)));
  return target;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  packageExtension();
  console.log(`${vsix}  ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
}
