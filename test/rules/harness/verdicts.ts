// What an edit does to the verdicts of a tree: in every scenario, for every workload.
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeOptions } from '../../../server/src/service/treeService.ts';
import type { Scenario, WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';

const EVERY_SCENARIO: readonly Scenario[] = [
  { kind: 'partition' },
  { kind: 'overload', forMs: 600_000, loss: 1 },
  { kind: 'kubelet-stopped' },
  { kind: 'crash' },
  { kind: 'zone-outage', failed: 3, nodes: 5, zones: 3 },
  { kind: 'shutdown' },
  { kind: 'node-deleted' },
];

/** By cluster and workload: the analyses in the order of the scenarios. */
export type Verdicts = ReadonlyMap<string, readonly WorkloadAnalysis[]>;

export function verdictsOf(files: ReadonlyMap<string, string>, options: TreeOptions = {}): Verdicts {
  const service = createTreeService();
  service.configure(options);
  for (const [file, text] of files) service.update(file, text);
  const snapshot = service.snapshot();
  const all = new Map<string, WorkloadAnalysis[]>();
  for (const { cluster } of snapshot.clusters) {
    for (const scenario of EVERY_SCENARIO) {
      for (const [index, analysis] of snapshot.analyse(cluster, scenario).workloads.entries()) {
        const { kind, namespace, name } = analysis.workload;
        const key = `${cluster.root} ${kind} ${namespace}/${name} ${index}`;
        all.set(key, [...(all.get(key) ?? []), analysis]);
      }
    }
  }
  return all;
}

/** Two writers that are possible where they were not, or not known to be; and failovers that worked by themselves and are gone. */
export function lossesBetween(before: Verdicts, after: Verdicts): readonly string[] {
  const losses: string[] = [];
  for (const [key, old] of before) {
    const fresh = after.get(key);
    if (fresh === undefined) continue;
    const neverTwo = old.every(({ doubleMount }) => doubleMount.possible === false);
    for (const [index, one] of old.entries()) {
      const other = fresh[index];
      const scenario = EVERY_SCENARIO[index]?.kind ?? '';
      if (other === undefined) continue;
      if (danger(other) > danger(one)) losses.push(`${key}: ${one.verdict} becomes ${other.verdict} in ${scenario}`);
      const worked = neverTwo && one.verdict === 'fenced' && Number.isFinite(one.replacementMount.earliest);
      if (worked && !Number.isFinite(other.replacementMount.earliest))
        losses.push(`${key}: its failover ends in ${scenario}`);
    }
  }
  return losses;
}

/** Where the old writer is gone by then, what is not known is whether a replacement comes. */
function danger({ doubleMount: { possible }, oldWriterGone, replacementMount }: WorkloadAnalysis): number {
  if (possible === undefined && oldWriterGone.latest <= replacementMount.earliest) return 0;
  return possible === true ? 2 : possible === undefined ? 1 : 0;
}
