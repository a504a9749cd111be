import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources: spellings of flags', () => {
  it('reads underscores, blanks, glued continuations and dashes of word processors', () => {
    const text = `[Service]
ExecStart=/usr/bin/kube-controller-manager\\
 --node_monitor_period=5s\\
  --node-monitor-grace-period 40s \\
--pod_eviction_timeout= 1m \\
\t\u2013-controllers=*,-nodelifecycle
`;
    const { settings, reading } = settingsIn('kube-controller-manager.service', text);
    assert.deepEqual(settings, [
      'kube-controller-manager --node_monitor_period=5s@2:1',
      'kube-controller-manager --node-monitor-grace-period=40s@3:2',
      'kube-controller-manager --pod_eviction_timeout=@4:0',
      'kube-controller-manager \u2013-controllers=*,-nodelifecycle@5:1',
    ]);
    assert.deepEqual(
      reading?.settings.map(({ name }) => name),
      ['node-monitor-period', 'node-monitor-grace-period', 'pod-eviction-timeout', 'controllers'],
    );
  });

  it('reads flags in a variable of any name', () => {
    assert.deepEqual(
      settingsIn(
        'controller-manager',
        'KUBE_GC="--terminated-pod-gc-threshold=10"\nexport X=\'--node_monitor_period=4s\'\n',
      ).settings,
      [
        'kube-controller-manager --terminated-pod-gc-threshold=10@0:9',
        'kube-controller-manager --node_monitor_period=4s@1:10',
      ],
    );
  });

  it('reads flags of a file of arguments behind dashes, and beside one that is being typed', () => {
    assert.deepEqual(
      settingsIn('args/kube-controller-manager', '\u2013node-monitor-period=5s\n--v "2"\n--\n').settings,
      ['kube-controller-manager \u2013node-monitor-period=5s@0:0', 'kube-controller-manager --v=2@1:0'],
    );
  });

  it('reads what Bottlerocket and Upstart start', () => {
    const bottlerocket = `[required-extensions]
kubernetes = "v1"
std = { version = "v1", helpers = ["default"] }
+++
[Service]
ExecStart=
ExecStart=/usr/bin/kubelet \\
{{#unless settings.kubernetes.standalone-mode}}
    --max-pods={{default 110 settings.kubernetes.max-pods}} \\
{{/unless}}
    --node-status-update-frequency 5s
`;
    assert.deepEqual(settingsIn('kubelet-exec-start-conf', bottlerocket).settings, [
      'kubelet --max-pods=?{{default 110 settings.kubernetes.max-pods}}@8:4',
      'kubelet --node-status-update-frequency=5s@10:4',
    ]);
    const upstart =
      'description "x"\nstart on runlevel [2345]\nexec kube-controller-manager \\\n  --node-monitor-period=5s\n';
    assert.deepEqual(settingsIn('init/kcm.conf', upstart).settings, [
      'kube-controller-manager --node-monitor-period=5s@3:2',
    ]);
  });
});

describe('sources: what looks like a setting and is none', () => {
  const nothing = (file: string, text: string) => assert.deepEqual(settingsIn(file, text).settings, [], file);

  it('gives nothing for the text that --help prints', () => {
    const help = `Usage:
  kube-controller-manager [flags]

Node Controller flags:

      --node-monitor-grace-period duration     Amount of time which we allow running Node to be unresponsive. (default 40s)
      --node-monitor-period duration           The period for syncing NodeStatus. (default 5s)
`;
    nothing('kube-controller-manager', help);
    nothing('kube-controller-manager.txt', help);
    nothing('kube-controller-manager', help.split('\n').slice(5).join('\n'));
  });

  it('gives nothing for comments', () => {
    nothing(
      'kcm.service',
      '[Service]\n# ExecStart=/usr/bin/kube-controller-manager --node-monitor-period=5s\nExecStart=/bin/true kubelet\n',
    );
    nothing('kubelet', '# KUBELET_ARGS="--max-pods=9"\n; KUBELET_OPTS="--v=2"\nKUBELET_ARGS=""\n');
    nothing('kube-controller-manager', '# --node-monitor-period=5s\n');
    nothing('x.sh', '#!/bin/sh\n# kube-controller-manager --node-monitor-grace-period=40s\n: # kubelet --v=2\n');
    nothing('x.yaml', '# node-monitor-grace-period: 40 seconds, --node-monitor-period=5s\na: 1\n');
    nothing(
      'kcm.nix',
      '{\n  # services.kubernetes.kubelet.extraOpts = "--max-pods=1";\n  /* services.k3s.extraFlags = "--kubelet-arg=max-pods=1"; */\n}\n',
    );
  });

  it('gives nothing for scripts that look for a flag', () => {
    nothing(
      'x.sh',
      "#!/bin/sh\nsed -i 's/--node-monitor-period=5s/--node-monitor-period=2s/' notes.txt\ngrep -- --pod-eviction-timeout=1m kubelet.log\n",
    );
  });
});
