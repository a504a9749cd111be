// Forming and judging a tree is work in proportion to it, whatever there is much of: counted place by place, at three sizes.
import assert from 'node:assert/strict';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { beginCounting, endCounting, fasterThanInput } from '../steps.ts';

type File = readonly [file: string, text: string];

/** A tree with so many of something, with twice and with four times as many. */
const SIZE = 20;
/** Of more instances, or tolerations, than 64 the extremes are looked at, or none: it is measured where that is so. */
const MANY = 70;
const OF_MANY: ReadonlySet<string> = new Set(['controller managers', 'API servers', 'tolerations of a workload']);

const kubelet = (at: number) =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: ${(at % 50) + 1}s\nshutdownGracePeriod: ${at % 90}s\nfeatureGates: {GracefulNodeShutdown: ${at % 2 === 0}}\n`;
const unit = (at: number) =>
  `[Service]\nEnvironmentFile=-/etc/default/kubelet\nExecStart=/usr/bin/kubelet --node-status-update-frequency=${at + 1}s $ARGS\n`;
const manager = (at: number) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-controller-manager, namespace: kube-system}\nspec:\n  containers:\n  - name: kube-controller-manager\n    image: registry.k8s.io/kube-controller-manager:v1.3${at % 8}.0\n    command:\n    - kube-controller-manager\n    - --node-monitor-grace-period=${40 + at}s\n`;
const apiServer = (at: number) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec:\n  containers:\n  - name: kube-apiserver\n    command:\n    - kube-apiserver\n    - --default-unreachable-toleration-seconds=${30 + at}\n`;
const plane = (at: number) =>
  `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: c${at}}\nspec:\n  version: v1.3${at % 8}.0\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      controllerManager:\n        extraArgs: {node-monitor-grace-period: ${40 + at}s}\n      apiServer:\n        extraArgs: {default-unreachable-toleration-seconds: "${30 + at}"}\n`;
const database = (at: number) =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: k${at}}\nspec:\n  selector: {}\n  template:\n    spec:\n      containers: [{name: a, image: "mysql:8"}]\n      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: ${at}}]\n  volumeClaimTemplates:\n  - {metadata: {name: d}, spec: {accessModes: [ReadWriteOnce], storageClassName: s${at}}}\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: s${at}}\nprovisioner: ebs.csi.aws.com\n`;
const pod = (lists: Readonly<Record<string, readonly string[]>>) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: p}\nspec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 0\n${Object.entries(
    { containers: ['{name: a, image: "mysql:8"}'], ...lists },
  )
    .map(([name, list]) => `      ${name}:\n${list.map((item) => `      - ${item}\n`).join('')}`)
    .join('')}`;
const claim = (at: number) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c${at}}\nspec: {accessModes: [ReadWriteOnce], storageClassName: s${at}}\n`;
const volume = (at: number) =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v${at}}\nspec: {accessModes: [ReadWriteOnce], storageClassName: s${at}, claimRef: {name: c${at}, namespace: default}, csi: {driver: ebs.csi.aws.com, volumeHandle: v${at}}}\n`;
const release = (at: number) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r${at}}\nspec:\n  chart: {spec: {chart: postgresql, sourceRef: {kind: HelmRepository, name: bitnami}}}\n  values: {primary: {terminationGracePeriodSeconds: ${at}}}\n`;
const delivered = (at: number) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a${at}}\nspec: {path: ./apps/a${at}, targetNamespace: n${at}, sourceRef: {kind: GitRepository, name: f}}\n`;
const template = (at: number) =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: "{{ .Release.Name }}-${at}"}\nspec:\n  selector: {}\n  template:\n    spec:\n      terminationGracePeriodSeconds: {{ .Values.grace${at} }}\n      containers: [{name: a, image: "mysql:8"}]\n      {{- if .Values.more }}\n      tolerations: [{key: a}]\n      {{- end }}\n`;
const patch = (at: number) =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: k${at}}\nspec:\n  template:\n    spec: {terminationGracePeriodSeconds: ${at}}\n`;

const each = (size: number, files: (at: number) => readonly File[]): File[] =>
  Array.from({ length: size }, (_, at) => files(at)).flat();
const items = (size: number, one: (at: number) => string): string[] => Array.from({ length: size }, (_, at) => one(at));
const documents = (size: number, one: (at: number) => string): string =>
  Array.from({ length: size }, (_, at) => `---\n${one(at)}`).join('');

const KINDS: Readonly<Record<string, (size: number) => readonly File[]>> = {
  kubelets: (size) => [
    ['manager.yaml', manager(1)],
    ['set.yaml', database(1)],
    ...each(size, (at) => [[`k${at}/kubelet.yaml`, kubelet(at)]]),
  ],
  'kubelets beside as many workloads': (size) => [
    ['manager.yaml', manager(1)],
    ['kubelet.yaml', documents(size, (at) => `${kubelet(at)}shutdownGracePeriodCriticalPods: 1s\n`)],
    ...each(size, (at): File[] => [[`s${at}.yaml`, patch(100 + at)]]),
  ],
  'kubelets of one file': (size) => [
    ['manager.yaml', manager(1)],
    ['kubelet.yaml', documents(size, kubelet)],
  ],
  'units of kubelets': (size) => [
    ['manager.yaml', manager(1)],
    ...each(size, (at) => [
      [`n${at}/etc/systemd/system/kubelet.service`, unit(at)],
      [`n${at}/etc/default/kubelet`, `ARGS=--max-pods=${at + 1}\n`],
    ]),
  ],
  'control planes': (size) => [['set.yaml', database(1)], ...each(size, (at) => [[`p/plane${at}.yaml`, plane(at)]])],
  'control planes of one file': (size) => [
    ['planes.yaml', documents(size, plane)],
    ['set.yaml', database(1)],
  ],
  'control planes of one name': (size) => each(size, (at) => [[`p${at}/plane.yaml`, plane(1)]]),
  'controller managers': (size) => [
    ['set.yaml', database(1)],
    ...each(size, (at) => [[`p/manager${at}.yaml`, manager(at)]]),
  ],
  'API servers': (size) => [
    ['manager.yaml', manager(1)],
    ['set.yaml', database(1)],
    ...each(size, (at) => [[`p/server${at}.yaml`, apiServer(at)]]),
  ],
  clusters: (size) =>
    each(size, (at) => [
      [`c${at}/manager.yaml`, manager(at)],
      [`c${at}/kubelet.yaml`, kubelet(at)],
      [`c${at}/set.yaml`, database(at)],
    ]),
  workloads: (size) => [['manager.yaml', manager(1)], ...each(size, (at) => [[`s${at}.yaml`, database(at)]])],
  'workloads of one file': (size) => [
    ['manager.yaml', manager(1)],
    ['sets.yaml', documents(size, database)],
  ],
  'classes, claims and volumes': (size) => [
    ['manager.yaml', manager(1)],
    ...each(size, (at): File[] => [[`s${at}.yaml`, `${database(at)}---\n${claim(at)}---\n${volume(at)}`]]),
  ],
  releases: (size) => [
    ['manager.yaml', manager(1)],
    ['releases.yaml', documents(size, release)],
  ],
  deliveries: (size) => [
    ['manager.yaml', manager(1)],
    ['apps.yaml', documents(size, delivered)],
    ...each(size, (at): File[] => [
      [`apps/a${at}/set.yaml`, database(at)],
      [`apps/a${at}/kustomization.yaml`, 'resources: [set.yaml]\n'],
    ]),
  ],
  hosts: (size) => [
    ['inventory.ini', `[kube_control_plane]\nn0\n[kube_node]\n${items(size, (at) => `n${at}\n`).join('')}`],
    ['group_vars/all.yml', 'kube_controller_node_monitor_grace_period: 40s\n'],
    ...each(size, (at): File[] => [[`host_vars/n${at}.yml`, `kubelet_status_update_frequency: ${at + 1}s\n`]]),
  ],
  'tolerations of a workload': (size) => [
    ['manager.yaml', manager(1)],
    [
      'set.yaml',
      pod({ tolerations: items(size, (at) => `{key: node.kubernetes.io/unreachable, tolerationSeconds: ${at}}`) }),
    ],
    ['other.yaml', pod({ tolerations: items(size, (at) => `{key: a${at}, operator: Exists, effect: NoExecute}`) })],
  ],
  'volumes of a workload': (size) => [
    ['manager.yaml', manager(1)],
    [
      'set.yaml',
      pod({
        containers: [
          `{name: a, image: "mysql:8", volumeMounts: [${items(size, (at) => `{name: v${at}, mountPath: /v${at}}`).join()}]}`,
        ],
        volumes: items(size, (at) => `{name: v${at}, persistentVolumeClaim: {claimName: c${at % 7}}}`),
      }),
    ],
    ...each(7, (at): File[] => [[`claim${at}.yaml`, claim(at)]]),
  ],
  'containers of a workload': (size) => [
    ['manager.yaml', manager(1)],
    [
      'set.yaml',
      pod({
        containers: items(
          size,
          (at) => `{name: a${at}, image: "mysql:8", lifecycle: {preStop: {sleep: {seconds: ${at + 60}}}}}`,
        ),
      }),
    ],
  ],
  templates: (size) => [
    ['manager.yaml', manager(1)],
    ['chart/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 0.1.0\n'],
    [
      'chart/values.yaml',
      each(size, (at) => [['', `grace${at}: ${at}\n`]])
        .map(([, text]) => text)
        .join(''),
    ],
    ...each(size, (at): File[] => [[`chart/templates/s${at}.yaml`, template(at)]]),
  ],
  overlays: (size) => [
    ['base/manager.yaml', manager(1)],
    ['base/set.yaml', database(1)],
    ['base/kustomization.yaml', 'resources: [manager.yaml, set.yaml]\n'],
    ...each(size, (at): File[] => [
      [`overlays/o${at}/kustomization.yaml`, 'resources: [../../base]\npatches: [{path: patch.yaml}]\n'],
      [`overlays/o${at}/patch.yaml`, patch(1)],
    ]),
  ],
  inventories: (size) => [
    [
      'inventory.ini',
      `[kube_control_plane]\na\n${each(size, (at) => [['', `[pool${at}]\nn${at}\n`]])
        .map(([, text]) => text)
        .join('')}`,
    ],
    ['group_vars/all.yml', 'kube_controller_node_monitor_grace_period: 40s\n'],
    ...each(size, (at): File[] => [[`group_vars/pool${at}.yml`, `kubelet_status_update_frequency: ${at + 1}s\n`]]),
  ],
};

function judge(files: readonly File[]): number {
  const service = createTreeService();
  for (const [file, text] of files) service.update(file, text);
  const snapshot = service.snapshot();
  snapshot.notes();
  return snapshot.findings().flatMap(({ fixes }) => fixes.map((fix) => fix.edits())).length;
}

describe('growth of trees', () => {
  before(() => void beginCounting());
  after(endCounting);

  for (const [kind, ofSize] of Object.entries(KINDS)) {
    it(kind, () => {
      const faster = fasterThanInput(OF_MANY.has(kind) ? MANY : SIZE, (size) => {
        const files = ofSize(size);
        return () => judge(files);
      });
      assert.deepEqual(faster, []);
    }).timeout(60_000);
  }
});
