// Keys of platforms' configurations that are close to those of a row, and that no program reads.
import { KUBELET_FIELD_NAMES } from '../../kubernetes/fieldNames.ts';
import type { Problem } from '../../model/reading.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { meantKey } from '../engine/meantName.ts';
import { misspelled, type Reader } from '../engine/misspelled.ts';
import type { ObjectContext } from '../engine/yamlFields.ts';
import { spotsAt } from '../objects/objectPath.ts';
import type { Part, SettingsRow } from './objectTable.ts';

/** Keys that hold settings; others (versions, files) are not ours to judge. */
const HOLDS: ReadonlySet<Part['holds']> = new Set(['arguments', 'words', 'pairs', 'kubelet-fields', 'own-fields']);
/** Shorter keys, and those that every program has, are close to too many others. */
const SHORTEST = 7;
const EVERYWHERE: ReadonlySet<string> = new Set([
  'template',
  'settings',
  'services',
  'modules',
  'webhooks',
  'provider',
  'version',
]);

export function misspelledKeys(row: SettingsRow, root: YamlNode, context: ObjectContext): Problem[] {
  const reader = readerOf(row);
  const found = new Map<string, Problem>();
  const add = (problems: readonly Problem[]) => {
    for (const problem of problems) found.set(JSON.stringify(problem.range), problem);
  };
  const levels = levelsOf(row);
  for (const [path, wanted] of levels) {
    for (const { node } of spotsAt(root, path)) add(inMap(node, wanted, new Set(), context, reader));
  }
  for (const part of row.parts) {
    if (part.holds !== 'own-fields') continue;
    const own = new Set(
      row.parts.flatMap((other) => (other.holds === 'own-fields' ? other.fields.map(([field]) => field) : [])),
    );
    const wanted = part.fields.map(([field]) => field).filter(({ length }) => length >= 10);
    const real = new Set([...own, ...KUBELET_FIELD_NAMES.real, ...(levels.get(part.at) ?? [])]);
    for (const { node } of spotsAt(root, part.at)) add(inMap(node, wanted, real, context, reader));
  }
  return [...found.values()];
}

/** By path: the keys that parts have there. */
function levelsOf({ parts }: SettingsRow): Map<string, readonly string[]> {
  const levels = new Map<string, string[]>();
  for (const { at, holds } of parts) {
    if (!HOLDS.has(holds) || at === '') continue;
    const keys = at.split('.');
    for (const [index, key] of keys.entries()) {
      const path = keys.slice(0, index);
      if (key.includes('*') || path.at(-1) === '**') continue;
      const level = levels.get(path.join('.')) ?? [];
      if (!level.includes(key)) levels.set(path.join('.'), [...level, key]);
    }
  }
  return levels;
}

function inMap(
  node: YamlNode,
  keys: readonly string[],
  real: ReadonlySet<string>,
  context: ObjectContext,
  reader: Reader,
): Problem[] {
  if (node.kind !== 'map') return [];
  const wanted = keys.filter((key) => key.length >= SHORTEST && !EVERYWHERE.has(key) && !node.has(key));
  if (wanted.length === 0) return [];
  const others = new Set([...keys, ...real]);
  return node.ownEntries().flatMap((entry) => {
    const meant = meantKey(entry.key, new Set([...others].filter((key) => !wanted.includes(key))), wanted);
    return meant === undefined ? [] : misspelled(context, entry, meant, reader);
  });
}

function readerOf({ kinds, strict }: SettingsRow): Reader {
  const refuses = strict ?? kinds !== undefined;
  return { refuses, effect: refuses ? 'is refused' : 'is read by nothing' };
}
