// What templates write into a map or a list without being a value of their own: items of a list, further keys.
import type { Span } from '../../text/position.ts';
import { branchRegions, regionsAround } from '../../text/templates/templateBranches.ts';
import { firstBehind } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import type { DocumentContext, YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';

/** A template that stands between the items of a list, or in its place, may give further items, or leave some out. */
export function hasTemplatedParts(entry: YamlEntry | undefined): boolean {
  return entry !== undefined && entry.map.context.templates.length > 0 && templatedParts(entry).length > 0;
}

/** Templates that may write items of a key's list, or leave some out. */
export function templatedParts(entry: YamlEntry): readonly TemplateSpan[] {
  const { map, value, keySpan } = entry;
  const { context } = map;
  if (context.templates.length === 0) return [];
  const items = value.items();
  const column = columnOf(context, keySpan.start);
  const inItem = ({ start, end: to }: Span) => items.some(({ span }) => span.start <= start && to <= span.end);
  return templatesUpToNext(entry).filter((template) => {
    if (template.start < keySpan.end || template.kind === 'comment') return false;
    if (template.start < entry.span.end) return template.kind === 'statement' ? true : !inItem(template);
    // What follows the list may as well open the next key, unless it gives text deeper than the key.
    const writes = template.kind === 'expression';
    // Another file's text, at whatever column it has there.
    if (template.keyword === 'include') return true;
    if (value.kind !== 'null') {
      if (!writes) return false;
      const written = columnWritten(context, template);
      // Where the items stand at the key's column, its own words tell whether it gives items or keys.
      return written > column || (written === column && isAt(value, column) && isAbout(entry, template));
    }
    return isLast(entry) ? writes && columnWritten(context, template) >= column : true;
  });
}

function isAt(list: YamlNode, column: number): boolean {
  return list.kind === 'sequence' && !list.isFlow && columnOf(list.context, list.span.start) === column;
}

function isAbout({ key, map }: YamlEntry, template: TemplateSpan): boolean {
  const about = key === 'tolerations' ? ABOUT_TOLERATIONS : ABOUT_VOLUMES;
  return about.test(wordsOf(map.context, template));
}

/** What a key's value may be made of: all templates up to the next key, or behind the last one up to the next text. */
function templatesUpToNext(entry: YamlEntry): readonly TemplateSpan[] {
  const { map, keySpan, span } = entry;
  const { templates } = map.context;
  const next = nextKey(entry);
  const first = firstBehind(templates, keySpan.end);
  if (next !== undefined) return templates.slice(first, firstBehind(templates, next));
  const inside = templates.slice(first, firstBehind(templates, Math.max(span.end, map.span.end)));
  return [...inside, ...templatesBehind(map.context, Math.max(span.end, map.span.end))];
}

function nextKey(entry: YamlEntry): number | undefined {
  const { map, span } = entry;
  return map.ownEntries().find((other) => other.keySpan.start >= span.end && other !== entry)?.keySpan.start;
}

function isLast(entry: YamlEntry): boolean {
  return nextKey(entry) === undefined;
}

/** Templates behind a place, up to where something else stands. */
function templatesBehind({ fragment, templates }: DocumentContext, from: number): readonly TemplateSpan[] {
  const found: TemplateSpan[] = [];
  let at = from;
  for (let index = firstBehind(templates, from); index < templates.length; index += 1) {
    const template = templates[index];
    if (template === undefined) break;
    const gap = fragment.text.slice(at, template.start);
    if (template.start >= at && /[^\s]/.test(gap.replace(/(?:^|\s)#[^\n]*/g, ''))) break;
    found.push(template);
    at = template.end;
  }
  return found;
}

/** What the keys of a map are about that a template writes, as far as its own words tell. */
export interface OpenKeys {
  readonly volumes: boolean;
  readonly tolerations: boolean;
  readonly others: boolean;
}

const ABOUT_VOLUMES = /volume|storage|persist|mount|claim|pvc/i;
const ABOUT_TOLERATIONS = /tolerat|taint|schedul|placement/i;
/** Keys of pods that say nothing of volumes, tolerations or times. */
const ABOUT_OTHERS =
  /pull-?secret|image|label|annotation|security|affinity|selector|topology|env|resource|probe|service-?account|alias|dns|network|container|command|args|port|strategy|replicas|runtime|arch|checksum|name|sysctl|update|history|deadline|parallel|complet|backoff|ttl/i;

/** Keys that templates may add to a map: those that stand between its entries, before or behind them, at their column. */
export function openKeys(map: YamlNode): OpenKeys {
  const open = { volumes: false, tolerations: false, others: false };
  for (const template of keyTemplates(map)) {
    if (givesItems(map, template)) continue;
    const words = wordsOf(map.context, template);
    if (ABOUT_VOLUMES.test(words)) open.volumes = true;
    if (ABOUT_TOLERATIONS.test(words)) open.tolerations = true;
    if (ABOUT_VOLUMES.test(words) || ABOUT_TOLERATIONS.test(words) || ABOUT_OTHERS.test(words)) continue;
    open.volumes = true;
    open.tolerations = true;
    open.others = true;
  }
  return open;
}

/** Items of the list that stands at the map's own column before it. */
function givesItems(map: YamlNode, template: TemplateSpan): boolean {
  const before = map.ownEntries().findLast(({ span }) => span.end <= template.start);
  return before?.value.kind === 'sequence' && templatedParts(before).includes(template);
}

/** Templates that write keys of a map. */
export function keyTemplates(map: YamlNode): readonly TemplateSpan[] {
  if (map.context.templates.length === 0) return [];
  const [first] = map.ownEntries();
  if (first === undefined || map.isFlow) return [];
  const { context } = map;
  const column = columnOf(context, first.keySpan.start);
  const entries = map.ownEntries();
  const behind = templatesBehind(context, map.span.end);
  const { templates } = context;
  const inside = templates.slice(firstBehind(templates, map.span.start), firstBehind(templates, map.span.end));
  return [...templatesBefore(map), ...inside, ...behind].filter((template) => {
    if (template.kind !== 'expression' || columnWritten(context, template) !== column) return false;
    // In the text of an entry, or the value of one that has none yet.
    if (entries.some(({ span }) => span.start <= template.start && template.start < span.end)) return false;
    const before = entries.findLast(({ span }) => span.end <= template.start);
    return before?.value.kind !== 'null' || before.value.isTemplated;
  });
}

/** Templates directly before the first key of a map, with nothing but blanks between. */
function templatesBefore(map: YamlNode): readonly TemplateSpan[] {
  const { templates, fragment } = map.context;
  const found: TemplateSpan[] = [];
  let at = map.span.start;
  for (let index = firstBehind(templates, map.span.start) - 1; index >= 0; index -= 1) {
    const template = templates[index];
    if (template === undefined || fragment.text.slice(template.end, at).trim() !== '') break;
    found.push(template);
    at = template.start;
  }
  return found;
}

/** The words of a template, and for a lone dot those of the statement that says what the dot is. */
function wordsOf(context: DocumentContext, template: TemplateSpan): string {
  const text = (span: Span) => context.fragment.text.slice(span.start, span.end);
  const own = text(template).replace(/\b(?:include|template|toYaml|tpl|nindent|indent|Values|quote|default)\b/g, ' ');
  const around = regionsAround(branchRegions(context.templates), template).at(-1);
  const isOfDot = /^\{\{-?\s*(?:\S+\s+)?\.\s*(?:\||-?\}\})/.test(own.replace(/\s+/g, ' '));
  return isOfDot && around !== undefined ? `${own} ${text(around.block.statement)}` : own;
}

/** The column at which a template's text stands: what `nindent` says, else where the template stands first on its line. */
function columnWritten(context: DocumentContext, template: TemplateSpan): number {
  const { text } = context.fragment;
  const indent = /\bn?indent\s+(\d{1,3})\s*-?\}\}$/.exec(text.slice(template.start, template.end))?.[1];
  if (indent !== undefined) return Number(indent);
  const lineStart = text.lastIndexOf('\n', template.start - 1) + 1;
  const isFirst = /^\s*(?:\{\{-?[^{}]*-?\}\}\s*)*$/.test(text.slice(lineStart, template.start));
  return isFirst ? (/^[ \t]*/.exec(text.slice(lineStart, template.start))?.[0].length ?? 0) : -1;
}

function columnOf({ fragment }: DocumentContext, offset: number): number {
  return offset - (fragment.text.lastIndexOf('\n', offset - 1) + 1);
}
