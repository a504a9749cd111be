import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/index.ts';
import type { Finding, Severity } from '../../server/src/model/finding.ts';
import { isUpdate, writeGolden } from '../golden.ts';
import { findingsOf } from '../rules/harness/tree.ts';
import { corpusFiles, corpusTree, describeCorpus } from './harness/corpus.ts';

/** `path<tab>line:character<tab>rule<tab>why it is right`: each was looked at, in the file and in Kubernetes' source. */
const EXPECTED = join(import.meta.dirname, 'expectedErrors.tsv');
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

function describeError({ file, range: { start }, ruleId }: Finding): string {
  return `${file}\t${start.line + 1}:${start.character + 1}\t${ruleId}`;
}

/** The reason of each error that was looked at. */
function expectedErrors(): Map<string, string> {
  const lines = readFileSync(EXPECTED, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [path = '', place = '', rule = '', reason = ''] = line.split('\t');
      return [`${path}\t${place}\t${rule}`, reason];
    }),
  );
}

/** How many findings of each rule there are, by severity. */
function table(findings: readonly Finding[]): string[] {
  const count = (id: string, severity: Severity) =>
    findings.filter((finding) => finding.ruleId === id && finding.severity === severity).length;
  const fired = rules.filter(({ id }) => findings.some(({ ruleId }) => ruleId === id));
  const rows = fired.map(({ id }) => [id, ...SEVERITIES.map((severity) => String(count(id, severity) || '·'))]);
  const silent = rules.length - fired.length;
  return [
    ...[['', ...SEVERITIES], ...rows].map(([id = '', ...cells]) => {
      return `    ${id.padEnd(32)}${cells.map((cell) => cell.padStart(9)).join('')}`;
    }),
    `    ${silent} rules find nothing`,
  ];
}

describeCorpus('findings on real files', () => {
  const findings: Finding[] = [];

  before(function () {
    this.timeout(60_000);
    for (const { path, text } of corpusFiles()) findings.push(...findingsOf(new Map([[path, text]])));
  });

  it('errors are those that were looked at', () => {
    const found = findings
      .filter(({ severity }) => severity === 'error')
      .map(describeError)
      .sort();
    const reasons = expectedErrors();
    // A new one is written without a reason: somebody has to look at it before this passes.
    if (isUpdate) writeGolden(EXPECTED, found.map((line) => `${line}\t${reasons.get(line) ?? ''}\n`).join(''));
    assert.deepEqual(found, [...expectedErrors().keys()].sort());
    for (const [line, reason] of expectedErrors()) assert.ok(reason.length > 10, `without a reason: ${line}`);
  });

  it('each rule, each file alone', () => {
    console.log(table(findings).join('\n'));
    assert.ok(findings.length > 0);
  });

  it('each rule, all files as one tree', function () {
    this.timeout(60_000);
    const together = findingsOf(corpusTree());
    console.log(table(together).join('\n'));
    assert.ok(together.length > 0);
  });
});
