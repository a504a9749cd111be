// How what installs a cluster writes its version: variables of roles, installers' commands, images, packages.
import { kubernetesOfOpenShift } from '../../kubernetes/version.ts';
import type { VersionMention } from '../../model/reading.ts';
import { WordSearch } from '../../text/patterns/wordSearch.ts';

/** A version of Kubernetes as people write it, to its end: `v1.28.4+k3s1`, `1.28`. */
export const VERSION = String.raw`(v?1\.\d{1,2}(?:\.\d{1,3})?(?:[-+~][\w.+~-]{1,40})?)(?![\w.]|-\d)`;
/** Between a name and its value, in whatever language. */
const IS = String.raw`["']?[ \t]{0,40}(?::=|\?=|[:=])[ \t]{0,40}["']?`;
const NAME_START = String.raw`(?:^|[\s"',;(])`;

export interface VersionPattern {
  readonly pattern: RegExp;
  readonly kind: VersionMention['kind'];
  /** What the text stands for, where it is no version of Kubernetes itself. */
  /** Only in files of such names. */
  readonly in?: RegExp;
  readonly meaning?: (text: string) => string | undefined;
}

const named = (names: string) => new RegExp(`${NAME_START}(?:${names})${IS}${VERSION}`, 'gm');

/** The same names in the ways of Ansible, of Go and of the shell. */
const VARIABLES =
  '(?:kube(?:rnetes)?|k8s|k3s|k3s_release|rke2|microk8s)_version|initial_k3s_channel|install_k3s_version|install_rke2_version|microk8s_channel|' +
  '(?:kubernetes|k8s|k3s|rke2|orchestrator)Version|orchestratorRelease|' +
  '(?:KUBERNETES|K8S|KUBE|K3S|RKE2)_VERSION|INSTALL_(?:K3S|RKE2)_(?:VERSION|CHANNEL)|' +
  // image-builder, kubeasz, roles that put a version into the tags of images.
  'kubernetes_(?:semver|release|tag)|kube_tag|(?:kube|k8s)_ver|(?:KUBE|K8S)_VER';
/** Names that only files of Terraform's variables give to the version of a cluster. */
const OF_TERRAFORM =
  '(?:(?:eks|aks|gke|k8s|kubernetes|doks|lke|oke)_)?(?:cluster|master|control_plane)_version|(?:eks|aks|gke|doks|lke|oke)_version|' +
  '(?:eks|aks|gke|cluster|workload|target|desired|default)_(?:kubernetes|k8s)_version';

/** Linear, each of them; the first group is the version. */
export const VERSION_PATTERNS: readonly VersionPattern[] = [
  { kind: 'statement', pattern: named(VARIABLES) },
  { kind: 'statement', pattern: named(OF_TERRAFORM), in: /\.tfvars(?:\.json)?$/ },
  // kubeadm, kops, az aks, vcluster; minikube is told from them below.
  {
    kind: 'statement',
    pattern: new RegExp(`--kubernetes-version[= \\t]{1,8}["']?(?:(?:stable|latest)-)?${VERSION}`, 'g'),
  },
  { kind: 'statement', pattern: new RegExp(`\\bkubeadm upgrade (?:apply|plan) ["']?${VERSION}`, 'g') },
  { kind: 'statement', pattern: new RegExp(`\\bkubeadm=${VERSION}`, 'g') },
  // Releases of Typhoon are those of Kubernetes.
  {
    kind: 'statement',
    pattern: new RegExp(`\\b(?:poseidon|typhoon)/typhoon//[^"\\s?]{1,200}\\?ref=${VERSION}`, 'g'),
  },
  { kind: 'statement', pattern: new RegExp(`--k3s-version[= \\t]{1,8}["']?${VERSION}`, 'g') },
  { kind: 'statement', pattern: new RegExp(`pkgs\\.k8s\\.io/core:/stable:/${VERSION}`, 'g') },
  {
    kind: 'statement',
    pattern: new RegExp(`/release/${VERSION}/bin/\\S{1,40}/kube(?:adm|let|-apiserver|-controller-manager)\\b`, 'g'),
  },
  {
    kind: 'statement',
    pattern: new RegExp(`\\beksctl create cluster\\b[^\\n]{0,300}? --version[= ]["']?${VERSION}`, 'g'),
  },
  {
    kind: 'statement',
    pattern: new RegExp(
      `\\bgcloud\\b[^\\n]{0,80}\\bclusters create\\b[^\\n]{0,300}? --cluster-version[= ]["']?${VERSION}`,
      'g',
    ),
  },
  {
    kind: 'statement',
    pattern: new RegExp(
      `\\bsnap (?:install|refresh) [^\\n]{0,120}?\\b(?:microk8s|k8s|kubelet|kube-apiserver|kube-controller-manager)\\b[^\\n]{0,120}?--channel[= ]["']?${VERSION}`,
      'g',
    ),
  },
  {
    kind: 'statement',
    pattern: new RegExp(
      `\\bsnap (?:install|refresh) [^\\n]{0,80}?--channel[= ]["']?${VERSION}[^\\n]{0,80}?\\bmicrok8s\\b`,
      'g',
    ),
  },
  {
    kind: 'statement',
    pattern: new RegExp(
      `\\bdoctl (?:kubernetes|k8s) cluster (?:create|c)\\b[^\\n]{0,300}? --version[= ]["']?${VERSION}`,
      'g',
    ),
  },
  // What system-upgrade-controller follows.
  { kind: 'statement', pattern: new RegExp(`/v1-release/channels/${VERSION}`, 'g') },
  { kind: 'statement', pattern: new RegExp(`\\b(?:yum|dnf|zypper)\\b[^\\n]{0,200}? kubeadm-${VERSION}`, 'g') },
  // Images of the whole of a distribution, and of parts of a control plane.
  {
    kind: 'statement',
    pattern: new RegExp(
      `(?:rancher/(?:k3s|rke2-runtime|hyperkube)|\\bhyperkube(?:-amd64)?|siderolabs/kubelet|\\bkube-(?:apiserver|controller-manager)(?:-amd64)?):${VERSION}`,
      'g',
    ),
  },
  // A tag beside its repository: vcluster and k3d's charts; nothing else ends so.
  { kind: 'statement', pattern: /\btag:[ \t]{1,8}["']?(v1\.\d{1,2}\.\d{1,3}-k3s\d{1,2})\b/g },
  { kind: 'development', pattern: new RegExp(`kindest/node:${VERSION}`, 'g') },
  // It may be older than its control plane, by as much as a kubelet: what says more goes before it.
  { kind: 'development', pattern: new RegExp(`\\bkube-proxy(?:-amd64)?:${VERSION}`, 'g') },
  // NixOS names packages after them.
  {
    kind: 'statement',
    pattern: /\b(?:pkgs|package)[\s=.\w]{0,40}\.((?:kubernetes|k3s|rke2)_1_\d{1,2})\b/g,
    meaning: (text) => text.replace(/^\w+?_1_/, '1.'),
  },
  // A default that the caller of a module may override.
  {
    kind: 'development',
    pattern: new RegExp(
      `^variable "(?:kubernetes|k8s|k3s|rke2|kube)_version" \\{[^}]{0,600}?\\bdefault\\s{0,20}=\\s{0,20}"${VERSION}`,
      'gm',
    ),
  },
  {
    kind: 'statement',
    pattern: /\bocp-release:([45]\.\d{1,2}\.\d{1,3})(?![\w.])/g,
    meaning: kubernetesOfOpenShift,
  },
  // What `kubectl version -o json` or `-o yaml` prints of the API server.
  {
    kind: 'field',
    pattern: new RegExp(
      `"?serverVersion"?:[\\s{]{1,40}(?:[^{}]{0,400}?[\\s"])?gitVersion"?:\\s{0,20}"?${VERSION}`,
      'g',
    ),
  },
];

/** Each pattern, and each bound, needs one of these; a version of Terraform's has no more than its name. */
export const VERSION_WORDS = new WordSearch([
  ...['_version', '_VERSION', '-version', 'sVersion', '2Version', 'rVersion', '_channel', '_CHANNEL'],
  ...[
    'orchestratorRelease',
    'kubeadm upgrade',
    'kubeadm=',
    ' kubeadm-',
    '/v1-release/',
    'pkgs.k8s',
    '/release/',
    'kindest/node',
    'ocp-release',
    'kube-proxy:',
    'kube-proxy-amd64:',
    'kube_tag',
    '_semver',
    '_release',
    '_tag',
    '_VER',
    '_ver',
    'snap:',
    '/typhoon//',
    'eks:',
    'EKS::Cluster',
    '-k3s',
  ],
  ...['eksctl create', 'clusters create', 'snap install', 'snap refresh', 'K3S_EXEC', 'policy/v1beta1'],
  ...['rancher/', 'hyperkube', 'siderolabs/', 'kube-apiserver', 'kube-controller-manager'],
  ...['netes_1_', 'k3s_1_', 'rke2_1_', 'kubelet-arg', 'apiserver-arg', 'manager-arg', 'controller-arg'],
]);

/** A text that holds none of these is not looked at any further. */
export const VERSION_SIEVE =
  /[vV]ersion|VERSION|CHANNEL|channel|kindest\/node|hyperkube|rancher\/|siderolabs\/|kube-(?:apiserver|controller-manager)|kubeadm[= -]|pkgs\.k8s|_1_\d|-arg\b|ocp-release|K3S_EXEC|kube-proxy|kube_tag|_semver|_release|_tag\b|_VER\b|_ver\b|snap:|-k3s\d|\/typhoon\/\//;
