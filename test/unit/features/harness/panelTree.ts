/** Files of a small cluster for tests of the panel: one database on a volume that any node can mount. */

export function controllerManager(grace: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: kube-system }
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.2
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=${grace}
`;
}

export const storage = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: shared }
provisioner: nfs.csi.k8s.io
---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: nfs.csi.k8s.io }
spec: { attachRequired: false }
`;

/** A StatefulSet `db/mysql`. */
export function withMysql({ grace, toleration }: { readonly grace: number; readonly toleration?: number }): string {
  const own = `
      tolerations:
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: ${toleration} }`;
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mysql, namespace: db }
spec:
  serviceName: mysql
  selector: { matchLabels: { app: mysql } }
  template:
    metadata: { labels: { app: mysql } }
    spec:
      terminationGracePeriodSeconds: ${grace}${toleration === undefined ? '' : own}
      containers:
        - { name: mysql, image: "mysql:8.0", volumeMounts: [{ name: data, mountPath: /var/lib/mysql }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: shared
        resources: { requests: { storage: 10Gi } }
`;
}
