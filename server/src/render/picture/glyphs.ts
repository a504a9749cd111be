/** The characters of a drawing in text. Each string stands for one cell. */
export interface Glyphs {
  readonly axisStart: string;
  readonly axis: string;
  readonly axisTick: string;
  readonly grid: string;
  /** A window, from possible to certain. */
  readonly shades: readonly string[];
  readonly life: string;
  /** Part of a life that is possible, not certain. */
  readonly fade: string;
  readonly end: string;
  readonly onwards: string;
  readonly overlap: string;
  readonly bullet: string;
  readonly separator: string;
}

export const UNICODE: Glyphs = {
  axisStart: '├',
  axis: '─',
  axisTick: '┼',
  grid: '┊',
  shades: ['░', '▒', '▓', '█'],
  life: '━',
  fade: '╍',
  end: '┫',
  onwards: '▶',
  overlap: '╳',
  bullet: '•',
  separator: '·',
};

export const ASCII: Glyphs = {
  axisStart: '|',
  axis: '-',
  axisTick: '+',
  grid: '.',
  shades: ['-', '=', 'o', '#'],
  life: '=',
  fade: '-',
  end: '|',
  onwards: '>',
  overlap: 'x',
  bullet: '*',
  separator: '-',
};

const replacements: readonly (readonly [RegExp, string])[] = [
  [/[–—]/g, '-'],
  [/…/g, '...'],
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
