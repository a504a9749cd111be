import assert from 'node:assert/strict';
import { systemdDropIn, systemdUnit } from '../../../server/src/sources/files/systemdUnit.ts';
import { readSource } from './readSource.ts';
import { wholeFile } from './wholeFile.ts';

const UNIT = `[Unit]
Description=Kubernetes Controller Manager

[Service]
ExecStart=/usr/local/bin/kube-controller-manager \\
  --leader-elect \\
  --node-monitor-period=5s \\
  # how long a node may be silent
  --node-monitor-grace-period "40s" \\
  --pod_eviction_timeout=1m0s
Restart=always
`;

describe('sources/systemd-unit', () => {
  it('reads flags behind continuations, comments and quotes', () => {
    const unit = readSource(systemdUnit, UNIT, 'kube-controller-manager.service');
    assert.equal(unit.recognised, true);
    assert.deepEqual(unit.settings, [
      'kube-controller-manager --leader-elect=true@5:2',
      'kube-controller-manager --node-monitor-period=5s@6:2',
      'kube-controller-manager --node-monitor-grace-period=40s@8:2',
      'kube-controller-manager --pod_eviction_timeout=1m0s@9:2',
    ]);
    assert.equal(unit.setting('pod-eviction-timeout').name, 'pod-eviction-timeout');
    assert.deepEqual(unit.setting('node-monitor-grace-period').valueRange, {
      start: { line: 8, character: 31 },
      end: { line: 8, character: 34 },
    });
    assert.deepEqual(unit.setting('leader-elect').valueRange, {
      start: { line: 5, character: 16 },
      end: { line: 5, character: 16 },
    });
  });

  it('replaces a value inside its quotes', () => {
    const unit = readSource(systemdUnit, UNIT);
    assert.equal(unit.replaced('node-monitor-grace-period', '50s'), UNIT.replace('"40s"', '"50s"'));
    assert.equal(unit.replaced('leader-elect', 'false'), UNIT.replace('--leader-elect', '--leader-elect=false'));
  });

  it('renames a flag', () => {
    const unit = readSource(systemdUnit, UNIT);
    assert.equal(
      unit.renamed('node-monitor-period', 'node-monitor-grace-period'),
      UNIT.replace('--node-monitor-period', '--node-monitor-grace-period'),
    );
  });

  it('removes a flag with its line', () => {
    const unit = readSource(systemdUnit, UNIT);
    assert.equal(unit.removed('node-monitor-period'), UNIT.replace('  --node-monitor-period=5s \\\n', ''));
    assert.equal(
      unit.removed('node-monitor-grace-period'),
      UNIT.replace('  --node-monitor-grace-period "40s" \\\n', ''),
    );
  });

  it('takes the backslash before the last flag along', () => {
    const unit = readSource(systemdUnit, UNIT);
    assert.equal(unit.removed('pod-eviction-timeout'), UNIT.replace(' \\\n  --pod_eviction_timeout=1m0s', ''));
    const commented = UNIT.replace('  # how long a node may be silent\n', '').replace('  --pod', '  # old\n  --pod');
    assert.equal(
      readSource(systemdUnit, commented).removed('pod-eviction-timeout'),
      commented.replace('"40s" \\\n  # old\n  --pod_eviction_timeout=1m0s\n', '"40s"\n  # old\n'),
    );
  });

  it('adds a flag on a line of its own, and behind a blank', () => {
    const grown = readSource(systemdUnit, UNIT).added('node-eviction-rate', 0.1);
    assert.equal(grown, UNIT.replace('1m0s\n', '1m0s \\\n  --node-eviction-rate=0.1\n'));
    const short = '[Service]\nExecStart=/kubelet --v=2\n';
    assert.equal(readSource(systemdUnit, short).added('max-pods', 9), short.replace('--v=2', '--v=2 --max-pods=9'));
    const bare = '[Service]\nExecStart=/kubelet\n';
    assert.equal(readSource(systemdUnit, bare).added('max-pods', 9), bare.replace('/kubelet', '/kubelet --max-pods=9'));
  });

  it('keeps line ends of CRLF files', () => {
    const crlf = UNIT.replaceAll('\n', '\r\n');
    const unit = readSource(systemdUnit, crlf);
    assert.equal(unit.settings.length, 4);
    assert.equal(unit.removed('node-monitor-period'), crlf.replace('  --node-monitor-period=5s \\\r\n', ''));
    assert.equal(unit.removed('pod-eviction-timeout'), crlf.replace(' \\\r\n  --pod_eviction_timeout=1m0s', ''));
    assert.equal(unit.added('v', 2), crlf.replace('1m0s\r\n', '1m0s \\\r\n  --v=2\r\n'));
  });

  it('reads the command of a shell', () => {
    const text = `[Service]\nExecStart=/bin/sh -c "exec kube-controller-manager --v=0 --node-monitor-period=2s >> /log 2>&1"\n`;
    const unit = readSource(systemdUnit, text);
    assert.deepEqual(unit.settings, [
      'kube-controller-manager --v=0@1:51',
      'kube-controller-manager --node-monitor-period=2s@1:57',
    ]);
    assert.equal(unit.replaced('node-monitor-period', '5s'), text.replace('=2s', '=5s'));
    assert.equal(unit.removed('node-monitor-period'), text.replace(' --node-monitor-period=2s', ''));
  });

  it('reads hyperkube, and a program that a template names', () => {
    const hyperkube = '[Service]\nExecStart=/hyperkube controller-manager --v=2\n';
    assert.deepEqual(readSource(systemdUnit, hyperkube).settings, ['kube-controller-manager --v=2@1:40']);
    const template = '[Service]\nExecStart={{ kubelet_bin }} --v={{ level }}\n';
    assert.deepEqual(readSource(systemdUnit, template, 'kubelet.service').settings, ['kubelet --v=?{{ level }}@1:28']);
    const wrapper =
      '[Service]\nEnvironment=KUBELET_IMAGE_ARGS=--exec=/controller-manager\nExecStart=/usr/lib/coreos/kubelet-wrapper --v=4\n';
    assert.deepEqual(readSource(systemdUnit, wrapper).settings, ['kube-controller-manager --v=4@2:42']);
  });

  it('reads templates between continued lines as absent, and what they enclose as not known', () => {
    const text = `[Service]
ExecStart=/usr/bin/kube-controller-manager \\
{% if ha %}
  --leader-elect=true \\
{% endif %}
  --node-monitor-grace-period={{ grace }} \\
  --v=2
`;
    assert.deepEqual(readSource(systemdUnit, text).settings, [
      'kube-controller-manager --leader-elect=?true@3:2',
      'kube-controller-manager --node-monitor-grace-period=?{{ grace }}@5:2',
      'kube-controller-manager --v=2@6:2',
    ]);
  });

  it('reads variables, specifiers and environment files in order', () => {
    const text = `[Service]
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml" LEVEL=2
EnvironmentFile=-/etc/default/kubelet
ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_EXTRA_ARGS --v=\${LEVEL} --hostname-override=%H
`;
    const { reading } = readSource(systemdUnit, text);
    assert.deepEqual(
      reading.invocations?.[0]?.parts.map((part) => (part.kind === 'variable' ? part.variable : part.setting.value)),
      [
        'KUBELET_CONFIG_ARGS',
        'KUBELET_EXTRA_ARGS',
        { known: false, reason: 'variable', text: '${LEVEL}' },
        { known: false, reason: 'variable', text: '%H' },
      ],
    );
    assert.deepEqual(
      reading.references?.map(({ kind, path, optional }) => ({ kind, path, optional })),
      [
        { kind: 'config', path: '/var/lib/kubelet/config.yaml', optional: false },
        { kind: 'environment-file', path: '/etc/default/kubelet', optional: true },
      ],
    );
    assert.deepEqual(
      reading.assignments?.map(({ variable, settings, value }) => [variable, settings.length, value]),
      [
        ['KUBELET_CONFIG_ARGS', 1, { known: true, value: '--config=/var/lib/kubelet/config.yaml' }],
        ['LEVEL', 0, { known: true, value: '2' }],
      ],
    );
  });

  it('changes the flags of an Environment= inside its quotes', () => {
    const text = `[Service]\nEnvironment="KUBELET_ARGS=--v=2 \\\n  --max-pods=9"\nExecStart=/kubelet $KUBELET_ARGS\n`;
    const unit = readSource(systemdUnit, text);
    assert.equal(unit.replaced('max-pods', '10'), text.replace('=9', '=10'));
    assert.equal(unit.removed('max-pods'), text.replace(' \\\n  --max-pods=9', ''));
    assert.equal(unit.removed('v'), text.replace('--v=2', ''));
  });

  it('gives nothing for other units, and for texts that only hold one', () => {
    const recognises = (text: string) => systemdUnit.recognises({ file: 'x.service', fragment: wholeFile(text) });
    assert.equal(recognises('[Unit]\nDescription=etcd\n[Service]\nExecStart=/usr/bin/etcd --name=a\n'), false);
    assert.equal(recognises('cat <<EOF\n[Service]\nExecStart=/usr/bin/kubelet\nEOF\n'), false);
    assert.equal(recognises('Start the kubelet with [Service] sections.\n'), false);
    const after =
      '[Unit]\nAfter=kubelet.service\n[Service]\nExecStart=/usr/bin/thing --v=2\nExecStartPre=/kubelet --x\n';
    assert.deepEqual(readSource(systemdUnit, after).reading.settings, []);
  });

  it('ends the command where a line does not continue', () => {
    const text = '[Service]\nExecStart=/kubelet \\\n  --v=2\n  --max-pods=9 \\\n  --read-only-port=0\n';
    assert.deepEqual(readSource(systemdUnit, text).settings, ['kubelet --v=2@2:2']);
  });
});

describe('sources/systemd-drop-in', () => {
  const DROP_IN = '[Service]\nExecStart=\nExecStart=/usr/bin/kubelet $KUBELET_EXTRA_ARGS --v=2\n';
  const FILE = 'etc/systemd/system/kubelet.service.d/10-kubeadm.conf';

  it('is told from a unit by its path', () => {
    const candidate = { file: FILE, fragment: wholeFile(DROP_IN) };
    assert.deepEqual([systemdDropIn.recognises(candidate), systemdUnit.recognises(candidate)], [true, false]);
  });

  it('resets the start of its unit, or does not', () => {
    const resets = (text: string) =>
      readSource(systemdDropIn, text, FILE).reading.invocations?.map((invocation) => invocation.resets);
    assert.deepEqual(resets(DROP_IN), [true]);
    assert.deepEqual(resets(DROP_IN.replace('ExecStart=\n', '')), [false]);
    assert.deepEqual(resets(`${DROP_IN}ExecStart=\nExecStart=/usr/bin/kubelet\n`), [true]);
  });
});
