// The platform that runs the control plane of a cluster.

import {
  type ManagedPlatform,
  managedPlatform,
  type PlatformId,
  platformOfKubelet,
} from '../kubernetes/managedPlatforms.ts';
import type { Instance } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import { joinedBy, type Said, say } from '../text/message.ts';

export interface PlatformFinding {
  readonly platform: ManagedPlatform | undefined;
  /** What says so. */
  readonly at: Location | undefined;
  readonly notes: readonly Said[];
}

/**
 * The platform that runs the control plane of a cluster. Files that start a controller manager or an API server speak
 * against it: then the objects of a platform describe other clusters, or are there for its nodes alone.
 */
export function clusterPlatform(own: readonly Reading[], controlPlane: readonly Instance[]): PlatformFinding {
  const found = new Map<PlatformId, Location | undefined>();
  const add = (platform: PlatformId, at: Location | undefined) => found.set(platform, found.get(platform) ?? at);
  for (const { platforms = [], nodes = [] } of own) {
    for (const { platform, file, range } of platforms) add(platform, { file, range });
    for (const { kubeletVersion } of nodes) {
      const platform = platformOfKubelet(kubeletVersion);
      if (platform !== undefined) add(platform, undefined);
    }
  }
  const platforms = [...found.keys()].flatMap((id) => managedPlatform(id) ?? []);
  const [only] = platforms;
  if (only === undefined || isStartedByFiles(controlPlane, only)) return NONE;
  if (platforms.length > 1) {
    const names = joinedBy(
      platforms.map(({ name }) => name),
      (left, right) => say`${left} and ${right}`,
    );
    return {
      ...{ platform: undefined, at: undefined },
      notes: [say`Files of ${names} lie together: of which of them this cluster is cannot be told.`],
    };
  }
  // What OpenShift's operators write by its profiles stands in the files.
  if (only.hasLatencyProfiles) return { platform: only, at: undefined, notes: [] };
  return { platform: only, at: found.get(only.id), notes: [noteOf(only)] };
}

/** What OpenShift's own operators are given starts nothing beside them. */
function isStartedByFiles(controlPlane: readonly Instance[], { hasLatencyProfiles }: ManagedPlatform): boolean {
  const settings = controlPlane.flatMap(({ written }) => [...written.values()].map(({ setting }) => setting));
  return settings.some(({ source }) => !(hasLatencyProfiles && source.startsWith('openshift-')));
}

const NONE: PlatformFinding = { platform: undefined, at: undefined, notes: [] };

/** A component that a platform starts: with which flags it does not say. */
export function startedBy({ platform, at }: PlatformFinding): (instance: Instance) => Instance {
  return (instance) => {
    const { component, missing } = instance;
    if (platform === undefined || at === undefined || missing.length > 0) return instance;
    if (component === 'kubelet' && platform.takesKubeletTiming) return instance;
    const why = say`${platform.name} does not say which flags it gives ${component}`;
    return { ...instance, missing: [{ ...at, path: component, component, why }] };
  };
}

function noteOf({ name, takesKubeletTiming }: ManagedPlatform): Said {
  const kubelet = takesKubeletTiming ? '' : say`, nor the times of the kubelets`;
  return say`${name} runs the control plane: flags of kube-controller-manager and kube-apiserver cannot be set there${kubelet}. What can be set is tolerationSeconds of each workload.`;
}
