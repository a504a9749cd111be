// Edits of YAML and JSON that change only what they name.
import { Document, isScalar, parseDocument } from 'yaml';
import type { Span, TextEdit } from '../position.ts';
import { touchesTemplate } from '../templates/templateMask.ts';
import type { YamlEntry, YamlNode } from './yamlNode.ts';

/** Edits of YAML and JSON that change only what they name. An empty list: this cannot be written here. */
export type Edits = readonly TextEdit[];

/** Replaces a scalar, in the quotes that it has; a plain one gets quotes only where it must stay a string. */
export function replaceScalar(node: YamlNode, value: string, style: 'as-before' | 'bare' = 'as-before'): Edits {
  if (node.kind === 'map' || node.kind === 'sequence' || node.isBlockScalar) return [];
  const quoted = style === 'bare' ? value : quoteLike(node, value);
  const { start, end } = node.span;
  if (start === end) return edits(node, { start, end }, ` ${quoted}`);
  return edits(node, node.span, quoted);
}

/** Replaces a key, in the quotes that it has. */
export function renameKey(entry: YamlEntry, name: string): Edits {
  if (!entry.map.isWritten) return [];
  const { text } = entry.map.context.fragment;
  const first = text[entry.keySpan.start];
  const quote = first === '"' || first === "'" ? first : '';
  return edits(entry.map, entry.keySpan, `${quote}${name}${quote}`);
}

/** Writes another key with a scalar in the place of one with its value, whatever that is. */
export function replaceEntry({ map, span }: YamlEntry, key: string, value: string): Edits {
  const { text } = map.context.fragment;
  const end = span.start + text.slice(span.start, span.end).trimEnd().length;
  const quote = text[span.start] === '"' ? '"' : '';
  const written = quote === '' ? plain(value, true) : JSON.stringify(value);
  return edits(map, { start: span.start, end }, `${quote}${key}${quote}: ${written}`);
}

/** Removes a key with its value and its line; the only one of a map leaves `{}`. */
export function removeEntry(entry: YamlEntry): Edits {
  const { map } = entry;
  if (!map.isWritten) return [];
  const spans = map.ownEntries().map(({ span }) => span);
  const index = spans.findIndex(({ start }) => start === entry.span.start);
  return index < 0 ? [] : removeFrom(map, spans, index, index + 1, '{}');
}

/** Removes neighbouring items of a list with their lines; all of them leave `[]`. */
export function removeItems(sequence: YamlNode, first: number, end: number): Edits {
  if (!sequence.isWritten) return [];
  const spans = sequence.items().map((item) => item.span);
  return removeFrom(sequence, spans, first, end, '[]');
}

/** Adds a key after the last one, in the style of the map. */
export function addEntry(map: YamlNode, key: string, value: string | number | boolean | object): Edits {
  if (!map.isWritten) return [];
  const entries = map.ownEntries();
  const { text } = map.context.fragment;
  const last = entries.at(-1);
  if (map.isFlow || last === undefined) {
    if (map.kind !== 'map') return [];
    const json = text[map.span.start] === '{' && (last === undefined || text[last.keySpan.start] === '"');
    return addToFlow(map, last?.span, json ? `"${key}": ${JSON.stringify(value)}` : `${key}: ${flowValue(value)}`);
  }
  const indent = column(text, last.keySpan.start);
  return addLine(map, last.span.end, indent, blockEntry(key, value, indent, eolOf(text)));
}

/** Adds an item after the last one: a scalar in its quotes, an object as a map of its own. */
export function addItem(sequence: YamlNode, value: string | object): Edits {
  const last = sequence.items().at(-1);
  const { text } = sequence.context.fragment;
  if (sequence.kind !== 'sequence' || !sequence.isWritten) return [];
  if (sequence.isFlow || last === undefined) {
    const written =
      typeof value === 'object' ? JSON.stringify(value) : last === undefined ? value : quoteLike(last, value);
    return addToFlow(sequence, last?.span, written);
  }
  const dash = dashBefore(text, last.span.start);
  if (dash === undefined) return [];
  const indent = column(text, dash);
  const written = typeof value === 'object' ? blockText(value, indent + 2, eolOf(text)) : quoteLike(last, value);
  return addLine(sequence, last.span.end, indent, `- ${written}`);
}

function edits(node: YamlNode, span: Span, newText: string): Edits {
  const { fragment, templates } = node.context;
  if (span.start < span.end && touchesTemplate(templates, span)) return [];
  const edit = fragment.edit(span, newText);
  return edit === undefined ? [] : [edit];
}

function removeFrom(collection: YamlNode, spans: readonly Span[], first: number, end: number, empty: string): Edits {
  const { text } = collection.context.fragment;
  const from = spans[first];
  const last = spans[end - 1];
  if (from === undefined || last === undefined) return [];
  if (end - first === spans.length) return replaceCollection(collection, empty);
  const before = spans[first - 1];
  const next = spans[end];
  if (collection.isFlow) {
    if (next !== undefined) return edits(collection, { start: from.start, end: next.start }, '');
    return before === undefined ? [] : edits(collection, { start: before.end, end: last.end }, '');
  }
  const isItem = empty === '[]';
  const start = isItem ? dashBefore(text, from.start) : from.start;
  if (start === undefined) return [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() === '')
    return edits(collection, { start: lineStart, end: endOfLine(text, last.end) }, '');
  // The first of a map that begins on the line of its list's dash: what follows takes its place.
  if (next === undefined) return [];
  return edits(collection, { start, end: isItem ? (dashBefore(text, next.start) ?? next.start) : next.start }, '');
}

function replaceCollection(collection: YamlNode, empty: string): Edits {
  const { text } = collection.context.fragment;
  const { start, end } = collection.span;
  if (collection.isFlow) return edits(collection, { start, end }, empty);
  const from = text.slice(0, start).trimEnd().length;
  const trimmed = start + text.slice(start, end).trimEnd().length;
  return edits(collection, { start: from, end: trimmed }, ` ${empty}`);
}

function addToFlow(collection: YamlNode, last: Span | undefined, written: string): Edits {
  const { text } = collection.context.fragment;
  const { start, end } = collection.span;
  if (text[end - 1] !== '}' && text[end - 1] !== ']') return [];
  if (last === undefined) return edits(collection, { start: start + 1, end: end - 1 }, written);
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const lead = text.slice(lineStart, last.start);
  const separator = lead.trim() === '' && lineStart > start ? `,${eolOf(text)}${lead}` : ', ';
  return edits(collection, { start: last.end, end: last.end }, `${separator}${written}`);
}

function addLine(collection: YamlNode, contentEnd: number, indent: number, written: string): Edits {
  const { text } = collection.context.fragment;
  const eol = eolOf(text);
  const lead = ' '.repeat(indent);
  if (text[contentEnd - 1] === '\n')
    return edits(collection, { start: contentEnd, end: contentEnd }, `${lead}${written}${eol}`);
  let lineEnd = text.indexOf('\n', contentEnd);
  if (lineEnd < 0) lineEnd = text.length;
  else if (text[lineEnd - 1] === '\r') lineEnd -= 1;
  return edits(collection, { start: lineEnd, end: lineEnd }, `${eol}${lead}${written}`);
}

/** The offset behind the line break of the line in which a node ends; a comment behind it goes with it. */
function endOfLine(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

function dashBefore(text: string, offset: number): number | undefined {
  for (let i = offset - 1; i >= 0; i--) {
    const char = text[i];
    if (char === '-') return i;
    // Tags and anchors may stand between the dash and the node; a line break may not, but for a nested block.
    if (char === '\n' && text.slice(i + 1, offset).trim() !== '') return undefined;
  }
  return undefined;
}

function column(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Writes a value in the quotes of a node that is there; a string stays one. */
function quoteLike(node: YamlNode, value: string): string {
  if (node.quote === '"') return JSON.stringify(value);
  if (node.quote === "'") return `'${value.replaceAll("'", "''")}'`;
  return plain(value, node.scalarType === 'string');
}

/** A plain scalar where that reads back as the same text, else one in double quotes. */
function plain(value: string, mustBeString: boolean): string {
  const parsed = parseDocument(value, { logLevel: 'silent' }).contents;
  const same = isScalar(parsed) && (mustBeString ? parsed.value === value : String(parsed.source) === value);
  return same && !/[#,[\]{}]|^\s|\s$|: /.test(value) ? value : JSON.stringify(value);
}

function flowValue(value: string | number | boolean | object): string {
  return typeof value === 'string' ? plain(value, true) : JSON.stringify(value);
}

function blockEntry(key: string, value: string | number | boolean | object, indent: number, eol: string): string {
  return blockText({ [key]: value }, indent, eol);
}

/** In block style; the first line without indentation. */
function blockText(value: object, indent: number, eol: string): string {
  const written = new Document(value).toString({ lineWidth: 0 }).trimEnd();
  return written.split('\n').join(`${eol}${' '.repeat(indent)}`);
}
