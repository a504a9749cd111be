// A tree whose files are read and kept up to date.
import type { FileProvider } from '../project/fileProvider.ts';
import { within } from '../project/paths.ts';
import { createFileFilter, decidesWhatIsRead, isInSkippedFolder } from '../project/readableFiles.ts';
import { readText, whyUnread } from '../project/readText.ts';
import { createSkippedFiles } from '../project/skippedFiles.ts';
import type { TreeOptions, TreeService, TreeSnapshot } from '../service/treeService.ts';
import { pathBelow, splitUri, uriBelow, uriKey } from './fileUris.ts';

/** An open document of a tree; its text wins over the disk's. */
export interface TreeDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A tree whose files are read and kept up to date: a workspace folder, or what belongs to a single file. */
export interface OpenTree {
  /** The folder; of a file that stands alone, the file. */
  readonly rootUri: string;
  /** Settles when all files were read once; never rejects. */
  readonly scanned: Promise<void>;
  isScanned(): boolean;
  /** Settles when the first snapshot takes no time any more; whoever waits for nothing else begins it. Never rejects. */
  ready(): Promise<void>;
  isReady(): boolean;
  snapshot(): TreeSnapshot;
  configure(options: TreeOptions): void;
  fileOf(uri: string): string | undefined;
  uriOf(file: string): string;
  document(file: string): TreeDocument | undefined;
  /** The text of a file, open or not; `undefined` where it cannot be read. */
  textOf(file: string): Promise<string | undefined>;
  /**
   * Lets somebody see what the tree would be with other texts; afterwards it is as before.
   * @param texts those of now, of the files that may be given others
   */
  supposing<T>(texts: ReadonlyMap<string, string>, use: (suppose: Suppose) => T): T;
  /** Takes an open document's text. */
  put(file: string, document: TreeDocument): void;
  /** The document is closed: what is on disk counts again. */
  release(file: string): Promise<void>;
  /**
   * Files or folders at these paths were made or changed on disk, or are gone (`.` is the root). Of a path that is given
   * as both the text is read.
   */
  follow(made: readonly string[], gone: readonly string[]): Promise<void>;
  /** Stops a scan that is under way. */
  dispose(): void;
}

/** What the tree is once a file has another text. */
export type Suppose = (file: string, text: string) => TreeSnapshot;

export interface OpenTreeParams {
  readonly rootUri: string;
  /** The root is no folder but a file that stands alone: the tree holds nothing else. */
  readonly alone?: boolean;
  /** `undefined`: nothing can be read, the tree holds open documents only. */
  readonly files: FileProvider | undefined;
  readonly service: TreeService;
  /** The user's settings; awaited before files are read. */
  readonly options: Promise<TreeOptions>;
  log(message: string): void;
  /** Told how many files were read so far. */
  progress?(files: number): void;
}

/** How many files are read at a time; over the client each read is a round trip. */
const readsAtATime = 16;
/** The scan lets waiting messages pass after this time. */
const sliceMs = 20;

export function openTree({ rootUri, alone, files, service, options, log, progress }: OpenTreeParams): OpenTree {
  const documents = new Map<string, TreeDocument>();
  /** Files that are there, not ignored, and worth reading by their names. */
  const listed = new Set<string>();
  /** Samples that are not read: what they are of lies beside them. */
  const samples = new Set<string>();
  /** The latest read of a file under way; older ones are dropped when they arrive. */
  const reads = new Map<string, symbol>();
  const filter = createFileFilter(pathOf(rootUri));
  const skips = createSkippedFiles((sentence) => log(String(sentence)));
  let isScanned = false;
  let isReady = false;
  let preparing: Promise<void> | undefined;
  let disposed = false;
  /** One walk at a time: the later one knows better what is there. */
  let walking: Promise<void> = Promise.resolve();

  async function load(file: string): Promise<void> {
    if (!files) return;
    const turn = Symbol(file);
    reads.set(file, turn);
    const read = await readText(files, file);
    if (reads.get(file) !== turn) return;
    reads.delete(file);
    if (read.text === undefined) skips.skip(file, read.why);
    if (documents.has(file) || disposed) return;
    try {
      if (read.text === undefined) service.remove(file);
      else service.update(file, read.text);
    } catch (error) {
      skips.skip(file, whyUnread(error));
    }
  }

  function forget(file: string): void {
    reads.delete(file);
    listed.delete(file);
    if (!documents.has(file)) service.remove(file);
  }

  function byAllNames(paths: readonly string[]): readonly string[] {
    const all = new Set(paths);
    for (const path of paths) for (const other of files?.alsoCalled?.(path) ?? []) all.add(other);
    return [...all];
  }

  /** Looks what is there, all over the tree or at some paths only; reads what has not been read, forgets what is no longer there. */
  function scan(provider: FileProvider, only?: readonly string[]): Promise<void> {
    const next = walking.then(() => walk(provider, only));
    walking = next.catch(() => undefined);
    return next;
  }

  async function walk(provider: FileProvider, only: readonly string[] | undefined): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const start = performance.now();
    const isWanted = within(only);
    const seen = new Set<string>();
    let count = 0;
    let read = 0;
    let sliceEnd = performance.now() + sliceMs;
    for await (const file of provider.list(skips.skip, only)) {
      if (disposed) return;
      count += 1;
      if (!isWanted(file)) continue;
      const verdict = filter.judge(file, (other) => seen.has(other) || (!isWanted(other) && listed.has(other)));
      if (!verdict.isRead) {
        if (filter.originalOf(file) !== undefined) samples.add(file);
        if (verdict.why !== undefined) skips.skip(file, verdict.why);
        continue;
      }
      seen.add(file);
      samples.delete(file);
      // A folder of which something is told may have gone and come back with other texts.
      if (listed.has(file) && only === undefined) continue;
      listed.add(file);
      if (documents.has(file)) continue;
      read += 1;
      const loading = load(file);
      underWay.add(loading);
      void loading.finally(() => underWay.delete(loading));
      if (underWay.size >= readsAtATime) await Promise.race(underWay);
      if (performance.now() > sliceEnd) {
        progress?.(count);
        await turnOfOthers();
        sliceEnd = performance.now() + sliceMs;
      }
    }
    await Promise.all(underWay);
    for (const file of [...listed]) if (isWanted(file) && !seen.has(file)) forget(file);
    skips.end();
    if (!isScanned) log(`Read ${rootUri}: ${count} files, ${read} of them looked into, ${since(start)}.`);
  }

  async function start(): Promise<void> {
    service.configure(await options);
    if (files) await scan(files);
  }

  const scanned = start()
    .catch((error) => log(`Could not read all of ${rootUri}: ${String(error)}`))
    .then(() => {
      isScanned = true;
    });

  /** In slices, so that what is asked of other trees meanwhile is answered, and what is cancelled is. */
  async function prepare(): Promise<void> {
    await scanned;
    let sliceEnd = performance.now() + sliceMs;
    for (const _ of service.preparing()) {
      if (disposed) break;
      if (performance.now() < sliceEnd) continue;
      await turnOfOthers();
      sliceEnd = performance.now() + sliceMs;
    }
    isReady = true;
  }

  return {
    rootUri,
    scanned,
    isScanned: () => isScanned,
    ready: () => (preparing ??= prepare()),
    isReady: () => isReady,
    snapshot: () => service.snapshot(),
    configure: (options) => service.configure(options),
    fileOf(uri) {
      if (!alone) return pathBelow(rootUri, uri);
      return uriKey(uri) === uriKey(rootUri) ? splitUri(uri).name : undefined;
    },
    uriOf: (file) => documents.get(file)?.uri ?? (alone ? rootUri : uriBelow(rootUri, file)),
    document: (file) => documents.get(file),
    async textOf(file) {
      const open = documents.get(file)?.text;
      return open ?? (files && (await readText(files, file)).text);
    },
    supposing(texts, use) {
      const changed = new Set<string>();
      try {
        return use((file, text) => {
          changed.add(file);
          service.update(file, text);
          return service.snapshot();
        });
      } finally {
        for (const file of changed) service.update(file, texts.get(file) ?? '');
      }
    },
    put(file, document) {
      documents.set(file, document);
      const isCopy = filter.isCopy(file, (other) => listed.has(other));
      service.update(file, document.text, { isCopy });
    },
    async release(file) {
      documents.delete(file);
      if (listed.has(file)) return load(file);
      service.remove(file);
      if (files) await scan(files, [file]); // it may have been saved for the first time
    },
    async follow(made, gone) {
      const isWorthALook = (path: string) => !isInSkippedFolder(path);
      const lost = within(byAllNames(gone));
      for (const file of [...listed]) if (lost(file)) forget(file);
      if (!files) return;
      const there = byAllNames(made).filter(isWorthALook);
      if ([...there, ...gone.filter(isWorthALook)].some(decidesWhatIsRead)) await scan(files);
      const known = there.filter((path) => listed.has(path));
      for (let start = 0; start < known.length; start += readsAtATime) {
        await Promise.all(known.slice(start, start + readsAtATime).map(load));
      }
      // Only a walk knows whether a new file is ignored, and what a new folder holds.
      const unknown = there.filter((path) => !listed.has(path) && !filter.isForeign(path));
      const changing = new Set([...unknown, ...gone]);
      const ofThose = [...samples, ...listed].filter((file) => changing.has(filter.originalOf(file) ?? ''));
      if (unknown.length + ofThose.length > 0) await scan(files, [...unknown, ...ofThose]);
    },
    dispose() {
      disposed = true;
    },
  };
}

const turnOfOthers = () => new Promise((resolve) => setTimeout(resolve));

function since(start: number): string {
  return `${Math.round(performance.now() - start)} ms`;
}

/** Where a tree lies, as far as its URI tells. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return '';
  }
}
