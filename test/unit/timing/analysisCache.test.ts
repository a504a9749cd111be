import { strict as assert } from 'node:assert';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';

const manager = (grace: string) => `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: kube-system }
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.1
      command: [kube-controller-manager, --node-monitor-grace-period=${grace}]
`;
const statefulSet = (name: string, grace: number) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers: []
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast }
`;
const storageClass = (provisioner: string) => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ${provisioner}
`;

describe('timing: analyses from before', () => {
  const files = {
    'manager.yaml': manager('40s'),
    'a.yaml': statefulSet('a', 0),
    'b.yaml': statefulSet('b', 0),
    'storage.yaml': storageClass('nfs.csi.k8s.io'),
  };

  /** The analyses after some files were changed, from a service that knew the files before. */
  function change(changed: Readonly<Record<string, string>>): { before: WorkloadAnalysis[]; now: WorkloadAnalysis[] } {
    const service = createTreeService();
    const analyses = () => service.snapshot().clusters.flatMap(({ analysis }) => [...analysis.workloads]);
    for (const [file, text] of Object.entries(files)) service.update(file, text);
    const before = analyses();
    for (const [file, text] of Object.entries(changed)) service.update(file, text);
    return { before, now: analyses() };
  }

  function fresh(changed: Readonly<Record<string, string>>): WorkloadAnalysis[] {
    const service = createTreeService();
    for (const [file, text] of Object.entries({ ...files, ...changed })) service.update(file, text);
    return service.snapshot().clusters.flatMap(({ analysis }) => [...analysis.workloads]);
  }

  const plain = (analyses: readonly WorkloadAnalysis[]) =>
    analyses.map(({ workload, volumes, ...rest }) => ({
      ...rest,
      name: workload.name,
      volumes: volumes.union.map(({ title, possibilities }) => ({ title, possibilities })),
    }));

  it('are kept for the workloads beside the one that was edited', () => {
    const { before, now } = change({ 'a.yaml': statefulSet('a', 30) });
    assert.notEqual(now[0], before[0]);
    assert.equal(now[1], before[1]);
    assert.deepEqual([now[0]?.verdict, now[1]?.verdict], ['blocked', 'double-mount']);
  });

  const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a parameter': { 'manager.yaml': manager('80s') },
    'a version': { 'manager.yaml': manager('40s').replace('v1.33.1', 'v1.8.0') },
    'a storage class': { 'storage.yaml': storageClass('ebs.csi.aws.com') },
    'a workload': { 'b.yaml': statefulSet('b', 30) },
  };
  for (const [name, changed] of Object.entries(changes)) {
    it(`are made anew after a change of ${name}`, () => {
      const { before, now } = change(changed);
      assert.notDeepEqual(plain(now), plain(before));
      assert.deepEqual(plain(now), plain(fresh(changed)));
    });
  }
});
