import assert from 'node:assert/strict';
import { settingsIn } from '../settingsIn.ts';
import { checkShape, type ShapeCase } from './shapeCase.ts';

const GRACE = 'kube-controller-manager node-monitor-grace-period=33s';
const VCLUSTER =
  'controlPlane:\n  distro:\n    k8s:\n      controllerManager:\n        extraArgs:\n          - --node-monitor-grace-period=33s\n';
const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

const CASES: readonly (readonly [name: string, one: ShapeCase])[] = [
  [
    "Bottlerocket's user data",
    {
      file: 'user-data.toml',
      text: '# nodes\n[settings.kubernetes]\ncluster-name = "a"\nshutdown-grace-period = "30s"\n"shutdown-grace-period-for-critical-pods" = "10s"\neviction-max-pod-grace-period = 40\n\n[settings.host-containers.admin]\nenabled = true\n',
      settings: [
        'kubelet shutdownGracePeriod=30s',
        'kubelet shutdownGracePeriodCriticalPods=10s',
        'kubelet evictionMaxPodGracePeriod=40',
      ],
      fix: ['evictionMaxPodGracePeriod', '50', '40', '50'],
      removes: ['shutdownGracePeriod', 'shutdown-grace-period = "30s"\n'],
    },
  ],
  [
    'the same in dotted keys and tables in braces',
    {
      file: 'a.toml',
      text: '[settings]\nkubernetes = { "cluster-name" = "a", shutdown-grace-period = "30s" }\nkubernetes.shutdown-grace-period-for-critical-pods = "${x}"\n',
      settings: ['kubelet shutdownGracePeriod=30s', 'kubelet shutdownGracePeriodCriticalPods=?${x}'],
      fix: ['shutdownGracePeriod', '40s', '30s', '40s'],
    },
  ],
  [
    "Bottlerocket's user data of Karpenter",
    {
      text: 'apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata: {name: a}\nspec:\n  userData: |\n    [settings.kubernetes]\n    shutdown-grace-period = "30s"\n',
      settings: ['kubelet shutdownGracePeriod=30s'],
      fix: ['shutdownGracePeriod', '40s', '30s', '40s'],
    },
  ],
  [
    "Bottlerocket's and bootstrap arguments of Terraform's module of EKS",
    {
      file: 'eks.tf',
      text: `module "eks" {\n  a = {\n    bootstrap_extra_args = <<-EOT\n      [settings.kubernetes]\n      shutdown-grace-period = "30s"\n    EOT\n  }\n  b = {\n    bootstrap_extra_args = <<-EOT\n      --kubelet-extra-args '--node-status-update-frequency=5s'\n    EOT\n    }\n}\n`,
      settings: ['kubelet shutdownGracePeriod=30s', 'kubelet node-status-update-frequency=5s'],
      fix: ['shutdownGracePeriod', '40s', '30s', '40s'],
    },
  ],
  [
    "values of a chart as text: Argo CD's",
    {
      text: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    chart: vcluster\n    helm:\n      values: |\n${indented(VCLUSTER, 8)}`,
      settings: [GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    'a vcluster of k3s, and what else is below a control plane',
    {
      text: 'controlPlane:\n  distro:\n    k3s:\n      extraArgs:\n        - --kube-controller-manager-arg=node-monitor-grace-period=33s\n',
      settings: [GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    "values of a chart as text: k3s' HelmChart",
    {
      text: `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: a}\nspec:\n  chart: vcluster\n  valuesContent: |-\n${indented(VCLUSTER, 4)}`,
      settings: [GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    'input of an action that starts kind',
    {
      file: '.github/workflows/a.yml',
      text: 'jobs:\n  a:\n    steps:\n      - uses: helm/kind-action@v1\n        with:\n          config: |\n            kind: Cluster\n            apiVersion: kind.x-k8s.io/v1alpha4\n            kubeadmConfigPatches:\n            - |\n              kind: ClusterConfiguration\n              controllerManager: {extraArgs: {node-monitor-grace-period: 33s}}\n',
      settings: [GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    'gates of kind',
    {
      text: 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nfeatureGates:\n  GracefulNodeShutdown: false\n',
      settings: [
        'kube-controller-manager feature-gates=GracefulNodeShutdown=false',
        'kube-apiserver feature-gates=GracefulNodeShutdown=false',
        'kubelet featureGates={"GracefulNodeShutdown":false}',
      ],
    },
  ],
  [
    "nodeup's configuration of kOps",
    {
      text: 'CloudProvider: aws\nClusterName: a.example.com\nControlPlaneConfig:\n  KubeControllerManager:\n    nodeMonitorGracePeriod: 50s\nAPIServerConfig:\n  KubeAPIServer:\n    defaultUnreachableTolerationSeconds: 30\nKubeletConfig:\n  nodeStatusUpdateFrequency: 5s\nKubernetesVersion: 1.32.0\n',
      settings: [
        'kubelet nodeStatusUpdateFrequency=5s',
        'kube-controller-manager node-monitor-grace-period=50s',
        'kube-apiserver default-unreachable-toleration-seconds=30',
      ],
      versions: ['1.32.0'],
      fix: ['default-unreachable-toleration-seconds', '5', 'Seconds: 30', 'Seconds: 5'],
    },
  ],
  [
    'supervisord',
    {
      file: 'supervisord.conf',
      text: '[supervisord]\nnodaemon=true\n\n[program:kube-controller-manager]\ncommand=/usr/bin/kube-controller-manager --kubeconfig=%(ENV_CONFIG)s\n  --node-monitor-grace-period=33s\nautostart=true\n',
      settings: ['kube-controller-manager kubeconfig=?%(ENV_CONFIG)s', GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    'a map of flags below a key that names a component',
    {
      text: 'my:\n  kubelet:\n    max-pods: "110"\n    node-status-update-frequency: 5s\n',
      settings: ['kubelet max-pods=110', 'kubelet node-status-update-frequency=5s'],
      fix: ['node-status-update-frequency', '4s', '5s', '4s'],
    },
  ],
  [
    'a map of nothing but flags of one component',
    {
      text: 'my:\n  extra:\n    node-monitor-grace-period: 33s\n    terminated-pod-gc-threshold: "100"\n',
      settings: [GRACE, 'kube-controller-manager terminated-pod-gc-threshold=100'],
      fix: ['terminated-pod-gc-threshold', '5', '"100"', '"5"'],
    },
  ],
  [
    'maps of Terraform that other files encode',
    {
      file: 'locals.tf',
      text: 'locals {\n  patch = {\n    cluster = {\n      controllerManager = {\n        extraArgs = { node-monitor-grace-period = "33s" }\n      }\n    }\n  }\n}\nvariable "kubelet_extra_args" {\n  default = {\n    "node-status-update-frequency" = "5s"\n  }\n}\n',
      settings: [GRACE, 'kubelet node-status-update-frequency=5s'],
      fix: ['node-status-update-frequency', '4s', '5s', '4s'],
    },
  ],
  [
    'values of variables of Terraform',
    {
      file: 'cluster.tfvars',
      text: 'name = "a"\ncontroller_manager_extra_args = {\n  node-monitor-grace-period = "33s"\n}\n',
      settings: [GRACE],
      fix: ['node-monitor-grace-period', '40s', '33s', '40s'],
    },
  ],
  [
    'edits of sed, yq and jq',
    {
      file: 'a.sh',
      text: `#!/bin/bash
sudo sed -i '/- kube-controller-manager/a \\ \\ \\ \\ - --node-monitor-grace-period=33s' /etc/kubernetes/manifests/kube-controller-manager.yaml
yq e -i '.maxPods = 60 | .shutdownGracePeriod = "30s"' /var/lib/kubelet/config.yaml
echo "$(jq '.nodeLeaseDurationSeconds=20' /etc/kubernetes/kubelet/kubelet-config.json)" > /etc/kubernetes/kubelet/kubelet-config.json
sed -i 's/--node-monitor-period=4s//' /etc/kubernetes/manifests/kube-controller-manager.yaml
sed 's/x/shutdownGracePeriod: 31s/' /var/lib/kubelet/config.yaml
`,
      settings: ['kubelet nodeLeaseDurationSeconds=20', GRACE, 'kubelet maxPods=60', 'kubelet shutdownGracePeriod=30s'],
      fix: ['shutdownGracePeriod', '40s', '"30s"', '"40s"'],
    },
  ],
];

describe('sources/shapes: settings that lie in texts and maps of other programs', () => {
  for (const [name, one] of CASES) it(name, () => checkShape(one));

  it('a table of Bottlerocket takes further keys, numbers without quotes', () => {
    const text = '[settings.kubernetes]\ncluster-name = "a"\n\n[settings.ntp]\nx = 1\n';
    assert.equal(
      settingsIn('a.toml', text).added(0, 'shutdownGracePeriod', '30s'),
      text.replace('"a"', '"a"\nshutdown-grace-period = "30s"'),
    );
    assert.equal(
      settingsIn('a.toml', text).added(0, 'evictionMaxPodGracePeriod', '30'),
      text.replace('"a"', '"a"\neviction-max-pod-grace-period = 30'),
    );
    assert.equal(settingsIn('a.toml', text).added(0, 'nodeStatusUpdateFrequency', '5s'), text);
  });

  it('maps of other programs are none', () => {
    for (const text of [
      'descheduler:\n  pod-eviction-timeout: 2m\n',
      'app:\n  pod-eviction-timeout: 2m\n  some-other: x\n',
      'docs:\n  node-monitor-grace-period:\n    text: how long\n  node-monitor-period:\n    text: how often\n',
    ])
      assert.deepEqual(settingsIn('values.yaml', text).settings, []);
  });
});
