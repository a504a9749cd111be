import assert from 'node:assert/strict';
import { NEWEST_MINOR, parseVersion, versionOfImage, versionText } from '../../../server/src/kubernetes/version.ts';

describe('kubernetes/version', () => {
  const versions: readonly (readonly [string, number, number | undefined, string | undefined])[] = [
    ['v1.33.2', 33, 2, undefined],
    ['1.33', 33, undefined, undefined],
    ['v1.30.4-eks-a737599', 30, 4, undefined],
    ['v1.28.3+k3s1', 28, 3, undefined],
    ['v1.7.5_coreos.0', 7, 5, undefined],
    ['1.8.0', 8, 0, undefined],
    ['v1.37.0-alpha.1', 37, 0, undefined],
    ['stable-1.28', 28, undefined, undefined],
    ['ci/latest-1.31', 31, undefined, undefined],
    ['1.4', 5, undefined, '1.4'],
    ['v1.99.1', NEWEST_MINOR, undefined, '1.99'],
    ['2.0', NEWEST_MINOR, undefined, '2.0'],
    ['0.21.1', 5, undefined, '0.21'],
  ];
  for (const [text, minor, patch, outside] of versions) {
    it(`reads ${text}`, () => assert.deepEqual(parseVersion(text), { minor, patch, outside }));
  }

  for (const text of ['stable-1', 'latest', '', '1', 'v1', '1.', '1.33.2.1', '{{ kube_version }}', '1.x', '$VERSION']) {
    it(`finds no version in ${JSON.stringify(text)}`, () => assert.equal(parseVersion(text), undefined));
  }

  it('reads the tag of an image', () => {
    const minors = [
      'registry.k8s.io/kube-controller-manager:v1.33.2',
      'localhost:5000/hyperkube:v1.8.0_coreos.0',
      'gcr.io/google_containers/kube-controller-manager-amd64:v1.5.3@sha256:00ff',
      'registry.k8s.io/kube-controller-manager',
      'localhost:5000/kube-controller-manager',
      'openshift/origin-hyperkube:v3.11',
      'registry.k8s.io/kube-controller-manager:latest',
    ].map((image) => versionOfImage(image)?.minor);
    assert.deepEqual(minors, [33, 8, 5, undefined, undefined, undefined, undefined]);
  });

  it('shows one minor, or a range', () => {
    assert.equal(versionText([33]), '1.33');
    assert.equal(versionText([31, 32, 33]), '1.31-1.33');
  });
});
