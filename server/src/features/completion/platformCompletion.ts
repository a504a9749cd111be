// Completion of the fields that a platform's own objects have for flags, and of a KubeletConfiguration inside of them.
import type { CompletionItem } from 'vscode-languageserver';
import { existsAt, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { flagSummary } from '../../kubernetes/flags/summaries.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { settingsRows } from '../../sources/platforms/allPlatforms.ts';
import type { Part } from '../../sources/platforms/objectTable.ts';
import { sentencesOf, type Words } from '../../text/message.ts';
import { CompletionItemKind, InsertTextFormat } from '../protocolNumbers.ts';
import { minorOf, suggestedValues } from './suggestedValues.ts';
import type { YamlCursor } from './yamlCursor.ts';

/** Which map of a platform's object a cursor is in; `undefined` where it is in none that is read. */
export function platformPart(kind: string, { path }: YamlCursor): Part | undefined {
  return settingsRows
    .filter(({ kinds }) => kinds?.includes(kind))
    .flatMap(({ parts }) => parts)
    .find(({ holds, at }) => (holds === 'own-fields' || holds === 'kubelet-fields') && fits(at.split('.'), path));
}

/** `*` is one key or item, `**` any number of them. */
function fits([head, ...rest]: readonly string[], path: readonly string[]): boolean {
  if (head === undefined) return path.length === 0;
  if (head === '**') return [...path, ''].some((_, index) => fits(rest, path.slice(index)));
  return path.length > 0 && (head === '*' || head === path[0]) && fits(rest, path.slice(1));
}

/** What the version has of them, without those that stand there already. */
export function platformFields(
  part: Part,
  report: ClusterReport | undefined,
  { siblings, range }: YamlCursor,
  words: Words,
): CompletionItem[] {
  if (part.holds !== 'own-fields') return [];
  const { component, fields } = part;
  const minor = minorOf(report);
  return fields.flatMap(([field, name, unit]): CompletionItem[] => {
    const entry = flagsOf[component].get(name);
    if (siblings.has(field) || entry === undefined || !existsAt(entry, minor)) return [];
    const [first] = suggestedValues(component, name, report);
    const value = unit === undefined ? first?.value : first?.value.replace(/s$/, '');
    const isScalar = entry.type !== 'object-list' && entry.type !== 'map' && entry.type !== 'list';
    return [
      {
        label: field,
        kind: CompletionItemKind.Property,
        ...(value !== undefined && { labelDetails: { description: value } }),
        documentation: words(sentencesOf([flagSummary(component, name) ?? '', first?.effect ?? ''])),
        insertTextFormat: InsertTextFormat.PlainText,
        textEdit: { range, newText: isScalar ? `${field}: ${value ?? ''}` : `${field}:` },
      },
    ];
  });
}
