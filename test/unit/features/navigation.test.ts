// Lines above, outline, ways from one place to another, links to named files.
import assert from 'node:assert/strict';
import { codeLenses } from '../../../server/src/features/codeLenses.ts';
import { definitions, references } from '../../../server/src/features/definitions.ts';
import { documentLinks } from '../../../server/src/features/documentLinks.ts';
import { documentSymbols } from '../../../server/src/features/documentSymbols.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';
import { manyDocuments } from '../../bench/workspaces.ts';
import { countSteps } from '../../steps.ts';

const FILES = {
  'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
apiServer:
  extraArgs:
    - name: default-unreachable-toleration-seconds
      value: "60"
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 20s
`,
  'kubelet.service': `[Service]
EnvironmentFile=/etc/default/kubelet
ExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --node-status-update-frequency=4s $EXTRA
`,
  'etc/default/kubelet': 'EXTRA=--v=2\n',
  'kubelet/config.yaml': `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeStatusUpdateFrequency: 10s
`,
  'ledger.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: db }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 10 }
      containers: [{ name: db, image: db }]
      volumes: [{ name: old, persistentVolumeClaim: { claimName: archive } }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: shared }
`,
  'storage.yaml': `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: shared }
provisioner: nfs.csi.k8s.io
---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: nfs.csi.k8s.io }
spec: { attachRequired: false }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: archive, namespace: db }
spec: { accessModes: [ReadWriteOnce], storageClassName: shared }
`,
};
type File = keyof typeof FILES;

function viewOf(file: File): FileView {
  const service = createTreeService();
  for (const [name, text] of Object.entries(FILES)) service.update(name, text);
  const text = FILES[file];
  return { snapshot: service.snapshot(), file, text, uriOf: (one) => one, versionOf: () => 1, words: english };
}

function places(file: File, wanted: string, ask: typeof definitions): readonly string[] {
  const text = FILES[file];
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return ask(viewOf(file), position).map(({ uri, range }) => {
    const line = FILES[uri as File].split('\n')[range.start.line] ?? '';
    const end = range.end.line === range.start.line ? range.end.character : undefined;
    return `${uri}:${range.start.line + 1} ${line.slice(range.start.character, end)}`;
  });
}

const SUPPORT = {
  clientFiles: true,
  hoverPictures: false,
  theme: 'auto',
  hiddenHints: [] as readonly string[],
} as const;

describe('features: definitions and references', () => {
  it('lead from a claim to its class, from a class to its driver, from a pod to its claim', () => {
    assert.deepEqual(places('ledger.yaml', 'shared', definitions), ['storage.yaml:3 shared']);
    assert.deepEqual(places('storage.yaml', 'nfs.csi', definitions), ['storage.yaml:8 nfs.csi.k8s.io']);
    assert.deepEqual(places('ledger.yaml', 'archive', definitions), ['storage.yaml:13 archive']);
  });

  it('lead from a toleration to the default that it overrides', () => {
    assert.deepEqual(places('ledger.yaml', 'tolerationSeconds', definitions), [
      'kubeadm.yaml:6 name: default-unreachable-toleration-seconds',
    ]);
  });

  it('lead from a field to the flag that overrides it, and back to all that is written', () => {
    const flag = 'kubelet.service:3 --node-status-update-frequency=4s';
    assert.deepEqual(places('kubelet/config.yaml', 'nodeStatus', definitions), [flag]);
    assert.deepEqual([...places('kubelet.service', '--node-status', references)].sort(), [
      flag,
      'kubelet/config.yaml:3 nodeStatusUpdateFrequency: 10s',
    ]);
  });

  it('lead from storage to those who use it', () => {
    assert.deepEqual(places('storage.yaml', 'StorageClass', references), [
      'storage.yaml:13 archive',
      'ledger.yaml:13 data',
    ]);
    assert.deepEqual(places('storage.yaml', 'CSIDriver', references), ['storage.yaml:3 shared']);
    assert.deepEqual(places('storage.yaml', 'PersistentVolumeClaim', references), ['ledger.yaml:11 archive']);
  });

  it('lead nowhere from what is none of ours', () => {
    assert.deepEqual(places('ledger.yaml', 'image', definitions), []);
    assert.deepEqual(places('ledger.yaml', 'image', references), []);
  });
});

describe('features: links', () => {
  it('open the files that are named', () => {
    assert.deepEqual(
      documentLinks(viewOf('kubelet.service'))
        .map(({ target }) => target)
        .sort(),
      ['etc/default/kubelet', 'kubelet/config.yaml'],
    );
    assert.deepEqual(documentLinks(viewOf('ledger.yaml')), []);
  });
});

describe('features: lines above', () => {
  const titles = (file: File, hiddenHints: readonly string[] = []) =>
    codeLenses(viewOf(file), { ...SUPPORT, hiddenHints }).map(
      ({ range, command }) => `${range.start.line} ${command?.title}`,
    );

  it('say what happens to a workload, and in a cluster', () => {
    assert.deepEqual(titles('ledger.yaml'), ['0 evicted 24.6–45.1 s, second mount 24.6–45.1 s']);
    assert.deepEqual(titles('kubeadm.yaml'), ['0 cluster → Unknown 9.6–30 s · 1 × two writers']);
    assert.deepEqual(titles('storage.yaml'), []);
  });

  it('are switched off', () => assert.deepEqual(titles('ledger.yaml', ['lens']), []));
});

describe('features: outline', () => {
  it('takes no more for an object in a file of many', () => {
    const [few = 0, many = 0] = [20, 80].map((count) => {
      const service = createTreeService();
      service.update('many.yaml', manyDocuments(count, 30));
      const view = { ...viewOf('ledger.yaml'), snapshot: service.snapshot(), file: 'many.yaml' };
      documentSymbols(view);
      service.update('many.yaml', manyDocuments(count, 31));
      const edited = { ...view, snapshot: service.snapshot() };
      const { result, steps } = countSteps(() => documentSymbols(edited));
      assert.equal(result.length, count);
      return steps;
    });
    assert.ok(many < 5 * few, `${few} steps for 20 objects, ${many} for 80`);
  });

  it('names objects with their verdict and what decides', () => {
    const [ledger] = documentSymbols(viewOf('ledger.yaml'));
    assert.deepEqual([ledger?.name, ledger?.detail], ['StatefulSet db/ledger', 'two writers']);
    assert.deepEqual(
      ledger?.children?.map(({ name }) => name),
      ['terminationGracePeriodSeconds', 'toleration node.kubernetes.io/unreachable', 'volume old', 'volume data'],
    );
  });

  it('names settings', () => {
    assert.deepEqual(
      documentSymbols(viewOf('kubelet.service')).map(({ name, detail }) => `${name} ${detail}`),
      ['--config /var/lib/kubelet/config.yaml · kubelet', '--node-status-update-frequency 4s · kubelet'],
    );
  });

  it('keeps every place inside of the one around it', () => {
    for (const file of Object.keys(FILES)) {
      for (const { range, selectionRange, children = [] } of documentSymbols(viewOf(file as File))) {
        for (const inner of [selectionRange, ...children.map((one) => one.range)]) {
          assert.ok(range.start.line <= inner.start.line && inner.end.line <= range.end.line, file);
        }
      }
    }
  });
});
