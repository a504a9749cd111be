// Makefiles and justfiles: the commands of their recipes, flags in their variables, files in their `define`s.

import type { PartialReading } from '../../model/readingParts.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import { type ExcerptPiece, excerpt } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { readFlagVariable } from '../arguments/assignments.ts';
import { commandsReading } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { fileName, mentionsFlags } from '../arguments/componentGuess.ts';
import { readDistributionArguments } from '../arguments/distributionArguments.ts';
import { isScriptOfOurs } from '../engine/commandMark.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SOURCE = 'recipes';
const MAKEFILE = /^(?:GNU)?[Mm]akefile(?:\.[\w-]+)*$|\.mk$/;
const JUSTFILE = /^\.?justfile$|\.just$/i;
const VARIABLE = /^[ ]{0,8}(?:(?:export|override)[ ]+)*([A-Za-z_][\w.-]{0,127})[ \t]*(?::{0,3}|[?+!])=[ \t]*/;
const DEFINE = /^(?:export |override ){0,2}define[ \t]/;
/** A target with its recipe behind it on the same line. */
const ON_LINE = /^[^\t#=:][^#=:]{0,300}::?[^=;#]{0,1000};/;

/** Recipes of make and just, whose lines are commands of the shell. */
export function recipeFile(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'Makefile, justfile',
    recognises: (candidate) => isRecipeFile(candidate) && isOurs(candidate.fragment.text),
    read: (candidate) => {
      const { commands, variables, definitions } = partsOf(
        candidate.fragment,
        JUSTFILE.test(fileName(pathOf(candidate))),
      );
      const read = (fragment: Fragment, path: string) => nested({ file: candidate.file, fragment, path });
      return mergeReadings([
        ...(commands.text === '' ? [] : [read(commands, 'recipes.sh')]),
        ...readVariables(candidate, variables),
        ...definitions.map((definition) => read(definition, '')),
      ]);
    },
  };
}

function isOurs(text: string): boolean {
  return isScriptOfOurs(text) || mentionsFlags(text);
}

function isRecipeFile(candidate: SourceFile): boolean {
  const name = fileName(pathOf(candidate));
  return MAKEFILE.test(name) || JUSTFILE.test(name);
}

interface Variable {
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

interface Parts {
  readonly commands: Fragment;
  readonly variables: readonly Variable[];
  readonly definitions: readonly Fragment[];
}

function partsOf(outer: Fragment, isJust: boolean): Parts {
  const { text } = outer;
  const pieces: ExcerptPiece[] = [];
  const variables: Variable[] = [];
  const definitions: Fragment[] = [];
  let definition: number | undefined;
  let continued: 'command' | 'other' | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next);
    const bare = line.trimEnd();
    if (definition !== undefined) {
      if (bare === 'endef') {
        definitions.push(inMake(outer, [{ start: definition, end: at }]));
        definition = undefined;
      }
    } else if (continued !== undefined) {
      if (continued === 'command') addCommand(pieces, text, at + (/^\t?/.exec(line)?.[0].length ?? 0), next, isJust);
      continued = bare.endsWith('\\') ? continued : undefined;
    } else {
      const isRecipe = isJust ? /^[ \t]+\S/.test(line) : line.startsWith('\t');
      const lead = isRecipe ? /^[ \t]*[@+-]*/.exec(line) : isJust ? null : ON_LINE.exec(line);
      if (lead !== null) addCommand(pieces, text, at + lead[0].length, next, isJust);
      else if (DEFINE.test(bare)) definition = next;
      else {
        const match = VARIABLE.exec(line);
        if (match !== null) variables.push(variableAt(text, at, match));
      }
      if (bare.endsWith('\\')) continued = lead === null ? 'other' : 'command';
    }
    at = next;
  }
  const commands = excerpt(outer, pieces, (written) => (isJust ? written : written.replaceAll('$', '$$$$')));
  return { commands, variables, definitions };
}

/** A line of a recipe; make turns two dollars into the one that the shell gets. */
function addCommand(pieces: ExcerptPiece[], text: string, start: number, end: number, isJust: boolean): void {
  let from = start;
  for (let at = isJust ? -1 : text.indexOf('$$', start); at >= 0 && at < end - 1; at = text.indexOf('$$', at + 2)) {
    pieces.push({ text: text.slice(from, at + 1), source: { start: from, end: at + 1 } });
    from = at + 2;
  }
  if (from < end) pieces.push({ text: text.slice(from, end), source: { start: from, end } });
}

function inMake(outer: Fragment, spans: readonly Span[]): Fragment {
  const pieces: ExcerptPiece[] = [];
  for (const { start, end } of spans) addCommand(pieces, outer.text, start, end, false);
  return excerpt(outer, pieces, (written) => written.replaceAll('$', '$$$$'));
}

function variableAt(text: string, at: number, match: RegExpExecArray): Variable {
  const [head, name = ''] = match;
  const start = at + head.length;
  const nameStart = at + head.indexOf(name);
  let end = start;
  do {
    const newline = text.indexOf('\n', end === start ? start : end + 1);
    end = newline < 0 ? text.length : newline;
  } while (end < text.length && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end)));
  return { nameSpan: { start: nameStart, end: nameStart + name.length }, valueSpan: { start, end } };
}

/** Variables with a component's flags, or with a distribution's options. */
function readVariables({ file, fragment }: SourceFile, variables: readonly Variable[]): PartialReading[] {
  const ours = variables.filter(({ valueSpan: { start, end } }) => {
    return isOurs(fragment.text.slice(start, end));
  });
  if (ours.length === 0) return [];
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true });
  const text = { file, source: SOURCE, fragment, templates: spans };
  return ours.map((variable) => readVariable(text, masked, variable));
}

function readVariable(text: CommandText, masked: string, { nameSpan, valueSpan }: Variable): PartialReading {
  const words = splitValue(masked, valueSpan.start, valueSpan.end);
  const commands = readDistributionArguments(text, words);
  if (commands.length > 0) return commandsReading(commands);
  const written = text.fragment.text.slice(valueSpan.start, valueSpan.end);
  if (!mentionsFlags(written)) return {};
  const name = text.fragment.text.slice(nameSpan.start, nameSpan.end);
  const value: Value<string> = written.includes('$') ? unknown('variable', written) : known(written.trim());
  const variable = { name, nameSpan, words, region: valueSpan, value };
  const { assignment, settingLists, references } = readFlagVariable(text, variable, undefined);
  return { assignments: [assignment], settings: assignment.settings, settingLists, references };
}
