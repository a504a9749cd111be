// What globs and regular expressions have in common, as a tree. Each language has a reader of its own; one automaton
// (`automaton.ts`) matches them all.

/** Whether a code point is one that may stand here. */
export type CharacterTest = (code: number) => boolean;

/** A place between two characters. */
export type Place = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export type Pattern =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  /** @property most `undefined`: as often as one likes */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number | undefined }
  | { readonly kind: 'place'; readonly place: Place }
  /** Any characters of `within` that `part` does not match as a whole. */
  | { readonly kind: 'other'; readonly part: Pattern; readonly within: CharacterTest };

/** Why a pattern cannot be used. */
export class PatternError extends Error {}

export const nothing: Pattern = { kind: 'sequence', parts: [] };

export function character(test: CharacterTest): Pattern {
  return { kind: 'character', test };
}

export function literal(code: number): Pattern {
  return { kind: 'character', test: (other) => other === code };
}

export function sequence(parts: readonly Pattern[]): Pattern {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
}

export function choice(parts: readonly Pattern[]): Pattern {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
}

export function repeat(part: Pattern, least: number, most?: number): Pattern {
  return { kind: 'repeat', part, least, most };
}
