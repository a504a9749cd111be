// Units that start one of the components, and their drop-ins.
import type { Assignment, FileReference, Invocation, Problem } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Component, SettingList } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { say } from '../../text/message.ts';
import type { Word } from '../../text/shell/word.ts';
import { readUnit, readUnitCommands, readUnitWords, type UnitEntry } from '../../text/systemd.ts';
import { maskTemplates, touchesTemplate } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { readAssignment } from '../arguments/assignments.ts';
import { readCommandLine } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { componentOfName, fileName } from '../arguments/componentGuess.ts';
import { componentOfProgram, isContainerRun } from '../arguments/componentProgram.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SPEAKS_OF_US = /kubelet|kube-?(?:controller|apiserver|scheduler)|hyperkube|cloud-controller/i;
const SYNTAXES = ['double-brace', 'jinja', 'dollar-expression', 'percent-brace', 'erb', 'brace-name'] as const;
/** Each line is left by its line break alone, so that no text can be split in two ways. */
/** Bottlerocket's templates say first which extensions they need. */
const FRONT_MATTER = /^\[required-extensions\][^+]{0,2048}\+{3}[ \t]*\r?\n/;
const FIRST_LINE = /^[\s\uFEFF]*(?:(?:[#;]|\{[{%#])[^\n]*\n\s*)*\[[A-Z][\w-]*\]/;

/** A unit that starts one of the components. */
export const systemdUnit: Source = {
  id: 'systemd-unit',
  title: 'systemd unit',
  recognises: (candidate) => isUnit(candidate) && !isDropIn(pathOf(candidate)),
  read: (candidate) => readUnitFile(candidate, 'systemd-unit'),
};

/** A drop-in: adds to a unit, or takes its `ExecStart` back by an empty one. */
export const systemdDropIn: Source = {
  id: 'systemd-drop-in',
  title: 'systemd drop-in',
  recognises: (candidate) => isUnit(candidate) && isDropIn(pathOf(candidate)),
  read: (candidate) => readUnitFile(candidate, 'systemd-drop-in'),
};

function isUnit(candidate: SourceFile): boolean {
  const { text } = candidate.fragment;
  // A drop-in that only sets variables names the unit in its path alone.
  const unit = /[^/]+(?=\.service\.d\/)/.exec(pathOf(candidate).slice(-512))?.[0] ?? '';
  return (
    FIRST_LINE.test(text.replace(FRONT_MATTER, '')) &&
    text.includes('[Service]') &&
    (SPEAKS_OF_US.test(text) || SPEAKS_OF_US.test(unit))
  );
}

/** Units never end with `.conf`. */
function isDropIn(file: string): boolean {
  return /\.service\.d\b|\.conf(?:\.\w+)?$/.test(file);
}

function readUnitFile(candidate: SourceFile, source: string): PartialReading {
  const { file, fragment } = candidate;
  const path = pathOf(candidate);
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true, syntaxes: SYNTAXES });
  const unit = readUnit(masked);
  const service = unit.entries.filter((entry) => entry.section === 'Service');
  const wrapped = wrappedComponent(fragment.text);
  const stands = (program: Word): Component | undefined => standsFor(program, candidate, spans, wrapped);
  const text: CommandText = { file, source, fragment, templates: spans, stands };
  const { invocations, settingLists, references } = readStarts(text, unit.joined, service);
  const component = invocations[0]?.component ?? componentOfName(fileName(path)) ?? componentOfName(path);
  const assignments: Assignment[] = [];
  for (const entry of service) {
    if (entry.key === 'EnvironmentFile') addAll(references, environmentFile(text, entry, component));
    if (entry.key !== 'Environment') continue;
    if (entry.valueSpan.start === entry.valueSpan.end) assignments.length = 0;
    for (const word of readUnitWords(unit.joined, entry.valueSpan)) {
      const equals = word.text.indexOf('=');
      if (equals <= 0) continue;
      const nameSpan = word.sourceOf({ start: 0, end: equals });
      const variable = { name: word.text.slice(0, equals), nameSpan, word, valueStart: equals + 1 };
      const reading = readAssignment(text, variable, component);
      assignments.push(reading.assignment);
      addAll(settingLists, reading.settingLists);
      addAll(references, reading.references);
    }
  }
  const settings = [
    ...assignments.flatMap((assignment) => assignment.settings),
    ...invocations.flatMap((invocation) => settingsOf(invocation.parts)),
  ];
  const problems = isDropIn(path) ? secondStart(text, service) : [];
  return { settings, settingLists, invocations, assignments, references, problems };
}

/**
 * The `ExecStart=` of a drop-in without an empty one before it: together with that of the unit it is one too many.
 * systemd `src/core/service.c` (service_verify).
 */
function secondStart({ file, fragment }: CommandText, service: readonly UnitEntry[]): Problem[] {
  const first = service.find(({ key }) => key === 'ExecStart');
  const isOneshot = service.some(
    ({ key, valueSpan }) => key === 'Type' && fragment.text.slice(valueSpan.start, valueSpan.end) === 'oneshot',
  );
  if (!first || isOneshot || first.valueSpan.start === first.valueSpan.end) return [];
  const before = { start: first.keySpan.start, end: first.keySpan.start };
  return [
    {
      file,
      range: fragment.locate(first.keySpan),
      kind: 'exec-start',
      message: say`A second ExecStart= beside that of the unit: systemd refuses it without an empty one before it.`,
      repair: {
        title: say`Add an empty ExecStart= before it`,
        edits: () => {
          const edit = fragment.edit(before, `ExecStart=${fragment.text.includes('\r\n') ? '\r\n' : '\n'}`);
          return edit ? [{ file, ...edit }] : [];
        },
      },
    },
  ];
}

/**
 * The component behind a program that is not named: a variable or template in the unit of a component, or what CoreOS'
 * kubelet-wrapper is told to run in the kubelet's place.
 */
function standsFor(
  program: Word,
  candidate: SourceFile,
  templates: readonly TemplateSpan[],
  wrapped: Component | undefined,
): Component | undefined {
  const { fragment } = candidate;
  if (program.text.endsWith('/kubelet-wrapper')) return wrapped;
  const written = fragment.text.slice(program.source.start, program.source.end);
  const isUnknown = program.references.length > 0 || touchesTemplate(templates, program.source);
  if (!isUnknown || componentOfProgram(program.text) !== undefined || /hyperkube$/.test(program.text)) return undefined;
  return componentOfName(written) ?? componentOfName(fileName(pathOf(candidate)));
}

function wrappedComponent(text: string): Component | undefined {
  const exec = /--exec=\/?(?:hyperkube\s+)?([\w-]{1,64})/.exec(text)?.[1];
  return exec === undefined ? undefined : componentOfName(exec);
}

/** `ExecStart=` in order; an empty one takes back those before it. */
function readStarts(
  text: CommandText,
  joined: string,
  entries: readonly UnitEntry[],
): { invocations: Invocation[]; settingLists: SettingList[]; references: FileReference[] } {
  let invocations: Invocation[] = [];
  let settingLists: SettingList[] = [];
  let references: FileReference[] = [];
  let resets = false;
  for (const entry of entries) {
    const isStart = entry.key === 'ExecStart';
    if (!isStart && entry.key !== 'ExecStartPre') continue;
    if (isStart && entry.valueSpan.start === entry.valueSpan.end) {
      resets = true;
      [invocations, settingLists, references] = [[], [], []];
      continue;
    }
    for (const command of readUnitCommands(joined, entry.valueSpan)) {
      const words = command.prefix.includes('@')
        ? [...command.words.slice(0, 1), ...command.words.slice(2)]
        : command.words;
      // A container that is started before, and whose log is then followed.
      if (!isStart && !isContainerRun(words.map((word) => word.text))) continue;
      for (const reading of readCommandLine(text, words, resets)) {
        invocations.push(reading.invocation);
        settingLists.push(reading.settingList);
        addAll(references, reading.references);
      }
    }
  }
  return { invocations, settingLists, references };
}

function environmentFile(
  text: CommandText,
  entry: UnitEntry,
  component: Invocation['component'] | undefined,
): FileReference[] {
  const written = text.fragment.text.slice(entry.valueSpan.start, entry.valueSpan.end);
  const optional = written.startsWith('-');
  const path = optional ? written.slice(1) : written;
  if (path === '') return [];
  const range = text.fragment.locate(entry.valueSpan);
  const reference = { kind: 'environment-file' as const, path, optional, file: text.file, range };
  return [component === undefined ? reference : { ...reference, component }];
}
