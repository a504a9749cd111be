// Terraform: settings that stand in HCL's own maps and blocks, and what `yamlencode` makes of them.

import { isEmptyReading } from '../../model/readingParts.ts';
import { type Fragment, fragmentPart } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { holdsCommand } from '../engine/commandMark.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source } from '../engine/source.ts';

const FILES = /\.(?:tf|hcl|tfvars)$/;
/** Words one of which a map must hold to be worth a look: keys of components, and flags. */
const OURS =
  /kube[_-]?controller|controllerManager|kubelet|apiServer|kube[_-]?api|node-monitor|node-status|pod-eviction|toleration-seconds|nodeDownPodDeletionPolicy|nodeRepair/i;
const ENCODED = /\b(?:yaml|json)encode\([ \t\r\n]{0,40}(?=\{)/g;
/** Blocks whose own maps are read as if they were the file that a tool makes of them. */
const BLOCKS = /^(?:resource|module)[ \t]+"[\w-]{1,80}"(?:[ \t]+"[\w-]{1,80}")?[ \t]*(?=\{)/gm;
/** A name and the map that it has. */
const NAMED = /^[ \t]*"?([A-Za-z_][\w-]{0,80})"?[ \t]*=[ \t]*(?=\{)/gm;
const SPEAKS = /rke_cluster|kube-hetzner|kubelet_args|-arg"?\s*=|extra_args/;
/** Longer maps are nobody's. */
const LONGEST = 100_000;
const MOST_LOOKED_AT = 3_000_000;

/** Maps of HCL, read as the YAML that they stand for. */
export function terraformMaps(nested: NestedReader): Source {
  return {
    id: 'terraform-maps',
    title: 'maps of Terraform',
    recognises: (candidate) => FILES.test(pathOf(candidate)) && OURS.test(candidate.fragment.text),
    read: ({ file, fragment }) => {
      const read = (text: Fragment) => nested({ file, fragment: text, path: 'terraform.yaml' });
      const { whole, named } = mapsOf(fragment);
      const ofNames = named.map(({ value, entry }) => {
        const reading = read(value);
        return isEmptyReading(reading) ? read(entry) : reading;
      });
      return mergeReadings([...whole.map(read), ...ofNames]);
    },
  };
}

interface Maps {
  readonly whole: readonly Fragment[];
  /** Values of locals, of inputs of a module, of variables: each alone, and with its name. */
  readonly named: readonly { readonly value: Fragment; readonly entry: Fragment }[];
}

function mapsOf(outer: Fragment): Maps {
  const { text } = outer;
  // Maps in maps in maps would be looked at again and again.
  let budget = MOST_LOOKED_AT;
  const mapBehind = ({ index, 0: head }: RegExpExecArray): Span | undefined => {
    if (budget <= 0) return undefined;
    const map = mapAt(text, index + head.length);
    budget -= map === undefined ? LONGEST : map.end - map.start;
    return map;
  };
  const encoded = [...text.matchAll(ENCODED)].flatMap((match) => mapBehind(match) ?? []);
  const blocks = [...text.matchAll(BLOCKS)].flatMap((match) => {
    const map = mapBehind(match);
    return map !== undefined && SPEAKS.test(text.slice(match.index, map.end)) ? [map] : [];
  });
  let read = 0;
  const taken = [...encoded, ...blocks];
  const isTaken = walkThrough(taken);
  const named = [...text.matchAll(NAMED)].flatMap((match) => {
    if (match.index < read || isTaken(match.index)) return [];
    const map = mapBehind(match);
    if (map === undefined) return [];
    read = map.end;
    const name = match[1] === 'default' ? variableBefore(text, match.index) : (match[1] ?? '');
    if (!OURS.test(`${name} ${text.slice(map.start, map.end)}`)) return [];
    const flow = asFlow(text, map, []);
    const start = map.start - `{${name}: `.length;
    if (flow === undefined || start < 0) return [];
    return [
      {
        value: flowFragment(outer, map, flow),
        entry: flowFragment(outer, { start, end: map.end }, `{${name}: ${flow}}`),
      },
    ];
  });
  const whole = taken.flatMap((span) => {
    if (!OURS.test(text.slice(span.start, span.end))) return [];
    const inside = span.start;
    // Of a block what is encoded has been read.
    const others = blocks.includes(span) ? encoded.filter(({ start, end }) => start > inside && end <= span.end) : [];
    const flow = asFlow(text, span, others);
    return flow === undefined ? [] : [flowFragment(outer, span, flow)];
  });
  return { whole, named };
}

/** The variable whose default stands at a place. */
function variableBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 2_000), at);
  return /^variable[ \t]+"([\w-]{1,80})"/m.exec(before.slice(Math.max(0, before.lastIndexOf('variable'))))?.[1] ?? '';
}

/** A map from its brace to the one that closes it. */
function mapAt(text: string, start: number): Span | undefined {
  const end = bracketEnd(text, start, Math.min(text.length, start + LONGEST));
  return end === undefined ? undefined : { start, end };
}

/** Where a bracket of any kind is closed. */
function bracketEnd(text: string, start: number, end: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') at = stringEnd(text, at, end);
    else if (char === '#' || (char === '/' && text[at + 1] === '/')) at = lineEnd(text, at) - 1;
    else if (char === '<' && text[at + 1] === '<') return undefined;
    else if ('{[('.includes(char)) depth += 1;
    else if ('}])'.includes(char)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The quote that ends a string; templates in it have strings of their own. */
function stringEnd(text: string, start: number, end: number): number {
  const open = ['"'];
  let at = start + 1;
  for (; at < end; at += 1) {
    const char = text[at] ?? '';
    const isInString = open.at(-1) === '"';
    if (char === '"' && isInString) open.pop();
    else if (char === '"' || char === '{') {
      if (char === '"' || !isInString || /[$%]/.test(text[at - 1] ?? '')) open.push(char);
    } else if (char === '}' && !isInString) open.pop();
    else if (isInString && (char === '\\' || (/[$%]/.test(char) && text[at + 1] === char))) at += 1;
    if (open.length === 0) return at;
  }
  return at;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

/** An expression that is no literal. Templates of Terraform stand in `${}`. */
const EXPRESSION = /^[A-Za-z_][^,\n#}\]]*/;
/** Functions around a list or map: `concat([`, `jsonencode({`. */
const CALL = /^(?:[a-z]\w{0,40}\(\s{0,40}){1,6}(?=[[{])/;
const LONGEST_CALL = 600;
const LITERAL = /^(?:true|false|null)\b/;

/**
 * The map as one of YAML's in braces, character by character, so that every place stays where it is: `=` as a colon, line
 * breaks between entries as commas, expressions as templates.
 */
function asFlow(text: string, { start, end }: Span, skipped: readonly Span[]): string | undefined {
  const chars = [...text.slice(start, end)].length === end - start ? text.slice(start, end).split('') : undefined;
  if (chars === undefined) return undefined;
  const blank = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) chars[at] = ' ';
  };
  let isValue = false;
  for (let at = 0; at < chars.length; at += 1) {
    const whole = start + at;
    const inner = skipped.find((span) => span.start === whole);
    const char = chars[at] ?? '';
    if (inner !== undefined) {
      const to = inner.end - start;
      blank(at, to);
      chars[at] = '{';
      chars[at + 1] = '}';
      at = to - 1;
      isValue = false;
    } else if (char === '"') {
      const to = stringEnd(text, whole, end) - start;
      // Commands in strings are read with all others.
      if (holdsCommand(text.slice(whole + 1, start + to))) blank(at + 1, to);
      for (let i = at + 1; i < to; i += 1) if (chars[i] === '"' && chars[i - 1] !== '\\') chars[i] = "'";
      at = to;
      if (isValue) isValue = false;
    } else if (char === '#' || (char === '/' && chars[at + 1] === '/')) {
      const to = lineEnd(text, whole) - start;
      blank(at, to);
      at = to - 1;
    } else if (char === '=' && chars[at + 1] !== '=') {
      let key = at - 1;
      while (key > 0 && chars[key] === ' ') key -= 1;
      chars[at] = ' ';
      chars[key + 1] = ':';
      isValue = true;
    } else if (char === '\n') {
      chars[at] = separates(chars, at) ? ',' : ' ';
      isValue = false;
    } else if (char === '\r') chars[at] = ' ';
    else if (char === '{' || char === '[' || char === ',') isValue = char === '[';
    else if (isValue && /[A-Za-z_]/.test(char)) {
      const rest = text.slice(whole, Math.min(end, lineEnd(text, whole)));
      const call = CALL.exec(text.slice(whole, Math.min(end, whole + LONGEST_CALL)))?.[0];
      const expression = EXPRESSION.exec(rest)?.[0].trimEnd() ?? '';
      if (call !== undefined) {
        // What else the function is given is not read.
        const inner = bracketEnd(text, whole + call.length, end) ?? end;
        const outer = bracketEnd(text, whole + call.indexOf('('), end) ?? inner;
        blank(at, at + call.length);
        blank(inner - start, outer - start);
      }
      if (call === undefined && !LITERAL.test(rest) && expression.length > 3) {
        chars[at] = '$';
        chars[at + 1] = '{';
        for (let i = at + 2; i < at + expression.length - 1; i += 1) if (!/\w/.test(chars[i] ?? '')) chars[i] = '_';
        chars[at + expression.length - 1] = '}';
        at += expression.length - 1;
      }
      isValue = false;
    } else if (char === ')') chars[at] = ' ';
    else if (char === ' ' && chars[at + 1] === '{' && /[\w"]/.test(chars[at - 1] ?? '')) chars[at] = ':';
  }
  return chars.join('');
}

/** Whether a line break ends an entry and another one follows. */
function separates(chars: readonly string[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /\s/.test(chars[before] ?? '')) before -= 1;
  let behind = at + 1;
  while (behind < chars.length && /\s/.test(chars[behind] ?? '')) behind += 1;
  return !/[{[(,:]/.test(chars[before] ?? '{') && !/[}\]),]/.test(chars[behind] ?? '}');
}

/** Only values can be written back: entries are not written in HCL as they are in YAML. */
function flowFragment(outer: Fragment, span: Span, text: string): Fragment {
  const part = fragmentPart(outer, span);
  const edit: Fragment['edit'] = (own, newText) =>
    /^"?[\w.%=-]+"?$/.test(newText) ? part.edit(own, newText) : undefined;
  return { ...part, text, edit };
}

/** Whether an offset lies in one of the spans; to be asked from left to right, so that each span is looked at once. */
function walkThrough(spans: readonly Span[]): (offset: number) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  let end = 0;
  return (offset) => {
    for (let span = sorted[next]; span !== undefined && span.start <= offset; span = sorted[next]) {
      end = Math.max(end, span.end);
      next += 1;
    }
    return offset < end;
  };
}
