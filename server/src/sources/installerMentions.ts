// What set a cluster up, as its files show it: by their shapes, and by the programs that scripts call.
import type { InstallerId } from '../kubernetes/installerSeen.ts';
import type { Reading } from '../model/reading.ts';

/** How the ids of shapes begin; the first that fits. */
const BY_SHAPE: readonly (readonly [prefix: string, installer: InstallerId])[] = [
  ['kind', 'kind'],
  ['kops', 'kops'],
  ['kubespray', 'kubespray'],
  ['k0s', 'k0s'],
  ['tal', 'talos'],
  ['tuppr', 'talos'],
  ['omni', 'talos'],
  ['canonical-kubernetes', 'canonical-kubernetes'],
  ['gardener-shoot', 'gardener'],
  ['hosted-cluster', 'hypershift'],
  ['hypershift', 'hypershift'],
  ['eksctl', 'eks'],
  ['nodeadm', 'eks'],
  ['eks-config', 'eks'],
  ['eks-control-plane', 'eks'],
  ['karpenter-node-class', 'eks'],
  ['rke2', 'rke2'],
  ['k3s', 'k3s'],
  ['rke', 'rke'],
  ['rancher-rke', 'rke'],
  ['kubeadm-control-plane', 'cluster-api'],
  ['kubeadm-config', 'cluster-api'],
  ['cluster-class', 'cluster-api'],
  ['cluster-api', 'cluster-api'],
  ['kubeadm', 'kubeadm'],
];

/** What scripts, recipes and pipelines call. */
const BY_PROGRAM: readonly (readonly [pattern: RegExp, installer: InstallerId])[] = [
  [/\bminikube +(?:start|config)\b/, 'minikube'],
  [/\bk3d +(?:cluster|node) +create\b/, 'k3d'],
  [/\bkind +create +cluster\b|\bkindest\/node:/, 'kind'],
  [/\bmicrok8s\b|\$\{SNAP_DATA\}\/credentials\//, 'microk8s'],
  [/\bsnap +install +k8s\b|\/var\/snap\/k8s\//, 'canonical-kubernetes'],
  [/\bk0s +(?:controller|worker|install|server)\b|\bk0sctl +apply\b/, 'k0s'],
  [/\bget\.rke2\.io\b|\brke2[_-](?:server|agent|version)\b|\/etc\/rancher\/rke2\b/i, 'rke2'],
  [/\bget\.k3s\.io\b|\bk3s +(?:server|agent)\b|INSTALL_K3S|\bk3sup +(?:install|join)\b|\/etc\/rancher\/k3s\b/, 'k3s'],
  [/\bkops +create +cluster\b/, 'kops'],
  [/\btalosctl +(?:gen|apply-config|cluster)\b|\bsiderolabs\//, 'talos'],
  [/\beksctl +create\b/, 'eks'],
  [/\bkubeadm +(?:init|join|upgrade)\b/, 'kubeadm'],
];
/** What files are that describe a cluster, also where they leave all of our settings to their defaults. */
const BY_OBJECT: readonly (readonly [pattern: RegExp, installer: InstallerId])[] = [
  [/\bapiVersion"?: *["']?kind\.(?:x-k8s|sigs\.k8s)\.io\//, 'kind'],
  [/\bapiVersion"?: *["']?k3d\.io\//, 'k3d'],
  [/\bapiVersion"?: *["']?k0s(?:ctl)?\.k0sproject\.io\//, 'k0s'],
  [/^machine:[ \t]*(?:#.*)?\r?\n(?:[ #].*\n|\r?\n)*? +type: *["']?(?:controlplane|init|worker)\b/m, 'talos'],
  [/^write-kubeconfig-mode: /m, 'k3s'],
];
/** One look at what most texts lack: in a large one it costs half of a search for each of them. */
const SIGN = /(?:kind|k3d|k0s)[\w.-]*\.io\/|^(?:machine|write-kubeconfig-mode):/m;
/** Longer texts are no scripts that set a cluster up. */
const LONGEST = 64_000;

/** The id of a file that describes a cluster and sets nothing of ours. */
export const CLUSTER_FILE = 'cluster-file';

/** What sets the cluster up that a file describes as a whole: its patches may be objects of others. */
export function describedBy(text: string): InstallerId[] {
  if (!SIGN.test(text)) return [];
  return BY_OBJECT.flatMap(([pattern, id]) => (pattern.test(text) ? id : []));
}

/** What set the cluster up that a file speaks of. @param reading what was understood of the file, something at least */
export function installersOf(file: string, text: string, reading: Omit<Reading, 'installers'>): InstallerId[] {
  const shapes = new Set([reading.source]);
  for (const { source } of [...reading.settings, ...reading.settingLists]) shapes.add(source);
  for (const { distribution } of reading.distributions ?? []) shapes.add(distribution);
  const found = new Set<InstallerId>();
  for (const shape of shapes) {
    const id = BY_SHAPE.find(([prefix]) => shape.startsWith(prefix))?.[1];
    if (id !== undefined) found.add(id);
  }
  for (const id of describedBy(text)) found.add(id);
  // RKE2 takes k3s' file, at a place of its own.
  if (found.has('k3s') && /rke2/i.test(file)) found.add('rke2');
  if (found.size === 0 && text.length <= LONGEST) {
    for (const [pattern, id] of BY_PROGRAM) {
      if (pattern.test(text)) found.add(id);
    }
  }
  return [...found];
}
