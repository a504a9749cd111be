import assert from 'node:assert/strict';
import type { FileEdit } from '../../../server/src/model/location.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { applyEdits } from './wholeFile.ts';

const setting = (text: string, name: string) => {
  const found = readFile('config', text)?.settings.find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
};
const at = (text: string, name: string): string => {
  const { value, valueRange } = setting(text, name);
  return `${value.known ? value.value : '?'}@${valueRange.start.line}:${valueRange.start.character}`;
};
const apply = (text: string, edits: readonly FileEdit[]): string => applyEdits(text, edits);

describe('sources/boot-configuration', () => {
  const CLOUD = `#cloud-config
write_files:
  - path: /etc/systemd/system/kube-controller-manager.service
    permissions: '0644'
    content: |
      [Service]
      ExecStart=/usr/bin/kube-controller-manager \\
        --node-monitor-period=5s \\
        --v=2
  - path: /etc/default/kubelet
    content: KUBELET_EXTRA_ARGS=--max-pods=9
runcmd:
  - curl -sfL https://get.k3s.io | sh -s - server --kubelet-arg=node-status-update-frequency=4s
  - [systemctl, restart, kubelet]
`;

  it('reads files and commands of cloud-init in their shapes', () => {
    assert.equal(at(CLOUD, 'node-monitor-period'), '5s@7:30');
    assert.equal(at(CLOUD, 'max-pods'), '9@10:43');
    assert.equal(at(CLOUD, 'node-status-update-frequency'), '4s@12:93');
  });

  it('writes back with the indentation of the place', () => {
    const replaced = apply(CLOUD, setting(CLOUD, 'node-monitor-period').rewriter.replace('2s'));
    assert.equal(replaced, CLOUD.replace('=5s', '=2s'));
    const removed = apply(CLOUD, setting(CLOUD, 'node-monitor-period').rewriter.remove());
    assert.equal(removed, CLOUD.replace('        --node-monitor-period=5s \\\n', ''));
    const settingList = readFile('config', CLOUD)?.settingLists.find(
      (one) => one.component === 'kube-controller-manager',
    );
    assert.equal(
      apply(CLOUD, settingList?.inserter.add('node-eviction-rate', 1) ?? []),
      CLOUD.replace('--v=2\n', '--v=2 \\\n        --node-eviction-rate=1\n'),
    );
  });

  it('reads Butane, with drop-ins below their unit', () => {
    const butane = `variant: fcos
version: 1.4.0
systemd:
  units:
    - name: kubelet.service
      dropins:
        - name: 20-args.conf
          contents: |
            [Service]
            ExecStart=
            ExecStart=/usr/bin/kubelet --max-pods=9
storage:
  files:
    - path: /etc/kubernetes/kubelet.yaml
      contents:
        inline: |
          kind: KubeletConfiguration
          apiVersion: kubelet.config.k8s.io/v1beta1
          nodeStatusUpdateFrequency: 4s
`;
    assert.equal(at(butane, 'max-pods'), '9@10:50');
    assert.equal(setting(butane, 'max-pods').source, 'systemd-drop-in');
    assert.equal(at(butane, 'nodeStatusUpdateFrequency'), '4s@18:37');
    assert.equal(readFile('config', butane)?.invocations[0]?.resets, true);
  });

  it('reads Ignition: escaped strings and data URLs, and writes them back encoded', () => {
    const unit = '[Service]\nExecStart=/usr/bin/kubelet \\\n  --max-pods=9 \\\n  --v=2\n';
    const ignition = JSON.stringify({
      ignition: { version: '3.4.0' },
      systemd: { units: [{ name: 'kubelet.service', contents: unit }] },
      storage: {
        files: [
          {
            path: '/etc/kubernetes/kubelet.yaml',
            contents: {
              source: `data:,${encodeURIComponent('kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nnodeStatusUpdateFrequency: 4s\n')}`,
            },
          },
        ],
      },
    });
    assert.deepEqual(setting(ignition, 'max-pods').value, { known: true, value: '9' });
    const start = ignition.indexOf('--max-pods=9') + '--max-pods='.length;
    assert.equal(setting(ignition, 'max-pods').valueRange.start.character, start);
    const removed = JSON.parse(apply(ignition, setting(ignition, 'max-pods').rewriter.remove()));
    assert.equal(removed.systemd.units[0].contents, unit.replace('  --max-pods=9 \\\n', ''));
    assert.equal(
      apply(ignition, setting(ignition, 'nodeStatusUpdateFrequency').rewriter.replace('10s')),
      ignition.replace('%3A%204s', '%3A%2010s'),
    );
  });

  it('reads base64 and does not write it', () => {
    const text = `#cloud-config
write_files:
  - path: /etc/default/kubelet
    encoding: b64
    content: ${btoa('KUBELET_EXTRA_ARGS="--max-pods=9"\n')}
`;
    assert.equal(at(text, 'max-pods'), '9@4:13');
    assert.deepEqual(setting(text, 'max-pods').rewriter.replace('10'), []);
    const compressed = text.replace('b64', 'gz+b64');
    assert.equal(readFile('config', compressed), undefined);
  });

  it('gives nothing for other files', () => {
    const text = CLOUD.replaceAll('kube', 'cube').replaceAll('k3s', 'x').replaceAll('KUBE', 'CUBE');
    assert.equal(readFile('config', text)?.settings.length ?? 0, 0);
  });
});
