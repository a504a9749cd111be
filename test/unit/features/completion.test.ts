// What is offered where, with what each value would do.
import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver';
import { complete } from '../../../server/src/features/completion/completion.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 20s
`;
const STORAGE = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
`;

/** What is offered where `|` stands in a file beside others. */
function itemsAt(
  file: string,
  marked: string,
  snippets = false,
  hiddenHints: readonly string[] = [],
): readonly CompletionItem[] {
  const service = createTreeService();
  const text = marked.replace('|', '');
  const files = { 'kubeadm.yaml': KUBEADM, 'storage.yaml': STORAGE, [file]: text };
  for (const [name, one] of Object.entries(files)) service.update(name, one);
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const view: FileView = {
    snapshot: service.snapshot(),
    file,
    text,
    words: english,
    uriOf: (one) => one,
    versionOf: () => 1,
  };
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return complete(view, position, { snippets, hiddenHints }) ?? [];
}

const shown = (items: readonly CompletionItem[]) =>
  items.map(({ label, labelDetails }) => [label, labelDetails?.description ?? ''].filter(Boolean).join(' | '));

const LEDGER = (spec: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger }
spec:
  template:
    spec:
${spec}
      volumes: [{ name: data, nfs: { server: a, path: /b } }]
      containers: [{ name: db, image: db }]
`;

describe('features: completion', () => {
  it('leaves the keys of objects to a server that knows their schema, and offers their values all the same', () => {
    const labels = (marked: string, hidden: readonly string[]) =>
      itemsAt('ledger.yaml', LEDGER(marked), false, hidden).map(({ label }) => label);
    assert.ok(labels('      |', []).some((label) => label.startsWith('terminationGracePeriodSeconds')));
    assert.deepEqual(labels('      |', ['keys']), []);
    const grace = '      terminationGracePeriodSeconds: |0';
    assert.deepEqual(labels(grace, ['keys']), labels(grace, []));
  });

  it('offers values of a flag with what each would do', () => {
    assert.deepEqual(shown(itemsAt('kubeadm.yaml', KUBEADM.replace('20s', '|20s'))), [
      '50s | default in 1.33; survives 3 lost heartbeats',
      '20s | survives 0 lost heartbeats',
      '40s | survives 2 lost heartbeats',
      '60s | survives 4 lost heartbeats',
      '2m | survives 10 lost heartbeats',
    ]);
  });

  it('offers the flags of the component and the version, in the spelling of the place', () => {
    const unit = '[Service]\nExecStart=/usr/bin/kube-controller-manager --node-monitor-period=5s --node|\n';
    const ofUnit = itemsAt('kcm.service', unit);
    const grace = ofUnit.find(({ label }) => label === '--node-monitor-grace-period');
    assert.deepEqual(grace?.textEdit, {
      range: { start: { line: 1, character: 68 }, end: { line: 1, character: 74 } },
      newText: '--node-monitor-grace-period=50s',
    });
    assert.equal(grace?.labelDetails?.description, '50s');
    assert.ok(!ofUnit.some(({ label }) => label === '--pod-eviction-timeout'), 'gone since 1.27');
    const k3s = itemsAt('config.yaml', 'kube-controller-manager-arg:\n  - node-monitor|\n');
    assert.deepEqual(
      k3s.filter(({ label }) => label.startsWith('node-monitor')).map(({ textEdit }) => textEdit?.newText),
      ['node-monitor-period=5s', 'node-monitor-grace-period=50s'],
    );
    const named = itemsAt('kubeadm.yaml', KUBEADM.replace('name: node-monitor-grace-period', 'name: node|'));
    assert.ok(named.some(({ textEdit }) => textEdit?.newText === 'node-monitor-period'));
  });

  it('offers fields of a kubelet', () => {
    const text = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnode|\n';
    const found = itemsAt('kubelet.yaml', text).map(({ textEdit }) => textEdit?.newText);
    assert.ok(found.includes('nodeLeaseDurationSeconds: 40'), found.join());
    assert.ok(found.includes('nodeStatusUpdateFrequency: 10s'), found.join());
  });

  it("offers fields that a platform's own objects have for flags, as its decoder takes them", () => {
    const kops = (version: string, spec: string) =>
      itemsAt(
        'cluster.yaml',
        `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: { name: a.example.org }\nspec:\n  kubernetesVersion: ${version}\n${spec}`,
      );
    const manager = '  kubeControllerManager:\n    nodeMonitorGracePeriod: 20s\n    node|\n';
    const labels = kops('1.31.2', manager).map(({ textEdit }) => textEdit?.newText);
    assert.deepEqual(labels.slice(0, 2), ['nodeMonitorPeriod: 5s', 'terminatedPodGCThreshold: 12500']);
    assert.ok(labels.includes('featureGates:'));
    assert.ok(!labels.includes('podEvictionTimeout: 5m0s'));
    assert.ok(kops('1.31.2', '  kubelet:\n    |\n').some(({ label }) => label === 'nodeStatusUpdateFrequency'));
    const shoot =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: { name: a }\nspec:\n  kubernetes:\n    version: 1.33.2\n    kubeAPIServer:\n      |\n';
    assert.ok(
      itemsAt('shoot.yaml', shoot).some(
        ({ textEdit }) => textEdit?.newText === 'defaultUnreachableTolerationSeconds: 300',
      ),
    );
    assert.deepEqual(kops('1.31.2', '  |\n'), []);
  });

  it('offers a grace period with the verdict of each', () => {
    assert.deepEqual(shown(itemsAt('ledger.yaml', LEDGER('      terminationGracePeriodSeconds: |'))), [
      '30 | evicted after 5 min 15 s – 5 min 35 s, safe, needs a hand',
      '0 | two writers, from 5 min 15 s on',
    ]);
  });

  it('offers fields that are not there yet, with their values', () => {
    const found = shown(itemsAt('ledger.yaml', LEDGER('      terminationGracePeriodSeconds: 0\n      |')));
    assert.ok(found.includes('tolerations'), found.join());
    assert.ok(!found.some((one) => one.startsWith('terminationGracePeriodSeconds')));
  });

  it('offers tolerations: keys, operators, effects, seconds with the eviction of each', () => {
    const toleration = (rest: string) =>
      LEDGER(
        `      tolerations:\n        - key: node.kubernetes.io/unreachable\n          operator: Exists\n          effect: NoExecute\n          ${rest}`,
      );
    assert.deepEqual(shown(itemsAt('ledger.yaml', toleration('tolerationSeconds: |10'))), [
      '300 | → evicted 5 min 15 s – 5 min 35 s',
      '60 | → evicted 1 min 15 s – 1 min 35 s',
      '0 | → evicted 14.6–35.1 s',
    ]);
    const keys = shown(itemsAt('ledger.yaml', LEDGER('      tolerations:\n        - key: |')));
    assert.match(keys[0] ?? '', /^node\.kubernetes\.io\/unreachable \| The node has fallen silent/);
  });

  it('offers the classes of the cluster with their storage', () => {
    const claim =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec:\n  storageClassName: |\n';
    const [item] = itemsAt('claim.yaml', claim);
    assert.deepEqual(shown(item ? [item] : []), ['fast | AWS EBS']);
    assert.match(String(item?.documentation), /^AWS EBS is attached to a node before a pod can mount it\./);
    const modes = shown(itemsAt('claim.yaml', claim.replace('storageClassName: |', 'accessModes:\n    - |')));
    assert.deepEqual(
      modes.map((one) => one.split(' | ', 1)[0]),
      ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'],
    );
  });

  it('offers set-ups in an empty document, of which none has a finding', () => {
    const items = itemsAt('new.yaml', '|', true);
    assert.equal(items.length, 3);
    const service = createTreeService();
    for (const [index, { documentation }] of items.entries()) service.update(`${index}.yaml`, String(documentation));
    assert.deepEqual(
      service
        .snapshot()
        .findings()
        .map(({ ruleId, message }) => `${ruleId}: ${message}`),
      [],
    );
    assert.deepEqual(itemsAt('new.yaml', '|'), []);
  });

  it('offers nothing in files that are none of ours', () => {
    assert.deepEqual(itemsAt('notes.md', 'a --b|'), []);
    assert.deepEqual(itemsAt('other.yaml', 'name: x\non: |\n'), []);
  });
});
