// What replaces a pod, and where it may run: kinds, limits of Jobs, selectors of one host, volumes that are migrated.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const CLAIM = `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: nfs.csi.k8s.io
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], storageClassName: shared}
---
`;
const CONTAINERS = 'containers: [{name: main, image: registry.example/main}]';
const VOLUMES = 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]';

interface Given {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly volumes?: string;
  readonly minor?: number;
}

function judge({
  kind = 'Deployment',
  apiVersion = 'apps/v1',
  spec = '',
  pod = '',
  volumes = VOLUMES,
  minor = 33,
}: Given) {
  const service = createTreeService();
  service.configure({ kubernetesVersion: `1.${minor}` });
  const object = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: it}\nspec:\n  ${spec}\n  template:\n    spec:\n      ${pod}\n      ${CONTAINERS}\n      ${volumes}\n`;
  service.update('it.yaml', `${CLAIM}${object}`);
  const [workload] = service.snapshot().clusters.flatMap(({ analysis }) => analysis.workloads);
  assert.ok(workload);
  return workload;
}

describe('timing: what replaces a pod', () => {
  it('what works as a ReplicaSet or a Deployment, under its own name', () => {
    for (const [apiVersion, kind] of [
      ['v1', 'ReplicationController'],
      ['apps.openshift.io/v1', 'DeploymentConfig'],
      ['argoproj.io/v1alpha1', 'Rollout'],
      ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ] as const) {
      const { verdict, replacementMount, workload } = judge({ apiVersion, kind });
      assert.equal(verdict, 'double-mount', kind);
      assert.deepEqual(replacementMount, { earliest: 344_600, latest: 365_100 });
      assert.equal(workload.writtenKind, kind);
    }
  });

  const job = (spec: string, minor = 33) => judge({ apiVersion: 'batch/v1', kind: 'Job', spec, minor }).verdict;

  it('a Job without a retry left, or suspended, makes no other pod', () => {
    assert.equal(job(''), 'double-mount');
    assert.equal(job('backoffLimit: 4'), 'double-mount');
    assert.equal(job('backoffLimit: 0'), 'blocked');
    assert.equal(job('backoffLimit: 0', 22), 'double-mount');
    assert.equal(job('backoffLimitPerIndex: 0'), 'blocked');
    assert.equal(job('suspend: true'), 'blocked');
    assert.equal(job('suspend: false'), 'double-mount');
  });

  it('replicas: 0 makes none', () => {
    assert.equal(judge({ spec: 'replicas: 0' }).verdict, 'blocked');
    assert.equal(judge({ spec: 'replicas: 2' }).verdict, 'double-mount');
  });

  it('a pod that can run on one node alone waits for it', () => {
    const affinity = (term: string, ...others: readonly string[]) =>
      `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${[term, ...others].join(', ')}]}}}`;
    const host = (...names: readonly string[]) =>
      `{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [${names.join(', ')}]}]}`;
    const pinned = [
      'nodeSelector: {kubernetes.io/hostname: a}',
      'nodeName: a',
      affinity(host('a')),
      affinity(host('a'), host('a')),
      affinity('{matchFields: [{key: metadata.name, operator: In, values: [a]}]}'),
    ];
    for (const pod of pinned) assert.equal(judge({ pod }).verdict, 'pinned', pod);
    const free = [
      'nodeSelector: {topology.kubernetes.io/zone: a}',
      affinity(host('a', 'b')),
      affinity(host('a'), host('b')),
      affinity('{matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [a]}]}'),
      "nodeName: ''",
    ];
    for (const pod of free) assert.equal(judge({ pod }).verdict, 'double-mount', pod);
  });

  it('an inline disk is a ReadWriteOnce volume of its driver from its migration on', () => {
    const inline = (type: string, minor: number) =>
      judge({
        kind: 'StatefulSet',
        pod: 'terminationGracePeriodSeconds: 0',
        volumes: `volumes: [{name: data, ${type}}]`,
        minor,
      });
    assert.deepEqual(inline('awsElasticBlockStore: {volumeID: v}', 33).replacementMount.earliest, 704_600);
    assert.equal(inline('awsElasticBlockStore: {volumeID: v}', 33).verdict, 'fenced');
    assert.equal(inline('vsphereVolume: {volumePath: v}', 33).verdict, 'fenced');
  });

  it('a provider that attaches to one node refuses a second one, whatever the modes say', () => {
    const disk = CLAIM.replace('nfs.csi.k8s.io', 'ebs.csi.aws.com').replace(
      '[ReadWriteOnce]',
      '[ReadWriteOnce, ReadOnlyMany]',
    );
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    service.update(
      'it.yaml',
      `${disk}apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: it}\nspec: {template: {spec: {${CONTAINERS}, ${VOLUMES}}}}\n`,
    );
    assert.equal(service.snapshot().clusters[0]?.analysis.workloads[0]?.verdict, 'blocked');
    const [finding] = service
      .snapshot()
      .findings()
      .filter(({ ruleId }) => ruleId === 'multi-attach-guard-off');
    assert.equal(finding?.severity, 'info');
    assert.equal(
      String(finding?.message),
      'Mode ReadOnlyMany beside ReadWriteOnce: only AWS EBS itself refuses a second node.',
    );
  });
});
