/** A setting as it is meant, whatever the shape calls it. */
export interface Written {
  readonly component: 'kube-controller-manager' | 'kube-apiserver' | 'kubelet';
  readonly name: string;
  readonly value: string;
}

/** How one shape of object writes a set of settings. */
export interface ObjectShapeCase {
  readonly title: string;
  readonly file: string;
  readonly write: (list: readonly Written[]) => string;
  /** Names that it has, where it does not have all. */
  readonly names?: readonly string[];
  /** Names are the shape's own. */
  readonly fixedNames?: true;
  /** The unit that it leaves out. */
  readonly unit?: 's';
  /** What is added where it is not there. */
  readonly addable: readonly Written[];
  /** What its distribution writes where nobody does; the shape that others are compared with has to say it. */
  readonly ownDefaults?: readonly Written[];
  /** The provider does not say which flags its control plane has: less is found. */
  readonly isManaged?: true;
  /** Removing the last setting of a component leaves nothing that could be read. */
  readonly removesLast?: false;
}

const FLAG: Written = { component: 'kube-controller-manager', name: 'node-eviction-rate', value: '5' };
const FIELD: Written = { component: 'kubelet', name: 'evictionMaxPodGracePeriod', value: '5' };

const of = (list: readonly Written[], component: Written['component']) =>
  list.filter((one) => one.component === component);
/** Digits alone are no string. */
const quoted = (value: string) => (/^\d+$/.test(value) ? `"${value}"` : value);
const map = (list: readonly Written[], lead: string) =>
  list.map(({ name, value }) => `${lead}${name}: ${quoted(value)}\n`).join('');
const fields = (list: readonly Written[], lead: string) =>
  list.map(({ name, value }) => `${lead}${name}: ${value}\n`).join('');
const list = (all: readonly Written[], lead: string) =>
  all.map(({ name, value }) => `${lead}- name: ${name}\n${lead}  value: ${quoted(value)} # why\n`).join('');
const words = (all: readonly Written[], lead: string) =>
  all.map(({ name, value }) => `${lead}- --${name}=${value}\n`).join('');
const pairs = (all: readonly Written[], lead: string) =>
  all.map(({ name, value }) => `${lead}- "${name}=${value}" # why\n`).join('');
const indent = (text: string, lead: string) => text.replace(/^(?=.)/gm, lead);
const section = (head: string, body: string) => (body === '' ? '' : head + body);

/** Two components under keys of their own, each with the same form of arguments. */
function components(
  all: readonly Written[],
  [manager, server]: readonly [manager: string, server: string],
  body: (part: readonly Written[]) => string,
): string {
  return section(manager, body(of(all, 'kube-controller-manager'))) + section(server, body(of(all, 'kube-apiserver')));
}

const pod = (name: Written['component'], all: readonly Written[]) =>
  section(
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: ${name}\n    command:\n    - ${name}\n`,
    words(of(all, name), '    '),
  );

function kubeadm(all: readonly Written[]): string {
  const heads = ['controllerManager:\n  extraArgs:\n', 'apiServer:\n  extraArgs:\n'] as const;
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n${components(all, heads, (part) => map(part, '    '))}`;
}

function kubeadmList(all: readonly Written[]): string {
  const heads = ['controllerManager:\n  extraArgs:\n', 'apiServer:\n  extraArgs:\n'] as const;
  return `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${components(all, heads, (part) => list(part, '  '))}`;
}

const spec = (version: string, all: readonly Written[], body: (part: readonly Written[]) => string) =>
  `apiVersion: controlplane.cluster.x-k8s.io/${version}\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec:\n    clusterConfiguration:\n${components(
    all,
    ['      controllerManager:\n        extraArgs:\n', '      apiServer:\n        extraArgs:\n'],
    body,
  )}`;

const KOPS = new Map([
  ['node-monitor-grace-period', 'nodeMonitorGracePeriod'],
  ['node-monitor-period', 'nodeMonitorPeriod'],
  ['pod-eviction-timeout', 'podEvictionTimeout'],
  ['default-not-ready-toleration-seconds', 'defaultNotReadyTolerationSeconds'],
  ['default-unreachable-toleration-seconds', 'defaultUnreachableTolerationSeconds'],
]);
const KUBESPRAY = new Map([
  ['node-monitor-grace-period', 'kube_controller_node_monitor_grace_period'],
  ['node-monitor-period', 'kube_controller_node_monitor_period'],
  ['pod-eviction-timeout', 'kube_controller_pod_eviction_timeout'],
  ['default-not-ready-toleration-seconds', 'kube_apiserver_pod_eviction_not_ready_timeout_seconds'],
  ['default-unreachable-toleration-seconds', 'kube_apiserver_pod_eviction_unreachable_timeout_seconds'],
]);
const shutdown = (all: string, critical: string): Written[] => [
  { component: 'kubelet', name: 'shutdownGracePeriod', value: all },
  { component: 'kubelet', name: 'shutdownGracePeriodCriticalPods', value: critical },
];
const KUBESPRAY_DEFAULTS: readonly Written[] = [
  { component: 'kube-controller-manager', name: 'node-monitor-grace-period', value: '40s' },
  { component: 'kubelet', name: 'nodeStatusUpdateFrequency', value: '10s' },
  ...shutdown('60s', '20s'),
];
const GARDENER = ['node-monitor-grace-period', 'pod-eviction-timeout', ...[...KOPS.keys()].slice(3)];
const renamed = (names: ReadonlyMap<string, string>) => (all: readonly Written[]) =>
  all.map((one) => ({ ...one, name: names.get(one.name) ?? one.name }));
const inKops = renamed(KOPS);
const inKubespray = renamed(KUBESPRAY);

/** What the control plane is given. The first one is what all others are compared with. */
export const CONTROL_PLANE_SHAPES: readonly ObjectShapeCase[] = [
  {
    title: 'static pods',
    file: 'pods.yaml',
    addable: [FLAG],
    write: (all) => `${pod('kube-controller-manager', all)}---\n${pod('kube-apiserver', all)}`,
  },
  {
    title: 'static pods as JSON, command in one list',
    file: 'pods.json',
    addable: [FLAG],
    write: (all) =>
      `${JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'List',
          items: (['kube-controller-manager', 'kube-apiserver'] as const)
            .filter((name) => of(all, name).length > 0)
            .map((name) => ({
              apiVersion: 'v1',
              kind: 'Pod',
              spec: {
                containers: [{ name, command: [name, ...of(all, name).map((one) => `--${one.name}=${one.value}`)] }],
              },
            })),
        },
        null,
        2,
      )}\n`,
  },
  { title: 'kubeadm, map', file: 'kubeadm.yaml', addable: [FLAG], write: kubeadm },
  { title: 'kubeadm, list', file: 'kubeadm.yaml', addable: [FLAG], write: kubeadmList },
  {
    title: 'ConfigMap of kubeadm',
    file: 'dump.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  ClusterConfiguration: |\n${indent(kubeadm(all), '    ')}  other: |\n    x\n`,
  },
  {
    title: 'kind',
    file: 'kind.yaml',
    addable: [FLAG],
    write: (all) =>
      `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nkubeadmConfigPatches:\n- |\n${indent(kubeadmList(all), '  ')}nodes:\n- role: worker\n`,
  },
  {
    title: 'Cluster API, map',
    file: 'cluster.yaml',
    addable: [FLAG],
    write: (all) => spec('v1beta1', all, (part) => map(part, '          ')),
  },
  {
    title: 'Cluster API, list',
    file: 'cluster.yaml',
    addable: [FLAG],
    write: (all) => spec('v1beta2', all, (part) => list(part, '        ')),
  },
  {
    title: 'kOps',
    file: 'cluster.yaml',
    addable: [],
    fixedNames: true,
    write: (all) =>
      `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nspec:\n${components(
        inKops(all),
        ['  kubeControllerManager:\n', '  kubeAPIServer:\n'],
        (part) => fields(part, '    '),
      )}  networking: {}\n`,
  },
  {
    title: 'Gardener',
    file: 'shoot.yaml',
    addable: [],
    names: GARDENER,
    fixedNames: true,
    write: (all) =>
      `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nspec:\n  kubernetes:\n${components(
        inKops(all),
        ['    kubeControllerManager:\n', '    kubeAPIServer:\n'],
        (part) => fields(part, '      '),
      )}`,
  },
  {
    title: 'Kubespray',
    ownDefaults: KUBESPRAY_DEFAULTS,
    file: 'group_vars/k8s_cluster.yml',
    addable: [],
    fixedNames: true,
    removesLast: false,
    write: (all) => `# an inventory\nkube_owner: kube\n${map(inKubespray(all), '')}`,
  },
  {
    title: 'OpenShift',
    file: 'operators.yaml',
    addable: [FLAG],
    write: (all) =>
      components(
        all,
        [
          'apiVersion: operator.openshift.io/v1\nkind: KubeControllerManager\nspec:\n  unsupportedConfigOverrides:\n    extendedArguments:\n',
          '---\napiVersion: operator.openshift.io/v1\nkind: KubeAPIServer\nspec:\n  unsupportedConfigOverrides:\n    apiServerArguments:\n',
        ],
        (part) => part.map(({ name, value }) => `      ${name}: ["${value}"]\n`).join(''),
      ),
  },
  {
    title: 'Talos',
    file: 'controlplane.yaml',
    addable: [FLAG],
    write: (all) =>
      `machine: {type: controlplane}\ncluster:\n${components(
        all,
        ['  controllerManager:\n    extraArgs:\n', '  apiServer:\n    extraArgs:\n'],
        (part) => map(part, '      '),
      )}`,
  },
  {
    title: 'Talos, documents',
    file: 'controlplane.yaml',
    addable: [FLAG],
    write: (all) =>
      components(
        all,
        [
          'apiVersion: v1alpha1\nkind: KubeControllerManagerConfig\nextraArgs:\n',
          '---\napiVersion: v1alpha1\nkind: KubeAPIServerConfig\nextraArgs:\n',
        ],
        (part) => map(part, '  '),
      ),
  },
  {
    title: 'k3s or RKE2',
    file: 'config.yaml',
    addable: [FLAG],
    removesLast: false,
    write: (all) =>
      `tls-san: [a]\n${components(all, ['kube-controller-manager-arg:\n', 'kube-apiserver-arg:\n'], (part) => pairs(part, '  '))}`,
  },
  {
    title: "Rancher's Cluster",
    file: 'cluster.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nspec:\n  rkeConfig:\n    machineGlobalConfig:\n${components(
        all,
        ['      kube-controller-manager-arg:\n', '      kube-apiserver-arg:\n'],
        (part) => pairs(part, '      '),
      )}`,
  },
  {
    title: 'RKE',
    file: 'cluster.yml',
    addable: [FLAG],
    write: (all) =>
      `nodes: []\nservices:\n${components(
        all,
        ['  kube-controller:\n    extra_args:\n', '  kube-api:\n    extra_args:\n'],
        (part) => map(part, '      '),
      )}`,
  },
  {
    title: 'k0s',
    file: 'k0s.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nspec:\n${components(
        all,
        ['  controllerManager:\n    extraArgs:\n', '  api:\n    extraArgs:\n'],
        (part) => map(part, '      '),
      )}`,
  },
  {
    title: 'KubeOne',
    file: 'kubeone.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: kubeone.k8c.io/v1beta2\nkind: KubeOneCluster\ncontrolPlaneComponents:\n${components(
        all,
        ['  controllerManager:\n    flags:\n', '  apiServer:\n    flags:\n'],
        (part) => map(part, '      '),
      )}`,
  },
  {
    title: 'KubeKey',
    file: 'kubekey.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: kubekey.kubesphere.io/v1alpha2\nkind: Cluster\nspec:\n  kubernetes:\n${components(
        all,
        ['    controllerManagerArgs:\n', '    apiserverArgs:\n'],
        (part) => pairs(part, '    '),
      )}`,
  },
  {
    title: 'Kamaji',
    file: 'tenant.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nspec:\n  controlPlane:\n    deployment:\n      extraArgs:\n${components(
        all,
        ['        controllerManager:\n', '        apiServer:\n'],
        (part) => words(part, '        '),
      )}`,
  },
  {
    title: 'vCluster',
    file: 'vcluster.yaml',
    addable: [FLAG],
    write: (all) =>
      `controlPlane:\n  distro:\n    k8s:\n${components(
        all,
        ['      controllerManager:\n        extraArgs:\n', '      apiServer:\n        extraArgs:\n'],
        (part) => words(part, '        '),
      )}`,
  },
  {
    title: 'Canonical Kubernetes',
    file: 'bootstrap.yaml',
    addable: [FLAG],
    removesLast: false,
    write: (all) =>
      `cluster-config: {}\n${components(
        all,
        ['extra-node-kube-controller-manager-args:\n', 'extra-node-kube-apiserver-args:\n'],
        (part) =>
          map(
            part.map((one) => ({ ...one, name: `--${one.name}` })),
            '  ',
          ),
      )}`,
    fixedNames: true,
  },
  {
    title: 'policy around an object',
    file: 'policy.yaml',
    addable: [FLAG],
    write: (all) =>
      `apiVersion: policy.open-cluster-management.io/v1\nkind: ConfigurationPolicy\nspec:\n  object-templates:\n  - objectDefinition:\n${indent(
        spec('v1beta1', all, (part) => map(part, '          ')),
        '      ',
      )}`,
  },
];

const kubeletConfiguration = (all: readonly Written[]) =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields(all, '')}`;
const KUBESPRAY_KUBELET = new Map([
  ['nodeStatusUpdateFrequency', 'kubelet_status_update_frequency'],
  ['shutdownGracePeriod', 'kubelet_shutdown_grace_period'],
  ['shutdownGracePeriodCriticalPods', 'kubelet_shutdown_grace_period_critical_pods'],
]);
const embedded = (title: string, head: string, lead: string, tail = ''): ObjectShapeCase => ({
  title,
  file: 'a.yaml',
  addable: [FIELD],
  removesLast: false,
  write: (all) => `${head}${fields(all, lead)}${tail}`,
});

/** What a kubelet is configured with. */
export const KUBELET_SHAPES: readonly ObjectShapeCase[] = [
  { title: 'KubeletConfiguration', file: 'kubelet.yaml', addable: [FIELD], write: kubeletConfiguration },
  {
    title: 'KubeletConfiguration as JSON',
    file: 'kubelet.json',
    addable: [FIELD],
    write: (all) =>
      `${JSON.stringify(
        {
          kind: 'KubeletConfiguration',
          ...Object.fromEntries(all.map(({ name, value }) => [name, /^\d+$/.test(value) ? Number(value) : value])),
        },
        null,
        '\t',
      )}\n`,
  },
  {
    title: 'ConfigMap of the kubelet',
    file: 'a.yaml',
    addable: [FIELD],
    write: (all) =>
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  kubelet: |\n${indent(kubeletConfiguration(all), '    ')}metadata: {name: a}\n`,
  },
  {
    title: 'kind, for a node',
    file: 'kind.yaml',
    addable: [FIELD],
    write: (all) =>
      `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n- role: worker\n  kubeadmConfigPatches:\n  - |-\n${indent(kubeletConfiguration(all), '    ')}- role: worker\n`,
  },
  {
    title: 'file of Cluster API',
    file: 'a.yaml',
    addable: [FIELD],
    write: (all) =>
      `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2\nkind: KubeadmConfig\nspec:\n  files:\n  - path: /etc/kubelet.yaml\n    content: |\n${indent(kubeletConfiguration(all), '      ')}  - path: /other\n`,
  },
  {
    title: 'values of a HelmRelease',
    file: 'a.yaml',
    addable: [FIELD],
    write: (all) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    kubelet.yaml: |\n${indent(kubeletConfiguration(all), '      ')}  interval: 1h\n`,
  },
  {
    ...embedded(
      'OpenShift KubeletConfig',
      'apiVersion: machineconfiguration.openshift.io/v1\nkind: KubeletConfig\nspec:\n  kubeletConfig:\n',
      '    ',
    ),
    ownDefaults: [
      { component: 'kubelet', name: 'nodeStatusUpdateFrequency', value: '10s' },
      { component: 'kubelet', name: 'nodeStatusReportFrequency', value: '5m' },
    ],
  },
  {
    ...embedded('Talos', 'machine:\n  kubelet:\n    extraConfig:\n', '      ', 'cluster: {}\n'),
    ownDefaults: shutdown('30s', '10s'),
  },
  {
    ...embedded('Talos KubeletConfig', 'apiVersion: v1alpha1\nkind: KubeletConfig\nconfig:\n', '  '),
    ownDefaults: shutdown('30s', '10s'),
  },
  {
    ...embedded(
      'eksctl',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nnodeGroups:\n- name: a\n  kubeletExtraConfig:\n',
      '    ',
      '  minSize: 1\n',
    ),
    isManaged: true,
  },
  {
    ...embedded(
      'nodeadm',
      'apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n',
      '      ',
      '    flags: []\n',
    ),
    isManaged: true,
  },
  embedded(
    'k0s worker profile',
    'apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nspec:\n  workerProfiles:\n  - name: a\n    values:\n',
    '      ',
  ),
  embedded(
    'KubeEdge v1alpha2',
    'apiVersion: edgecore.config.kubeedge.io/v1alpha2\nkind: EdgeCore\nmodules:\n  edged:\n    tailoredKubeletConfig:\n',
    '      ',
  ),
  {
    ...embedded(
      'KubeEdge v1alpha1',
      'apiVersion: edgecore.config.kubeedge.io/v1alpha1\nkind: EdgeCore\nmodules:\n  edged:\n',
      '    ',
    ),
    names: ['nodeStatusUpdateFrequency'],
    fixedNames: true,
    unit: 's',
    addable: [],
    write: (all) =>
      `apiVersion: edgecore.config.kubeedge.io/v1alpha1\nkind: EdgeCore\nmodules:\n  edged:\n${fields(
        all.map((one) => ({ ...one, value: one.value.replace(/s$/, '') })),
        '    ',
      )}`,
  },
  embedded('Promenade', 'schema: promenade/Kubelet/v1\ndata:\n  config_file_overrides:\n', '    '),
  {
    ...embedded('kOps', '', ''),
    ownDefaults: shutdown('30s', '10s'),
    fixedNames: true,
    addable: [],
    write: (all) =>
      `apiVersion: kops.k8s.io/v1alpha3\nkind: Cluster\nspec:\n  kubelet:\n${fields(all, '    ')}  channel: a\n`,
  },
  {
    title: 'Kubespray',
    ownDefaults: KUBESPRAY_DEFAULTS,
    file: 'group_vars/all.yml',
    names: [...KUBESPRAY_KUBELET.keys()],
    addable: [],
    fixedNames: true,
    removesLast: false,
    write: (all) => `kube_owner: kube\n${map(renamed(KUBESPRAY_KUBELET)(all), '')}`,
  },
];
