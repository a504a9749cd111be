// Parses strict JSON into the nodes of the YAML library.
import { Document, type Node, type Scalar } from 'yaml';
import type { Span } from '../position.ts';
import { newMap, newPair, newScalar, newSequence } from './quickNodes.ts';

/** Deeper values are nobody's. */
const MAX_DEPTH = 64;

/**
 * Parses strict JSON into the nodes of the YAML library, a hundred times as fast as that does, with the same ranges.
 *
 * @param span one value, white space around it
 * @param skips keys whose values are passed over and left out
 * @returns `undefined` for what is no JSON
 */
export function parseJson(text: string, span: Span, skips: ReadonlySet<string>): Document.Parsed | undefined {
  const reader = new JsonReader(text, span, skips);
  const contents = reader.read();
  if (contents === undefined) return undefined;
  const document = new Document();
  document.contents = contents;
  return document as unknown as Document.Parsed;
}

/** The offset behind a JSON value; `undefined` where it has no end. Looks at strings and brackets only. */
export function skipJson(text: string, start: number, end: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const close = closingQuote(text, at, end);
      if (close === undefined) return undefined;
      at = close;
      if (depth === 0) return at + 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === COMMA || isSpace(code))) return at;
  }
  return depth === 0 ? end : undefined;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** @param open offset of the opening quote */
function closingQuote(text: string, open: number, end: number): number | undefined {
  for (let close = text.indexOf('"', open + 1); close >= 0 && close < end; close = text.indexOf('"', close + 1)) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return close;
  }
  return undefined;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

class JsonReader {
  private at: number;
  private readonly end: number;

  constructor(
    private readonly text: string,
    span: Span,
    private readonly skips: ReadonlySet<string>,
  ) {
    this.at = span.start;
    this.end = span.end;
  }

  read(): Node | undefined {
    const node = this.value(0);
    this.space();
    return this.at === this.end ? node : undefined;
  }

  private space(): void {
    while (this.at < this.end && isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private value(depth: number): Node | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.space();
    switch (this.text.charCodeAt(this.at)) {
      case OPEN_BRACE:
        return this.map(depth);
      case OPEN_BRACKET:
        return this.sequence(depth);
      case QUOTE:
        return this.string();
      default:
        return this.literal();
    }
  }

  private map(depth: number): Node | undefined {
    const map = newMap();
    const start = this.at;
    const isComplete = this.members(CLOSE_BRACE, () => {
      const key = this.text.charCodeAt(this.at) === QUOTE ? this.string() : undefined;
      this.space();
      if (key === undefined || this.text.charCodeAt(this.at) !== COLON) return false;
      this.at += 1;
      if (this.skips.has(key.value)) {
        this.space();
        const behind = skipJson(this.text, this.at, this.end);
        if (behind === undefined) return false;
        this.at = behind;
        return true;
      }
      const value = this.value(depth + 1);
      if (value === undefined) return false;
      map.items.push(newPair(key, value));
      return true;
    });
    map.flow = true;
    map.range = [start, this.at, this.at];
    return isComplete ? map : undefined;
  }

  private sequence(depth: number): Node | undefined {
    const sequence = newSequence();
    const start = this.at;
    const isComplete = this.members(CLOSE_BRACKET, () => {
      const item = this.value(depth + 1);
      if (item === undefined) return false;
      sequence.items.push(item);
      return true;
    });
    sequence.flow = true;
    sequence.range = [start, this.at, this.at];
    return isComplete ? sequence : undefined;
  }

  /** What stands between brackets, with commas in between. */
  private members(close: number, member: () => boolean): boolean {
    this.at += 1;
    this.space();
    if (this.text.charCodeAt(this.at) === close) {
      this.at += 1;
      return true;
    }
    for (;;) {
      this.space();
      if (this.at >= this.end || !member()) return false;
      this.space();
      const code = this.text.charCodeAt(this.at);
      if (this.at >= this.end) return false;
      this.at += 1;
      if (code === close) return true;
      if (code !== COMMA) return false;
    }
  }

  private string(): Scalar<string> | undefined {
    const start = this.at;
    const close = closingQuote(this.text, start, this.end);
    if (close === undefined) return undefined;
    this.at = close + 1;
    const inner = this.text.slice(start + 1, close);
    const value = inner.includes('\\') ? unescaped(inner) : inner;
    return value === undefined ? undefined : this.scalar(value, start, 'QUOTE_DOUBLE');
  }

  private literal(): Node | undefined {
    const start = this.at;
    while (this.at < this.end && /[-+.\w]/.test(this.text[this.at] ?? '')) this.at += 1;
    const source = this.text.slice(start, this.at);
    if (source === 'true' || source === 'false') return this.scalar(source === 'true', start, 'PLAIN', source);
    if (source === 'null') return this.scalar(null, start, 'PLAIN', source);
    return NUMBER.test(source) ? this.scalar(Number(source), start, 'PLAIN', source) : undefined;
  }

  private scalar<T>(value: T, start: number, type: Scalar.Type, source?: string): Scalar<T> {
    const scalar = newScalar(value);
    scalar.range = [start, this.at, this.at];
    scalar.type = type;
    if (source !== undefined) scalar.source = source;
    return scalar;
  }
}

function unescaped(inner: string): string | undefined {
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return undefined;
  }
}
