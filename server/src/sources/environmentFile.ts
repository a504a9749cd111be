import type { Component } from '../model/setting.ts';
import { type EnvEntry, readEnvFile } from '../text/envFile.ts';
import { maskTemplates } from '../text/template.ts';
import { readAssignment } from './assignments.ts';
import { componentOfFlags, componentOfName, fileName, knownFlags, mentionsFlags } from './componentGuess.ts';
import { type PartialReading, pathOf, type Source, type SourceFile } from './source.ts';

const SOURCE = 'environment-file';
const MENTIONS_US = /^[^#\n]{0,40}\b(?:KUBE|K8S)/m;
const ASSIGNS = /^[ \t\uFEFF]*(?:export[ \t]+)?[A-Za-z_]\w*=/m;
/** Variables that Kubernetes' own units and packages read. */
const OUR_VARIABLE = /^(?:KUBELET|KUBE|K8S)_\w*(?:ARGS|OPTS|OPTIONS|FLAGS)$|^KUBE(?:LET)?_(?:CONTROLLER|API|SCHED)/;

/** Variables with a component's flags, for a unit's `EnvironmentFile=` or a script that sources them. */
export const environmentFile: Source = {
  id: SOURCE,
  title: 'environment file',
  recognises({ fragment }) {
    if (
      !beginsAsAssignments(fragment.text) ||
      !ASSIGNS.test(fragment.text) ||
      !(MENTIONS_US.test(fragment.text) || mentionsFlags(fragment.text))
    )
      return false;
    const masked = maskTemplates(fragment.text, { continuations: true }).masked;
    const entries = readEnvFile(masked);
    return assignsOnly(masked, entries) && entries.some(isOurs);
  },
  read: readEnvironmentFile,
};

/** Larger files of variables are no environment of a unit. */
const MAX_PLAIN_LENGTH = 100_000;

/**
 * Variables of a file that holds nothing of ours: a unit may name it, and then what it sets counts, be it nothing.
 * `undefined` for a file that does not look like one of assignments alone.
 */
export function readPlainEnvironment(candidate: SourceFile): PartialReading | undefined {
  const { text } = candidate.fragment;
  if (text.length > MAX_PLAIN_LENGTH || text.trim() === '' || !beginsAsAssignments(text)) return undefined;
  const masked = maskTemplates(text, { continuations: true }).masked;
  if (!assignsOnly(masked, readEnvFile(masked))) return undefined;
  return { assignments: readEnvironmentFile(candidate).assignments ?? [] };
}

function readEnvironmentFile(candidate: SourceFile): PartialReading {
  const { file, fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true });
  const text = { file, source: SOURCE, fragment, templates: spans };
  const entries = readEnvFile(masked);
  const fallback = componentOfFile(pathOf(candidate), entries);
  const readings = entries.map((entry) =>
    readAssignment(text, { name: entry.name, nameSpan: entry.nameSpan, word: entry.value, valueStart: 0 }, fallback),
  );
  const assignments = readings.map((reading) => reading.assignment);
  return {
    settings: assignments.flatMap((assignment) => assignment.settings),
    assignments,
    carriers: readings.flatMap((reading) => reading.carriers),
    references: readings.flatMap((reading) => reading.references),
  };
}

/** Tells most other files by their first line, since the whole of a large one takes its time. */
function beginsAsAssignments(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (line !== '' && !/^[#;{%\\]/.test(line)) return ASSIGNS.test(line);
    at = end < 0 ? text.length : end + 1;
  }
  return true;
}

function isOurs(entry: EnvEntry): boolean {
  const flags = knownFlags(wordsOf(entry));
  return flags.length > 0 || (OUR_VARIABLE.test(entry.name) && /^_*$|--/.test(entry.value.text));
}

/** A line that assigns nothing makes it a script, or something else. */
function assignsOnly(text: string, entries: readonly EnvEntry[]): boolean {
  let at = 0;
  for (const { start, end } of [...entries, { start: text.length, end: text.length }]) {
    for (const line of text.slice(at, start).split('\n')) {
      const bare = line.trim();
      if (bare !== '' && bare !== '\\' && !bare.startsWith('#') && !bare.startsWith(';')) return false;
    }
    at = end;
  }
  return true;
}

/** The file's name, else the component that its variables agree on. */
function componentOfFile(path: string, entries: readonly EnvEntry[]): Component | undefined {
  const named = componentOfName(fileName(path));
  if (named !== undefined) return named;
  const guesses = new Set(
    entries.flatMap((entry) => componentOfName(entry.name) ?? componentOfFlags(wordsOf(entry)) ?? []),
  );
  return guesses.size === 1 ? [...guesses][0] : undefined;
}

function wordsOf(entry: EnvEntry): string[] {
  return entry.value.text.split(/\s+/);
}
