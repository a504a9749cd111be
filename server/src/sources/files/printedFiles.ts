// What a script prints into files with `echo`, `printf`, `cat` and `tee`, put together command by command.
import { addAll } from '../../text/addAll.ts';
import { type ExcerptPiece, excerpt } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import { joinedFragments } from '../../text/joined.ts';
import { hereDocumentText } from '../../text/shell/hereDocument.ts';
import type { ShellCommand } from '../../text/shell/shellCommands.ts';
import type { Word } from '../../text/shell/word.ts';
import { fileName } from '../arguments/componentGuess.ts';

/** A text that ends up in a file. */
export interface PrintedFile {
  /** As the script writes it, variables included; `''`: not known. */
  readonly path: string;
  readonly fragment: Fragment;
  /** Index of the command that begins it. */
  readonly first: number;
}

const PRINTS = /^(?:\S*\/)?(echo|printf)$/;
/** Lines of an environment file, which are read one by one. */
const ASSIGNS = /^\s*(?:export )?[A-Za-z_]\w*=/;

interface Begun {
  readonly path: string;
  readonly first: number;
  readonly parts: Fragment[];
}

/** Files in the order in which they are begun. A text that is known to replace another one begins a new file. */
export function printedFiles(outer: Fragment, commands: readonly ShellCommand[]): readonly PrintedFile[] {
  const files: Begun[] = [];
  const open = new Map<string, Begun>();
  const print = (first: number, path: string, appends: boolean, parts: readonly Fragment[]) => {
    if (parts.length === 0) return;
    const begun = appends && path !== '' ? open.get(path) : undefined;
    if (begun !== undefined) addAll(begun.parts, parts);
    else {
      const file = { path, first, parts: [...parts] };
      files.push(file);
      open.set(path, file);
    }
  };
  /** What was printed to no file, since a group was opened. */
  const groups: Fragment[][] = [];
  for (const [index, command] of commands.entries()) {
    if (command.opens) groups.push([]);
    const shown = printed(outer, command);
    const parts = [...shown, ...command.documents.map((each) => hereDocumentText(outer, each))];
    const next = command.isPiped ? commands[index + 1] : undefined;
    const tee = teeOf(command) ?? (next && teeOf(next));
    const target = command.targets.at(-1)?.text;
    if (command.closes) {
      const group = groups.pop() ?? [];
      if (target !== undefined) print(index, target, command.appends, group);
      else if (tee !== undefined) print(index, tee.path, tee.appends, group);
    } else if (target !== undefined && tee === undefined) print(index, target, command.appends, parts);
    else if (tee !== undefined) print(index, tee.path, tee.appends, parts);
    else if (groups.length > 0) addAll(groups.at(-1) ?? [], parts);
    else print(index, '', false, parts.slice(shown.length));
  }
  return files.map(({ path, first, parts }) => ({
    path,
    first,
    fragment: parts.length === 1 && parts[0] ? parts[0] : joinedFragments(parts),
  }));
}

/** `sudo tee -a FILE`. */
function teeOf({ words }: ShellCommand): { readonly path: string; readonly appends: boolean } | undefined {
  const tee = words.findIndex((word) => /(?:^|\/)tee$/.test(word.text));
  if (tee < 0) return undefined;
  const behind = words.slice(tee + 1);
  const path = behind.find((word) => !word.text.startsWith('-'))?.text;
  if (path === undefined) return undefined;
  return { path, appends: behind.some(({ text }) => text === '--append' || /^-\w*a/.test(text)) };
}

/** What `echo` and `printf` print, with the line break behind it. */
function printed(outer: Fragment, { words }: ShellCommand): Fragment[] {
  const at = words.findIndex((word) => fileName(word.text) !== 'sudo');
  const program = PRINTS.exec(words[at]?.text ?? '')?.[1];
  if (program === undefined) return [];
  const rest = words.slice(at + 1);
  const first = rest.findIndex(({ text }) => !/^-[neE]+$/.test(text));
  if (first < 0) return [];
  const options = rest.slice(0, first).map(({ text }) => text);
  const escapes = program === 'printf' || options.some((text) => text.includes('e'));
  const shown = program === 'printf' ? rest.slice(first, first + 1) : rest.slice(first);
  const format = shown[0];
  if (ASSIGNS.test(format?.text ?? '')) return [];
  if (program === 'printf' && rest.length > first + 1 && format?.text.includes('%'))
    return formatted(outer, format, rest.slice(first + 1));
  const parts = shown.flatMap((word, index) => [
    ...(index > 0 ? [blank(' ')] : []),
    wordFragment(outer, word, escapes),
  ]);
  return program === 'printf' ? parts : [...parts, blank('\n')];

  function blank(text: string): Fragment {
    const end = words.at(-1)?.source.end ?? 0;
    return { text, locate: () => outer.locate({ start: end, end }), edit: () => undefined };
  }
}

/** `printf '%s\n' A B`: a format is used again until all words are shown. What is no plain `%s` or `%d` is not known. */
function formatted(outer: Fragment, format: Word, values: readonly Word[]): Fragment[] {
  const places = [...format.text.matchAll(/%[sd]/g)];
  if (places.length === 0 || /%(?![sd])/.test(format.text)) return [];
  const parts: Fragment[] = [];
  for (let next = 0; next < values.length; next += places.length) {
    let at = 0;
    for (const [index, { 0: place, index: start }] of places.entries()) {
      const value = values[next + index];
      parts.push(partOfFormat(outer, format, at, start));
      if (value !== undefined) parts.push(wordFragment(outer, value, false));
      at = start + place.length;
    }
    parts.push(partOfFormat(outer, format, at, format.text.length));
  }
  return parts.filter(({ text }) => text !== '');
}

/** What stands between the places of a format. */
function partOfFormat(outer: Fragment, format: Word, start: number, end: number): Fragment {
  const text = format.text.slice(start, end).replace(/\\([nt\\"])/g, (_, name: string) => ESCAPES.get(name) ?? '');
  return { text, locate: () => outer.locate(format.sourceOf({ start, end })), edit: () => undefined };
}

/** What a word says; `\n` in it is a line break where the command makes one of it. */
function wordFragment(outer: Fragment, word: Word, escapes: boolean): Fragment {
  const whole: Fragment = {
    text: word.text,
    locate: (span) => outer.locate(word.sourceOf(span)),
    edit(span, newText) {
      const written = /[\\\n]/.test(newText) ? undefined : word.write(span, newText);
      return written && outer.edit(written.source, written.newText);
    },
  };
  if (!escapes || !word.text.includes('\\')) return whole;
  const pieces: ExcerptPiece[] = [];
  let at = 0;
  for (const match of word.text.matchAll(/\\([nt\\"])/g)) {
    const end = match.index + match[0].length;
    if (match.index > at)
      pieces.push({ text: word.text.slice(at, match.index), source: { start: at, end: match.index } });
    pieces.push({ text: ESCAPES.get(match[1] ?? '') ?? '', source: { start: match.index, end } });
    at = end;
  }
  if (at < word.text.length) pieces.push({ text: word.text.slice(at), source: { start: at, end: word.text.length } });
  return excerpt(whole, pieces, (text) => (text.includes('\\') ? undefined : text));
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['\\', '\\'],
  ['"', '"'],
]);
