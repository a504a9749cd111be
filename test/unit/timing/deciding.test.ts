// Of all parameters those that decide, for a workload: what is shown beside its times.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { decidingParameters } from '../../../server/src/timing/results.ts';

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
