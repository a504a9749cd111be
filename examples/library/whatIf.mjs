// What another grace period would change; nothing is written.
import { explain, formatDifference, openTree } from 'kube-node-lifecycle';

const texts = {
  'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
`,
  'db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: db, image: "postgres:17"}]
      volumes: [{name: data, nfs: {server: nas, path: /db}}]
`,
};
const tree = await openTree(texts);
const before = explain(tree).data;
tree.update('db.yaml', texts['db.yaml'].replace('Seconds: 0', 'Seconds: 30'));
console.log(formatDifference(before, explain(tree).data, { base: 'grace period 0', format: 'markdown' }));
