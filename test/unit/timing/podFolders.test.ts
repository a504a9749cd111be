// Pods that each write to a folder of their own in one volume, and those of which it only looks so.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const NAME = '{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}';
const UID = '{name: POD_UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}';

interface Case {
  readonly mount?: string;
  readonly env?: string;
  readonly kind?: string;
  readonly provisioner?: string;
  readonly image?: string;
  readonly mode?: string;
  readonly version?: string;
  readonly more?: string;
  readonly patch?: string;
  /** The name of a CSIDriver that needs no attach. */
  readonly unattached?: string;
}

/** The verdict of the one workload, with the rules that speak of its volume. */
function judged({ kind = 'Deployment', mode = 'ReadWriteOnce', version = '1.33', more = '', ...one }: Case) {
  const text = [
    ...[`apiVersion: ${kind === 'Job' ? 'batch/v1' : 'apps/v1'}`, `kind: ${kind}`, 'metadata: {name: web}', 'spec:'],
    ...['  selector: {matchLabels: {app: web}}', '  template:', '    metadata: {labels: {app: web}}', '    spec:'],
    ...['      containers:', `        - {name: app, image: "${one.image ?? 'web:2'}", env: [${one.env ?? NAME}],`],
    `           volumeMounts: [{name: data, mountPath: /data, ${one.mount ?? 'subPathExpr: $(POD_NAME)'}}]}`,
    ...[more, '      volumes:', '        - {name: data, persistentVolumeClaim: {claimName: data}}', '---'],
    ...['apiVersion: v1', 'kind: PersistentVolumeClaim', 'metadata: {name: data}'],
    `spec: {accessModes: [${mode}], storageClassName: fast, resources: {requests: {storage: 1Gi}}}`,
    ...['---', 'apiVersion: storage.k8s.io/v1', 'kind: StorageClass', 'metadata: {name: fast}'],
    `provisioner: ${one.unattached ?? one.provisioner ?? 'nfs.csi.k8s.io'}`,
    ...(one.unattached === undefined
      ? []
      : [
          '---',
          'apiVersion: storage.k8s.io/v1',
          'kind: CSIDriver',
          `metadata: {name: ${one.unattached}}`,
          'spec: {attachRequired: false}',
        ]),
  ].join('\n');
  const service = createTreeService();
  service.configure({ kubernetesVersion: version });
  service.update('app.yaml', text);
  if (one.patch !== undefined) {
    service.update('patch.yaml', one.patch);
    service.update('kustomization.yaml', 'resources: [app.yaml]\npatches: [{path: patch.yaml}]\n');
  }
  const snapshot = service.snapshot();
  return [
    ...snapshot.clusters.flatMap(({ analysis }) => analysis.workloads.map(({ verdict }) => verdict)),
    ...snapshot.findings('app.yaml').flatMap(({ ruleId }) => (/overlap|shared|guard/.test(ruleId) ? [ruleId] : [])),
  ];
}

const PATCH = ['apiVersion: apps/v1', 'kind: Deployment', 'metadata: {name: web}', 'spec:'].join('\n');

describe('timing: a folder for each pod', () => {
  it('makes no second writer of a pod with another name', () => {
    assert.deepEqual(judged({}), ['shared']);
    assert.deepEqual(judged({ kind: 'ReplicaSet' }), ['shared']);
    assert.deepEqual(judged({ kind: 'Job' }), ['shared']);
    assert.deepEqual(judged({ mount: 'subPathExpr: pods/$(POD_NAME)/data' }), ['shared']);
    assert.deepEqual(judged({ env: UID, mount: 'subPathExpr: $(POD_UID)' }), ['shared']);
    const chained = `${NAME}, {name: DIR, value: "app/$(POD_NAME)"}`;
    assert.deepEqual(judged({ env: chained, mount: 'subPathExpr: $(DIR)' }), ['shared']);
    assert.deepEqual(judged({ image: 'postgres:17', mode: 'ReadWriteMany' }), ['shared']);
  });

  it('is none where the text is the same for every pod', () => {
    const two = ['double-mount', 'replica-overlap-on-eviction', 'rolling-update-overlap'];
    assert.deepEqual(judged({ mount: 'subPath: data' }).toSorted(), two);
    assert.deepEqual(judged({ mount: 'subPathExpr: $$(POD_NAME)' }).toSorted(), two);
    assert.deepEqual(judged({ env: '{name: POD_NAME, value: web}' }).toSorted(), two);
    const namespace = '{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}';
    assert.deepEqual(judged({ env: namespace }).toSorted(), two);
    assert.deepEqual(judged({ env: `${NAME}, {name: POD_NAME, value: web}` }).toSorted(), two);
    assert.deepEqual(judged({ version: '1.14' }).toSorted(), two);
  });

  it('is none where another mount writes beside it, and one where that only reads', () => {
    const sidecar = (mount: string) =>
      `        - {name: beside, image: "b:1", volumeMounts: [{name: data, mountPath: /all${mount}}]}`;
    const two = ['double-mount', 'replica-overlap-on-eviction', 'rolling-update-overlap'];
    assert.deepEqual(judged({ more: sidecar('') }).toSorted(), two);
    assert.deepEqual(judged({ more: sidecar(', readOnly: true') }), ['shared']);
    const init = sidecar('').replace('        - ', '      initContainers: [').concat(']');
    assert.deepEqual(judged({ more: init }).toSorted(), two);
  });

  it('counts by its uid alone where the next pod has the same name', () => {
    const uid = { kind: 'StatefulSet', env: UID, mount: 'subPathExpr: $(POD_UID)' };
    assert.deepEqual(judged({ kind: 'StatefulSet' }), ['blocked']);
    assert.deepEqual(judged(uid), ['blocked']);
  });

  it('saves no file system of a disk that two nodes mount', () => {
    const [verdict] = judged({ provisioner: 'iscsi.csi.k8s.io' });
    assert.equal(verdict, 'double-mount');
    assert.deepEqual(
      judged({ provisioner: 'ebs.csi.aws.com' })[0],
      judged({ mount: '', provisioner: 'ebs.csi.aws.com' })[0],
    );
  });

  it('is not known on a driver in no table that needs no attach: many nodes may write to it, or it is a disk', () => {
    const unattached = 'share.csi.example.com';
    assert.equal(judged({ unattached })[0], 'unknown');
    assert.deepEqual(judged({ unattached, mode: 'ReadWriteMany' }), ['shared']);
    assert.equal(judged({ unattached, mount: 'subPath: data' })[0], 'double-mount');
  });

  it('stays through a patch that mounts nothing else', () => {
    assert.deepEqual(judged({ patch: `${PATCH} {replicas: 2}\n` }), ['shared']);
    const writes =
      '  template: {spec: {containers: [{name: log, image: l, volumeMounts: [{name: data, mountPath: /l}]}]}}';
    assert.equal(judged({ patch: `${PATCH}\n${writes}\n` })[0], 'double-mount');
  });
});
