// What AKS and GKE take to configure nodes.
import type { PlatformId } from '../../kubernetes/managedPlatforms.ts';
import { managedPlatform } from '../../kubernetes/managedPlatforms.ts';
import { say } from '../../text/message.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import type { ObjectShape } from '../engine/objectShape.ts';

/** Kubelet's fields that decide when a node is lost or shut down, which no platform's own format has. */
const TIMING: ReadonlySet<string> = new Set([
  'nodeStatusUpdateFrequency',
  'nodeStatusReportFrequency',
  'nodeLeaseDurationSeconds',
  'shutdownGracePeriod',
  'shutdownGracePeriodCriticalPods',
  'shutdownGracePeriodByPodPriority',
]);
/** Names that AKS gives to fields of the kubelet; Kubernetes has others. */
const OF_AKS = ['imageGcHighThreshold', 'imageGcLowThreshold', 'containerLogMaxSizeMB', 'podMaxPids'];

/**
 * What AKS (`--kubelet-config linuxkubeletconfig.json`) and GKE (`--system-config-from-file`) take to configure the kubelets
 * of a node pool: a format of their own, without any of the kubelet's times.
 */
export const platformNodeConfiguration: ObjectShape = {
  id: 'platform-node-configuration',
  marks: [...OF_AKS, 'linuxConfig', 'kubeletConfig:'],
  recognises: ({ apiVersion, kind, root }) => apiVersion === '' && kind === '' && platformOf(root) !== undefined,
  read({ root }, { file }, into) {
    const id = platformOf(root);
    if (id === undefined) return;
    into.platforms.push({ file, range: root.context.fragment.locate(startOf(root)), platform: id });
    for (const entry of fieldsOf(root)) {
      if (!TIMING.has(entry.key)) continue;
      into.problems.push({
        file,
        range: root.context.fragment.locate(entry.keySpan),
        kind: 'not-loadable',
        message: say`${managedPlatform(id)?.name ?? ''} does not take ${entry.key} for the kubelets of its nodes.`,
      });
    }
  },
};

function platformOf(root: YamlNode): PlatformId | undefined {
  if (OF_AKS.some((key) => root.has(key))) return 'aks';
  const kubelet = root.get('kubeletConfig');
  return kubelet.kind === 'map' && !kubelet.has('apiVersion') && (root.has('linuxConfig') || isAlone(root))
    ? 'gke'
    : undefined;
}

function isAlone(root: YamlNode): boolean {
  return root.ownEntries().length === 1;
}

function fieldsOf(root: YamlNode): readonly YamlEntry[] {
  return [...root.ownEntries(), ...root.get('kubeletConfig').ownEntries()];
}

function startOf({ span }: YamlNode) {
  return { start: span.start, end: span.start };
}
