// The sentence on a cluster's version: which one, and what says so.
import assert from 'node:assert/strict';
import { versionSentence } from '../../../server/src/render/words/originText.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

function sentence(text: string): string {
  const service = createTreeService();
  service.update('kubeadm.yaml', text);
  const [cluster] = service.snapshot().clusters;
  assert.ok(cluster);
  return String(versionSentence(cluster.analysis.cluster.version));
}

describe('render: the version of a cluster', () => {
  it('names what bounds both ends of the range once', () => {
    assert.equal(
      sentence('apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\n'),
      'Kubernetes 1.15-1.26 (no file states it: bounded by kubeadm.k8s.io/v1beta2 in kubeadm.yaml:1)',
    );
  });
});
