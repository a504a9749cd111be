// How long logind lets a shutdown be delayed, as an option of its configuration says it.
import type { InhibitDelay } from '../../model/inhibitDelay.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import type { Span } from '../../text/position.ts';
import { maskTemplates, touchesTemplate } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { pathOf, type SourceFile } from './source.ts';

export const INHIBIT_DELAY = 'InhibitDelayMaxSec';
export const LOGIND_SYNTAXES = ['double-brace', 'jinja', 'dollar-expression', 'percent-brace', 'brace-name'] as const;

export function isLogind(path: string): boolean {
  return /(?:^|\/)logind\.conf(?:\.d\/|$|\.\w+$)/.test(path);
}

/** Of a task that writes one option of a file: its value. */
export function readLogindOption(value: SourceFile, section: string, option: string): PartialReading {
  if (!isLogind(pathOf(value)) || section !== 'Login' || option !== INHIBIT_DELAY) return {};
  const { text } = value.fragment;
  const { spans } = maskTemplates(text, { continuations: false, syntaxes: LOGIND_SYNTAXES });
  return { inhibitDelays: [inhibitDelayAt(value, { start: 0, end: text.length }, spans)] };
}

/** @param span of the value */
export function inhibitDelayAt(candidate: SourceFile, span: Span, templates: readonly TemplateSpan[]): InhibitDelay {
  const { file, fragment } = candidate;
  const text = fragment.text.slice(span.start, span.end);
  const edit = (value: string) => {
    const one = fragment.edit(span, value);
    return one ? [{ file, ...one }] : [];
  };
  return {
    file,
    range: fragment.locate(span),
    path: pathOf(candidate),
    value: touchesTemplate(templates, span) ? unknown('template', text) : delayOf(text),
    rewriter: { replace: edit, remove: () => [], rename: () => [] },
  };
}

function delayOf(text: string): Value<number> {
  const milliseconds = readTimeSpan(text);
  return milliseconds === undefined ? unknown('invalid', text) : known(milliseconds);
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:usec|us|µs|μs)$/, 0.001],
  [/^(?:msec|ms)$/, 1],
  [/^(?:seconds?|sec|s|)$/, 1_000],
  [/^(?:minutes?|min|m)$/, 60_000],
  [/^(?:hours?|hr|h)$/, 3_600_000],
  [/^(?:days?|d)$/, 86_400_000],
  [/^(?:weeks?|w)$/, 604_800_000],
  [/^(?:months?|M)$/, 2_629_800_000],
  [/^(?:years?|y)$/, 31_557_600_000],
];

/** Reads a time span as systemd does: seconds where no unit stands. Source: systemd src/basic/time-util.c (parse_sec) */
function readTimeSpan(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'infinity') return Number.POSITIVE_INFINITY;
  const parts = [...trimmed.matchAll(/([\d.]+)\s*([A-Za-zµμ]*)\s*/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== trimmed) return undefined;
  let sum = 0;
  for (const [, number = '', unit = ''] of parts) {
    const factor = UNITS.find(([name]) => name.test(unit))?.[1];
    if (factor === undefined || !/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(number)) return undefined;
    sum += Number(number) * factor;
  }
  return sum;
}
