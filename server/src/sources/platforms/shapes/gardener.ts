// Shapes of Gardener.
import type { OwnField, Part, SettingsRow } from '../objectTable.ts';

/** `pkg/apis/core/v1beta1/types_shoot.go` (KubeControllerManagerConfig, KubeAPIServerConfig, KubeletConfig) */
const CONTROLLER_MANAGER: readonly OwnField[] = [
  ['nodeMonitorGracePeriod', 'node-monitor-grace-period'],
  ['podEvictionTimeout', 'pod-eviction-timeout'],
  ['featureGates', 'feature-gates'],
];
const TOLERATIONS: readonly OwnField[] = [
  ['defaultNotReadyTolerationSeconds', 'default-not-ready-toleration-seconds'],
  ['defaultUnreachableTolerationSeconds', 'default-unreachable-toleration-seconds'],
];
const KUBELET: readonly OwnField[] = [
  ['evictionMaxPodGracePeriod', 'evictionMaxPodGracePeriod'],
  ['featureGates', 'featureGates'],
];

const tolerations = (at: string): Part => ({
  at,
  holds: 'own-fields',
  component: 'kube-apiserver',
  fields: TOLERATIONS,
});

export const gardener: readonly SettingsRow[] = [
  {
    id: 'gardener-shoot',
    distribution: { id: 'gardener' },
    // Gardener Shoot
    kinds: ['core.gardener.cloud/Shoot'],
    parts: [
      { at: 'spec.kubernetes.version', holds: 'version' },
      {
        at: 'spec.kubernetes.kubeControllerManager',
        holds: 'own-fields',
        component: 'kube-controller-manager',
        fields: CONTROLLER_MANAGER,
        under: 'spec.kubernetes',
      },
      {
        at: 'spec.kubernetes.kubeAPIServer',
        holds: 'own-fields',
        component: 'kube-apiserver',
        fields: [...TOLERATIONS, ['featureGates', 'feature-gates']],
        under: 'spec.kubernetes',
      },
      { at: 'spec.kubernetes.kubelet', holds: 'own-fields', component: 'kubelet', fields: KUBELET },
      { at: 'spec.provider.workers.*.kubernetes.kubelet', holds: 'own-fields', component: 'kubelet', fields: KUBELET },
      { at: 'spec.provider.workers.*.kubernetes.version', holds: 'version', component: 'kubelet' },
    ],
  },
  {
    // What their webhooks write into the pods of a seed, in place of what the API server would.
    id: 'gardener-component',
    // Configuration of a component of Gardener
    kinds: [
      'gardenlet.config.gardener.cloud/GardenletConfiguration',
      'operator.config.gardener.cloud/OperatorConfiguration',
      'resourcemanager.config.gardener.cloud/ResourceManagerConfiguration',
    ],
    parts: [tolerations('nodeToleration'), tolerations('webhooks.highAvailabilityConfig')],
  },
  {
    id: 'gardener-values',
    // Values of the chart of gardenlet or gardener-operator
    marks: ['nodeToleration:', '"nodeToleration"'],
    requires: ['nodeToleration'],
    parts: [tolerations('nodeToleration'), tolerations('config.nodeToleration')],
  },
];
