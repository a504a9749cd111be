// What a change of a workload costs: two writers where there were none, or a failover that came by itself, in any scenario.
import { isNever } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { analyseAlone } from './analyse.ts';
import type { ClusterAnalysis, Scenario, WorkloadAnalysis } from './analysis.ts';

/** `perhaps-…`: something that is not known decides. */
export type Loss = 'two-writers' | 'perhaps-two-writers' | 'failover' | 'perhaps-failover';

const SCENARIOS: readonly Scenario[] = [
  { kind: 'partition' },
  { kind: 'overload', forMs: 600_000, loss: 1 },
  { kind: 'crash' },
  { kind: 'zone-outage', failed: 3, nodes: 5, zones: 3 },
  { kind: 'shutdown' },
  { kind: 'node-deleted' },
];

/**
 * The worst that a change does to a workload. That a failover ends is no loss where it might have let two write, in some
 * scenario.
 *
 * @param supposed the workload as it would be
 */
export function lossBy(
  analysis: Pick<ClusterAnalysis, 'effective'>,
  workload: Workload,
  supposed: Workload,
): Loss | undefined {
  // Most are settled by a few of these.
  const pairs = SCENARIOS.map((scenario): Pair => {
    return {
      before: once(() => analyseAlone(analysis, scenario, workload)),
      after: once(() => analyseAlone(analysis, scenario, supposed)),
    };
  });
  const dangers = pairs.flatMap(({ before, after }) => {
    const now = danger(after());
    return now > danger(before()) ? now : [];
  });
  if (dangers.includes(2)) return 'two-writers';
  if (dangers.includes(1)) return 'perhaps-two-writers';
  if (pairs.some(({ before }) => danger(before()) === 2)) return undefined;
  const lost = pairs.filter(({ before, after }) => comes(before()) && !comes(after()));
  if (lost.length === 0) return undefined;
  const isSure = lost.some((one) => one.before().verdict === 'fenced' && isNever(one.after().replacementMount));
  return isSure && pairs.every(({ before }) => danger(before()) === 0) ? 'failover' : 'perhaps-failover';
}

interface Pair {
  readonly before: () => WorkloadAnalysis;
  readonly after: () => WorkloadAnalysis;
}

function once<T>(compute: () => T): () => T {
  let known: T | undefined;
  return () => {
    known ??= compute();
    return known;
  };
}

/** 2: two can write. 1: nobody knows. */
function danger({ doubleMount: { possible }, oldWriterGone, replacementMount }: WorkloadAnalysis): 0 | 1 | 2 {
  if (possible === true) return 2;
  // What is not known may be whether a replacement comes at all.
  return possible === false || oldWriterGone.latest <= replacementMount.earliest ? 0 : 1;
}

/** A replacement of something with a volume at stake comes by itself, or may. */
function comes({ verdict, replacementMount }: WorkloadAnalysis): boolean {
  return (verdict === 'fenced' || verdict === 'unknown') && Number.isFinite(replacementMount.earliest);
}
