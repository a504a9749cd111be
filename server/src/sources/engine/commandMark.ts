// Tells, without reading it as a script, whether a text holds a command that says something to a component.

/** A component that is started with flags, or a distribution that is told to hand some on. */
const COMMAND =
  /--(?:kubelet|kube-[a-z-]{2,32})-arg\b|--extra-config\b|--(?:kubelet|kube-controller-manager)-extra-args\b|\b(?:kubelet|kube-controller-manager|kube-apiserver|hyperkube [a-z-]{2,32})\s+--[a-z]/;
/** What a script writes into files: kinds of objects, variables of units. */
const WRITES =
  /kubelet|kube-?(?:controller|apiserver)|hyperkube|Kubelet|KubeadmControlPlane|ClusterConfiguration|kind\.(?:x-k8s|sigs\.k8s)\.io/;

/** Linear, and cheap on foreign texts. */
export function holdsCommand(text: string): boolean {
  return COMMAND.test(text);
}

/** The same for a script, which may also write files that hold settings. */
export function isScriptOfOurs(text: string): boolean {
  return WRITES.test(text) || COMMAND.test(text);
}
