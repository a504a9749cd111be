// The YAML that people write, read in one pass: maps and lists by indentation, scalars, collections in brackets.
import { Document, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { readBlockScalar } from './blockScalars.ts';
import { readFlow } from './flowNodes.ts';
import { newMap, newPair, newSequence } from './quickNodes.ts';
import { doubleQuoted, plainScalar, scalarNode, unfolded } from './scalarNodes.ts';
import { closingDoubleQuote, closingSingleQuote, isEmptyAt } from './yamlSigns.ts';

/** Deeper nodes are nobody's. */
const MAX_DEPTH = 100;
/** Longer keys are an error. */
const MAX_KEY = 1_000;
/**
 * Control characters, some of which the library takes for tokens of its own, a byte order mark and a CR alone: whatever is none of
 * the others. A class of a whole kind of characters takes three times as long to look for.
 */
const STRANGE = /[^\t\r\n -~\u00a0-\ufefe\uff00-\uffff]|\r(?!\n)/;

/**
 * Parses a document into the nodes of the YAML library, with the same ranges, and many times as fast as that does.
 *
 * @returns `undefined` for all that is unusual or wrong: anchors, aliases, tags, tabs between tokens, keys behind `?` or of
 * several lines, merged maps, a scalar alone. The library reads it, and says what is wrong.
 */
export function parseBlocks(text: string): Document.Parsed | undefined {
  if (STRANGE.test(text)) return undefined;
  try {
    const document = new Document();
    document.contents = new BlockReader(text).read();
    return document as unknown as Document.Parsed;
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

const UNUSUAL = new Error('unusual');

function unusual(): never {
  throw UNUSUAL;
}

/** A blank line or a comment between two nodes. */
interface GapLine {
  /** Of its comment; -1: it is blank. */
  readonly indent: number;
  readonly newline: number;
  readonly end: number;
}

const NONE: readonly GapLine[] = [];

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const BLANK = 32;
const HASH = 35;
const COLON = 58;

/** How no plain scalar begins; `-`, `?` and `:` only where a character follows. */
const NO_START = /[,[\]{}#&*!|>'"%@`\t]/;

class BlockReader {
  /** Where the next node begins, and its column; -1 behind the last one. */
  private at = 0;
  private indent = -1;
  /** The lines before it that belong to nothing yet. */
  private gap: readonly GapLine[] = NONE;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** `null` where comments are all. */
  read(): Node | null {
    this.toContent(0);
    if (this.indent < 0) return null;
    const isFlow = '{['.includes(this.text[this.at] ?? 'x');
    const node = isFlow ? this.inline(-1) : this.collection();
    return node !== undefined && this.indent < 0 ? node : unusual();
  }

  /** From the start of a line to what stands in it or in a later one. */
  private toContent(lineStart: number): void {
    const { text } = this;
    this.gap = NONE;
    for (let start = lineStart; ; ) {
      let at = start;
      while (text.charCodeAt(at) === BLANK) at += 1;
      const code = text.charCodeAt(at);
      if (code === TAB) unusual();
      if (at >= text.length) {
        this.at = text.length;
        this.indent = -1;
        return;
      }
      if (code !== LINE_FEED && code !== RETURN && code !== HASH) {
        this.at = at;
        this.indent = at - start;
        return;
      }
      const newline = this.lineEnd(at);
      const end = this.behindLine(newline);
      const line = { indent: code === HASH ? at - start : -1, newline, end };
      if (this.gap === NONE) this.gap = [line];
      else (this.gap as GapLine[]).push(line);
      start = end;
    }
  }

  /** Where its line break begins. */
  private lineEnd(at: number): number {
    const newline = this.text.indexOf('\n', at);
    if (newline < 0) return this.text.length;
    return newline > at && this.text.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline;
  }

  private behindLine(lineEnd: number): number {
    const width = this.text.charCodeAt(lineEnd) === RETURN ? 2 : 1;
    return Math.min(lineEnd + width, this.text.length);
  }

  /** A dash of a list stands here. */
  private isItem(): boolean {
    return this.text[this.at] === '-' && isEmptyAt(this.text, this.at + 1);
  }

  private skipBlanks(): void {
    while (this.text.charCodeAt(this.at) === BLANK) this.at += 1;
  }

  private isLineEnd(): boolean {
    const code = this.text.charCodeAt(this.at);
    return code === LINE_FEED || code === RETURN || this.at >= this.text.length;
  }

  private map(indent: number, firstKey: Scalar): YAMLMap {
    const map = newMap();
    const start = firstKey.range?.[0] ?? 0;
    this.enter();
    for (let key = firstKey; ; key = this.key() ?? unusual()) {
      const value = this.value(indent);
      map.items.push(newPair(key, value));
      if (this.indent !== indent) break;
      if (this.isItem()) unusual();
    }
    return this.closed(map, start, indent, behind(map.items.at(-1)?.value));
  }

  private sequence(indent: number): YAMLSeq {
    const sequence = newSequence();
    const start = this.at;
    this.enter();
    do {
      this.at += 1;
      sequence.items.push(this.item(indent));
    } while (this.indent === indent && this.isItem());
    return this.closed(sequence, start, indent, behind(sequence.items.at(-1)));
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) unusual();
  }

  /** Comments behind it that are indented as it is belong to it, and all that stands beside them. */
  private closed<T extends YAMLMap | YAMLSeq>(node: T, start: number, indent: number, end: number): T {
    this.depth -= 1;
    if (this.indent > indent) unusual();
    let isOwn = false;
    if (indent > 0) for (const line of this.gap) isOwn ||= line.indent >= indent;
    node.range = [start, end, isOwn ? this.at : end];
    if (isOwn) this.gap = NONE;
    return node;
  }

  /** A key and its colon; `undefined`, and nothing is passed, where there is none. */
  private key(): Scalar | undefined {
    const { text, at: start } = this;
    const sign = text[start] ?? '';
    const isQuoted = sign === '"' || sign === "'";
    const end = isQuoted ? this.quoteEnd(sign) : this.plainKeyEnd();
    if (end === undefined) return undefined;
    let colon = end;
    while (text.charCodeAt(colon) === BLANK) colon += 1;
    if (text.charCodeAt(colon) !== COLON || !isEmptyAt(text, colon + 1)) return undefined;
    if (end - start > MAX_KEY) unusual();
    const key = isQuoted ? this.quoted(end) : plainScalar(text.slice(start, end), [start, end, end]);
    if (key.source === '<<' || text.slice(start, end).includes('\n')) unusual();
    this.at = colon + 1;
    return key;
  }

  /** Behind the last character of a plain scalar with a colon behind it on its line. */
  private plainKeyEnd(): number | undefined {
    const { text, at: start } = this;
    if (!this.startsPlain()) return undefined;
    let end = start;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === COLON && isEmptyAt(text, at + 1)) return end;
      if (code === LINE_FEED) return undefined;
      if (code === BLANK || code === TAB || code === RETURN) {
        if (text.charCodeAt(at + 1) === HASH) return undefined;
      } else end = at + 1;
    }
    return undefined;
  }

  private startsPlain(): boolean {
    const sign = this.text[this.at] ?? '#';
    if (NO_START.test(sign)) return false;
    return !((sign === '-' || sign === '?' || sign === ':') && isEmptyAt(this.text, this.at + 1));
  }

  /** What stands behind a key's colon. */
  private value(indent: number): Node {
    return this.node(indent, false);
  }

  /** What stands behind a dash, also further ones, or a map that begins on its line. */
  private item(indent: number): Node {
    const dash = this.at - 1;
    this.skipBlanks();
    const isLater = this.isLineEnd() || this.text.charCodeAt(this.at) === HASH;
    if (isLater) {
      this.at = dash + 1;
      return this.node(indent, true);
    }
    this.indent = indent + this.at - dash;
    return this.collection() ?? this.inline(indent);
  }

  /** A map or a list that begins here. */
  private collection(): Node | undefined {
    if (this.isItem()) return this.sequence(this.indent);
    const key = this.key();
    return key && this.map(this.indent, key);
  }

  /** What stands behind a colon or a dash, on its line or below. */
  private node(indent: number, isItem: boolean): Node {
    const { text } = this;
    this.skipBlanks();
    const at = this.at;
    const isComment = text.charCodeAt(at) === HASH;
    if (!isComment && !this.isLineEnd()) return this.inline(indent);
    if (isComment && !isEmptyAt(text, at - 1)) unusual();
    this.toContent(this.behindLine(this.lineEnd(at)));
    const { gap } = this;
    this.gap = NONE;
    const isBelow = this.indent > indent || (!isItem && this.indent === indent && this.isItem());
    if (isBelow) return this.collection() ?? this.inline(indent);
    return this.nothing(at, indent, isComment, gap, isItem);
  }

  /** A value that is not written: comments behind its key belong to it, unless they stand before the next key. */
  private nothing(at: number, indent: number, isComment: boolean, gap: readonly GapLine[], isItem: boolean): Scalar {
    let comments = isComment;
    let end = this.at;
    if (this.indent === indent && !isItem) {
      const last = gap.findLastIndex((line) => line.indent > indent) + 1;
      const next = gap[last];
      if (next !== undefined) end = next.newline;
      comments ||= gap.slice(0, last + 1).some((line) => line.indent >= 0);
    } else comments ||= gap.some((line) => line.indent >= 0);
    return plainScalar('', [at, at, comments ? end : at]);
  }

  /** A scalar or a collection in brackets, and what follows on its line. */
  private inline(indent: number): Node {
    const { text, at: start } = this;
    const sign = text[start] ?? '';
    if (sign === '|' || sign === '>') return this.blockScalar(indent);
    const node = this.inlineNode(sign, indent);
    const [, end] = node.range ?? unusual();
    this.at = end;
    this.skipBlanks();
    if (text.charCodeAt(this.at) === HASH && this.at > end) this.at = this.lineEnd(this.at);
    if (!this.isLineEnd()) unusual();
    const below = this.behindLine(this.at);
    this.toContent(below);
    node.range = [start, end, this.takeComments(indent) ?? below];
    if (this.indent > indent) unusual();
    return node;
  }

  private inlineNode(sign: string, indent: number): Node {
    if (sign === '"' || sign === "'") return this.quoted(this.quoteEnd(sign) ?? unusual(), indent + 1);
    if (sign === '{' || sign === '[') return readFlow(this.text, this.at, indent + 1) ?? unusual();
    return this.plain(indent + 1);
  }

  private blockScalar(indent: number): Node {
    // Below its key it is rare, and its indentation another one.
    const before = this.text.lastIndexOf('\n', this.at) + 1;
    if (this.text.slice(before, this.at).trim() === '') unusual();
    const node = readBlockScalar(this.text, this.at, indent + 1) ?? unusual();
    this.toContent(behind(node));
    if (this.indent > indent) unusual();
    return node;
  }

  /** Comments below a scalar that are indented more than what holds it belong to it. */
  private takeComments(indent: number): number | undefined {
    if (this.gap === NONE) return undefined;
    let taken = 0;
    for (const [index, line] of this.gap.entries()) {
      if (line.indent > indent) taken = index + 1;
      else if (line.indent >= 0) break;
    }
    const end = this.gap[taken - 1]?.end;
    if (taken > 0) this.gap = this.gap.slice(taken);
    return end;
  }

  /** Behind the closing quote. */
  private quoteEnd(sign: string): number | undefined {
    const close = sign === '"' ? closingDoubleQuote(this.text, this.at) : closingSingleQuote(this.text, this.at);
    return close === undefined ? undefined : close + 1;
  }

  private quoted(end: number, least = 0): Scalar {
    const { text, at: start } = this;
    const inner = text.slice(start + 1, end - 1);
    const isDouble = text[start] === '"';
    if (inner.includes('\n')) this.checkLines(inner, least);
    const value = isDouble ? (doubleQuoted(inner) ?? unusual()) : unfolded(inner).replaceAll("''", "'");
    return scalarNode(value, isDouble ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE', value, [start, end, end]);
  }

  /** Each further line that is not blank is indented. */
  private checkLines(inner: string, least: number): void {
    for (let newline = inner.indexOf('\n'); newline >= 0; newline = inner.indexOf('\n', newline + 1)) {
      let at = newline + 1;
      while (inner.charCodeAt(at) === BLANK) at += 1;
      const code = inner.charCodeAt(at);
      if (at - newline - 1 < least && code !== LINE_FEED && code !== RETURN) unusual();
    }
  }

  /** @param least columns by which its further lines are indented */
  private plain(least: number): Scalar {
    const { text, at: start } = this;
    if (!this.startsPlain()) unusual();
    let { end, next } = this.plainLine(start);
    const firstEnd = end;
    while (next !== undefined) {
      const line = this.continued(next, least);
      if (line === undefined) break;
      ({ end, next } = this.plainLine(line));
    }
    const source = text.slice(start, end);
    return plainScalar(end === firstEnd ? source : unfolded(source), [start, end, end]);
  }

  /** The end of what a line of a plain scalar says, and the start of the next one, where nothing ends it. */
  private plainLine(start: number): { end: number; next: number | undefined } {
    const { text } = this;
    let end = start;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) return { end, next: at + 1 };
      if (code === COLON && isEmptyAt(text, at + 1)) unusual();
      if (code === BLANK || code === TAB || code === RETURN) {
        if (text.charCodeAt(at + 1) === HASH) return { end, next: undefined };
      } else end = at + 1;
    }
    return { end, next: undefined };
  }

  /** Where the next line of a plain scalar begins to say something. */
  private continued(lineStart: number, least: number): number | undefined {
    const { text } = this;
    for (let start = lineStart; ; ) {
      let at = start;
      while (text.charCodeAt(at) === BLANK) at += 1;
      const code = text.charCodeAt(at);
      if (code === TAB) unusual();
      if (code !== LINE_FEED && code !== RETURN) {
        const isMore = at < text.length && code !== HASH && at - start >= least;
        return isMore ? at : undefined;
      }
      start = at + (code === RETURN ? 2 : 1);
    }
  }
}

function behind(node: unknown): number {
  return (node as Node | undefined)?.range?.[2] ?? 0;
}
