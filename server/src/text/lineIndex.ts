import type { Position, Range, Span } from './position.ts';

/** Offsets of a text as positions, and back. Lines end with LF, CRLF or CR, as in the LSP. */
export class LineIndex {
  private readonly starts: number[] = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      else if (code !== 10 && code !== 13) continue;
      this.starts.push(i + 1);
    }
  }

  /** Offsets outside the text are taken as its ends. */
  positionAt(offset: number): Position {
    const clamped = Math.min(Math.max(offset, 0), this.length);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle;
    }
    return { line: low, character: clamped - (this.starts[low] ?? 0) };
  }

  /** A line or character behind the end is taken as the end. */
  offsetAt({ line, character }: Position): number {
    const start = this.starts[line];
    if (start === undefined) return line < 0 ? 0 : this.length;
    const next = this.starts[line + 1] ?? this.length + 1;
    return Math.min(start + Math.max(character, 0), Math.max(next - 1, start), this.length);
  }

  range({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }
}
