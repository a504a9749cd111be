// Lines that a task or a command writes into a file which is there: arguments of a manifest, or whatever the file holds.

import type { PartialReading } from '../../model/readingParts.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import type { NestedReader, SourceFile } from '../engine/source.ts';
import { readArguments } from './argumentText.ts';
import { componentOfFlags, componentOfName, fileName } from './componentGuess.ts';
import { settingsOf } from './flagWords.ts';

/** Items of a command's list, or one flag in the place of another. */
const ARGUMENT = /^\s*(?:-\s+)?["']?--[a-z]/;

/** @param candidate `path`: the file that gets the lines */
export function readWrittenLines(candidate: SourceFile, nested: NestedReader, source: string): PartialReading {
  const { file, fragment, path = '' } = candidate;
  const { masked, spans } = maskTemplates(fragment.text);
  const lines = masked.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return {};
  if (!lines.every((line) => ARGUMENT.test(line))) return nested(candidate);
  const words = splitValue(masked).filter((word) => word.text !== '-');
  const component = componentOfName(fileName(path)) ?? componentOfFlags(words.map((word) => word.text));
  if (component === undefined) return {};
  const region = { start: 0, end: fragment.text.length };
  const text = { file, source, fragment, templates: spans, words, region };
  return { settings: settingsOf(readArguments(text, component)) };
}
