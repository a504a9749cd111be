// What a script changes in files that are there: `sed -i`, `yq -i`, `jq` on a kubelet's configuration or a manifest.
import { type ExcerptPiece, excerpt } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import type { ShellCommand } from '../../text/shell/shellCommands.ts';
import type { Word } from '../../text/shell/word.ts';
import { fileName } from '../arguments/componentGuess.ts';

/** A text that stands in a file afterwards. */
export interface EditedFile {
  readonly path: string;
  readonly fragment: Fragment;
}

/** A path that says what its content is for. */
const PATH = /^[^\s'"]*(?:kubelet|kube-|kubernetes|k3s|rke2|manifests)[^\s'"]*$/;
/** `.a.b = "30s"` of yq and jq: the last key, and its value. */
const ASSIGNMENT =
  /(?<=^|[|(\s])\.(?:"([\w-]{1,80})"|\["([\w-]{1,80})"\]|([A-Za-z]\w{0,80}))[ \t]*\|?=[ \t]*("[^"\\\n]{0,200}"|-?\d{1,12}(?:\.\d{1,9})?|true|false)(?=$|[\s|)])/g;
/** `/where/a text`, also `i` and `c`. */
const LINE = /^(?:\/(?:\\.|[^/\\])*\/|\d+|\$)[ \t]*[aic][ \t]*(?:\\(?:\r?\n)?[ \t]*)*/;
const LONGEST = 4_096;

/** @returns `undefined` for a command that changes nothing of ours */
export function editedFile(outer: Fragment, { words }: ShellCommand): EditedFile | undefined {
  const at = words.findIndex(({ text }) => /^(?:sed|yq|jq)$/.test(fileName(text)));
  const program = words[at];
  if (program === undefined || (at > 0 && fileName(words[0]?.text ?? '') !== 'sudo')) return undefined;
  const isSed = fileName(program.text) === 'sed';
  const rest = words.slice(at + 1);
  if (isSed && !rest.some(({ text }) => /^(?:-\w*i|--in-place)/.test(text))) return undefined;
  const path = rest.findLast(({ text }) => PATH.test(text) && !text.startsWith('-'))?.text;
  if (path === undefined) return undefined;
  const pieces = rest.flatMap((word): Fragment[] => {
    if (word.text === path || word.text.length > LONGEST || word.references.length > 0) return [];
    return isSed
      ? [...addedLines(outer, word), ...replacements(outer, word)]
      : assignments(ofWord(outer, word), word.text);
  });
  const [fragment] = pieces;
  return fragment === undefined ? undefined : { path, fragment };
}

/** `$(jq '.a = 1' FILE)`, whatever the command around it does with what is printed. */
const SUBSTITUTED =
  /\$\([ \t]*(?:jq|yq)[ \t]+(?:-{1,2}[\w-]{1,20}[ \t]+){0,4}'([^'\n]{1,4096})'[ \t]+([^\s()"']{1,300})[ \t]*\)/g;

/** Files that are printed again by a command in a command. */
export function substitutedFiles(outer: Fragment): readonly EditedFile[] {
  return [...outer.text.matchAll(SUBSTITUTED)].flatMap((match): EditedFile[] => {
    const [all, filter = '', path = ''] = match;
    if (!PATH.test(path)) return [];
    const start = match.index + all.indexOf(filter);
    const source = { start, end: start + filter.length };
    const whole = excerpt(outer, [{ text: filter, source }], (value) => (value.includes("'") ? undefined : value));
    return assignments(whole, filter).map((fragment) => ({ path, fragment }));
  });
}

/** Lines that are added; whether one takes the place of another is not known. */
function addedLines(outer: Fragment, word: Word): Fragment[] {
  const lead = LINE.exec(word.text)?.[0].length;
  const text = word.text.slice(lead);
  if (lead === undefined || text.includes('\\')) return [];
  const source = { start: lead, end: word.text.length };
  return [excerpt(ofWord(outer, word), [{ text, source }], (value) => (/[\\\n]/.test(value) ? undefined : value))];
}

/** Where a command `s` may begin, behind an address: its sign stands between the parts. */
const SUBSTITUTES = /[ \t]{0,20}(?:\/(?:\\.|[^/\\\n])*\/|\d{1,9}|\$)?[ \t]{0,20}s([/|#@,!%:])/y;
const FLAGS = /[gIimMe\d]{0,10}[ \t]{0,20}(?=[;\n]|$)/y;
/** A line that says something by itself: a flag, a field, a variable. */
const FLAG_LINE = /^[ \t]*(?:- +)?["']?(--[a-z][\w-]{1,100}[=: ][^\s"']{1,200})["']?[ \t]*$/;
const OTHER_LINE = /^[ \t]*(?:[A-Za-z]\w{2,80}:[ \t]+\S.{0,200}|(?:export )?[A-Z][A-Z\d_]{2,60}=.{1,500})$/;

/** Lines that stand where others stood; those with a part of what was there are not known. */
function replacements(outer: Fragment, word: Word): Fragment[] {
  const whole = ofWord(outer, word);
  const pieces = substitutionsIn(word.text).flatMap(({ start, end }) =>
    linesOf(word.text.slice(start, end)).flatMap(({ text, at }) => replacedLine(text, start + at)),
  );
  return pieces.length === 0 ? [] : [excerpt(whole, pieces, (value) => (/[\\\n&]/.test(value) ? undefined : value))];
}

/** What each `s` of a program puts in. */
function substitutionsIn(program: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = 0; at < program.length; ) {
    SUBSTITUTES.lastIndex = at;
    const sign = SUBSTITUTES.exec(program)?.[1];
    const start = sign === undefined ? undefined : partEnd(program, SUBSTITUTES.lastIndex, sign);
    const end = sign === undefined || start === undefined ? undefined : partEnd(program, start + 1, sign);
    if (start !== undefined && end !== undefined) {
      FLAGS.lastIndex = end + 1;
      if (FLAGS.test(program)) found.push({ start: start + 1, end });
    }
    const next = program.slice(end ?? at).search(/[;\n]/);
    if (next < 0) break;
    at = (end ?? at) + next + 1;
  }
  return found;
}

/** Where a part ends that a backslash keeps going. */
function partEnd(program: string, from: number, sign: string): number | undefined {
  for (let at = from; at < program.length; at += 1) {
    if (program[at] === '\\') at += 1;
    else if (program[at] === sign) return at;
  }
  return undefined;
}

/** Lines of a replacement, in which `\n` and a backslash at the end break them. */
function linesOf(written: string): { readonly text: string; readonly at: number }[] {
  const lines: { text: string; at: number }[] = [];
  let at = 0;
  for (const match of `${written}\\n`.matchAll(/\\n|\\?\n/g)) {
    lines.push({ text: written.slice(at, match.index), at });
    at = match.index + match[0].length;
  }
  return lines;
}

function replacedLine(text: string, at: number): ExcerptPiece[] {
  if (/[&\\]/.test(text)) return [];
  const flag = FLAG_LINE.exec(text)?.[1];
  const line = flag ?? (OTHER_LINE.test(text) ? text.trim() : undefined);
  if (line === undefined) return [];
  const start = at + text.indexOf(line);
  const end = start + line.length;
  return [
    ...(flag === undefined ? [] : [{ text: '- ', source: { start, end: start } }]),
    { text: line, source: { start, end } },
    { text: '\n', source: { start: end, end } },
  ];
}

/** Assignments as lines of YAML. */
function assignments(outer: Fragment, text: string): Fragment[] {
  const pieces: ExcerptPiece[] = [];
  for (const match of text.matchAll(ASSIGNMENT)) {
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    const value = match[4] ?? '';
    const keyStart = match.index + match[0].indexOf(key);
    const end = match.index + match[0].length;
    const start = end - value.length;
    pieces.push(
      { text: key, source: { start: keyStart, end: keyStart + key.length } },
      { text: ': ', source: { start: keyStart + key.length, end: start } },
      { text: value, source: { start, end } },
      { text: '\n', source: { start: end, end } },
    );
  }
  if (pieces.length === 0) return [];
  return [excerpt(outer, pieces, (value) => (/[\\\n]/.test(value) ? undefined : value))];
}

function ofWord(outer: Fragment, word: Word): Fragment {
  return {
    text: word.text,
    locate: (span) => outer.locate(word.sourceOf(span)),
    edit(span, newText) {
      const written = word.write(span, newText);
      return written && outer.edit(written.source, written.newText);
    },
  };
}
