import type { Tone } from '../words/verdictText.ts';

/** Colours of a picture, one set a theme. */
export interface Palette {
  readonly card: string;
  readonly edge: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly window: string;
  readonly old: string;
  readonly tones: Readonly<Record<Tone, string>>;
  /** Text on a badge of a tone's colour. */
  readonly onTone: string;
}

export const LIGHT: Palette = {
  card: '#ffffff',
  edge: '#d8dee6',
  text: '#1c2733',
  faint: '#64717f',
  grid: '#e8ecf1',
  window: '#2f6fb3',
  old: '#8592a1',
  tones: { danger: '#c62f3b', warning: '#a85f00', safe: '#1c7f56', neutral: '#5b6875' },
  onTone: '#ffffff',
};

export const DARK: Palette = {
  card: '#171d25',
  edge: '#2e3947',
  text: '#e4eaf1',
  faint: '#93a1b1',
  grid: '#29323e',
  window: '#6fb1f5',
  old: '#77869a',
  tones: { danger: '#ff737c', warning: '#e9ab4a', safe: '#4fc592', neutral: '#9aa8b7' },
  onTone: '#11161c',
};
