import assert from 'node:assert/strict';
import { readFile } from '../../../../server/src/sources/allSources.ts';

/** `component name=value` of each setting. */
const settings = (file: string, text: string) =>
  (readFile(file, text)?.settings ?? []).map(
    ({ component, name, value }) => `${component} ${name}=${value.known ? value.value : `?${value.text}`}`,
  );

const GRACE = 'kube-controller-manager node-monitor-grace-period=33s';

describe('sources/shapes: variables of roles, patches of manifests', () => {
  it('roles for RKE2 and k3s', () => {
    const list = "\n  - 'node-monitor-grace-period=33s'\n";
    assert.deepEqual(settings('group_vars/all.yml', `rke2_kube_controller_manager_args:${list}`), [GRACE]);
    assert.deepEqual(settings('group_vars/all.yml', `rke2_kube_controller_manager_arg:${list}`), [GRACE]);
    assert.deepEqual(settings('group_vars/all.yml', 'rke2_kubelet_arg: ["--max-pods=60"]\n'), ['kubelet max-pods=60']);
    const text = 'server_config_yaml: |\n  kube-controller-manager-arg:\n    - node-monitor-grace-period=33s\n';
    assert.deepEqual(settings('group_vars/server.yml', text), [GRACE]);
  });

  it('operations on the manifest that the file is named after', () => {
    const operation = '- op: add\n  path: /spec/containers/0/command/-\n  value: --node-monitor-grace-period=33s\n';
    assert.deepEqual(settings('patches/kube-controller-manager+json.yaml', operation), [GRACE]);
    assert.deepEqual(settings('patches/kube-controller-manager1+json.yaml', operation), [GRACE]);
    assert.deepEqual(settings('patches/other.yaml', operation), []);
    assert.deepEqual(
      settings('patches/kube-controller-manager+json.yaml', operation.replace('op: add', 'op: remove')),
      [],
    );
  });

  // Source: cmd/kubeadm/app/util/patches/patches.go (parseFilename): target, suffix, type
  it('a patch of the kubelet whose name alone says what it is of', () => {
    const fields = 'nodeStatusUpdateFrequency: 4s\n';
    const read = ['kubelet nodeStatusUpdateFrequency=4s'];
    assert.deepEqual(settings('patches/kubeletconfiguration.yaml', fields), read);
    assert.deepEqual(settings('patches/kubeletconfiguration0+merge.yaml', fields), read);
    assert.deepEqual(settings('kubeletconfiguration-own+strategic.json', '{"nodeStatusUpdateFrequency": "4s"}'), read);
    const operation = '- op: add\n  path: /nodeStatusUpdateFrequency\n  value: 4s\n';
    assert.deepEqual(settings('patches/kubeletconfiguration+json.yaml', operation), read);
    assert.deepEqual(settings('patches/kubeletconfiguration.md', fields), []);
    assert.deepEqual(settings('patches/other.yaml', fields), []);
  });
});

describe("sources/shapes: values in a field's own type", () => {
  const written = (text: string, component: string, name: string, value: string) =>
    readFile('c.yaml', text)
      ?.settingLists.filter((list) => list.component === component && list.form === 'flag')
      .flatMap((list) => list.inserter.add(name, value).map(({ newText }) => newText.trim()));

  it('whole numbers of kOps and Gardener have no quotes', () => {
    const seconds = 'default-unreachable-toleration-seconds';
    const kops = (spec: string) =>
      `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: a}\nspec:\n  ${spec}\n`;
    assert.deepEqual(written(kops('kubernetesVersion: 1.32.3'), 'kube-apiserver', seconds, '20'), [
      'kubeAPIServer:\n    defaultUnreachableTolerationSeconds: 20',
    ]);
    assert.deepEqual(written(kops('kubeAPIServer: {v: 1}'), 'kube-apiserver', seconds, '20'), [
      ', defaultUnreachableTolerationSeconds: 20',
    ]);
    assert.deepEqual(
      written(
        kops('kubeControllerManager: {v: 1}'),
        'kube-controller-manager',
        'node-monitor-grace-period',
        '50s',
      )?.slice(0, 1),
      [', nodeMonitorGracePeriod: 50s'],
    );
    const shoot =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: a}\nspec:\n  kubernetes:\n    kubeAPIServer: {v: 1}\n';
    assert.deepEqual(written(shoot, 'kube-apiserver', seconds, '20'), [', defaultUnreachableTolerationSeconds: 20']);
  });
});
