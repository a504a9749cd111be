// Reads `.kube-node-lifecycle.yaml`; what does not fit becomes a problem at its place.
import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { ProfileName, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../model/nearest.ts';
import type { Problem } from '../model/reading.ts';
import type { StatedVersion } from '../model/statedVersion.ts';
import { addAll } from '../text/addAll.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { say } from '../text/message.ts';
import { glob } from '../text/patterns/glob.ts';
import type { Range } from '../text/position.ts';
import { libraryDocument } from '../text/yaml/libraryDocument.ts';
import { lineFeeds } from '../text/yaml/lineFeeds.ts';
import type { Configuration, DeclaredCluster, Override, Severities } from './configuration.ts';
import { schemaErrors } from './configurationSchema.ts';
import { exclusion } from './exclusion.ts';
import { folderOf, isWithin, joinPath, ROOT } from './paths.ts';

/**
 * Reads `.kube-node-lifecycle.yaml`. Never throws: what does not fit the schema becomes problems at its place and is left
 * out, the rest counts.
 * @param ruleIds rules that there are; none: any may be named
 */
export function readConfiguration(file: string, text: string, ruleIds: readonly string[] = []): Configuration {
  const lines = new LineIndex(text);
  const document = libraryDocument(lineFeeds(text), {
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const rangeOf = (start: number, end: number): Range => lines.range({ start, end });
  const problems: Problem[] = document.errors.slice(0, 1).map(({ message, pos }) => {
    return { kind: 'unreadable', message: say`${firstLine(message)}.`, file, range: rangeOf(pos[0], pos[1]) };
  });
  const context: Context = { file, folder: folderOf(file), rangeOf, problems };
  const root = isMap(document.contents) ? document.contents : undefined;
  const isReadable = problems.length === 0;
  if (ruleIds.length > 0) {
    for (const map of [root, ...itemsOf(root, 'overrides')]) addAll(problems, unknownRules(map, ruleIds, context));
  }
  if (document.contents !== null && isReadable) {
    for (const { message, node, pair } of schemaErrors(document.contents)) {
      const [start = 0, end = 0] = (isScalar(pair?.key) ? pair.key.range : node.range) ?? [];
      const range = rangeOf(start, end);
      // A name that is no rule's is said already.
      if (!problems.some((problem) => startsAt(problem.range, range)))
        problems.push({ kind: 'wrong-type', message, file, range });
    }
  }
  return {
    file,
    version: versionIn(root, context),
    clusters: itemsOf(root, 'clusters').flatMap((item) => declaredCluster(item, context)),
    missedHeartbeats: heartbeatsIn(root),
    profile: profileIn(root),
    severities: severitiesIn(root, 'rules'),
    overrides: itemsOf(root, 'overrides').flatMap((item) => override(item, context)),
    excludes: excludesIn(root, context),
    problems,
  };
}

function startsAt({ start }: Range, other: Range): boolean {
  return start.line === other.start.line && start.character === other.start.character;
}

interface Context {
  readonly file: string;
  readonly folder: string;
  rangeOf(start: number, end: number): Range;
  readonly problems: Problem[];
}

function declaredCluster(map: YAMLMap, context: Context): DeclaredCluster[] {
  const name = stringIn(map, 'name');
  const folder = stringIn(map, 'root');
  const patterns = patternsIn(map, 'files');
  if (name === undefined || (folder === undefined && patterns === undefined)) return [];
  const root = below(context.folder, folder ?? ROOT);
  const matches = patterns && matcher(root, patterns, context);
  const includes = (file: string) => isWithin(root, file) && (matches?.(file) ?? true);
  return [{ name, root, includes, version: versionIn(map, context) }];
}

function override(map: YAMLMap, context: Context): Override[] {
  const files = patternsIn(map, 'files');
  const objects = patternsIn(map, 'objects');
  if (files === undefined && objects === undefined) return [];
  return [
    {
      matchesFile: files && matcher(context.folder, files, context),
      matchesObject: objects && anyMatch(objects, context),
      objects: objects?.map(({ value }) => value) ?? [],
      severities: severitiesIn(map, 'rules'),
    },
  ];
}

function excludesIn(map: YAMLMap | undefined, { folder }: Context): Configuration['excludes'] {
  const patterns = map && patternsIn(map, 'exclude');
  return (
    patterns &&
    exclusion(
      folder,
      patterns.map(({ value }) => value),
    )
  );
}

/** Matches paths of the tree against patterns that are relative to a folder. */
function matcher(folder: string, patterns: readonly Scalar<string>[], context: Context): (file: string) => boolean {
  const matches = anyMatch(patterns, context);
  const skipped = folder === ROOT ? 0 : folder.length + 1;
  return (file) => isWithin(folder, file) && matches(file.slice(skipped));
}

/** The last one that matches decides, with `!` against it. A pattern that cannot be used matches nothing, and is a problem at its place. */
function anyMatch(patterns: readonly Scalar<string>[], { file, rangeOf, problems }: Context) {
  const matchers = patterns.flatMap(({ value, range }) => {
    const isAgainst = /^!(?!\()/.test(value);
    const matches = glob(isAgainst ? value.slice(1) : value);
    if (matches !== undefined) return { matches, isAgainst };
    const [start = 0, end = 0] = range ?? [];
    problems.push({ kind: 'wrong-type', message: say`This pattern is too large.`, file, range: rangeOf(start, end) });
    return [];
  });
  return (text: string) => matchers.findLast(({ matches }) => matches(text))?.isAgainst === false;
}

/** A folder as written in the configuration file, below the folder of that file. */
function below(folder: string, written: string): string {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? folder : joinPath(folder, parts.join('/'));
}

function versionIn(map: YAMLMap | undefined, { file, rangeOf }: Context): StatedVersion | undefined {
  const node = map?.get('kubernetesVersion', true);
  if (!isScalar(node)) return undefined;
  // 1.30 without quotes is a number, and not 1.3.
  const text = typeof node.value === 'number' ? node.source : node.value;
  if (typeof text !== 'string') return undefined;
  const [start, end] = node.range ?? [0, 0];
  const location: Location = { file, range: rangeOf(start, end) };
  return { text, location };
}

function heartbeatsIn(map: YAMLMap | undefined): number | undefined {
  const value = map?.get('missedHeartbeats');
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 100 ? Number(value) : undefined;
}

const PROFILES: ReadonlySet<unknown> = new Set<ProfileName>(['recommended', 'strict', 'database']);

function profileIn(map: YAMLMap | undefined): ProfileName | undefined {
  const value = map?.get('profile');
  return PROFILES.has(value) ? (value as ProfileName) : undefined;
}

const SEVERITIES: ReadonlySet<unknown> = new Set<Severity | 'off'>(['error', 'warning', 'info', 'hint', 'off']);

function severitiesIn(map: YAMLMap | undefined, key: string): Severities {
  const rules = map?.get(key, true);
  const severities = new Map<string, Severity | 'off'>();
  for (const pair of isMap(rules) ? rules.items : []) {
    const id = isScalar(pair.key) ? pair.key.value : undefined;
    const value = isScalar(pair.value) ? pair.value.value : undefined;
    if (typeof id === 'string' && SEVERITIES.has(value)) severities.set(id, value as Severity | 'off');
  }
  return severities;
}

/** A rule of another version may be named, so it is a warning. */
function unknownRules(map: YAMLMap | undefined, ruleIds: readonly string[], { file, rangeOf }: Context): Problem[] {
  const rules = map?.get('rules', true);
  return (isMap(rules) ? rules.items : []).flatMap(({ key }): Problem[] => {
    const id = isScalar(key) ? key.value : undefined;
    if (!isScalar(key) || typeof id !== 'string' || ruleIds.includes(id)) return [];
    const [start = 0, end = 0] = key.range ?? [];
    const near = nearest(id, ruleIds, 3);
    const meant = near === undefined ? '' : `; meant: ${near}`;
    return [{ kind: 'misspelled', message: say`${id} is no rule${meant}`, file, range: rangeOf(start, end) }];
  });
}

function itemsOf(map: YAMLMap | undefined, key: string): YAMLMap[] {
  const list = map?.get(key, true);
  return isSeq(list) ? list.items.filter((item) => isMap(item)) : [];
}

function stringIn(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function patternsIn(map: YAMLMap, key: string): readonly Scalar<string>[] | undefined {
  const list = map.get(key, true);
  if (!isSeq(list)) return undefined;
  const usable = list.items.filter((item) => isPattern(item));
  return usable.length > 0 ? usable : undefined;
}

function isPattern(item: unknown): item is Scalar<string> {
  return isScalar(item) && typeof item.value === 'string' && item.value !== '';
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
