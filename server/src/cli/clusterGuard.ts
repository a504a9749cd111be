// A mistake of ours in one cluster costs that cluster: it is named, the others are shown, and the exit status is 2.
import { describeError } from '../model/describeError.ts';
import { UsageError } from '../model/usageError.ts';
import { type Host, OK, WRONG_USAGE } from './cliHost.ts';

interface Named {
  readonly name: string;
}

export interface ClusterGuard {
  /** What is made of each cluster for which that does not fail. @throws UsageError */
  each<T extends { readonly cluster: Named }, R>(clusters: readonly T[], make: (cluster: T) => R): R[];
  /** What is shown of all clusters; where that fails, of all with which alone it does not. @throws UsageError */
  shown<T>(clusters: readonly T[], nameOf: (cluster: T) => string, show: (clusters: readonly T[]) => string): string;
  /** Names of the clusters that are left out. */
  failed(): ReadonlySet<string>;
  /** The exit status as far as it hangs on clusters that failed. */
  status(): number;
}

export function createClusterGuard(host: Host): ClusterGuard {
  const failed = new Set<string>();
  function attempt<R>(name: string, make: () => R): R[] {
    try {
      return [make()];
    } catch (error) {
      if (error instanceof UsageError) throw error;
      host.err(`error: ${name} is left out, since computing it failed: ${describeError(error)}\n`);
      failed.add(name);
      return [];
    }
  }
  return {
    each: (clusters, make) => clusters.flatMap((one) => attempt(one.cluster.name, () => make(one))),
    shown(clusters, nameOf, show) {
      try {
        return show(clusters);
      } catch (error) {
        if (error instanceof UsageError) throw error;
      }
      const good = clusters.filter((one) => attempt(nameOf(one), () => show([one])).length > 0);
      return show(good);
    },
    failed: () => failed,
    status: () => (failed.size > 0 ? WRONG_USAGE : OK),
  };
}
