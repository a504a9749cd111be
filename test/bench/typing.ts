// Keystrokes of somebody who works at a small cluster: every text is another one.

const MANAGER = `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.1
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=GRACEs
        - --node-monitor-period=5s
        # NOTE
`;
const WORKLOAD = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: NAME, namespace: db}
spec:
  serviceName: mysql
  template:
    metadata: {labels: {app: mysql}}
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
        - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: SECONDS}
      containers:
        - {name: mysql, image: "mysql:8"}
      volumes:
        - name: data
          nfs: {server: nas, path: /mysql}
`;
const PROFILE = `kind: StorageClass
apiVersion: storage.k8s.io/v1
metadata: {name: fast-COUNT}
provisioner: ebs.csi.aws.com
`;

/** What somebody types, one text a keystroke; values, names, comments and a file of many documents in turns. */
export function* typed(edits: number): Iterable<{ readonly file: string; readonly text: string }> {
  const state = { grace: 40, note: '', name: 'mysql', seconds: 30, count: 0 };
  for (let index = 0; index < edits; index += 1) {
    const letter = String.fromCharCode(97 + (index % 26));
    const kind = index % 5;
    if (kind === 0) state.grace = 20 + (index % 977);
    if (kind === 1) state.note = index % 400 === 1 ? '' : state.note + letter;
    if (kind === 2) state.name = `mysql-${index}`;
    if (kind === 3) state.seconds = index % 5_003;
    if (kind === 4) state.count = index;
    const manager = MANAGER.replace('GRACE', String(state.grace)).replace('NOTE', state.note);
    const workload = WORKLOAD.replace('NAME', state.name).replace('SECONDS', String(state.seconds));
    if (kind < 2) yield { file: 'manager.yaml', text: manager };
    else if (kind < 4) yield { file: 'mysql.yaml', text: workload };
    else {
      const text = [workload, PROFILE.replace('COUNT', String(state.count)), workload.replace('db', 'other')].join(
        '---\n',
      );
      yield { file: 'all.yaml', text };
    }
  }
}
