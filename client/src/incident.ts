// The example of the walkthrough: the incident, as a document that stands in no file.
import { Selection, TextEditorRevealType, window, workspace } from 'vscode';

const text = `# What happened: the node of this database was cut off from the control plane for six minutes.
# Rest the mouse on terminationGracePeriodSeconds. Then press Ctrl+. (Cmd+. on a Mac) there.
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
  namespace: shop
spec:
  serviceName: mysql
  replicas: 1
  selector:
    matchLabels: { app: mysql }
  template:
    metadata:
      labels: { app: mysql }
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: mysql
          image: mysql:8.0
          volumeMounts:
            - { name: data, mountPath: /var/lib/mysql }
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: shared
        resources: { requests: { storage: 10Gi } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: shared
provisioner: nfs.csi.k8s.io
---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: nfs.csi.k8s.io
spec:
  attachRequired: false
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.2
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=20s
`;

/** Opens it in front, with the cursor where the trouble is. */
export async function openIncident(): Promise<void> {
  const editor = await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content: text }));
  const line = text.split('\n').findIndex((one) => one.includes('terminationGracePeriodSeconds: 0'));
  const { end } = editor.document.lineAt(line).range;
  editor.selection = new Selection(end, end);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
}
