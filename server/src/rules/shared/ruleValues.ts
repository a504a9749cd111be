// In which versions a rule must hold, and the severity of the mildest.
import { possibleMinors, versionIsAssumed, windowMinors } from '../../effective/componentVersions.ts';
import { existsAt, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { ClusterBasis, ClusterVersion, Instance } from '../../model/cluster.ts';
import type { Severity } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';

export { possibleMinors, versionIsAssumed };

/** Where the version is stated that these minors come from; `undefined` where another place states another one. */
export function statedPlace(cluster: ClusterBasis, minors: readonly number[]): ClusterVersion['location'] {
  const own = windowMinors(cluster);
  return own.length === 1 && own.join() === minors.join() ? cluster.version.location : undefined;
}

/**
 * The minors in all of which a condition must hold before a rule fires: those that the cluster may have; where its
 * version is a guess, every one that what is written leaves and that has the flags and fields in question.
 */
export function judgedMinors(
  cluster: ClusterBasis,
  instance: Instance | undefined,
  names: readonly Setting[],
): readonly number[] {
  const possible = possibleMinors(cluster, instance);
  if (possible.length === 1 || !versionIsAssumed(cluster, instance)) return possible;
  const having = possible.filter((minor) =>
    names.every(({ component, name }) => {
      const entry = flagsOf[component].get(name);
      return !entry || existsAt(entry, minor);
    }),
  );
  return having.length > 0 ? having : possible;
}

const mildestFirst: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** @param severities at least one */
export function mildest(severities: readonly Severity[]): Severity {
  return mildestFirst.find((severity) => severities.includes(severity)) ?? 'hint';
}
