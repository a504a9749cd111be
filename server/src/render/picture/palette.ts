// Colours of a picture, one set a theme.
import type { Tone } from '../words/verdictText.ts';

/** Colours of a picture, one set a theme. Every edge stands out from what it bounds: a test computes it. */
export interface Palette {
  readonly card: string;
  /** Lines: frames of lanes, the axis, ghosts. */
  readonly edge: string;
  /** Outlines and hatching of windows. */
  readonly window: string;
  readonly text: string;
  readonly faint: string;
  /** A state that is well, one that is not, one in which nothing is left: fill and text. */
  readonly fine: readonly [string, string];
  readonly trouble: readonly [string, string];
  readonly gone: readonly [string, string];
  /** The pods. */
  readonly old: readonly [string, string];
  readonly new: readonly [string, string];
  /** Brackets and what they say. */
  readonly bracket: string;
  readonly tones: Readonly<Record<Tone, string>>;
  /** Text on a tone's colour. */
  readonly onTone: string;
}

export const LIGHT: Palette = {
  card: '#ffffff',
  edge: '#6d7a88',
  window: '#1c2733',
  text: '#1c2733',
  faint: '#55626f',
  fine: ['#d9e6f5', '#15395e'],
  trouble: ['#fae3b6', '#553600'],
  gone: ['#eef1f4', '#4a5662'],
  old: ['#50606f', '#ffffff'],
  new: ['#0b62ad', '#ffffff'],
  bracket: '#0b5aa0',
  tones: { danger: '#b3261e', warning: '#8f5000', safe: '#14693f', neutral: '#55626f' },
  onTone: '#ffffff',
};

export const DARK: Palette = {
  card: '#171d25',
  edge: '#8391a1',
  window: '#eef2f6',
  text: '#e4eaf1',
  faint: '#a3b0bf',
  fine: ['#22405f', '#e3eefb'],
  trouble: ['#54400f', '#ffe9b8'],
  gone: ['#232b36', '#b4c0cd'],
  old: ['#9db0c3', '#11161c'],
  new: ['#58a6f2', '#0c1420'],
  bracket: '#6cb2f7',
  tones: { danger: '#ff7b7b', warning: '#eeb04f', safe: '#55cb97', neutral: '#a3b0bf' },
  onTone: '#11161c',
};

/** High contrast has no shades: what a fill says elsewhere, words and outlines say alone. */
export const HIGH_CONTRAST: Palette = {
  card: '#000000',
  edge: '#6fc3df',
  window: '#ffffff',
  text: '#ffffff',
  faint: '#ffffff',
  fine: ['#000000', '#ffffff'],
  trouble: ['#000000', '#ffffff'],
  gone: ['#000000', '#ffffff'],
  old: ['#ffffff', '#000000'],
  new: ['#3ff23f', '#000000'],
  bracket: '#f38518',
  tones: { danger: '#ff8080', warning: '#ffd370', safe: '#3ff23f', neutral: '#ffffff' },
  onTone: '#000000',
};

export const HIGH_CONTRAST_LIGHT: Palette = {
  card: '#ffffff',
  edge: '#0f4a85',
  window: '#000000',
  text: '#000000',
  faint: '#292929',
  fine: ['#ffffff', '#000000'],
  trouble: ['#ffffff', '#000000'],
  gone: ['#ffffff', '#000000'],
  old: ['#292929', '#ffffff'],
  new: ['#0f4a85', '#ffffff'],
  bracket: '#0f4a85',
  tones: { danger: '#b5200d', warning: '#895503', safe: '#005e2b', neutral: '#292929' },
  onTone: '#ffffff',
};

/** A theme by its name. */
export type Theme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: LIGHT,
  dark: DARK,
  'high-contrast': HIGH_CONTRAST,
  'high-contrast-light': HIGH_CONTRAST_LIGHT,
};
