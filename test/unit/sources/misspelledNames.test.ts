import assert from 'node:assert/strict';
import {
  CLAIM_FIELD_NAMES,
  KUBELET_FIELD_NAMES,
  POD_FIELD_NAMES,
  specFieldNames,
} from '../../../server/src/kubernetes/fieldNames.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { meantField, meantKey } from '../../../server/src/sources/engine/meantName.ts';

const messages = (file: string, text: string) =>
  (readFile(file, text)?.problems ?? []).flatMap((problem) =>
    problem.kind === 'misspelled'
      ? `${problem.range.start.line + 1} ${problem.refused ?? false} ${problem.message}`
      : [],
  );

describe('sources: names that nothing reads', () => {
  it('finds the field of a kubelet that was meant', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['nodeStatusUpdateFreqency', 'nodeStatusUpdateFrequency'],
      ['nodestatusupdatefrequency', 'nodeStatusUpdateFrequency'],
      ['node-lease-duration-seconds', 'nodeLeaseDurationSeconds'],
      ['nodeLeaseDuration', 'nodeLeaseDurationSeconds'],
      ['shutdownGracePeriodSeconds', 'shutdownGracePeriod'],
      ['shutdownGracePeriodForCriticalPods', 'shutdownGracePeriodCriticalPods'],
      ['evictionMaxPodGracePeriodSeconds', 'evictionMaxPodGracePeriod'],
      ['max-pods', undefined],
      ['nodeStatusMaxImage', undefined],
      ['evictionSoftGracePeriods', undefined],
      ['shutdownHooks', undefined],
    ];
    for (const [written, meant] of cases) assert.equal(meantField(written, KUBELET_FIELD_NAMES), meant, written);
  });

  it('finds the latency profile of OpenShift that was meant', () => {
    const node = (field: string) =>
      messages(
        'node.yaml',
        `apiVersion: config.openshift.io/v1\nkind: Node\nmetadata: {name: cluster}\nspec:\n  ${field}\n`,
      );
    assert.deepEqual(node('workerLatencyprofile: MediumUpdateAverageReaction'), [
      '5 true workerLatencyprofile is refused; the field is workerLatencyProfile',
    ]);
    assert.deepEqual(node('cgroupMode: v2'), []);
  });

  it('says nothing of a field that another kind has, where a template chooses between kinds', () => {
    const text = `apiVersion: apps/v1
{{- if .Values.stateful }}
kind: StatefulSet
{{- else }}
kind: Deployment
{{- end }}
metadata:
  name: poller
spec:
  {{- if .Values.stateful }}
  podManagementPolicy: Parallel
  updateStrategy:
  {{- else }}
  strategy:
  {{- end }}
    type: RollingUpdate
`;
    assert.deepEqual(messages('templates/poller.yaml', text), []);
  });

  it('finds the field of a kubelet inside a map of its configuration', () => {
    const text = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
shutdown:
  shutdownGracePeriod: 30s
evictionHard:
  memory.available: 5%
shutdownGracePeriodCriticalPods: 10s
`;
    assert.deepEqual(messages('kubelet.yaml', text), [
      '4 false shutdownGracePeriod belongs to the top level; here it is dropped',
    ]);
  });

  it('finds the field of a pod, a claim and a workload', () => {
    assert.equal(meantField('terminationGracePeriod', POD_FIELD_NAMES), 'terminationGracePeriodSeconds');
    assert.equal(meantField('tolerations:', POD_FIELD_NAMES), 'tolerations');
    assert.equal(meantField('accessMode', CLAIM_FIELD_NAMES), 'accessModes');
    assert.equal(meantField('storageClass', CLAIM_FIELD_NAMES), 'storageClassName');
    const [statefulSet, deployment] = [specFieldNames('StatefulSet'), specFieldNames('Deployment')];
    assert.equal(statefulSet && meantField('volumeClaimTemplate', statefulSet), 'volumeClaimTemplates');
    assert.equal(deployment && meantField('stategy', deployment), 'strategy');
    assert.equal(deployment && meantField('replica', deployment), 'replicas');
  });

  it('takes no real name for another', () => {
    for (const names of [KUBELET_FIELD_NAMES, POD_FIELD_NAMES, CLAIM_FIELD_NAMES]) {
      for (const name of names.real) assert.equal(meantField(name, names), undefined, name);
    }
    assert.equal(meantKey('extraVolumes', new Set(), ['extraArgs']), undefined);
    assert.equal(meantKey('kubeproxy', new Set(), ['kubelet', 'kube-controller']), undefined);
  });

  it('platforms', () => {
    assert.deepEqual(
      messages(
        'c.yaml',
        'version: v1alpha1\nmachine:\n  kublet:\n    extraArgs: {a: b}\ncluster:\n  apiServer:\n    extraArgs: {c: d}\n',
      ),
      ['3 true kublet is refused; the field is kubelet'],
    );
    assert.deepEqual(
      messages(
        'shoot.yaml',
        'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nspec:\n  kubernetes:\n    kubeControllerManager: {nodeMonitorGracePeriode: 40s}\n    kubeProxy: {}\n',
      ),
      ['5 true nodeMonitorGracePeriode is refused; the field is nodeMonitorGracePeriod'],
    );
    assert.deepEqual(
      messages(
        'k.yaml',
        'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrollerManger:\n  extraArgs:\n  - {name: v, value: "2"}\napiServer: {extraEnvs: []}\n',
      ),
      ['3 false controllerManger is read by nothing; the field is controllerManager'],
    );
    assert.deepEqual(
      messages('all.yml', 'kube_controller_node_monitor_period: 5s\nkube_controller_node_monitor_graceperiod: 40s\n'),
      ['2 false kube_controller_node_monitor_graceperiod is read by nothing'],
    );
  });

  it("one of Kubespray's variables alone in a file", () => {
    const found = (key: string) => messages('inventory/a/group_vars/all.yml', `# ours\n${key}: 20s\nother: 1\n`);
    const misspelt = [
      'kube_controler_node_monitor_grace_period',
      'kube_controller_node_montor_grace_period',
      'kube_controller_node_monitor_perod',
      'kube_controller_pod_evction_timeout',
      'kube_apiserver_pod_eviction_not_redy_timeout_seconds',
      'kube_apiserver_pod_evicton_unreachable_timeout_seconds',
      'kubelet_staus_update_frequency',
      'kubelet_status_update_frequncy',
      'kubelet_shutdwon_grace_period',
    ];
    for (const key of misspelt) assert.match(found(key).join(), new RegExp(`^2 false ${key} is read by nothing`), key);
    const others = [
      ...['kube_controller_manager_node_monitor_grace_period', 'kubelet_node_status_update_frequency'],
      ...['kube_controller_node_monitor_grace_period_ms', 'k8s_kubelet_status_update_frequency'],
      ...['kubelet-status-update-frequency', 'kubeletStatusUpdateFrequency', 'kubelet_status_update_frequency'],
      ...['node_monitor_grace_period', 'pod_eviction_timeout', 'shutdown_grace_period', 'eviction_timeout'],
    ];
    for (const key of others) assert.deepEqual(found(key), [], key);
  });

  it("k3s' and RKE2's options: the flags behind a key tell it, where no other key does", () => {
    const key = 'kube-controler-manager-arg';
    const expected = [`1 false ${key} is skipped; the field is kube-controller-manager-arg`];
    for (const value of ['[node-monitor-grace-period=20s]', 'node-monitor-grace-period=20s']) {
      assert.deepEqual(messages('etc/rancher/rke2/config.yaml', `${key}: ${value}\n`), expected);
    }
    assert.deepEqual(messages('config.yaml', 'kubelet-args: [max-pods=9]\n'), [
      '1 false kubelet-args is skipped; the field is kubelet-arg',
    ]);
    // What other programs say with such a key.
    assert.deepEqual(messages('config.yaml', 'kubelet-args: some text\n'), []);
  });

  it('a schedule that a program puts there is no schedule yet', () => {
    const job = (schedule: string) =>
      readFile('job.yaml', `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: ${schedule}}\n`)
        ?.problems.length;
    assert.equal(job('CRON_SCHEDULE'), 0);
    assert.equal(job('HOURLY'), 1);
  });

  it('says nothing of a workload that cannot be read to its end', () => {
    const workload = (annotation: string) =>
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata: {name: a}',
        'spec:',
        '  template:',
        '    metadata:',
        '      annotations:',
        annotation,
        '    spec:',
        '      {{- if .Values.b }}',
        '      containers: [{name: a}]',
        '      {{- end }}',
        '      tolerations:',
        '      - {key: a}',
        '',
      ].join('\n');
    assert.deepEqual(messages('c/templates/a.yaml', workload('        a: {{ .x\n        .y | quote }}')), []);
    assert.deepEqual(messages('c/templates/a.yaml', workload('        a\n        b: {{ .x }}')), []);
  });

  it('takes what a chart says to people for no object', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: []}}}\n';
    const count = (file: string) => readFile(file, text)?.workloads.length ?? 0;
    assert.equal(count('c/templates/NOTES.txt'), 0);
    assert.equal(count('c/templates/notes.yaml'), 1);
  });
});
