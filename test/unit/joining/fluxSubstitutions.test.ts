import assert from 'node:assert/strict';
import type { FormedTree } from '../../../server/src/assembly/formedTree.ts';
import { createTreeIndex } from '../../../server/src/assembly/treeIndex.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { formTree, said } from '../assembly/tree.ts';

const ks = (name: string, path: string, ...lines: readonly string[]) =>
  [
    ...['apiVersion: kustomize.toolkit.fluxcd.io/v1', 'kind: Kustomization'],
    ...[`metadata: {name: ${name}, namespace: flux-system}`, 'spec:', `  path: ./${path}`, ...lines, ''],
  ].join('\n');

const release = (name: string, claim: string) =>
  [
    ...['apiVersion: helm.toolkit.fluxcd.io/v2', 'kind: HelmRelease', `metadata: {name: "${name}"}`, 'spec:'],
    ...[`  chartRef: {kind: OCIRepository, name: ${name}}`, '  values:', '    controllers:', '      app:'],
    ...['        containers: {app: {image: {repository: a, tag: "1"}}}', '    persistence:'],
    ...[`      config: {existingClaim: "${claim}"}`, ''],
  ].join('\n');

const CLAIM = [
  ...['apiVersion: v1', 'kind: PersistentVolumeClaim', 'metadata:', '  name: "${CLAIM:-${APP}}"', 'spec:'],
  ...['  accessModes: ["${MODE:=ReadWriteOnce}"]', '  storageClassName: ${CLASS:=block}', ''],
].join('\n');

const CLASSES = ['block rook-ceph.rbd.csi.ceph.com', 'files nfs.csi.k8s.io']
  .map((one) => one.split(' '))
  .map(([name, provisioner]) =>
    [
      ...['apiVersion: storage.k8s.io/v1', 'kind: StorageClass', `metadata: {name: ${name}}`],
      `provisioner: ${provisioner}`,
    ].join('\n'),
  )
  .join('\n---\n');

const TREE = {
  'components/volsync/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [claim.yaml]\n',
  'components/volsync/claim.yaml': CLAIM,
  'apps/plex/app/kustomization.yaml': 'resources: [release.yaml]\n',
  'apps/plex/app/release.yaml': release('${APP}', '{{ .Release.Name }}'),
  'apps/blog/app/kustomization.yaml': 'resources: [release.yaml]\ncomponents: [../../../components/volsync]\n',
  'apps/blog/app/release.yaml': release('blog', '${APP}-data'),
  'storage/classes.yaml': CLASSES,
};

function verdicts(files: Readonly<Record<string, string>>): string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  return service
    .snapshot()
    .clusters.flatMap(({ analysis }) => analysis.workloads)
    .map(({ workload, verdict }) => `${workload.namespace}/${workload.name} ${verdict}`)
    .sort();
}

function claims(files: Readonly<Record<string, string>>): string[] {
  return claimsOf(formTree(files));
}

function claimsOf({ clusters }: FormedTree): string[] {
  return clusters
    .flatMap(({ cluster }) => cluster.claims)
    .map(({ claim }) => {
      const { accessModes, storageClassName } = claim;
      const modes = accessModes?.value.known ? accessModes.value.value.join() : '?';
      const name = storageClassName?.value.known ? storageClassName.value.value : '?';
      return `${claim.namespace}/${claim.name} ${modes} ${name}`;
    })
    .sort();
}

describe('joining: what Flux fills in', () => {
  it('each Kustomization its own claim of a component, which its release finds by name', () => {
    const files = {
      ...TREE,
      'apps/plex/ks.yaml': ks(
        'plex',
        'apps/plex/app',
        ...['  targetNamespace: media', '  components: [../../../components/volsync]'],
        '  postBuild: {substitute: {APP: plex}}',
      ),
      'apps/blog/ks.yaml': ks(
        'blog',
        'apps/blog/app',
        '  postBuild: {substitute: {APP: blog, CLAIM: blog-data, CLASS: files}}',
      ),
    };
    assert.deepEqual(claims(files), ['default/blog-data ReadWriteOnce files', 'media/plex ReadWriteOnce block']);
    assert.deepEqual(verdicts(files), ['default/blog double-mount', 'media/plex blocked']);
  });

  it('without postBuild nothing is filled in', () => {
    const files = { ...TREE, 'apps/blog/ks.yaml': ks('blog', 'apps/blog/app') };
    assert.deepEqual(verdicts(files), ['default/${APP} unknown', 'default/blog unknown']);
  });

  it('ConfigMaps and Secrets of the tree are read, the nearest of one name; what is encrypted is not known', () => {
    const settings = (path: string, ...data: readonly string[]) => ({
      [path]: ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: settings}', 'data:', ...data, ''].join('\n'),
    });
    const from = [
      '  postBuild:',
      '    substitute: {APP: blog}',
      '    substituteFrom: [{kind: ConfigMap, name: settings}]',
    ];
    const files = { ...TREE, 'clusters/a/blog.yaml': ks('blog', 'apps/blog/app', ...from) };
    const named = { ...settings('clusters/a/settings.yaml', '  CLASS: files', '  CLAIM: blog-data') };
    assert.deepEqual(claims({ ...files, ...named }), ['default/blog-data ReadWriteOnce files']);
    const far = settings('clusters/b/settings.yaml', '  CLASS: block', '  CLAIM: other');
    assert.deepEqual(claims({ ...files, ...far, ...named }), ['default/blog-data ReadWriteOnce files']);
    const encrypted = settings('clusters/a/settings.yaml', '  CLASS: ENC[AES256_GCM,data:a]');
    assert.deepEqual(claims({ ...files, ...encrypted }), ['default/blog ReadWriteOnce ?']);
    // A source that is not in the tree is taken to set nothing.
    assert.deepEqual(claims(files), ['default/blog ReadWriteOnce block']);
    assert.deepEqual(said(formTree(files).notes), [
      'Not here: ConfigMap settings, which Flux takes variables from; their defaults are taken.',
    ]);
  });

  it('a value that changes, beside a workload and by itself, is that of a new tree', () => {
    const settings = (name: string) => `kind: ConfigMap\nmetadata: {name: settings}\ndata:\n  CLASS: ${name}\n`;
    const web = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n';
    const files = {
      ...TREE,
      'clusters/a/blog.yaml': ks(
        'blog',
        'apps/blog/app',
        ...['  postBuild:', '    substitute: {APP: blog}', '    substituteFrom: [{kind: ConfigMap, name: settings}]'],
      ),
      'clusters/a/settings.yaml': `${settings('files')}---\n${web}`,
    };
    const index = createTreeIndex();
    for (const [file, text] of Object.entries(files)) index.update(file, text);
    index.form('tree', undefined);
    for (const text of [
      `${settings('files')}---\n${web}spec: {replicas: 3}\n`,
      `${settings('block')}---\n${web}spec: {replicas: 3}\n`,
      web,
      settings('files'),
    ]) {
      index.update('clusters/a/settings.yaml', text);
      const [formed, anew] = [index.form('tree', undefined), formTree({ ...files, 'clusters/a/settings.yaml': text })];
      assert.deepEqual(claimsOf(formed), claimsOf(anew));
      assert.deepEqual(said(formed.notes), said(anew.notes));
    }
  });

  it('what a Kustomization above gives to those that it delivers, and values that hold its variables', () => {
    const files = {
      ...TREE,
      'cluster/apps.yaml': ks(
        'apps',
        'apps',
        ...['  postBuild: {substitute: {ZONE: north}}', '  patches:', '  - target: {kind: Kustomization}'],
        ...['    patch: |', '      apiVersion: kustomize.toolkit.fluxcd.io/v1', '      kind: Kustomization'],
        ...['      metadata: {name: all}', '      spec: {postBuild: {substitute: {CLASS: files}}}'],
      ),
      'apps/kustomization.yaml': 'resources: [blog/ks.yaml]\n',
      'apps/blog/ks.yaml': ks('blog', 'apps/blog/app', '  postBuild: {substitute: {APP: "blog-${ZONE}"}}'),
    };
    assert.deepEqual(claims(files), ['default/blog-north ReadWriteOnce files']);
  });

  it('a path that is delivered twice is there twice', () => {
    const twice = (name: string) =>
      ks(name, 'apps/blog/app', `  targetNamespace: ${name}`, `  postBuild: {substitute: {APP: ${name}}}`);
    const files = { ...TREE, 'cluster/ks.yaml': `${twice('one')}---\n${twice('two')}` };
    assert.deepEqual(claims(files), ['one/one ReadWriteOnce block', 'two/two ReadWriteOnce block']);
  });

  it('a folder without a kustomization', () => {
    const { 'apps/blog/app/kustomization.yaml': _, ...rest } = TREE;
    const files = {
      ...rest,
      'apps/blog/app/claim.yaml': CLAIM,
      'ks.yaml': ks(
        'blog',
        'apps/blog/app',
        '  targetNamespace: web',
        '  postBuild: {substitute: {APP: b, CLAIM: b-data}}',
      ),
    };
    assert.deepEqual(verdicts(files), ['default/${APP} unknown', 'web/blog blocked']);
  });

  for (const place of ['annotations', 'labels']) {
    it(`an object that says so in its ${place} keeps its variables`, () => {
      const kept = (value: string) =>
        [
          ...['apiVersion: v1', 'kind: PersistentVolumeClaim', 'metadata:', '  name: "kept-${APP}"'],
          ...[`  ${place}: {kustomize.toolkit.fluxcd.io/substitute: ${value}}`, 'spec:'],
          ...['  accessModes: [ReadWriteOnce]', '  storageClassName: ${CLASS:=block}', ''],
        ].join('\n');
      const files = (value: string) => ({
        'apps/claim.yaml': kept(value),
        'storage/classes.yaml': CLASSES,
        'ks.yaml': ks('blog', 'apps', '  postBuild: {substitute: {APP: a}}'),
      });
      assert.deepEqual(claims(files('disabled')), ['default/kept-${APP} ReadWriteOnce ?']);
      assert.deepEqual(claims(files('enabled')), ['default/kept-a ReadWriteOnce block']);
    });
  }

  const generated = (...lines: readonly string[]) => ({
    ...TREE,
    'ks.yaml': ks(
      'blog',
      'apps/blog/app',
      '  postBuild:',
      '    substitute: {APP: blog, CLAIM: blog-data}',
      '    substituteFrom: [{kind: ConfigMap, name: s}]',
    ),
    'cluster/kustomization.yaml': ['configMapGenerator:', ...lines, ''].join('\n'),
  });

  it('a ConfigMap that a kustomization makes of literals under a name without a hash', () => {
    const options = '    options: {disableNameSuffixHash: true}';
    const files = generated('  - name: s', '    literals: ["CLASS=files", MODE="ReadWriteMany"]', options);
    assert.deepEqual(claims(files), ['default/blog-data ReadWriteMany files']);
    const own = generated(
      '  - name: s',
      '    literals: [CLASS=files]',
      'generatorOptions:',
      '  disableNameSuffixHash: true',
    );
    assert.deepEqual(claims(own), ['default/blog-data ReadWriteOnce files']);
  });

  it('of a ConfigMap with a hash in its name nothing is known, nor of what stands in a file of variables', () => {
    assert.deepEqual(claims(generated('  - name: s', '    literals: [CLASS=files]')), ['default/blog-data ? ?']);
    const options = '    options: {disableNameSuffixHash: true}';
    const files = generated('  - name: s', '    literals: [MODE=ReadWriteMany]', '    envs: [a.env]', options);
    assert.deepEqual(claims(files), ['default/blog-data ReadWriteMany ?']);
  });

  it('an edit of a source counts at once', () => {
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    const from = [
      '  postBuild:',
      '    substitute: {APP: blog, CLAIM: blog-data}',
      '    substituteFrom: [{kind: ConfigMap, name: s}]',
    ];
    const source = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\ndata:\n  CLASS: ${name}\n`;
    const files = { ...TREE, 'ks.yaml': ks('blog', 'apps/blog/app', ...from), 'settings.yaml': source('block') };
    for (const [file, text] of Object.entries(files)) service.update(file, text);
    const blog = () =>
      service
        .snapshot()
        .clusters.flatMap(({ analysis }) => analysis.workloads)
        .find(({ workload }) => workload.name === 'blog')?.verdict;
    assert.equal(blog(), 'blocked');
    service.update('settings.yaml', source('files'));
    assert.equal(blog(), 'double-mount');
  });
});
