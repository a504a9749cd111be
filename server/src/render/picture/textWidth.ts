// How wide words are drawn, without a font: at most so, in the fonts that editors and browsers use.

import { isFull, piecesOf } from '../words/columns.ts';

/** In ems, of the widest of the usual fonts without serifs (DejaVu Sans, Verdana are wider than all others). */
const NARROW = /[ijl.,:;'’|!()[\]ftIr·]/;
const WIDE = /[mwMWQO%@—…→]/;
const UPPER = /[A-Z+×−=<>≥≤#&]/;
const BOLD = 1.1;
/** A space at which a line may end: not the one between a number and its unit. */
const NEITHER_NUMBER_NOR_UNIT = / (?!(?:s|min|h|d)\b)/;

/** @param size of the font, in the picture's units */
export function widthOf(text: string, size: number, isBold = false): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size * (isBold ? BOLD : 1);
}

function emsOf(character: string): number {
  if (character === ' ') return 0.32;
  if (NARROW.test(character)) return 0.37;
  if (WIDE.test(character)) return 0.93;
  if (UPPER.test(character)) return 0.72;
  if (isFull(character)) return 1;
  return 0.62;
}

/** As much of a text as fits, with an ellipsis where some of it does not. */
export function fitted(text: string, width: number, size: number, isBold = false): string {
  if (widthOf(text, size, isBold) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, size, isBold) > width) characters.pop();
  return characters.length === 0 ? '' : `${characters.join('').trimEnd()}…`;
}

/**
 * A sentence with a name in it that fits: what is too long loses the middle of the name, since names of one workload differ at
 * their ends, and the sentence says more than the name.
 */
export function fittedName(
  sentence: (name: string) => string,
  name: string,
  width: number,
  size: number,
  isBold = false,
): string {
  const characters = [...name];
  for (let kept = characters.length; kept > LEAST_OF_NAME; kept -= 1) {
    const text = sentence(withoutMiddle(characters, kept));
    if (widthOf(text, size, isBold) <= width) return text;
  }
  return fitted(sentence(withoutMiddle(characters, LEAST_OF_NAME)), width, size, isBold);
}

/** Of a name that has to be shortened, as many characters stay at least. */
const LEAST_OF_NAME = 6;

function withoutMiddle(characters: readonly string[], kept: number): string {
  if (kept >= characters.length) return characters.join('');
  const tail = Math.floor(kept / 2);
  return `${characters.slice(0, kept - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** Lines that are at most so wide, broken between words; a word that is wider is cut. */
export function wrapped(text: string, width: number, size: number, isBold = false): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text: piece, isSpaced } of piecesOf(text, NEITHER_NUMBER_NOR_UNIT)) {
    const longer = isSpaced && line !== '' ? `${line} ${piece}` : `${line}${piece}`;
    if (line !== '' && widthOf(longer, size, isBold) > width) {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return [...lines, line].map((each) => fitted(each, width, size, isBold));
}
