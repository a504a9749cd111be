import {
  type ManagedPlatform,
  managedPlatform,
  type PlatformId,
  platformOfKubelet,
} from '../kubernetes/managedPlatforms.ts';
import type { Instance } from '../model/cluster.ts';
import type { Reading } from '../model/reading.ts';

export interface PlatformFinding {
  readonly platform: ManagedPlatform | undefined;
  readonly notes: readonly string[];
}

/**
 * The platform that runs the control plane of a cluster. Files that start a controller manager or an API server speak
 * against it: then the objects of a platform describe other clusters, or are there for its nodes alone.
 */
export function clusterPlatform(own: readonly Reading[], controlPlane: readonly Instance[]): PlatformFinding {
  const found = new Set<PlatformId>();
  for (const { platforms = [], nodes = [] } of own) {
    for (const { platform } of platforms) found.add(platform);
    for (const { kubeletVersion } of nodes) {
      const platform = platformOfKubelet(kubeletVersion);
      if (platform !== undefined) found.add(platform);
    }
  }
  const platforms = [...found].flatMap((id) => managedPlatform(id) ?? []);
  const [only] = platforms;
  if (only === undefined || controlPlane.some(({ written }) => written.size > 0)) return NONE;
  if (platforms.length > 1) {
    const names = platforms.map(({ name }) => name).join(' and ');
    return {
      platform: undefined,
      notes: [`Files of ${names} lie together: of which of them this cluster is cannot be told.`],
    };
  }
  return { platform: only, notes: [noteOf(only)] };
}

const NONE: PlatformFinding = { platform: undefined, notes: [] };

function noteOf({ name, takesKubeletTiming }: ManagedPlatform): string {
  const kubelet = takesKubeletTiming ? '' : ', nor the times of the kubelets';
  return `${name} runs the control plane: flags of kube-controller-manager and kube-apiserver cannot be set there${kubelet}. What can be set is tolerationSeconds of each workload.`;
}
