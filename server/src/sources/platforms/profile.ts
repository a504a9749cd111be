// A name that stands for fixed values.
import type { Setting } from '../../model/setting.ts';
import { known } from '../../model/value.ts';
import { UNWRITABLE } from '../arguments/flagWords.ts';
import { inBranch } from '../engine/branches.ts';
import { branchAt, entryPlace, isConditional } from '../engine/yamlFields.ts';
import type { Spot } from '../objects/objectPath.ts';
import type { Profiles } from './objectTable.ts';
import type { PartReading } from './partReading.ts';

/** Reads a name that stands for fixed values, which cannot be changed one by one. An unknown name sets nothing. */
export function readProfile({ context, source, into }: PartReading, profiles: Profiles, { node, entry }: Spot): void {
  if (entry === undefined || node.kind !== 'scalar') return;
  const isOpen = node.isTemplated || isConditional(context, entry.span);
  // Any of them may be meant: what one of them sets is not known.
  const rows = isOpen ? longest([...profiles.values()]) : profiles.get(node.text);
  const { fragment } = entry.map.context;
  const settings = (rows ?? []).map(
    ([component, name, value]): Setting => ({
      ...{ component, name, source },
      form: /[A-Z]/.test(name) ? 'field' : 'flag',
      spelling: entry.key,
      value: isOpen ? { known: false, reason: 'template', text: node.source } : known(value),
      writtenType: 'string',
      ...inBranch(branchAt(context, node, entry.span)),
      file: context.file,
      range: fragment.locate(entry.span),
      nameRange: fragment.locate(entry.keySpan),
      valueRange: node.range,
      rewriter: UNWRITABLE,
      ...(!isOpen && { profile: { name: node.text, rewriter: entryPlace(context.file, entry) } }),
    }),
  );
  for (const each of settings) into.settings.push(each);
}

function longest<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.reduce<readonly T[]>((a, b) => (b.length > a.length ? b : a), []);
}
