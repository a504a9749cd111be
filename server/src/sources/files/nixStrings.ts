// Nix: the strings of a module, each with the attribute that it is part of and the choices in which it stands.
import type { Branch, BranchArm } from '../../model/branch.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';

/** A string of a Nix expression. */
export interface NixString {
  /** Attributes from the outermost on, as far as they can be followed. */
  readonly path: readonly string[];
  /** Equal for strings of one option: definitions of the same path are merged, but not those in different items of a list. */
  readonly option: string;
  /** The choices around the attribute: `mkIf` before the set that it stands in. */
  readonly outer: Branch;
  /** The choices inside its value: `optionalString`, `if`. */
  readonly own: Branch;
  readonly inside: Span;
  readonly isItem: boolean;
}

/** Where an expression stands: that of a `${…}` in a string. */
export type NixPlace = Pick<NixString, 'path' | 'option' | 'outer' | 'own'>;

const TOP: NixPlace = { path: [], option: '', outer: [], own: [] };

/** Attribute names before `=`, words and signs that make choices, and what ends or opens something; the rest is passed over. */
const TOKEN =
  /#[^\n]*|\/\*|\/\/|\+\+?|"|''|[{}[\]();]|(?<![\w'-])(?:if|then|else|let|in|optional(?:s|String|Attrs)?|mkIf)(?![\w'-])|([A-Za-z_][\w'-]{0,127}(?:\.[\w'-]{1,128}){0,16})[ \t\r\n]*=(?!=)/g;

const CLOSES: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(', in: 'let' };
const OPENS = new Set(Object.values(CLOSES));
/** Lists of definitions of the same options. */
const MERGES = /(?:\bmkMerge|\b(?:modules|imports)[ \t\r\n]*=)[ \t\r\n]*$/;
const MAX_DEPTH = 64;

interface Arm extends BranchArm {
  /** The condition of an `if`, before its `then`. */
  readonly isCondition?: true;
}

/** What stands between two brackets, or between `let` and `in`. */
interface Frame {
  readonly opener: string;
  /** Without the attribute and the choices that are found in it. */
  readonly place: NixPlace;
  /** Each item is a cluster or a host of its own. */
  readonly hasItems: boolean;
  attribute: readonly string[];
  arms: readonly Arm[];
}

/** The strings of a text whose interpolations are masked, in order. Linear. @param place where all of it stands */
export function nixStrings(text: string, fragment: Fragment, place: NixPlace = TOP): NixString[] {
  const strings: NixString[] = [];
  const frames: Frame[] = [];
  let frame: Frame = { opener: '', place, hasItems: false, attribute: [], arms: [] };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { 0: token, 1: name, index } = match;
    const behind = index + token.length;
    if (name !== undefined || token === ';') {
      frame.attribute = name?.split('.') ?? [];
      frame.arms = [];
    } else if (token === '/*') TOKEN.lastIndex = endOf(text, '*/', behind);
    else if (token === '"' || token === "''") {
      const end = token === '"' ? closingQuote(text, behind) : closingLines(text, behind);
      const isItem = [...frames, frame].some(({ opener }) => opener === '[');
      if (!isAsked(frames, frame)) strings.push({ ...placeIn(frame), inside: { start: behind, end }, isItem });
      TOKEN.lastIndex = Math.min(text.length, end + token.length);
    } else if (OPENS.has(token)) {
      // Deeper ones are the work of no person.
      if (frames.length >= MAX_DEPTH) return strings;
      frames.push(frame);
      frame = opened(token, frame, index, text);
    } else if (CLOSES[token] !== undefined) {
      while (frames.length > 0 && frame.opener !== CLOSES[token]) frame = frames.pop() ?? frame;
      frame = frames.pop() ?? frame;
    } else if (!token.startsWith('#')) {
      const { line, character } = fragment.locate({ start: index, end: behind }).start;
      frame.arms = chosen(frame.arms, token, `${line}:${character}`);
    }
  }
  return strings;
}

function isAsked(frames: readonly Frame[], frame: Frame): boolean {
  return [...frames, frame].some(({ arms }) => arms.some(({ isCondition }) => isCondition));
}

function placeIn({ place: { path, option, outer, own }, attribute, arms }: Frame): NixPlace {
  return {
    path: [...path, ...attribute],
    option: [option, ...attribute].join('.'),
    outer,
    own: [...own, ...arms.map(({ block, way, ways }) => ({ block, way, ways }))],
  };
}

function opened(opener: string, around: Frame, at: number, text: string): Frame {
  const inner = { opener, attribute: [], arms: [] };
  // What `let` names is no part of the attribute around it.
  if (opener === 'let') return { ...inner, place: TOP, hasItems: false };
  const place = placeIn(around);
  if (opener === '(') return { ...inner, place, hasItems: around.hasItems };
  if (opener === '[') return { ...inner, place, hasItems: !MERGES.test(text.slice(Math.max(0, at - 80), at)) };
  const option = around.hasItems ? `${place.option}[${at}]` : place.option;
  const outer = [...place.outer, ...place.own];
  return { ...inner, place: { path: place.path, option, outer, own: [] }, hasItems: false };
}

/** The choices behind a word or sign: an `if` goes on as far as it can, what a function may leave out ends at an operator. */
function chosen(arms: readonly Arm[], token: string, block: string): readonly Arm[] {
  const kept = arms.slice(0, arms.findLastIndex(({ ways }) => ways !== undefined) + 1);
  if (token === 'if') return [...kept, { block, way: 0, ways: 2, isCondition: true }];
  if (token === 'then' || token === 'else') {
    const way = token === 'then' ? 0 : 1;
    const of = arms.findLastIndex((arm) => (way === 0 ? arm.isCondition : arm.way === 0 && arm.ways !== undefined));
    const arm = arms[of];
    return arm === undefined ? arms : [...arms.slice(0, of), { block: arm.block, way, ways: arm.ways }];
  }
  return /^[+/]/.test(token) ? kept : [...kept, { block, way: 0, ways: undefined }];
}

function endOf(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length : at + close.length;
}

function closingQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** `'''` and `''$` stand for themselves in a string of lines. */
function closingLines(text: string, from: number): number {
  for (let at = text.indexOf("''", from); at >= 0; at = text.indexOf("''", at)) {
    const next = text[at + 2] ?? '';
    if (next !== "'" && next !== '$' && next !== '\\') return at;
    at += 3;
  }
  return text.length;
}
