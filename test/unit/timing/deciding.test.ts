// Of all parameters those that decide, for a workload: what is shown beside its times.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario } from '../../../server/src/timing/analysis.ts';
import { decidingParameters } from '../../../server/src/timing/results.ts';
import {
  type ClusterParts,
  claim,
  claimed,
  cluster,
  storageClass,
  TEMPLATE,
  unreachable,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

const CONTROL_PLANE = `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.31.2
apiServer:
  extraArgs:
    - name: default-unreachable-toleration-seconds
      value: "60"
    - name: default-not-ready-toleration-seconds
      value: "60"
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 50s
    - name: node-eviction-rate
      value: "0.2"
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeStatusUpdateFrequency: 15s
nodeLeaseDurationSeconds: 60
`;

const pod = (tolerations: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql
  selector: {matchLabels: {app: mysql}}
  template:
    metadata: {labels: {app: mysql}}
    spec:
      terminationGracePeriodSeconds: 0
      ${tolerations}
      containers:
        - {name: mysql, image: mysql}
      volumes:
        - name: data
          nfs: {server: s, path: /}
`;

const OWN = `tolerations:
        - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 20}`;

function snapshotWith(tolerations: string, controlPlane = CONTROL_PLANE) {
  const tree = createTreeService();
  tree.update('kubeadm.yaml', controlPlane);
  tree.update('mysql.yaml', pod(tolerations));
  return tree.snapshot();
}

function decidingFor(tolerations: string): readonly string[] {
  const [report] = snapshotWith(tolerations).clusters;
  assert.ok(report);
  const { analysis } = report;
  return decidingParameters(analysis, analysis.workloads).map(({ name, value }) => `${name} ${value}`);
}

function relatedTo(ruleId: string, tolerations: string, controlPlane?: string): readonly string[] {
  const found = snapshotWith(tolerations, controlPlane).findings('mysql.yaml');
  return found.find((finding) => finding.ruleId === ruleId)?.related.map(({ message }) => String(message)) ?? [];
}

describe('timing: what decides', () => {
  it("is the API server's default for a pod that says nothing", () => {
    assert.deepEqual(decidingFor(''), [
      'node-monitor-period 5s',
      'node-monitor-grace-period 50s',
      'nodeLeaseDurationSeconds 60',
      'default-unreachable-toleration-seconds 60',
    ]);
  });

  it("is a pod's own toleration, and not the default", () => {
    assert.deepEqual(decidingFor(OWN), [
      'node-monitor-period 5s',
      'node-monitor-grace-period 50s',
      'nodeLeaseDurationSeconds 60',
    ]);
    assert.deepEqual(relatedTo('force-removal-on-eviction', OWN), [
      'This volume outlives the pod (NFS).',
      'Evicted 20 s after the taint.',
      'node-monitor-grace-period of kube-controller-manager is 50s.',
      'Field nodeLeaseDurationSeconds of kubelet is 60.',
    ]);
  });

  it('says how long a toleration holds whose seconds run over 64 bits', () => {
    const told = relatedTo('force-removal-on-eviction', OWN.replace('20', '18446744074'));
    assert.equal(told[1], 'Evicted 0.29 s after the taint.');
  });

  it('leads from a finding to the default where that counts', () => {
    assert.ok(
      relatedTo('force-removal-on-eviction', '').includes(
        'default-unreachable-toleration-seconds of kube-apiserver is 60.',
      ),
    );
  });

  it('leaves out what its version ignores', () => {
    const early = CONTROL_PLANE.replace('node-eviction-rate', 'pod-eviction-timeout').replace('"0.2"', '30s');
    const told = relatedTo('force-removal-on-eviction', OWN, early.replace('1.31.2', '1.26.0'));
    assert.deepEqual(
      told.filter((message) => message.includes('eviction')),
      [],
    );
  });
});

const DETECTION = ['node-monitor-period', 'node-monitor-grace-period'];
const LEASE = 'nodeLeaseDurationSeconds';
const STATUS = 'node-status-update-frequency';
const REPORT = 'nodeStatusReportFrequency';
const UNREACHABLE = 'default-unreachable-toleration-seconds';
const ZONES = [
  'node-eviction-rate',
  'secondary-node-eviction-rate',
  'unhealthy-zone-threshold',
  'large-cluster-size-threshold',
];
const CUT_OFF: Scenario = { kind: 'partition' };

function deciding(parts: ClusterParts, pods: readonly WorkloadParts[] = [], scenario = CUT_OFF): readonly string[] {
  const workloads = pods.map(workload);
  const analysis = analyse(cluster({ ...parts, workloads }), scenario);
  return decidingParameters(analysis, analysis.workloads).map(({ name }) => name);
}

const onStorage = (provisioner: string): ClusterParts => ({
  storageClasses: [storageClass('own', provisioner)],
  claims: [claim({ storageClass: 'own' })],
});

describe('timing: what decides, by what is written', () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['leases', deciding({}), [...DETECTION, LEASE, UNREACHABLE]],
    [
      'the status up to 1.12, and a timeout instead of taints',
      deciding({ minors: [12] }),
      [...DETECTION, 'pod-eviction-timeout', STATUS],
    ],
    [
      'a taint manager of 1.12 that somebody wrote of',
      deciding({ minors: [12], manager: { 'enable-taint-manager': 'false' } }),
      [...DETECTION, 'enable-taint-manager', 'pod-eviction-timeout', STATUS],
    ],
    ['a lease of its default length', deciding({ kubelet: { [LEASE]: 40 } }), [...DETECTION, UNREACHABLE]],
    ['a longer lease', deciding({ kubelet: { [LEASE]: 60 } }), [...DETECTION, LEASE, UNREACHABLE]],
    [
      'a status that is rarer than the lease',
      deciding({ kubelet: { [REPORT]: '1m' } }),
      [...DETECTION, LEASE, UNREACHABLE],
    ],
    [
      'a status that is looked at too rarely to be faster',
      deciding({ kubelet: { [REPORT]: '4s' } }),
      [...DETECTION, LEASE, UNREACHABLE],
    ],
    [
      'a status that is faster than the lease',
      deciding({ kubelet: { nodeStatusUpdateFrequency: '4s' } }),
      [...DETECTION, STATUS, REPORT, UNREACHABLE],
    ],
    [
      'controllers that somebody chose',
      deciding({ manager: { controllers: '*,bootstrapsigner' } }),
      [...DETECTION, LEASE, UNREACHABLE],
    ],
    [
      'no controller of nodes',
      deciding({ manager: { controllers: '*,-nodelifecycle' } }),
      ['controllers', LEASE, UNREACHABLE],
    ],
    [
      'a pod without a toleration beside one with its own',
      deciding({}, [{}, { tolerations: [unreachable(20)] }]),
      [...DETECTION, LEASE, UNREACHABLE],
    ],
    ['pods with their own', deciding({}, [{ tolerations: [unreachable(20)] }]), [...DETECTION, LEASE]],
    ['tolerations that nobody can read', deciding({}, [{ tolerations: TEMPLATE }]), [...DETECTION, LEASE, UNREACHABLE]],
    ["a DaemonSet, whose controller's tolerations count", deciding({}, [{ kind: 'DaemonSet' }]), [...DETECTION, LEASE]],
    [
      'a disk that is attached',
      deciding(onStorage('disk.csi.azure.com'), [{ grace: 0, volumes: [claimed()] }]),
      [...DETECTION, 'disable-force-detach-on-timeout', LEASE, UNREACHABLE],
    ],
    [
      'storage without attach',
      deciding(onStorage('nfs.csi.k8s.io'), [{ grace: 0, volumes: [claimed()] }]),
      [...DETECTION, LEASE, UNREACHABLE],
    ],
    [
      'nobody detaches',
      deciding({ ...onStorage('disk.csi.azure.com'), manager: { controllers: '*,-attachdetach' } }, [
        { grace: 0, volumes: [claimed()] },
      ]),
      [...DETECTION, 'controllers', LEASE, UNREACHABLE],
    ],
    [
      'force-detach is switched off',
      deciding({ ...onStorage('disk.csi.azure.com'), manager: { 'disable-force-detach-on-timeout': true } }, [
        { grace: 0, volumes: [claimed()] },
      ]),
      [...DETECTION, 'disable-force-detach-on-timeout', LEASE, UNREACHABLE],
    ],
    [
      'zones',
      deciding({}, [], { kind: 'zone-outage', failed: 3, nodes: 5, zones: 3 }),
      [...DETECTION, ...ZONES, LEASE, UNREACHABLE],
    ],
    [
      'a shutdown',
      deciding({}, [], { kind: 'shutdown' }),
      [
        ...DETECTION,
        LEASE,
        'shutdownGracePeriod',
        'shutdownGracePeriodCriticalPods',
        'default-not-ready-toleration-seconds',
        UNREACHABLE,
      ],
    ],
  ];
  for (const [what, decided, expected] of rows) it(what, () => assert.deepEqual(decided, expected));
});
