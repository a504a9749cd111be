import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { jsonList, lease, mirrorPod, node } from '../sources/live/clusterListing.ts';

const annotated = (name: string) => {
  const one = lease(name, 40);
  return { ...one, metadata: { ...one.metadata, annotations: { 'example.org/seen': 'now' } } };
};

function notes(version: string, flags: readonly string[], ...leases: readonly object[]): readonly string[] {
  const service = createTreeService();
  const manager = mirrorPod('kube-controller-manager', flags, version);
  service.update('live.json', jsonList([node('worker-1', version), node('worker-2', version), manager, ...leases]));
  return service
    .snapshot()
    .notes()
    .map(String)
    .filter((note) => note.includes('lease'));
}

describe('leases of a running cluster that others write', () => {
  const said = [
    "Labels or annotations on the lease of worker-2 are none of a kubelet's: while somebody writes them, a silent node is never marked (gate NodeControllerLeaseCircuitBreaker).",
  ];

  it('are said where the controller reads the lease again', () => {
    assert.deepEqual(notes('v1.37.2', [], lease('worker-1', 40), annotated('worker-2')), said);
  });

  it('do not matter before 1.37, or while the gate is off', () => {
    assert.deepEqual(notes('v1.36.0', [], annotated('worker-2')), []);
    assert.deepEqual(
      notes('v1.37.2', ['--feature-gates=NodeControllerLeaseCircuitBreaker=false'], annotated('worker-2')),
      [],
    );
  });

  it("are none of a kubelet's own", () => assert.deepEqual(notes('v1.37.2', [], lease('worker-2', 40)), []));
});
