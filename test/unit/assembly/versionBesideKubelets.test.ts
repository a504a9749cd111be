// What a control plane may be whose version nobody states, beside Nodes that state their kubelets'.
import assert from 'node:assert/strict';
import { clusterVersion } from '../../../server/src/assembly/clusterVersion.ts';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import type { VersionMention } from '../../../server/src/model/reading.ts';

const at = { file: '-', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

function beside(...minors: readonly number[]): readonly number[] {
  const mentions = minors.map(
    (minor): VersionMention => ({ ...at, kind: 'field', component: 'kubelet', text: `v1.${minor}.1` }),
  );
  return clusterVersion(undefined, undefined, mentions).minors;
}

describe('the version of a control plane beside kubelets', () => {
  it('is not older than a kubelet, and up to three minors younger from 1.28 on', () => {
    assert.deepEqual(beside(30), [30, 31, 32, 33]);
    assert.deepEqual(beside(25), [25, 26, 27, 28]);
  });

  it('is up to two minors younger before 1.28', () => {
    assert.deepEqual(beside(24), [24, 25, 26]);
    assert.deepEqual(beside(20), [20, 21, 22]);
  });

  it('fits the oldest and the newest of several', () => {
    assert.deepEqual(beside(25, 27), [27, 28]);
    assert.deepEqual(beside(27, 25, 26), [27, 28]);
    assert.deepEqual(beside(28, 31), [31]);
  });

  it('is that of the newest kubelet where none fits all', () => {
    assert.deepEqual(beside(20, 30), [30]);
  });

  it('is none that there is not', () => {
    assert.deepEqual(beside(NEWEST_MINOR), [NEWEST_MINOR]);
    assert.deepEqual(beside(NEWEST_MINOR - 1), [NEWEST_MINOR - 1, NEWEST_MINOR]);
  });
});
