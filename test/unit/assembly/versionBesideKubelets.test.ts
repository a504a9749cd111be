// What a control plane may be whose version nobody states, beside Nodes that state their kubelets'.
import assert from 'node:assert/strict';
import { clusterVersion } from '../../../server/src/assembly/clusterVersion.ts';
import type { VersionRange } from '../../../server/src/assembly/versionBounds.ts';
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

  it('is bounded by the image of a kubelet that a file states, and by what else is written', () => {
    const image = { ...at, kind: 'image', component: 'kubelet', text: 'ghcr.io/siderolabs/kubelet:v1.33.2' } as const;
    const shown = (possible?: VersionRange) => {
      const { minors, origin, bounds } = clusterVersion(undefined, undefined, [image], possible);
      return [minors, origin, ...bounds.map(({ end, minor, what }) => `${end} ${minor} ${what}`)];
    };
    const what = 'kubelet ghcr.io/siderolabs/kubelet:v1.33.2';
    assert.deepEqual(shown(), [[33, 34, 35, 36], 'bounded', `since 33 ${what}`, `last 36 ${what}`]);
    const api = { ...at, end: 'since', minor: 35, what: 'an API version' } as const;
    assert.deepEqual(shown({ since: 35, last: NEWEST_MINOR, bounds: [api] }), [
      [35, 36],
      'bounded',
      'since 35 an API version',
      `last 36 ${what}`,
    ]);
    const flag = { ...at, end: 'last', minor: 20, what: '--a-flag' } as const;
    assert.deepEqual(shown({ since: 15, last: 20, bounds: [flag] }), [
      [15, 16, 17, 18, 19, 20],
      'bounded',
      'last 20 --a-flag',
    ]);
  });

  it('is none that there is not', () => {
    assert.deepEqual(beside(NEWEST_MINOR), [NEWEST_MINOR]);
    assert.deepEqual(beside(NEWEST_MINOR - 1), [NEWEST_MINOR - 1, NEWEST_MINOR]);
  });
});
