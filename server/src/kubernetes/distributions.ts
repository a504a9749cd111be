// What distributions write where nobody says otherwise: their own defaults, which stand before those of Kubernetes.
import type { ComponentName } from './components.ts';

export type DistributionId = 'kubespray' | 'talos' | 'kops' | 'gardener';

/** A default of a distribution, as it would be written. */
export interface DistributionDefault {
  readonly component: ComponentName;
  readonly name: string;
  readonly value: string;
  /** It is only written where this one is not. */
  readonly unless?: string;
}

export interface Distribution {
  /** With the release whose source was read. */
  readonly title: string;
  readonly source: string;
  readonly defaults: readonly DistributionDefault[];
}

const BY_PRIORITY = 'shutdownGracePeriodByPodPriority';
const kubelet = (name: string, value: string, unless = BY_PRIORITY): DistributionDefault => ({
  ...{ component: 'kubelet', name, value, unless },
});

export const DISTRIBUTIONS: Readonly<Record<DistributionId, Distribution>> = {
  kubespray: {
    title: 'Kubespray 2.32',
    source:
      'roles/kubernetes/control-plane/defaults/main/main.yml, roles/kubernetes/node/templates/kubelet-config.v1beta1.yaml.j2',
    defaults: [
      { component: 'kube-controller-manager', name: 'node-monitor-grace-period', value: '40s' },
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
    defaults: [{ component: 'kube-controller-manager', name: 'node-monitor-grace-period', value: '40s' }],
  },
};
