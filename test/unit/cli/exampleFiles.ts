/** A cluster whose controller manager is strict, with a workload that it damages and one that it does not. */
export const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.2
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 20s
    - name: node-eviction-rate
      value: "0"
`;

export const MYSQL = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
  namespace: db
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: mysql
          image: mysql:8
      volumes:
        - name: data
          nfs: { server: nas, path: /mysql }
`;

export const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx
`;

export const FILES = {
  'clusters/prod/kubeadm.yaml': KUBEADM,
  'clusters/prod/mysql.yaml': MYSQL,
  'clusters/prod/web.yaml': WEB,
};

/** One error (grace 0 on NFS) and two warnings (a strict grace period, a rate of zero). */
export const FINDINGS = [
  'clusters/prod/kubeadm.yaml:7 warning heartbeat-margin',
  'clusters/prod/kubeadm.yaml:9 warning eviction-rate-zero-is-not-off',
  'clusters/prod/mysql.yaml:9 error force-removal-on-eviction',
];
