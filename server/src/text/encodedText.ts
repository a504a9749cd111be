// Texts in quotes, data URLs and base64, with their places.
import { type ExcerptPiece, excerpt } from './excerpt.ts';
import type { Fragment } from './fragment.ts';
import type { Span } from './position.ts';

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', '\0'],
  ['a', '\x07'],
  ['v', '\v'],
  ['e', '\x1b'],
]);

/**
 * What a double-quoted JSON or YAML string says, between its quotes; edits are escaped as JSON, which is YAML, too.
 * `undefined` where it runs over several lines, which YAML folds.
 */
export function quotedText(outer: Fragment, inside: Span): Fragment | undefined {
  const source = outer.text.slice(inside.start, inside.end);
  if (source.includes('\n')) return undefined;
  const pattern = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g;
  const pieces = decoded(outer.text, inside, source.matchAll(pattern), ([, unicode, byte, character = '']) => {
    const code = unicode ?? byte;
    return code === undefined ? (ESCAPES.get(character) ?? character) : String.fromCharCode(Number.parseInt(code, 16));
  });
  return excerpt(outer, pieces, (text) => JSON.stringify(text).slice(1, -1));
}

/** What a data URL of text says (RFC 2397), as far as it can be read; one in base64 cannot be written back. */
export function dataUrlText(outer: Fragment): Fragment | undefined {
  const match = /^data:[^,]{0,200}?(;base64)?,/.exec(outer.text);
  if (match === null) return undefined;
  const body = { start: match[0].length, end: outer.text.length };
  return match[1] === undefined ? percentText(outer, body) : base64Text(outer, body);
}

/** Percent-encoded text. Bytes of one character belong together. */
function percentText(outer: Fragment, body: Span): Fragment {
  const source = outer.text.slice(body.start, body.end);
  const pieces = decoded(outer.text, body, source.matchAll(/(?:%[0-9a-fA-F]{2})+/g), ([bytes = '']) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
  return excerpt(outer, split(pieces), (text) => encodeURIComponent(text));
}

/**
 * Text in base64. All of it stands where the code stands; nothing can be written back. `undefined` where its letters or
 * its padding are not those of base64.
 */
export function base64Text(outer: Fragment, body: Span = { start: 0, end: outer.text.length }): Fragment | undefined {
  const code = outer.text.slice(body.start, body.end).replace(/\s/g, '');
  const [, letters, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(code) ?? [];
  if (letters === undefined || letters.length % 4 === 1 || (padding !== '' && code.length % 4 !== 0)) return undefined;
  const bytes = Uint8Array.from(atob(letters), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  const range = outer.locate(body);
  return { text, locate: () => range, edit: () => undefined };
}

function decoded(
  text: string,
  span: Span,
  matches: Iterable<RegExpMatchArray>,
  decode: (match: RegExpMatchArray) => string,
): ExcerptPiece[] {
  const pieces: ExcerptPiece[] = [];
  let at = span.start;
  for (const match of matches) {
    const start = span.start + (match.index ?? 0);
    if (start > at) pieces.push({ text: text.slice(at, start), source: { start: at, end: start } });
    at = start + match[0].length;
    pieces.push({ text: decode(match), source: { start, end: at } });
  }
  if (at < span.end) pieces.push({ text: text.slice(at, span.end), source: { start: at, end: span.end } });
  return pieces;
}

/** Runs of ASCII bytes as one piece a character, so that each has its own place. */
function split(pieces: readonly ExcerptPiece[]): ExcerptPiece[] {
  return pieces.flatMap((piece) => {
    const { start, end } = piece.source;
    if (end - start !== 3 * piece.text.length) return [piece];
    return Array.from({ length: piece.text.length }, (_, index) => ({
      text: piece.text.charAt(index),
      source: { start: start + 3 * index, end: start + 3 * index + 3 },
    }));
  });
}
