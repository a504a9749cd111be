// What everything that is said of an incident is computed from.

import type { ControllerInputs } from '../effective/inputs.ts';
import type { LiveFacts, LivePodDetails } from '../model/live.ts';
import { kindOf } from '../model/workload.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { combinationsOf } from '../timing/inputSets.ts';

export interface IncidentContext {
  readonly analysis: ClusterAnalysis;
  readonly live: LiveFacts;
  /** Every set of inputs that a controller manager may have; at least one. */
  readonly controllers: readonly ControllerInputs[];
  /** Volumes of claims, by `NAMESPACE/NAME`, and claims of volumes. */
  readonly volumeOf: ReadonlyMap<string, string>;
  readonly claimOf: ReadonlyMap<string, string>;
  readonly uniqueNameOf: ReadonlyMap<string, string>;
  workloadOf(pod: LivePodDetails): WorkloadAnalysis | undefined;
}

export function incidentContext(analysis: ClusterAnalysis, live: LiveFacts): IncidentContext {
  const byName = new Map<string, WorkloadAnalysis[]>();
  for (const one of analysis.workloads) {
    const key = `${one.workload.namespace}/${one.workload.name}`;
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const volumeOf = new Map<string, string>();
  const claimOf = new Map<string, string>();
  for (const { namespace, name, volume } of live.claims) {
    if (volume === '') continue;
    volumeOf.set(`${namespace}/${name}`, volume);
    claimOf.set(volume, `${namespace}/${name}`);
  }
  for (const { name, claim } of live.volumes) {
    if (claim === undefined) continue;
    volumeOf.set(`${claim.namespace}/${claim.name}`, name);
    claimOf.set(name, `${claim.namespace}/${claim.name}`);
  }
  return {
    analysis,
    live,
    controllers: controllersOf(analysis),
    volumeOf,
    claimOf,
    uniqueNameOf: new Map(live.volumes.flatMap(({ name, uniqueName }) => (uniqueName ? [[name, uniqueName]] : []))),
    workloadOf({ namespace, root }) {
      const named = byName.get(`${namespace}/${root.name}`) ?? [];
      const own = named.find(({ workload }) => (workload.controller?.kind ?? kindOf(workload)) === root.kind);
      return own ?? (named.length === 1 ? named[0] : undefined);
    },
  };
}

function controllersOf({ cluster }: ClusterAnalysis): readonly ControllerInputs[] {
  const all = combinationsOf(cluster, true).map(({ controller }) => controller);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** `NAMESPACE/NAME` of the claims of a pod. */
export function claimsOf({ namespace, workload }: LivePodDetails): readonly string[] {
  return workload.pod.volumes.flatMap(({ source }) =>
    source.kind === 'claim' && source.claimName.known ? [`${namespace}/${source.claimName.value}`] : [],
  );
}

export function podKey({ namespace, name }: LivePodDetails): string {
  return `${namespace}/${name}`;
}
