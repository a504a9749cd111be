// What distributions write where nobody says otherwise: their own defaults, which stand before those of Kubernetes.
import type { ComponentName } from './components.ts';

export type DistributionId =
  | 'kubespray'
  | 'talos'
  | 'kops'
  | 'gardener'
  | 'k3s'
  | 'openshift'
  | 'hypershift'
  | 'hypershift-ibm'
  | 'eks-nodes';

/** A default of a distribution, as it would be written. */
export interface DistributionDefault {
  readonly component: ComponentName;
  readonly name: string;
  readonly value: string;
  /** It is only written where this one is not. */
  readonly unless?: string;
  /** Minors of 1.x in which it writes it, both included; all where it is left out. */
  readonly since?: number;
  readonly last?: number;
}

export interface Distribution {
  /** With the release whose source was read. */
  readonly title: string;
  readonly source: string;
  readonly defaults: readonly DistributionDefault[];
  /** A distribution that this one is made of: objects of that one beside it tell of no other. */
  readonly isKindOf?: DistributionId;
}

const BY_PRIORITY = 'shutdownGracePeriodByPodPriority';
const kubelet = (name: string, value: string, unless = BY_PRIORITY): DistributionDefault => ({
  ...{ component: 'kubelet', name, value, unless },
});

/** In the file, so that the one does not follow what a flag or a user's file says of the other. */
const STATUS_IN_FILE: readonly DistributionDefault[] = [
  { component: 'kubelet', name: 'nodeStatusUpdateFrequency', value: '10s' },
  { component: 'kubelet', name: 'nodeStatusReportFrequency', value: '5m' },
];
const grace = (value: string): DistributionDefault => ({
  ...{ component: 'kube-controller-manager', name: 'node-monitor-grace-period', value },
});
const HYPERSHIFT = {
  isKindOf: 'openshift',
  title: 'HyperShift for OpenShift 5.1',
  source:
    'openshift/hypershift control-plane-operator/controllers/hostedcontrolplane/v2/kcm/deployment.go (adaptDeployment); nodes as OpenShift',
} as const;

/**
 * Distributions with defaults of their own. Those that are not here leave the parameters that we read to Kubernetes: microk8s
 * (microk8s-resources/default-args), RKE, k0s, kind and minikube, Bottlerocket (packages/kubernetes-*\/kubelet-config), RKE2's
 * control plane (pkg/executor/staticpod/staticpod.go), EKS' older nodes. What a service sets that does not show its source
 * (`managedPlatforms.ts`) is not known.
 */
export const DISTRIBUTIONS: Readonly<Record<DistributionId, Distribution>> = {
  kubespray: {
    title: 'Kubespray 2.32',
    source:
      'roles/kubernetes/control-plane/defaults/main/main.yml, roles/kubernetes/node/templates/kubelet-config.v1beta1.yaml.j2',
    defaults: [
      grace('40s'),
      { component: 'kube-controller-manager', name: 'node-monitor-period', value: '5s' },
      kubelet('nodeStatusUpdateFrequency', '10s'),
      kubelet('shutdownGracePeriod', '60s'),
      kubelet('shutdownGracePeriodCriticalPods', '20s'),
    ],
  },
  talos: {
    title: 'Talos 1.14',
    source: 'internal/app/machined/pkg/controllers/k8s/kubelet_spec.go, pkg/machinery/constants/constants.go',
    defaults: [kubelet('shutdownGracePeriod', '30s'), kubelet('shutdownGracePeriodCriticalPods', '10s')],
  },
  kops: {
    title: 'kOps 1.36',
    source: 'pkg/model/components/kubelet.go (BuildOptions); none with the Amazon VPC network',
    defaults: [
      kubelet('shutdownGracePeriod', '30s'),
      kubelet('shutdownGracePeriodCriticalPods', '10s', 'shutdownGracePeriod'),
    ],
  },
  gardener: {
    title: 'Gardener 1.150',
    source: 'pkg/apis/core/v1beta1/defaults_shoot.go (SetDefaults_Shoot)',
    defaults: [grace('40s')],
  },
  k3s: {
    title: 'k3s and RKE2 1.32',
    // A file that `config` names takes the place of theirs.
    source: 'k3s-io/k3s pkg/daemons/agent/agent.go (defaultKubeletConfig)',
    defaults: STATUS_IN_FILE.map((row) => ({ ...row, since: 32, unless: 'config' })),
  },
  openshift: {
    title: 'OpenShift of August 2026',
    // Kubernetes' own 50 s, a minor earlier: openshift/kubernetes of release 4.18.
    source:
      'openshift/machine-config-operator templates/{master,worker}/01-*-kubelet/_base/files/kubelet.yaml; openshift/kubernetes',
    defaults: [...STATUS_IN_FILE, { ...grace('50s'), since: 31, last: 31 }],
  },
  hypershift: { ...HYPERSHIFT, defaults: [...STATUS_IN_FILE, grace('50s')] },
  'hypershift-ibm': { ...HYPERSHIFT, defaults: [...STATUS_IN_FILE, grace('55s')] },
  'eks-nodes': {
    title: 'Amazon EKS AMI v20260714',
    source: 'awslabs/amazon-eks-ami nodeadm/internal/kubelet/config.go (withVersionToggles)',
    defaults: [
      { ...kubelet('shutdownGracePeriod', '2m30s'), since: 34 },
      { ...kubelet('shutdownGracePeriodCriticalPods', '30s'), since: 34 },
    ],
  },
};
