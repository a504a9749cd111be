import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

const centralHeader = 0x02014b50;
const stored = 0;

/** The files of a ZIP archive, by its central directory (APPNOTE.TXT 4.3); enough for what vsce writes. */
export function* entriesOf(archive: Buffer): Generator<Entry> {
  const end = archive.lastIndexOf('PK\x05\x06');
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === centralHeader) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(data, data + size);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    yield { name, bytes: method === stored ? packed : inflateRawSync(packed) };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

/** Writes the extension that a VSIX holds into a folder. */
export function unpack(vsix: string, folder: string): void {
  for (const { name, bytes } of entriesOf(readFileSync(vsix))) {
    if (!name.startsWith('extension/') || name.endsWith('/')) continue;
    const file = join(folder, name.slice('extension/'.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
