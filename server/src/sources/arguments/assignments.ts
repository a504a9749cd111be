// Variables whose values are flags of a component.
import { ALWAYS } from '../../model/branch.ts';
import type { Assignment, FileReference } from '../../model/reading.ts';
import type { Component, SettingList } from '../../model/setting.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { Span } from '../../text/position.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { nestWord, type Word } from '../../text/shell/word.ts';
import { branchRegions } from '../../text/templates/templateBranches.ts';
import { touchesTemplate } from '../../text/templates/templateMask.ts';
import { branchOf, inBranch } from '../engine/branches.ts';
import { argumentContainer, readArguments } from './argumentText.ts';
import { configReferences } from './commandLine.ts';
import type { CommandText } from './commandText.ts';
import { componentOfFlags, componentOfName } from './componentGuess.ts';
import { dashesOf, settingsOf } from './flagWords.ts';

/** A variable and the word that holds its value, from `valueStart` of the word's text on. */
export interface WrittenVariable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly word: Word;
  readonly valueStart: number;
}

export interface AssignmentReading {
  readonly assignment: Assignment;
  readonly settingLists: readonly SettingList[];
  readonly references: readonly FileReference[];
}

/** Variables that hold a component's arguments by their name, so that flags can be added even where they are empty. */
const HOLDS_ARGUMENTS = /(?:^|_)(?:ARGS|OPTS|OPTIONS|FLAGS)$/;
/** Variables of inserter engines (`KUBELET_IMAGE_ARGS` and `RKT_…` of CoreOS' kubelet-wrapper): other programs' flags. */
const OF_ENGINES = /_IMAGE_|^RKT_|^DOCKER_|^ETCD_/;

/**
 * Reads a variable's value as the flags of a component.
 * @param fallback the component that the file speaks of, where neither the variable's nor the flags' names tell
 */
export function readAssignment(
  text: CommandText,
  variable: WrittenVariable,
  fallback: Component | undefined,
): AssignmentReading {
  const { word, valueStart, name, nameSpan } = variable;
  const words = splitValue(word.text, valueStart).map((inner) => nestWord(word, inner));
  const region = word.sourceOf({ start: valueStart, end: word.text.length });
  return readFlagVariable(
    text,
    { name, nameSpan, words, region, value: valueOfWord(text, word, valueStart, region) },
    fallback,
  );
}

/** A variable with its value in words. */
export interface FlagVariable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly words: readonly Word[];
  readonly region: Span;
  readonly value: Value<string>;
}

export function readFlagVariable(
  text: CommandText,
  { name, nameSpan, words, region, value }: FlagVariable,
  fallback: Component | undefined,
): AssignmentReading {
  const texts = words.map((inner) => inner.text);
  const component = componentOfName(name) ?? componentOfFlags(texts) ?? fallback;
  const { fragment, templates, branch = ALWAYS } = text;
  const own = inBranch([...branchOf(fragment, branchRegions(templates), nameSpan), ...branch]);
  const assignment = { variable: name, value, file: text.file, range: fragment.locate(nameSpan), ...own };
  const hasFlags = texts.some((inner) => dashesOf(inner) > 1);
  if (component === undefined || OF_ENGINES.test(name) || !(hasFlags || HOLDS_ARGUMENTS.test(name))) {
    return { assignment: { ...assignment, settings: [] }, settingLists: [], references: [] };
  }
  const argumentText = { ...text, words, region };
  const parts = readArguments(argumentText, component);
  const inserter = argumentContainer(argumentText);
  return {
    assignment: { ...assignment, settings: settingsOf(parts) },
    settingLists: [
      { component, form: 'flag', source: text.source, inserter, file: text.file, range: assignment.range },
    ],
    references: configReferences(component, parts),
  };
}

function valueOfWord(text: CommandText, word: Word, start: number, span: Span): Value<string> {
  const value = word.text.slice(start);
  if (touchesTemplate(text.templates, span)) return unknown('template', text.fragment.text.slice(span.start, span.end));
  return word.references.some((reference) => reference.end > start) ? unknown('variable', value) : known(value);
}
