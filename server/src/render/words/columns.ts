// How many columns of a terminal a text takes, and where a line of it may end: Chinese characters are two columns wide and
// have no spaces between them.
const FULL = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;
/** What stands at the end of a line with what is before it. */
const CLOSES = /^[，。、；：！？）」』”’〉》]/u;
/** What stands at the beginning of a line with what is behind it. */
const OPENS = /^[（「『“‘〈《]/u;

export function isFull(character: string): boolean {
  return FULL.test(character);
}

export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isFull(character) ? 2 : 1;
  return columns;
}

/** `padEnd` in columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - columnsOf(text), 0));
}

/** A piece of a line that is not broken, and whether a space stands before it. */
export interface Piece {
  readonly text: string;
  readonly isSpaced: boolean;
}

/** Pieces of a text: words, and single full-width characters with the marks around them. @param space where words end */
export function piecesOf(text: string, space: RegExp | string = ' '): readonly Piece[] {
  return text.split(space).flatMap((word, index) => {
    const parts: string[] = [];
    let start = 0;
    let at = 0;
    let last: string | undefined;
    for (const character of word) {
      const joins =
        last === undefined || CLOSES.test(character) || OPENS.test(last) || !(isFull(character) || isFull(last));
      if (!joins) {
        parts.push(word.slice(start, at));
        start = at;
      }
      at += character.length;
      last = character;
    }
    parts.push(word.slice(start));
    return parts.map((part, place): Piece => ({ text: part, isSpaced: index > 0 && place === 0 }));
  });
}
