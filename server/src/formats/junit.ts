// `check --format junit`: a suite a file, a test case a finding.
import { groupBy } from '../model/grouped.ts';
import { comparePaths } from '../project/paths.ts';
import { escapeXml } from '../render/picture/svg.ts';
import { visibleLine } from '../text/visible.ts';
import { type CheckResult, objectText, type ReportedFinding } from './reported.ts';

/**
 * `check --format junit`: a suite a file, a test case a finding. Errors and warnings are failures; what is only worth knowing
 * passes and says it. A file without findings is a case that passed, and so is a run without files.
 */
export function junit({ files, findings, notes }: CheckResult): string {
  const groups = groupBy(findings, ({ file }) => file);
  const names = [...new Set([...groups.keys(), ...files])].sort(comparePaths);
  const suites = names.map((file) => {
    const group = groups.get(file) ?? [];
    return suite(file, group.length === 0 ? [passedCase(file)] : group.map(testCase), group);
  });
  const passed = names.length - groups.size;
  // What was not judged is no case that passed or failed.
  const notesSuite = (all: readonly string[]) =>
    `  <testsuite name="notes" tests="0" failures="0" errors="0">\n    <system-out>${escapeXml(all.join('\n'))}</system-out>\n  </testsuite>\n`;
  const nothing = suite('kube-node-lifecycle', ['    <testcase name="check" classname="kube-node-lifecycle"/>\n'], []);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="kube-node-lifecycle" tests="${Math.max(findings.length + passed, 1)}" failures="${failures(findings)}" errors="0">\n`,
    ...(names.length === 0 ? [nothing] : suites),
    ...(notes.length === 0 ? [] : [notesSuite(notes.map(String))]),
    '</testsuites>\n',
  ].join('');
}

function passedCase(file: string): string {
  return `    <testcase name="no findings" classname="${escapeXml(visibleLine(file))}"/>\n`;
}

function suite(name: string, cases: readonly string[], findings: readonly ReportedFinding[]): string {
  const counts = `tests="${cases.length}" failures="${failures(findings)}" errors="0"`;
  return `  <testsuite name="${escapeXml(visibleLine(name))}" ${counts}>\n${cases.join('')}  </testsuite>\n`;
}

function failures(findings: readonly ReportedFinding[]): number {
  return findings.filter(isFailure).length;
}

function isFailure({ severity }: ReportedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

function testCase(finding: ReportedFinding): string {
  const { ruleId, severity, message, file, range, related, object } = finding;
  const place = `${visibleLine(file)}:${range.start.line + 1}:${range.start.character + 1}`;
  const lines = [
    `${place} ${severity} ${message}`,
    ...(object === undefined ? [] : [`in ${visibleLine(objectText(object))}`]),
    ...related.map((other) => `${visibleLine(other.file)}:${other.range.start.line + 1} ${other.message}`),
  ];
  const of = object === undefined ? '' : ` (${visibleLine(objectText(object))})`;
  const text = escapeXml(lines.join('\n'));
  return [
    `    <testcase name="${escapeXml(`${ruleId} at ${place}${of}`)}" classname="${escapeXml(visibleLine(file))}">\n`,
    isFailure(finding)
      ? `      <failure type="${severity}" message="${escapeXml(String(message))}">${text}</failure>\n`
      : `      <system-out>${text}</system-out>\n`,
    '    </testcase>\n',
  ].join('');
}
