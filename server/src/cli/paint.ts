import { styleText } from 'node:util';
import type { Style } from '../render/words/verdictText.ts';
import type { Terminal } from './cliHost.ts';

/** Colours a piece of text, where the terminal can show it. */
export type Paint = (style: Style, text: string) => string;

const formats = {
  danger: 'red',
  warning: 'yellow',
  safe: 'green',
  neutral: 'cyan',
  faint: 'dim',
  strong: 'bold',
} as const;

export function paintFor(terminal: Terminal): Paint {
  if (!terminal.colour) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : styleText(formats[style], text, { validateStream: false }));
}
