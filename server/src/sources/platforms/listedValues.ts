// Flags whose values are a list.
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Rewriter } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { known, unknown } from '../../model/value.ts';
import { removeEntry, renameKey, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry } from '../../text/yaml/yamlNode.ts';
import { flagName } from '../arguments/flagWords.ts';
import { inBranch } from '../engine/branches.ts';
import { branchAt, inFile, isConditional, type ObjectContext } from '../engine/yamlFields.ts';

/**
 * A flag whose values are a list: it is given once for each. Lists add up, of any other flag the last one counts. This
 * is how OpenShift keeps all arguments (`map[string][]string`).
 *
 * @returns `undefined` where the value is no list of scalars
 */
export function listedSetting(
  context: ObjectContext,
  component: Component,
  source: string,
  entry: YamlEntry,
): Setting | undefined {
  const { value: list, map } = entry;
  const items = list.items();
  const last = items.at(-1);
  if (list.kind !== 'sequence' || last === undefined || items.some((item) => item.kind !== 'scalar')) return undefined;
  const { fragment } = map.context;
  const name = flagName(entry.key);
  const type = flagsOf[component].get(name)?.type;
  const addsUp = type === undefined || type === 'list' || type === 'map';
  const counting = addsUp ? items : [last];
  const isTemplated = list.isTemplated || isConditional(context, list.span);
  const rewriter: Rewriter = {
    // A value of several items is no one scalar.
    replace: (text) => (counting.length > 1 ? [] : inFile(context.file, replaceScalar(last, text))),
    remove: () => inFile(context.file, removeEntry(entry)),
    rename: (text) => inFile(context.file, renameKey(entry, text)),
  };
  return {
    component,
    form: 'flag',
    source,
    name,
    spelling: entry.key,
    value: isTemplated ? unknown('template', list.source) : known(counting.map((item) => item.text).join(',')),
    writtenType: 'string',
    ...inBranch(branchAt(context, list, entry.span)),
    file: context.file,
    range: fragment.locate(entry.span),
    nameRange: fragment.locate(entry.keySpan),
    valueRange: fragment.locate({ start: (counting[0] ?? last).inner.start, end: last.inner.end }),
    rewriter,
  };
}
