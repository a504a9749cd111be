// Finds out whether a text holds one of many words, in one pass that leaves out most characters (Wu and Manber, 1994).

/** Characters that are looked at together. */
const BLOCK = 3;
const TABLE = 1 << 14;
/** A longer one is left out no faster. */
const LONGEST_WINDOW = 64;

/** Whether a text holds one of some words. The shorter the shortest, the slower. */
export class WordSearch {
  /** How far the end of the window may move where its last characters are these. */
  private readonly shifts: Uint8Array;
  /** Words by the last characters of their first part, which is as long as the window. */
  private readonly ending = new Map<number, string[]>();
  private readonly window: number;

  /** @param words each of three characters or more */
  constructor(words: readonly string[]) {
    this.window = words.reduce((least, { length }) => Math.min(least, length), LONGEST_WINDOW);
    if (!(this.window >= BLOCK)) throw new RangeError(`A word is shorter than ${BLOCK} characters`);
    this.shifts = new Uint8Array(TABLE).fill(this.window - BLOCK + 1);
    for (const word of new Set(words)) {
      for (let end = BLOCK; end <= this.window; end += 1) {
        const key = keyAt(word, end);
        this.shifts[key] = Math.min(this.shifts[key] ?? 0, this.window - end);
        if (end === this.window) this.ending.set(key, [...(this.ending.get(key) ?? []), word]);
      }
    }
  }

  /** Linear. @returns one of the words that stand in the text */
  find(text: string): string | undefined {
    const { shifts, window } = this;
    for (let end = window; end <= text.length; ) {
      const key = keyAt(text, end);
      const shift = shifts[key] ?? 1;
      if (shift > 0) {
        end += shift;
        continue;
      }
      const start = end - window;
      for (const word of this.ending.get(key) ?? []) if (text.startsWith(word, start)) return word;
      end += 1;
    }
    return undefined;
  }
}

/** Of the characters before a place. */
function keyAt(text: string, end: number): number {
  return (
    ((text.charCodeAt(end - 3) * 5) ^ (text.charCodeAt(end - 2) << 5) ^ (text.charCodeAt(end - 1) << 7)) & (TABLE - 1)
  );
}
