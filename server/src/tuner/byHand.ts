// Where a value is set by hand that no file of the cluster can take, on the platform that its files show.
import type { Cluster } from '../model/cluster.ts';
import type { SettingForm } from '../model/setting.ts';
import { type Said, say } from '../text/message.ts';

/** The beginning of the ids of a platform's shapes, and where each component is configured there. */
const PLACES: readonly (readonly [source: string, flag: (name: string, text: string) => Said, field: Said])[] = [
  [
    'k3s',
    (name, text) =>
      say`in /etc/rancher/k3s/config.yaml (or rke2/), kube-controller-manager-arg or kube-apiserver-arg: "${name}=${text}"`,
    say`in a KubeletConfiguration that kubelet-arg: "config=FILE" of /etc/rancher/k3s/config.yaml (or rke2/) names, on every node`,
  ],
  [
    'talos',
    (name, text) =>
      say`in the machine configuration, extraArgs of cluster.controllerManager or cluster.apiServer: {${name}: "${text}"}`,
    say`in the machine configuration, below machine.kubelet.extraConfig`,
  ],
  [
    'kubeadm',
    (name, text) =>
      say`in kubeadm's ClusterConfiguration, extraArgs of controllerManager or apiServer: {name: ${name}, value: "${text}"}`,
    say`in the ConfigMap kube-system/kubelet-config, then "kubeadm upgrade node phase kubelet-config" and a restart of the kubelet on every node`,
  ],
];
const EKS = say`below spec.kubelet.config of the NodeConfig of every node group`;

/** The end of a sentence: where it is set; `undefined` where the files show no platform that is known here. */
export function placeByHand(
  { settings, settingLists, platform }: Cluster,
  form: SettingForm,
  name: string,
  text: string,
): Said | undefined {
  if (platform?.id === 'eks') return form === 'field' ? EKS : undefined;
  const sources = new Set([...settings, ...settingLists].map(({ source }) => source));
  const found = PLACES.find(([id]) => [...sources].some((source) => source.startsWith(id)));
  return found && (form === 'field' ? say`${found[2]}: ${name}: ${text}` : found[1](name, text));
}
