// Keys of platforms' configurations that are close to those of a row, and that no program reads.
import { KUBELET_FIELD_NAMES } from '../../kubernetes/fieldNames.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { flagName } from '../arguments/flagWords.ts';
import { meantKey } from '../engine/meantName.ts';
import { misspelled, type Reader } from '../engine/misspelled.ts';
import { isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { spotsAt } from '../objects/objectPath.ts';
import type { Part, SettingsRow } from './objectTable.ts';

/** Keys that hold settings; others (versions, files) are not ours to judge. */
const HOLDS: ReadonlySet<Part['holds']> = new Set([
  ...(['arguments', 'words', 'pairs', 'kubelet-fields', 'own-fields', 'profile', 'text'] as const),
]);
/** What other programs call a list of flags. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['extraArgs', ['args', 'arguments', 'extraArguments', 'flags', 'extra_args', 'extraFlags']],
  ['kubeletExtraArgs', ['kubeletArgs', 'kubeletExtraArguments', 'kubeletArguments', 'extraArgs']],
  ['kubeletExtraConfig', ['kubeletExtraArgs', 'kubeletConfig', 'kubeletConfiguration']],
]);
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
    for (const { node } of spotsAt(root, path)) {
      add(inMap(node, wanted, new Set(), context, reader));
      if (row.hasNoAliases === true) add(aliasesIn(node, wanted, context, reader));
    }
  }
  if (row.hasNoAliases === true) add(flagsBeside(row, root, context, reader));
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

/** Another program's word for what stands here. */
function aliasesIn(node: YamlNode, wanted: readonly string[], context: ObjectContext, reader: Reader): Problem[] {
  if (node.kind !== 'map') return [];
  return node.ownEntries().flatMap((entry) => {
    const meant = wanted.find(
      (key) => ALIASES.get(key)?.includes(entry.key) === true && !node.has(key) && !wanted.includes(entry.key),
    );
    return meant === undefined ? [] : misspelled(context, entry, meant, reader);
  });
}

/** Flags that stand beside the map that they belong into, one level off. */
function flagsBeside(row: SettingsRow, root: YamlNode, context: ObjectContext, reader: Reader): Problem[] {
  return row.parts.flatMap((part) => {
    const dot = part.at.lastIndexOf('.');
    if (part.holds !== 'arguments' || dot < 0) return [];
    const below = part.at.slice(dot + 1);
    return spotsAt(root, part.at.slice(0, dot)).flatMap(({ node }) =>
      node.ownEntries().flatMap((entry): Problem[] => {
        const name = flagName(entry.key);
        const isOurs = name.split('-').length > 2 && flagsOf[part.component].get(name)?.form === 'flag';
        if (!isOurs || isConditional(context, entry.span)) return [];
        return [
          {
            kind: 'misspelled',
            message: say`${entry.key} belongs into ${below}; here it ${reader.effect}`,
            file: context.file,
            range: node.context.fragment.locate(entry.keySpan),
            ...(reader.refuses && { refused: true as const }),
          },
        ];
      }),
    );
  });
}

function readerOf({ kinds, strict }: SettingsRow): Reader {
  const refuses = strict ?? kinds !== undefined;
  return { refuses, effect: refuses ? say`is refused` : say`is read by nothing` };
}
