// `check --format stylish`: for people, findings by file.
import { most } from '../model/extremes.ts';
import type { Severity } from '../model/finding.ts';
import { groupBy } from '../model/grouped.ts';
import { ASCII, type Glyphs, inGlyphs, UNICODE } from '../render/picture/glyphs.ts';
import type { Style } from '../render/words/verdictText.ts';
import { wrap } from '../render/words/wrap.ts';
import { docsLink } from '../rules/shared/docsLink.ts';
import { english, listed, say, sentencesOf, type Words } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import { paintFor } from './paint.ts';
import { type CheckResult, countOf, objectText, type ReportedFinding } from './reported.ts';
import { sourceLine } from './sourceLine.ts';
import type { Terminal } from './terminal.ts';

const styles: Readonly<Record<Severity, Style>> = {
  error: 'danger',
  warning: 'warning',
  info: 'neutral',
  hint: 'faint',
};

/** `check --format stylish`: for people, findings by file. */
export function stylish(result: CheckResult, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  const { words = english } = terminal;
  const blocks = [...groupBy(result.findings, ({ file }) => file)].map(([file, findings]) => {
    const places = findings.map(placeText);
    const placeWidth = most(places.map(({ length }) => length)) ?? 0;
    const indent = ' '.repeat(placeWidth + 'warning'.length + 6);
    const room = terminal.wraps ? Math.max(terminal.columns - indent.length, 40) : Number.POSITIVE_INFINITY;
    const lines = findings.map((finding, index) => {
      const place = (places[index] ?? '').padStart(placeWidth);
      const severity = paint(styles[finding.severity], finding.severity.padEnd('warning'.length));
      const message = wrap(inGlyphs(words(finding.message), glyphs), room);
      const fits = (message.at(-1) ?? '').length + 2 + finding.ruleId.length <= room;
      const id = `${fits ? '  ' : `\n${indent}`}${paint('faint', finding.ruleId)}`;
      const first = `  ${paint('faint', place)}  ${severity}  ${message.join(`\n${indent}`)}${id}\n`;
      const source =
        finding.line === undefined ? '' : sourceLine(finding, finding.line, { terminal, paint, indent: indent.length });
      const related = finding.related.map((other) => relatedText(other, { indent, room, glyphs, paint, words }));
      return [
        first,
        source,
        objectLine(finding, indent, paint, words),
        ...related,
        helpLine(finding, indent, paint, words),
      ].join('');
    });
    return `${paint('strong', visibleLine(file))}\n${lines.join('')}\n`;
  });
  const notes = result.notes.map((note) => {
    return `${paint('faint', words(say`note:`))} ${wrap(inGlyphs(visibleLine(words(note)), glyphs), terminal.wraps ? Math.max(terminal.columns - 6, 40) : Number.POSITIVE_INFINITY).join('\n      ')}\n`;
  });
  return blocks.join('') + summary(result, terminal) + notes.join('');
}

type Painter = ReturnType<typeof paintFor>;

/** The object that a finding stands in, where its message does not name it. */
function objectLine({ object, message }: ReportedFinding, indent: string, paint: Painter, words: Words): string {
  if (object === undefined || object.name === '' || String(message).includes(`${object.kind} ${object.name}`))
    return '';
  return `${indent}${paint('faint', words(say`in ${visibleLine(objectText(object))}`))}\n`;
}

/** What to do, and where it is explained. */
function helpLine({ ruleId, fixes }: ReportedFinding, indent: string, paint: Painter, words: Words): string {
  const fix = fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0];
  const todo = fix === undefined ? '' : `${visibleLine(words(fix.title))}${fix.isApplied ? ' (--fix)' : ''}`;
  const help = todo === '' ? say`help: ${docsLink(ruleId)}` : say`help: ${todo}; ${docsLink(ruleId)}`;
  return `${indent}${paint('faint', words(help))}\n`;
}

interface RelatedTools {
  readonly indent: string;
  readonly room: number;
  readonly glyphs: Glyphs;
  readonly paint: Painter;
  readonly words: Words;
}

/** The place, then what is there; below it where both do not fit on a line. */
function relatedText(
  other: ReportedFinding['related'][number],
  { indent, room, glyphs, paint, words }: RelatedTools,
): string {
  const place = `${visibleLine(other.file)}:${placeText(other)}`;
  const message = inGlyphs(words(other.message), glyphs);
  if (place.length + 2 + message.length <= room) return `${indent}${paint('faint', place)}  ${message}\n`;
  const below = wrap(message, room - 2).map((line) => `${indent}  ${line}\n`);
  return `${indent}${paint('faint', place)}\n${below.join('')}`;
}

/** One-based, as editors count. */
function placeText({ range }: Pick<ReportedFinding, 'range'>): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}

function summary(result: CheckResult, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const { words = english } = terminal;
  const files = result.files.length === 1 ? say`1 file` : say`${result.files.length} files`;
  if (result.files.length === 0 && result.findings.length === 0)
    return `${words(say`Nothing to check: no file here configures a component or a workload of Kubernetes.`)}\n`;
  if (result.findings.length === 0 && !result.isJudged) {
    const nothing = paint('warning', words(say`Nothing judged`));
    return `${words(say`${nothing} in ${files}: no setting of a component and no workload that is read.`)}\n`;
  }
  if (result.findings.length === 0) return `${words(say`${paint('safe', words(say`No findings`))} in ${files}.`)}\n`;
  const [errors, warnings] = [countOf(result, 'error'), countOf(result, 'warning')];
  const notes = countOf(result, 'info', 'hint');
  const counts = listed([
    errors === 0 ? '' : errors === 1 ? say`1 error` : say`${errors} errors`,
    warnings === 0 ? '' : warnings === 1 ? say`1 warning` : say`${warnings} warnings`,
    notes === 0 ? '' : notes === 1 ? say`1 note` : say`${notes} notes`,
  ]);
  const painted = paint(errors > 0 ? 'danger' : 'warning', words(counts));
  const fixable = result.findings.filter(({ fixes }) => fixes.some(({ isApplied }) => isApplied)).length;
  const hint = fixable > 0 ? say`--fix can fix ${fixable} of them.` : '';
  return `${words(sentencesOf([say`${painted} in ${files}.`, hint]))}\n`;
}
