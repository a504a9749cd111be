import { kubeletCandidates } from '../../effective/candidates.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { heartbeat } from '../../timing/heartbeat.ts';

/**
 * Whether the kubelet's heartbeat would be another without one of its settings.
 * @returns `undefined` where it cannot be told: a value that is not known, a file that is missing
 */
export function changesHeartbeat(cluster: Cluster, kubelet: Instance, name: string): boolean | undefined {
  if (kubelet.missing.length > 0) return undefined;
  const without: Instance = { ...kubelet, written: new Map([...kubelet.written].filter(([key]) => key !== name)) };
  const minors = kubelet.minors.length > 0 ? kubelet.minors : cluster.version.minors;
  const answers = minors.map((minor) => {
    const [before, after] = [kubelet, without].map((instance) => beats(instance, minor, cluster.version.patch));
    return before === undefined || after === undefined ? undefined : before !== after;
  });
  if (answers.includes(undefined)) return undefined;
  return answers.includes(true);
}

/** The heartbeat as a text to compare; `undefined` where there are several. */
function beats(instance: Instance, minor: number, patch: number | undefined): string | undefined {
  const all = kubeletCandidates(instance, minor, patch).inputs.map((inputs) => {
    const { intervalMs, maxMs } = heartbeat(inputs);
    return `${intervalMs} ${maxMs}`;
  });
  return new Set(all).size === 1 ? all[0] : undefined;
}
