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
});
