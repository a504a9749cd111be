import assert from 'node:assert/strict';
import type { Finding, Fix, TreeOptions } from '../../server/src/index.ts';
import { applyEdits } from '../rules/harness/edits.ts';
import { applicableFixes, describeFinding, findingsOf } from '../rules/harness/tree.ts';
import { corpusFiles, corpusRepositories, describeCorpus } from './harness/corpus.ts';

type Files = ReadonlyMap<string, string>;

/** Versions in which different rules find something to put right; `undefined`: as the files say. */
const VERSIONS = [undefined, '1.20', '1.25', '1.31', '1.36'];

/** Findings that a wrong value may have hidden: a rule that fires, and those that its fixes may bring to light. */
const UNCOVERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['duplicate-setting', ['status-frequency-without-effect']],
  ['misspelled-flag', ['deprecated-flag']],
  // The file's frequency decided about reports as well; without that it only loses against the flag.
  ['status-report-every-update', ['duplicate-setting']],
  // In the file it counts, and decides about reports.
  ['status-frequency-without-effect', ['status-report-every-update']],
  // No version since 1.27 has the flag: without it, newer ones count again.
  ['eviction-timeout-without-effect', ['shutdown-cuts-termination']],
]);

/** By rule and file; those that another finding about the same number tells of count as well. */
function counts(findings: readonly Finding[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { ruleId, file, related } of findings) {
    const told = related.flatMap(({ message }) => /^Also ([a-z0-9-]+): /.exec(String(message))?.[1] ?? []);
    for (const rule of [ruleId, ...told]) {
      const key = `${rule} ${file}`;
      numbers.set(key, (numbers.get(key) ?? 0) + 1);
    }
  }
  return numbers;
}

/** A line break of one kind stays the only kind. */
function lineBreaks(text: string): string {
  const crlf = text.split('\r\n').length - 1;
  const all = text.split('\n').length - 1;
  return crlf === 0 ? 'LF' : crlf === all ? 'CRLF' : 'mixed';
}

function* wrongWith(files: Files, finding: Finding, fix: Fix, before: Map<string, number>, options: TreeOptions) {
  const edits = fix.edits();
  const after = applyEdits(files, edits);
  for (const [file, text] of after) {
    const old = files.get(file) ?? '';
    if (lineBreaks(old) !== lineBreaks(text) && old.includes('\n')) yield `changes line breaks of ${file}`;
    if (!edits.some((edit) => edit.file === file) && text !== old) yield `changes ${file}`;
  }
  const left = counts(findingsOf(after, options));
  const own = `${finding.ruleId} ${finding.file}`;
  if ((left.get(own) ?? 0) >= (before.get(own) ?? 0)) yield 'leaves its finding';
  for (const [key, number] of left) {
    if (number <= (before.get(key) ?? 0)) continue;
    const [rule = ''] = key.split(' ');
    if (!UNCOVERS.get(finding.ruleId)?.includes(rule)) yield `adds ${key}`;
  }
}

function checkFixes(trees: Iterable<Files>): { readonly tried: number; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  let tried = 0;
  for (const files of trees) {
    for (const kubernetesVersion of VERSIONS) {
      const options = kubernetesVersion === undefined ? {} : { kubernetesVersion };
      const findings = findingsOf(files, options);
      const before = counts(findings);
      for (const finding of findings) {
        for (const fix of applicableFixes(finding)) {
          tried += 1;
          for (const what of wrongWith(files, finding, fix, before, options)) {
            wrong.push(`${kubernetesVersion ?? 'own version'}: ${describeFinding(finding)}: '${fix.title}' ${what}`);
          }
        }
      }
    }
  }
  return { tried, wrong };
}

describeCorpus('every fix on real files', () => {
  it('of each file alone', function () {
    this.timeout(300_000);
    const { tried, wrong } = checkFixes(corpusFiles().map(({ path, text }) => new Map([[path, text]])));
    console.log(`    ${tried} fixes tried`);
    assert.deepEqual(wrong, []);
    assert.ok(tried > 100);
  });

  it('of the files of one repository together', function () {
    this.timeout(300_000);
    const several = [...corpusRepositories().values()].filter(({ size }) => size > 1);
    assert.deepEqual(checkFixes(several).wrong, []);
  });
});
