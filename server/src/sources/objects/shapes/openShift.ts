import type { SettingsRow } from '../settingsTable.ts';

/** Every argument is a list; the operators hand the observed ones over and lay the unsupported ones on top. */
export const openShift: readonly SettingsRow[] = [
  {
    id: 'openshift-kubelet-config',
    title: 'OpenShift KubeletConfig',
    marks: ['KubeletConfig'],
    kinds: ['machineconfiguration.openshift.io/KubeletConfig'],
    parts: [{ at: 'spec.kubeletConfig', holds: 'kubelet-fields' }],
  },
  {
    id: 'openshift-controller-manager',
    title: 'OpenShift KubeControllerManager',
    marks: ['KubeControllerManager'],
    kinds: [
      'operator.openshift.io/KubeControllerManager',
      'kubecontrolplane.config.openshift.io/KubeControllerManagerConfig',
    ],
    parts: [
      {
        at: 'spec.observedConfig.extendedArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        form: 'lists',
      },
      {
        at: 'spec.unsupportedConfigOverrides.extendedArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        form: 'lists',
      },
      { at: 'extendedArguments', holds: 'arguments', component: 'kube-controller-manager', form: 'lists' },
    ],
  },
  {
    id: 'openshift-api-server',
    title: 'OpenShift KubeAPIServer',
    marks: ['KubeAPIServer'],
    kinds: ['operator.openshift.io/KubeAPIServer', 'kubecontrolplane.config.openshift.io/KubeAPIServerConfig'],
    parts: [
      { at: 'spec.observedConfig.apiServerArguments', holds: 'arguments', component: 'kube-apiserver', form: 'lists' },
      {
        at: 'spec.unsupportedConfigOverrides.apiServerArguments',
        holds: 'arguments',
        component: 'kube-apiserver',
        form: 'lists',
      },
      { at: 'apiServerArguments', holds: 'arguments', component: 'kube-apiserver', form: 'lists' },
    ],
  },
  {
    // OpenShift 3: `pkg/cmd/server/apis/config/v1/types.go`
    id: 'openshift-master',
    title: 'OpenShift MasterConfig',
    marks: ['MasterConfig'],
    kinds: ['/MasterConfig'],
    parts: [
      {
        at: 'kubernetesMasterConfig.controllerArguments',
        holds: 'arguments',
        component: 'kube-controller-manager',
        form: 'lists',
      },
      {
        at: 'kubernetesMasterConfig.apiServerArguments',
        holds: 'arguments',
        component: 'kube-apiserver',
        form: 'lists',
      },
    ],
  },
  {
    id: 'microshift',
    title: 'MicroShift configuration',
    marks: ['kubelet:'],
    requires: ['kubelet'],
    // Keys that no other program has beside a free-form kubelet: `pkg/config/config.go`
    anyOf: ['apiServer', 'etcd', 'dns', 'network', 'node', 'debugging', 'manifests'],
    parts: [{ at: 'kubelet', holds: 'own-fields', component: 'kubelet', fields: [] }],
  },
];
