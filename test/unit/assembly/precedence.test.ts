import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { controllerManager, inEffect, kubeletConfiguration, missing, onlyCluster, unit } from './tree.ts';

const manager = (files: Record<string, string>) => onlyCluster(files).controllerManagers;
const kubelets = (files: Record<string, string>) => onlyCluster(files).kubelets;

describe('workspace: precedence on a command line', () => {
  it('a later flag overrides an earlier one, which stays visible', () => {
    const [instance] = manager({
      'kcm.yaml': controllerManager('--node-monitor-period=5s', '--v=2', '--node-monitor-period=6s'),
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-period=6s (over 5s)', 'v=2']);
  });

  it('words of variables stand in their place', () => {
    const [instance] = manager({
      'kcm.service': unit(
        'Environment="ARGS=--node-monitor-period=6s"',
        'ExecStart=/bin/kube-controller-manager --node-monitor-period=5s $ARGS --v=2',
      ),
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-period=6s (over 5s)', 'v=2']);
    assert.deepEqual(missing(instance), []);
  });

  it('a later Environment= overrides an earlier one', () => {
    const [instance] = manager({
      'kcm.service': unit(
        'Environment="ARGS=--node-monitor-period=6s"',
        'Environment="ARGS=--node-monitor-period=7s"',
        'ExecStart=/bin/kube-controller-manager $ARGS',
      ),
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-period=7s']);
  });

  it('environment files override Environment=, wherever they stand, and later ones override earlier ones', () => {
    const [instance] = manager({
      'kcm.service': unit(
        'EnvironmentFile=/etc/first',
        'EnvironmentFile=/etc/second',
        'Environment="KCM_A=--node-monitor-period=1s" "KCM_B=--v=1"',
        'ExecStart=/bin/kube-controller-manager $KCM_A $KCM_B',
      ),
      'etc/first': 'KCM_A="--node-monitor-period=2s"\nKCM_B="--v=2"\n',
      'etc/second': 'KCM_A="--node-monitor-period=3s"\n',
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-period=3s', 'v=2']);
  });

  it('a variable inside a value is filled in', () => {
    const [instance] = manager({
      'kcm.service': unit(
        'Environment=GRACE=40s',
        `ExecStart=/bin/kube-controller-manager --node-monitor-grace-period=\${GRACE}`,
      ),
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-grace-period=40s']);
  });

  it('a setting in a variable is of the component that uses it', () => {
    const cluster = onlyCluster({
      'kcm.service': unit('Environment="KUBE_ARGS=--v=2"', 'ExecStart=/bin/kube-controller-manager $KUBE_ARGS'),
    });
    assert.deepEqual(inEffect(cluster.controllerManagers[0]), ['v=2']);
    assert.deepEqual(
      cluster.settings.map(({ component, name }) => `${component} ${name}`),
      ['kube-controller-manager v'],
    );
  });

  it('drop-ins take effect in the order of their names', () => {
    const [instance, ...others] = manager({
      'kube-controller-manager.service': unit('ExecStart=/bin/kube-controller-manager $ARGS'),
      'kube-controller-manager.service.d/20-b.conf': unit('Environment="ARGS=--node-monitor-period=7s"'),
      'kube-controller-manager.service.d/10-a.conf': unit('Environment="ARGS=--node-monitor-period=6s"'),
    });
    assert.deepEqual(inEffect(instance), ['node-monitor-period=7s']);
    assert.equal(others.length, 0);
  });

  it('an empty ExecStart= in a drop-in takes back the one of the unit', () => {
    const instances = manager({
      'kube-controller-manager.service': unit('ExecStart=/bin/kube-controller-manager --node-monitor-period=5s'),
      'kube-controller-manager.service.d/10.conf': unit(
        'ExecStart=',
        'ExecStart=/bin/kube-controller-manager --node-monitor-period=6s',
      ),
    });
    assert.deepEqual(instances.map(inEffect), [['node-monitor-period=6s']]);
  });

  it('drop-ins find their unit where systemd would', () => {
    const instances = kubelets({
      'image/usr/lib/systemd/system/kubelet.service': unit('ExecStart=/usr/bin/kubelet --v=1'),
      'image/etc/systemd/system/kubelet.service.d/10.conf': unit('ExecStart=', 'ExecStart=/usr/bin/kubelet --v=2'),
    });
    assert.deepEqual(instances.map(inEffect), [['v=2']]);
  });

  it('a unit in /etc wins over the one of a package', () => {
    const instances = kubelets({
      'etc/systemd/system/kubelet.service': unit('ExecStart=/usr/bin/kubelet --v=1'),
      'usr/lib/systemd/system/kubelet.service': unit('ExecStart=/usr/bin/kubelet --v=2'),
    });
    assert.deepEqual(instances.map(inEffect), [['v=1']]);
  });

  it('a drop-in in /etc wins over the one of a package with its name', () => {
    const instances = kubelets({
      'usr/lib/systemd/system/kubelet.service': unit('ExecStart=/usr/bin/kubelet $ARGS $MORE'),
      'usr/lib/systemd/system/kubelet.service.d/10.conf': unit('Environment="ARGS=--v=1" "MORE=--max-pods=9"'),
      'etc/systemd/system/kubelet.service.d/10.conf': unit('Environment="ARGS=--v=2"'),
      'usr/lib/systemd/system/kubelet.service.d/05.conf': unit('Environment="MORE=--max-pods=8"'),
    });
    assert.deepEqual(instances.map(inEffect), [['v=2', 'max-pods=8']]);
  });

  it('drop-ins without their unit are read together', () => {
    const instances = kubelets({
      'kubelet.service.d/10-kubeadm.conf': unit('ExecStart=', 'ExecStart=/usr/bin/kubelet $KUBELET_EXTRA_ARGS'),
      'kubelet.service.d/20-extra.conf': unit('Environment="KUBELET_EXTRA_ARGS=--node-status-update-frequency=4s"'),
    });
    assert.deepEqual(instances.map(inEffect), [['node-status-update-frequency=4s']]);
  });

  it('an environment file that no unit of the tree names stands for a start', () => {
    const instances = kubelets({ 'etc/default/kubelet': 'KUBELET_EXTRA_ARGS="--node-status-update-frequency=4s"\n' });
    assert.deepEqual(instances.map(inEffect), [['node-status-update-frequency=4s']]);
  });
});

describe('workspace: what is named but not there', () => {
  it('a missing environment file may set everything that is not written', () => {
    const [instance] = manager({
      'kcm.service': unit(
        'EnvironmentFile=/etc/kubernetes/controller-manager',
        'ExecStart=/bin/kube-controller-manager --v=2 $ARGS',
      ),
    });
    assert.deepEqual(inEffect(instance), ['v=2']);
    assert.deepEqual(missing(instance), ['/etc/kubernetes/controller-manager']);
  });

  it('a missing environment file changes nothing where no variable is used', () => {
    const [instance] = manager({
      'kcm.service': unit('EnvironmentFile=-/etc/default/kcm', 'ExecStart=/bin/kube-controller-manager --v=2'),
    });
    assert.deepEqual(missing(instance), []);
  });

  it('a variable that nothing sets is missing', () => {
    const [instance] = manager({ 'kcm.service': unit('ExecStart=/bin/kube-controller-manager --v=2 $ARGS') });
    assert.deepEqual(missing(instance), ['$ARGS']);
  });

  it('a variable that a file of the tree sets to nothing is not missing', () => {
    const [instance] = manager({
      'kcm.service': unit('EnvironmentFile=/etc/kcm.env', 'ExecStart=/bin/kube-controller-manager --v=2 $ARGS'),
      'etc/kcm.env': 'ARGS=""\n',
    });
    assert.deepEqual(missing(instance), []);
  });

  it('a file of variables that holds nothing of ours counts where a unit names it', () => {
    const files = {
      'kcm.service': unit(
        'EnvironmentFile=/etc/sysconfig/cluster',
        'ExecStart=/bin/kube-controller-manager --node-monitor-period=${PERIOD} $ARGS',
      ),
      'etc/sysconfig/cluster': 'ARGS=\nPERIOD=7s\n',
    };
    const [instance] = manager(files);
    assert.deepEqual(inEffect(instance), ['node-monitor-period=7s']);
    assert.deepEqual(missing(instance), []);
    assert.deepEqual(onlyCluster(files).files, ['etc/sysconfig/cluster', 'kcm.service']);
  });

  it('a missing --config is missing, and says where it is named', () => {
    const [instance] = kubelets({
      'kubelet.service': unit('ExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/x.yaml'),
    });
    assert.deepEqual(instance?.missing, [
      {
        path: '/var/lib/kubelet/x.yaml',
        component: 'kubelet',
        file: 'kubelet.service',
        range: { start: { line: 1, character: 36 }, end: { line: 1, character: 59 } },
      },
    ]);
  });

  it('a templated path that leads nowhere is missing', () => {
    const [instance] = kubelets({
      'kubelet.service.j2': unit('ExecStart=/usr/bin/kubelet --config={{ kubelet_config }}'),
    });
    assert.deepEqual(missing(instance), ['{{ kubelet_config }}']);
  });
});

describe('workspace: kubelets and their configuration', () => {
  const slow = kubeletConfiguration('nodeStatusUpdateFrequency: 20s');
  const fast = kubeletConfiguration('nodeStatusUpdateFrequency: 5s');
  const named = unit('ExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml');

  it('--config is found below an ancestor', () => {
    const instances = kubelets({
      'node/etc/systemd/system/kubelet.service': named,
      'node/var/lib/kubelet/config.yaml': slow,
      'other/config.yaml': fast,
    });
    assert.deepEqual(instances.map(inEffect), [
      ['nodeStatusUpdateFrequency=20s', 'config=/var/lib/kubelet/config.yaml'],
      ['nodeStatusUpdateFrequency=5s'],
    ]);
  });

  it('a lone configuration belongs to the lone kubelet whose --config is not in the tree', () => {
    const instances = kubelets({ 'units/kubelet.service': named, 'configs/kubelet-config.yaml': slow });
    assert.deepEqual(instances.map(inEffect), [
      ['nodeStatusUpdateFrequency=20s', 'config=/var/lib/kubelet/config.yaml'],
    ]);
    assert.deepEqual(missing(instances[0]), []);
  });

  it('a lone configuration belongs to the lone kubelet without --config', () => {
    const instances = kubelets({ 'kubelet.service': unit('ExecStart=/usr/bin/kubelet --v=2'), 'kubelet.yaml': slow });
    assert.deepEqual(instances.map(inEffect), [['nodeStatusUpdateFrequency=20s', 'v=2']]);
  });

  it('several configurations beside one kubelet give the union', () => {
    const instances = kubelets({
      'kubelet.service': unit('ExecStart=/usr/bin/kubelet --v=2'),
      'a.yaml': slow,
      'b.yaml': fast,
    });
    assert.deepEqual(instances.map(inEffect), [
      ['v=2'],
      ['nodeStatusUpdateFrequency=20s'],
      ['nodeStatusUpdateFrequency=5s'],
    ]);
  });

  it('two documents of one file are two kubelets', () => {
    const instances = kubelets({ Clusterfile: `${slow}---\n${fast}` });
    assert.deepEqual(instances.map(inEffect), [['nodeStatusUpdateFrequency=20s'], ['nodeStatusUpdateFrequency=5s']]);
  });

  it('flags and configuration of one kubeadm file belong together', () => {
    const instances = kubelets({
      'kubeadm.yaml': [
        'apiVersion: kubeadm.k8s.io/v1beta4',
        'kind: InitConfiguration',
        'nodeRegistration:',
        '  kubeletExtraArgs:',
        '  - {name: node-status-update-frequency, value: 4s}',
        '---',
        kubeletConfiguration('nodeLeaseDurationSeconds: 60'),
      ].join('\n'),
    });
    assert.deepEqual(instances.map(inEffect), [['nodeLeaseDurationSeconds=60', 'node-status-update-frequency=4s']]);
  });

  it('the files of --config-dir are merged over the file in the order of their names', () => {
    const instances = kubelets({
      'etc/systemd/system/kubelet.service': unit(
        'ExecStart=/usr/bin/kubelet --config=/etc/kubernetes/kubelet.yaml --config-dir=/etc/kubernetes/kubelet.conf.d',
      ),
      'etc/kubernetes/kubelet.yaml': kubeletConfiguration(
        'nodeStatusUpdateFrequency: 20s',
        'nodeLeaseDurationSeconds: 40',
      ),
      'etc/kubernetes/kubelet.conf.d/20-b.conf': kubeletConfiguration('nodeStatusUpdateFrequency: 30s'),
      'etc/kubernetes/kubelet.conf.d/10-a.conf': kubeletConfiguration('nodeStatusUpdateFrequency: 25s'),
    });
    assert.deepEqual(
      instances.map((instance) => inEffect(instance).slice(0, 2)),
      [['nodeStatusUpdateFrequency=30s (over 20s, 25s)', 'nodeLeaseDurationSeconds=40']],
    );
  });

  it('drop-ins that no kubelet names are merged over the lone configuration', () => {
    const instances = kubelets({
      'kubelet.yaml': slow,
      'kubelet.conf.d/10.conf': kubeletConfiguration('nodeLeaseDurationSeconds: 60'),
    });
    assert.deepEqual(instances.map(inEffect), [['nodeStatusUpdateFrequency=20s', 'nodeLeaseDurationSeconds=60']]);
  });

  it('a component that no file configures has one instance of defaults', () => {
    const { controllerManagers, apiServers } = onlyCluster({ 'kubelet.yaml': slow });
    assert.deepEqual(
      [...controllerManagers, ...apiServers].map(({ component, declaredIn, written }) => [
        component,
        declaredIn,
        written.size,
      ]),
      [
        ['kube-controller-manager', undefined, 0],
        ['kube-apiserver', undefined, 0],
      ],
    );
  });

  it('several controller managers of one cluster give the union', () => {
    const instances = manager({
      'a/kcm.yaml': controllerManager('--node-monitor-period=5s'),
      'a/b/kcm.yaml': controllerManager('--node-monitor-period=6s'),
    });
    assert.deepEqual(instances.map(inEffect), [['node-monitor-period=6s'], ['node-monitor-period=5s']]);
  });
});

describe('workspace: variables of one inventory', () => {
  const frequency = (seconds: number) => `kubelet_status_update_frequency: ${seconds}s\n`;

  it('groups that hold others come before them; groups beside each other and hosts are node pools', () => {
    const instances = kubelets({
      'group_vars/all/all.yml': frequency(10),
      'group_vars/k8s_cluster.yml': `${frequency(20)}kubelet_custom_flags: ["--max-pods=9"]\n`,
      'group_vars/gpu.yml': frequency(4),
      'group_vars/arm/main.yml': 'kubelet_custom_flags: ["--max-pods=5"]\n',
      'host_vars/n1.yml': frequency(5),
    });
    assert.deepEqual(instances.map(inEffect), [
      ['nodeStatusUpdateFrequency=20s (over 10s)', 'max-pods=9'],
      ['nodeStatusUpdateFrequency=20s (over 10s)', 'max-pods=5 (over 9)'],
      ['nodeStatusUpdateFrequency=4s (over 10s, 20s)', 'max-pods=9'],
      ['nodeStatusUpdateFrequency=5s (over 10s, 20s)', 'max-pods=9'],
    ]);
  });

  it('defaults of a role come first, its variables last', () => {
    const grace = (text: string) => `kube_controller_node_monitor_grace_period: ${text}\n`;
    const instances = manager({
      'roles/a/defaults/main.yml': `${grace('1m')}kube_controller_node_monitor_period: 5s\n`,
      'roles/a/vars/main.yml': 'kube_controller_node_monitor_period: 7s\n',
      'group_vars/all.yml': `${grace('2m')}kube_controller_node_monitor_period: 6s\n`,
    });
    assert.deepEqual(instances.map(inEffect), [
      ['node-monitor-grace-period=2m (over 1m)', 'node-monitor-period=7s (over 5s, 6s)'],
    ]);
  });

  it('to override is no mistake, and a list takes the place of the one before it', () => {
    const service = createTreeService();
    const variables = (period: number, gates: string) =>
      `kube_controller_node_monitor_period: ${period}s\nkube_controller_feature_gates: ["${gates}=true"]\n`;
    service.update('group_vars/all.yml', variables(5, 'A'));
    service.update('group_vars/k8s_cluster.yml', variables(6, 'B'));
    const [report] = service.snapshot().clusters;
    const written = report?.cluster.controllerManagers[0]?.written;
    assert.deepEqual(
      [...(written?.values() ?? [])].map(({ name, value }) => `${name}=${value.known ? value.value : '?'}`),
      ['node-monitor-period=6s', 'feature-gates=B=true'],
    );
    assert.deepEqual(
      service
        .snapshot()
        .findings()
        .map(({ ruleId }) => ruleId)
        .filter((id) => id === 'duplicate-setting'),
      [],
    );
  });
});
