// `check --format unix`: one line a finding, as compilers print them: editors and terminals lead from it to the place.
import type { Severity } from '../model/finding.ts';
import { visibleLine } from '../text/visible.ts';
import { type CheckResult, objectText } from './reported.ts';

/** GNU's words (Coding Standards, 4.4 Formatting Error Messages). */
const severities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** `check --format unix`: `FILE:LINE:COLUMN: error: MESSAGE [RULE]`. */
export function unix({ findings }: CheckResult): string {
  return findings
    .map(({ ruleId, severity, message, file, range: { start }, object }) => {
      const place = `${visibleLine(file)}:${start.line + 1}:${start.character + 1}`;
      const about = object === undefined ? '' : ` (${objectText(object)})`;
      return `${place}: ${severities[severity]}: ${visibleLine(`${message}${about}`)} [${ruleId}]\n`;
    })
    .join('');
}
