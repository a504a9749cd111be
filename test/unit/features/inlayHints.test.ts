// Where hints stand, and where none does.
import assert from 'node:assert/strict';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';

const support = {
  hoverMarkdown: true,
  hoverPictures: false,
  theme: 'light',
  hiddenHints: [] as readonly string[],
  clientFiles: false,
} as const;
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const MANAGER = `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: kube-system }
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.2
      command: [kube-controller-manager, "--node-monitor-grace-period=20s", "--v=2"] # short
`;
const LEDGER = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: "ledger" # money
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
        - key: node.kubernetes.io/unreachable
          operator: Exists
          effect: NoExecute
          tolerationSeconds: 10
      volumes: [{ name: data, nfs: { server: a, path: /b } }]
      containers: [{ name: db, image: db, volumeMounts: [{ name: data, mountPath: /d }] }]
`;

function hintsOf(files: Readonly<Record<string, string>>, file: string, hiddenHints: readonly string[] = []) {
  const service = createTreeService();
  for (const [name, text] of Object.entries(files)) service.update(name, text);
  const text = files[file] ?? '';
  const view: FileView = {
    snapshot: service.snapshot(),
    file,
    text,
    words: english,
    uriOf: (one) => one,
    versionOf: () => 1,
  };
  const lines = text.split('\n');
  return inlayHints(view, all, { ...support, hiddenHints }).map(({ position, label }) => {
    assert.equal(position.character, lines[position.line]?.length, 'not at the end of its line');
    return `${position.line}: ${String(label)}`;
  });
}

describe('features: inlay hints', () => {
  it('none at a toleration where the time-out of the controller evicts: 1.12, without taints', () => {
    const at = (version: string) =>
      hintsOf({ 'manager.yaml': MANAGER.replace('v1.33.2', version), 'ledger.yaml': LEDGER }, 'ledger.yaml', [
        'verdict',
      ]);
    assert.equal(at('v1.13.0').length, 1);
    assert.deepEqual(at('v1.12.0'), []);
  });

  const files = { 'kcm.yaml': MANAGER, 'ledger.yaml': LEDGER };

  it('stand at the end of the line of what decides, outside quotes and behind comments', () => {
    assert.deepEqual(hintsOf(files, 'kcm.yaml'), ['7: → Unknown 9.6–30 s']);
    assert.deepEqual(hintsOf(files, 'ledger.yaml'), ['3: → two writers from 24.6 s', '12: → evicted 24.6–45.1 s']);
  });

  it('tell of each kubelet its own heartbeat', () => {
    const kubelet = (...fields: readonly string[]) =>
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields.join('\n')}\n`;
    const pools = {
      ...files,
      'a/kubelet.yaml': kubelet('nodeStatusUpdateFrequency: 20s', 'nodeLeaseDurationSeconds: 120'),
      'b/kubelet.yaml': kubelet('nodeStatusUpdateFrequency: 5s'),
      'c/kubelet.yaml': kubelet('nodeLeaseDurationSeconds: 8'),
    };
    assert.deepEqual(hintsOf(pools, 'a/kubelet.yaml'), ['2: → heartbeat every 20 s']);
    assert.deepEqual(hintsOf(pools, 'b/kubelet.yaml'), ['2: → heartbeat every 5 s']);
    assert.deepEqual(hintsOf(pools, 'c/kubelet.yaml'), ['2: → heartbeat every 2 s']);
  });

  it('stand at no setting that another one overrides, and at none that is not written', () => {
    const twice = MANAGER.replace('"--v=2"', '"--node-monitor-grace-period=50s"');
    assert.deepEqual(hintsOf({ 'kcm.yaml': twice }, 'kcm.yaml'), ['7: → Unknown 39.6 s – 1 min']);
    assert.deepEqual(
      hintsOf({ 'kcm.yaml': MANAGER.replace('"--node-monitor-grace-period=20s", ', '') }, 'kcm.yaml'),
      [],
    );
    const unused =
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 20s\n';
    assert.deepEqual(hintsOf({ ...files, 'kubelet.yaml': unused }, 'kubelet.yaml'), []);
    const used = `${unused.replace(/nodeStatus.*\n/, '')}nodeLeaseDurationSeconds: 20\n`;
    assert.deepEqual(hintsOf({ ...files, 'kubelet.yaml': used }, 'kubelet.yaml'), ['2: → heartbeat every 5 s']);
  });

  it('stand at the value of an entry of several lines', () => {
    const kubeadm = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 20s
    - name: node-monitor-period
      value: 2s
    - value: 1m # an entry of another flag
      name: node-startup-grace-period
`;
    assert.deepEqual(hintsOf({ 'kubeadm.yaml': kubeadm }, 'kubeadm.yaml'), ['6: → Unknown 9.6–24 s']);
  });

  it('are switched off by kind', () => {
    assert.deepEqual(hintsOf(files, 'kcm.yaml', ['detection']), []);
    assert.deepEqual(hintsOf(files, 'ledger.yaml', ['verdict']), ['12: → evicted 24.6–45.1 s']);
    assert.deepEqual(hintsOf(files, 'ledger.yaml', ['verdict', 'eviction']), []);
  });
});
