import { strict as assert } from 'node:assert';
import type { Reading } from '../../../server/src/model/reading.ts';
import { createFileReader, readFile } from '../../../server/src/sources/allSources.ts';
import { typed } from '../../bench/typing.ts';

const statefulSet = (name: string, grace: number | string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers: []
`;
const stream = (...documents: readonly string[]) => documents.join('---\n');

/** Names with their places and graces, and the edits that would set the grace. */
function summary(reading: Reading | undefined): unknown {
  return reading?.workloads.map(({ name, range, pod }) => {
    const grace = pod.terminationGracePeriodSeconds;
    return { name, range, grace: grace?.value, at: grace?.range, edits: grace?.rewriter.replace('45') };
  });
}

describe('sources: documents that were read before', () => {
  const edits: readonly (readonly [string, string])[] = [
    ['a value in one document', stream(statefulSet('a', 1), statefulSet('b', 20), statefulSet('c', 3))],
    [
      'a new line in the first document',
      stream(`# new\n${statefulSet('a', 1)}`, statefulSet('b', 2), statefulSet('c', 3)),
    ],
    ['a document less', stream(statefulSet('a', 1), statefulSet('c', 3))],
    ['a document more', stream(statefulSet('z', 0), statefulSet('a', 1), statefulSet('b', 2), statefulSet('c', 3))],
    ['other line ends', stream(statefulSet('a', 1), statefulSet('b', 2), statefulSet('c', 3)).replaceAll('\n', '\r\n')],
    ['a template of the same length', stream(statefulSet('a', '{{ x }}'), statefulSet('b', 2), statefulSet('c', 3))],
    ['another template', stream(statefulSet('a', '{{ y }}'), statefulSet('b', 2), statefulSet('c', 3))],
    ['content behind a marker', `--- # one\n${statefulSet('a', 1)}--- {kind: List, apiVersion: v1, items: []}\n`],
    ['a document that is torn', stream(statefulSet('a', 1), 'kind: StatefulSet\nspec: [', statefulSet('c', 3))],
    ['blank documents between', `---\n\n---\n${statefulSet('a', 1)}---\n\n---\n${statefulSet('b', 2)}`],
  ];
  for (const [name, text] of edits) {
    it(`say after ${name} what a new reader says`, () => {
      const reader = createFileReader();
      reader.read('a.yaml', stream(statefulSet('a', 1), statefulSet('b', 2), statefulSet('c', 3)));
      const again = reader.read('a.yaml', text);
      const fresh = readFile('a.yaml', text);
      assert.deepEqual(summary(again), summary(fresh));
      assert.deepEqual(again?.problems, fresh?.problems);
    });
  }

  it('stay the same objects where neither text nor place has changed', () => {
    const reader = createFileReader();
    const before = reader.read('a.yaml', stream(statefulSet('a', 1), statefulSet('b', 2), statefulSet('c', 3)));
    const after = reader.read('a.yaml', stream(statefulSet('a', 1), statefulSet('b', 9), statefulSet('c', 3)));
    const same = after?.workloads.map((workload, index) => workload === before?.workloads[index]);
    assert.deepEqual(same, [true, false, true]);
  });

  it('do not mix two files', () => {
    const reader = createFileReader();
    const text = stream(statefulSet('a', 1), statefulSet('b', 2));
    reader.read('a.yaml', text);
    const files = reader.read('b.yaml', text)?.workloads.map(({ file }) => file);
    assert.deepEqual(files, ['b.yaml', 'b.yaml']);
  });

  it('are those of the current texts, however many keystrokes led there', () => {
    const reader = createFileReader();
    const texts = new Map<string, string>();
    for (const { file, text } of typed(500)) {
      texts.set(file, text);
      reader.read(file, text);
    }
    const fresh = createFileReader();
    for (const [file, text] of texts) fresh.read(file, text);
    assert.equal(reader.parses?.(), fresh.parses?.());
    assert.ok((reader.parses?.() ?? 0) < 10);
    for (let file = 0; file < 100; file += 1) reader.read(`${file}.yaml`, stream(statefulSet(`a${file}`, 1)));
    assert.equal(reader.parses?.(), 20);
  });

  it('are not parsed again when a line above moves them', () => {
    const documents = Array.from({ length: 30 }, (_, index) => statefulSet(`a${index}`, index));
    const reader = createFileReader();
    reader.read('a.yaml', stream(...documents));
    reader.read('a.yaml', stream(...documents.with(3, statefulSet('a3', 99))));
    assert.equal(reader.parses?.(), 30);
  });

  it('are parsed once where many files hold the same text, and each has its own places', () => {
    const reader = createFileReader();
    const texts = [statefulSet('a', 1), stream(statefulSet('b', '{{ x }}'), statefulSet('c', 3))];
    const readings = Array.from({ length: 200 }, (_, index) =>
      reader.read(`charts/${index}/set.yaml`, texts[index % 2] ?? ''),
    );
    assert.equal(reader.parsed?.(), 3);
    for (const [index, reading] of readings.entries()) {
      const file = `charts/${index}/set.yaml`;
      const alone = createFileReader().read(file, texts[index % 2] ?? '');
      assert.deepEqual(summary(reading), summary(alone));
      assert.ok(reading?.workloads.every((one) => one.file === file));
    }
  });
});
