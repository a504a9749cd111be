// Cuts lists that kubectl prints into their items without parsing them.
import type { Span } from '../../text/position.ts';
import { isSpace, skipJson } from '../../text/yaml/jsonNodes.ts';

/** An object of what `kubectl get` prints, before it is parsed. */
export interface ListItem {
  readonly span: Span;
  /** Offset of the dash before it, in YAML; `undefined` in JSON. */
  readonly dash: number | undefined;
  readonly format: 'json' | 'yaml';
  /** It stands in a list; else it is a document of its own. */
  readonly isListed: boolean;
  /** What the list says of its items, where it is a `PodList` that says it first. */
  readonly listKind: string;
  readonly listVersion: string;
  /** Which of the answers it stands in, one behind the other. */
  readonly answer: number;
  /** `kubectl get --watch --output-watch-events` says that the object is gone. */
  readonly isGone: boolean;
}

/**
 * Cuts lists into their items without parsing them: many values of JSON, one behind the other, or documents of YAML as
 * kubectl writes it. Linear; what is cut off in the middle ends it.
 */
export function listItems(text: string): Iterable<ListItem> {
  return isJson(text) ? jsonItems(text) : yamlItems(text);
}

/** Objects, or an array of them, as `jq .items` leaves it. */
export function isJson(text: string): boolean {
  return /^\ufeff?\s{0,100}(?:\{|\[\s{0,100}\{)/.test(text);
}

/** What is known of the list that an object stands in. */
interface Around {
  readonly answer: number;
  /** The keys of the list that stand before its items; `undefined` for a document of its own. */
  readonly list?: ReadonlyMap<string, string>;
  readonly isGone?: boolean;
}

function* jsonItems(text: string): Iterable<ListItem> {
  const end = text.length;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  for (let answer = 0; ; answer += 1) {
    at = behindSpace(text, at, end);
    const behind =
      text[at] === '{'
        ? yield* jsonObject(text, at, end, { answer })
        : text[at] === '['
          ? yield* jsonArray(text, at, end, { answer, list: new Map() }, 1)
          : undefined;
    if (behind === undefined) return;
    at = behind;
  }
}

/** Lists in lists, as `jq -s` and scripts put them together, are seldom deeper. */
const DEEPEST = 8;

/** @returns the offset behind the object; `undefined` where it has no end */
function* jsonObject(
  text: string,
  start: number,
  end: number,
  around: Around,
  depth = 0,
): Generator<ListItem, number | undefined> {
  const named = new Map<string, string>();
  let hasItems = false;
  let at = start + 1;
  for (;;) {
    at = behindSpace(text, at, end);
    if (text[at] === '}') break;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    const keyEnd = skipJson(text, at, end);
    if (text[at] !== '"' || keyEnd === undefined) return undefined;
    const key = text.slice(at + 1, keyEnd - 1);
    at = behindSpace(text, keyEnd, end);
    if (text[at] !== ':') return undefined;
    at = behindSpace(text, at + 1, end);
    if (key === 'items' && text[at] === '[' && depth < DEEPEST) {
      hasItems = true;
      const behind = yield* jsonArray(text, at, end, { answer: around.answer, list: named }, depth + 1);
      if (behind === undefined) return undefined;
      at = behind;
      continue;
    }
    if (key === 'object' && text[at] === '{' && named.has('type') && depth < DEEPEST) {
      hasItems = true;
      const isGone = named.get('type') === 'DELETED';
      const behind = yield* jsonObject(text, at, end, { ...around, isGone }, depth + 1);
      if (behind === undefined) return undefined;
      at = behind;
      continue;
    }
    const valueEnd = skipJson(text, at, end);
    if (valueEnd === undefined) return undefined;
    if (key === 'kind' || key === 'apiVersion' || key === 'type') named.set(key, text.slice(at + 1, valueEnd - 1));
    at = valueEnd;
  }
  if (!hasItems) yield item({ start, end: at + 1 }, undefined, 'json', around);
  return at + 1;
}

function* jsonArray(
  text: string,
  start: number,
  end: number,
  around: Around,
  depth: number,
): Generator<ListItem, number | undefined> {
  for (let at = start + 1; ; ) {
    at = behindSpace(text, at, end);
    if (text[at] === ']') return at + 1;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    const behind = text[at] === '{' ? yield* jsonObject(text, at, end, around, depth) : undefined;
    if (behind === undefined) return undefined;
    at = behind;
  }
}

function behindSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** `---` before a document, the key of its list, or an item at the depth of its list. */
const LINE = /^(?:(---)(?=\s|$)|(items):[ \t]*\r?$|((?: {2})?)- |(?=\S))/gm;

function* yamlItems(text: string): Iterable<ListItem> {
  let document = text.startsWith('\ufeff') ? 1 : 0;
  let answer = 0;
  let isList = false;
  let depth: string | undefined;
  let open: { readonly start: number; readonly dash: number } | undefined;
  const listed = (start: number, end: number, dash: number) =>
    item({ start, end }, dash, 'yaml', { answer, list: new Map() });
  const alone = (end: number) => item({ start: document, end }, undefined, 'yaml', { answer });
  for (const match of text.matchAll(LINE)) {
    const [, marker, list, indent] = match;
    const at = match.index;
    if (indent !== undefined) {
      if (isList) depth ??= indent;
      if (indent !== depth) continue;
    }
    if (open !== undefined) yield listed(open.start, at, open.dash);
    open = undefined;
    if (marker !== undefined) {
      if (!isList && at > document) yield alone(at);
      document = at + marker.length;
      isList = false;
      depth = undefined;
      answer += 1;
    } else if (list !== undefined) {
      isList = true;
      answer += 1;
    } else if (indent !== undefined) open = { start: at, dash: at + indent.length };
  }
  if (open !== undefined) yield listed(open.start, text.length, open.dash);
  if (!isList && document < text.length) yield alone(text.length);
}

function item(
  span: Span,
  dash: number | undefined,
  format: ListItem['format'],
  { answer, list, isGone = false }: Around,
): ListItem {
  return {
    ...{ span, dash, format, answer, isGone, isListed: list !== undefined },
    listKind: list?.get('kind') ?? '',
    listVersion: list?.get('apiVersion') ?? '',
  };
}
