// NixOS: the strings that its modules hand on as arguments.
import type { Component } from '../../model/setting.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { argumentContainer, readArguments } from '../arguments/argumentText.ts';
import { configReferences } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { componentOfName } from '../arguments/componentGuess.ts';
import { readDistributionArguments } from '../arguments/distributionArguments.ts';
import { dashesOf, settingsOf } from '../arguments/flagWords.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type PartialReading, pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SOURCE = 'nix-configuration';
const SPEAKS_OF_US = /kubernetes|k3s|rke2|kubelet/;
/** Attributes that hold arguments: `services.kubernetes.kubelet.extraOpts`, `services.k3s.extraFlags`. */
const HOLDS_ARGUMENTS = /^(?:extraOpts|extraFlags|extraArgs|serverFlags|agentFlags)$/;
const NAMES_ARGUMENTS = /\b(?:extraOpts|extraFlags|extraArgs|serverFlags|agentFlags)\b/;

/** NixOS: the strings that its modules of Kubernetes and k3s hand on as arguments. The language itself is not read. */
export const nixConfiguration: Source = {
  id: SOURCE,
  title: 'NixOS configuration',
  recognises: (candidate) =>
    /\.nix$/.test(pathOf(candidate)) &&
    SPEAKS_OF_US.test(candidate.fragment.text) &&
    NAMES_ARGUMENTS.test(candidate.fragment.text),
  read: readNix,
};

function readNix({ file, fragment }: SourceFile): PartialReading {
  const { masked, spans } = maskTemplates(fragment.text, { syntaxes: ['dollar-brace'] });
  const text: CommandText = { file, source: SOURCE, fragment, templates: spans };
  return mergeReadings(
    stringsOf(masked)
      .filter(({ path }) => path.some((name) => HOLDS_ARGUMENTS.test(name)))
      .map((string) => readString(text, masked, string)),
  );
}

function readString(whole: CommandText, masked: string, string: NixString): PartialReading {
  const { path, inside } = string;
  const text = string.isItem ? { ...whole, fragment: itemFragment(whole.fragment, inside, masked) } : whole;
  const words = splitValue(masked, inside.start, inside.end);
  const handedOn = readDistributionArguments(text, words);
  const { file, source, fragment } = text;
  if (handedOn.length > 0) {
    return {
      settings: handedOn.flatMap(({ invocation }) => settingsOf(invocation.parts)),
      invocations: handedOn.map(({ invocation }) => invocation),
      settingLists: handedOn.map(({ settingList }) => settingList),
    };
  }
  const component = componentOf(path);
  if (component === undefined || !words.some((word) => dashesOf(word.text) > 0)) return {};
  const argumentText = { ...text, words, region: inside };
  const parts = readArguments(argumentText, component);
  const range = fragment.locate(inside);
  return {
    settings: settingsOf(parts),
    invocations: [{ component, parts, resets: false, file, range }],
    settingLists: [{ component, form: 'flag', source, inserter: argumentContainer(argumentText), file, range }],
    references: configReferences(component, parts),
  };
}

/** An item of a list that is emptied goes, quotes included: an empty argument is one, too. */
function itemFragment(fragment: Fragment, inside: Span, masked: string): Fragment {
  const quote = masked[inside.end] === '"' ? 1 : 2;
  let start = inside.start - quote;
  while (start > 0 && /\s/.test(masked[start - 1] ?? '')) start -= 1;
  return {
    ...fragment,
    edit(span, newText) {
      const empties = newText === '' && span.start <= inside.start && span.end >= inside.end;
      return fragment.edit(empties ? { start, end: inside.end + quote } : span, newText);
    },
  };
}

/** Modules of Kubernetes are named after their components: `controllerManager`. */
function componentOf(path: readonly string[]): Component | undefined {
  if (!path.includes('kubernetes')) return undefined;
  return path.map((name) => componentOfName(name)).findLast((component) => component !== undefined);
}

interface NixString {
  /** Attributes from the outermost on, as far as they can be followed. */
  readonly path: readonly string[];
  readonly inside: Span;
  readonly isItem: boolean;
}

/** Attribute names before `=`, and what ends or opens a set or a list; everything else is passed over. */
const TOKEN = /#[^\n]*|\/\*|"|''|[{}[\];]|([A-Za-z_][\w'-]{0,127}(?:\.[\w'-]{1,128}){0,16})[ \t\r\n]*=(?!=)/g;

/** Strings with the attribute that they are the value of. */
function stringsOf(text: string): NixString[] {
  const strings: NixString[] = [];
  const sets: (readonly string[])[] = [];
  let attribute: readonly string[] = [];
  let lists = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token, name] = match;
    const behind = match.index + token.length;
    if (name !== undefined) attribute = name.split('.');
    else if (token === '{') {
      sets.push(attribute);
      attribute = [];
    } else if (token === '[') lists += 1;
    else if (token === ']') lists = Math.max(0, lists - 1);
    else if (token === '}') attribute = sets.pop() ?? [];
    else if (token === ';') attribute = [];
    else if (token === '/*') TOKEN.lastIndex = endOf(text, '*/', behind);
    else if (token === '"' || token === "''") {
      const end = token === '"' ? closingQuote(text, behind) : closingLines(text, behind);
      const inside = { start: behind, end };
      if (sets.length < MAX_DEPTH) strings.push({ path: [...sets.flat(), ...attribute], inside, isItem: lists > 0 });
      TOKEN.lastIndex = Math.min(text.length, end + token.length);
    }
  }
  return strings;
}

const MAX_DEPTH = 64;

function endOf(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length : at + close.length;
}

function closingQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** `'''` and `''$` stand for themselves in a string of lines. */
function closingLines(text: string, from: number): number {
  for (let at = text.indexOf("''", from); at >= 0; at = text.indexOf("''", at)) {
    const next = text[at + 2] ?? '';
    if (next !== "'" && next !== '$' && next !== '\\') return at;
    at += 3;
  }
  return text.length;
}
