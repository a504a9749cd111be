// Whether a text may be about Kubernetes: loose, since to look once too often costs a start, and once too seldom a finding.

/** So much of a document is looked at. */
const lookedAt = 200_000;
/** An object of Kubernetes or of what sets it up, or a flag or field of a component, in whatever spelling. */
const ourText =
  /(?:^|[-{,])[ \t]*["']?apiVersion["']?[ \t]*[:=]|kubelet|kube[-_]?(?:apiserver|controller)|kubeadm|node[-_]?monitor|node[-_]?status[-_]?update|toleration|terminationGracePeriod|pod[-_]?eviction|\bk3s\b|\brke2\b|\bk0s\b|microk8s|machineconfig/im;

/** Whether a text may be about Kubernetes. */
export function isAboutKubernetes(text: string): boolean {
  return ourText.test(text.slice(0, lookedAt));
}
