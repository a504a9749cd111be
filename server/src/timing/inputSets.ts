// Every concrete set of inputs that a cluster may have, for those that try them one by one.
import { effectiveCluster } from '../effective/effectiveCluster.ts';
import type { AdmissionInputs, ControllerInputs, KubeletInputs } from '../effective/inputs.ts';
import type { Cluster } from '../model/cluster.ts';
import { alternativesOf } from './representatives.ts';

/** One concrete set of inputs of a cluster. */
export interface Combination {
  readonly controller: ControllerInputs;
  readonly kubelet: KubeletInputs;
  readonly admission: AdmissionInputs;
}

/** API servers with more different inputs than this are represented by those with the fewest and the most seconds. */
const MOST_ADMISSIONS = 16;

/**
 * Every concrete set of inputs that a cluster may have: instances, versions, and both ends of what is unknown. Equal ones count
 * once, and of very many the extremes.
 *
 * @param many several nodes fail, so that rates and zones matter
 */
export function combinationsOf(cluster: Cluster, many: boolean): readonly [Combination, ...Combination[]] {
  const kind = many ? 'zone-outage' : 'partition';
  const { managers, kubelets, servers } = alternativesOf(effectiveCluster(cluster), { kind });
  const found: Combination[] = [];
  for (const { byMinor } of managers) {
    for (const [minor, controllers] of byMinor) {
      const admissions = extremesOf(servers.flatMap((server) => server.byMinor.get(minor) ?? []));
      for (const controller of controllers) {
        for (const kubelet of kubelets.get(minor) ?? []) {
          for (const admission of admissions) found.push({ controller, kubelet, admission });
        }
      }
    }
  }
  const [first, ...others] = found;
  if (first === undefined) throw new Error('a cluster has at least one instance of each component');
  return [first, ...others];
}

function extremesOf(admissions: readonly AdmissionInputs[]): readonly AdmissionInputs[] {
  if (admissions.length <= MOST_ADMISSIONS) return admissions;
  const known = admissions.filter(({ enabled, unreachableSeconds }) => enabled && unreachableSeconds !== undefined);
  const ascending = [...known].sort((a, b) => (a.unreachableSeconds ?? 0) - (b.unreachableSeconds ?? 0));
  const others = admissions.filter((one) => !known.includes(one)).slice(0, MOST_ADMISSIONS);
  return [...new Set([...ascending.slice(0, 1), ...ascending.slice(-1), ...others])];
}
