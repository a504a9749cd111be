// Whole set-ups to begin with: each is without a finding of ours as it stands.
import type { CompletionItem } from 'vscode-languageserver';
import { type Message, say, type Words } from '../../text/message.ts';
import { CompletionItemKind, InsertTextFormat } from '../protocolNumbers.ts';

interface Snippet {
  readonly label: Message;
  readonly detail: Message;
  readonly text: string;
}

const SNIPPETS: readonly Snippet[] = [
  {
    label: say`StatefulSet of a database, one writer`,
    detail: say`ReadWriteOncePod, 30 s to end: a lost node never brings a second writer.`,
    text: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:database}
spec:
  serviceName: \${1:database}
  replicas: 1
  selector:
    matchLabels: { app: \${1:database} }
  template:
    metadata:
      labels: { app: \${1:database} }
    spec:
      terminationGracePeriodSeconds: \${2:30}
      containers:
        - name: \${1:database}
          image: \${3:postgres:17}
          volumeMounts:
            - { name: data, mountPath: \${4:/var/lib/postgresql/data} }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOncePod]
        storageClassName: \${5:standard}
        resources: { requests: { storage: \${6:10Gi} } }
`,
  },
  {
    label: say`Fencing of lost nodes with medik8s`,
    detail: say`A lost node reboots itself, then its pods are removed and its volumes detached.`,
    text: `apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata:
  name: \${1:lost-nodes}
spec:
  minHealthy: \${2:51%}
  selector:
    matchExpressions:
      - { key: node-role.kubernetes.io/control-plane, operator: DoesNotExist }
  unhealthyConditions:
    - { type: Ready, status: Unknown, duration: \${3:60s} }
    - { type: Ready, status: "False", duration: \${3:60s} }
  remediationTemplate:
    apiVersion: self-node-remediation.medik8s.io/v1alpha1
    kind: SelfNodeRemediationTemplate
    name: self-node-remediation-automatic-strategy-template
    namespace: \${4:openshift-workload-availability}
`,
  },
  {
    label: say`kubeadm: lost nodes are evicted after about a minute and a half`,
    detail: say`Grace 50 s survives 3 lost heartbeats; pods that say nothing stay 30 s.`,
    text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: \${1:v1.33.0}
apiServer:
  extraArgs:
    - { name: default-not-ready-toleration-seconds, value: "\${2:30}" }
    - { name: default-unreachable-toleration-seconds, value: "\${2:30}" }
controllerManager:
  extraArgs:
    - { name: node-monitor-grace-period, value: \${3:50s} }
    - { name: node-monitor-period, value: \${4:5s} }
`,
  },
];

/** Set-ups where a document is still empty. */
export function snippetItems(words: Words): CompletionItem[] {
  return SNIPPETS.map(({ label, detail, text }) => ({
    label: words(label),
    kind: CompletionItemKind.Snippet,
    detail: words(detail),
    documentation: text.replaceAll(/\$\{\d:([^}]*)\}/g, '$1'),
    insertTextFormat: InsertTextFormat.Snippet,
    insertText: text,
    sortText: `z${label}`,
  }));
}
