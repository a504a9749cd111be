// The characters of a drawing in text.
import type { StateTone } from './lanes.ts';

/** The characters of a drawing in text. Each string stands for one cell. */
export interface Glyphs {
  readonly axisStart: string;
  readonly axis: string;
  readonly axisTick: string;
  /** Where the axis leaves something out. */
  readonly leftOut: string;
  /** What a state is drawn with. */
  readonly states: Readonly<Record<StateTone, string>>;
  /** Somewhere in here. */
  readonly window: string;
  readonly onwards: string;
  readonly overlap: string;
  readonly bracketStart: string;
  readonly bracket: string;
  readonly bracketKnee: string;
  readonly bracketEnd: string;
  readonly bullet: string;
  readonly separator: string;
}

export const UNICODE: Glyphs = {
  axisStart: '├',
  axis: '─',
  axisTick: '┴',
  leftOut: '╱',
  states: { fine: '─', trouble: '═', gone: '┄', old: '━', new: '━', none: ' ' },
  window: '░',
  onwards: '▶',
  overlap: '╳',
  bracketStart: '└',
  bracket: '─',
  bracketKnee: '┴',
  bracketEnd: '┘',
  bullet: '•',
  separator: '·',
};

export const ASCII: Glyphs = {
  axisStart: '|',
  axis: '-',
  axisTick: '+',
  leftOut: '/',
  states: { fine: '-', trouble: '=', gone: '.', old: '#', new: '#', none: ' ' },
  window: ':',
  onwards: '>',
  overlap: 'x',
  bracketStart: '|',
  bracket: '_',
  bracketKnee: '|',
  bracketEnd: '|',
  bullet: '*',
  separator: '-',
};

const replacements: readonly (readonly [RegExp, string])[] = [
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/’/g, "'"],
  [/·/g, '-'],
  [/≥/g, '>='],
  [/≤/g, '<='],
  [/×/g, 'x'],
  [/→/g, '->'],
];

/** Our own words for a terminal that knows ASCII alone; text of the user's files stays as it is. */
export function inGlyphs(text: string, glyphs: Glyphs): string {
  if (glyphs !== ASCII) return text;
  return replacements.reduce((result, [pattern, plain]) => result.replace(pattern, plain), text);
}
