// Settings that a map takes over from others (`<<: *common`).
import type { Setting } from '../../model/setting.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { UNWRITABLE } from '../arguments/flagWords.ts';

/** Maps that merge maps that merge maps. */
const DEPTH = 4;

/**
 * Settings that a map takes over from others (`<<: *common`), its own ones first. They stand where they are taken over:
 * what is written elsewhere is not theirs to change.
 */
export function withMerged(map: YamlNode, read: (entry: YamlEntry) => Setting | undefined): Setting[] {
  const own = map.ownEntries();
  const settings = own.filter(({ key }) => key !== '<<').flatMap((entry) => read(entry) ?? []);
  const known = new Set(own.map(({ key }) => key));
  for (const merge of own) {
    if (merge.key !== '<<') continue;
    const { fragment } = map.context;
    const range = fragment.locate(merge.span);
    for (const entry of mergedEntries(merge.value, DEPTH)) {
      if (known.has(entry.key)) continue;
      known.add(entry.key);
      const setting = read(entry);
      if (setting !== undefined)
        settings.push({ ...setting, range, nameRange: range, valueRange: range, rewriter: UNWRITABLE });
    }
  }
  return settings;
}

/** Entries of a map or of several, the first of a name counts. */
function mergedEntries(source: YamlNode, depth: number): readonly YamlEntry[] {
  if (depth === 0) return [];
  if (source.kind === 'sequence') return source.items().flatMap((item) => mergedEntries(item, depth - 1));
  return source.ownEntries().flatMap((entry) => (entry.key === '<<' ? mergedEntries(entry.value, depth - 1) : [entry]));
}
