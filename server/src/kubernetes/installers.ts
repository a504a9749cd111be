// Where a flag or a field is set on each platform, in the words of its own files, for values that no file of a tree can take.
import { type Said, say } from '../text/message.ts';
import type { ComponentName } from './components.ts';
import type { InstallerId } from './installerSeen.ts';

/** A value that is to be set. */
export interface WantedValue {
  readonly component: ComponentName;
  readonly form: 'flag' | 'field';
  /** Without dashes. */
  readonly name: string;
  /** As a flag has it; of a field with a number or a duration. */
  readonly text: string;
  /** The oldest minor of 1.x that the cluster may have. */
  readonly minor: number;
}

/** Where it is set, what is written there, and what takes it up. */
export interface HandPlace {
  readonly where: Said;
  /** One line of the file's own language, as it can be pasted. */
  readonly snippet: Snippet;
  readonly takenUpBy?: Said;
}

/** Values of one place stand in one map, so that pasting several repeats no key: `extraArgs: { a: "1s", b: "2s" }`. */
export interface Snippet {
  readonly before: string;
  readonly entry: string;
  readonly after: string;
}

export interface Installer {
  readonly id: InstallerId;
  readonly source: string;
  /** `undefined`: nowhere on this platform. */
  place(wanted: WantedValue): HandPlace | undefined;
}

/** The keys of kubeadm, Talos, k0s for the components of the control plane. */
const CAMEL: Partial<Record<ComponentName, string>> = {
  'kube-controller-manager': 'controllerManager',
  'kube-apiserver': 'apiServer',
  'kube-scheduler': 'scheduler',
};
/** minikube's: `pkg/util/config.go`. */
const SHORT: Partial<Record<ComponentName, string>> = {
  'kube-controller-manager': 'controller-manager',
  'kube-apiserver': 'apiserver',
  'kube-scheduler': 'scheduler',
  kubelet: 'kubelet',
};
/** kOps' and Gardener's fields are called after the flags. */
const camelCase = (flag: string) => flag.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
const field = ({ name, text }: WantedValue) => `${name}: ${text}`;
const inMap = (before: string, entry: string, after: string): Snippet => ({ before, entry, after });
const alone = (entry: string): Snippet => inMap('', entry, '');
/** `controllerManager: { extraArgs: { name: "text" } }` */
const extraArgs = ({ name, text }: WantedValue, ...keys: readonly string[]): Snippet =>
  inMap(`${keys.join(': { ')}: { `, `${name}: "${text}"`, ' }'.repeat(keys.length));
const KUBELET_FILE = '{ apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration, ';

/** In kubeadm's own objects: since v1beta4 (1.31) arguments are a list. */
function ofKubeadm(wanted: WantedValue): Snippet {
  const { component, name, text, minor } = wanted;
  const key = CAMEL[component] ?? component;
  if (minor < 31) return extraArgs(wanted, key, 'extraArgs');
  return inMap(`${key}: { extraArgs: [`, `{ name: ${name}, value: "${text}" }`, '] }');
}

const KUBEADM: Installer = {
  id: 'kubeadm',
  // The ConfigMap has the minor in its name up to 1.23 (UnversionedKubeletConfigMap).
  source: 'cmd/kubeadm/app/constants/constants.go (KubeletBaseConfigurationConfigMap), app/cmd/upgrade/node.go',
  place(wanted) {
    if (wanted.form === 'field') {
      const name = wanted.minor <= 23 ? `kubelet-config-1.${wanted.minor}` : 'kubelet-config';
      return {
        where: say`in the ConfigMap kube-system/${name}, key kubelet`,
        snippet: alone(field(wanted)),
        takenUpBy: say`"${'kubeadm upgrade node phase kubelet-config'}" and "${'systemctl restart kubelet'}" on every node`,
      };
    }
    if (wanted.component === 'kubelet') {
      return {
        where: say`in ${'/etc/default/kubelet'} (or ${'/etc/sysconfig/kubelet'}) of every node`,
        snippet: alone(`KUBELET_EXTRA_ARGS="--${wanted.name}=${wanted.text}"`),
        takenUpBy: '"systemctl restart kubelet"',
      };
    }
    return {
      where: say`in kubeadm's ClusterConfiguration`,
      snippet: ofKubeadm(wanted),
      takenUpBy: say`"${`kubeadm init phase control-plane ${wanted.component.replace('kube-', '')} --config FILE`}" on every control plane node`,
    };
  },
};

function ofK3s(id: 'k3s' | 'rke2', wanted: WantedValue): HandPlace {
  const { component, form, name, text, minor } = wanted;
  const restart = component === 'kubelet' ? say`restart ${id} on every node` : say`restart ${id} on every server`;
  const config = `/etc/rancher/${id}/config.yaml`;
  if (form === 'flag')
    return {
      where: say`in ${config}, below ${`${component}-arg`}`,
      snippet: alone(`- ${name}=${text}`),
      takenUpBy: restart,
    };
  // A part for each field. Before 1.32 there is no folder of them; a file that is named takes the place of all that k3s would write.
  if (minor >= 32) {
    return {
      where: say`in ${`/var/lib/rancher/${id}/agent/etc/kubelet.conf.d/90-${name}.conf`} of every node`,
      snippet: inMap(KUBELET_FILE, field(wanted), ' }'),
      takenUpBy: restart,
    };
  }
  return {
    where: say`in a KubeletConfiguration that ${config} of every node names with ${'kubelet-arg: ["config=FILE"]'}`,
    snippet: inMap(KUBELET_FILE, field(wanted), ' }'),
    takenUpBy: restart,
  };
}

const OF_RKE: Partial<Record<ComponentName, string>> = {
  'kube-controller-manager': 'kube-controller',
  'kube-apiserver': 'kube-api',
  'kube-scheduler': 'scheduler',
};

/** Variables of its own; other flags go into the lists of extra arguments. */
const OF_KUBESPRAY: Readonly<Record<string, string>> = {
  'node-monitor-period': 'kube_controller_node_monitor_period',
  'node-monitor-grace-period': 'kube_controller_node_monitor_grace_period',
  'default-not-ready-toleration-seconds': 'kube_apiserver_pod_eviction_not_ready_timeout_seconds',
  'default-unreachable-toleration-seconds': 'kube_apiserver_pod_eviction_unreachable_timeout_seconds',
};
const OF_KUBESPRAY_EXTRA: Partial<Record<ComponentName, string>> = {
  'kube-controller-manager': 'kube_kubeadm_controller_extra_args',
  'kube-apiserver': 'kube_kubeadm_apiserver_extra_args',
  'kube-scheduler': 'kube_kubeadm_scheduler_extra_args',
};

const K0S_COMPONENT: Partial<Record<ComponentName, string>> = { ...CAMEL, 'kube-apiserver': 'api' };

/** By flag: the part of a Shoot that has a field for it; it has none for the period of looking and none for leases. */
const OF_SHOOT: Readonly<Record<string, string>> = {
  'node-monitor-grace-period': 'kubeControllerManager',
  'pod-eviction-timeout': 'kubeControllerManager',
  'default-not-ready-toleration-seconds': 'kubeAPIServer',
  'default-unreachable-toleration-seconds': 'kubeAPIServer',
};

const OF_KOPS: Partial<Record<ComponentName, string>> = {
  'kube-controller-manager': 'kubeControllerManager',
  'kube-apiserver': 'kubeAPIServer',
  'kube-scheduler': 'kubeScheduler',
  kubelet: 'kubelet',
};

const INSTALLERS: readonly Installer[] = [
  {
    id: 'minikube',
    source: 'kubernetes/minikube pkg/minikube/bootstrapper/bsutil/extraconfig.go, kubelet.go (kubeletConfigParams)',
    place(wanted) {
      const { component, form, name, text } = wanted;
      if (form === 'flag') {
        const prefix = SHORT[component] ?? component;
        return { where: say`with "${'minikube start'}"`, snippet: alone(`--extra-config=${prefix}.${name}=${text}`) };
      }
      // Its options reach the kubelet as flags, and the fields that decide have none.
      return {
        where: say`no option of "minikube start" sets it; in ${'/var/lib/kubelet/config.yaml'} of each node ("minikube ssh")`,
        snippet: alone(field(wanted)),
        takenUpBy: say`"${'sudo systemctl restart kubelet'}"; "minikube start" writes the file anew`,
      };
    },
  },
  {
    id: 'kind',
    source: 'kubernetes-sigs/kind pkg/apis/config/v1alpha4/types.go (KubeadmConfigPatches)',
    place(wanted) {
      const { component, form, name, text } = wanted;
      const snippet =
        form === 'field'
          ? inMap(`- '{kind: KubeletConfiguration, `, field(wanted), `}'`)
          : inMap(
              `- '{kind: ClusterConfiguration, ${CAMEL[component] ?? component}: {extraArgs: {`,
              `${name}: "${text}"`,
              `}}}'`,
            );
      return {
        where: say`in the file of "${'kind create cluster --config'}", below ${'kubeadmConfigPatches'}`,
        snippet,
        takenUpBy: say`make the cluster anew`,
      };
    },
  },
  {
    id: 'k3d',
    source: 'k3d-io/k3d cmd/cluster/clusterCreate.go (--k3s-arg)',
    place({ component, form, name, text }) {
      const nodes = component === 'kubelet' ? 'all:*' : 'server:*';
      if (form === 'field') {
        return {
          where: say`in a KubeletConfiguration that "k3d cluster create" mounts into every node`,
          snippet: alone(
            `--volume FILE:/etc/kubelet.yaml@all:* --k3s-arg '--kubelet-arg=config=/etc/kubelet.yaml@all:*'`,
          ),
          takenUpBy: say`make the cluster anew`,
        };
      }
      return {
        where: say`with "${'k3d cluster create'}"`,
        snippet: alone(`--k3s-arg '--${component}-arg=${name}=${text}@${nodes}'`),
        takenUpBy: say`make the cluster anew`,
      };
    },
  },
  {
    id: 'rke2',
    source: 'k3s-io/k3s pkg/cli/cmds/server.go, pkg/daemons/agent/agent.go (KubeletConfigDir)',
    place: (wanted) => ofK3s('rke2', wanted),
  },
  {
    id: 'k3s',
    source: 'k3s-io/k3s pkg/cli/cmds/server.go, pkg/daemons/agent/agent.go (KubeletConfigDir)',
    place: (wanted) => ofK3s('k3s', wanted),
  },
  {
    id: 'rke',
    source: 'rancher/rke types/rke_types.go (ConfigServices)',
    place(wanted) {
      const { component, form, name, text } = wanted;
      if (form === 'field') {
        return {
          where: say`in a KubeletConfiguration of every node with ${`${name}: ${text}`}, which ${'cluster.yml'} names`,
          snippet: alone('services: { kubelet: { extra_args: { config: FILE }, extra_binds: ["FILE:FILE"] } }'),
          takenUpBy: '"rke up"',
        };
      }
      return {
        where: say`in ${'cluster.yml'}, below ${'services'}`,
        snippet: extraArgs(wanted, OF_RKE[component] ?? component, 'extra_args'),
        takenUpBy: '"rke up"',
      };
    },
  },
  {
    id: 'talos',
    source: 'siderolabs/talos pkg/machinery/config/types/v1alpha1/v1alpha1_types.go',
    place(wanted) {
      const { component, form } = wanted;
      const patch =
        form === 'field'
          ? inMap('machine: { kubelet: { extraConfig: { ', field(wanted), ' } } }')
          : component === 'kubelet'
            ? extraArgs(wanted, 'machine', 'kubelet', 'extraArgs')
            : extraArgs(wanted, 'cluster', CAMEL[component] ?? component, 'extraArgs');
      return {
        where:
          component === 'kubelet'
            ? say`in the machine configuration of every node ("talosctl patch machineconfig")`
            : say`in the machine configuration of every control plane node ("talosctl patch machineconfig")`,
        snippet: patch,
      };
    },
  },
  {
    id: 'k0s',
    // A profile called `default` is laid over the one that workers have.
    source: 'k0sproject/k0s pkg/component/controller/workerconfig/reconciler.go (buildProfiles)',
    place(wanted) {
      const { component, form, name, text } = wanted;
      const at = say`in k0s.yaml of the controllers, below spec (of k0sctl: below spec.k0s.config.spec)`;
      if (form === 'field') {
        return {
          where: at,
          snippet: inMap('workerProfiles: [{ name: default, values: { ', field(wanted), ' } }]'),
          takenUpBy: say`restart k0s on controllers and workers`,
        };
      }
      if (component === 'kubelet') {
        return { where: say`with "${'k0s worker'}"`, snippet: alone(`--kubelet-extra-args="--${name}=${text}"`) };
      }
      return {
        where: at,
        snippet: extraArgs(wanted, K0S_COMPONENT[component] ?? component, 'extraArgs'),
        takenUpBy: say`restart k0s on the controllers`,
      };
    },
  },
  {
    id: 'microk8s',
    source: 'canonical/microk8s microk8s-resources/default-args, microk8s-resources/wrappers/run-kubelite-with-args',
    place: (wanted) => ofSnap('/var/snap/microk8s/current/args', 'microk8s.daemon-kubelite', wanted),
  },
  {
    id: 'canonical-kubernetes',
    source: 'canonical/k8s-snap src/k8s/pkg/snap (ServiceArgumentsDir)',
    place: (wanted) => ofSnap('/var/snap/k8s/common/args', `k8s.${wanted.component}`, wanted),
  },
  {
    id: 'kops',
    source: 'kubernetes/kops pkg/apis/kops/componentconfig.go',
    place({ component, form, name, text }) {
      const key = form === 'field' ? name : camelCase(name);
      return {
        where: say`with "${'kops edit cluster'}", below ${'spec'}`,
        snippet: inMap(`${OF_KOPS[component] ?? component}: { `, `${key}: ${text}`, ' }'),
        takenUpBy: say`"${'kops update cluster --yes'}" and "${'kops rolling-update cluster --yes'}"`,
      };
    },
  },
  {
    id: 'kubespray',
    source: 'kubernetes-sigs/kubespray roles/kubernetes/control-plane, roles/kubernetes/node/defaults/main.yml',
    place(wanted) {
      const { component, form, name, text } = wanted;
      const own = OF_KUBESPRAY[name];
      const extra = OF_KUBESPRAY_EXTRA[component];
      const snippet =
        form === 'field'
          ? inMap('kubelet_config_extra_args: { ', field(wanted), ' }')
          : own !== undefined
            ? alone(`${own}: ${text}`)
            : extra === undefined
              ? undefined
              : extraArgs(wanted, extra);
      if (snippet === undefined) return undefined;
      return {
        where: say`in ${'group_vars/k8s_cluster/k8s-cluster.yml'}`,
        snippet,
        takenUpBy: say`run ${'cluster.yml'}`,
      };
    },
  },
  {
    id: 'gardener',
    source: 'gardener/gardener pkg/apis/core/v1beta1/types_shoot.go (KubeControllerManagerConfig, KubeletConfig)',
    place({ form, name, text }) {
      const part = form === 'field' ? undefined : OF_SHOOT[name];
      if (part === undefined) return undefined;
      const snippet = inMap(`${part}: { `, `${camelCase(name)}: ${text}`, ' }');
      return { where: say`in the Shoot, below ${'spec.kubernetes'}`, snippet };
    },
  },
  {
    id: 'hypershift',
    // Its control planes are written by operators, and none of its fields is one of ours.
    source: 'openshift/hypershift api/hypershift/v1beta1/hostedcluster_types.go (ClusterConfiguration)',
    place: () => undefined,
  },
  {
    id: 'eks',
    source: 'awslabs/amazon-eks-ami nodeadm/api/v1alpha1/nodeconfig_types.go (KubeletOptions)',
    place(wanted) {
      if (wanted.component !== 'kubelet') return undefined;
      const { form, name, text } = wanted;
      const kubelet = '{ apiVersion: node.eks.aws/v1alpha1, kind: NodeConfig, spec: { kubelet: { ';
      const snippet =
        form === 'field'
          ? inMap(`${kubelet}config: { `, field(wanted), ' } } } }')
          : inMap(`${kubelet}flags: [`, `"--${name}=${text}"`, '] } } }');
      return {
        where: say`in the user data of every node group`,
        snippet,
        takenUpBy: say`replace the nodes`,
      };
    },
  },
  {
    id: 'cluster-api',
    source: 'kubernetes-sigs/cluster-api api/bootstrap/kubeadm (KubeadmConfigSpec)',
    place(wanted) {
      const { component, form } = wanted;
      if (form === 'field') {
        return {
          where: say`in ${'spec.files'} of KubeadmControlPlane and KubeadmConfigTemplate, as a patch of kubeadm (patches.directory)`,
          snippet: inMap(
            `{ path: /etc/kubernetes/patches/kubeletconfiguration0+merge.yaml, content: "${KUBELET_FILE}`,
            field(wanted),
            ' }" }',
          ),
          takenUpBy: say`new machines are rolled out`,
        };
      }
      if (component === 'kubelet') {
        return {
          where: say`in ${'nodeRegistration'} of KubeadmControlPlane and KubeadmConfigTemplate`,
          snippet: extraArgs(wanted, 'kubeletExtraArgs'),
        };
      }
      return {
        where: say`in the KubeadmControlPlane, below ${'spec.kubeadmConfigSpec.clusterConfiguration'}`,
        snippet: extraArgs(wanted, CAMEL[component] ?? component, 'extraArgs'),
      };
    },
  },
  KUBEADM,
];

/** A file of flags for each component; fields need a file that a flag names. */
function ofSnap(folder: string, service: string, wanted: WantedValue): HandPlace {
  const { component, form, name, text } = wanted;
  const command = `sudo snap restart ${service}`;
  const takenUpBy =
    component === 'kubelet' ? say`"${command}" on every node` : say`"${command}" on every control plane node`;
  if (form === 'flag')
    return { where: say`in ${`${folder}/${component}`}`, snippet: alone(`--${name}=${text}`), takenUpBy };
  return {
    where: say`in a file that --config in ${`${folder}/kubelet`} of every node names`,
    snippet: inMap(KUBELET_FILE, field(wanted), ' }'),
    takenUpBy: `"${command}"`,
  };
}

const BY_ID = new Map(INSTALLERS.map((installer) => [installer.id, installer]));

export function installer(id: InstallerId): Installer | undefined {
  return BY_ID.get(id);
}
