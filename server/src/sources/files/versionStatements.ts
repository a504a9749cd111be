// What installs a cluster says its version: variables of roles, installers' commands, modules of Terraform, images, packages.
import { firstRelease, talosLifetime } from '../../kubernetes/apiVersions.ts';
import { kubernetesOfOpenShift } from '../../kubernetes/version.ts';
import type { DistributionMention, VersionBound, VersionMention } from '../../model/reading.ts';
import type { Fragment } from '../../text/fragment.ts';
import { WordSearch } from '../../text/patterns/wordSearch.ts';
import type { Span } from '../../text/position.ts';
import type { PartialReading, SourceFile } from '../engine/source.ts';

/** Id of what is read of files that say nothing else. */
export const VERSION_STATEMENT = 'version-statement';

/** A version of Kubernetes as people write it, to its end: `v1.28.4+k3s1`, `1.28`. */
const VERSION = String.raw`(v?1\.\d{1,2}(?:\.\d{1,3})?(?:[-+~][\w.+~-]{1,40})?)(?![\w.]|-\d)`;
/** Between a name and its value, in whatever language. */
const IS = String.raw`["']?[ \t]{0,40}(?::=|\?=|[:=])[ \t]{0,40}["']?`;
const NAME_START = String.raw`(?:^|[\s"',;(])`;

interface Pattern {
  readonly pattern: RegExp;
  readonly kind: VersionMention['kind'];
  /** What the text stands for, where it is no version of Kubernetes itself. */
  readonly meaning?: (text: string) => string | undefined;
}

const named = (names: string) => new RegExp(`${NAME_START}(?:${names})${IS}${VERSION}`, 'gm');

/** The same names in the ways of Ansible, of Go and of the shell. */
const VARIABLES =
  '(?:kube(?:rnetes)?|k8s|k3s|k3s_release|rke2|microk8s)_version|initial_k3s_channel|install_k3s_version|install_rke2_version|microk8s_channel|' +
  '(?:kubernetes|k8s|k3s|rke2|orchestrator)Version|orchestratorRelease|' +
  '(?:KUBERNETES|K8S|KUBE|K3S|RKE2)_VERSION|INSTALL_(?:K3S|RKE2)_(?:VERSION|CHANNEL)';

const PATTERNS: readonly Pattern[] = [
  { kind: 'statement', pattern: named(VARIABLES) },
  // kubeadm, kops, az aks, vcluster; minikube is told from them below.
  { kind: 'statement', pattern: new RegExp(`--kubernetes-version[= \\t]{1,8}["']?${VERSION}`, 'g') },
  { kind: 'statement', pattern: new RegExp(`\\bkubeadm upgrade (?:apply|plan) ["']?${VERSION}`, 'g') },
  { kind: 'statement', pattern: new RegExp(`\\bkubeadm=${VERSION}`, 'g') },
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
  { kind: 'development', pattern: new RegExp(`kindest/node:${VERSION}`, 'g') },
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

/** Blocks of Terraform that make a cluster, and the attribute that is its version. */
const BLOCK =
  /^(?:resource|module|data)[ \t]+"([\w-]{1,80})"(?:[ \t]+"[\w-]{1,80}")?[ \t]*\{[^\n]*\n([\s\S]{0,20000}?)^\}/gm;
const OF_CLUSTER =
  /eks|aks|gke|kube|k8s|k3s|rke|talos|linode_lke|exoscale_sks|alicloud_cs|civo|container_cluster|cs_managed/;
const NOT_THE_CLUSTER = /helm_release|kubectl|kubernetes_manifest|node_pool|node_group|nodepool|addon/;
const BLOCK_VERSION = new RegExp(
  `^[ \\t]{0,12}(version|cluster_version|kubernetes_version|k8s_version|min_master_version)[ \\t]{0,40}=[ \\t]{0,10}"${VERSION}"`,
  'gm',
);

/** Each pattern, and each bound, needs one of these; a version of Terraform's has no more than its name. */
const WORDS = new WordSearch([
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
  ],
  ...['eksctl create', 'clusters create', 'snap install', 'snap refresh', 'K3S_EXEC', 'policy/v1beta1'],
  ...['rancher/', 'hyperkube', 'siderolabs/', 'kube-apiserver', 'kube-controller-manager'],
  ...['netes_1_', 'k3s_1_', 'rke2_1_', 'kubelet-arg', 'apiserver-arg', 'manager-arg', 'controller-arg'],
]);

/** A text that holds none of these is not looked at any further. */
const SIEVE =
  /[vV]ersion|VERSION|CHANNEL|channel|kindest\/node|hyperkube|rancher\/|siderolabs\/|kube-(?:apiserver|controller-manager)|kubeadm[= -]|pkgs\.k8s|_1_\d|-arg\b|ocp-release|K3S_EXEC/;
const PROSE_LINE = /^\s*(?:#|\/\/|;|\{#|--\s|\* )/;
/** Places whose clusters are made to try something. */
const DEVELOPMENT =
  /(?:^|\/)(?:\.github|\.circleci|\.gitlab|\.buildkite|\.prow)\/|(?:^|\/)(?:\.gitlab-ci|\.travis|azure-pipelines)\b|Jenkinsfile/;

/**
 * Versions that a file states outside of the objects that we know, and what bounds them. Linear.
 * @param known what shapes read of the file: a place is said once
 */
export function readVersionStatements(
  { file, fragment }: SourceFile,
  known: readonly VersionMention[],
): PartialReading | undefined {
  const { text } = fragment;
  if ((!file.endsWith('.tf') && WORDS.find(text) === undefined) || !SIEVE.test(text)) return undefined;
  const versions: VersionMention[] = [];
  const isDevelopment = DEVELOPMENT.test(file);
  const lines = new Set(known.map(({ range }) => range.start.line));
  const add = (kind: VersionMention['kind'], written: string, span: Span) => {
    if (PROSE_LINE.test(lineBefore(text, span.start))) return;
    const range = fragment.locate(span);
    if (lines.has(range.start.line)) return;
    lines.add(range.start.line);
    const lowered =
      isDevelopment || /minikube|k3d|kind create/.test(lineBefore(text, span.start)) ? 'development' : kind;
    versions.push({ file, range, kind: kind === 'field' ? kind : lowered, text: written });
  };
  for (const { pattern, kind, meaning } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const written = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(written);
      const means = meaning === undefined ? written : meaning(written);
      if (means !== undefined) add(kind, means, { start, end: start + written.length });
    }
  }
  if (/\.tf$/.test(file)) {
    for (const { written, span } of blockVersions(text)) add('statement', written, span);
  }
  const bounds = boundsOf(file, fragment);
  const distributions = distributionsOf(file, fragment);
  return versions.length + bounds.length === 0 ? undefined : { versions, bounds, distributions };
}

/** The line up to a place, continued lines before it included. */
function lineBefore(text: string, at: number): string {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 1 && at - start < 1_000 && text[start - 2] === '\\') start = text.lastIndexOf('\n', start - 2) + 1;
  return text.slice(Math.max(start, at - 1_000), at);
}

function* blockVersions(text: string): Iterable<{ readonly written: string; readonly span: Span }> {
  for (const { 0: block, 1: type = '', 2: body = '', index } of text.matchAll(BLOCK)) {
    const source = /^[ \t]{0,12}source[ \t]{0,40}=[ \t]{0,10}"([^"\n]{1,200})"/m.exec(body)?.[1] ?? '';
    const isModule = block.startsWith('module');
    const what = isModule ? `${source} ${type}` : type;
    if (!OF_CLUSTER.test(what) || NOT_THE_CLUSTER.test(what)) continue;
    for (const match of body.matchAll(BLOCK_VERSION)) {
      // Of a module, `version` is its own.
      if (match[1] === 'version' && isModule) continue;
      const written = match[2] ?? '';
      const start = index + block.indexOf(body) + match.index + match[0].lastIndexOf(written);
      yield { written, span: { start, end: start + written.length } };
    }
  }
}

const DISTRIBUTION_OPTION = /\bkube(?:let|-apiserver|-controller-manager|-controller)-arg\b|INSTALL_K3S_EXEC/;
const TALOS = /(?:\btalosVersion["']?:[ \t]*["']?|siderolabs\/(?:metal-)?installer:)v?1\.(\d{1,2})\.\d/;
const OLD_API = /^apiVersion:[ \t]*["']?(policy\/v1beta1)["']?[ \t]*\r?$/m;

function boundsOf(file: string, fragment: Fragment): VersionBound[] {
  const { text } = fragment;
  const bounds: VersionBound[] = [];
  const add = (found: RegExpExecArray | null, lifetime: VersionBound['lifetime'], what: string) => {
    if (found === null) return;
    const span = { start: found.index, end: found.index + found[0].length };
    bounds.push({ file, range: fragment.locate(span), lifetime, what });
  };
  const distribution = /rke2/i.test(file) || /rke2/i.test(text) ? 'rke2' : 'k3s';
  add(DISTRIBUTION_OPTION.exec(text), [firstRelease(distribution), null], distribution === 'rke2' ? 'RKE2' : 'k3s');
  const talos = TALOS.exec(text);
  if (talos !== null) add(talos, talosLifetime(Number(talos[1])), `Talos 1.${talos[1]}`);
  if (!text.includes('{{')) add(OLD_API.exec(text), [5, 24], 'policy/v1beta1');
  return bounds;
}

/** A release of OpenShift is named by nobody else. */
function distributionsOf(file: string, fragment: Fragment): DistributionMention[] {
  const found = /\bocp-release:[45]\./.exec(fragment.text);
  if (found === null) return [];
  const range = fragment.locate({ start: found.index, end: found.index + found[0].length });
  return [{ file, range, distribution: 'openshift' }];
}
