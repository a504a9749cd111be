// Reads all files of a tree into a service: what command line and library do at once.
import { type Message, type Said, say } from '../text/message.ts';
import type { FileProvider } from './fileProvider.ts';
import { createFileFilter } from './readableFiles.ts';
import { readText, whyUnread } from './readText.ts';
import { createSkippedFiles } from './skippedFiles.ts';

const READS_AT_A_TIME = 16;

/** Takes the texts of a tree; a `TreeService` is one. */
export interface TextSink {
  update(file: string, text: string): void;
}

export interface LoadOptions {
  /** Where the tree lies, as far as that is known: names of folders above may say what a folder is for. */
  readonly root?: string;
  /** Files that are read in another way. */
  readonly except?: ReadonlySet<string>;
  /** Of more files than this nothing is read. */
  readonly most?: number;
  /** Files that count for nothing; how many is said in one sentence. */
  isExcluded?(file: string): boolean;
  /** How a path of the tree is called in sentences about it; by itself where nothing is given. */
  nameOf?(path: string): string;
  /** Told of what is left out; `true` where it is said elsewhere. */
  isSaid?(path: string, why: Said): boolean;
}

export interface LoadedTree {
  /** Files that were read, in the order of their paths. */
  readonly files: readonly string[];
  /** Sentences about files that were not. */
  readonly skipped: readonly Said[];
  /** There are more files than `most`. */
  readonly isCrowded: boolean;
}

/** Reads all files of a tree into a service, a few at a time; what cannot be read is said and never stops the others. */
export async function loadTree(
  provider: FileProvider,
  sink: TextSink,
  {
    root = '',
    except,
    most = Number.POSITIVE_INFINITY,
    isExcluded,
    nameOf = (path) => path,
    isSaid = () => false,
  }: LoadOptions = {},
): Promise<LoadedTree> {
  const skipped: Said[] = [];
  const sentences = createSkippedFiles((sentence) => void skipped.push(sentence), Number.POSITIVE_INFINITY);
  const skip = (path: string, why: Said) => {
    if (!isSaid(path, why)) sentences.skip(nameOf(path), why);
  };
  const filter = createFileFilter(root);
  const listed: string[] = [];
  for await (const file of provider.list(skip)) {
    listed.push(file);
    if (listed.length > most) return { files: [], skipped: [], isCrowded: true };
  }
  const all = new Set(listed);
  let excluded = 0;
  const pending = listed.filter((file) => {
    if (except?.has(file)) return false;
    if (isExcluded !== undefined && !filter.isForeign(file) && isExcluded(file)) {
      excluded += 1;
      return false;
    }
    const verdict = filter.judge(file, (other) => all.has(other));
    if (!verdict.isRead && verdict.why !== undefined) skip(file, verdict.why);
    return verdict.isRead;
  });
  const files: string[] = [];
  for (let start = 0; start < pending.length; start += READS_AT_A_TIME) {
    const batch = pending.slice(start, start + READS_AT_A_TIME);
    const texts = await Promise.all(batch.map((file) => readText(provider, file)));
    for (const [index, file] of batch.entries()) {
      const read = texts[index];
      if (read === undefined) continue;
      const why = read.text === undefined ? read.why : take(sink, file, read.text);
      if (why === undefined) files.push(file);
      else skip(file, why);
    }
  }
  sentences.end();
  if (excluded > 0) skipped.push(excludedSentence(excluded));
  return { files, skipped, isCrowded: false };
}

function excludedSentence(count: number): Message {
  return count === 1 ? say`1 file is left out by --exclude.` : say`${count} files are left out by --exclude.`;
}

/** Why it could not be taken where it could not. */
function take(sink: TextSink, file: string, text: string): Said | undefined {
  try {
    sink.update(file, text);
    return undefined;
  } catch (error) {
    return whyUnread(error);
  }
}
