import type { Severity } from '../../model/finding.ts';
import { ASCII, inGlyphs, UNICODE } from '../../render/glyphs.ts';
import type { Style } from '../../render/verdict.ts';
import type { Terminal } from '../host.ts';
import { paintFor } from '../paint.ts';
import { type CheckResult, countOf, groupBy, type ReportedFinding } from '../reported.ts';

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
  const blocks = [...groupBy(result.findings, ({ file }) => file)].map(([file, findings]) => {
    const places = findings.map(placeText);
    const placeWidth = Math.max(...places.map(({ length }) => length));
    const lines = findings.map((finding, index) => {
      const place = (places[index] ?? '').padStart(placeWidth);
      const severity = paint(styles[finding.severity], finding.severity.padEnd('warning'.length));
      const message = inGlyphs(finding.message, glyphs);
      const first = `  ${paint('faint', place)}  ${severity}  ${message}  ${paint('faint', finding.ruleId)}\n`;
      const indent = ' '.repeat(placeWidth + 'warning'.length + 6);
      const related = finding.related.map(
        (other) =>
          `${indent}${paint('faint', `${other.file}:${placeText(other)}`)}  ${inGlyphs(other.message, glyphs)}\n`,
      );
      return first + related.join('');
    });
    return `${paint('strong', file)}\n${lines.join('')}\n`;
  });
  return blocks.join('') + summary(result, terminal);
}

/** One-based, as editors count. */
function placeText({ range }: Pick<ReportedFinding, 'range'>): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}

function summary(result: CheckResult, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const files = plural(result.files, 'file');
  if (result.findings.length === 0) return `${paint('safe', 'No findings')} in ${files}.\n`;
  const counts = [
    plural(countOf(result, 'error'), 'error'),
    plural(countOf(result, 'warning'), 'warning'),
    plural(countOf(result, 'info', 'hint'), 'note'),
  ].filter((count) => !count.startsWith('0 '));
  const style = countOf(result, 'error') > 0 ? 'danger' : 'warning';
  const fixable = result.findings.filter(({ fixes }) => fixes.some(({ isApplied }) => isApplied)).length;
  const hint = fixable > 0 ? ` --fix can fix ${fixable} of them.` : '';
  return `${paint(style, counts.join(', '))} in ${files}.${hint}\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
