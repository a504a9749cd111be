import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { decodeText, isWorthReading, maxFileBytes } from '../features/readableFiles.ts';
import { parseVersion } from '../kubernetes/version.ts';
import { createTreeService } from '../service/createTreeService.ts';
import type { TreeOptions, TreeSnapshot } from '../service/treeService.ts';
import { createNodeFileProvider } from '../workspace/nodeFileProvider.ts';
import { type Host, UsageError } from './host.ts';
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
  /** How many reported files were looked into. */
  readonly files: number;
  /** How a file, or a folder, of the tree is called in output: relative to the working directory. */
  fileName(file: string): string;
  absolute(file: string): string;
  /** Takes a changed text; nothing is written. */
  update(file: string, text: string): void;
  /** The file that standard input stands for. */
  readonly stdinFile: string | undefined;
  readonly stdinText: string | undefined;
}

/** The name of standard input where none is given. */
const unnamed = 'stdin.yaml';

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
  const configuration =
    options.config === undefined ? undefined : await readNamed(resolve(host.cwd, options.config), options.config);
  if (options.stdinFilename !== undefined && !options.stdin) throw new UsageError('--stdin-filename needs --stdin');
  if (options.stdin && paths.length > 0) throw new UsageError(`--stdin takes no paths, but there is ${paths[0]}`);
  const input = options.stdin ? decodeText(await host.readInput()) : undefined;
  if (options.stdin && input === undefined) throw new UsageError('standard input is no text');
  const stdinPath = input === undefined ? undefined : resolve(host.cwd, options.stdinFilename ?? unnamed);
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
  /** Text of the configuration file that is used instead of the tree's own. */
  readonly configuration: string | undefined;
  readonly stdin: { readonly path: string; readonly text: string } | undefined;
  readonly host: Host;
}

async function openTree(tree: NamedTree, { treeOptions, stdin, host }: Opening): Promise<OpenedTree> {
  const service = createTreeService();
  service.configure(treeOptions);
  const isReported = (file: string) => tree.named.some((path) => contains(path, join(tree.root, file)));
  const provider = createNodeFileProvider(tree.root);
  const stdinFile = stdin && relativePath(tree.root, stdin.path);
  const named = new Map(tree.files.map((path) => [relativePath(tree.root, path), path]));
  let files = 0;
  const take = (file: string, text: string) => {
    service.update(file, text);
    if (isReported(file)) files += 1;
  };
  for await (const file of provider.list()) {
    if (file === stdinFile || named.has(file) || !isWorthReading(file)) continue;
    const bytes = await provider.read(file, maxFileBytes);
    const text = bytes && decodeText(bytes);
    if (text !== undefined) take(file, text);
  }
  for (const [file, path] of named) take(file, await readNamed(path, relativePath(host.cwd, path)));
  if (stdinFile !== undefined) take(stdinFile, stdin?.text ?? '');
  return {
    snapshot: () => service.snapshot(),
    isReported,
    files,
    fileName: (file) => relativePath(host.cwd, join(tree.root, file)),
    absolute: (file) => join(tree.root, file),
    update: (file, text) => service.update(file, text),
    stdinFile,
    stdinText: stdin?.text,
  };
}

function treeOptionsOf({ kubernetesVersion }: InputOptions): TreeOptions {
  if (kubernetesVersion === undefined) return {};
  if (!parseVersion(kubernetesVersion)) throw new UsageError(`--kubernetes-version ${kubernetesVersion} is no version`);
  return { kubernetesVersion };
}

/** The text of a file that the user named; one that is no text is empty. @throws UsageError */
async function readNamed(path: string, shown: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${shown}: ${error.code ?? error.message}`);
  });
  return decodeText(bytes) ?? '';
}
