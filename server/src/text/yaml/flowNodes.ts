// Collections in brackets inside a block of YAML, as nodes of the YAML library.
import { type Pair, type Scalar, YAMLMap, type YAMLSeq } from 'yaml';
import { newMap, newPair, newSequence } from './quickNodes.ts';
import { doubleQuoted, plainScalar, scalarNode } from './scalarNodes.ts';
import { closingDoubleQuote, closingSingleQuote, isEmptyAt } from './yamlSigns.ts';

/** Deeper ones are nobody's. */
const MAX_DEPTH = 64;
const INDICATORS = ',[]{}';
/** How no plain scalar begins. */
const NO_START = /[,[\]{}#&*!|>'"%@`\t]/;

/**
 * A collection in brackets that is closed: plain and quoted scalars on one line each, no comments, no anchors, no pairs in
 * lists, no keys without a value.
 * @param least columns by which its further lines are indented at least
 * @returns `undefined` for any other
 */
export function readFlow(text: string, start: number, least: number): YAMLMap | YAMLSeq | undefined {
  return new FlowReader(text, start, least).read();
}

function add<T>(to: { readonly items: T[] }, item: T | undefined): boolean {
  if (item !== undefined) to.items.push(item);
  return item !== undefined;
}

class FlowReader {
  constructor(
    private readonly text: string,
    private at: number,
    private readonly least: number,
  ) {}

  read(): YAMLMap | YAMLSeq | undefined {
    return this.collection(1);
  }

  private collection(depth: number): YAMLMap | YAMLSeq | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const start = this.at;
    const isMap = this.text[start] === '{';
    const node = isMap ? newMap() : newSequence();
    node.flow = true;
    this.at += 1;
    for (;;) {
      if (!this.space(depth)) return undefined;
      if (this.text[this.at] === (isMap ? '}' : ']')) break;
      if (!(node instanceof YAMLMap ? add(node, this.pair(depth)) : add(node, this.value(depth)))) return undefined;
      if (!this.space(depth)) return undefined;
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== (isMap ? '}' : ']')) return undefined;
    }
    this.at += 1;
    node.range = [start, this.at, this.at];
    return node;
  }

  /** Blanks and line breaks. @returns whether what follows may stand there */
  private space(depth: number): boolean {
    let indent = -1;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 10) indent = 0;
      else if (code === 32) indent += indent < 0 ? 0 : 1;
      else if (code !== 13) break;
      this.at += 1;
    }
    const sign = this.text[this.at];
    if (sign === undefined || sign === '#' || sign === '\t') return false;
    const closes = depth === 1 && (sign === '}' || sign === ']') && indent === this.least - 1;
    return indent < 0 || indent >= this.least || closes;
  }

  private pair(depth: number): Pair | undefined {
    const isQuoted = this.text[this.at] === '"' || this.text[this.at] === "'";
    const key = this.scalar();
    if (key === undefined || key.source === '<<') return undefined;
    while (this.text[this.at] === ' ') this.at += 1;
    if (this.text[this.at] !== ':' || !(isQuoted || this.endsKey(this.at + 1))) return undefined;
    this.at += 1;
    const value = this.space(depth) ? this.value(depth) : undefined;
    return value && newPair(key, value);
  }

  private value(depth: number): YAMLMap | YAMLSeq | Scalar | undefined {
    const sign = this.text[this.at];
    if (sign === '{' || sign === '[') return this.collection(depth + 1);
    return this.scalar();
  }

  private scalar(): Scalar | undefined {
    const { text, at: start } = this;
    const sign = text[start] ?? '';
    if (sign !== '"' && sign !== "'") return this.plain();
    const close = sign === '"' ? closingDoubleQuote(text, start) : closingSingleQuote(text, start);
    const inner = close === undefined ? undefined : text.slice(start + 1, close);
    if (close === undefined || inner === undefined || inner.includes('\n')) return undefined;
    const value = sign === '"' ? doubleQuoted(inner) : inner.replaceAll("''", "'");
    if (value === undefined) return undefined;
    this.at = close + 1;
    return scalarNode(value, sign === '"' ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE', value, [start, this.at, this.at]);
  }

  private plain(): Scalar | undefined {
    const { text, at: start } = this;
    const sign = text[start] ?? '';
    if (NO_START.test(sign)) return undefined;
    if ('-?:'.includes(sign) && (isEmptyAt(text, start + 1) || this.isIndicator(start + 1))) return undefined;
    let end = start;
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10 || this.isIndicator(at)) break;
      if (code === 58 && this.endsKey(at + 1)) break;
      if (code === 35 && at > start && isEmptyAt(text, at - 1)) return undefined;
      if (!isEmptyAt(text, at)) end = at + 1;
    }
    // It may go on in the next line.
    if (text.charCodeAt(at) === 10 && !this.endsAtBreak(at)) return undefined;
    this.at = end;
    return plainScalar(text.slice(start, end), [start, end, end]);
  }

  private endsAtBreak(newline: number): boolean {
    let next = newline;
    while (' \r\n'.includes(this.text[next] ?? 'x')) next += 1;
    return this.isIndicator(next);
  }

  private endsKey(behind: number): boolean {
    return isEmptyAt(this.text, behind) || this.isIndicator(behind);
  }

  private isIndicator(at: number): boolean {
    return INDICATORS.includes(this.text[at] ?? 'x');
  }
}
