import assert from 'node:assert/strict';
import { createTreeIndex } from '../../../server/src/assembly/treeIndex.ts';
import {
  apiServer,
  controllerManager,
  formTree,
  kubeletConfiguration,
  membership,
  said,
  statefulSet,
  unit,
} from '../assembly/tree.ts';

const kcm = controllerManager('--node-monitor-period=5s');
const kubelet = unit('ExecStart=/usr/bin/kubelet --node-status-update-frequency=10s');

describe('workspace: which files form a cluster', () => {
  it('a tree with nothing of ours has no cluster', () => {
    assert.deepEqual(membership({ 'README.md': 'Hello', 'app.yaml': 'kind: Deployment of something\n' }), {});
  });

  it('without settings of kube-controller-manager, everything is one cluster', () => {
    assert.deepEqual(
      membership({
        'a/mysql.yaml': statefulSet('mysql'),
        'b/kube-apiserver.yaml': apiServer('--default-unreachable-toleration-seconds=30'),
        'c/kubelet.service': kubelet,
      }),
      { 'tree .': ['a/mysql.yaml', 'b/kube-apiserver.yaml', 'c/kubelet.service'] },
    );
  });

  it('with one starting folder, everything is one cluster', () => {
    assert.deepEqual(membership({ 'control-plane/kcm.yaml': kcm, 'mysql/mysql.yaml': statefulSet('mysql') }), {
      'tree .': ['control-plane/kcm.yaml', 'mysql/mysql.yaml'],
    });
  });

  it('with starting folders on one path down from the root, everything is one cluster', () => {
    assert.deepEqual(membership({ 'a/kcm.yaml': kcm, 'a/b/c/kcm.yaml': kcm, 'x/mysql.yaml': statefulSet('mysql') }), {
      'tree .': ['a/b/c/kcm.yaml', 'a/kcm.yaml', 'x/mysql.yaml'],
    });
  });

  it('with several branches, everything else belongs to the nearest ancestor', () => {
    assert.deepEqual(
      membership({
        'clusters/prod/kcm.yaml': kcm,
        'clusters/prod/db/mysql.yaml': statefulSet('mysql'),
        'clusters/prod/nodes/kubelet.service': kubelet,
        'clusters/staging/kcm.yaml': kcm,
        'clusters/staging/kube-apiserver.yaml': apiServer('--default-unreachable-toleration-seconds=30'),
      }),
      {
        'prod clusters/prod': [
          'clusters/prod/db/mysql.yaml',
          'clusters/prod/kcm.yaml',
          'clusters/prod/nodes/kubelet.service',
        ],
        'staging clusters/staging': ['clusters/staging/kcm.yaml', 'clusters/staging/kube-apiserver.yaml'],
      },
    );
  });

  it('files of one folder that differ by an environment in their names are possible clusters', () => {
    const prod = controllerManager('--node-monitor-grace-period=50s');
    const staging = controllerManager('--node-monitor-grace-period=90s');
    for (const [a, b, kubeletFile] of [
      ['kcm.yaml.prod', 'kcm.yaml.staging', 'kubelet.service.prod'],
      ['kcm-prod.yaml', 'kcm-staging.yaml', 'kubelet-prod.service'],
    ] as const) {
      const files = { [`etc/${a}`]: prod, [`etc/${b}`]: staging, [`etc/${kubeletFile}`]: kubelet };
      assert.deepEqual(membership({ ...files, 'apps/mysql.yaml': statefulSet('mysql') }), {
        'prod etc': ['apps/mysql.yaml', `etc/${a}`, `etc/${kubeletFile}`],
        'staging etc': ['apps/mysql.yaml', `etc/${b}`],
      });
    }
  });

  it('masters of one cluster are one cluster', () => {
    assert.deepEqual(membership({ 'etc/kcm-master1.yaml': kcm, 'etc/kcm-master2.yaml': kcm }), {
      'tree .': ['etc/kcm-master1.yaml', 'etc/kcm-master2.yaml'],
    });
  });

  it('a folder called like a cluster makes it the likeliest, and that is said', () => {
    const { clusters, notes } = formTree({
      'clusters/prod/kcm.yaml': kcm,
      'clusters/staging/kcm.yaml': kcm,
      'apps/prod/db/mysql.yaml': statefulSet('mysql'),
      'apps/base/other.yaml': statefulSet('other'),
    });
    assert.deepEqual(
      clusters.map(({ cluster, possibleFiles, likelyFiles }) => [
        cluster.name,
        [...possibleFiles].sort(),
        [...likelyFiles],
      ]),
      [
        ['prod', ['apps/base/other.yaml', 'apps/prod/db/mysql.yaml'], ['apps/prod/db/mysql.yaml']],
        ['staging', ['apps/base/other.yaml', 'apps/prod/db/mysql.yaml'], []],
      ],
    );
    assert.deepEqual(said(notes), [
      'apps/base/other.yaml may belong to prod or staging: nothing here says to which, so it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
      'apps/prod/db/mysql.yaml may belong to prod or staging: by its folder prod is the likeliest; it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
    ]);
  });

  it('what lies outside all branches may belong to each, and that is said', () => {
    const files = { 'prod/kcm.yaml': kcm, 'staging/kcm.yaml': kcm, 'apps/mysql.yaml': statefulSet('mysql') };
    assert.deepEqual(membership(files), {
      'prod prod': ['apps/mysql.yaml', 'prod/kcm.yaml'],
      'staging staging': ['apps/mysql.yaml', 'staging/kcm.yaml'],
    });
    const { clusters, notes } = formTree(files);
    assert.deepEqual(
      clusters.map(({ possibleFiles }) => [...possibleFiles]),
      [['apps/mysql.yaml'], ['apps/mysql.yaml']],
    );
    assert.deepEqual(said(notes), [
      'apps/mysql.yaml may belong to prod or staging: nothing here says to which, so it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
    ]);
  });

  it('folders of one branch stay one cluster when another branch joins', () => {
    assert.deepEqual(membership({ 'prod/kcm.yaml': kcm, 'prod/ha/kcm.yaml': kcm, 'staging/kcm.yaml': kcm }), {
      'prod prod': ['prod/ha/kcm.yaml', 'prod/kcm.yaml'],
      'staging staging': ['staging/kcm.yaml'],
    });
  });

  it('a starting folder with several branches below is a cluster of its own', () => {
    assert.deepEqual(
      membership({
        'kcm.yaml': kcm,
        'mysql.yaml': statefulSet('mysql'),
        'prod/kcm.yaml': kcm,
        'staging/kcm.yaml': kcm,
        'staging/app/mysql.yaml': statefulSet('mysql'),
      }),
      {
        'tree .': ['kcm.yaml', 'mysql.yaml'],
        'prod prod': ['prod/kcm.yaml'],
        'staging staging': ['staging/app/mysql.yaml', 'staging/kcm.yaml'],
      },
    );
  });

  it('files of kube-apiserver and kubelet start none', () => {
    assert.deepEqual(
      membership({
        'a/kcm.yaml': kcm,
        'b/kube-apiserver.yaml': apiServer('--v=2'),
        'c/config.yaml': kubeletConfiguration('nodeStatusUpdateFrequency: 10s'),
      }),
      { 'tree .': ['a/kcm.yaml', 'b/kube-apiserver.yaml', 'c/config.yaml'] },
    );
  });

  it('an environment file that a unit names starts nothing and belongs to the unit', () => {
    assert.deepEqual(
      membership({
        'prod/kcm.service': unit('EnvironmentFile=/etc/kcm.env', 'ExecStart=/bin/kube-controller-manager $KCM_ARGS'),
        'prod/etc/kcm.env': 'KCM_ARGS="--node-monitor-period=5s"\n',
        'mysql.yaml': statefulSet('mysql'),
      }),
      { 'tree .': ['mysql.yaml', 'prod/etc/kcm.env', 'prod/kcm.service'] },
    );
  });

  it('a named file outside the branch belongs to the file that names it', () => {
    assert.deepEqual(
      membership({
        'prod/kcm.service': unit('EnvironmentFile=/etc/kcm.env', 'ExecStart=/bin/kube-controller-manager $KCM_ARGS'),
        'etc/kcm.env': 'KCM_ARGS="--node-monitor-period=5s"\n',
        'staging/kcm.yaml': kcm,
      }),
      { 'prod prod': ['etc/kcm.env', 'prod/kcm.service'], 'staging staging': ['staging/kcm.yaml'] },
    );
  });

  it('a file that two clusters name belongs to both', () => {
    const service = unit('EnvironmentFile=/etc/kcm.env', 'ExecStart=/bin/kube-controller-manager $KCM_ARGS --v=1');
    assert.deepEqual(
      membership({
        'prod/kcm.service': service,
        'staging/kcm.service': service,
        'etc/kcm.env': 'KCM_ARGS="--node-monitor-period=5s"\n',
      }),
      { 'prod prod': ['etc/kcm.env', 'prod/kcm.service'], 'staging staging': ['etc/kcm.env', 'staging/kcm.service'] },
    );
  });

  it('a drop-in starts nothing beside its unit', () => {
    assert.deepEqual(
      membership({
        'prod/kube-controller-manager.service': unit('ExecStart=/bin/kube-controller-manager --v=1'),
        'prod/kube-controller-manager.service.d/10.conf': unit(
          'ExecStart=',
          'ExecStart=/bin/kube-controller-manager --v=2',
        ),
        'staging/kcm.yaml': kcm,
      }),
      {
        'prod prod': ['prod/kube-controller-manager.service', 'prod/kube-controller-manager.service.d/10.conf'],
        'staging staging': ['staging/kcm.yaml'],
      },
    );
  });

  it('clusters whose last folders are called the same are called by their whole root', () => {
    assert.deepEqual(Object.keys(membership({ 'eu/prod/kcm.yaml': kcm, 'us/prod/kcm.yaml': kcm })), [
      'eu/prod eu/prod',
      'us/prod us/prod',
    ]);
  });

  it('files that name each other form one cluster', () => {
    const files = {
      'a.sh': '. ./b.sh\nkube-controller-manager --node-monitor-period=5s\n',
      'b.sh': '. ./a.sh\nkubelet --node-status-update-frequency=10s\n',
    };
    assert.deepEqual(membership(files), { 'tree .': ['a.sh', 'b.sh'] });
  });

  it('inventories of Ansible are clusters; a role beside them is none', () => {
    const files = {
      'inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml': 'kube_controller_node_monitor_grace_period: 2m\n',
      'inventory/prod/host_vars/n1.yml': 'kubelet_status_update_frequency: 5s\n',
      'inventory/staging/group_vars/all.yml': 'kube_controller_node_monitor_grace_period: 20s\n',
      'roles/control-plane/defaults/main.yml': 'kube_controller_node_monitor_period: 5s\n',
      'roles/control-plane/templates/kcm.yaml.j2': controllerManager('--node-monitor-period={{ period }}'),
      'mysql.yaml': statefulSet('mysql'),
    };
    assert.deepEqual(membership(files), {
      'prod inventory/prod': [
        'inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml',
        'inventory/prod/host_vars/n1.yml',
        'mysql.yaml',
        'roles/control-plane/defaults/main.yml',
      ],
      'staging inventory/staging': [
        'inventory/staging/group_vars/all.yml',
        'mysql.yaml',
        'roles/control-plane/defaults/main.yml',
      ],
      '-': ['roles/control-plane/templates/kcm.yaml.j2'],
    });
    assert.deepEqual(said(formTree(files).notes), [
      'mysql.yaml may belong to prod or staging: nothing here says to which, so it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
      'roles/control-plane/templates/kcm.yaml.j2 belongs to no cluster: it is part of an Ansible role, which inventories fill in.',
    ]);
  });

  it('a role of a collection is one of the project around the collection', () => {
    for (const folder of ['ansible_collections', 'collections/ansible_collections']) {
      assert.deepEqual(
        membership({
          'inventory/prod/group_vars/all.yml': 'kube_controller_node_monitor_grace_period: 20s\n',
          [`${folder}/acme/k8s/roles/control_plane/defaults/main.yml`]: 'kube_controller_node_monitor_period: 5s\n',
          'mysql.yaml': statefulSet('mysql'),
        }),
        {
          'tree .': [
            `${folder}/acme/k8s/roles/control_plane/defaults/main.yml`,
            'inventory/prod/group_vars/all.yml',
            'mysql.yaml',
          ],
        },
        folder,
      );
    }
  });

  it('the only cluster of a branch is the likeliest there; two of one name are told apart by their folders', () => {
    const { clusters, notes } = formTree({
      'prod/k3s/kcm.yaml': kcm,
      'staging/k3s/kcm.yaml': kcm,
      'prod/apps/mysql.yaml': statefulSet('mysql'),
      'apps/other.yaml': statefulSet('other'),
    });
    assert.deepEqual(
      clusters.map(({ cluster, likelyFiles }) => [cluster.root, [...likelyFiles]]),
      [
        ['prod/k3s', ['prod/apps/mysql.yaml']],
        ['staging/k3s', []],
      ],
    );
    assert.deepEqual(said(notes), [
      'apps/other.yaml may belong to prod/k3s or staging/k3s: nothing here says to which, so it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
      'prod/apps/mysql.yaml may belong to prod/k3s or staging/k3s: by its folder prod/k3s is the likeliest; it is judged against each. .kube-node-lifecycle.yaml can say it (clusters).',
    ]);
  });

  it('objects that are a cluster are told apart by their names, in one folder and in one file', () => {
    const shoot = (name: string) =>
      `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: ${name}}\nspec: {kubernetes: {kubeControllerManager: {nodeMonitorGracePeriod: 1m}}}\n`;
    const files = { 'a.yaml': `${shoot('east')}---\n${shoot('west')}`, 'b.yaml': shoot('north') };
    const { clusters } = formTree(files);
    assert.deepEqual(
      clusters.map(({ cluster }) => `${cluster.name}: ${cluster.files.join()} ${cluster.settings.length}`),
      ['east: a.yaml 1', 'north: b.yaml 1', 'west: a.yaml 1'],
    );
  });

  it('what bounds the version of one cluster of a file bounds no other', () => {
    const kubeadm = (version: string, name: string) =>
      `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\nclusterName: ${name}\ncontrollerManager: {}\n`;
    const { clusters } = formTree({ 'a.yaml': `${kubeadm('v1beta2', 'old')}---\n${kubeadm('v1beta1', 'older')}` });
    assert.deepEqual(
      clusters.map(({ cluster }) => `${cluster.name} ${cluster.version.text}`),
      ['old 1.15-1.26', 'older 1.13-1.21'],
    );
  });

  it('a name that a template writes is none: the file tells the cluster', () => {
    const plane = (name: string) =>
      `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata:\n  name: ${name}\nspec: {kubeadmConfigSpec: {clusterConfiguration: {controllerManager: {extraArgs: {node-monitor-period: 2s}}}}}\n`;
    assert.deepEqual(membership({ 'c/all.yaml': plane('{{ $key }}-a') }), { 'tree .': ['c/all.yaml'] });
    assert.deepEqual(
      membership({
        'c/all.yaml': `${plane('{{ $key }}-a')}---\n${plane('$' + '{CLUSTER_NAME}-b')}`,
        'd/all.yaml': plane('{{ .Release.Name }}'),
        'e/other.yaml': plane('"{{ .Values.a/b }}"'),
        'f/plain.yaml': plane('plain'),
      }),
      {
        'c/all.yaml c': ['c/all.yaml'],
        'all.yaml (2) c': ['c/all.yaml'],
        'd/all.yaml d': ['d/all.yaml'],
        'other.yaml e': ['e/other.yaml'],
        'plain f': ['f/plain.yaml'],
      },
    );
  });

  it('objects of one name in two files are two variants, not two parts of one cluster', () => {
    const plane = (grace: string) =>
      `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: a}\nspec: {kubeadmConfigSpec: {clusterConfiguration: {controllerManager: {extraArgs: {node-monitor-grace-period: ${grace}}}}}}\n`;
    assert.deepEqual(membership({ 'ha.yaml': plane('1m'), 'one.yaml': plane('2m') }), {
      'a (ha.yaml) .': ['ha.yaml'],
      'a (one.yaml) .': ['one.yaml'],
    });
  });

  it("kubeadm's files of one cluster name are one control plane, wherever they lie", () => {
    const kubeadm = (name: string) =>
      `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nclusterName: ${name}\ncontrollerManager: {extraArgs: {v: "2"}}\n`;
    assert.deepEqual(
      membership({ 'm1/k.yaml': kubeadm('one'), 'm2/k.yaml': kubeadm('one'), 'm3/k.yaml': kubeadm('two') }),
      { 'one .': ['m1/k.yaml', 'm2/k.yaml'], 'two m3': ['m3/k.yaml'] },
    );
  });

  it('tests, examples and what developers start are clusters of their own', () => {
    const kind = (name: string) =>
      `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nname: ${name}\nkubeadmConfigPatches:\n- |\n  kind: ClusterConfiguration\n  controllerManager: {extraArgs: {v: "2"}}\n`;
    assert.deepEqual(
      membership({
        'cluster/kcm.yaml': kcm,
        'dev/kind.yaml': kind('dev'),
        'test/fixtures/kcm.yaml': kcm,
        'test/fixtures/mysql.yaml': statefulSet('mysql'),
        'apps/mysql.yaml': statefulSet('mysql'),
      }),
      {
        'tree .': ['apps/mysql.yaml', 'cluster/kcm.yaml'],
        'dev dev': ['dev/kind.yaml'],
        'fixtures test/fixtures': ['test/fixtures/kcm.yaml', 'test/fixtures/mysql.yaml'],
      },
    );
  });

  it('a role without an inventory is a file like any other', () => {
    const files = { 'roles/kcm/templates/kcm.yaml': kcm, 'mysql.yaml': statefulSet('mysql') };
    assert.deepEqual(Object.keys(membership(files)), ['tree .']);
  });
});

describe('workspace: declared clusters', () => {
  const clusters = (...lines: readonly string[]) => ['clusters:', ...lines.map((line) => `- ${line}`), ''].join('\n');
  const tree = { 'prod/kcm.yaml': kcm, 'staging/kcm.yaml': kcm, 'apps/mysql.yaml': statefulSet('mysql') };

  it('are all that there are, with their names, roots and files', () => {
    const files = {
      ...tree,
      '.kube-node-lifecycle.yaml': clusters(
        '{name: blue, root: prod}',
        '{name: green, files: ["staging/**", "apps/*"]}',
      ),
    };
    assert.deepEqual(membership(files), {
      'blue prod': ['prod/kcm.yaml'],
      'green .': ['apps/mysql.yaml', 'staging/kcm.yaml'],
      '-': ['.kube-node-lifecycle.yaml'],
    });
  });

  it('a pattern with ! takes out again what those before it gave', () => {
    const files = {
      ...tree,
      'apps/redis.yaml': statefulSet('redis'),
      '.kube-node-lifecycle.yaml': clusters(
        '{name: blue, files: ["prod/**", "apps/*", "!apps/redis.yaml"]}',
        '{name: green, files: ["staging/**", "apps/redis.yaml"]}',
      ),
    };
    assert.deepEqual(membership(files), {
      'blue .': ['apps/mysql.yaml', 'prod/kcm.yaml'],
      'green .': ['apps/redis.yaml', 'staging/kcm.yaml'],
      '-': ['.kube-node-lifecycle.yaml'],
    });
  });

  it('leave out what they do not name, and that is said', () => {
    const files = { ...tree, '.kube-node-lifecycle.yaml': clusters('{name: blue, root: prod}') };
    assert.deepEqual(said(formTree(files).notes), [
      'staging/kcm.yaml belongs to no cluster: .kube-node-lifecycle.yaml names it in none (prod).',
    ]);
  });

  it('to which no file belongs are said', () => {
    const files = { ...tree, '.kube-node-lifecycle.yaml': clusters('{name: all, root: .}', '{name: gone, root: prd}') };
    assert.deepEqual(said(formTree(files).notes), [
      '.kube-node-lifecycle.yaml names gone (prd), to which no file belongs.',
    ]);
  });

  it('one further down takes its files out of the one around it', () => {
    const files = {
      ...tree,
      '.kube-node-lifecycle.yaml': clusters('{name: all, root: .}', '{name: staging, root: staging}'),
    };
    assert.deepEqual(membership(files), {
      'all .': ['apps/mysql.yaml', 'prod/kcm.yaml'],
      'staging staging': ['staging/kcm.yaml'],
      '-': ['.kube-node-lifecycle.yaml'],
    });
  });

  it('state their versions; a change of the file counts at once', () => {
    const index = createTreeIndex();
    for (const [file, text] of Object.entries(tree)) index.update(file, text);
    const versions = () =>
      index.form('tree', undefined).clusters.map(({ cluster }) => `${cluster.name} ${cluster.version.text}`);
    assert.deepEqual(versions(), ['prod 1.33', 'staging 1.33']);
    const declared = clusters('{name: a, root: prod, kubernetesVersion: "1.30"}', '{name: b, root: staging}');
    index.update('.kube-node-lifecycle.yaml', `kubernetesVersion: 1.29\n${declared}`);
    assert.deepEqual(versions(), ['a 1.30', 'b 1.29']);
    index.remove('.kube-node-lifecycle.yaml');
    assert.deepEqual(versions(), ['prod 1.33', 'staging 1.33']);
  });

  it('that are written wrongly are located, and the others count', () => {
    const files = {
      ...tree,
      '.kube-node-lifecycle.yaml': clusters('{root: prod}', '{name: b, root: 7}', '{name: c, root: staging}'),
    };
    const { clusters: formed, lone } = formTree(files);
    assert.deepEqual(
      formed.map(({ cluster }) => cluster.name),
      ['c'],
    );
    const problems = lone.flatMap(({ cluster }) => cluster.problems);
    assert.deepEqual(
      problems.map(({ file, kind, range }) => `${file}:${range.start.line} ${kind}`),
      ['.kube-node-lifecycle.yaml:1 wrong-type', '.kube-node-lifecycle.yaml:2 wrong-type'],
    );
  });
});
