import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../server/src/model/finding.ts';
import type { TreeOptions } from '../../server/src/service/treeService.ts';
import { isUpdate, writeGolden } from '../golden.ts';
import { applyEdits } from './harness/edits.ts';
import { type ExpectedFinding, type Fixture, parseFixture } from './harness/fixture.ts';
import { applicableFixes, describeFinding, findingsOf } from './harness/tree.ts';
import { updateFixture } from './harness/updateFixture.ts';

const root = join(import.meta.dirname, 'fixtures');

function describeExpected(expected: ExpectedFinding): string {
  const { file, line, start, end, severity, ruleId, message } = expected;
  return `${file}:${line + 1}:${start}-${end} ${severity} ${ruleId}: ${message}`;
}

function optionsOf(fixture: Fixture): TreeOptions {
  const { kubernetesVersion, severities } = fixture;
  return { severities, ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }) };
}

/** What stays the same about a finding when an edit moves it. */
function identity(finding: Finding): string {
  return `${finding.ruleId} ${finding.file}`;
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(identity(finding), (counts.get(identity(finding)) ?? 0) + 1);
  return counts;
}

/** Preferred fixes of findings at one place that write different values: nobody could tell which of them to take. */
function preferredClashes(findings: readonly Finding[]): readonly string[] {
  const written = new Map<string, string>();
  return findings.flatMap(({ ruleId, fixes, range: at }) =>
    fixes
      .filter(({ isPreferred }) => isPreferred)
      .flatMap((fix) => fix.edits())
      .flatMap(({ file, range, newText }) => {
        const place = JSON.stringify([at, file, range]);
        const other = written.get(place) ?? newText;
        written.set(place, other);
        return other === newText ? [] : [`${ruleId}: ${other} or ${newText}`];
      }),
  );
}

function assertFixesAreClean(fixture: Fixture, findings: readonly Finding[]): void {
  assert.deepEqual(preferredClashes(findings), []);
  const before = count(findings);
  for (const finding of findings) {
    assert.ok(finding.fixes.filter((fix) => fix.isPreferred).length <= 1, `two preferred fixes: ${finding.ruleId}`);
    for (const fix of applicableFixes(finding)) {
      const after = count(findingsOf(applyEdits(fixture.files, fix.edits()), optionsOf(fixture)));
      const own = identity(finding);
      assert.ok((after.get(own) ?? 0) < (before.get(own) ?? 0), `'${fix.title}' leaves its finding`);
      for (const [key, number] of after) {
        if (fixture.uncovers.includes(key.split(' ')[0] ?? '')) continue;
        assert.ok(number <= (before.get(key) ?? 0), `'${fix.title}' adds ${key}`);
      }
    }
  }
}

/** The files that a fix changes, under its title; nothing where there is no such fix. */
function changedBy(title: string, found: readonly Finding[], files: ReadonlyMap<string, string>) {
  const fix = found.flatMap(({ fixes }) => fixes).find((candidate) => String(candidate.title) === title);
  if (!fix) return [];
  const changed = [...applyEdits(files, fix.edits())].filter(([file, text]) => text !== files.get(file));
  return [[title, new Map(changed)] as const];
}

describe('rule fixtures', () => {
  for (const rule of readdirSync(root).sort()) {
    describe(rule, () => {
      for (const name of readdirSync(join(root, rule)).sort()) {
        const text = readFileSync(join(root, rule, name), 'utf8');
        const fixture = parseFixture(text);
        const run = () => findingsOf(fixture.files, optionsOf(fixture));
        if (isUpdate) {
          it(`${name}: is written anew`, () => {
            const found = run();
            const fixed = new Map(fixture.goldens.flatMap(({ title }) => changedBy(title, found, fixture.files)));
            writeGolden(join(root, rule, name), updateFixture(text, found, fixed));
          });
          continue;
        }

        it(`${name}: finds exactly what its carets say`, () => {
          const found = run();
          assert.deepEqual(found.map(describeFinding).sort(), fixture.expected.map(describeExpected).sort());
          for (const expected of fixture.expected) {
            const finding = found.find((candidate) => describeFinding(candidate) === describeExpected(expected));
            const links = finding?.related.map(({ file, range }) => `${file}:${range.start.line + 1}`) ?? [];
            for (const link of expected.related) assert.ok(links.includes(link), `related: ${link} not in ${links}`);
          }
        });

        it(`${name}: every fix removes its finding and adds none`, () => {
          assertFixesAreClean(fixture, run());
        });

        for (const golden of fixture.goldens) {
          it(`${name}: ${golden.title}`, () => {
            const fix = run()
              .flatMap((finding) => finding.fixes)
              .find((candidate) => String(candidate.title) === golden.title);
            assert.ok(fix, 'no such fix');
            const after = applyEdits(fixture.files, fix.edits());
            for (const [file, text] of fixture.files) {
              assert.equal(after.get(file), golden.files.get(file) ?? text, file);
            }
          });
        }
      }
    });
  }
});
