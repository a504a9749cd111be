import assert from 'node:assert/strict';
import type { Field } from '../../../server/src/model/field.ts';
import type { Workload } from '../../../server/src/model/workload.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { componentPod, controllerManager, formTree, inEffect, membership, onlyCluster } from '../assembly/tree.ts';

const mysql = [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  'metadata: {name: mysql}',
  'spec:',
  '  replicas: 3',
  '  serviceName: mysql',
  '  selector: {matchLabels: {app: mysql}}',
  '  template:',
  '    spec:',
  '      terminationGracePeriodSeconds: 60',
  '      tolerations:',
  '      - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}',
  '      containers:',
  '      - {name: mysql, image: "mysql:8.0"}',
  '      volumes:',
  '      - {name: logs, emptyDir: {}}',
  '  volumeClaimTemplates:',
  '  - metadata: {name: data}',
  '    spec: {accessModes: [ReadWriteOnce], storageClassName: fast}',
  '',
].join('\n');

const patch = (...lines: readonly string[]) =>
  ['apiVersion: apps/v1', 'kind: StatefulSet', 'metadata: {name: mysql}', 'spec:', ...lines, ''].join('\n');

const graceZero = patch('  template:', '    spec:', '      terminationGracePeriodSeconds: 0');

/** A base and one overlay over it. */
const overlaid = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) => ({
  'base/kustomization.yaml': 'resources: [mysql.yaml]\n',
  'base/mysql.yaml': mysql,
  'prod/kustomization.yaml': ['resources:', '- ../base', ...lines, ''].join('\n'),
  ...files,
});

function only(files: Readonly<Record<string, string>>): Workload {
  const { workloads } = onlyCluster(files);
  const [workload] = workloads;
  if (workload === undefined || workloads.length > 1) throw new Error(`${workloads.length} workloads`);
  return workload;
}

/** `value @file:line` */
function placed(field: Field<unknown> | undefined): string {
  if (field === undefined) return '-';
  const value = field.value.known ? JSON.stringify(field.value.value) : `?${field.value.reason}`;
  return `${value} @${field.file}:${field.range.start.line}`;
}

function tolerations({ pod }: Workload): string[] {
  if (!pod.tolerations.known) return [`?${pod.tolerations.reason}`];
  return pod.tolerations.value.map(({ key, tolerationSeconds }) => {
    return `${key?.known ? key.value : '-'} ${placed(tolerationSeconds)}`;
  });
}

const grace = ({ pod }: Workload) => placed(pod.terminationGracePeriodSeconds);
const volumes = ({ pod }: Workload) => pod.volumes.map(({ name, source }) => `${name} ${source.kind}`);

describe('workspace: a patch alone', () => {
  it('says nothing of what it does not mention', () => {
    const workload = only({ 'patch.yaml': patch('  template:', '    spec:', '      nodeName: n1') });
    assert.equal(grace(workload), '?patch @patch.yaml:2');
    assert.deepEqual(tolerations(workload), ['?patch']);
    assert.equal(placed(workload.strategy), '?patch @patch.yaml:2');
    assert.equal(placed(workload.pod.nodeName), '"n1" @patch.yaml:6');
    assert.equal(workload.pod.moreVolumes, true);
  });

  it('keeps what it mentions', () => {
    assert.equal(grace(only({ 'patch.yaml': graceZero })), '0 @patch.yaml:6');
  });

  it('is no workload where it says nothing of pods', () => {
    assert.deepEqual(onlyCluster({ 'a.yaml': mysql, 'patch.yaml': patch('  replicas: 5') }).workloads.length, 1);
  });

  it('an object with a selector, claims or images is whole', () => {
    const whole = patch('  template:', '    spec:', '      containers:', '      - {name: a, image: b}');
    assert.equal(grace(only({ 'a.yaml': whole })), '-');
    assert.equal(grace(only({ 'a.yaml': patch('  selector: {}', '  template: {spec: {nodeName: a}}') })), '-');
  });

  it('gives no finding that rests on what it does not say', () => {
    const service = createTreeService();
    service.update('patch.yaml', patch('  template:', '    spec:', '      volumes: [{name: a, emptyDir: {}}]'));
    service.update(
      'deployment.yaml',
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata: {name: a}',
        'spec: {template: {spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}}}',
        '---',
        'apiVersion: v1',
        'kind: PersistentVolumeClaim',
        'metadata: {name: data}',
        'spec: {accessModes: [ReadWriteOnce]}',
        '',
      ].join('\n'),
    );
    assert.deepEqual(service.snapshot().findings(), []);
  });
});

describe('workspace: Kustomize joins patches and bases', () => {
  it('a strategic merge patch in a file; the rest comes from the base', () => {
    const workload = only(overlaid(['patches:', '- path: patch.yaml'], { 'prod/patch.yaml': graceZero }));
    assert.equal(grace(workload), '0 @prod/patch.yaml:6');
    assert.equal(placed(workload.replicas), '3 @base/mysql.yaml:4');
    assert.deepEqual(tolerations(workload), ['node.kubernetes.io/unreachable 30 @base/mysql.yaml:11']);
    assert.deepEqual(volumes(workload), ['logs ephemeral', 'data template']);
    assert.equal(workload.file, 'base/mysql.yaml');
  });

  for (const key of ['patches', 'patchesStrategicMerge']) {
    it(`an inline patch in ${key}`, () => {
      const lines = [`${key}:`, '- |-', ...graceZero.split('\n').map((line) => `  ${line}`)];
      assert.equal(grace(only(overlaid(lines))), '0 @prod/kustomization.yaml:10');
    });
  }

  it('an inline patch behind its key, for a target by regular expression', () => {
    const lines = [
      'patches:',
      '- target: {kind: StatefulSet, name: "my.*"}',
      '  patch: |',
      '    apiVersion: apps/v1',
      '    kind: StatefulSet',
      '    metadata: {name: any}',
      '    spec: {template: {spec: {terminationGracePeriodSeconds: 5}}}',
    ];
    assert.equal(grace(only(overlaid(lines))), '5 @prod/kustomization.yaml:8');
  });

  const graceBy = (target: string) => {
    const operation = '[{"op": "replace", "path": "/spec/template/spec/terminationGracePeriodSeconds", "value": 0}]\n';
    const lines = ['patches:', '- path: zero.json', `  target: {kind: StatefulSet, name: ${JSON.stringify(target)}}`];
    return grace(only(overlaid(lines, { 'prod/zero.json': operation })));
  };

  for (const target of ['(mysql|wiki)+', '(?i)MYSQL', '[[:alpha:]]{5}', 'my\\w+', '.*.*l', '^mysql$']) {
    it(`a target that Go's expression selects: ${target}`, () => {
      assert.equal(graceBy(target), '0 @prod/zero.json:0');
    });
  }

  for (const target of ['my', 'sql', '(a*)*', '.*a.*a.*a.*a.*a.*a.*a.*b', '[^m].*']) {
    it(`a target that it does not select: ${target}`, () => {
      assert.equal(graceBy(target), '60 @base/mysql.yaml:9');
    });
  }

  it('a target that Kustomize would refuse: what it selects is not known', () => {
    for (const target of ['(?=mysql)mysql', 'mysql(', 'm{1001}'])
      assert.equal(graceBy(target), '?patch @prod/zero.json:0');
  });

  for (const key of ['patchesJson6902', 'patchesJSON6902', 'patches']) {
    it(`operations in ${key}, inline and in a file`, () => {
      const lines = [
        `${key}:`,
        '- target: {kind: StatefulSet, name: mysql}',
        '  patch: |-',
        '    - op: replace',
        '      path: /spec/template/spec/terminationGracePeriodSeconds',
        '      value: 7',
        '- target: {kind: StatefulSet, name: mysql}',
        '  path: operations.json',
      ];
      const operations = '[{"op": "replace", "path": "/spec/replicas", "value": 1}]\n';
      const workload = only(overlaid(lines, { 'prod/operations.json': operations }));
      assert.equal(grace(workload), '7 @prod/kustomization.yaml:7');
      assert.equal(placed(workload.replicas), '1 @prod/operations.json:0');
    });
  }

  const operate = (...operations: readonly string[]) =>
    only(
      overlaid([
        'patches:',
        '- target: {kind: StatefulSet}',
        '  patch: |-',
        ...operations.map((operation) => `    - {${operation}}`),
      ]),
    );

  it('an operation takes a field away', () => {
    assert.equal(grace(operate('op: remove, path: /spec/template/spec/terminationGracePeriodSeconds')), '-');
  });

  it('what an operation takes from elsewhere is not known', () => {
    const pods = '/spec/template/spec';
    for (const op of ['move', 'copy']) {
      const take = (path: string) => operate(`op: ${op}, from: /metadata/annotations/a, path: ${path}`);
      const workload = take(`${pods}/terminationGracePeriodSeconds`);
      assert.equal(grace(workload), '?patch @prod/kustomization.yaml:5', op);
      assert.equal(placed(workload.replicas), '3 @base/mysql.yaml:4', op);
      assert.deepEqual(tolerations(workload), ['node.kubernetes.io/unreachable 30 @base/mysql.yaml:11'], op);
      assert.equal(workload.pod.moreVolumes, false, op);
      for (const below of ['', '/0', '/-', '/0/tolerationSeconds'])
        assert.deepEqual(tolerations(take(`${pods}/tolerations${below}`)), ['?patch'], op + below);
      for (const path of [`${pods}/volumes/0`, `${pods}/volumes`, '/spec/volumeClaimTemplates/0/spec/storageClassName'])
        assert.equal(take(path).pod.moreVolumes, true, op + path);
      const all = take('/spec/template');
      assert.deepEqual([grace(all), ...tolerations(all)], ['?patch @prod/kustomization.yaml:5', '?patch'], op);
      assert.equal(placed(all.replicas), '3 @base/mysql.yaml:4', op);
      assert.equal(placed(take('/spec/replicas').replicas), '?patch @prod/kustomization.yaml:5', op);
      assert.equal(grace(take('/metadata/labels/b')), '60 @base/mysql.yaml:9', op);
    }
  });

  it('what is moved is gone where it was, what is copied is not', () => {
    const to = 'path: /metadata/annotations/a';
    const from = 'from: /spec/template/spec/terminationGracePeriodSeconds';
    assert.equal(grace(operate(`op: move, ${from}, ${to}`)), '-');
    assert.equal(grace(operate(`op: copy, ${from}, ${to}`)), '60 @base/mysql.yaml:9');
    assert.deepEqual(tolerations(operate(`op: move, from: /spec/template/spec/tolerations/0, ${to}`)), []);
    assert.equal(grace(operate(`op: test, path: ${from.slice(6)}, value: 60`)), '60 @base/mysql.yaml:9');
  });

  it('operations on tolerations', () => {
    const at = '/spec/template/spec/tolerations';
    const added = operate(`op: add, path: ${at}/-, value: {key: a, tolerationSeconds: 1}`);
    assert.deepEqual(tolerations(added), [
      'node.kubernetes.io/unreachable 30 @base/mysql.yaml:11',
      'a 1 @prod/kustomization.yaml:5',
    ]);
    assert.deepEqual(tolerations(operate(`op: replace, path: ${at}/0/tolerationSeconds, value: 0`)), [
      'node.kubernetes.io/unreachable 0 @prod/kustomization.yaml:5',
    ]);
    assert.deepEqual(tolerations(operate(`op: remove, path: ${at}/0/tolerationSeconds`)), [
      'node.kubernetes.io/unreachable -',
    ]);
    assert.deepEqual(tolerations(operate(`op: remove, path: ${at}/0`)), []);
    assert.deepEqual(tolerations(operate(`op: remove, path: ${at}`)), []);
    assert.deepEqual(tolerations(operate(`op: replace, path: ${at}, value: [{key: b}]`)), ['b -']);
  });

  it('operations on volumes and claim templates', () => {
    const volume = 'op: add, path: /spec/template/spec/volumes/-, value: {name: more, hostPath: {path: /a}}';
    assert.deepEqual(volumes(operate(volume)), ['logs ephemeral', 'more inline', 'data template']);
    const modes = operate(
      'op: replace, path: /spec/volumeClaimTemplates/0/spec/accessModes, value: [ReadWriteOncePod]',
    );
    const claims = modes.pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? source.claim : []));
    assert.deepEqual(
      claims.map((claim) => [placed(claim.accessModes), placed(claim.storageClassName)]),
      [['["ReadWriteOncePod"] @prod/kustomization.yaml:5', '"fast" @base/mysql.yaml:18']],
    );
  });

  const replacing = (select: string, ...paths: readonly string[]) =>
    only(
      overlaid([
        ...['replacements:', '- source: {kind: ConfigMap, name: settings, fieldPath: data.value}', '  targets:'],
        ...[`  - select: ${select}`, `    fieldPaths: [${paths.map((path) => `"${path}"`).join(', ')}]`],
      ]),
    );

  it('a value that a replacement writes over is not known', () => {
    const select = '{kind: StatefulSet, name: mysql}';
    const timed = replacing(select, 'spec.template.spec.terminationGracePeriodSeconds', 'spec.replicas');
    assert.equal(grace(timed), '?patch @prod/kustomization.yaml:5');
    assert.equal(placed(timed.replicas), '?patch @prod/kustomization.yaml:5');
    const seconds = replacing(
      select,
      'spec.template.spec.tolerations.[key=node.kubernetes.io/unreachable].tolerationSeconds',
    );
    assert.deepEqual(tolerations(seconds), ['?patch']);
    const { pod } = replacing(select, 'spec.volumeClaimTemplates.[metadata.name=data].spec.storageClassName');
    const classes = pod.volumes.flatMap(({ source }) =>
      source.kind === 'template' ? placed(source.claim.storageClassName) : [],
    );
    assert.deepEqual(classes, ['?patch @prod/kustomization.yaml:5']);
    assert.equal(pod.moreVolumes, false);
    const claim = replacing(select, 'spec.template.spec.volumes.[name=logs].persistentVolumeClaim.claimName');
    assert.deepEqual(volumes(claim), ['logs unknown', 'data template']);
  });

  it('a value that a replacement in a file of its own writes over is not known', () => {
    const written = (path: string) => ({
      'prod/replacements/grace.yaml': [
        '- source: {kind: ConfigMap, name: settings, fieldPath: data.value}',
        '  targets:',
        `  - {select: {kind: StatefulSet}, fieldPaths: ["${path}"]}`,
        '',
      ].join('\n'),
    });
    const replaced = (path: string) =>
      only(overlaid(['replacements: [{path: replacements/grace.yaml}]'], written(path)));
    assert.equal(
      grace(replaced('spec.template.spec.terminationGracePeriodSeconds')),
      '?patch @prod/replacements/grace.yaml:2',
    );
    assert.equal(grace(replaced('metadata.namespace')), '60 @base/mysql.yaml:9');
  });

  it('a replacement leaves alone what it does not select, and other fields', () => {
    const path = 'spec.template.spec.terminationGracePeriodSeconds';
    assert.equal(grace(replacing('{kind: Deployment}', path)), '60 @base/mysql.yaml:9');
    assert.equal(grace(replacing('{kind: StatefulSet}', 'metadata.namespace')), '60 @base/mysql.yaml:9');
  });

  it('replicas of a kustomization', () => {
    const counted = only(overlaid(['namePrefix: a-', 'replicas: [{name: mysql, count: 1}]']));
    assert.equal(placed(counted.replicas), '1 @prod/kustomization.yaml:3');
    const other = only(overlaid(['replicas: [{name: web, count: 1}]']));
    assert.equal(placed(other.replicas), '3 @base/mysql.yaml:4');
    const cloneSet = mysql.replace('apps/v1', 'apps.kruise.io/v1alpha1').replace('StatefulSet', 'CloneSet');
    const replicas = 'replicas: [{name: mysql, count: 1}]';
    assert.equal(placed(only(overlaid([replicas], { 'base/mysql.yaml': cloneSet })).replicas), '3 @base/mysql.yaml:4');
  });

  it('null takes a field away, $patch: delete an object', () => {
    const nothing = patch(
      '  template:',
      '    spec:',
      '      terminationGracePeriodSeconds: null',
      '      tolerations:',
    );
    const workload = only(overlaid(['patches: [{path: patch.yaml}]'], { 'prod/patch.yaml': nothing }));
    assert.equal(grace(workload), '-');
    assert.deepEqual(tolerations(workload), []);
    const deleted = [
      '$patch: delete',
      'apiVersion: apps/v1',
      'kind: StatefulSet',
      'metadata: {name: mysql}',
      'spec: {}',
    ];
    const files = overlaid(['patches: [{path: patch.yaml}]'], { 'prod/patch.yaml': deleted.join('\n') });
    assert.deepEqual(onlyCluster(files).workloads, []);
  });

  it('a volume of a patch takes the place of the one of its name', () => {
    const file = patch(
      '  template:',
      '    spec:',
      '      volumes:',
      '      - name: logs',
      '        emptyDir: null',
      '        persistentVolumeClaim: {claimName: logs}',
    );
    const workload = only(overlaid(['patches: [{path: patch.yaml}]'], { 'prod/patch.yaml': file }));
    assert.deepEqual(volumes(workload), ['logs claim', 'data template']);
  });

  it('namespace, prefix, components, and bases of older versions', () => {
    const cluster = onlyCluster({
      'base/kustomization.yml': 'resources: [mysql.yaml, claim.yaml]\n',
      'base/mysql.yaml': mysql,
      'base/claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: logs}\nspec: {accessModes: [ReadWriteOnce]}\n',
      'quick/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: p.yaml}]\n',
      'quick/p.yaml': graceZero,
      'prod/Kustomization': [
        'bases: [../base]',
        'components: [../quick]',
        'namespace: db',
        'namePrefix: prod-',
        'nameSuffix: -1',
      ].join('\n'),
    });
    assert.deepEqual(
      cluster.workloads.map((workload) => [workload.namespace, workload.name, grace(workload)]),
      [['db', 'prod-mysql-1', '0 @quick/p.yaml:6']],
    );
    assert.deepEqual(
      cluster.claims.map(({ claim }) => [claim.namespace, claim.name]),
      [['db', 'prod-logs-1']],
    );
  });

  it('a patch that selects by labels leaves unknown what it changes', () => {
    const lines = ['patches:', '- path: patch.yaml', '  target: {kind: StatefulSet, labelSelector: "a=b"}'];
    const workload = only(overlaid(lines, { 'prod/patch.yaml': graceZero }));
    assert.equal(grace(workload), '?patch @prod/patch.yaml:6');
    assert.deepEqual(tolerations(workload), ['node.kubernetes.io/unreachable 30 @base/mysql.yaml:11']);
  });

  it('a patch of an object in another repository stays partial', () => {
    const files = {
      'prod/kustomization.yaml':
        'resources: ["https://example.org/mysql?ref=v1"]\nnamespace: db\npatches: [{path: patch.yaml}]\n',
      'prod/patch.yaml': graceZero,
    };
    const workload = only(files);
    assert.deepEqual([workload.namespace, workload.isPartial, grace(workload)], ['db', true, '0 @prod/patch.yaml:6']);
  });

  it('a claim, a class and settings are joined as well', () => {
    const kubeadm = (...lines: readonly string[]) =>
      [
        'apiVersion: controlplane.cluster.x-k8s.io/v1beta1',
        'kind: KubeadmControlPlane',
        'metadata: {name: cp}',
        'spec:',
        '  kubeadmConfigSpec:',
        '    clusterConfiguration:',
        '      controllerManager:',
        '        extraArgs:',
        ...lines.map((line) => `          ${line}`),
        '',
      ].join('\n');
    const cluster = onlyCluster({
      'base/kustomization.yaml': 'resources: [claim.yaml, cp.yaml]\n',
      'base/cp.yaml': kubeadm('node-monitor-period: 5s', 'node-monitor-grace-period: 40s'),
      'base/claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: logs}\nspec: {accessModes: [ReadWriteMany]}\n',
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: claim.yaml}, {path: cp.yaml}]\n',
      'prod/claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: logs}\nspec: {accessModes: [ReadWriteOnce]}\n',
      'prod/cp.yaml': kubeadm('node-monitor-grace-period: 20s'),
    });
    assert.deepEqual(
      cluster.claims.map(({ claim }) => placed(claim.accessModes)),
      ['["ReadWriteOnce"] @prod/claim.yaml:3'],
    );
    assert.deepEqual(cluster.controllerManagers.map(inEffect), [
      ['node-monitor-period=5s', 'node-monitor-grace-period=20s (over 40s)'],
    ]);
  });

  it('a claim of a component gets the name that an operation gives it, once for each that uses it', () => {
    const claim = (name: string, mode: string) =>
      [
        'components: [../part]',
        'patches:',
        '- target: {kind: PersistentVolumeClaim, name: app}',
        '  patch: |-',
        `    - {op: replace, path: /metadata/name, value: ${name}}`,
        `    - {op: replace, path: /spec/accessModes, value: [ReadWriteOnce]}`,
        `    - {op: replace, path: /spec/accessModes/0, value: ${mode}}`,
        '',
      ].join('\n');
    const { claims } = onlyCluster({
      'part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [claim.yaml]\n',
      'part/claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: app}\nspec: {accessModes: [ReadWriteOnce]}\n',
      'a/kustomization.yaml': claim('a-data', 'ReadWriteOnce'),
      'b/kustomization.yaml': claim('b-data', 'ReadWriteMany'),
    });
    assert.deepEqual(
      claims.map(({ claim }) => [claim.name, claim.accessModes?.value]),
      [
        ['a-data', { known: true, value: ['ReadWriteOnce'] }],
        ['b-data', { known: true, value: ['ReadWriteMany'] }],
      ],
    );
  });

  it('the tag that a kustomization gives an image is the version', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [kcm.yaml]\n',
      'base/kcm.yaml': componentPod('kube-controller-manager', 'v1.30.0', ['--v=2']),
      'prod/kustomization.yaml':
        'resources: [../base]\nimages: [{name: registry.k8s.io/kube-controller-manager, newTag: v1.33.1}]\n',
    };
    assert.equal(onlyCluster(files).version.text, '1.33');
  });

  it('findings stand where the value is written, each once', () => {
    const service = createTreeService();
    const files = {
      ...overlaid(['patches: [{path: patch.yaml}]'], { 'prod/patch.yaml': graceZero }),
      'staging/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'staging/patch.yaml': patch('  template:', '    spec:', '      terminationGracePeriodSeconds: 0'),
      'base/mysql.yaml': mysql.replace('tolerationSeconds: 30', 'tolerationSeconds: 0'),
    };
    for (const [file, text] of Object.entries(files)) service.update(file, text);
    assert.deepEqual(
      service
        .snapshot()
        .findings()
        .filter(({ ruleId }) => ruleId === 'force-removal-on-eviction' || ruleId === 'toleration-seconds-zero')
        .map(({ ruleId, file, range }) => `${ruleId} ${file}:${range.start.line}`),
      [
        'toleration-seconds-zero base/mysql.yaml:11',
        'force-removal-on-eviction prod/patch.yaml:6',
        'force-removal-on-eviction staging/patch.yaml:6',
      ],
    );
  });
});

describe('workspace: overlays', () => {
  const flux = (path: string) =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ${path}}\n`;
  const kustomization = (...lines: readonly string[]) => [...lines, ''].join('\n');
  const variants = {
    'mysql/base/kustomization.yaml': kustomization('resources: [mysql.yaml]'),
    'mysql/base/mysql.yaml': mysql,
    'mysql/overlays/prod/kustomization.yaml': kustomization('resources: [../../base]', 'namespace: prod'),
    'mysql/overlays/staging/kustomization.yaml': kustomization('resources: [../../base]', 'namespace: staging'),
  };

  it('over a shared base are clusters of their own', () => {
    assert.deepEqual(membership(variants), {
      'prod mysql/overlays/prod': [
        'mysql/base/kustomization.yaml',
        'mysql/base/mysql.yaml',
        'mysql/overlays/prod/kustomization.yaml',
      ],
      'staging mysql/overlays/staging': [
        'mysql/base/kustomization.yaml',
        'mysql/base/mysql.yaml',
        'mysql/overlays/staging/kustomization.yaml',
      ],
    });
  });

  it('of several bases and one name are one cluster; what sets the cluster up belongs to each', () => {
    const files = {
      ...variants,
      'redis/base/kustomization.yaml': kustomization('resources: [redis.yaml]'),
      'redis/base/redis.yaml': mysql.replaceAll('mysql', 'redis'),
      'redis/overlays/prod/kustomization.yaml': kustomization('resources: [../../base]'),
      'redis/overlays/staging/kustomization.yaml': kustomization('resources: [../../base]'),
      'control-plane/kcm.yaml': controllerManager('--node-monitor-period=7s'),
      'tools/tool.yaml': mysql.replaceAll('mysql', 'tool'),
    };
    assert.deepEqual(
      formTree(files).clusters.map(({ cluster }) => [
        cluster.name,
        cluster.root,
        cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`),
        cluster.controllerManagers.flatMap(inEffect),
      ]),
      [
        ['tree', '.', ['default/tool'], ['node-monitor-period=7s']],
        ['prod', '.', ['prod/mysql', 'default/redis'], ['node-monitor-period=7s']],
        ['staging', '.', ['staging/mysql', 'default/redis'], ['node-monitor-period=7s']],
      ],
    );
  });

  it('that one Flux delivers are one cluster, by another one they are another', () => {
    const own = {
      ...variants,
      'clusters/home/flux-system/gotk-sync.yaml': flux('./clusters/home'),
      'clusters/home/apps/prod.yaml': flux('./mysql/overlays/prod'),
    };
    const workloads = (files: Readonly<Record<string, string>>) =>
      formTree(files).clusters.map(({ cluster }) => [
        cluster.name,
        cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`),
      ]);
    const one = { ...own, 'clusters/home/staging.yaml': flux('./mysql/overlays/staging') };
    assert.deepEqual(workloads(one), [['tree', ['prod/mysql', 'staging/mysql']]]);
    const two = {
      ...own,
      'clusters/test/flux-system/gotk-sync.yaml': flux('./clusters/test'),
      'clusters/test/apps/staging.yaml': flux('./mysql/overlays/staging'),
      'tool/kustomization.yaml': kustomization('resources: [tool.yaml]'),
      'tool/tool.yaml': mysql.replaceAll('mysql', 'tool'),
      'clusters/home/tool.yaml': flux('./tool'),
    };
    assert.deepEqual(workloads(two), [
      ['home', ['prod/mysql', 'default/tool']],
      ['test', ['staging/mysql']],
    ]);
  });

  it('that lie in their own Kustomization are delivered by what brings that one', () => {
    const files = {
      ...variants,
      'flux/apps.yaml': flux('./mysql'),
      'mysql/overlays/prod/ks.yaml': flux('./mysql/overlays/prod'),
      'mysql/overlays/staging/ks.yaml': flux('./mysql/overlays/staging'),
    };
    assert.deepEqual(Object.keys(membership(files)), ['tree .']);
  });

  it('one alone is no cluster of its own', () => {
    const { 'mysql/overlays/staging/kustomization.yaml': _, ...one } = variants;
    assert.deepEqual(Object.keys(membership({ ...one, 'other.yaml': mysql.replaceAll('mysql', 'other') })), ['tree .']);
  });

  it('that gather a controller manager start clusters', () => {
    const files = {
      'base/kustomization.yaml': kustomization('resources: [kcm.yaml]'),
      'base/kcm.yaml': controllerManager('--v=2'),
      'eu/prod/kustomization.yaml': kustomization('resources: [../../base]'),
      'us/prod/kustomization.yaml': kustomization('resources: [../../base]'),
      'us/prod/mysql.yaml': mysql,
    };
    assert.deepEqual(membership(files), {
      'eu/prod eu/prod': ['base/kcm.yaml', 'base/kustomization.yaml', 'eu/prod/kustomization.yaml'],
      'us/prod us/prod': [
        'base/kcm.yaml',
        'base/kustomization.yaml',
        'us/prod/kustomization.yaml',
        'us/prod/mysql.yaml',
      ],
    });
  });

  it('a kustomization of foreign objects makes no cluster', () => {
    assert.deepEqual(membership({ 'kustomization.yaml': kustomization('resources: [service.yaml]') }), {});
  });

  it('kustomizations that name each other end', () => {
    const files = {
      'a/kustomization.yaml': kustomization('resources: [../b, mysql.yaml]'),
      'b/kustomization.yaml': kustomization('resources: [../a]'),
      'a/mysql.yaml': mysql,
    };
    assert.deepEqual(Object.keys(membership(files)), ['tree .']);
  });

  it('an edit of a patch changes the clusters of its overlay alone', () => {
    const service = createTreeService();
    const files = { ...variants, 'mysql/overlays/prod/patch.yaml': graceZero };
    files['mysql/overlays/prod/kustomization.yaml'] = kustomization(
      'resources: [../../base]',
      'patches: [{path: patch.yaml}]',
    );
    for (const [file, text] of Object.entries(files)) service.update(file, text);
    const [prod, staging] = service.snapshot().clusters;
    service.update('mysql/overlays/prod/patch.yaml', graceZero.replace('Seconds: 0', 'Seconds: 9'));
    const [prodNow, stagingNow] = service.snapshot().clusters;
    assert.equal(stagingNow?.cluster, staging?.cluster);
    assert.equal(prod?.cluster.workloads.map(grace).join(), '0 @mysql/overlays/prod/patch.yaml:6');
    assert.equal(prodNow?.cluster.workloads.map(grace).join(), '9 @mysql/overlays/prod/patch.yaml:6');
    assert.deepEqual(
      prodNow?.cluster.workloads[0]?.patchedBy?.map(({ file }) => file),
      ['mysql/overlays/prod/patch.yaml'],
    );
  });

  it('an edit in one document leaves the others of a kustomization the same objects', () => {
    const service = createTreeService();
    const two = (seconds: number) =>
      `${mysql}---\n${mysql.replaceAll('mysql', 'redis').replace('60', String(seconds))}`;
    service.update('kustomization.yaml', kustomization('resources: [all.yaml]'));
    service.update('all.yaml', two(60));
    const [before] = service.snapshot().clusters;
    service.update('all.yaml', two(61));
    const [after] = service.snapshot().clusters;
    assert.equal(after?.cluster.workloads[0], before?.cluster.workloads[0]);
    assert.notEqual(after?.cluster.workloads[1], before?.cluster.workloads[1]);
  });
});

describe('charts of a kustomization', () => {
  const charts = [
    'helmCharts:',
    '- name: app-template',
    '  releaseName: db',
    '  valuesInline:',
    '    controllers:',
    '      main:',
    '        containers: {main: {image: {repository: postgres, tag: "16"}}}',
    '    persistence: {data: {type: nfs, server: a, path: /b, globalMounts: [{path: /data}]}}',
    '',
  ].join('\n');
  const made = (files: Readonly<Record<string, string>>) =>
    onlyCluster(files).workloads.map(
      ({ kind, namespace, name, pod: { terminationGracePeriodSeconds: seconds } }) =>
        `${kind} ${namespace}/${name} ${seconds?.value.known === true ? seconds.value.value : '-'}`,
    );

  it('make workloads of their values, which patches and the namespace change', () => {
    assert.deepEqual(made({ 'kustomization.yaml': charts }), ['Deployment default/db -']);
    const patched = [
      `${charts}namespace: data`,
      'patches:',
      '- patch: |',
      '    apiVersion: apps/v1',
      '    kind: Deployment',
      '    metadata: {name: db}',
      '    spec: {template: {spec: {terminationGracePeriodSeconds: 5}}}',
      '',
    ].join('\n');
    assert.deepEqual(made({ 'kustomization.yaml': patched }), ['Deployment data/db 5']);
    const over = {
      'prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: x-\n',
      'base/kustomization.yaml': charts,
    };
    assert.deepEqual(made(over), ['Deployment default/x-db -']);
  });
});
