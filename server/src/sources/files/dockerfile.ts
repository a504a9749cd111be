// Dockerfiles: what images start, their variables and the scripts that build them.
import type { Inserter, Rewriter } from '../../model/location.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { readWord, searchBudget } from '../../text/shell/readWord.ts';
import type { Word } from '../../text/shell/word.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { argumentWords, fileEdits } from '../arguments/argumentText.ts';
import { configReferences } from '../arguments/commandLine.ts';
import type { CommandReading, CommandText } from '../arguments/commandText.ts';
import { componentOfFlags, mentionsFlags } from '../arguments/componentGuess.ts';
import { programOf } from '../arguments/componentProgram.ts';
import { optionOf, readDistributionArguments } from '../arguments/distributionArguments.ts';
import { isBooleanFlag } from '../arguments/flagKinds.ts';
import { dashesOf, readFlagWords, settingsOf, type WrittenFlag } from '../arguments/flagWords.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source, type SourceFile } from '../engine/source.ts';
import { readShellText } from './shellScript.ts';

const SOURCE = 'dockerfile';
const NAME = /(?:^|\/|__)(?:Docker|Inserter)file(?:\.[\w.-]*)?$|\.(?:docker|inserter)file$/i;
const SPEAKS_OF_US = /kubelet|kube-?(?:controller|apiserver)|hyperkube|K3S/i;
const INSTRUCTION = /^[ \t]*(ENTRYPOINT|CMD|RUN|ENV|ARG)[ \t]+/i;

/** Dockerfiles: what images start (`ENTRYPOINT`, `CMD`), their variables and the scripts that build them. */
export function dockerfile(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'Dockerfile',
    recognises: (candidate) =>
      NAME.test(pathOf(candidate)) &&
      (SPEAKS_OF_US.test(candidate.fragment.text) || mentionsFlags(candidate.fragment.text)),
    read: (candidate) => readDockerfile(candidate, nested),
  };
}

/** A list of words in JSON. */
interface ExecForm {
  readonly keyword: string;
  readonly words: readonly Word[];
}

function readDockerfile(candidate: SourceFile, nested: NestedReader): PartialReading {
  const { fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true });
  const lists: ExecForm[] = [];
  const shell: string[] = [];
  let at = 0;
  for (const instruction of instructionsOf(masked)) {
    shell.push(blanked(masked.slice(at, instruction.start)));
    const { keyword, value, end } = instruction;
    const isList = (keyword === 'ENTRYPOINT' || keyword === 'CMD') && masked[value] === '[';
    if (isList) lists.push({ keyword, words: listWords(masked, { start: value, end }) });
    shell.push(blanked(masked.slice(instruction.start, isList ? end : value)));
    if (!isList) shell.push(withoutComments(masked.slice(value, end)));
    at = end;
  }
  shell.push(blanked(masked.slice(at)));
  const script = { ...candidate, fragment: { ...fragment, text: shell.join('') } };
  return mergeReadings([readShellText(script, nested, SOURCE), ...readLists(candidate, lists, spans)]);
}

interface Instruction extends Span {
  readonly keyword: string;
  /** Where what it is told begins. */
  readonly value: number;
}

/** Instructions with their continued lines; here-documents run to the next instruction. */
function instructionsOf(text: string): Instruction[] {
  const found: Instruction[] = [];
  for (let at = 0; at < text.length; ) {
    const match = INSTRUCTION.exec(text.slice(at, at + 128));
    let end = lineEnd(text, at);
    if (match !== null) {
      while (end < text.length && continues(text, at, end)) end = lineEnd(text, end);
      const keyword = match[1]?.toUpperCase() ?? '';
      found.push({ start: at, end, keyword, value: Math.min(at + match[0].length, end) });
    }
    at = end;
  }
  return found;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** A backslash ends the line before `end`; comments between continued lines are none of them. */
function continues(text: string, start: number, end: number): boolean {
  const from = Math.max(text.lastIndexOf('\n', end - 2) + 1, start);
  const line = text.slice(from, end).trim();
  return line.endsWith('\\') || (line.startsWith('#') && from > start);
}

function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Comment lines inside an instruction, as blank lines that continue it. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#[^\r\n]*/gm, (line, offset: number) =>
    offset === 0 ? line : `${' '.repeat(line.length - 1)}\\`,
  );
}

function listWords(text: string, { start, end }: Span): Word[] {
  const budget = searchBudget(text);
  const words: Word[] = [];
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at)) {
    let close = at + 1;
    while (close < end && text[close] !== '"') close += text[close] === '\\' ? 2 : 1;
    words.push(readWord(text, at, Math.min(close + 1, end), 'value', budget));
    at = close + 1;
  }
  return words;
}

/** What `ENTRYPOINT` and `CMD` start together; each stage of a build has its own. */
function readLists(
  candidate: SourceFile,
  lists: readonly ExecForm[],
  templates: readonly TemplateSpan[],
): PartialReading[] {
  const lines: Word[][] = [];
  for (const [index, { keyword, words }] of lists.entries()) {
    const before = lists[index - 1];
    const last = lines.at(-1);
    if (keyword === 'CMD' && before?.keyword === 'ENTRYPOINT' && last !== undefined) addAll(last, words);
    else lines.push([...words]);
  }
  return lines.map((words) => readList(candidate, words, templates));
}

function readList(
  { file, fragment }: SourceFile,
  words: readonly Word[],
  templates: readonly TemplateSpan[],
): PartialReading {
  const texts = words.map((word) => word.text);
  const program = programOf(texts);
  const isFlags = texts[0]?.startsWith('--') === true;
  const component = program?.kind === 'component' ? program.component : isFlags ? componentOfFlags(texts) : undefined;
  if (component === undefined)
    return isOfDistribution(fragment.text, texts) ? readHandedOn(file, fragment, words, templates) : {};
  const flags = words.slice(program?.kind === 'component' ? program.argumentsFrom : 0);
  const text = { file, fragment, templates };
  const parts = readFlagWords(argumentWords(text, flags), {
    component,
    file,
    source: SOURCE,
    isBoolean: isBooleanFlag,
    rewriter: (flag) => placeOf(text, flags, flag),
  });
  const range = fragment.locate(words[0]?.source ?? { start: 0, end: 0 });
  const inserter = listInserter(text, words.at(-1), (name, value) => `--${name}=${value}`);
  return {
    settings: settingsOf(parts),
    invocations: [{ component, parts, resets: false, file, range }],
    settingLists: [{ component, form: 'flag', source: SOURCE, inserter, file, range }],
    references: configReferences(component, parts),
  };
}

/** k3s and RKE2, by the image or by what is started. */
function isOfDistribution(text: string, words: readonly string[]): boolean {
  return FROM_DISTRIBUTION.test(text) || words.some((word) => /(?:^|\/)(?:k3s|rke2)$/.test(word));
}

const FROM_DISTRIBUTION = /^[ \t]*FROM[ \t][^\n]*(?:k3s|rke2)/im;

/** Flags that k3s and RKE2 hand on: `"--kubelet-arg=v=2"`, or the option and its value as two items. */
function readHandedOn(
  file: string,
  fragment: Fragment,
  words: readonly Word[],
  templates: readonly TemplateSpan[],
): PartialReading {
  const text: CommandText = { file, source: SOURCE, fragment, templates };
  const found = new Map<Component, CommandReading & { readonly parts: InvocationPart[] }>();
  for (let at = 0; at < words.length; at += 1) {
    const one = readDistributionArguments(text, words.slice(at, at + 1));
    const own = words.slice(at, at + (one.length > 0 ? 1 : 2));
    const readings = one.length > 0 ? one : readDistributionArguments(text, own);
    if (one.length === 0 && readings.length > 0) at += 1;
    for (const reading of readings) {
      const { component } = reading.invocation;
      const entry = found.get(component) ?? { ...reading, parts: [] };
      found.set(component, entry);
      addAll(
        entry.parts,
        reading.invocation.parts.map((part) => inList(text, part, own)),
      );
    }
  }
  const readings = [...found.values()];
  const option = ({ settingList }: CommandReading) => optionOf(settingList.component);
  return {
    settings: readings.flatMap(({ parts }) => settingsOf(parts)),
    invocations: readings.map(({ invocation, parts }) => ({ ...invocation, parts })),
    settingLists: readings.map((reading) => ({
      ...reading.settingList,
      inserter: listInserter(text, words.at(-1), (name, value) => `--${option(reading)}=${name}=${value}`),
    })),
  };
}

/** Removing a flag that is handed on removes its items. */
function inList(text: CommandText, part: InvocationPart, own: readonly Word[]): InvocationPart {
  const [first] = own;
  const last = own.at(-1);
  if (part.kind !== 'setting' || first === undefined || last === undefined) return part;
  const source = listRemoval(text.fragment.text, first.source, last.source);
  const rewriter = { ...part.setting.rewriter, remove: () => fileEdits(text, [{ source, newText: '' }]) };
  return { ...part, setting: { ...part.setting, rewriter } };
}

/** Adds an item behind the last one. */
function listInserter(
  text: Parameters<typeof fileEdits>[0],
  last: Word | undefined,
  item: (name: string, value: string) => string,
): Inserter {
  return {
    add: (name, value) => {
      if (last === undefined || typeof value === 'object') return [];
      const at = { start: last.source.end, end: last.source.end };
      return fileEdits(text, [{ source: at, newText: `, ${JSON.stringify(item(name, String(value)))}` }]);
    },
  };
}

function placeOf(text: Parameters<typeof fileEdits>[0], words: readonly Word[], flag: WrittenFlag): Rewriter {
  const first = words[flag.first];
  const valueWord = flag.value === undefined ? undefined : words[flag.value.word];
  return {
    replace(value) {
      if (first === undefined) return [];
      if (flag.value === undefined || valueWord === undefined) {
        const end = { start: first.text.length, end: first.text.length };
        const written = first.write(end, `=${value}`);
        return fileEdits(text, written && [written]);
      }
      const written = valueWord.write(flag.value.span, value);
      return fileEdits(text, written && [written]);
    },
    remove() {
      const last = words[flag.end - 1];
      if (first === undefined || last === undefined) return [];
      const { source } = text.fragment.text[first.source.start] === '"' ? first : { source: undefined };
      if (source === undefined) return [];
      return fileEdits(text, [{ source: listRemoval(text.fragment.text, first.source, last.source), newText: '' }]);
    },
    rename(name) {
      const dashes = dashesOf(first?.text ?? '') > 0 ? '--' : '';
      const written = first?.write(flag.nameSpan, dashes + name);
      return fileEdits(text, written && [written]);
    },
  };
}

/** An item with the comma before it; the first one with the comma behind it. */
function listRemoval(text: string, first: Span, last: Span): Span {
  let start = first.start;
  while (start > 0 && /[\s\\]/.test(text[start - 1] ?? '')) start -= 1;
  if (text[start - 1] === ',') return { start: start - 1, end: last.end };
  const behind = /^[\s\\]*,[ \t]*/.exec(text.slice(last.end, last.end + 512))?.[0].length ?? 0;
  return { start: first.start, end: last.end + behind };
}
