// Which fixes "fix all" applies: what is safe and preferred, in this file, and no two edits at one place.
import { strict as assert } from 'node:assert';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { fixAll } from '../../../server/src/features/fixAll.ts';
import type { Finding, Fix } from '../../../server/src/model/finding.ts';
import { english, say } from '../../../server/src/text/message.ts';

const place = (start: number, end: number) => ({
  start: { line: 0, character: start },
  end: { line: 0, character: end },
});

/** A fix that writes its own name over `start`…`end`. */
function fix(title: string, start: number, end: number, other: Partial<Fix> = {}, file = 'a.yaml'): Fix {
  const edits = () => [{ file, range: place(start, end), newText: title }];
  return { title: say`${title}`, isPreferred: true, safe: true, edits, ...other };
}

/** What is written, in order, where each of these is the fixes of one finding. */
function written(...fixes: readonly (readonly Fix[])[]): string[] {
  const findings = fixes.map(
    (own, index): Finding => ({
      ruleId: 'a-rule',
      severity: 'warning',
      message: say`It is wrong.`,
      file: 'a.yaml',
      range: place(index, index + 1),
      related: [],
      fixes: own,
    }),
  );
  const view: FileView = {
    snapshot: {
      clusters: [],
      findings: (file) => findings.filter((finding) => finding.file === file),
      reading: () => undefined,
      clusterOf: () => undefined,
      clustersOf: () => [],
      analyse: () => assert.fail(),
      notes: () => [],
    },
    file: 'a.yaml',
    text: '',
    words: english,
    uriOf: (file) => `file:///${file}`,
    versionOf: () => null,
  };
  const [action, ...more] = fixAll(view, { documentChanges: false, changeAnnotations: false });
  assert.deepEqual(more, []);
  return Object.values(action?.edit?.changes ?? {}).flatMap((edits) => edits.map(({ newText }) => newText));
}

describe('features: fix all', () => {
  it('applies what is safe and preferred', () => {
    assert.deepEqual(written([fix('one', 0, 1)], [fix('two', 5, 6)]), ['one', 'two']);
  });

  it('applies nothing that is not safe, however preferred', () => {
    assert.deepEqual(written([fix('unsafe', 0, 1, { safe: false })]), []);
    assert.deepEqual(written([fix('unsafe', 0, 1, { safe: false })], [fix('safe', 5, 6)]), ['safe']);
  });

  it('applies nothing that is not preferred, however safe', () => {
    assert.deepEqual(written([fix('other', 0, 1, { isPreferred: false })]), []);
    assert.deepEqual(written([fix('other', 0, 1, { isPreferred: false }), fix('own', 3, 4)]), ['own']);
  });

  it('changes no other file, not even with a part of a fix', () => {
    const elsewhere = fix('elsewhere', 0, 1, {}, 'b.yaml');
    const both: Fix = { ...elsewhere, edits: () => [...fix('here', 0, 1).edits(), ...elsewhere.edits()] };
    assert.deepEqual(written([elsewhere]), []);
    assert.deepEqual(written([both], [fix('own', 5, 6)]), ['own']);
  });

  it('applies the first of two that overlap or touch', () => {
    assert.deepEqual(written([fix('first', 2, 4)], [fix('second', 3, 6)], [fix('third', 8, 9)]), ['first', 'third']);
    assert.deepEqual(written([fix('first', 2, 4)], [fix('behind', 4, 6)]), ['first']);
    assert.deepEqual(written([fix('first', 2, 4)], [fix('before', 0, 2)]), ['first']);
    assert.deepEqual(written([fix('first', 2, 4)], [fix('apart', 5, 6)], [fix('left', 0, 1)]), [
      'first',
      'apart',
      'left',
    ]);
  });

  it('leaves a fix whose second edit overlaps', () => {
    const two: Fix = { ...fix('two', 0, 1), edits: () => [...fix('a', 0, 1).edits(), ...fix('b', 3, 4).edits()] };
    assert.deepEqual(written([fix('first', 3, 4)], [two]), ['first']);
  });
});
