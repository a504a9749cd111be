// A database is a hazard on a claim for many writers only where its own container writes to that claim.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const STORAGE = [
  ...['apiVersion: v1', 'kind: PersistentVolumeClaim', 'metadata: {name: media, namespace: apps}'],
  ...['spec: {accessModes: [ReadWriteMany], storageClassName: nfs, resources: {requests: {storage: 1Gi}}}', '---'],
  ...[
    'apiVersion: storage.k8s.io/v1',
    'kind: StorageClass',
    'metadata: {name: nfs}',
    'provisioner: nfs.csi.k8s.io',
    '',
  ],
].join('\n');

/** The verdicts of the workloads, with the rules that speak of a database on a claim for many. */
function judged(files: Readonly<Record<string, string>>): readonly string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  for (const [name, text] of Object.entries({ 'storage.yaml': STORAGE, ...files })) service.update(name, text);
  const snapshot = service.snapshot();
  const found = Object.keys(files).flatMap((name) => snapshot.findings(name).map(({ ruleId }) => ruleId));
  return [
    ...snapshot.clusters.flatMap(({ analysis }) => analysis.workloads.map(({ verdict }) => verdict)),
    ...found.filter((rule) => rule === 'shared-database-volume'),
  ];
}

function deployment(broker: string, app = '[{name: media, mountPath: /media}]'): string {
  return [
    ...['apiVersion: apps/v1', 'kind: Deployment', 'metadata: {name: paperless, namespace: apps}', 'spec:'],
    ...['  selector: {matchLabels: {app: paperless}}', '  template:', '    metadata: {labels: {app: paperless}}'],
    ...['    spec:', '      containers:', `        - {name: app, image: "paperless-ngx:2", volumeMounts: ${app}}`],
    ...[`        - {name: broker, image: "redis:8"${broker}}`, '      volumes:'],
    ...['        - {name: media, persistentVolumeClaim: {claimName: media}}', ''],
  ].join('\n');
}

const WRITES = ', volumeMounts: [{name: media, mountPath: /data}]';

function release(mounts: string): string {
  return [
    ...['apiVersion: helm.toolkit.fluxcd.io/v2', 'kind: HelmRelease', 'metadata: {name: paperless, namespace: apps}'],
    ...[
      'spec:',
      '  chartRef: {kind: OCIRepository, name: app-template}',
      '  values:',
      '    controllers:',
      '      main:',
    ],
    ...['        containers:', '          app: {image: {repository: paperless-ngx, tag: "2"}}'],
    ...['          broker: {image: {repository: redis, tag: "8"}}', '    persistence:'],
    ...[`      media: {existingClaim: media, ${mounts}}`, ''],
  ].join('\n');
}

describe('timing: a database beside the container that writes', () => {
  it('is no hazard where it does not mount the claim, or mounts it for reading', () => {
    assert.deepEqual(judged({ 'app.yaml': deployment('') }), ['shared']);
    const reads = ', volumeMounts: [{name: media, mountPath: /data, readOnly: true}]';
    assert.deepEqual(judged({ 'app.yaml': deployment(reads) }), ['shared']);
  });

  it('is one where it writes to it, or where nothing says who mounts it', () => {
    assert.deepEqual(judged({ 'app.yaml': deployment(WRITES) }), ['double-mount', 'shared-database-volume']);
    assert.deepEqual(judged({ 'app.yaml': deployment('', '[]') }), ['double-mount', 'shared-database-volume']);
    const device = ', volumeDevices: [{name: media, devicePath: /dev/x}]';
    assert.deepEqual(judged({ 'app.yaml': deployment(device) }), ['double-mount', 'shared-database-volume']);
  });

  it('is one where a template or a patch may mount it', () => {
    const template = ', volumeMounts: {{ .Values.mounts }}';
    assert.deepEqual(judged({ 'app.yaml': deployment(template) }), ['double-mount', 'shared-database-volume']);
    const patch = [
      ...['apiVersion: apps/v1', 'kind: Deployment', 'metadata: {name: paperless, namespace: apps}', 'spec:'],
      ...['  template: {spec: {containers: [{name: broker, volumeMounts: [{name: media, mountPath: /data}]}]}}', ''],
    ].join('\n');
    const kustomization = 'resources: [storage.yaml, app.yaml]\npatches: [{path: patch.yaml}]\n';
    const files = { 'app.yaml': deployment(''), 'patch.yaml': patch, 'kustomization.yaml': kustomization };
    assert.deepEqual(judged(files), ['double-mount', 'shared-database-volume']);
  });

  it('is told from the container by advancedMounts of app-template', () => {
    assert.deepEqual(judged({ 'release.yaml': release('advancedMounts: {main: {app: [{path: /media}]}}') }), [
      'shared',
    ]);
    for (const mounts of ['advancedMounts: {main: {broker: [{path: /data}]}}', 'globalMounts: [{path: /data}]'])
      assert.deepEqual(judged({ 'release.yaml': release(mounts) }), ['double-mount', 'shared-database-volume']);
  });
});
