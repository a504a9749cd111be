// One finding of what several clusters say of a file that may belong to each of them.

import type { Cluster } from '../model/cluster.ts';
import { type Finding, findingWith, type RelatedInformation, type Severity } from '../model/finding.ts';
import { mapAt } from '../model/grouped.ts';
import { listed, type Said, say } from '../text/message.ts';

/** The findings of one cluster. */
export interface ClusterFindings {
  readonly cluster: Cluster;
  /** Equal for clusters that possible files belong to together. */
  readonly candidate: string;
  /** Of its files those that may as well belong to other clusters. */
  readonly possibleFiles: ReadonlySet<string>;
  /** Of these the ones for which this cluster is the likeliest. */
  readonly likelyFiles: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

const MILDEST_FIRST: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
/** More clusters than these are counted. */
const NAMED = 3;

/** By file that may belong to several clusters: which these are. */
export function candidatesByFile(
  all: readonly Pick<ClusterFindings, 'candidate' | 'possibleFiles'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const candidatesOf = new Map<string, Set<string>>();
  for (const { candidate, possibleFiles } of all) {
    for (const file of possibleFiles) candidatesOf.set(file, (candidatesOf.get(file) ?? new Set()).add(candidate));
  }
  return candidatesOf;
}

/**
 * The findings of a tree, or of some of its files. One in a file that may belong to several clusters stands where it holds for at least one, says
 * for which, and has the mildest severity among these, or among the likeliest of them: any of them may be the one. What is the same in all of them is said
 * as it is.
 * @param candidatesOf of all clusters of the tree
 */
export function acrossCandidates(
  all: readonly ClusterFindings[],
  candidatesOf: ReadonlyMap<string, ReadonlySet<string>> = candidatesByFile(all),
): readonly Finding[] {
  const certain: Finding[] = [];
  const open = new Map<string, Map<string, Held>>();
  for (const { cluster, candidate, possibleFiles, likelyFiles, findings } of all) {
    for (const finding of findings) {
      if (!possibleFiles.has(finding.file)) {
        certain.push(conditional(finding, candidate, possibleFiles));
        continue;
      }
      const { ruleId, file, range } = finding;
      const key = JSON.stringify([ruleId, file, range.start, range.end]);
      const held = mapAt(open, key);
      const before = held.get(candidate);
      // Overlays of one cluster are all there: the most severe counts.
      if (before === undefined || rank(finding) > rank(before.finding))
        held.set(candidate, { candidate, cluster, finding, isLikely: likelyFiles.has(file) });
    }
  }
  for (const held of open.values()) {
    const [first] = held.values();
    if (first === undefined) continue;
    certain.push(asOne([...held.values()], candidatesOf.get(first.finding.file) ?? new Set()));
  }
  return certain;
}

/** In a file of one cluster, but by reason of one that may belong to others: it holds if that one is part of it. */
function conditional(finding: Finding, candidate: string, possibleFiles: ReadonlySet<string>): Finding {
  const because = finding.related.find(({ file }) => possibleFiles.has(file));
  if (because === undefined) return finding;
  return findingWith(finding, { message: say`If ${because.file} is part of ${candidate}: ${finding.message}` });
}

interface Held {
  readonly candidate: string;
  readonly cluster: Cluster;
  readonly finding: Finding;
  readonly isLikely: boolean;
}

function rank({ severity }: Finding): number {
  return MILDEST_FIRST.indexOf(severity);
}

function asOne(held: readonly Held[], candidates: ReadonlySet<string>): Finding {
  const likely = held.filter(({ isLikely }) => isLikely);
  const mildest = (likely.length > 0 ? likely : held).reduce((a, b) => (rank(b.finding) < rank(a.finding) ? b : a));
  const { finding, candidate } = mildest;
  const isEverywhere = held.length === candidates.size;
  if (isEverywhere && held.every((one) => saysAlike(one.finding, finding))) return finding;
  const alike = held.filter((one) => saysAlike(one.finding, finding)).map((one) => one.candidate);
  const others = held.filter((one) => !saysAlike(one.finding, finding));
  const without = [...candidates].filter((each) => !held.some((one) => one.candidate === each));
  const likewise = others.length > 0 ? say`, likewise in ${named(others.map((one) => one.candidate))}` : '';
  const not = without.length > 0 ? say`, not in ${named(without)}` : '';
  const related = others.slice(0, NAMED).map((one) => relatedOf(one, finding));
  return findingWith(finding, {
    message: say`In ${named(alike.length > 0 ? alike : [candidate])}${likewise}${not}: ${finding.message}`,
    related: [...finding.related, ...related],
  });
}

/** What another cluster makes of it, at what configures that one. */
function relatedOf({ candidate, cluster, finding }: Held, { file, range }: Finding): RelatedInformation {
  const at = cluster.controllerManagers.find(({ declaredIn }) => declaredIn !== undefined)?.declaredIn;
  const place = at ?? cluster.version.location ?? { file, range };
  return {
    file: place.file,
    range: place.range,
    message: say`In ${candidate} (${finding.severity}): ${finding.message}`,
  };
}

function saysAlike({ message: a }: Finding, { message: b }: Finding): boolean {
  return String(a) === String(b);
}

function named(names: readonly string[]): Said {
  if (names.length > NAMED) return say`${listed(names.slice(0, NAMED - 1))} and ${names.length - NAMED + 1} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : say`${listed(names.slice(0, -1))} and ${last}`;
}
