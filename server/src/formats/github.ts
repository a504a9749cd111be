// `check --format github`: workflow commands that become annotations of a pull request.
import type { Severity } from '../model/finding.ts';
import { visibleLine } from '../text/visible.ts';
import { type CheckResult, objectText } from './reported.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** `check --format github`: workflow commands that become annotations of a pull request. */
export function github({ findings, notes }: CheckResult): string {
  const said = notes.map((note) => `::notice title=kube-node-lifecycle::${escapeData(String(note))}\n`);
  return findings
    .map(({ ruleId, severity, message, file, range: { start, end }, object }) => {
      const properties = [
        `file=${escapeProperty(file)}`,
        `line=${start.line + 1}`,
        `endLine=${end.line + 1}`,
        // Columns are shown only where all is on one line.
        ...(start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : []),
        `title=${escapeProperty(ruleId)}`,
      ];
      return `::${commands[severity]} ${properties.join(',')}::${escapeData(object === undefined ? String(message) : `${message} (${objectText(object)})`)}\n`;
    })
    .concat(said)
    .join('');
}

function escapeData(text: string): string {
  return visibleLine(text).replace(/%/g, '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
