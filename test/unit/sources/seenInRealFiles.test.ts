import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { checkShape } from './shapes/shapeCase.ts';

const KCM = 'kube-controller-manager';

/** Findings of a file that is opened alone. */
const findings = (text: string, file = 'a.yaml') => {
  const service = createTreeService();
  service.update(file, text);
  return service
    .snapshot()
    .findings()
    .map(({ ruleId }) => ruleId);
};

describe('sources: objects seen in real files', () => {
  it('reads maps of flags in JSON, with CRLF', () => {
    const text =
      '{\r\n  "properties": {\r\n    "controllerManagerConfig": {\r\n      "--node-monitor-grace-period": "5m",\r\n      "--pod-eviction-timeout": "1m"\r\n    },\r\n    "kubeletConfig": {"--node-status-update-frequency": "1m"}\r\n  }\r\n}\r\n';
    checkShape({
      file: 'kubernetes.json',
      text,
      settings: [
        `${KCM} node-monitor-grace-period=5m`,
        `${KCM} pod-eviction-timeout=1m`,
        'kubelet node-status-update-frequency=1m',
      ],
      fix: ['node-monitor-grace-period', '50s', '"5m"', '"50s"'],
    });
  });

  it('reads every document of a Clusterfile, also two of one kind', () => {
    const kubelet = (frequency: string) =>
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: ${frequency}\n`;
    checkShape({
      file: 'Clusterfile',
      text: `apiVersion: sealer.cloud/v2\nkind: Cluster\nspec:\n  image: a\n---\n${kubelet('10s')}---\n${kubelet('4s')}`,
      settings: ['kubelet nodeStatusUpdateFrequency=10s', 'kubelet nodeStatusUpdateFrequency=4s'],
    });
  });

  it("reads RKE as Rancher's API writes it", () => {
    checkShape({
      file: 'template.json',
      text: JSON.stringify(
        {
          rancherKubernetesEngineConfig: {
            kubernetesVersion: 'v1.18.6-rancher1-1',
            services: { kubeController: { extraArgs: { 'node-monitor-grace-period': '20s' } } },
          },
        },
        null,
        4,
      ),
      settings: [`${KCM} node-monitor-grace-period=20s`],
      versions: ['v1.18.6-rancher1-1'],
      fix: ['node-monitor-grace-period', '50s', '"20s"', '"50s"'],
    });
  });

  it("reads nested lists and long strings in Ansible's variables", () => {
    checkShape({
      text: 'k3s_server_args:\n  - - --kube-controller-manager-arg=node-monitor-period=2s\n    - --disable=traefik\nextra_server_args: "--kubelet-arg node-status-update-frequency=4s --tls-san a"\n',
      settings: [`${KCM} node-monitor-period=2s`, 'kubelet node-status-update-frequency=4s'],
      fix: ['node-monitor-period', '5s', '=2s', '=5s'],
    });
  });

  it('says that numbers in a map of arguments are no strings, and that a list is no map', () => {
    checkShape({
      text: 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs:\n    terminated-pod-gc-threshold: 50\n    node-monitor-period: 5s\n',
      settings: [`${KCM} terminated-pod-gc-threshold=50`, `${KCM} node-monitor-period=5s`],
      problems: ['form: 50 is a number; arguments are strings: "50"'],
    });
    assert.deepEqual(
      findings(
        'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs:\n  - {name: v, value: "2"}\n',
      ),
      ['arguments-form'],
    );
  });

  it('finds nothing in zero durations, which mean the default', () => {
    const zero = [
      'nodeStatusReportFrequency',
      'nodeStatusUpdateFrequency',
      'shutdownGracePeriod',
      'shutdownGracePeriodCriticalPods',
    ];
    const fields = zero.map((field) => `${field}: 0s\n`).join('');
    assert.deepEqual(findings(`apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields}`), []);
    assert.deepEqual(
      findings(
        `apiVersion: machineconfiguration.openshift.io/v1\nkind: KubeletConfig\nspec:\n  kubeletConfig:\n${fields.replace(/^(?=.)/gm, '    ')}`,
      ),
      [],
    );
  });

  it('reads objects whose API version a template fills in', () => {
    const text =
      'apiVersion: {{ include "cronjob.version" . }}\nkind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {template: {spec: {terminationGracePeriodSeconds: 5}}}}}\n';
    assert.equal(readFile('a.yaml', text)?.workloads.length, 1);
  });

  it('leaves alone what only has the names', () => {
    for (const text of [
      'apiVersion: machine.sapcloud.io/v1alpha1\nkind: MachineDeployment\nspec: {template: {spec: {nodeTemplate: {}}}}\n',
      'apiVersion: scylla.scylladb.com/v1alpha1\nkind: NodeConfig\nspec: {localDiskSetup: {}}\n',
      'apiVersion: cluster.example.com/v1\nkind: Cluster\nspec: {instances: 3}\n',
      '__default__:\n  nodes: 1\n  time: "1:00"\n',
      'replicas: 1\nterminationGracePeriod: 0\nnodeMonitorGracePeriod: 40s\n',
      '# node-monitor-grace-period: 40 seconds\nname: a\n',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  values.yaml: |\n    pod-eviction-timeout: 2m\n',
      'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: [{name: kubelet, rules: [{expr: "kubelet_running_pods > 1"}]}]}\n',
    ]) {
      assert.equal(readFile('a.yaml', text), undefined, text);
    }
  });
});
