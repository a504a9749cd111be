import assert from 'node:assert/strict';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { originText } from '../../../server/src/render/words/originText.ts';
import { onlyCluster } from './tree.ts';

/** `value, origin` of a parameter. */
const parameter = (files: Readonly<Record<string, string>>, name: string) =>
  effectiveParameters(onlyCluster(files))
    .filter((one) => one.name === name)
    .map(({ value, origin }) => `${value}, ${originText(origin)}`)
    .join('; ');

const GRACE = 'node-monitor-grace-period';

describe("assembly: distributions' own defaults", () => {
  const kubespray = 'kube_version: v1.33.1\nkube_network_plugin: calico\n';

  it('Kubespray writes its own, what the inventory sets counts before', () => {
    assert.equal(parameter({ 'group_vars/all.yml': kubespray }, GRACE), '40s, default of Kubespray 2.32');
    assert.equal(
      parameter({ 'group_vars/all.yml': kubespray }, 'shutdownGracePeriod'),
      '60s, default of Kubespray 2.32',
    );
    const written = `${kubespray}kube_controller_node_monitor_grace_period: 60s\n`;
    assert.equal(parameter({ 'group_vars/all.yml': written }, GRACE), '60s, group_vars/all.yml:3');
  });

  it('Talos and kOps shut nodes down gracefully, kOps not with the Amazon VPC network', () => {
    const talos =
      'machine:\n  kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.33.1"}\ncluster:\n  apiServer: {extraArgs: {v: "2"}}\n';
    assert.equal(parameter({ 'c.yaml': talos }, 'shutdownGracePeriod'), '30s, default of Talos 1.14');
    const kops = (networking: string) =>
      `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: a}\nspec:\n  kubernetesVersion: 1.33.1\n  networking: {${networking}: {}}\n`;
    assert.equal(
      parameter({ 'c.yaml': kops('calico') }, 'shutdownGracePeriodCriticalPods'),
      '10s, default of kOps 1.36',
    );
    assert.equal(parameter({ 'c.yaml': kops('amazonvpc') }, 'shutdownGracePeriod'), '0s, default');
  });

  it('Gardener keeps 40 s; two distributions tell nothing', () => {
    const shoot =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: a}\nspec: {kubernetes: {version: 1.33.1}}\n';
    assert.equal(parameter({ 'shoot.yaml': shoot }, GRACE), '40s, default of Gardener 1.150');
    assert.equal(parameter({ 'shoot.yaml': shoot, 'group_vars/all.yml': kubespray }, GRACE), '50s, default');
  });

  const REPORT = 'nodeStatusReportFrequency';
  const drop =
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 20s\n';

  it('HyperShift waits 50 s, on IBM Cloud 55 s, and gives its nodes what OpenShift gives them', () => {
    const hosted = (type: string) =>
      `apiVersion: hypershift.openshift.io/v1beta1\nkind: HostedCluster\nmetadata: {name: a}\nspec:\n  release: {image: "quay.io/openshift-release-dev/ocp-release:4.18.3-x86_64"}\n  platform: {type: ${type}}\n`;
    assert.equal(parameter({ 'c.yaml': hosted('AWS') }, GRACE), '50s, default of HyperShift for OpenShift 5.1');
    assert.equal(parameter({ 'c.yaml': hosted('IBMCloud') }, GRACE), '55s, default of HyperShift for OpenShift 5.1');
    const kubelet =
      'apiVersion: machineconfiguration.openshift.io/v1\nkind: KubeletConfig\nmetadata: {name: k}\nspec: {kubeletConfig: {nodeStatusUpdateFrequency: 20s}}\n';
    const both = { 'c.yaml': hosted('AWS'), 'k.yaml': kubelet };
    assert.equal(parameter(both, GRACE), '50s, default of HyperShift for OpenShift 5.1');
    assert.equal(parameter(both, REPORT), '5m, default of HyperShift for OpenShift 5.1');
  });

  it("OpenShift's 50 s came a minor earlier than Kubernetes'", () => {
    const at = (version: string) =>
      `apiVersion: config.openshift.io/v1\nkind: ClusterVersion\nmetadata: {name: version}\nspec: {channel: stable-${version}}\n`;
    assert.equal(parameter({ 'v.yaml': at('4.17') }, GRACE), '40s, default');
    assert.equal(parameter({ 'v.yaml': at('4.18') }, GRACE), '50s, default of OpenShift of August 2026');
    assert.equal(parameter({ 'v.yaml': at('5.0') }, GRACE), '50s, default');
    assert.equal(onlyCluster({ 'v.yaml': at('5.0') }).version.text, '1.36');
    // The slow profile changes how often the status is looked at, not how often it is sent.
    const slow =
      'apiVersion: config.openshift.io/v1\nkind: Node\nmetadata: {name: cluster}\nspec: {workerLatencyProfile: LowUpdateSlowReaction}\n';
    assert.equal(parameter({ 'n.yaml': slow }, REPORT), '5m, default of OpenShift of August 2026');
  });

  it('k3s and RKE2 write how often status is sent since 1.32, unless a file of the user takes the place of theirs', () => {
    const k3s = (version: string, argument: string) => ({
      'config.yaml': `kubelet-arg: ["${argument}"]\n`,
      'all.yml': `k3s_version: ${version}+k3s1\n`,
      'kubelet.yaml': drop,
    });
    assert.equal(parameter(k3s('v1.33.1', 'v=2'), REPORT), '5m, default of k3s and RKE2 1.32');
    assert.equal(parameter(k3s('v1.31.1', 'v=2'), REPORT), '20s, kubelet.yaml:3');
    assert.equal(parameter(k3s('v1.33.1', 'config=/etc/kubelet.yaml'), REPORT), '20s, kubelet.yaml:3');
  });

  it("Amazon's nodes shut down gracefully since 1.34", () => {
    const nodes = (version: string) => ({
      'nodes.yaml': 'apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: {kubelet: {config: {maxPods: 50}}}\n',
      'main.tf': `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = "${version}"\n}\n`,
    });
    assert.equal(parameter(nodes('1.33'), 'shutdownGracePeriod'), '0s, default');
    assert.equal(parameter(nodes('1.34'), 'shutdownGracePeriod'), '2m30s, default of Amazon EKS AMI v20260714');
  });

  it('what a service sets that does not show its flags is not known', () => {
    const eks =
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: a, region: b, version: "1.33"}\n';
    const unseen = 'Amazon EKS does not say which flags it gives kube-controller-manager';
    assert.equal(parameter({ 'c.yaml': eks }, GRACE), `50s, default, assumed: ${unseen}`);
    const aks =
      'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: AzureManagedControlPlane\nmetadata: {name: a}\nspec: {version: v1.33.1}\n';
    const status = 'node-status-update-frequency';
    assert.match(parameter({ 'c.yaml': aks }, status), /^10s, default, assumed: AKS does not say/);
    assert.equal(parameter({ 'c.yaml': eks }, status), '10s, default');
  });
});
