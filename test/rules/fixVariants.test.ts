import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Finding } from '../../server/src/model/finding.ts';
import type { TreeOptions } from '../../server/src/service/treeService.ts';
import { applyEdits } from './harness/edits.ts';
import { type Fixture, parseFixture } from './harness/fixture.ts';
import { applicableFixes, findingsOf } from './harness/tree.ts';

type Files = ReadonlyMap<string, string>;

/** The same inputs in other clothes: every fix must work there as well. */
const variants: readonly (readonly [name: string, change: (text: string, file: string) => string])[] = [
  ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['without a line break at the end', (text) => text.replace(/\n+$/, '')],
  ['with single quotes', (text) => (/['\\]/.test(text) || /^\s*[{[]/.test(text) ? text : text.replaceAll('"', "'"))],
  ['with tabs before comments', (text, file) => (/\.ya?ml$/.test(file) ? text.replace(/(\S) #/g, '$1\t#') : text)],
  ['with a comment above', (text) => (/^\s*[{[]/.test(text) ? text : `# first line\n${text}`)],
];

function optionsOf({ kubernetesVersion, severities }: Fixture): TreeOptions {
  return { severities, ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }) };
}

function counts(findings: readonly Finding[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { ruleId, file } of findings) all.set(`${ruleId} ${file}`, (all.get(`${ruleId} ${file}`) ?? 0) + 1);
  return all;
}

/** Errors of the YAML library by file; templates are no YAML. */
function syntaxErrors(files: Files): Map<string, number> {
  const yaml = [...files].filter(([file, text]) => /\.(ya?ml|json)$/.test(file) && !/\{\{|\{%/.test(text));
  return new Map(
    yaml.map(([file, text]) => [
      file,
      parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }).reduce(
        (sum, document) => sum + ('errors' in document ? document.errors.length : 0),
        0,
      ),
    ]),
  );
}

function assertClean(before: Files, after: Files, name: string): void {
  const errors = syntaxErrors(before);
  for (const [file, count] of syntaxErrors(after))
    assert.ok(count <= (errors.get(file) ?? 0), `${name}: ${file} parses`);
  for (const [file, text] of after) {
    if ((before.get(file) ?? '').includes('\r\n'))
      assert.doesNotMatch(text, /(^|[^\r])\n/, `${name}: line ends of ${file}`);
  }
}

const root = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(root)
  .sort()
  .flatMap((rule) => readdirSync(join(root, rule)).map((name) => `${rule}/${name}`))
  .map((path) => ({ path, fixture: parseFixture(readFileSync(join(root, path), 'utf8')) }));

function assertFixesWork(files: Files, fixture: Fixture): void {
  const options = optionsOf(fixture);
  const findings = findingsOf(files, options);
  const before = counts(findings);
  for (const finding of findings) {
    const own = `${finding.ruleId} ${finding.file}`;
    for (const { title, edits } of applicableFixes(finding)) {
      const changed = applyEdits(files, edits());
      assertClean(files, changed, String(title));
      const after = counts(findingsOf(changed, options));
      assert.ok((after.get(own) ?? 0) < (before.get(own) ?? 0), `'${title}' leaves its finding`);
      for (const [key, count] of after) {
        if (fixture.uncovers.includes(key.split(' ')[0] ?? '')) continue;
        assert.ok(count <= (before.get(key) ?? 0), `'${title}' adds ${key}`);
      }
    }
  }
}

describe('fixes in inputs that are written otherwise', () => {
  for (const [variant, change] of variants) {
    for (const { path, fixture } of fixtures) {
      const files = new Map([...fixture.files].map(([file, text]) => [file, change(text, file)]));
      if ([...files].every(([file, text]) => text === fixture.files.get(file))) continue;
      it(`${path} ${variant}`, () => assertFixesWork(files, fixture));
    }
  }
});

describe('findings in inputs with other line ends', () => {
  for (const { path, fixture } of fixtures) {
    it(path, () => {
      const [plain, windows] = [(text: string) => text, (text: string) => text.replaceAll('\n', '\r\n')].map((ends) =>
        findingsOf(new Map([...fixture.files].map(([file, text]) => [file, ends(text)])), optionsOf(fixture)).map(
          ({ ruleId, file, range, message }) =>
            `${file}:${range.start.line}:${range.start.character} ${ruleId} ${message}`,
        ),
      );
      assert.deepEqual(windows, plain);
    });
  }
});

describe('messages', () => {
  const longest = 105;
  for (const { path, fixture } of fixtures) {
    it(`are one sentence of at most ${longest} characters: ${path}`, () => {
      for (const finding of findingsOf(fixture.files, optionsOf(fixture))) {
        const { ruleId } = finding;
        const message = String(finding.message);
        assert.ok(message.length <= longest, `${ruleId} (${message.length}): ${message}`);
        assert.match(message, /^[^\n\r]+[.?]$/, ruleId);
      }
    });
  }
});
