// What `explain --diff` compares with: a folder, a file, an archive or a text on standard input, or a saved explanation.

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ExplainData } from '../formats/explainData.ts';
import { readExplanation } from '../formats/explainData.ts';
import { explainData } from '../formats/explainJson.ts';
import { UsageError } from '../model/usageError.ts';
import { decodeText } from '../project/decodeText.ts';
import { liveCluster } from '../sources/live/liveCluster.ts';
import { type Said, say } from '../text/message.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { readArchive } from './archive.ts';
import type { Host } from './cliHost.ts';
import type { ClusterGuard } from './clusterGuard.ts';
import { type Circumstances, explainTree } from './explainTrees.ts';
import { notesOf } from './inputNotes.ts';
import { contains, relativePath } from './namedPaths.ts';
import { type InputOptions, isStandardInput, type OpenedTree, openTrees } from './openedTree.ts';
import { MAX_NAMED_BYTES, readNamed, unreadSentence } from './readNamed.ts';

export interface ComparedBase {
  /** In words: `main/`, `the archive on standard input`. */
  readonly name: Said;
  readonly data: ExplainData;
  /** Sentences about what was not read or not judged there. */
  readonly notes: readonly Said[];
}

export interface BaseOptions extends InputOptions, Circumstances {
  /** Takes what goes wrong with one of its clusters. */
  readonly guard: Pick<ClusterGuard, 'each'>;
}

/**
 * @param base as it is named: a path, or `-`
 * @param paths what is explained now
 * @throws UsageError
 */
export async function openBase(
  base: string,
  paths: readonly string[],
  options: BaseOptions,
  host: Host,
): Promise<ComparedBase> {
  if (isStandardInput(base)) return fromInput(paths, options, host);
  const path = resolve(host.cwd, base);
  if (!existsSync(path))
    throw new UsageError(
      `no such file or folder: ${base}; a revision of git is piped in (git archive REV | … --diff -)`,
    );
  if (statSync(path).isDirectory()) {
    const config = options.config === undefined ? undefined : resolve(host.cwd, options.config);
    const { stdin: readsInput, stdinFilename, ...others } = options;
    const now =
      readsInput && stdinFilename !== undefined ? [stdinFilename] : paths.filter((one) => !isStandardInput(one));
    const there = counterparts(path, now, { cwd: host.cwd, isInput: readsInput === true || now.length < paths.length });
    return explained(base, there, { ...others, ...(config && { config }) }, { ...host, cwd: path });
  }
  const text = await readNamed(path, MAX_NAMED_BYTES);
  if (typeof text !== 'string') throw new UsageError(unreadSentence(base, text.why));
  return saved(text, base, options) ?? explained(base, [base], options, host);
}

/**
 * What of a folder is compared: the same paths where they are there, else all of it.
 *
 * @param now what is explained: below which folder, and whether it comes from standard input
 * @throws UsageError where that would be what is explained
 */
function counterparts(
  folder: string,
  paths: readonly string[],
  { cwd, isInput }: { readonly cwd: string; readonly isInput: boolean },
): readonly string[] {
  const named = paths.map((one) => resolve(cwd, one));
  const inside = named.filter((one) => contains(cwd, one)).map((one) => relativePath(cwd, one));
  const there = inside.length === named.length ? inside.filter((one) => existsSync(resolve(folder, one))) : [];
  const taken = there.length === 0 ? ['.'] : there;
  const isItself = !isInput && taken.some((one) => (named.length === 0 ? [cwd] : named).includes(resolve(folder, one)));
  if (isItself) throw new UsageError('--diff names what is explained; it needs another folder to compare with');
  return taken;
}

async function fromInput(
  paths: readonly string[],
  { stdinFilename, ...options }: BaseOptions,
  host: Host,
): Promise<ComparedBase> {
  if (options.stdin || paths.some(isStandardInput))
    throw new UsageError('--diff - reads standard input, and so does -');
  const bytes = await host.readInput(MAX_NAMED_BYTES);
  if (bytes === undefined) throw new UsageError(`standard input is larger than ${MAX_NAMED_BYTES / 2 ** 20} MiB`);
  if (bytes.length === 0) throw new UsageError('--diff - got nothing on standard input');
  const archive = readArchive(bytes);
  if (archive !== undefined) return baseOf(say`the archive`, await openTrees(paths, options, host, archive), options);
  const text = decodeText(bytes);
  if (text === undefined) throw new UsageError('standard input is neither text nor a tar archive');
  const known = saved(text, say`the saved explanation`, options);
  if (known !== undefined) return known;
  const again = { ...host, readInput: () => Promise.resolve(bytes) };
  if (liveCluster.recognises({ file: '', fragment: rootFragment(text) }))
    return explained(say`the running cluster`, ['-'], options, again);
  const name = stdinFilename ?? onlyFile(paths, host);
  if (name === undefined)
    throw new UsageError('--diff - got one file; say which with --stdin-filename, or pipe all of them (git archive)');
  const others = paths.length === 0 ? ['.'] : paths;
  return explained(say`${name} as it was`, [...others, '-'], { ...options, stdinFilename: name }, again);
}

/** The one file that is named. */
function onlyFile(paths: readonly string[], { cwd }: Host): string | undefined {
  const [path] = paths;
  return path !== undefined && paths.length === 1 && !statSync(resolve(cwd, path)).isDirectory() ? path : undefined;
}

/** @throws UsageError where it is of another scenario */
function saved(text: string, name: Said, { scenario }: Circumstances): ComparedBase | undefined {
  const data = readExplanation(text);
  if (data === undefined) return undefined;
  if (data.scenario !== scenario.kind)
    throw new UsageError(`${name} explains the scenario ${data.scenario}, not ${scenario.kind}`);
  return { name, data, notes: [] };
}

async function explained(
  name: Said,
  paths: readonly string[],
  options: BaseOptions,
  host: Host,
): Promise<ComparedBase> {
  return baseOf(name, await openTrees(paths, options, host), options);
}

/** @throws UsageError where something that is named there cannot be read: half a base would show what did not happen */
function baseOf(name: Said, trees: readonly OpenedTree[], circumstances: BaseOptions): ComparedBase {
  const [unread] = trees.flatMap((tree) => tree.unread);
  if (unread !== undefined) throw new UsageError(`${name}: ${unread}`);
  const clusters = trees.flatMap((tree) => explainTree(tree, circumstances, circumstances.guard));
  return { name, data: explainData(circumstances.scenario.kind, clusters), notes: notesOf(trees) };
}
