import assert from 'node:assert/strict';
import { readSuppressions } from '../../../server/src/sources/engine/suppressions.ts';

function read(text: string) {
  return readSuppressions('a.yaml', text).map(({ ruleIds, reason, covers }) => ({
    ruleIds,
    reason,
    lines: `${covers.start.line}-${covers.end.line}`,
  }));
}

describe('suppression comments', () => {
  it('silences a line, with a reason', () => {
    assert.deepEqual(read('a: 0 # kube-node-lifecycle-disable-line rule-a: no data here\n'), [
      { ruleIds: ['rule-a'], reason: 'no data here', lines: '0-0' },
    ]);
  });

  it('silences several rules on the next line', () => {
    assert.deepEqual(read('# kube-node-lifecycle-disable-next-line rule-a, rule-b\na: 0\n'), [
      { ruleIds: ['rule-a', 'rule-b'], reason: undefined, lines: '1-1' },
    ]);
  });

  it('silences up to the matching enable, else to the end', () => {
    const text = [
      '# kube-node-lifecycle-disable rule-a',
      '# kube-node-lifecycle-disable rule-b',
      '# kube-node-lifecycle-enable rule-a',
      'a: 0',
      '',
    ].join('\n');
    assert.deepEqual(
      read(text).map(({ lines }) => lines),
      ['0-2', '1-4'],
    );
  });

  it('silences each rule up to where it is enabled again', () => {
    const text = [
      '# kube-node-lifecycle-disable rule-a, rule-b, rule-c: why',
      'a: 0',
      '# kube-node-lifecycle-enable rule-b',
      'b: 0',
      '# kube-node-lifecycle-enable',
      '',
    ].join('\n');
    assert.deepEqual(
      read(text).map(({ ruleIds, lines }) => `${ruleIds} ${lines}`),
      ['rule-a,rule-c 0-4', 'rule-b 0-2'],
    );
    const [, second] = readSuppressions('a.yaml', text);
    assert.deepEqual(
      second?.remove().map(({ newText }) => newText),
      ['rule-a, rule-c'],
    );
  });

  it('silences a file from anywhere in it', () => {
    assert.equal(read('a: 0\n// kube-node-lifecycle-disable-file rule-a: generated\n')[0]?.lines, '0-2');
  });

  it('reads comments of templates and Markdown', () => {
    assert.deepEqual(read('{{/* kube-node-lifecycle-disable-file rule-a: chart */}}')[0]?.reason, 'chart');
    assert.deepEqual(read('<!-- kube-node-lifecycle-disable-file rule-a -->')[0]?.ruleIds, ['rule-a']);
  });

  it('takes no text for a comment, and none without a rule', () => {
    assert.deepEqual(read('text: kube-node-lifecycle-disable-line rule-a\n'), []);
    assert.deepEqual(read('# kube-node-lifecycle-disable-line\n'), []);
  });

  it('removes a comment with its line, or what stands behind a value', () => {
    const edits = (text: string) => readSuppressions('a.yaml', text).flatMap((one) => one.remove());
    assert.deepEqual(
      edits('# kube-node-lifecycle-disable-next-line rule-a\na: 0\n').map(({ range }) => range),
      [{ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }],
    );
    assert.deepEqual(
      edits('a: 0  # kube-node-lifecycle-disable-line rule-a\n').map(({ range }) => range),
      [{ start: { line: 0, character: 4 }, end: { line: 0, character: 47 } }],
    );
  });
});
