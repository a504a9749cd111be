// The only place that knows which characters a terminal, an editor or the log of a pipeline does not print but obeys.
// Text of files is written with escapes in their place, as `git` and `ls` do it.

/** C0, DEL, C1, marks of direction, separators of lines and paragraphs, and what is no character at all. */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef]/g;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * What opens a command of a pipeline: `::error::` at the start of a line, `##[group]` and `##vso[…]` anywhere. Marks of
 * colours (two that are no characters, and a word) are nothing in a line.
 */
const LINE_COMMAND = /^((?:[^\S\n\r\u2028\u2029]|[\ufdd0\ufdd1]\w{1,16};)*):(?=:)/gm;
const COMMAND = /#(?=#\w{0,32}\[)/g;

/** A text as one line that holds nothing but what is printed: `\x1b`, `\n`, `\u202e`. */
export function visibleLine(text: string): string {
  return text.replace(OBEYED, escaped);
}

/** A text of lines, each as `visibleLine` has it, but for tabs. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (character) =>
    character === '\n' || character === '\t' ? character : escaped(character),
  );
}

/** A text without anything that a pipeline would take for a command of ours. */
export function withoutCommands(text: string): string {
  return text.replace(LINE_COMMAND, '$1\\x3a').replace(COMMAND, '\\x23');
}

/** JSON as it was, in characters that are all printed, and without such commands. */
export function visibleJson(json: string): string {
  return json
    .replace(OBEYED, (character) => (character === '\n' ? character : unicodeEscape(character)))
    .replace(COMMAND, '\\u0023');
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (code > 255) return unicodeEscape(character);
  return NAMES.get(character) ?? `\\x${code.toString(16).padStart(2, '0')}`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
