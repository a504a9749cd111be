// Shapes of OpenShift's operators.
import { LATENCY_PROFILES } from '../../../kubernetes/latencyProfiles.ts';
import type { Profiles, SettingsRow } from '../objectTable.ts';

const PROFILES: Profiles = new Map(LATENCY_PROFILES.map(({ name, values }) => [name, values]));

/** Every argument is a list; the operators hand the observed ones over and lay the unsupported ones on top. */
export const openShift: readonly SettingsRow[] = [
  {
    id: 'openshift-kubelet-config',
    distribution: { id: 'openshift' },
    // OpenShift KubeletConfig
    kinds: ['machineconfiguration.openshift.io/KubeletConfig'],
    parts: [{ at: 'spec.kubeletConfig', holds: 'kubelet-fields', under: 'spec' }],
  },
  {
    id: 'openshift-controller-manager',
    distribution: { id: 'openshift' },
    // OpenShift KubeControllerManager
    kinds: [
      'operator.openshift.io/KubeControllerManager',
      'kubecontrolplane.config.openshift.io/KubeControllerManagerConfig',
    ],
    parts: [
      {
        at: 'spec.observedConfig.extendedArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        lists: true,
      },
      {
        at: 'spec.unsupportedConfigOverrides.extendedArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        lists: true,
      },
      { at: 'extendedArguments', holds: 'arguments', component: 'kube-controller-manager', lists: true },
    ],
  },
  {
    id: 'openshift-api-server',
    distribution: { id: 'openshift' },
    // OpenShift KubeAPIServer
    kinds: ['operator.openshift.io/KubeAPIServer', 'kubecontrolplane.config.openshift.io/KubeAPIServerConfig'],
    parts: [
      { at: 'spec.observedConfig.apiServerArguments', holds: 'arguments', component: 'kube-apiserver', lists: true },
      {
        at: 'spec.unsupportedConfigOverrides.apiServerArguments',
        holds: 'arguments',
        component: 'kube-apiserver',
        lists: true,
      },
      { at: 'apiServerArguments', holds: 'arguments', component: 'kube-apiserver', lists: true },
    ],
  },
  {
    // OpenShift 3: `pkg/cmd/server/apis/config/v1/types.go`
    id: 'openshift-master',
    // OpenShift MasterConfig
    kinds: ['/MasterConfig'],
    parts: [
      {
        at: 'kubernetesMasterConfig.controllerArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        lists: true,
      },
      {
        at: 'kubernetesMasterConfig.apiServerArguments',
        holds: 'arguments',
        component: 'kube-apiserver',
        lists: true,
      },
    ],
  },
  {
    id: 'openshift-version',
    distribution: { id: 'openshift' },
    // OpenShift ClusterVersion
    kinds: ['config.openshift.io/ClusterVersion'],
    // What runs, the newest that was rolled out, what is wished for; a channel holds several minors.
    parts: ['status.desired.version', 'status.history.0.version', 'spec.desiredUpdate.version', 'spec.channel'].map(
      (at, index, all) => ({ at, holds: 'version', of: 'openshift', unless: all.slice(0, index) }),
    ),
  },
  {
    // `pkg/types/installconfig.go` of openshift/installer: it sets nothing that decides, and tells the platform.
    id: 'openshift-install-config',
    distribution: { id: 'openshift' },
    // OpenShift install-config.yaml
    marks: ['baseDomain:'],
    requires: ['baseDomain', 'metadata', 'platform'],
    isToldByKeys: true,
    parts: [],
  },
  {
    id: 'openshift-latency-profile',
    distribution: { id: 'openshift' },
    // OpenShift Node with a latency profile
    kinds: ['config.openshift.io/Node'],
    parts: [{ at: 'spec.workerLatencyProfile', holds: 'profile', profiles: PROFILES }],
  },
  {
    // `api/hypershift/v1beta1/hostedcluster_types.go`
    id: 'hosted-cluster',
    distribution: {
      id: 'hypershift',
      other: { at: 'spec.platform.type', says: 'IBMCloud', id: 'hypershift-ibm' },
    },
    // HyperShift HostedCluster
    kinds: ['hypershift.openshift.io/HostedCluster', 'hypershift.openshift.io/HostedControlPlane'],
    parts: ['spec.release.image', 'spec.releaseImage', 'spec.channel'].map((at) => ({
      ...{ at, holds: 'version', of: 'openshift' },
    })),
  },
];
