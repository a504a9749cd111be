import { decodeText } from './decodeText.ts';
import type { FileProvider } from './fileProvider.ts';
import { nameOf } from './paths.ts';

/** Larger files are not read: no file that people write comes near it. */
export const MAX_FILE_BYTES = 10 * 2 ** 20;
const READS_AT_A_TIME = 16;

/** Takes the texts of a tree; a `TreeService` is one. */
export interface TextSink {
  update(file: string, text: string): void;
}

export interface LoadedTree {
  /** Files that were read, in the order of their paths. */
  readonly files: readonly string[];
  /** Sentences about files that were not. */
  readonly skipped: readonly string[];
}

/** Reads all files of a tree into a service, a few at a time; what cannot be read is said and never stops the others. */
export async function loadTree(provider: FileProvider, sink: TextSink): Promise<LoadedTree> {
  const files: string[] = [];
  const skipped: string[] = [];
  const pending: string[] = [];
  for await (const file of provider.list()) {
    if (!isForeign(file)) pending.push(file);
  }
  for (let start = 0; start < pending.length; start += READS_AT_A_TIME) {
    const batch = pending.slice(start, start + READS_AT_A_TIME);
    const texts = await Promise.all(batch.map((file) => readText(provider, file)));
    for (const [index, file] of batch.entries()) {
      const read = texts[index];
      if (read?.kind === 'skipped') skipped.push(read.note);
      if (read?.kind !== 'text') continue;
      files.push(file);
      sink.update(file, read.text);
    }
  }
  return { files, skipped };
}

type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly note: string }
  /** Not a text: nothing worth a word. */
  | { readonly kind: 'binary' };

async function readText(provider: FileProvider, file: string): Promise<ReadText> {
  try {
    const bytes = await provider.read(file, MAX_FILE_BYTES);
    if (bytes === undefined) {
      const note = `Skipped ${file}: it cannot be read, or is larger than ${MAX_FILE_BYTES / 2 ** 20} MiB.`;
      return { kind: 'skipped', note };
    }
    const text = decodeText(bytes);
    return text === undefined ? { kind: 'binary' } : { kind: 'text', text };
  } catch (error) {
    return { kind: 'skipped', note: `Skipped ${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Names of what is never one of ours, and often large: programs, pictures, archives, sources of other languages. */
const FOREIGN =
  /\.(?:png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|tgz|bz2|xz|zst|7z|jar|war|so|dylib|dll|exe|bin|o|a|class|pyc|wasm|woff2?|ttf|eot|mp[34]|mov|avi|map|lock|[cm]?[jt]sx?|go|rs|java|kt|c|h|cc|cpp|hpp|cs|php|swift|css|scss|less|html?)$/i;

function isForeign(file: string): boolean {
  return FOREIGN.test(nameOf(file));
}
