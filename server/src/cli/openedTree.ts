import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseVersion } from '../kubernetes/version.ts';
import { configurationFileName } from '../project/configurationFile.ts';
import { decodeText } from '../project/decodeText.ts';
import { loadTree } from '../project/loadTree.ts';
import { createMemoryFileProvider } from '../project/memoryFileProvider.ts';
import { createNodeFileProvider } from '../project/nodeFileProvider.ts';
import { createTreeService } from '../service/createTreeService.ts';
import type { TreeOptions, TreeSnapshot } from '../service/treeService.ts';
import { liveCluster } from '../sources/live/liveCluster.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { type Host, UsageError } from './cliHost.ts';
import { contains, type NamedTree, namedTrees, relativePath, treeRootOf } from './namedPaths.ts';

/** Options of every command that reads files. */
export interface InputOptions {
  readonly kubernetesVersion?: string;
  readonly config?: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
}

/** A tree whose files were read. */
export interface OpenedTree {
  snapshot(): TreeSnapshot;
  /** Whether a file is one of the named paths or lies below one. */
  isReported(file: string): boolean;
  /** How many reported files hold something of ours. */
  countFiles(): number;
  /** Sentences about files that could not be read. */
  readonly skipped: readonly string[];
  /** How a file, or a folder, of the tree is called in output: relative to the working directory. */
  fileName(file: string): string;
  absolute(file: string): string;
  /** Takes a changed text; nothing is written. */
  update(file: string, text: string): void;
  /** The file that standard input stands for, and its text. */
  readonly stdin: { readonly file: string; readonly text: string } | undefined;
}

/** The name of standard input where none is given. */
function nameFor(text: string): string {
  return /^\s{0,100}[{[]/.test(text) ? 'stdin.json' : 'stdin.yaml';
}

/**
 * Opens what a command line names.
 *
 * @throws UsageError for wrong options, and for a named input that cannot be read
 */
export async function openTrees(
  paths: readonly string[],
  options: InputOptions,
  host: Host,
): Promise<readonly OpenedTree[]> {
  const treeOptions = treeOptionsOf(options);
  const configuration = options.config === undefined ? undefined : await readConfiguration(options.config, host.cwd);
  if (options.stdinFilename !== undefined && !options.stdin) throw new UsageError('--stdin-filename needs --stdin');
  if (options.stdin && paths.length > 0) throw new UsageError(`--stdin takes no paths, but there is ${paths[0]}`);
  const input = options.stdin ? decodeText(await host.readInput()) : undefined;
  if (options.stdin && input === undefined) throw new UsageError('standard input is no text');
  const stdinPath = input === undefined ? undefined : resolve(host.cwd, options.stdinFilename ?? nameFor(input));
  const trees: readonly NamedTree[] = stdinPath
    ? [{ root: treeRootOf(stdinPath, host.cwd), named: [stdinPath], files: [] }]
    : await namedTrees(paths.length > 0 ? paths : ['.'], host.cwd);
  const opened: OpenedTree[] = [];
  for (const tree of trees) {
    const stdin = stdinPath !== undefined && input !== undefined ? { path: stdinPath, text: input } : undefined;
    opened.push(await openTree(tree, { treeOptions, configuration, stdin, host }));
  }
  return opened;
}

interface Opening {
  readonly treeOptions: TreeOptions;
  /** The configuration file that is used instead of the tree's own. */
  readonly configuration: NamedText | undefined;
  readonly stdin: NamedText | undefined;
  readonly host: Host;
}

interface NamedText {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

async function openTree(tree: NamedTree, { treeOptions, configuration, stdin, host }: Opening): Promise<OpenedTree> {
  const service = createTreeService({ treeName: basename(tree.root) });
  service.configure(treeOptions);
  // What a cluster prints is a cluster of its own: the files beside it have no part in it.
  const isAlone = stdin !== undefined && liveCluster.recognises({ file: '', fragment: rootFragment(stdin.text) });
  const provider = isAlone ? createMemoryFileProvider(new Map()) : createNodeFileProvider(tree.root);
  const { files, skipped } = await loadTree(provider, service);
  const read = new Set(files);
  const put = (file: string, text: string) => {
    read.add(file);
    service.update(file, text);
  };
  for (const path of tree.files)
    put(relativePath(tree.root, path), await readNamed(path, relativePath(host.cwd, path)));
  const stdinFile = stdin && relativePath(tree.root, stdin.path);
  if (stdinFile !== undefined) put(stdinFile, stdin?.text ?? '');
  if (configuration) put(configurationFileName, configuration.text);
  const absolute = (file: string) =>
    configuration && file === configurationFileName ? configuration.path : join(tree.root, file);
  const isReported = (file: string) => {
    const path = absolute(file);
    return path === configuration?.path || tree.named.some((named) => contains(named, path));
  };
  return {
    snapshot: () => service.snapshot(),
    isReported,
    countFiles: () =>
      [...read].filter((file) => isReported(file) && service.snapshot().reading(file) !== undefined).length,
    skipped,
    fileName: (file) => relativePath(host.cwd, absolute(file)),
    absolute,
    update: (file, text) => service.update(file, text),
    stdin: stdinFile === undefined ? undefined : { file: stdinFile, text: stdin?.text ?? '' },
  };
}

function treeOptionsOf({ kubernetesVersion }: InputOptions): TreeOptions {
  if (kubernetesVersion === undefined) return {};
  if (!parseVersion(kubernetesVersion)) throw new UsageError(`--kubernetes-version ${kubernetesVersion} is no version`);
  return { kubernetesVersion };
}

async function readConfiguration(file: string, cwd: string): Promise<NamedText> {
  const path = resolve(cwd, file);
  return { path, text: await readNamed(path, file) };
}

/** The text of a file that the user named; one that is no text is empty. @throws UsageError */
async function readNamed(path: string, shown: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${shown}: ${error.code ?? error.message}`);
  });
  return decodeText(bytes) ?? '';
}
