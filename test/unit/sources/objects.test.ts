import assert from 'node:assert/strict';
import type { FileEdit } from '../../../server/src/model/location.ts';
import type { Reading } from '../../../server/src/model/reading.ts';
import type { Setting } from '../../../server/src/model/setting.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { LineIndex } from '../../../server/src/text/lineIndex.ts';

function read(text: string): Reading {
  const reading = readFile('a.yaml', text);
  assert.ok(reading);
  return reading;
}

function setting(reading: Reading, name: string): Setting {
  const found = reading.settings.find((candidate) => candidate.name === name);
  assert.ok(found, `no ${name}`);
  return found;
}

function at(text: string, range: Setting['range']): string {
  const index = new LineIndex(text);
  return text.slice(index.offsetAt(range.start), index.offsetAt(range.end));
}

function applied(text: string, edits: readonly FileEdit[]): string {
  const index = new LineIndex(text);
  return [...edits]
    .sort((a, b) => index.offsetAt(b.range.start) - index.offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, index.offsetAt(range.start)) + newText + now.slice(index.offsetAt(range.end)),
      text,
    );
}

const STATIC_POD = `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.31.2
    command:
    - /usr/local/bin/kube-controller-manager
    - --node-monitor-period=5s # five
    - "--node-monitor-grace-period"
    - "40s"
    - --leader-elect
    args: ["--node_eviction_rate=0.1"]
`;

describe('sources: commands of a shell in a pod', () => {
  const pod = (script: string) => `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: hyperkube
    command:
    - /bin/sh
    - -c
    - ${script}
`;
  const command = `/hyperkube controller-manager
      --leader-elect=true
      --node-monitor-grace-period=50s
      --v=2 >/var/log/kube-controller-manager.log 2>&1`;
  const scripts = [command, `>-\n      ${command}`, `>\r\n      ${command.replaceAll('\n', '\r\n')}`, `"${command}"`];

  it('reads a command line that YAML folds into one, and writes it back', () => {
    for (const script of scripts) {
      const text = pod(script);
      const reading = read(text);
      assert.deepEqual(
        reading.settings.map(({ name, value }) => [name, value.known && value.value]),
        [
          ['leader-elect', 'true'],
          ['node-monitor-grace-period', '50s'],
          ['v', '2'],
        ],
      );
      assert.deepEqual(reading.workloads, []);
      const grace = setting(reading, 'node-monitor-grace-period');
      assert.equal(at(text, grace.valueRange), '50s');
      assert.equal(applied(text, grace.rewriter.replace('60s')), text.replace('50s', '60s'));
    }
  });

  it('keeps lines apart that are indented further', () => {
    const reading = read(pod('>-\n      kube-controller-manager\n        --leader-elect=true'));
    assert.deepEqual(reading.settings, []);
  });
});

describe('sources: workload', () => {
  it('takes a workload whose API version a template fills in, but none of another group', () => {
    const statefulSet = (apiVersion: string) => `apiVersion: ${apiVersion}
kind: StatefulSet
metadata: {name: a}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
`;
    const kinds = (text: string) =>
      readFile('a.yaml', text)?.workloads.flatMap(({ kind, controller }) => (controller ? [] : [kind])) ?? [];
    assert.deepEqual(kinds(statefulSet('{{ include "c.apiVersion" . }}')), ['StatefulSet']);
    assert.deepEqual(kinds(statefulSet('nuwa.nip.io/v1')), []);
    assert.deepEqual(kinds(statefulSet('nuwa.nip.io/{{ .Version }}')), []);
    const either = (other: string) =>
      statefulSet(`{{- if .Capabilities.APIVersions.Has "apps/v1" }} apps/v1 {{- else }} ${other} {{- end }}`);
    assert.deepEqual(kinds(either('apps/v1beta1')), ['StatefulSet']);
  });

  it('knows pods that a template fills in as unknown, not as none', () => {
    const deployment = (pods: string) =>
      readFile('a.yaml', `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: 1\n${pods}`);
    for (const pods of [
      '  template:\n    metadata: {}\n    spec: {{- include "a.pod" . | nindent 6 }}\n',
      '  template:\n    {{- include "a.podTemplate" . | nindent 4 }}\n',
    ]) {
      const [workload] = deployment(pods)?.workloads ?? [];
      assert.deepEqual(
        [workload?.kind, workload?.pod.moreVolumes, workload?.pod.tolerations.known],
        ['Deployment', true, false],
      );
    }
    // A patch of the number alone has no pods.
    assert.deepEqual(deployment('')?.workloads, []);
  });

  it('takes an option that ends like a program for none', () => {
    const operator =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {}\n  template:\n    spec:\n      containers:\n      - image: prometheus-operator:v1\n        args: [--kubelet-service=kube-system/kubelet, --kubelet-endpoints=true]\n';
    const reading = readFile('a.yaml', operator);
    assert.deepEqual([reading?.settings, reading?.invocations, reading?.workloads.length], [[], [], 1]);
  });
});

describe('sources: static pod', () => {
  it('names flags that a template may leave out, with a value that is not known', () => {
    const list = `    - --leader-elect
    {{- if .Grace }}
    - --node-monitor-grace-period={{ .Grace }}
    - --node-monitor-period
    - 5s
    {{- end }}
    {{- if .Verbose }}
    - {{ .Verbose }}
    {{- end }}
`;
    const reading = read(`${STATIC_POD.split('    - --node-monitor-period')[0]}${list}`);
    assert.deepEqual(
      reading.settings.map(({ name, value }) => [name, value.known ? value.value : value.text]),
      [
        ['leader-elect', 'true'],
        ['node-monitor-grace-period', '{{ .Grace }}'],
        ['node-monitor-period', '5s'],
      ],
    );
    assert.deepEqual(
      reading.settings.map(({ value }) => value.known),
      [true, false, false],
    );
    assert.deepEqual(
      reading.invocations[0]?.parts.map(({ kind }) => kind),
      ['setting', 'setting', 'setting', 'variable'],
    );
  });

  it('reads flags in one word and in two, from command and args', () => {
    const reading = read(STATIC_POD);
    assert.deepEqual(
      reading.settings.map(({ name, value, component }) => [component, name, value.known && value.value]),
      [
        ['kube-controller-manager', 'node-monitor-period', '5s'],
        ['kube-controller-manager', 'node-monitor-grace-period', '40s'],
        ['kube-controller-manager', 'leader-elect', 'true'],
        ['kube-controller-manager', 'node-eviction-rate', '0.1'],
      ],
    );
    assert.equal(reading.workloads.length, 0);
    assert.deepEqual(
      reading.versions.map(({ kind, component, text }) => [kind, component, text]),
      [['image', 'kube-controller-manager', 'v1.31.2']],
    );
  });

  it('places names and values exactly', () => {
    const reading = read(STATIC_POD);
    assert.equal(at(STATIC_POD, setting(reading, 'node-monitor-period').valueRange), '5s');
    assert.equal(at(STATIC_POD, setting(reading, 'node-monitor-grace-period').valueRange), '40s');
    assert.equal(at(STATIC_POD, setting(reading, 'node-eviction-rate').nameRange), '--node_eviction_rate');
  });

  it('writes values back, removes flags with their lines and adds them in the list', () => {
    const reading = read(STATIC_POD);
    const grace = setting(reading, 'node-monitor-grace-period');
    assert.equal(applied(STATIC_POD, grace.rewriter.replace('50s')), STATIC_POD.replace('"40s"', '"50s"'));
    assert.equal(
      applied(STATIC_POD, grace.rewriter.remove()),
      STATIC_POD.replace('    - "--node-monitor-grace-period"\n    - "40s"\n', ''),
    );
    const period = setting(reading, 'node-monitor-period');
    assert.equal(
      applied(STATIC_POD, period.rewriter.remove()),
      STATIC_POD.replace('    - --node-monitor-period=5s # five\n', ''),
    );
    assert.equal(applied(STATIC_POD, period.rewriter.replace('2s')), STATIC_POD.replace('=5s', '=2s'));
    const [settingList] = reading.settingLists;
    assert.ok(settingList);
    assert.equal(
      applied(STATIC_POD, settingList.inserter.add('v', '2')),
      STATIC_POD.replace('0.1"]', '0.1", "--v=2"]'),
    );
  });

  it('reads a shell command inside the list, in place', () => {
    const text = STATIC_POD.replace(
      /command:[\s\S]*$/,
      'command: ["/bin/sh", "-c", "exec kube-controller-manager --node-monitor-period=2s"]\n',
    );
    const period = setting(read(text), 'node-monitor-period');
    assert.equal(at(text, period.valueRange), '2s');
    assert.equal(applied(text, period.rewriter.replace('5s')), text.replace('=2s', '=5s'));
  });

  it('knows a templated value as unknown, and JSON as well as YAML', () => {
    const text = STATIC_POD.replace('=5s', '={{ .period }}');
    assert.deepEqual(setting(read(text), 'node-monitor-period').value, {
      known: false,
      reason: 'template',
      text: '{{ .period }}',
    });
    const json =
      '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"c","command":["kube-controller-manager","--node-monitor-period=5s"]}]}}';
    assert.equal(at(json, setting(read(json), 'node-monitor-period').valueRange), '5s');
  });
});

describe('sources: kubelet and kubeadm configuration', () => {
  it('reads fields of a KubeletConfiguration', () => {
    const text =
      'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nnodeStatusUpdateFrequency: "4s"\nnodeLeaseDurationSeconds: 40s\nshutdownGracePeriodByPodPriority:\n- priority: 0\n  shutdownGracePeriodSeconds: 10\n';
    const reading = read(text);
    assert.equal(at(text, setting(reading, 'nodeStatusUpdateFrequency').valueRange), '4s');
    assert.equal(setting(reading, 'nodeLeaseDurationSeconds').writtenType, 'string');
    assert.deepEqual(
      JSON.stringify(setting(reading, 'shutdownGracePeriodByPodPriority').data),
      '[{"priority":0,"shutdownGracePeriodSeconds":10}]',
    );
  });

  const v1beta3 =
    'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.27.1\ncontrollerManager:\n  extraArgs:\n    node-monitor-period: 5s\n    terminated-pod-gc-threshold: 50\n';
  const v1beta4 =
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs:\n  - name: node-monitor-period\n    value: 5s\n';

  it('reads maps and lists, and says which the version wants', () => {
    assert.equal(setting(read(v1beta3), 'terminated-pod-gc-threshold').writtenType, 'integer');
    assert.deepEqual(
      read(v1beta3).versions.map(({ text }) => text),
      ['v1.27.1'],
    );
    const list = setting(read(v1beta4), 'node-monitor-period');
    assert.equal(at(v1beta4, list.valueRange), '5s');
    assert.equal(at(v1beta4, list.nameRange), 'node-monitor-period');
    assert.deepEqual(read(v1beta4).problems, []);
    assert.equal(read(v1beta4.replace('v1beta4', 'v1beta3')).problems[0]?.kind, 'form');
  });

  it('adds and removes in either form', () => {
    const map = read(v1beta3);
    const mapSettingList = map.settingLists.find(({ component }) => component === 'kube-controller-manager');
    assert.equal(applied(v1beta3, mapSettingList?.inserter.add('a', '5') ?? []), `${v1beta3}    a: "5"\n`);
    const list = read(v1beta4);
    const listSettingList = list.settingLists.find(({ component }) => component === 'kube-controller-manager');
    assert.equal(
      applied(v1beta4, listSettingList?.inserter.add('a', 'b') ?? []),
      `${v1beta4}  - name: a\n    value: b\n`,
    );
    const apiServer = list.settingLists.find(({ component }) => component === 'kube-apiserver');
    assert.equal(
      applied(v1beta4, apiServer?.inserter.add('a', '5') ?? []),
      `${v1beta4}apiServer:\n  extraArgs:\n    - name: a\n      value: "5"\n`,
    );
  });
});

const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
  namespace: db
spec:
  replicas: 1
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations:
      - key: node.kubernetes.io/unreachable
        operator: Exists
        effect: NoExecute
        tolerationSeconds: 30
      containers:
      - name: mysql
        image: mysql:8
        lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 15"]}}}
      volumes:
      - name: conf
        configMap: {name: c}
      - name: other
        persistentVolumeClaim: {claimName: other}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      storageClassName: nfs
`;

describe('sources: workloads and storage', () => {
  it('a Pod in a folder of a kubelet is a static one', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec: {containers: [{name: db, image: db}]}\n';
    const isStatic = (file: string) => readFile(file, pod)?.workloads[0]?.isStatic;
    assert.equal(isStatic('node/etc/kubernetes/manifests/db.yaml'), true);
    assert.equal(isStatic('agent/pod-manifests/db.yaml'), true);
    assert.equal(isStatic('apps/kubernetes/manifests/db.yaml'), undefined);
    assert.equal(isStatic('etc/kubernetes/manifests/old/db.yaml'), undefined);
  });

  it('reads tolerationSeconds of 64 bits, and of no more', () => {
    const seconds = (text: string) => {
      const tolerations = read(STATEFUL_SET.replace('Seconds: 30', `Seconds: ${text}`)).workloads[0]?.pod.tolerations;
      return tolerations?.known ? tolerations.value[0]?.tolerationSeconds?.value : undefined;
    };
    assert.deepEqual(seconds('9223372036854775807'), { known: true, value: 2 ** 63 });
    assert.equal(seconds('9223372036854775808')?.known, false);
    assert.equal(seconds('3.5')?.known, false);
  });

  it('reads a StatefulSet', () => {
    const [workload] = read(STATEFUL_SET).workloads;
    assert.ok(workload);
    const { pod } = workload;
    assert.deepEqual([workload.kind, workload.namespace, workload.name], ['StatefulSet', 'db', 'mysql']);
    assert.deepEqual(pod.terminationGracePeriodSeconds?.value, { known: true, value: 0 });
    assert.equal(at(STATEFUL_SET, pod.terminationGracePeriodSeconds.range), '0');
    assert.deepEqual(
      pod.volumes.map(({ name, source }) => [name, source.kind]),
      [
        ['conf', 'ephemeral'],
        ['other', 'claim'],
        ['data', 'template'],
      ],
    );
    assert.deepEqual(
      pod.preStopSleeps.map(({ seconds }) => seconds),
      [15],
    );
    assert.equal(pod.tolerations.known && pod.tolerations.value[0]?.tolerationSeconds?.value.known, true);
    assert.equal(
      applied(STATEFUL_SET, pod.terminationGracePeriodSeconds.rewriter.replace('30')),
      STATEFUL_SET.replace('Seconds: 0', 'Seconds: 30'),
    );
  });

  it('unwraps lists, and knows groups that have the same kind', () => {
    const item = STATEFUL_SET.split('\n')
      .map((line) => `  ${line}`)
      .join('\n')
      .replace('  apiVersion', '- apiVersion');
    assert.equal(read(`apiVersion: v1\nkind: List\nitems:\n${item}`).workloads[0]?.name, 'mysql');
    const [kruise] = readFile('a.yaml', STATEFUL_SET.replace('apps/v1', 'apps.kruise.io/v1'))?.workloads ?? [];
    assert.deepEqual([kruise?.kind, kruise?.controller, kruise?.pod.volumes.length], ['StatefulSet', undefined, 3]);
    const [other] = readFile('a.yaml', STATEFUL_SET.replace('apps/v1', 'apps.example.com/v1'))?.workloads ?? [];
    assert.deepEqual(other?.controller, { kind: 'StatefulSet', name: 'mysql' });
  });

  it('says what is of the wrong type, at its place', () => {
    const text = STATEFUL_SET.replace('Seconds: 0', 'Seconds: 30s');
    const [problem] = read(text).problems;
    assert.equal(problem?.kind, 'wrong-type');
    assert.equal(at(text, problem.range), '30s');
    assert.equal(read(text).workloads[0]?.pod.terminationGracePeriodSeconds?.value.known, false);
  });

  it('knows tolerations around a template as unknown', () => {
    const text = STATEFUL_SET.replace(
      '      tolerations:\n',
      '      tolerations:\n      {{- toYaml .Values.tolerations | nindent 6 }}\n',
    );
    assert.equal(read(text).workloads[0]?.pod.tolerations.known, false);
  });

  it('reads claims, volumes, classes and drivers', () => {
    const text = [
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: {accessModes: [ReadWriteOnce], storageClassName: ""}',
      'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: b}\nspec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteMany], nfs: {path: /, server: s}, claimRef: {namespace: n, name: a}}',
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: c, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}\nprovisioner: nfs.csi.k8s.io',
      'apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: nfs.csi.k8s.io}\nspec: {attachRequired: false}',
    ].join('\n---\n');
    const [claim, volume, storageClass, driver] = read(text).storage;
    assert.ok(claim?.kind === 'PersistentVolumeClaim' && volume?.kind === 'PersistentVolume');
    assert.ok(storageClass?.kind === 'StorageClass' && driver?.kind === 'CSIDriver');
    assert.deepEqual(claim.claim.storageClassName?.value, { known: true, value: '' });
    assert.equal(volume.volume?.type, 'nfs');
    assert.deepEqual(volume.claimRef, { namespace: 'n', name: 'a' });
    assert.equal(storageClass.isDefault, true);
    assert.deepEqual(driver.attachRequired, { known: true, value: false });
  });
});

describe('sources: what cannot be read', () => {
  it('is one problem at the first error, and the other documents still work', () => {
    const text = `${STATEFUL_SET}---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template: {a: [b\n---\n${STATEFUL_SET}`;
    const reading = read(text);
    assert.equal(reading.workloads.length, 2);
    assert.deepEqual(
      reading.problems.map(({ kind }) => kind),
      ['unreadable'],
    );
  });

  it('is nothing in foreign and in templated documents', () => {
    assert.equal(readFile('a.yaml', 'title: about a StatefulSet\nx: [1\n'), undefined);
    assert.deepEqual(readFile('a.yaml', 'kind: Deployment\n{{ broken }}: [\n')?.problems ?? [], []);
  });
});
