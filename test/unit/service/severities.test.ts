import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeOptions } from '../../../server/src/service/treeService.ts';

const claim = [
  'apiVersion: v1',
  'kind: PersistentVolumeClaim',
  'metadata: {name: data, namespace: db}',
  'spec: {accessModes: [ReadWriteOnce, ReadWriteMany], storageClassName: fast}',
  '---',
  'apiVersion: storage.k8s.io/v1',
  'kind: StorageClass',
  'metadata: {name: fast}',
  'provisioner: driver.longhorn.io',
  '',
].join('\n');
const workload = (kind: string, name: string) =>
  [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    `metadata: {name: ${name}, namespace: db}`,
    'spec:',
    '  template:',
    '    spec:',
    '      tolerations: [{operator: Exists}]',
    '      containers: [{name: a, image: a}]',
    '',
  ].join('\n');

/** `file rule severity`, in order. */
function judged(files: Record<string, string>, configuration = '', options: TreeOptions = {}): string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33', ...options });
  if (configuration !== '') service.update('.kube-node-lifecycle.yaml', configuration);
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  return service
    .snapshot()
    .findings()
    .map(({ file, ruleId, severity }) => `${file} ${ruleId} ${severity}`);
}

describe('severities', () => {
  const files = { 'a/one.yaml': workload('StatefulSet', 'one'), 'b/two.yaml': workload('StatefulSet', 'two') };

  it('are those of the rules, unless the user says otherwise', () => {
    assert.deepEqual(judged(files), ['a/one.yaml never-evicted warning', 'b/two.yaml never-evicted warning']);
    assert.deepEqual(judged(files, 'rules: {never-evicted: error}'), [
      'a/one.yaml never-evicted error',
      'b/two.yaml never-evicted error',
    ]);
    assert.deepEqual(judged(files, 'rules: {never-evicted: off}'), []);
  });

  it('start from a profile, of the configuration file or else of the settings', () => {
    const web = {
      'web.yaml':
        'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 10s\n',
    };
    const id = 'web.yaml status-report-every-update';
    assert.deepEqual(judged(web), [`${id} info`]);
    assert.deepEqual(judged(web, 'profile: strict'), [`${id} warning`]);
    assert.deepEqual(judged(web, '', { profile: 'strict' }), [`${id} warning`]);
    assert.deepEqual(judged(web, 'profile: recommended', { profile: 'strict' }), [`${id} info`]);
    assert.deepEqual(judged(web, 'profile: strict\nrules: {status-report-every-update: hint}'), [`${id} hint`]);
  });

  it('are overridden by file', () => {
    const overrides = 'overrides:\n  - files: [a/**]\n    rules: {never-evicted: off}\n';
    assert.deepEqual(judged(files, overrides), ['b/two.yaml never-evicted warning']);
  });

  it('are overridden by object, whatever its kind', () => {
    const overrides = (object: string) =>
      `overrides:\n  - objects: ['${object}']\n    rules: {never-evicted: hint, multi-attach-guard-off: off}\n`;
    assert.deepEqual(judged(files, overrides('StatefulSet/db/tw*')), [
      'a/one.yaml never-evicted warning',
      'b/two.yaml never-evicted hint',
    ]);
    assert.deepEqual(judged({ 'claim.yaml': claim }), ['claim.yaml multi-attach-guard-off warning']);
    assert.deepEqual(judged({ 'claim.yaml': claim }, overrides('PersistentVolumeClaim/db/*')), []);
  });

  it('are overridden where any of the patterns matches, and any of the names of an object', () => {
    const files = { 'a/one.yaml': workload('StatefulSet', 'one'), 'b/two.yaml': workload('StatefulSet', 'two') };
    const byFile = 'overrides:\n  - files: [x/**, a/**]\n    rules: {never-evicted: off}\n';
    assert.deepEqual(judged(files, byFile), ['b/two.yaml never-evicted warning']);
    const byObject = "overrides:\n  - objects: ['*/x/*', '*/db/one']\n    rules: {never-evicted: off}\n";
    assert.deepEqual(judged(files, byObject), ['b/two.yaml never-evicted warning']);
    const both = "overrides:\n  - files: [a/**]\n    objects: ['*/db/two']\n    rules: {never-evicted: off}\n";
    assert.deepEqual(judged(files, both).length, 2);
    const cronJob = {
      'c.yaml': [
        'apiVersion: batch/v1',
        'kind: CronJob',
        'metadata: {name: c, namespace: db}',
        'spec:',
        '  schedule: "* * * * *"',
        '  jobTemplate:',
        '    spec:',
        '      template:',
        '        spec:',
        '          tolerations: [{operator: Exists}]',
        '          containers: [{name: a, image: a}]',
        '',
      ].join('\n'),
    };
    assert.deepEqual(judged(cronJob), ['c.yaml never-evicted info']);
    for (const kind of ['CronJob', 'Job']) {
      const overrides = `overrides:\n  - objects: ['${kind}/db/c']\n    rules: {never-evicted: off}\n`;
      assert.deepEqual(judged(cronJob, overrides), [], kind);
    }
  });

  it('do not count where an annotation of the object silences the rule', () => {
    const annotated = claim.replace(
      'namespace: db}',
      'namespace: db, annotations: {kube-node-lifecycle/ignore: "multi-attach-guard-off: read by many"}}',
    );
    assert.deepEqual(judged({ 'claim.yaml': annotated }), []);
  });

  it('do not count where an annotation of a component silences the rule', () => {
    const pod = (annotations: string) =>
      [
        'apiVersion: v1',
        'kind: Pod',
        'metadata:',
        '  name: kube-controller-manager',
        annotations,
        'spec:',
        '  containers:',
        '    - name: c',
        '      command: [kube-controller-manager, --node-monitor-grace-period=40s]',
        '',
      ].join('\n');
    assert.deepEqual(judged({ 'kcm.yaml': pod('  namespace: kube-system') }), [
      'kcm.yaml grace-below-http2-timeout warning',
    ]);
    assert.deepEqual(
      judged({ 'kcm.yaml': pod('  annotations: {kube-node-lifecycle/ignore: "grace-below-http2-timeout: one rack"}') }),
      [],
    );
  });

  it('are overridden by no pattern that is too large, which is said at its place', () => {
    const pattern = '*a'.repeat(6000);
    const text = `overrides:\n  - files: ["${pattern}"]\n    rules: {never-evicted: off}\n`;
    assert.deepEqual(judged(files, text), [
      '.kube-node-lifecycle.yaml invalid-value error',
      'a/one.yaml never-evicted warning',
      'b/two.yaml never-evicted warning',
    ]);
  });

  it('say what is wrong in the configuration file', () => {
    assert.deepEqual(judged({}, 'profile: loud\n'), ['.kube-node-lifecycle.yaml invalid-value error']);
  });
});
