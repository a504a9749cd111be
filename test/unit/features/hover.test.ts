// What stands under the mouse: each place has words of its own, in every spelling of YAML.
import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { hover } from '../../../server/src/features/hover.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
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
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeLeaseDurationSeconds: 20
`;
const LEDGER = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: db }
spec:
  replicas: 3
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 10 }
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 99 }
      containers: [{ name: db, image: db, volumeMounts: [{ name: data, mountPath: /d }] }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast }
`;
const STORAGE = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
---
{"apiVersion": "storage.k8s.io/v1", "kind": "CSIDriver", "metadata": {"name": "ebs.csi.aws.com"}, "spec": {"attachRequired": true}}
---
apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata: { name: workers }
spec:
  minHealthy: 51%
`;
const CONFIGURATION = `missedHeartbeats: 3
rules:
  heartbeat-margin: off
`;
const CHART = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: templated }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: {{ .Values.grace }}
      containers: [{ name: db, image: db }]
`;
const FILES = {
  'chart.yaml': CHART,
  'kubeadm.yaml': KUBEADM,
  'ledger.yaml': LEDGER,
  'storage.yaml': STORAGE,
  '.kube-node-lifecycle.yaml': CONFIGURATION,
};
const PLAIN = {
  hoverMarkdown: true,
  hoverPictures: false,
  clientFiles: false,
  theme: 'auto',
  hiddenHints: [],
} as const;

/** The hover at the first place of a text behind another one. */
function at(file: keyof typeof FILES, wanted: string, behind = '', support: object = {}): string | undefined {
  const service = createTreeService();
  for (const [name, text] of Object.entries(FILES)) service.update(name, text);
  const text = FILES[file];
  const offset = text.indexOf(wanted, text.indexOf(behind) + (behind === '' ? 0 : behind.length));
  const before = text.slice(0, offset).split('\n');
  const view: FileView = {
    snapshot: service.snapshot(),
    file,
    text,
    uriOf: (one) => one,
    versionOf: () => 1,
    words: english,
  };
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return (hover(view, position, { ...PLAIN, ...support })?.contents as MarkupContent | undefined)?.value;
}

const paragraph = (text: string | undefined, index: number) => text?.split('\n\n')[index]?.replaceAll('\n', ' ');

describe('features: hover by what is under the mouse', () => {
  const places: [keyof typeof FILES, string, string, string][] = [
    ['ledger.yaml', 'replicas', '', '**replicas** `3` of StatefulSet db/ledger'],
    ['ledger.yaml', 'terminationGrace', '', '**terminationGracePeriodSeconds** `0` of StatefulSet db/ledger'],
    [
      'chart.yaml',
      'terminationGrace',
      '',
      '**terminationGracePeriodSeconds** `{{ .Values.grace }}` of StatefulSet default/templated',
    ],
    ['ledger.yaml', 'tolerations', '', '**tolerations** of StatefulSet db/ledger'],
    ['ledger.yaml', 'key', '', '**key** `node.kubernetes.io/unreachable` of StatefulSet db/ledger'],
    ['ledger.yaml', 'Exists', '', '**operator** `Exists` of StatefulSet db/ledger'],
    ['ledger.yaml', 'tolerationSeconds', '', '**tolerationSeconds** `10` of StatefulSet db/ledger'],
    ['ledger.yaml', 'accessModes', '', '**accessModes** of StatefulSet db/ledger'],
    ['ledger.yaml', 'ReadWriteOnce', '', '**accessModes** `ReadWriteOnce` of StatefulSet db/ledger'],
    ['ledger.yaml', 'fast', '', '**storageClassName** `fast` of StatefulSet db/ledger'],
    ['storage.yaml', 'fast', '', '**StorageClass fast**'],
    ['storage.yaml', 'provisioner', '', '**provisioner** `ebs.csi.aws.com` of StorageClass fast'],
    ['storage.yaml', 'CSIDriver', '', '**CSIDriver ebs.csi.aws.com**'],
    ['storage.yaml', 'attachRequired', '', '**attachRequired** `true` of CSIDriver ebs.csi.aws.com'],
    [
      'storage.yaml',
      'NodeHealthCheck',
      '',
      "**NodeHealthCheck workers** acts on lost nodes beside Kubernetes' own controllers.",
    ],
    ['storage.yaml', 'minHealthy', '', '**minHealthy** `51%` of NodeHealthCheck workers'],
    ['kubeadm.yaml', 'v1.33.2', '', '**Kubernetes 1.33 (stated, kubeadm.yaml:3)**'],
    ['kubeadm.yaml', 'node-monitor', '', '`node-monitor-grace-period` of kube-controller-manager: `20s`.'],
    [
      '.kube-node-lifecycle.yaml',
      'heartbeat-margin',
      '',
      '**heartbeat-margin**: the grace period survives fewer lost heartbeats than wanted.',
    ],
  ];
  for (const [file, wanted, behind, head] of places) {
    it(`${file}: ${wanted}`, () => assert.equal(paragraph(at(file, wanted, behind), 0), head));
  }

  it('says what it is, what the value does, its default, and its part in the chain', () => {
    const text = at('ledger.yaml', 'terminationGrace');
    assert.equal(
      paragraph(text, 1),
      'How long a deleted pod may take to end. Of a lost node nobody confirms the end: only 0 removes the object at once, while the old pod may run on. Here: The object is removed at eviction, while the old pod may still write. Default: `30`.',
    );
    assert.match(paragraph(text, 2) ?? '', /^1\. The pod's object is gone at once, after 29\.8–45\.1 s: /);
    assert.match(text ?? '', /\n```text\n.*Control plane .* node Unknown, tainted/s);
  });

  it('says which toleration counts, and what it overrides', () => {
    assert.equal(
      paragraph(at('ledger.yaml', 'tolerationSeconds: 10'), 2),
      'Overrides `--default-unreachable-toleration-seconds` `60s` (kubeadm.yaml:6) for these pods.',
    );
    assert.equal(
      paragraph(at('ledger.yaml', 'tolerationSeconds: 99'), 2),
      'Overridden by the toleration in line 10: the first that matches counts.',
    );
  });

  it('says what the storage of a class does, and whose it is', () => {
    const text = at('storage.yaml', 'provisioner');
    assert.match(
      paragraph(text, 2) ?? '',
      /^AWS EBS is attached to a node before a pod can mount it\. A second node waits;/,
    );
    assert.match(text ?? '', /\nUsed by:\n\n- StatefulSet db\/ledger: \*\*/);
  });

  it('marks the part of a parameter in what happens to the node', () => {
    const text = at('kubeadm.yaml', 'node-monitor')?.replaceAll(/\n {3}/g, ' ');
    assert.match(
      text ?? '',
      /\n3\. \*\*After [\d.–]+ s the controller manager sets the node to Unknown: .*\*\* monitorNodeHealth\n/,
    );
    assert.doesNotMatch(text ?? '', /\n1\. \*\*/);
  });

  it('explains keys of our own file, with their defaults', () => {
    assert.match(at('.kube-node-lifecycle.yaml', 'missedHeartbeats') ?? '', /^\*\*missedHeartbeats\*\*: /);
  });

  it('has at most 72 columns and no addresses for editors that show text', () => {
    for (const [file, wanted] of places) {
      for (const hoverMarkdown of [true, false]) {
        const text = at(file, wanted, '', { hoverMarkdown }) ?? '';
        const long = text.split('\n').filter((line) => line.length > 72);
        assert.deepEqual(long, [], `${file}: ${wanted}`);
        assert.doesNotMatch(text, /https?:/);
        if (!hoverMarkdown) assert.doesNotMatch(text, /\*\*|`/);
      }
    }
  });

  it('keeps its links in our own client', () => {
    const text = at('kubeadm.yaml', 'node-monitor', '', { clientFiles: true });
    assert.match(text ?? '', /\[monitorNodeHealth\]\(https:\/\/github\.com\/kubernetes\//);
  });

  it('says nothing where nothing of ours stands', () => {
    assert.equal(at('ledger.yaml', 'mountPath'), undefined);
    assert.equal(at('ledger.yaml', 'image'), undefined);
    assert.equal(at('storage.yaml', 'apiVersion'), undefined);
  });
});
