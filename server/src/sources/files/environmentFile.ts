// Variables with a component's flags, for a unit's `EnvironmentFile=` or a script.

import type { PartialReading } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import { type EnvEntry, readEnvFile } from '../../text/shell/environmentFileText.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { nestWord, type Word } from '../../text/shell/word.ts';
import { type SetBlock, setBlocks } from '../../text/templates/templateBlocks.ts';
import { type MaskedText, maskTemplates, touchesTemplate } from '../../text/templates/templateMask.ts';
import { readAssignment, readFlagVariable } from '../arguments/assignments.ts';
import { commandsReading } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { componentOfFlags, componentOfName, fileName, knownFlags, mentionsFlags } from '../arguments/componentGuess.ts';
import { readDistributionArguments } from '../arguments/distributionArguments.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SOURCE = 'environment-file';
const MENTIONS_US = /^[^#\n]{0,40}\b(?:KUBE|K8S|(?:INSTALL_)?(?:K3S|RKE2))/m;
const HANDS_ON = /--(?:kubelet|kube-[a-z-]{2,32})-arg\b/;
const ASSIGNS = /^[ \t\uFEFF]*(?:export[ \t]+)?[A-Za-z_]\w*=/m;
/** Variables that Kubernetes' own units and packages read. */
const OUR_VARIABLE = /^(?:KUBELET|KUBE|K8S)_\w*(?:ARGS|OPTS|OPTIONS|FLAGS)$|^KUBE(?:LET)?_(?:CONTROLLER|API|SCHED)/;

/** Variables with a component's flags, for a unit's `EnvironmentFile=` or a script that sources them. */
export const environmentFile: Source = {
  id: SOURCE,
  title: 'environment file',
  recognises(candidate) {
    const { fragment } = candidate;
    if (
      !beginsAsAssignments(fragment.text) ||
      !ASSIGNS.test(fragment.text) ||
      !(MENTIONS_US.test(fragment.text) || mentionsFlags(fragment.text))
    )
      return false;
    const { masked, blocks } = maskFile(fragment.text);
    const entries = readEnvFile(masked);
    if (!entries.some(isOurs) && !blocks.some(({ words }) => knownFlags(words.map(({ text }) => text)).length > 0))
      return false;
    return assignsOnly(masked, entries);
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
  const { masked, spans, blocks } = maskFile(fragment.text);
  const text = { file, source: SOURCE, fragment, templates: spans };
  const entries = readEnvFile(masked);
  const fallback = componentOfFile(pathOf(candidate), entries);
  const handedOn = entries.flatMap(({ value }) =>
    HANDS_ON.test(value.text)
      ? readDistributionArguments(
          text,
          splitValue(value.text).map((inner) => nestWord(value, inner)),
        )
      : [],
  );
  const distribution = commandsReading(handedOn);
  const readings = [
    ...blocks.map((block) =>
      readFlagVariable(text, { ...block, region: block.body, value: blockValue(text, block) }, fallback),
    ),
    ...entries.map((entry) =>
      readAssignment(text, { name: entry.name, nameSpan: entry.nameSpan, word: entry.value, valueStart: 0 }, fallback),
    ),
  ];
  const assignments = readings.map((reading) => reading.assignment);
  return {
    settings: [...assignments.flatMap((assignment) => assignment.settings), ...(distribution.settings ?? [])],
    assignments,
    invocations: handedOn.map(({ invocation }) => invocation),
    settingLists: [
      ...readings.flatMap((reading) => reading.settingLists),
      ...handedOn.map(({ settingList }) => settingList),
    ],
    references: readings.flatMap((reading) => reading.references),
  };
}

interface WrittenBlock extends SetBlock {
  readonly words: readonly Word[];
}

/** As a value, what a block gives is known where nothing in it is a template. */
function blockValue({ fragment, templates }: CommandText, { body }: SetBlock): Value<string> {
  const written = fragment.text.slice(body.start, body.end);
  return touchesTemplate(templates, body) ? unknown('template', written) : known(written.trim());
}

/** The text without templates and without the blocks of Jinja that set variables, and those. */
function maskFile(text: string): MaskedText & { readonly blocks: readonly WrittenBlock[] } {
  const { masked, spans } = maskTemplates(text, { continuations: true });
  const blocks = setBlocks(text, spans).map((block) => ({
    ...block,
    words: splitValue(masked, block.body.start, block.body.end),
  }));
  let rest = '';
  let at = 0;
  for (const { start, end } of blocks) {
    rest += masked.slice(at, start) + masked.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return { masked: rest + masked.slice(at), spans, blocks };
}

/** Tells most other files by their first line, since the whole of a large one takes its time. */
function beginsAsAssignments(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (line !== '' && !/^(?:[#;{%\\]|--)/.test(line)) return ASSIGNS.test(line);
    at = end < 0 ? text.length : end + 1;
  }
  return true;
}

function isOurs(entry: EnvEntry): boolean {
  const flags = knownFlags(wordsOf(entry));
  if (HANDS_ON.test(entry.value.text)) return true;
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
