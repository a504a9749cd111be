// What may be written at a position, in files of every shape.
import type { CompletionItem } from 'vscode-languageserver';
import { isConfigurationFile } from '../../project/configurationFile.ts';
import { linesOf } from '../../text/lineIndex.ts';
import type { Position } from '../../text/position.ts';
import type { ClientSupport } from '../clientSupport.ts';
import type { Display } from '../display.ts';
import type { FileView } from '../fileView.ts';
import { completeConfiguration } from './configurationCompletion.ts';
import { completeField } from './fieldCompletion.ts';
import { completeFlag, completeValue } from './flagCompletion.ts';
import { snippetItems } from './snippets.ts';
import { yamlCursorAt } from './yamlCursor.ts';

/** What the client can show; `hiddenHints` with `keys` where another server offers the keys of Kubernetes' objects. */
type CompletionSupport = Pick<ClientSupport, 'snippets'> & Pick<Display, 'hiddenHints'>;

/** Flags, fields, values and set-ups; nothing in files that are not ours. */
export function complete(
  view: FileView,
  position: Position,
  { snippets, hiddenHints }: CompletionSupport,
): CompletionItem[] | null {
  const { text, file } = view;
  if (text === undefined) return null;
  if (isConfigurationFile(file)) return completeConfiguration(view, position);
  const report = view.snapshot.clusterOf(file, position);
  const values = completeValue(view, position, report);
  if (values !== undefined) return values;
  const isYaml = /\.ya?ml$/.test(file);
  const cursor = isYaml ? yamlCursorAt(text, position) : undefined;
  const flags = completeFlag(view, position, report, cursor, snippets);
  if (flags !== undefined) return flags;
  if (cursor === undefined) return null;
  if (snippets && isEmptyDocument(text, position)) return snippetItems(view.words);
  return completeField(view, position, report, cursor, !hiddenHints.includes('keys'));
}

/** Nothing but what is being typed stands in the document. */
function isEmptyDocument(text: string, { line, character }: Position): boolean {
  const lines = linesOf(text);
  const isEnd = (one: string) => /^---(?:\s|$)/.test(one);
  const before = lines.slice(0, line);
  const own = [...before.slice(before.findLastIndex(isEnd) + 1)];
  const after = lines.slice(line + 1);
  const end = after.findIndex(isEnd);
  const rest = end < 0 ? after : after.slice(0, end);
  const isTyped = /^\w*$/.test((lines[line] ?? '').slice(0, character));
  return isTyped && [...own, ...rest].every((one) => /^\s*(?:#.*)?$/.test(one));
}
