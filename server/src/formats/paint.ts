// Colours of a terminal. What paints only marks; the place that prints turns marks into codes, when it has made visible
// every code that came with the text of a file.
import type { Style } from '../render/words/verdictText.ts';
import { visibleText, withoutCommands } from '../text/visible.ts';
import type { Terminal } from './terminal.ts';

/** Colours a piece of text, where the terminal can show it. */
export type Paint = (style: Style, text: string) => string;

/** Of each style the codes that begin and end it (ECMA-48, SGR). */
const codes: Readonly<Record<Style, readonly [number, number]>> = {
  danger: [31, 39],
  warning: [33, 39],
  safe: [32, 39],
  neutral: [36, 39],
  faint: [2, 22],
  strong: [1, 22],
};
const styles = Object.keys(codes) as Style[];

/** Two of the code points that are no characters, and so in no text: Unicode, 23.7. */
const BEGINS = '\ufdd0';
const ENDS = '\ufdd1';
const MARK = new RegExp(`([${BEGINS}${ENDS}])(${styles.join('|')});`);

export function paintFor(terminal: Terminal): Paint {
  if (!terminal.colour) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : `${BEGINS}${style};${text}${ENDS}${style};`);
}

/** A text as it is printed: nothing of a file is obeyed by the terminal, or taken for a command by a pipeline. */
export function printed(text: string, terminal: Terminal): string {
  const lines = withoutCommands(text.replaceAll('\r\n', '\n'));
  if (!terminal.colour) return visibleText(lines);
  const pieces = lines.split(MARK);
  let shown = visibleText(pieces[0] ?? '');
  for (let at = 1; at < pieces.length; at += 3) {
    const [begin, end] = codes[pieces[at + 1] as Style];
    shown += `\x1b[${pieces[at] === BEGINS ? begin : end}m${visibleText(pieces[at + 2] ?? '')}`;
  }
  return shown;
}
