// One line of a drawing in text: cells, each with what it is painted as.
import { isFull } from '../words/columns.ts';
import type { Style } from '../words/verdictText.ts';

export type Paint = (style: Style, text: string) => string;

interface Cell {
  readonly glyph: string;
  readonly style: Style;
}

const EMPTY: Cell = { glyph: ' ', style: 'neutral' };

/** Cells are columns from 0 on; what lies beyond the last one is not drawn. */
export class TextRow {
  readonly #cells: Cell[];

  constructor(columns: number) {
    this.#cells = Array<Cell>(columns).fill(EMPTY);
  }

  /** One glyph over columns, both included. */
  fill(from: number, until: number, glyph: string, style: Style): void {
    for (let column = Math.max(from, 0); column <= until && column < this.#cells.length; column++) {
      this.#cells[column] = { glyph, style };
    }
  }

  write(from: number, text: string, style: Style): void {
    let column = from;
    for (const glyph of text) {
      // A wide one covers the next column as well.
      for (const part of isFull(glyph) ? [glyph, ''] : [glyph]) {
        if (column >= 0 && column < this.#cells.length) this.#cells[column] = { glyph: part, style };
        column += 1;
      }
    }
  }

  /** Whether columns are empty, those beside them too; both included. */
  isFree(from: number, until: number): boolean {
    return this.#cells.slice(Math.max(from - 1, 0), until + 2).every(({ glyph }) => glyph === ' ');
  }

  /** Neighbours of one style are painted together. */
  painted(paint: Paint): string {
    const cells = [...this.#cells];
    while (cells.at(-1)?.glyph === ' ') cells.pop();
    let line = '';
    for (let start = 0; start < cells.length; ) {
      const style = cells[start]?.style ?? 'neutral';
      let end = start;
      while (end < cells.length && cells[end]?.style === style) end++;
      const run = cells.slice(start, end).map(({ glyph }) => glyph);
      line += style === 'neutral' ? run.join('') : paint(style, run.join(''));
      start = end;
    }
    return line;
  }
}
