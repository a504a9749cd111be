// `explain --diff --format json`.
import { type Difference, TURNS } from './difference.ts';
import { schemaVersion, toJson } from './findingsJson.ts';

/** Fields of windows are those of `explain --format json`; `null`: there is nothing on this side, or nothing differs. */
export function differenceJson({ scenario, clusters }: Difference, base: string): string {
  const all = clusters.flatMap(({ workloads }) => workloads);
  const counts = TURNS.map((turn): [string, number] => [turn, all.filter((one) => one.turn === turn).length]);
  const same = clusters.reduce((sum, one) => sum + one.same, 0);
  return toJson({
    schemaVersion,
    scenario,
    comparedWith: base,
    summary: { ...Object.fromEntries(counts), same },
    clusters: clusters.map((cluster) => ({
      name: cluster.name,
      root: cluster.root,
      presence: cluster.presence,
      kubernetesVersion: cluster.kubernetesVersion ?? null,
      parameters: cluster.parameters,
      doesNotStart: cluster.doesNotStart ?? null,
      detection: cluster.detection ?? null,
      prices: cluster.prices ?? null,
      workloads: cluster.workloads.map((one) => ({ ...one, before: one.before ?? null, after: one.after ?? null })),
      same: cluster.same,
    })),
  });
}
