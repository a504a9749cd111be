// Opens what a command line names: folders, files, standard input.
import { hash } from 'node:crypto';
import { basename, join, resolve, sep } from 'node:path';
import { parseVersion } from '../kubernetes/version.ts';
import { describeError } from '../model/describeError.ts';
import { UsageError } from '../model/usageError.ts';
import { configurationFileName } from '../project/configurationFile.ts';
import { decodeText } from '../project/decodeText.ts';
import { exclusion } from '../project/exclusion.ts';
import { loadTree } from '../project/loadTree.ts';
import { createMemoryFileProvider } from '../project/memoryFileProvider.ts';
import { createNodeFileProvider } from '../project/nodeFileProvider.ts';
import { ROOT } from '../project/paths.ts';
import { createFileFilter } from '../project/readableFiles.ts';
import { NO_TEXT } from '../project/readText.ts';
import { skippedSentence } from '../project/skippedFiles.ts';
import { createTreeService } from '../service/createTreeService.ts';
import type { TreeOptions, TreeSnapshot } from '../service/treeService.ts';
import { liveCluster } from '../sources/live/liveCluster.ts';
import { type Said, say } from '../text/message.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { type Archive, archivedTree } from './archive.ts';
import type { Host } from './cliHost.ts';
import { contains, type NamedTree, namedTrees, relativePath, rootOfFile } from './namedPaths.ts';
import { namedConfiguration } from './nearestConfiguration.ts';
import { printedForPeopleSentence } from './printedForPeople.ts';
import { MAX_NAMED_BYTES, readNamed, unreadSentence } from './readNamed.ts';

/** Options of every command that reads files. */
export interface InputOptions {
  readonly kubernetesVersion?: string;
  readonly config?: string;
  /** Patterns as in a `.gitignore` of the working directory. */
  readonly exclude?: readonly string[];
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  /** Whether people are told of every file that was left out. */
  readonly verbose?: boolean;
}

/** A tree whose files were read. */
export interface OpenedTree {
  snapshot(): TreeSnapshot;
  /** Whether a file is one of the named paths or lies below one. */
  isReported(file: string): boolean;
  /** The same of a file as output calls it. */
  isReportedName(name: string): boolean;
  /** Reported files that hold something of ours, as output calls them. */
  reportedFiles(): readonly string[];
  /** Sentences about files that were not read. */
  readonly skipped: readonly Said[];
  /** Sentences about what was named and could not be read: the exit status is 2. */
  readonly unread: readonly string[];
  /** How a file, or a folder, of the tree is called in output: relative to the working directory. */
  fileName(file: string): string;
  absolute(file: string): string;
  /** Whether this is the text that was read at first; edits of a snapshot have their places in that. */
  isAnalysed(file: string, text: string): boolean;
  /** The text of a file, by its name in output, as it was analysed; `undefined` where it has changed since. */
  textOf(name: string): Promise<string | undefined>;
  /** Takes a changed text; nothing is written. */
  update(file: string, text: string): void;
  /** The file that standard input stands for, and its text. */
  readonly stdin: { readonly file: string; readonly text: string } | undefined;
}

/** What kubectl says to people, where both of its outputs go into one pipe: no document has it at the beginning of a line. */
const SPOKEN = /^(?:Error from server \(|Warning: |No resources found|Unable to connect to the server: )[^\r\n]*/gm;

/** Paths that stand for standard input. */
const STANDARD_INPUT: ReadonlySet<string> = new Set(['-', '/dev/stdin']);

export function isStandardInput(path: string): boolean {
  return STANDARD_INPUT.has(path);
}

/** The name of standard input where none is given. */
function nameFor(text: string): string {
  return /^\s{0,100}[{[]/.test(text) ? 'stdin.json' : 'stdin.yaml';
}

/**
 * Opens what a command line names.
 *
 * @param archive stands for the working directory
 * @throws UsageError for wrong options, and for a path that does not exist
 */
export async function openTrees(
  paths: readonly string[],
  options: InputOptions,
  host: Host,
  archive?: Archive,
): Promise<readonly OpenedTree[]> {
  const treeOptions = treeOptionsOf(options);
  const configuration = options.config === undefined ? undefined : await namedConfiguration(options.config, host.cwd);
  const others = paths.filter((path) => !isStandardInput(path));
  const readsInput = options.stdin === true || others.length < paths.length;
  if (options.stdinFilename !== undefined && !readsInput) throw new UsageError('--stdin-filename needs --stdin');
  if (options.stdin && others.length > 0) throw new UsageError(`--stdin takes no paths, but there is ${others[0]}`);
  const stdin = readsInput ? await readStandardInput(options.stdinFilename, host) : undefined;
  const named = readsInput || others.length > 0 ? others : ['.'];
  const trees = [...(await namedTrees(named, host))];
  const isOut = options.exclude && exclusion(ROOT, options.exclude);
  const opening = { treeOptions, configuration, isOut, host, archive };
  if (stdin === undefined) return Promise.all(trees.map((tree) => openTree(tree, { ...opening, stdin })));
  // What a cluster prints is a cluster of its own: the files beside it have no part in it.
  const isAlone = liveCluster.recognises({ file: '', fragment: rootFragment(stdin.text) });
  const own = rootOfFile(stdin.path, host);
  const at = isAlone ? -1 : trees.findIndex(({ root }) => root === own.root);
  const [around] = at < 0 ? [] : trees.splice(at, 1);
  const tree = { ...(around ?? own), named: [stdin.path, ...(around?.named ?? [])], files: around?.files ?? [] };
  return Promise.all([
    openTree(tree, { ...opening, stdin: { ...stdin, isAlone } }),
    ...trees.map((other) => openTree(other, { ...opening, stdin: undefined })),
  ]);
}

/** @throws UsageError */
async function readStandardInput(name: string | undefined, host: Host): Promise<NamedText> {
  const bytes = await host.readInput(MAX_NAMED_BYTES);
  if (bytes === undefined) throw new UsageError(`standard input is larger than ${MAX_NAMED_BYTES / 2 ** 20} MiB`);
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new UsageError('standard input is no text');
  const text = decoded.replace(SPOKEN, '');
  const unreadable = printedForPeopleSentence(text);
  if (unreadable !== undefined) throw new UsageError(unreadable);
  return { path: resolve(host.cwd, name ?? nameFor(text)), text };
}

interface Opening {
  readonly treeOptions: TreeOptions;
  /** The configuration file that is used instead of the tree's own. */
  readonly configuration: NamedText | undefined;
  /** Whether a file is left out, by its path from the working directory; `undefined`: none is. */
  readonly isOut: ((path: string) => boolean) | undefined;
  /** `isAlone`: no file has a part in what it says. */
  readonly stdin: (NamedText & { readonly isAlone: boolean }) | undefined;
  readonly host: Host;
  /** Stands for the working directory. */
  readonly archive?: Archive | undefined;
}

interface NamedText {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

async function openTree(
  tree: NamedTree,
  { treeOptions, configuration, isOut, stdin, host, archive }: Opening,
): Promise<OpenedTree> {
  const service = createTreeService({
    treeName: basename(tree.root),
    onFailedFix: (ruleId, error) =>
      host.err(`error: the fixes of ${ruleId} are left out, since making them failed: ${describeError(error)}\n`),
  });
  service.configure(treeOptions);
  const inTree = (path: string) => relativePath(tree.root, path);
  const absolute = (file: string) =>
    configuration && file === configurationFileName ? configuration.path : join(tree.root, file);
  const fileName = (file: string) => relativePath(host.cwd, absolute(file));
  const named = new Set(tree.named.map(inTree));
  const unread: string[] = [];
  /** What a walk through the tree met and may not read: a link that leads out of it, say. */
  const refused = new Set<string>();
  const disk =
    stdin?.isAlone || tree.rest === 'none'
      ? createMemoryFileProvider(new Map())
      : createNodeFileProvider(
          tree.root,
          [...named].filter((path) => path !== ROOT),
        );
  const provider = archive ? archivedTree(disk, tree.root, host.cwd, archive) : disk;
  /** Files, with a digest of what was read: to hold all texts would take too much. */
  const read = new Map<string, string>();
  const copies = new Set<string>();
  const filter = createFileFilter(tree.root.replaceAll(sep, '/'));
  const put = (file: string, text: string) => {
    const isCopy = filter.isCopy(file, (other) => read.has(other));
    take(file, text, isCopy);
  };
  const take = (file: string, text: string, isCopy = false) => {
    read.set(file, digest(text));
    if (isCopy) copies.add(file);
    service.update(file, text, { isCopy });
  };
  const { skipped, isCrowded } = await loadTree(
    provider,
    { update: take },
    {
      root: tree.root.replaceAll(sep, '/'),
      except: new Set(tree.files.map(inTree)),
      ...(tree.rest === 'few' && { most: FEW }),
      ...(isOut && { isExcluded: (file: string) => isOut(fileName(file)) }),
      nameOf: fileName,
      isSaid(path, why) {
        const isNamed = named.has(path);
        if (isNamed) {
          refused.add(path);
          unread.push(unreadSentence(fileName(path), why));
        }
        return isNamed;
      },
    },
  );
  const left = tree.files.filter((path) => isOut?.(relativePath(host.cwd, path)));
  for (const path of tree.files) {
    if (left.includes(path) || refused.has(inTree(path))) continue;
    const text = await (archive && contains(host.cwd, path)
      ? archivedText(archive, relativePath(host.cwd, path))
      : readNamed(path, MAX_NAMED_BYTES));
    if (text === undefined) continue; // it is not in the archive
    if (typeof text === 'string') put(inTree(path), text);
    else unread.push(unreadSentence(relativePath(host.cwd, path), text.why));
  }
  const stdinFile = stdin && inTree(stdin.path);
  if (stdin && stdinFile !== undefined) put(stdinFile, stdin.text);
  if (configuration) put(configurationFileName, configuration.text);
  const isReported = (file: string) => {
    const path = absolute(file);
    return path === configuration?.path || tree.named.some((one) => contains(one, path));
  };
  return {
    snapshot: () => service.snapshot(),
    isReported,
    isReportedName: (name) => tree.named.some((one) => contains(one, resolve(host.cwd, name))),
    reportedFiles: () =>
      [...read.keys()]
        .filter((file) => isReported(file) && service.snapshot().reading(file) !== undefined)
        .map(fileName),
    skipped: [
      ...skipped,
      ...(isCrowded ? [aloneSentence(tree.root, say`it holds more than ${FEW} files`)] : []),
      ...(tree.rest === 'none' && tree.files.length > 0
        ? [aloneSentence(tree.root, say`it is a home folder or the root of the machine`)]
        : []),
      ...left.map((path) => skippedSentence(relativePath(host.cwd, path), say`is left out by --exclude`)),
    ],
    unread,
    fileName,
    absolute,
    isAnalysed: (file, text) => read.get(file) === digest(text),
    async textOf(name) {
      const path = resolve(host.cwd, name);
      const file = path === configuration?.path ? configurationFileName : inTree(path);
      if (stdin && file === stdinFile) return stdin.text;
      const text = await readNamed(path, MAX_NAMED_BYTES);
      return typeof text === 'string' && read.get(file) === digest(text) ? text : undefined;
    },
    update: (file, text) => service.update(file, text, { isCopy: copies.has(file) }),
    stdin: stdin && stdinFile !== undefined ? { file: stdinFile, text: stdin.text } : undefined,
  };
}

/** Files that a folder may hold which nothing but a file in it leads to: a folder of downloads holds more. */
const FEW = 5_000;

function aloneSentence(folder: string, why: Said): Said {
  return say`Read nothing of ${folder} but what is named: ${why}, and no .git or .kube-node-lifecycle.yaml makes it a tree.`;
}

function archivedText(archive: Archive, name: string): string | { readonly why: Said } | undefined {
  const bytes = archive.get(name);
  return bytes && (decodeText(bytes) ?? { why: NO_TEXT });
}

function digest(text: string): string {
  return hash('sha256', text, 'base64');
}

function treeOptionsOf({ kubernetesVersion }: InputOptions): TreeOptions {
  if (kubernetesVersion === undefined) return {};
  if (!parseVersion(kubernetesVersion)) throw new UsageError(`--kubernetes-version ${kubernetesVersion} is no version`);
  return { kubernetesVersion };
}
