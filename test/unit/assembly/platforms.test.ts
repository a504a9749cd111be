import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { tuneCluster } from '../../../server/src/tuner/tuneCluster.ts';
import { controllerManager, formTree, onlyCluster, statefulSet } from './tree.ts';

const eksctl = [
  'apiVersion: eksctl.io/v1alpha5',
  'kind: ClusterConfig',
  'metadata: {name: prod, region: eu-central-1, version: "1.31"}',
  'nodeGroups:',
  '- name: a',
  '  kubeletExtraConfig: {nodeStatusUpdateFrequency: 10s}',
  '',
].join('\n');
const aks = [
  'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
  'kind: AzureManagedControlPlane',
  'metadata: {name: prod}',
  'spec: {version: v1.32.1}',
  '',
].join('\n');

const EKS_NOTE =
  'Amazon EKS runs the control plane: flags of kube-controller-manager and kube-apiserver cannot be set there. What can be set is tolerationSeconds of each workload.';

describe('workspace: platforms that run the control plane', () => {
  it('an object of eksctl tells EKS, and that its flags cannot be set', () => {
    const { platform, notes, version } = onlyCluster({ 'eks.yaml': eksctl });
    assert.deepEqual([platform?.id, notes.map(String), version.text], ['eks', [EKS_NOTE], '1.31']);
  });

  it('AKS and GKE do not take the times of kubelets either', () => {
    const { platform, notes, version } = onlyCluster({ 'aks.yaml': aks });
    assert.deepEqual([platform?.id, version.text], ['aks', '1.32']);
    assert.match(String(notes[0] ?? ''), /^AKS runs .* cannot be set there, nor the times of the kubelets\./);
    const gke =
      'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: {name: a}\nspec: {}\n';
    assert.equal(onlyCluster({ 'gke.yaml': gke, 'app.yaml': statefulSet('a') }).platform?.id, 'gke');
  });

  it('a file that starts a controller manager speaks against it', () => {
    const { platform, notes } = onlyCluster({ 'eks.yaml': eksctl, 'kcm.yaml': controllerManager('--v=2') });
    assert.deepEqual([platform, notes], [undefined, []]);
  });

  it('several platforms are ambiguous', () => {
    const { platform, notes } = onlyCluster({
      'node.yaml': 'apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: {}\n',
      'linuxkubeletconfig.json': '{ "imageGcHighThreshold": 90 }\n',
    });
    assert.equal(platform, undefined);
    assert.match(notes.join(), /^Files of (?:AKS and Amazon EKS|Amazon EKS and AKS) lie together/);
  });

  it('two objects that are clusters are two clusters, each of its own platform', () => {
    const { clusters } = formTree({ 'eks.yaml': eksctl, 'aks.yaml': aks });
    assert.deepEqual(clusters.map(({ cluster }) => cluster.platform?.id).sort(), ['aks', 'eks']);
  });

  for (const [file, text, name, line] of [
    [
      'linuxkubeletconfig.json',
      '{\n  "imageGcHighThreshold": 90,\n  "nodeStatusUpdateFrequency": "10s"\n}\n',
      'AKS',
      2,
    ],
    ['system-config.yaml', 'kubeletConfig:\n  cpuManagerPolicy: static\n  nodeLeaseDurationSeconds: 20\n', 'GKE', 2],
  ] as const) {
    it(`times in the node configuration of ${name} are said not to be taken`, () => {
      const service = createTreeService();
      service.update(file, text);
      assert.deepEqual(
        service
          .snapshot()
          .findings()
          .map(({ ruleId, range }) => `${ruleId}:${range.start.line}`),
        [`config-not-loadable:${line}`],
      );
    });
  }

  it('the node configuration of a platform without times gives nothing', () => {
    const service = createTreeService();
    service.update('a.json', '{"imageGcHighThreshold": 90, "cpuManagerPolicy": "static"}\n');
    assert.deepEqual(service.snapshot().findings(), []);
  });

  it('tune advises nothing that cannot be set there', () => {
    const service = createTreeService();
    service.update('eks.yaml', eksctl);
    const [report] = service.snapshot().clusters;
    assert.ok(report);
    const { result, changes, unwritable } = tuneCluster(report, [], { failover: 90_000 });
    assert.deepEqual(result?.changed, ['tolerationSeconds']);
    assert.deepEqual(changes, []);
    assert.match(
      unwritable.join('\n'),
      /^tolerationSeconds of not-ready in each workload: \d+ \(Amazon EKS does not take/,
    );
  });
});
