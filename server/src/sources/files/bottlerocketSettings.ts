// Bottlerocket's user data: TOML, of which `settings.kubernetes` becomes the kubelet's configuration.
import { BOTTLEROCKET_SETTINGS } from '../../kubernetes/bottlerocket.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { FileEdit, Rewriter } from '../../model/location.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Setting, SettingList } from '../../model/setting.ts';
import { known, unknown } from '../../model/value.ts';
import type { Span } from '../../text/position.ts';
import { maskTemplates, touchesTemplate } from '../../text/templates/templateMask.ts';
import type { Source, SourceFile } from '../engine/source.ts';

const SOURCE = 'bottlerocket-settings';
const TABLE = 'settings.kubernetes';
const MENTIONS = /^[ \t]*\[[ \t]*["']?settings["']?[ \t]*[.\]]|^[ \t]*["']?settings["']?\.["']?kubernetes/m;
/** What carries such a text, a script or a here-document, begins otherwise. */
const FIRST_LINE = /^\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:\[[^\]\n]+\]|["']?settings["']?\.)/;
const KEY = String.raw`(?:"[^"\n]{1,100}"|'[^'\n]{1,100}'|[\w-]{1,100})`;
const PATH = String.raw`${KEY}(?:[ \t]*\.[ \t]*${KEY}){0,6}`;
const VALUE = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,}#][^,}#\n]*`;
const ENTRY = new RegExp(String.raw`^([ \t]*)(${PATH})[ \t]*=[ \t]*(\{|${VALUE})`);
const INNER = new RegExp(String.raw`(${PATH})[ \t]*=[ \t]*(${VALUE})`, 'g');
/** Comments before the first table are seldom longer. */
const LOOKED_AT = 8_192;
const SYNTAXES = ['double-brace', 'jinja', 'dollar-brace', 'percent-brace', 'brace-name'] as const;

/** Settings of Bottlerocket, in user data and in the files that tools merge into it. */
export const bottlerocketSettings: Source = {
  id: SOURCE,
  title: 'settings of Bottlerocket',
  recognises: ({ fragment: { text } }) =>
    FIRST_LINE.test(text.slice(0, LOOKED_AT)) && text.includes('kubernetes') && MENTIONS.test(text),
  read: readSettings,
};

interface Entry {
  /** All keys from the root, joined by dots. */
  readonly path: string;
  readonly keySpan: Span;
  /** Quotes included. */
  readonly valueSpan: Span;
  /** The whole line, where nothing else stands on it. */
  readonly line: Span | undefined;
}

function readSettings({ file, fragment }: SourceFile): PartialReading {
  const { masked, spans } = maskTemplates(fragment.text, { syntaxes: SYNTAXES });
  const { entries, tableEnd } = entriesOf(masked);
  const edit = (span: Span, text: string): readonly FileEdit[] => {
    const one = touchesTemplate(spans, span) ? undefined : fragment.edit(span, text);
    return one === undefined ? [] : [{ file, ...one }];
  };
  const settings = entries.flatMap(({ path, keySpan, valueSpan, line }): Setting[] => {
    const found = BOTTLEROCKET_SETTINGS.find(([key]) => path === `${TABLE}.${key}`);
    if (found === undefined) return [];
    const [key, name] = found;
    const source = fragment.text.slice(valueSpan.start, valueSpan.end);
    const isQuoted = /^["']/.test(source);
    const inner = isQuoted ? { start: valueSpan.start + 1, end: valueSpan.end - 1 } : valueSpan;
    const text = fragment.text.slice(inner.start, inner.end);
    const rewriter: Rewriter = {
      replace: (value) => edit(valueSpan, written(name, value)),
      remove: () => (line === undefined ? [] : edit(line, '')),
      rename: () => [],
    };
    return [
      {
        component: 'kubelet',
        form: 'field',
        name,
        spelling: key,
        source: SOURCE,
        value: touchesTemplate(spans, valueSpan) ? unknown('template', text) : known(text),
        writtenType: isQuoted ? 'string' : 'integer',
        file,
        range: fragment.locate({ start: keySpan.start, end: valueSpan.end }),
        nameRange: fragment.locate(keySpan),
        valueRange: fragment.locate(inner),
        rewriter,
      },
    ];
  });
  const settingLists: SettingList[] =
    tableEnd === undefined
      ? []
      : [
          {
            component: 'kubelet',
            form: 'field',
            source: SOURCE,
            file,
            range: fragment.locate(tableEnd.header),
            inserter: {
              add(name, value) {
                const key = BOTTLEROCKET_SETTINGS.find(([, field]) => field === name)?.[0];
                if (key === undefined || typeof value === 'object') return [];
                const eol = fragment.text.includes('\r\n') ? '\r\n' : '\n';
                const at = { start: tableEnd.end, end: tableEnd.end };
                return edit(at, `${eol}${tableEnd.indent}${key} = ${written(name, String(value))}`);
              },
            },
          },
        ];
  return { settings, settingLists };
}

/** A value in the field's own type: whole numbers without quotes, all else in them. */
function written(name: string, value: string): string {
  const type = flagsOf.kubelet.get(name)?.type;
  const isNumber = (type === 'int32' || type === 'int64') && /^-?\d+$/.test(value);
  return isNumber ? value : JSON.stringify(value);
}

interface Table {
  readonly header: Span;
  /** Behind the last of its own keys. */
  readonly end: number;
  readonly indent: string;
}

/** Keys with their paths, line by line; linear. */
function entriesOf(text: string): { readonly entries: readonly Entry[]; readonly tableEnd: Table | undefined } {
  const entries: Entry[] = [];
  let table: Table | undefined;
  let path = '';
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    const header = line.length < 1024 ? headerOf(line) : undefined;
    const entry = header === undefined && line.length < 4096 ? ENTRY.exec(line) : null;
    const lead = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (header !== undefined) {
      path = plainPath(header);
      const span = { start: at + lead.length, end: at + line.length };
      if (path === TABLE) table ??= { header: span, end: at + line.length, indent: lead };
    } else if (entry !== null) {
      const [all, indent = '', key = '', value = ''] = entry;
      const whole = join(path, plainPath(key));
      const start = at + indent.length;
      const keySpan = { start, end: start + key.length };
      if (value === '{') addInner(entries, line.slice(all.length), at + all.length, whole);
      else {
        const valueStart = at + all.length - value.length;
        const valueSpan = { start: valueStart, end: valueStart + value.trimEnd().length };
        entries.push({ path: whole, keySpan, valueSpan, line: { start: at, end: next } });
      }
      if (path === TABLE && table !== undefined) table = { ...table, end: at + line.length, indent };
    }
    at = next;
  }
  return { entries, tableEnd: table };
}

/** The name of a table in its brackets; a comment may follow. */
function headerOf(line: string): string | undefined {
  const bare = line.trim();
  const end = bare.indexOf(']');
  if (!bare.startsWith('[') || bare.startsWith('[[') || end < 0) return undefined;
  const rest = bare.slice(end + 1).trimStart();
  return rest === '' || rest.startsWith('#') ? bare.slice(1, end) : undefined;
}

/** Keys of a table in braces. */
function addInner(entries: Entry[], inner: string, offset: number, path: string): void {
  for (const match of inner.matchAll(INNER)) {
    const [all, key = '', value = ''] = match;
    const start = offset + match.index;
    const valueStart = start + all.length - value.length;
    entries.push({
      path: join(path, plainPath(key)),
      keySpan: { start, end: start + key.length },
      valueSpan: { start: valueStart, end: valueStart + value.trimEnd().length },
      line: undefined,
    });
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A path without quotes and blanks. */
function plainPath(path: string): string {
  return path
    .split('.')
    .map((key) => key.trim().replace(/^["']|["']$/g, ''))
    .join('.');
}
