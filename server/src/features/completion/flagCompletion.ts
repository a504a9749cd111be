// Completion of flags and of the values of settings, in whatever file they stand.
import type { CompletionItem } from 'vscode-languageserver';
import { type ComponentName, componentOfNamePart } from '../../kubernetes/components.ts';
import { existsAt, FLAGS } from '../../kubernetes/flags/catalogue.ts';
import type { Flag } from '../../kubernetes/flags/flag.ts';
import { flagSummary } from '../../kubernetes/flags/summaries.ts';
import type { Reading } from '../../model/reading.ts';
import type { Setting } from '../../model/setting.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { linesOf } from '../../text/lineIndex.ts';
import { type Said, say, sentencesOf, type Words } from '../../text/message.ts';
import { comparePositions, type Position, type Range, touches } from '../../text/position.ts';
import type { FileView } from '../fileView.ts';
import { CompletionItemKind, InsertTextFormat } from '../protocolNumbers.ts';
import { minorOf, suggestedValues } from './suggestedValues.ts';
import type { YamlCursor } from './yamlCursor.ts';

/** Values of the setting at a position; `undefined` where it is at none. */
export function completeValue(
  { snapshot, file, words }: FileView,
  position: Position,
  report: ClusterReport | undefined,
) {
  const setting = snapshot
    .reading(file)
    ?.settings.find(
      ({ nameRange, valueRange }) => touches(valueRange, position) && comparePositions(nameRange.end, position) < 0,
    );
  if (setting === undefined) return undefined;
  const { component, name, valueRange } = setting;
  return suggestedValues(component, name, report).map(
    ({ value, effect }, index): CompletionItem => ({
      label: value,
      kind: CompletionItemKind.Value,
      ...(effect !== '' && { labelDetails: { description: words(effect) } }),
      ...documentation(component, name, effect, words),
      sortText: String(index).padStart(2, '0'),
      filterText: value,
      textEdit: { range: valueRange, newText: value },
    }),
  );
}

/** Flags where one begins: behind dashes in a command line, else where a shape lists names without them. */
export function completeFlag(
  view: FileView,
  position: Position,
  report: ClusterReport | undefined,
  cursor: YamlCursor | undefined,
  snippets: boolean,
): CompletionItem[] | undefined {
  const line = linesOf(view.text ?? '')[position.line] ?? '';
  const before = line.slice(0, position.character);
  const [dashed] = /(?:^|(?<=[\s"'[,=(]))--?[\w-]*$/.exec(before) ?? [];
  if (dashed !== undefined) {
    const component = componentNear(view, position);
    const range = rangeBefore(position, dashed.length);
    return (
      component && flagItems(component, report, range, (name, value) => `--${name}=${value}`, snippets, view.words)
    );
  }
  const listed = cursor && componentOfArguments(cursor.path);
  if (cursor === undefined || listed === undefined) return undefined;
  const quote = /["']/.test(line[cursor.range.start.character] ?? '') ? 1 : 0;
  const range = rangeBefore(position, Math.max(0, position.character - cursor.range.start.character - quote));
  return flagItems(listed, report, range, (name, value) => spelledIn(cursor, name, value), snippets, view.words);
}

/** `extraArgs: {name: "value"}`, `- name: …`, `- name=value`. */
function spelledIn({ kind, path }: YamlCursor, name: string, value: string): string {
  if (kind === 'value') return name;
  return path.at(-1) === '*' ? `${name}=${value}` : `${name}: "${value}"`;
}

/** The component of a list or map of arguments by the keys that lead there: `kubelet-arg`, `controllerManager.extraArgs`. */
function componentOfArguments(path: readonly string[]): ComponentName | undefined {
  const keys = path.filter((key) => key !== '*');
  const isName = keys.at(-1) === 'name';
  const holder = keys.at(isName ? -2 : -1) ?? '';
  if (!/arg/i.test(holder) || holder === 'args') return undefined;
  return componentOfNamePart(keys.toReversed().find((key) => componentOfNamePart(key) !== undefined) ?? '');
}

/** The component whose flags stand nearest; else whose program is named nearest before. */
function componentNear({ snapshot, file, text }: FileView, position: Position): ComponentName | undefined {
  const nearest = nearestFlag(snapshot.reading(file), position);
  const programs = /kube-controller-manager|kube-apiserver|cloud-controller-manager|kubelet/g;
  const lines = linesOf(text ?? '').slice(0, position.line + 1);
  const named = lines.join('\n').match(programs)?.at(-1) as ComponentName | undefined;
  return nearest ?? named;
}

/** Further away another component may be meant. */
const NEAR = 30;

function nearestFlag(reading: Reading | undefined, { line }: Position): ComponentName | undefined {
  let best: { readonly setting: Setting; readonly distance: number } | undefined;
  for (const setting of reading?.settings ?? []) {
    const distance = Math.abs(setting.range.start.line - line);
    const isNearer = distance <= NEAR && (best === undefined || distance < best.distance);
    if (setting.form === 'flag' && setting.name !== '' && isNearer) best = { setting, distance };
  }
  return best?.setting.component;
}

function flagItems(
  component: ComponentName,
  report: ClusterReport | undefined,
  range: Range,
  spelled: (name: string, value: string) => string,
  snippets: boolean,
  words: Words,
): CompletionItem[] {
  const minor = minorOf(report);
  return FLAGS.filter((entry) => entry.component === component && isOffered(entry, minor)).map((entry) => {
    const { name } = entry;
    const [first] = suggestedValues(component, name, report);
    const summary = flagSummary(component, name);
    const value = first?.value ?? '';
    const newText = snippets ? spelled(name, `\${1:${value.replace(/[\\$}]/g, '\\$&')}}`) : spelled(name, value);
    return {
      label: spelled(name, '').replace(/(?:=|: "")$/, ''),
      kind: CompletionItemKind.Property,
      ...(value !== '' && { labelDetails: { description: value } }),
      ...documentation(component, name, first?.effect ?? '', words),
      sortText: `${summary === undefined ? 1 : 0}${name}`,
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range, newText },
    };
  });
}

/** What the version has, and nobody is told to leave. */
function isOffered(entry: Flag, minor: number): boolean {
  const { deprecated = Number.POSITIVE_INFINITY, noopSince = Number.POSITIVE_INFINITY } = entry;
  return entry.form === 'flag' && existsAt(entry, minor) && minor < deprecated && minor < noopSince;
}

function documentation(component: ComponentName, name: string, effect: Said, words: Words) {
  const told = words(effect);
  const sentence = told === '' ? '' : say`${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
  const text = words(sentencesOf([flagSummary(component, name) ?? '', sentence]));
  return text === '' ? {} : { documentation: text };
}

function rangeBefore({ line, character }: Position, length: number): Range {
  return { start: { line, character: character - length }, end: { line, character } };
}
