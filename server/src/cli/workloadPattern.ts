// Which workloads `--workload` means.

import type { ExplainedCluster } from '../formats/explained.ts';
import { didYouMean } from '../model/nearName.ts';
import { UsageError } from '../model/usageError.ts';
import { glob } from '../text/patterns/glob.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';

/**
 * The workloads that fit one of some patterns: `NAMESPACE/NAME` or `KIND/NAMESPACE/NAME` with `*`, `?`, `{a,b}` in them. A
 * name alone is in the namespace `default`, a pattern alone in any.
 *
 * @throws UsageError for a pattern that fits none
 */
export function chosenWorkloads(
  clusters: readonly ExplainedCluster[],
  patterns: readonly string[],
): ReadonlySet<WorkloadAnalysis> {
  const all = clusters.flatMap(({ workloads }) => workloads);
  const chosen = new Set<WorkloadAnalysis>();
  for (const pattern of patterns) {
    const matches = workloadMatcher(pattern);
    const found = all.filter(({ workload }) => matches(workload));
    if (found.length === 0) {
      const wanted = pattern.includes('/') ? pattern : `default/${pattern}`;
      throw new UsageError(
        `no workload '${pattern}'${didYouMean(
          wanted,
          all.map(({ workload }) => nameOf(workload)),
        )}`,
      );
    }
    for (const one of found) chosen.add(one);
  }
  return chosen;
}

function nameOf({ namespace, name }: NamedWorkload): string {
  return `${namespace}/${name}`;
}

/** What a workload is called. */
export interface NamedWorkload {
  readonly kind: string;
  /** As it is written, where that is another kind. */
  readonly writtenKind?: string | undefined;
  readonly namespace: string;
  readonly name: string;
}

/** @throws UsageError */
export function workloadMatcher(pattern: string): (one: NamedWorkload) => boolean {
  const parts = pattern.split('/').length;
  const isPlain = !/[*?[\]{}()!+@]/.test(pattern);
  const whole = parts > 1 ? pattern : isPlain ? `default/${pattern}` : `*/${pattern}`;
  const fits = isPlain ? (text: string) => text === whole : glob(whole);
  if (fits === undefined) throw new UsageError(`'${pattern}' is no pattern`);
  return (one) => {
    const { kind, writtenKind = kind } = one;
    return fits(parts > 2 ? `${writtenKind}/${nameOf(one)}` : nameOf(one));
  };
}
