// A node of a parsed document with its place.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import type { Fragment } from '../fragment.ts';
import type { Range, Span } from '../position.ts';
import { touchesTemplate } from '../templates/templateMask.ts';
import type { TemplateSpan } from '../templates/templateSpan.ts';
import { resolveAlias } from './aliases.ts';
import { meaningOf, type ScalarMeaning } from './scalarMeaning.ts';

/** What the nodes of one document share. */
export interface DocumentContext {
  readonly fragment: Fragment;
  /** Where the document starts in the fragment. */
  readonly base: number;
  readonly templates: readonly TemplateSpan[];
  readonly document: Document.Parsed;
  /** Aliases that may still be followed; keeps a document of aliases of aliases from costing more than its size. */
  aliasBudget: number;
}

export type ScalarType = 'string' | 'integer' | 'float' | 'boolean' | 'null';

/** A key with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
  /** Key and value, without what follows on the line. */
  readonly span: Span;
  /** The map that it stands in, for edits. */
  readonly map: YamlNode;
}

/** What there is to say of a scalar, asked in one question: of a list of arguments every item is asked for all of it. */
export interface WrittenScalar {
  readonly text: string;
  /** Quotes included. */
  readonly span: Span;
  /** Without them. */
  readonly inner: Span;
  /** That of `span`. */
  readonly range: Range;
  readonly isTemplated: boolean;
}

/** Maps that merge maps that merge maps …: deeper only where a map merges itself. */
const MERGE_DEPTH = 16;
/** Entries from which on a map is searched at first, before all of them are made. */
const LONG_MAP = 64;
const MOST_SEARCHES = 8;

/**
 * A node of a parsed document with its place in the fragment. A missing node is one of kind `null`, so that readers can
 * ask on. Nothing here throws.
 */
export class YamlNode {
  /** Made once: whoever asks for a key of a map of thousands, thousands of times, must not make all of them each time. */
  private entriesMade: readonly YamlEntry[] | undefined;
  private itemsMade: readonly YamlNode[] | undefined;
  /** The last entry of each key. */
  private lastByKey: ReadonlyMap<string, YamlEntry> | undefined;
  /** How often it was asked for a key without entries for all of them. */
  private searches = 0;

  private constructor(
    readonly context: DocumentContext,
    readonly node: Node | undefined,
    /** Where a node that is not written would stand, in the fragment. */
    private readonly at: number,
    /** The alias that stands for a scalar: what is edited is the alias, not what its anchor says elsewhere. */
    private readonly alias?: Node,
  ) {}

  static root(context: DocumentContext): YamlNode {
    return YamlNode.of(context, context.document.contents, context.base);
  }

  /**
   * A node as it would stand at a path of an object that is not written here: in maps, and in lists where the path has
   * an index or `-`. The maps and lists around it stand nowhere and cannot be edited.
   * @param at the node whose place is that of the last key
   */
  static standingAt(value: YamlNode, path: readonly string[], at: YamlNode): YamlNode {
    let node = value.node;
    for (const [index, key] of path.toReversed().entries()) {
      if (/^(?:\d+|-)$/.test(key)) {
        const list = new YAMLSeq();
        list.items.push(node);
        node = list;
      } else {
        const name = new Scalar(key);
        if (index === 0 && at.node?.range) name.range = at.node.range;
        const map = new YAMLMap();
        map.items.push(new Pair(name, node));
        node = map;
      }
    }
    return new YamlNode(value.context, node, value.span.start);
  }

  private static of(context: DocumentContext, node: unknown, at: number): YamlNode {
    let current = node;
    while (isAlias(current)) {
      if (context.aliasBudget-- <= 0) return new YamlNode(context, undefined, at);
      current = resolveAlias(context.document, current);
    }
    const alias = isAlias(node) && isScalar(current) ? node : undefined;
    return new YamlNode(context, isNode(current) ? current : undefined, at, alias);
  }

  get kind(): 'map' | 'sequence' | 'scalar' | 'null' {
    const { node } = this;
    if (isMap(node)) return 'map';
    if (isSeq(node)) return 'sequence';
    return isScalar(node) && !(node.value === null && this.text === '') ? 'scalar' : 'null';
  }

  /** Nothing is written, or what is decoded as nothing. */
  get isNull(): boolean {
    return this.kind === 'null' || this.scalarType === 'null';
  }

  get isFlow(): boolean {
    const { node } = this;
    return (isMap(node) || isSeq(node)) && node.flow === true;
  }

  /** The whole node, quotes and indicators included. */
  get span(): Span {
    return this.spanOf(this.alias ?? this.node);
  }

  private spanOf(node: Node | undefined): Span {
    const range = node?.range;
    if (!range) return { start: this.at, end: this.at };
    return { start: this.context.base + range[0], end: this.context.base + range[1] };
  }

  /** The node without the quotes of a scalar. */
  get inner(): Span {
    const { start, end } = this.span;
    return this.quote === undefined || end - start < 2 ? { start, end } : { start: start + 1, end: end - 1 };
  }

  get range(): Range {
    return this.context.fragment.locate(this.inner);
  }

  get fullRange(): Range {
    return this.context.fragment.locate(this.span);
  }

  /** Whether it stands in the text; other nodes cannot be edited. */
  get isWritten(): boolean {
    return this.node?.range !== undefined && this.node.range !== null;
  }

  get quote(): '"' | "'" | undefined {
    const { node, alias } = this;
    if (!isScalar(node) || alias) return undefined;
    if (node.type === 'QUOTE_DOUBLE') return '"';
    return node.type === 'QUOTE_SINGLE' ? "'" : undefined;
  }

  get isBlockScalar(): boolean {
    const { node, alias } = this;
    return !alias && isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  }

  /** Whether a template touches the node: then its value is not known. */
  get isTemplated(): boolean {
    const { templates } = this.context;
    return touchesTemplate(templates, this.span) || touchesTemplate(templates, this.spanOf(this.node));
  }

  /** As written in the file, templates included. */
  get source(): string {
    const { start, end } = this.spanOf(this.node);
    return this.context.fragment.text.slice(start, end);
  }

  /** A scalar's text: quotes and escapes resolved, a number as it is written. Empty for all else. */
  get text(): string {
    const { node } = this;
    if (!isScalar(node)) return '';
    if (typeof node.value === 'string') return node.value;
    return typeof node.source === 'string' ? node.source : String(node.value ?? '');
  }

  scalar(): WrittenScalar {
    const { text, span, inner, fullRange, isTemplated } = this;
    return { text, span, inner, range: fullRange, isTemplated };
  }

  /** A scalar as Kubernetes decodes it; `undefined` for all else. */
  get meaning(): ScalarMeaning | undefined {
    const { node } = this;
    return isScalar(node) ? meaningOf(node, this.text) : undefined;
  }

  /** The type of what is decoded, however it is written: `0x1e` and `30.0` are integers, `yes` is a boolean. */
  get scalarType(): ScalarType | undefined {
    const { meaning } = this;
    return meaning === undefined ? undefined : typeOf(meaning);
  }

  /** A scalar's text as JSON has it, without quotes: `30` for `0x1e`, `true` for `yes`. Empty for all else. */
  get decodedText(): string {
    const { meaning } = this;
    return typeof meaning === 'bigint' || typeof meaning === 'boolean' ? String(meaning) : this.text;
  }

  /** The last entry of a key, as Kubernetes' decoder takes it; merged maps (`<<`) come after own keys. */
  get(key: string): YamlNode {
    return this.entry(key)?.value ?? new YamlNode(this.context, undefined, this.span.end);
  }

  /** `node.at('spec', 'template', 'spec')` */
  path(...keys: readonly string[]): YamlNode {
    let node: YamlNode = this;
    for (const key of keys) node = node.get(key);
    return node;
  }

  entry(key: string): YamlEntry | undefined {
    return this.find(key, MERGE_DEPTH);
  }

  private find(key: string, depth: number): YamlEntry | undefined {
    if (this.lastByKey === undefined && this.searches < MOST_SEARCHES) {
      this.searches += 1;
      const found = this.searched(key);
      if (found !== undefined) return found.entry;
    }
    this.lastByKey ??= new Map(this.ownEntries().map((entry) => [entry.key, entry]));
    const own = this.lastByKey.get(key);
    if (own !== undefined) return own;
    return this.lastByKey.has('<<') ? this.merged(this.ownEntries(), key, depth) : undefined;
  }

  /**
   * A long map is mostly asked for a few keys: they are found without entries for all.
   * @returns `undefined` for other maps, and where the key may stand in a merged one
   */
  private searched(key: string): { readonly entry: YamlEntry | undefined } | undefined {
    const { node, context } = this;
    if (!isMap(node) || node.items.length < LONG_MAP || this.entriesMade !== undefined) return undefined;
    let isMerging = false;
    for (let at = node.items.length - 1; at >= 0; at -= 1) {
      const pair = node.items[at];
      if (!isPair(pair)) continue;
      if (isAlias(pair.key)) return undefined;
      if (!isScalar(pair.key)) continue;
      const text = textOfKey(pair.key);
      if (text === key) return { entry: this.entryOf(pair as Pair, pair.key, context) };
      isMerging ||= text === '<<';
    }
    return isMerging ? undefined : { entry: undefined };
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }

  /** All entries as written, in order, `<<` among them. */
  ownEntries(): readonly YamlEntry[] {
    this.entriesMade ??= this.makeEntries();
    return this.entriesMade;
  }

  private makeEntries(): readonly YamlEntry[] {
    const { node, context } = this;
    if (!isMap(node)) return [];
    const entries: YamlEntry[] = [];
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = isAlias(pair.key) ? YamlNode.of(context, pair.key, 0).node : pair.key;
      if (isScalar(key)) entries.push(this.entryOf(pair as Pair, key, context));
    }
    return entries;
  }

  items(): readonly YamlNode[] {
    const { node, context } = this;
    this.itemsMade ??= isSeq(node) ? node.items.map((item) => YamlNode.of(context, item, this.span.end)) : [];
    return this.itemsMade;
  }

  private entryOf(pair: Pair, key: Scalar, context: DocumentContext): YamlEntry {
    const keyRange = (isNode(pair.key) ? pair.key : key).range ?? [0, 0, 0];
    const keySpan = { start: context.base + keyRange[0], end: context.base + keyRange[1] };
    const value = YamlNode.of(context, pair.value, keySpan.end);
    // An alias stands where it is written, not where its anchor is.
    const written = isNode(pair.value) ? pair.value.range : undefined;
    const end = written ? context.base + written[1] : keySpan.end;
    return {
      key: textOfKey(key),
      keySpan,
      value,
      span: { start: keySpan.start, end: Math.max(end, keySpan.end) },
      map: this,
    };
  }

  private merged(own: readonly YamlEntry[], key: string, depth: number): YamlEntry | undefined {
    if (depth === 0) return undefined;
    for (const merge of own) {
      if (merge.key !== '<<' || this.context.aliasBudget-- <= 0) continue;
      const sources = merge.value.kind === 'sequence' ? merge.value.items() : [merge.value];
      for (const source of sources) {
        const entry = source.find(key, depth - 1);
        if (entry !== undefined) return entry;
      }
    }
    return undefined;
  }
}

function textOfKey(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function typeOf(meaning: ScalarMeaning): ScalarType {
  switch (typeof meaning) {
    case 'boolean':
      return 'boolean';
    case 'bigint':
      return 'integer';
    case 'number':
      return 'float';
    default:
      return meaning === null ? 'null' : 'string';
  }
}
