// A key that nothing reads, close to one that we read, becomes a problem with the right name as its repair.
import type { FieldNames } from '../../kubernetes/fieldNames.ts';
import type { Problem } from '../../model/reading.ts';
import { type Message, say } from '../../text/message.ts';
import { renameKey } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { meantField } from './meantName.ts';
import { inFile, isConditional, type ObjectContext } from './yamlFields.ts';

/** Who reads the map, and what becomes of a key that it does not know. */
export interface Reader {
  /** `is dropped`. */
  readonly effect: Message;
  /** It is refused, not dropped. */
  readonly refuses: boolean;
}

/** Keys of a map that are close to fields which we read. */
export function misspelledFields(context: ObjectContext, map: YamlNode, names: FieldNames, reader: Reader): Problem[] {
  return map.ownEntries().flatMap((entry) => {
    const meant = meantField(entry.key, names);
    return meant === undefined ? [] : misspelled(context, entry, meant, reader);
  });
}

/** The problem of one key. */
export function misspelled(context: ObjectContext, entry: YamlEntry, meant: string, reader: Reader): Problem[] {
  if (isConditional(context, entry.span) || /^_+$/.test(entry.key)) return [];
  const { file } = context;
  const { key, map } = entry;
  return [
    {
      kind: 'misspelled',
      message: sentence(say`${key} ${reader.effect}`, meant),
      file,
      range: map.context.fragment.locate(entry.keySpan),
      ...(reader.refuses && { refused: true as const }),
      ...(!map.has(meant) && {
        repair: { title: say`Write ${meant}`, edits: () => inFile(file, renameKey(entry, meant)) },
      }),
    },
  ];
}

/** One sentence is to fit into a line of a list; two long names would not, and the fix names the right one. */
const LONGEST = 98;

function sentence(said: Message, meant: string): Message {
  const whole = say`${said}; the field is ${meant}`;
  return String(whole).length <= LONGEST ? whole : said;
}
