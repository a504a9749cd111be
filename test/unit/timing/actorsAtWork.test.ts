// Who acts on a lost node by itself, as the files say: Longhorn, NodeHealthCheck, MachineHealthCheck, what is only seen.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { waysOut } from '../../../server/src/timing/waysOut.ts';
import { node } from '../incident/lists.ts';
import { jsonList } from '../sources/live/clusterListing.ts';

const database = (provisioner: string, kind = 'StatefulSet', grace = 30) => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: disk}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], storageClassName: disk}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: db}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers: [{name: db, image: registry.example/store}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`;
const LONGHORN = 'driver.longhorn.io';
const NFS = 'nfs.csi.k8s.io';

function judge(files: Readonly<Record<string, string>>, kubernetesVersion = '1.33') {
  const service = createTreeService();
  service.configure({ kubernetesVersion });
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  const snapshot = service.snapshot();
  const found = snapshot.clusters.flatMap(({ analysis }) =>
    analysis.workloads.filter(({ workload }) => workload.name === 'db').map((workload) => ({ analysis, workload })),
  )[0];
  assert.ok(found);
  return { ...found, findings: snapshot.findings() };
}

const policy = (value: string) => `
apiVersion: longhorn.io/v1beta2
kind: Setting
metadata: {name: node-down-pod-deletion-policy, namespace: longhorn-system}
value: ${value}
`;
const removedAfterGrace = { earliest: 374_600, latest: 395_100 };

describe('timing: actors of the files', () => {
  it('Longhorn deletes the pods that its policy names once their grace is over', () => {
    const { workload } = judge({ 'db.yaml': database(LONGHORN), 'set.yaml': policy('delete-statefulset-pod') });
    assert.deepEqual(workload.objectRemoval, removedAfterGrace);
    assert.deepEqual(workload.replacementMount, removedAfterGrace);
    assert.equal(workload.verdict, 'double-mount');
    const both = judge({
      'db.yaml': database(LONGHORN, 'Deployment'),
      'set.yaml': policy('delete-both-statefulset-and-deployment-pod'),
    });
    assert.deepEqual(both.workload.replacementMount, removedAfterGrace);
  });

  it('Longhorn leaves other kinds and other storage alone', () => {
    const others: readonly (readonly [string, string])[] = [
      [database(LONGHORN), 'delete-deployment-pod'],
      [database(LONGHORN), 'do-nothing'],
      [database('csi.hetzner.cloud'), 'delete-statefulset-pod'],
    ];
    for (const [db, value] of others) {
      assert.equal(judge({ 'db.yaml': db, 'set.yaml': policy(value) }).workload.verdict, 'blocked', value);
    }
  });

  it('values of its chart say the same, alone, below its name, and in a HelmRelease', () => {
    const values = 'defaultSettings:\n  nodeDownPodDeletionPolicy: delete-statefulset-pod\n';
    const below = values.replace(/^/gm, '  ');
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: longhorn}\nspec:\n  values:\n${values.replace(/^(?=.)/gm, '    ')}`;
    for (const text of [values, `longhorn:\n${below}`, release]) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), 'longhorn.yaml': text });
      assert.deepEqual(workload.objectRemoval, removedAfterGrace, text);
    }
  });

  it('so does every other way of handing it to the chart, and the ConfigMap of the manifest', () => {
    const value = 'delete-statefulset-pod';
    const map = `{defaultSettings: {nodeDownPodDeletionPolicy: ${value}}}`;
    const argo = (kind: string, spec: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: lh}\nspec: ${spec}\n`;
    const path = 'defaultSettings.nodeDownPodDeletionPolicy';
    const ways: Readonly<Record<string, string>> = {
      'several-sources.yaml': argo('Application', `{sources: [{chart: longhorn, helm: {valuesObject: ${map}}}]}`),
      'set-of-applications.yaml': argo(
        'ApplicationSet',
        `{template: {spec: {source: {helm: {valuesObject: ${map}}}}}}`,
      ),
      'parameters.yaml': argo('Application', `{source: {helm: {parameters: [{name: ${path}, value: ${value}}]}}}`),
      'k3s-set.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: longhorn}\nspec: {chart: longhorn, set: {${path}: ${value}}}\n`,
      'fleet.yaml': `helm: {chart: longhorn, values: ${map}}\n`,
      'helmfile.yaml': `releases: [{name: longhorn, values: [${map}]}]\n`,
      'kustomization.yaml': `resources: [db.yaml]\nhelmCharts: [{name: longhorn, valuesInline: ${map}}]\n`,
      'manifest.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: longhorn-default-setting}\ndata:\n  default-setting.yaml: |-\n    priority-class: longhorn-critical\n    node-down-pod-deletion-policy: ${value}\n`,
      'install.sh': `helm install longhorn longhorn/longhorn --set persistence.x=1,${path}=${value}\n`,
      'block.tf': `resource "helm_release" "lh" {\n  set {\n    name  = "${path}"\n    value = "${value}"\n  }\n}\n`,
      'list.tf': `resource "helm_release" "lh" {\n  set = [{ name = "${path}", value = "${value}" }]\n}\n`,
      'document.tf': `resource "helm_release" "lh" {\n  values = [<<EOT\ndefaultSettings:\n  nodeDownPodDeletionPolicy: ${value}\nEOT\n  ]\n}\n`,
      'encoded.tf': `resource "helm_release" "lh" {\n  values = [yamlencode({ defaultSettings = { nodeDownPodDeletionPolicy = "${value}" } })]\n}\n`,
    };
    for (const [file, text] of Object.entries(ways)) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), [file]: text });
      assert.deepEqual(workload.objectRemoval, removedAfterGrace, file);
    }
    // It still is a kustomization, whose patches count.
    const patched = `resources: [db.yaml]\nhelmCharts: [{name: longhorn, valuesInline: ${map}}]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: StatefulSet\n      metadata: {name: db}\n      spec: {template: {spec: {terminationGracePeriodSeconds: 60}}}\n`;
    const { workload: longer } = judge({ 'db.yaml': database(LONGHORN), 'kustomization.yaml': patched });
    assert.deepEqual(longer.objectRemoval, { earliest: 404_600, latest: 425_100 });
    const open = `helm install longhorn longhorn/longhorn --set ${path}=$POLICY\n`;
    assert.equal(judge({ 'db.yaml': database(LONGHORN), 'install.sh': open }).workload.verdict, 'unknown');
  });

  const healthCheck = (template: string, selector = '') => `
apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata: {name: workers}
spec:
  ${selector}
  remediationTemplate: {kind: ${template}, name: t, namespace: n}
  unhealthyConditions:
    - {type: Ready, status: Unknown, duration: 60s}
`;

  it('self-node-remediation removes the pod only once the node has rebooted itself', () => {
    const { workload } = judge({ 'db.yaml': database(NFS), 'check.yaml': healthCheck('SelfNodeRemediationTemplate') });
    // Unknown after 39.6–60 s, 60 s later (whole seconds) remediation starts, 180 s later the node is surely dead.
    assert.deepEqual(workload.oldWriterGone, { earliest: 0, latest: 300_000 });
    assert.equal(workload.verdict, 'fenced');
    assert.deepEqual(workload.eviction, { earliest: 278_600, latest: 300_000 });
    assert.deepEqual(workload.objectRemoval, { earliest: 278_600, latest: 320_000 });
  });

  it('self-node-remediation asks all workers that a running cluster lists, and takes its time for it', () => {
    const api = 'self-node-remediation.medik8s.io/v1alpha1';
    const config = {
      ...{ apiVersion: api, kind: 'SelfNodeRemediationConfig', metadata: { name: 'config', namespace: 'medik8s' } },
      spec: { safeTimeToAssumeNodeRebootedSeconds: 200 },
    };
    const ignored = (nodes: readonly object[]) => {
      const service = createTreeService();
      service.update('list.json', jsonList([...nodes, config]));
      return service
        .snapshot()
        .findings()
        .flatMap(({ message }) => (/ignored/.test(String(message)) ? [String(message)] : []));
    };
    const labels = { 'node-role.kubernetes.io/worker': '' };
    const workers = Array.from({ length: 42 }, (_, index) => node(`w${index}`, { labels }));
    const others = Array.from({ length: 42 }, (_, index) => node(`n${index}`));
    const named = (time: string) => [
      `safeTimeToAssumeNodeRebootedSeconds 200 is ignored: the operator waits the computed ${time}.`,
    ];
    // (15 + 5) · 3 + 14 batches · 12 + 60 + 30; with 9 workers three batches.
    assert.deepEqual(ignored(workers), named('5 min 18 s'));
    assert.deepEqual(ignored([...workers.slice(0, 9), ...others]), []);
    assert.deepEqual(ignored([...workers.slice(0, 12), ...others]), []);
    assert.deepEqual(ignored([...workers.slice(0, 15), ...others]), named('3 min 30 s'));
  });

  it('a health check of nodes counts those that a running cluster lists', () => {
    const check = {
      ...{ apiVersion: 'remediation.medik8s.io/v1alpha1', kind: 'NodeHealthCheck', metadata: { name: 'workers' } },
      spec: {
        minHealthy: '51%',
        selector: { matchExpressions: [{ key: 'node-role.kubernetes.io/worker', operator: 'Exists' }] },
        remediationTemplate: { kind: 'SelfNodeRemediationTemplate', name: 't', namespace: 'n' },
      },
    };
    const labels = { 'node-role.kubernetes.io/worker': '' };
    const pod = {
      ...{ apiVersion: 'v1', kind: 'Pod' },
      metadata: {
        name: 'db-0',
        namespace: 'default',
        ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }],
      },
      spec: {
        nodeName: 'w0',
        volumes: [{ name: 'data', nfs: { server: 'a', path: '/' } }],
        terminationGracePeriodSeconds: 30,
      },
    };
    const acts = (workers: number, lost = 0) => {
      const nodes = Array.from({ length: workers }, (_, index) =>
        node(`w${index}`, { labels, ready: index < lost ? 'Unknown' : 'True' }),
      );
      const service = createTreeService();
      service.update('list.json', jsonList([node('control'), node('other'), ...nodes, check, pod]));
      return service.snapshot().clusters[0]?.analysis.workloads[0]?.actors.map(({ isCertain }) => isCertain);
    };
    // One of two is less than 51 %, which is rounded up.
    assert.deepEqual(acts(2), []);
    assert.deepEqual(acts(3), [true]);
    assert.deepEqual(acts(5, 2), [true]);
    assert.deepEqual(acts(5, 3), []);
  });

  it('a grace of 0 comes before any remediation, so two writers stay possible', () => {
    const files = {
      'db.yaml': database(NFS, 'StatefulSet', 0),
      'check.yaml': healthCheck('SelfNodeRemediationTemplate').replace('60s', '900s'),
    };
    assert.equal(judge(files).workload.verdict, 'double-mount');
  });

  it('a selector of some nodes gives the union of with and without', () => {
    const some = 'selector: {matchLabels: {pool: a}}';
    const files = { 'db.yaml': database(NFS), 'check.yaml': healthCheck('SelfNodeRemediationTemplate', some) };
    const { workload } = judge(files);
    assert.equal(workload.verdict, 'unknown');
    assert.equal(workload.objectRemoval.latest, Number.POSITIVE_INFINITY);
  });

  const machineCheck = (rest = '', kind = 'cluster.x-k8s.io/v1beta1') => `
apiVersion: ${kind}
kind: MachineHealthCheck
metadata: {name: workers}
spec: {clusterName: north, unhealthyConditions: [{type: Ready, status: Unknown, timeout: 120s}]${rest}}
`;

  it('a MachineHealthCheck deletes instance and Node, perhaps: by name, and not before its time-out', () => {
    for (const [kind, platform] of [
      ['cluster.x-k8s.io/v1beta1', 'Cluster API'],
      ['machine.openshift.io/v1beta1', 'OpenShift'],
    ] as const) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), 'other.yaml': machineCheck('', kind) });
      assert.equal(workload.verdict, 'unknown');
      assert.ok(
        workload.unknown.some(
          ({ what }) => String(what) === `whether MachineHealthCheck workers (${platform}) acts on the node`,
        ),
      );
      // 1.33: Unknown after 39.6 s at the earliest, 119 s later it fires, 40 s of quarantine follow.
      assert.deepEqual(workload.objectRemoval, { earliest: 198_600, latest: Number.POSITIVE_INFINITY });
      assert.equal(workload.replacementMount.earliest, 558_600);
    }
  });

  it('a MachineHealthCheck drains first, which a Deployment does not wait for', () => {
    const files = { 'db.yaml': database(NFS, 'Deployment'), 'other.yaml': machineCheck() };
    const { workload } = judge(files);
    assert.equal(workload.verdict, 'double-mount');
    assert.equal(workload.replacementMount.earliest, 158_600);
  });

  it("one that asks somebody else to act has that one's times", () => {
    const external = machineCheck(', remediationTemplate: {kind: Metal3RemediationTemplate, name: a}');
    const { workload } = judge({ 'db.yaml': database(LONGHORN), 'other.yaml': external });
    assert.ok(
      workload.unknown.some(({ what }) => String(what) === 'what MachineHealthCheck workers (Cluster API) does'),
    );
  });

  it('a ClusterClass makes such checks of the Clusters of its class', () => {
    const ofClass = (key: string, check: string) =>
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ClusterClass\nmetadata: {name: own}\nspec: {workers: {machineDeployments: [{class: a}, {class: b, ${key}: ${check}}]}}\n`;
    for (const [key, check] of [
      ['machineHealthCheck', '{unhealthyConditions: [{type: Ready, status: Unknown, timeout: 120s}]}'],
      ['healthCheck', '{checks: {unhealthyNodeConditions: [{type: Ready, status: Unknown, timeoutSeconds: 120}]}}'],
    ] as const) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), 'class.yaml': ofClass(key, check) });
      assert.equal(workload.verdict, 'unknown', key);
      assert.equal(workload.objectRemoval.earliest, 198_600, key);
    }
  });

  it('a Cluster sets those of its machines itself, and may switch them off', () => {
    const ofCluster = (check: string) =>
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: own}\nspec: {topology: {class: own, workers: {machineDeployments: [{class: a, name: a, machineHealthCheck: ${check}}]}}}\n`;
    const conditions = 'unhealthyConditions: [{type: Ready, status: Unknown, timeout: 120s}]';
    const on = judge({ 'db.yaml': database(LONGHORN), 'own.yaml': ofCluster(`{enable: true, ${conditions}}`) });
    assert.equal(on.workload.objectRemoval.earliest, 198_600);
    const off = judge({ 'db.yaml': database(LONGHORN), 'own.yaml': ofCluster(`{enable: false, ${conditions}}`) });
    assert.equal(off.workload.verdict, 'blocked');
  });

  it('a MachineHealthCheck acts by the first of its conditions that a lost node meets, and by no default', () => {
    const check = (spec: string, version = 'cluster.x-k8s.io/v1beta1') =>
      `apiVersion: ${version}\nkind: MachineHealthCheck\nmetadata: {name: workers}\nspec: {clusterName: north${spec}}\n`;
    const of = (text: string) => judge({ 'db.yaml': database(LONGHORN), 'check.yaml': text }).workload;
    const several =
      '[{type: Ready, status: "False", timeout: 10s}, {type: Ready, status: Unknown, timeout: 5m}, {type: DiskPressure, status: Unknown, timeout: 2m}]';
    assert.equal(of(check(`, unhealthyConditions: ${several}`)).objectRemoval.earliest, 198_600);
    for (const never of [
      check(''),
      check(', nodeStartupTimeout: 10m'),
      check(', checks: {nodeStartupTimeoutSeconds: 600}', 'cluster.x-k8s.io/v1beta2'),
      check(', unhealthyConditions: [{type: Ready, status: "False", timeout: 300s}]'),
      check(', unhealthyConditions: [{type: NetworkUnavailable, status: Unknown, timeout: 300s}]'),
    ]) {
      assert.equal(of(never).verdict, 'blocked', never);
    }
  });

  it('a MachineHealthCheck that may act on no machine, or on several only, leaves a lost node alone', () => {
    const conditions = 'unhealthyConditions: [{type: Ready, status: Unknown, timeout: 120s}]';
    const newer = 'checks: {unhealthyNodeConditions: [{type: Ready, status: Unknown, timeoutSeconds: 120}]}';
    const verdict = (spec: string, version: string) =>
      judge({
        'db.yaml': database(LONGHORN),
        'check.yaml': `apiVersion: ${version}\nkind: MachineHealthCheck\nmetadata: {name: workers}\nspec: {${spec}}\n`,
      }).workload.verdict;
    const [old, next, openShift] = [
      'cluster.x-k8s.io/v1beta1',
      'cluster.x-k8s.io/v1beta2',
      'machine.openshift.io/v1beta1',
    ];
    for (const [spec, version, expected] of [
      [`${conditions}, maxUnhealthy: 0`, openShift, 'blocked'],
      [`${conditions}, maxUnhealthy: 0%`, old, 'blocked'],
      [`${conditions}, maxUnhealthy: 40%`, openShift, 'unknown'],
      [`${conditions}, maxUnhealthy: 1`, old, 'unknown'],
      [`${conditions}, unhealthyRange: "[3-5]"`, old, 'blocked'],
      [`${conditions}, unhealthyRange: "[1-5]", maxUnhealthy: 0`, old, 'unknown'],
      [`${newer}, remediation: {triggerIf: {unhealthyLessThanOrEqualTo: 0}}`, next, 'blocked'],
      [`${newer}, remediation: {triggerIf: {unhealthyInRange: "[2-4]"}}`, next, 'blocked'],
      [`${newer}, remediation: {triggerIf: {unhealthyLessThanOrEqualTo: 2}}`, next, 'unknown'],
    ] as const) {
      assert.equal(verdict(spec, version), expected, spec);
    }
  });

  it("Gardener's machine-controller-manager deletes pods by force before their machine, unless it is told not to", () => {
    const shoot = (workers: string) =>
      `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: north}\nspec: {provider: {workers: ${workers}}, kubernetes: {version: 1.33.1, kubeControllerManager: {nodeMonitorGracePeriod: 40s}}}\n`;
    const of = (workers: string, grace = 30) =>
      judge({ 'db.yaml': database(LONGHORN, 'StatefulSet', grace), 'shoot.yaml': shoot(workers) }).workload;
    const usual = of('[{name: a}]');
    assert.equal(usual.verdict, 'unknown');
    // Unknown after 29.6 s at the earliest, 10 min later (whole seconds) the pod is gone and its volume detached.
    assert.deepEqual(usual.objectRemoval, { earliest: 628_600, latest: Number.POSITIVE_INFINITY });
    assert.equal(usual.replacementMount.earliest, 628_600);
    const timeout = (time: string) => `{name: a, machineControllerManager: {machineHealthTimeout: ${time}}}`;
    assert.equal(of(`[${timeout('30m')}, ${timeout('3m')}]`).objectRemoval.earliest, 208_600);
    // Its six minutes would be over later than the attachment is deleted.
    assert.equal(of('[{name: a}]', 0).replacementMount.earliest, 628_600);
    const off = '{name: a, machineControllerManager: {disableHealthTimeout: true}}';
    assert.equal(of(`[${off}]`).verdict, 'blocked');
    assert.equal(of('[]').verdict, 'blocked');
    assert.equal(of(`[${off}, {name: b}]`).verdict, 'unknown');
  });

  it('repairs of managed platforms, and an autoscaler, end the old writer first: blocked stays', () => {
    const object = (apiVersion: string, kind: string, spec: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${spec}\n`;
    const group = (rest: string) =>
      object('eksctl.io/v1alpha5', 'ClusterConfig', `managedNodeGroups: [{name: a${rest}}]`);
    const pool = (rest: string) =>
      object('container.cnrm.cloud.google.com/v1beta1', 'ContainerNodePool', `spec: {location: eu${rest}}`);
    const scaler = object(
      'apps/v1',
      'Deployment',
      'spec: {template: {spec: {containers: [{name: a, image: "registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0"}]}}}',
    );
    const EKS = "EKS' node repair";
    const GKE = "GKE's node auto-repair";
    for (const [text, title] of [
      [group(', nodeRepairConfig: {enabled: true}'), EKS],
      [object('eksctl.io/v1alpha5', 'ClusterConfig', 'autoModeConfig: {enabled: true}'), EKS],
      [pool(''), GKE],
      [pool(', management: {autoRepair: true}'), GKE],
      [
        object('containerservice.azure.com/v1api20240901', 'ManagedCluster', 'spec: {location: eu}'),
        "AKS' node auto-repair",
      ],
      [scaler, 'Cluster Autoscaler'],
    ] as const) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), 'other.yaml': text });
      assert.deepEqual([workload.verdict, workload.unknown], ['blocked', []], title);
      assert.ok(
        workload.actors.some((actor) => actor.title === title),
        title,
      );
    }
    for (const text of [
      group(''),
      group(', nodeRepairConfig: {enabled: false}'),
      pool(', management: {autoRepair: false}'),
    ]) {
      assert.equal(judge({ 'db.yaml': database(LONGHORN), 'other.yaml': text }).workload.verdict, 'blocked', text);
    }
  });

  it("Karpenter's NodeRepair waits for half an hour on EKS, for ten minutes on AKS, and does nothing where it is off", () => {
    const values = (on: boolean) => `settings:\n  featureGates:\n    nodeRepair: ${on}\n`;
    const on = judge({ 'db.yaml': database(LONGHORN), 'karpenter.yaml': values(true) }).workload;
    assert.equal(on.verdict, 'unknown');
    // Whose it is, these values do not say.
    assert.equal(on.objectRemoval.earliest, 39_600 + 599_000 + 40_000);
    const rendered = (gates: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: karpenter}\nspec: {template: {spec: {containers: [{name: controller, image: "public.ecr.aws/karpenter/controller:1.8.1", env: [{name: FEATURE_GATES, value: "${gates}"}]}]}}}\n`;
    const ofImage = (image: string) =>
      judge({
        'db.yaml': database(LONGHORN),
        'karpenter.yaml': rendered('NodeRepair=true').replace('public.ecr.aws/karpenter/controller', image),
      }).workload.objectRemoval.earliest;
    assert.equal(ofImage('public.ecr.aws/karpenter/controller'), 39_600 + 1_799_000 + 40_000);
    assert.equal(ofImage('mcr.microsoft.com/aks/karpenter/controller'), 39_600 + 599_000 + 40_000);
    assert.equal(judge({ 'db.yaml': database(LONGHORN), 'karpenter.yaml': values(false) }).workload.verdict, 'blocked');
    const verdict = (gates: string) =>
      judge({ 'db.yaml': database(LONGHORN), 'karpenter.yaml': rendered(gates) }).workload.verdict;
    assert.equal(verdict('SpotToSpotConsolidation=false,NodeRepair=true'), 'unknown');
    assert.equal(verdict('NodeRepair=false,NodeOverlay=true'), 'blocked');
    assert.equal(verdict('NodeOverlay=true'), 'blocked');
  });

  it('a cloud deletes the Node within the period in which it asks for the instance', () => {
    const manager = `
apiVersion: v1
kind: Pod
metadata: {name: cloud-controller-manager, namespace: kube-system}
spec: {containers: [{name: ccm, command: [cloud-controller-manager, --node-monitor-period=60s]}]}
`;
    const removal = (files: Readonly<Record<string, string>>) => {
      const service = createTreeService();
      service.configure({ kubernetesVersion: '1.33' });
      for (const [file, text] of Object.entries(files)) service.update(file, text);
      const snapshot = service.snapshot();
      const [report] = snapshot.clusters;
      assert.ok(report);
      const { workloads } = snapshot.analyse(report.cluster, { kind: 'node-deleted' });
      return workloads.find(({ workload }) => workload.name === 'db')?.objectRemoval;
    };
    // Unknown after 39.6–60 s, asked within 5 s, removed 40–80 s later.
    assert.deepEqual(removal({ 'db.yaml': database(LONGHORN) }), { earliest: 79_600, latest: 145_000 });
    assert.deepEqual(removal({ 'db.yaml': database(LONGHORN), 'manager.yaml': manager }), {
      earliest: 79_600,
      latest: 200_000,
    });
  });

  it('what is only seen makes "blocked" unknown by name', () => {
    const running = (image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: actor, namespace: kube-system}
spec: {template: {spec: {containers: [{name: actor, image: "${image}"}]}}}
`;
    const reset = (name: string) => `
apiVersion: harvesterhci.io/v1beta1
kind: Setting
metadata: {name: ${name}}
value: '{"enable":true,"period":300}'
`;
    const resource = (apiVersion: string, kind: string, spec: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
    for (const off of [
      resource('piraeus.io/v1', 'LinstorCluster', '{highAvailabilityController: {enabled: false}}'),
      resource('core.libopenstorage.org/v1', 'StorageCluster', '{stork: {enabled: false}}'),
      resource('storage.dell.com/v1', 'ContainerStorageModule', '{modules: [{name: resiliency, enabled: false}]}'),
      resource('storage.dell.com/v1', 'ContainerStorageModule', '{modules: [{name: authorization, enabled: true}]}'),
    ]) {
      assert.equal(judge({ 'db.yaml': database(LONGHORN), 'other.yaml': off }).workload.verdict, 'blocked', off);
    }
    for (const [text, title] of [
      [running('docker.io/openstorage/stork:2.12'), 'Stork'],
      [running('quay.io/hpestorage/csi-driver:v2.5.0'), "HPE's pod monitor"],
      [running('quay.io/noobaa/noobaa-operator:5.15'), "NooBaa's high-availability controller"],
      [
        running('ghcr.io/vatesfr/xenorchestra-cloud-controller-manager:v1.1'),
        "Xen Orchestra's cloud controller manager",
      ],
      [reset('vm-force-reset-policy'), "Harvester's vm-force-reset-policy"],
      [running('docker.io/storageos/api-manager:v1.2'), "Ondat's fencing controller"],
      [resource('storageos.com/v1', 'StorageOSCluster', '{}'), "Ondat's fencing controller"],
      [resource('storage.hpe.com/v1', 'HPECSIDriver', '{}'), "HPE's pod monitor"],
      [resource('piraeus.io/v1', 'LinstorCluster', '{}'), 'the Piraeus high-availability controller'],
      [resource('core.libopenstorage.org/v1', 'StorageCluster', '{stork: {enabled: true}}'), 'Stork'],
      [
        resource('storage.dell.com/v1', 'ContainerStorageModule', '{modules: [{name: resiliency, enabled: true}]}'),
        "Dell's podmon",
      ],
    ] as const) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), 'other.yaml': text });
      assert.equal(workload.verdict, 'unknown', title);
      assert.ok(
        workload.unknown.some(({ what }) => String(what) === `what ${title} does`),
        title,
      );
    }
    for (const text of [reset('overcommit-config'), running('quay.io/other/csi-driver:v1')]) {
      assert.equal(judge({ 'db.yaml': database(LONGHORN), 'other.yaml': text }).workload.verdict, 'blocked');
    }
  });

  it('one that a release of a chart brings makes it unknown, unless its values leave it out', () => {
    const flux = (chart: string, values = '{}') =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec: {chart: {spec: {chart: ${chart}}}, values: ${values}}\n`;
    const argo = (chart: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {repoURL: https://charts.example, chart: ${chart}, helm: {valuesObject: {a: 1}}}}\n`;
    const k3s = (chart: string) =>
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: a}\nspec: {chart: ${chart}, repo: https://charts.example}\n`;
    const kustomize = (chart: string) =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [db.yaml]\nhelmCharts: [{name: ${chart}, repo: https://charts.example, releaseName: a}]\n`;
    const others = flux('csi-unity').replace('values: {}', 'valuesFrom: [{kind: ConfigMap, name: values}]');
    for (const [file, text, title] of [
      ['a.yaml', flux('piraeus-ha-controller'), 'the Piraeus high-availability controller'],
      ['a.yaml', flux('linstor-cluster'), 'the Piraeus high-availability controller'],
      ['a.yaml', argo('hpe-csi-driver'), "HPE's pod monitor"],
      ['a.yaml', k3s('portworx'), 'Stork'],
      ['a.yaml', k3s('oci://registry.example/charts/ondat'), "Ondat's fencing controller"],
      [
        'kustomization.yaml',
        kustomize('xenorchestra-cloud-controller-manager'),
        "Xen Orchestra's cloud controller manager",
      ],
      ['a.yaml', flux('csi-powerstore', '{podmon: {enabled: true}}'), "Dell's podmon"],
      ['a.yaml', flux('container-storage-modules', '{csi-unity: {podmon: {enabled: true}}}'), "Dell's podmon"],
      ['a.yaml', others, "Dell's podmon"],
    ] as const) {
      const { workload } = judge({ 'db.yaml': database(LONGHORN), [file]: text });
      assert.equal(workload.verdict, 'unknown', text);
      assert.deepEqual(
        workload.unknown.map(({ what }) => String(what)),
        [`what ${title} does`],
      );
    }
    for (const text of [
      flux('portworx', '{stork: false}'),
      flux('linstor-cluster', '{linstorCluster: {highAvailabilityController: {enabled: false}}}'),
      flux('csi-powerstore'),
      flux('container-storage-modules', '{csi-unity: {podmon: {enabled: false}}}'),
      flux('descheduler'),
      flux('kured'),
    ]) {
      assert.equal(judge({ 'db.yaml': database(LONGHORN), 'a.yaml': text }).workload.verdict, 'blocked', text);
    }
  });
});

describe('timing: what frees a stuck workload', () => {
  it('names the ways, safest first, with when the replacement mounts and what happens to those who are wrong', () => {
    const { analysis, workload } = judge({ 'db.yaml': database(LONGHORN) });
    const ways = waysOut(analysis, workload).map(({ by, replacementMount, verdictIfWrong, commands }) => [
      by,
      replacementMount.earliest,
      replacementMount.latest,
      verdictIfWrong,
      commands.join(),
    ]);
    const never = Number.POSITIVE_INFINITY;
    const taint = 'kubectl taint nodes NODE node.kubernetes.io/out-of-service=nodeshutdown:NoExecute';
    // Done when the pod is surely evicted, after 365.1 s.
    assert.deepEqual(ways, [
      ['return', never, never, 'fenced', ''],
      ['out-of-service', 365_100, 385_100, 'double-mount', taint],
      ['node-deleted', 765_100, 805_100, 'guarded', 'kubectl delete node NODE'],
      ['force-delete', 725_100, 725_100, 'guarded', 'kubectl delete pod db-0 -n default --grace-period=0 --force'],
    ]);
  });

  it('from 1.38 on a deleted Node does not cost six minutes', () => {
    const { analysis, workload } = judge({ 'db.yaml': database(LONGHORN) }, '1.38');
    const way = waysOut(analysis, workload).find(({ by }) => by === 'node-deleted');
    assert.ok(way);
    assert.equal(way.replacementMount.latest - way.replacementMount.earliest, 40_000);
    assert.equal(way.replacementMount.earliest - workload.eviction.latest, 40_000);
  });

  it('says nothing where nothing is stuck', () => {
    const { analysis, workload } = judge({ 'db.yaml': database(NFS, 'StatefulSet', 0) });
    assert.equal(workload.verdict, 'double-mount');
    assert.deepEqual(waysOut(analysis, workload), []);
  });
});
