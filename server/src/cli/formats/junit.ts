import { escapeXml } from '../../render/svg.ts';
import { type CheckResult, groupBy, type ReportedFinding } from '../reported.ts';

/** `check --format junit`: a suite a file, a failed test case a finding. Without findings one case that passed. */
export function junit(result: CheckResult): string {
  const suites = [...groupBy(result.findings, ({ file }) => file)].map(([file, findings]) => suite(file, findings));
  const count = result.findings.length;
  const passed =
    '  <testsuite name="kube-node-lifecycle" tests="1" failures="0" errors="0">\n    <testcase name="check" classname="kube-node-lifecycle"/>\n  </testsuite>\n';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="kube-node-lifecycle" tests="${Math.max(count, 1)}" failures="${count}" errors="0">\n`,
    count === 0 ? passed : suites.join(''),
    '</testsuites>\n',
  ].join('');
}

function suite(file: string, findings: readonly ReportedFinding[]): string {
  const head = `  <testsuite name="${escapeXml(file)}" tests="${findings.length}" failures="${findings.length}" errors="0">\n`;
  return `${head}${findings.map(testCase).join('')}  </testsuite>\n`;
}

function testCase({ ruleId, severity, message, file, range, related }: ReportedFinding): string {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const lines = [
    `${place} ${severity} ${message}`,
    ...related.map((other) => `${other.file}:${other.range.start.line + 1} ${other.message}`),
  ];
  return [
    `    <testcase name="${escapeXml(`${ruleId} at ${place}`)}" classname="${escapeXml(file)}">\n`,
    `      <failure type="${severity}" message="${escapeXml(message)}">${escapeXml(lines.join('\n'))}</failure>\n`,
    '    </testcase>\n',
  ].join('');
}
