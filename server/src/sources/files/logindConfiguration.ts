// logind.conf and the drop-ins of logind.conf.d: how long a shutdown may be delayed.
import type { InhibitDelay } from '../../model/inhibitDelay.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import { readUnit } from '../../text/systemd.ts';
import { maskTemplates, touchesTemplate } from '../../text/templates/templateMask.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const KEY = 'InhibitDelayMaxSec';
/** What carries such a file, a cloud configuration or a script, is none itself. */
const FIRST_LINE = /^[\s\uFEFF]*(?:(?:[#;]|\{[{%#])[^\n]*\n\s*)*\[[A-Z][\w-]*\]/;
const SYNTAXES = ['double-brace', 'jinja', 'dollar-expression', 'percent-brace', 'brace-name'] as const;

const ONLY_LINES = /^\s*(?:[#;][^\n]*\n\s*)*[A-Z]\w*[ \t]*=/;

function isLogind(path: string): boolean {
  return /(?:^|\/)logind\.conf(?:\.d\/|$|\.\w+$)/.test(path);
}

export const logindConfiguration: Source = {
  id: 'logind-configuration',
  title: 'logind configuration',
  recognises: (candidate) => {
    const { text } = candidate.fragment;
    if (!text.includes(KEY)) return false;
    // A task may write the one line.
    return text.includes('[Login]') ? FIRST_LINE.test(text) : isLogind(pathOf(candidate)) && ONLY_LINES.test(text);
  },
  read: readLogind,
};

function readLogind(candidate: SourceFile): PartialReading {
  const { file, fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true, syntaxes: SYNTAXES });
  const entry = readUnit(masked)
    .entries.filter(({ section, key }) => (section === 'Login' || section === '') && key === KEY)
    .at(-1);
  if (!entry) return {};
  const { valueSpan } = entry;
  const text = fragment.text.slice(valueSpan.start, valueSpan.end);
  const edit = (value: string) => {
    const one = fragment.edit(valueSpan, value);
    return one ? [{ file, ...one }] : [];
  };
  const delay: InhibitDelay = {
    file,
    range: fragment.locate(valueSpan),
    path: pathOf(candidate),
    value: touchesTemplate(spans, valueSpan) ? unknown('template', text) : delayOf(text),
    rewriter: { replace: edit, remove: () => [], rename: () => [] },
  };
  return { inhibitDelays: [delay] };
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
