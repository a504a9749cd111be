// What comes of a workload by what its storage may be, literally, the worst first.
import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { claim, claimed, cluster, storageClass, TEMPLATE, type WorkloadParts, workload } from './clusterBuilder.ts';

function ways(parts: WorkloadParts, provisioner: string | typeof TEMPLATE = TEMPLATE) {
  const given = cluster({
    storageClasses: [storageClass('own', provisioner), storageClass('nfs', 'nfs.csi.k8s.io')],
    claims: [claim({ storageClass: 'own' }), claim({ name: 'shared', storageClass: 'nfs' })],
    workloads: [workload({ volumes: [claimed()], ...parts })],
  });
  return analyse(given, { kind: 'partition' }).workloads[0]?.byStorage ?? [];
}

const told = (...given: Parameters<typeof ways>) =>
  ways(...given).map(({ storage, verdict }) => `${storage}: ${verdict}`);

describe('timing: by storage', () => {
  it('is nothing where the storage is known', () => {
    assert.deepEqual(ways({ grace: 0 }, 'disk.csi.azure.com'), []);
    assert.deepEqual(ways({ grace: 0 }, 'nfs.csi.k8s.io'), []);
  });

  it('is nothing for a pod whose object nobody removes, whatever it mounts', () => {
    assert.deepEqual(told({}), []);
  });

  const ENDS = ['not-attached: double-mount', 'attached: guarded', 'attached: fenced'];

  it('tells each end of a pod whose object goes at once, the worst first', () => {
    assert.deepEqual(told({ grace: 0 }), ENDS);
  });

  it('tells them beside storage that is known, also where both may be of a kind', () => {
    assert.deepEqual(told({ grace: 0, volumes: [claimed(), claimed('shared')] }), ENDS);
    assert.deepEqual(told({ grace: 0, volumes: [claimed('shared'), claimed()] }), ENDS);
  });
});
