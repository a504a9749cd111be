// Command lines that start a component, also through a shell.
import type { FileReference, InvocationPart } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import type { Span } from '../../text/position.ts';
import { readShellCommands } from '../../text/shell/shellCommands.ts';
import { nestWord, type Word } from '../../text/shell/word.ts';
import { type ArgumentText, argumentContainer, readArguments } from './argumentText.ts';
import type { CommandReading, CommandText } from './commandText.ts';
import { type Program, programOf } from './componentProgram.ts';
import { readDistributionArguments } from './distributionArguments.ts';
import { settingsOf } from './flagWords.ts';

/** Prints something and ends. */
const ASKS = /^(?:--version|--help|-h)$/;

/** Reads a command line that starts a component, also through a shell (`sh -c '…'`); others give nothing. */
export function readCommandLine(text: CommandText, words: readonly Word[], resets = false): CommandReading[] {
  const stands = words[0] === undefined ? undefined : text.stands?.(words[0]);
  const program: Program | undefined =
    stands === undefined
      ? programOf(words.map((word) => word.text))
      : { kind: 'component', component: stands, argumentsFrom: 1 };
  if (program === undefined) return readDistributionArguments(text, words, resets);
  if (program.kind === 'component' && words.some((word) => ASKS.test(word.text))) return [];
  if (program.kind === 'shell') {
    const script = words[program.script];
    if (script === undefined) return [];
    return readShellCommands(script.text).flatMap((command) => {
      const inner = command.words.map((word) => nestWord(script, word));
      // One shell in another is enough.
      return programOf(inner.map((word) => word.text))?.kind === 'shell' ? [] : readCommandLine(text, inner, resets);
    });
  }
  const last = words[program.argumentsFrom - 1];
  if (last === undefined) return [];
  const argumentWords = words.slice(program.argumentsFrom);
  const region = { start: last.source.end, end: argumentWords.at(-1)?.source.end ?? last.source.end };
  return [commandReading({ ...text, words: argumentWords, region }, program.component, last.source, resets)];
}

/** Command lines as a reading. */
export function commandsReading(readings: readonly CommandReading[]): PartialReading {
  return {
    settings: readings.flatMap((reading) => settingsOf(reading.invocation.parts)),
    invocations: readings.map((reading) => reading.invocation),
    settingLists: readings.map((reading) => reading.settingList),
    references: readings.flatMap((reading) => reading.references),
  };
}

/** Settings that name a configuration file of the kubelet. */
export function configReferences(component: Component, parts: readonly InvocationPart[]): FileReference[] {
  if (component !== 'kubelet') return [];
  return settingsOf(parts).flatMap((setting) => {
    const kind = setting.name === 'config' || setting.name === 'config-dir' ? setting.name : undefined;
    if (kind === undefined) return [];
    const path = setting.value.known ? setting.value.value : setting.value.text;
    return [{ kind, component, path, optional: false, file: setting.file, range: setting.valueRange }];
  });
}

function commandReading(text: ArgumentText, component: Component, program: Span, resets: boolean): CommandReading {
  const { file, fragment, source } = text;
  const parts = readArguments(text, component);
  const range = fragment.locate(program);
  return {
    invocation: { component, parts, resets, file, range },
    settingList: { component, form: 'flag', source, inserter: argumentContainer(text), file, range },
    references: configReferences(component, parts),
  };
}
