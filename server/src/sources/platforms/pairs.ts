// Flags that are written one an item, `name=value`.
import type { Inserter, Rewriter } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { addItem, removeEntry, removeItems, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { isBooleanFlag } from '../arguments/flagKinds.ts';
import { readFlagWords, settingsOf, type WrittenFlag } from '../arguments/flagWords.ts';
import { argumentWord, replacePart } from '../arguments/yamlArguments.ts';
import { inFile } from '../engine/yamlFields.ts';
import type { Holding } from './objectTable.ts';
import type { PartReading } from './partReading.ts';

/** Flags that are written one an item, `name=value`, with or without dashes; or one alone without a list. */
export function readPairs(
  reading: PartReading,
  { component, layer }: Extract<Holding, { readonly holds: 'pairs' }>,
  entry: YamlEntry,
): void {
  const { context, source, into } = reading;
  const { value } = entry;
  const { file } = context;
  const items = value.kind === 'sequence' ? value.items() : value.kind === 'scalar' ? [value] : [];
  const settings = items.flatMap((item, index) => readPair(reading, component, item, () => removal(entry, index)));
  addAll(into.settings, settings);
  const range = value.context.fragment.locate(entry.keySpan);
  into.settingLists.push({
    ...{ file, range, component, form: 'flag', source },
    inserter: pairContainer(file, entry),
    ...(layer && { layer: { ...layer, set: isTopLevel(entry) ? '' : `${entry.map.span.start}` } }),
  });
}

function removal(entry: YamlEntry, index: number) {
  return entry.value.kind === 'sequence' ? removeItems(entry.value, index, index + 1) : removeEntry(entry);
}

function readPair(
  { context, source }: PartReading,
  component: Component,
  item: YamlNode,
  remove: () => ReturnType<typeof removal>,
): Setting[] {
  const { file } = context;
  const rewriter = ({ nameSpan, value }: WrittenFlag): Rewriter => {
    const end = { start: nameSpan.end, end: nameSpan.end };
    return {
      replace: (text) =>
        inFile(file, value === undefined ? replacePart(item, end, `=${text}`) : replacePart(item, value.span, text)),
      remove: () => inFile(file, remove()),
      rename: (name) => inFile(file, replacePart(item, nameSpan, `${dashesOf(item)}${name}`)),
    };
  };
  const words = [argumentWord(context, item)];
  return settingsOf(
    readFlagWords(words, { component, source, file, isBoolean: isBooleanFlag, dashesOptional: true, rewriter }),
  );
}

/** A key of the file itself; below other keys every map stands for a configuration of its own. */
function isTopLevel({ map }: YamlEntry): boolean {
  return map.node === map.context.document.contents;
}

/** Adds a pair with dashes where the others have them; one that stands alone becomes a list. */
function pairContainer(file: string, { value: list }: YamlEntry): Inserter {
  const [first = list] = list.items();
  const dashes = dashesOf(first);
  return {
    add(name, value) {
      const pair = `${dashes}${name}=${String(value)}`;
      if (list.kind !== 'scalar') return inFile(file, addItem(list, pair));
      const both = [list.quote === undefined ? flowText(list.text) : list.source, flowText(pair)];
      return inFile(file, replaceScalar(list, `[${both.join(', ')}]`, 'bare'));
    },
  };
}

/** As an item of a list in brackets. */
function flowText(text: string): string {
  return /^[\w./=:*-]+$/.test(text) ? text : JSON.stringify(text);
}

function dashesOf({ text }: YamlNode): string {
  return /^-*/.exec(text)?.[0] ?? '';
}
