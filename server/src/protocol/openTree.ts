import { decodeText } from '../project/decodeText.ts';
import type { FileProvider } from '../project/fileProvider.ts';
import type { TreeOptions, TreeService, TreeSnapshot } from '../service/treeService.ts';
import { pathBelow, splitUri, uriBelow, uriKey } from './fileUris.ts';
import { isWorthReading, maxFileBytes } from './readableFiles.ts';
import { createSkipLog } from './skipLog.ts';

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
  snapshot(): TreeSnapshot;
  configure(options: TreeOptions): void;
  fileOf(uri: string): string | undefined;
  uriOf(file: string): string;
  document(file: string): TreeDocument | undefined;
  /** Takes an open document's text. */
  put(file: string, document: TreeDocument): void;
  /** The document is closed: what is on disk counts again. */
  release(file: string): Promise<void>;
  /** Files or folders at these paths were made or changed on disk. */
  reload(paths: readonly string[]): Promise<void>;
  /** Files or folders are gone from disk. */
  remove(paths: readonly string[]): void;
  /** Stops a scan that is under way. */
  dispose(): void;
}

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
  /** Files that are there and not ignored, as far as their names say that they are worth reading. */
  const listed = new Set<string>();
  /** The latest read of a file under way; older ones are dropped when they arrive. */
  const reads = new Map<string, symbol>();
  const skips = createSkipLog(log);
  let isScanned = false;
  let disposed = false;

  async function load(file: string): Promise<void> {
    if (!files) return;
    const turn = Symbol(file);
    reads.set(file, turn);
    const text = await readText(files, file);
    if (reads.get(file) !== turn) return;
    reads.delete(file);
    if (documents.has(file) || disposed) return;
    if (text === undefined) service.remove(file);
    else service.update(file, text);
  }

  async function readText(provider: FileProvider, file: string): Promise<string | undefined> {
    try {
      const bytes = await provider.read(file, maxFileBytes);
      const text = bytes && decodeText(bytes);
      if (!bytes) skips.skip(file, `is gone, cannot be read, or is larger than ${maxFileBytes / 2 ** 20} MiB`);
      else if (text === undefined) skips.skip(file, 'is binary');
      return text;
    } catch (error) {
      skips.skip(file, `cannot be read (${error instanceof Error ? error.message : String(error)})`);
      return undefined;
    }
  }

  function forget(file: string): void {
    reads.delete(file);
    listed.delete(file);
    if (!documents.has(file)) service.remove(file);
  }

  /** Reads what has not been read before. */
  async function scan(provider: FileProvider): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const start = performance.now();
    let count = 0;
    let read = 0;
    let sliceEnd = performance.now() + sliceMs;
    for await (const file of provider.list(skips.skip)) {
      if (disposed) return;
      count += 1;
      if (listed.has(file) || !isWorthReading(file)) continue;
      listed.add(file);
      if (documents.has(file)) continue;
      read += 1;
      const loading = load(file);
      underWay.add(loading);
      void loading.finally(() => underWay.delete(loading));
      if (underWay.size >= readsAtATime) await Promise.race(underWay);
      if (performance.now() > sliceEnd) {
        progress?.(count);
        await new Promise((resolve) => setTimeout(resolve));
        sliceEnd = performance.now() + sliceMs;
      }
    }
    await Promise.all(underWay);
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

  return {
    rootUri,
    scanned,
    isScanned: () => isScanned,
    snapshot: () => service.snapshot(),
    configure: (options) => service.configure(options),
    fileOf(uri) {
      if (!alone) return pathBelow(rootUri, uri);
      return uriKey(uri) === uriKey(rootUri) ? splitUri(uri).name : undefined;
    },
    uriOf: (file) => documents.get(file)?.uri ?? (alone ? rootUri : uriBelow(rootUri, file)),
    document: (file) => documents.get(file),
    put(file, document) {
      documents.set(file, document);
      service.update(file, document.text);
    },
    async release(file) {
      documents.delete(file);
      if (listed.has(file)) return load(file);
      service.remove(file);
      if (files) await scan(files); // it may have been saved for the first time
    },
    async reload(paths) {
      const known = paths.filter((path) => listed.has(path));
      for (let start = 0; start < known.length; start += readsAtATime) {
        await Promise.all(known.slice(start, start + readsAtATime).map(load));
      }
      // Only a walk knows whether a new file is ignored, and what a new folder holds.
      if (files && known.length < paths.length) await scan(files);
    },
    remove(paths) {
      const gone = new Set(paths);
      for (const file of [...listed]) if (selfAndAncestors(file).some((path) => gone.has(path))) forget(file);
    },
    dispose() {
      disposed = true;
    },
  };
}

function since(start: number): string {
  return `${Math.round(performance.now() - start)} ms`;
}

/** `a/b/c.yaml`, `a/b`, `a`. */
function selfAndAncestors(file: string): string[] {
  const paths = [file];
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) paths.push(file.slice(0, end));
  return paths;
}
