// logind.conf and the drop-ins of logind.conf.d: how long a shutdown may be delayed.
import type { PartialReading } from '../../model/readingParts.ts';
import { readUnit } from '../../text/systemd.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { INHIBIT_DELAY, inhibitDelayAt, isLogind, LOGIND_SYNTAXES } from '../engine/logindOption.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

/** What carries such a file, a cloud configuration or a script, is none itself. */
const FIRST_LINE = /^[\s\uFEFF]*(?:(?:[#;]|\{[{%#])[^\n]*\n\s*)*\[[A-Z][\w-]*\]/;

const ONLY_LINES = /^\s*(?:[#;][^\n]*\n\s*)*[A-Z]\w*[ \t]*=/;

export const logindConfiguration: Source = {
  id: 'logind-configuration',
  title: 'logind configuration',
  recognises: (candidate) => {
    const { text } = candidate.fragment;
    const isHeaded = FIRST_LINE.test(text);
    // A task may write the one line.
    const isBare = !isHeaded && isLogind(pathOf(candidate)) && ONLY_LINES.test(text);
    return (isHeaded || isBare) && text.includes(INHIBIT_DELAY) && text.includes('[Login]') === isHeaded;
  },
  read: readLogind,
};

function readLogind(candidate: SourceFile): PartialReading {
  const { fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true, syntaxes: LOGIND_SYNTAXES });
  const entry = readUnit(masked)
    .entries.filter(({ section, key }) => (section === 'Login' || section === '') && key === INHIBIT_DELAY)
    .at(-1);
  if (!entry) return {};
  return { inhibitDelays: [inhibitDelayAt(candidate, entry.valueSpan, spans)] };
}
