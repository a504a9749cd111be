// What each driver's row means for a pod whose node is lost: the attach, the detach by force, the storage that is cut off.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';

interface Given {
  readonly kind?: 'StatefulSet' | 'Deployment';
  readonly modes?: string;
  readonly storageCut?: true;
}

function analysed(
  provisioner: string,
  { kind = 'StatefulSet', modes = 'ReadWriteOnce', storageCut }: Given = {},
): WorkloadAnalysis | undefined {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update(
    'it.yaml',
    `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: own}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [${modes}], storageClassName: own}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: it}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: main, image: registry.example/main}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
  );
  const [snapshot] = service.snapshot().clusters;
  assert.ok(snapshot);
  const { workloads } = analyse(snapshot.analysis.cluster, { kind: 'partition' }, storageCut ? { storageCut } : {});
  return workloads[0];
}

function verdict(...of: Parameters<typeof analysed>): string {
  return analysed(...of)?.verdict ?? '';
}

describe('timing: drivers of storage', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['blockvolume.csi.oraclecloud.com', 'guarded'],
    ['fss.csi.oraclecloud.com', 'double-mount'],
    ['lustre.csi.oraclecloud.com', 'double-mount'],
    ['csi.scaleway.com', 'guarded'],
    ['csi.hetzner.cloud', 'guarded'],
    ['block.csi.vultr.com', 'guarded'],
    ['csi.san.synology.com', 'guarded'],
    ['csi-powerstore.dellemc.com', 'fenced'],
    ['block.csi.ibm.com', 'fenced'],
    ['csi-vxflexos.dellemc.com', 'fenced'],
    ['csi-powermax.dellemc.com', 'fenced'],
    ['csi-unity.dellemc.com', 'fenced'],
    ['csi-isilon.dellemc.com', 'fenced'],
    ['pure-csi', 'unknown'],
    ['csi.proxmox.sinextra.dev', 'guarded'],
    ['vpc.block.csi.ibm.io', 'guarded'],
    ['csi.kubevirt.io', 'guarded'],
    ['linstor.csi.linbit.com', 'fenced'],
    ['beegfs.csi.netapp.com', 'double-mount'],
    ['ru.yandex.s3.csi', 'double-mount'],
    ['cstor.csi.openebs.io', 'double-mount'],
    ['org.democratic-csi.nfs', 'unknown'],
    ['org.democratic-csi.local-hostpath', 'pinned'],
    ['seaweedfs-csi-driver', 'unknown'],
  ];
  for (const [name, expected] of rows) it(`${name}: ${expected}`, () => assert.equal(verdict(name), expected));

  it('what refuses by a session refuses no longer once the old node is cut off from it', () => {
    assert.equal(verdict('linstor.csi.linbit.com', { storageCut: true }), 'guarded');
    assert.equal(verdict('csi-powerstore.dellemc.com', { storageCut: true }), 'fenced');
    assert.equal(verdict('csi.hetzner.cloud', { storageCut: true }), 'guarded');
  });

  it('a provider that refuses a second node does so whatever the modes say', () => {
    const mixed = { modes: 'ReadWriteOnce, ReadWriteMany', kind: 'Deployment' } as const;
    assert.equal(verdict('csi.hetzner.cloud', mixed), 'guarded');
    assert.equal(verdict('csi.proxmox.sinextra.dev', mixed), 'double-mount');
  });

  it("Azure's driver takes a disk away from the old node as soon as the modes let another one ask for it", () => {
    const mixed = { modes: 'ReadWriteOnce, ReadWriteMany', kind: 'Deployment' } as const;
    const window = { earliest: 344_600, latest: 365_100 };
    const taken = analysed('disk.csi.azure.com', mixed);
    assert.deepEqual([taken?.verdict, taken?.replacementMount, taken?.oldWriterGone], ['fenced', window, window]);
    assert.ok(taken?.steps.some(({ code }) => code === 'volume-taken-over'));
    const alone = analysed('disk.csi.azure.com', { kind: 'Deployment' });
    assert.deepEqual([alone?.verdict, alone?.replacementMount.earliest], ['fenced', 704_600]);
    assert.equal(analysed('pd.csi.storage.gke.io', mixed)?.replacementMount.earliest, 704_600);
  });

  it('CSI attaches nothing that is to have ReadWriteOnce and ReadOnlyMany, so that the modes switch no guard off', () => {
    const pair = { modes: 'ReadWriteOnce, ReadOnlyMany' };
    assert.equal(verdict('csi.proxmox.sinextra.dev', pair), 'guarded');
    assert.equal(verdict('nfs.csi.k8s.io', pair), 'double-mount');
  });

  it('a session refuses nobody where many may write', () => {
    assert.equal(verdict('rbd.csi.ceph.com', { kind: 'Deployment' }), 'fenced');
    assert.equal(verdict('rbd.csi.ceph.com', { modes: 'ReadWriteOnce, ReadWriteMany' }), 'double-mount');
  });
});
