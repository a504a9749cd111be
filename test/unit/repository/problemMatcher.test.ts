// The problem matcher of the task `check` reads what the command line prints for it.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { github } from '../../../server/src/formats/github.ts';

interface Pattern {
  readonly regexp: string;
  readonly [part: string]: string | number;
}

interface Manifest {
  readonly contributes: { readonly problemMatchers: readonly { readonly pattern: readonly Pattern[] }[] };
}

const [pattern] = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes.problemMatchers.flatMap(
  (one) => one.pattern,
);

function read(line: string): Readonly<Record<string, string | undefined>> {
  assert.ok(pattern);
  const groups = new RegExp(pattern.regexp).exec(line) ?? [];
  const parts = ['severity', 'file', 'line', 'endLine', 'column', 'endColumn', 'code', 'message'];
  return Object.fromEntries(parts.map((part) => [part, groups[Number(pattern[part])]]));
}

describe('repository: the problem matcher', () => {
  const finding = {
    ruleId: 'force-removal-on-eviction',
    severity: 'error' as const,
    message: 'Grace period 0: a second mysql can write.',
    file: 'database/mysql.yaml',
    fileBelowTree: 'database/mysql.yaml',
    range: { start: { line: 15, character: 6 }, end: { line: 15, character: 38 } },
    related: [],
    fixes: [],
  };

  it('reads a finding of one line, and one of several', () => {
    const print = (range: typeof finding.range) =>
      github({ findings: [{ ...finding, range }], notes: [] } as unknown as Parameters<typeof github>[0]).trim();
    const place = { severity: 'error', file: 'database/mysql.yaml', line: '16', code: 'force-removal-on-eviction' };
    const message = 'Grace period 0: a second mysql can write.';
    assert.deepEqual(read(print(finding.range)), { ...place, endLine: '16', column: '7', endColumn: '39', message });
    const several = { start: finding.range.start, end: { line: 17, character: 0 } };
    const none = { column: undefined, endColumn: undefined };
    assert.deepEqual(read(print(several)), { ...place, endLine: '18', ...none, message });
  });

  it('leaves notes alone', () => {
    assert.equal(read('::notice title=kube-node-lifecycle::No file states the version.').file, undefined);
  });
});
