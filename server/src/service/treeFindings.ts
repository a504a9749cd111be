// The findings of a tree, file by file: one whose clusters say the same of it as before keeps its list.

import type { FormedTree, IndexedCluster } from '../assembly/formedTree.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { append } from '../model/grouped.ts';
import type { Reading } from '../model/reading.ts';
import { orderFindings } from '../rules/findingWords.ts';
import { oneForEachNumber } from '../rules/oneNumber.ts';
import { applySuppressions } from '../rules/suppression.ts';
import { acrossCandidates, candidatesByFile } from './acrossCandidates.ts';
import { withObjects } from './findingObjects.ts';
import type { JudgedCluster } from './judge.ts';
import type { TreeSnapshot } from './treeService.ts';

/** What the findings of a tree are made of. */
export interface FindingSources {
  readonly formed: FormedTree;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  judge(one: IndexedCluster, isLone: boolean): JudgedCluster;
}

interface Kept {
  /** What the findings were made of, compared by identity. */
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
}

/** Makes the findings of one state of a tree after the other. */
export interface TreeFindings {
  of(sources: FindingSources): TreeSnapshot['findings'];
}

export function createTreeFindings(): TreeFindings {
  const kept = new Map<string, Kept>();

  return {
    of(sources) {
      const { formed, severities } = sources;
      let judged: Judged | undefined;
      let all: readonly Finding[] | undefined;

      const judgedOnce = (): Judged => {
        judged ??= judgeAll(sources);
        return judged;
      };

      const inFile = (file: string, known: Judged, holders: readonly JudgedOne[]): readonly Finding[] => {
        const own: OwnFindings[] = [];
        for (const one of holders) {
          const findings = one.judged.findings(file);
          if (findings.length > 0) own.push({ ...one, findings });
        }
        const reading = formed.readings.get(file);
        const parts = own.flatMap(({ indexed, isLone, findings }) => [
          findings,
          ...(isLone ? [] : [indexed.possibleFiles, indexed.likelyFiles, indexed.candidate]),
        ]);
        const inputs = [reading, severities, known.candidatesOf.get(file), ...parts];
        const before = kept.get(file);
        if (before?.inputs.length === inputs.length && before.inputs.every((one, at) => one === inputs[at])) {
          return before.findings;
        }
        const findings = findingsOf(own, reading, known, severities);
        if (findings.length === 0) kept.delete(file);
        else kept.set(file, { inputs, findings });
        return findings;
      };

      const everywhere = (): readonly Finding[] => {
        const known = judgedOnce();
        const holders = new Map<string, JudgedOne[]>();
        for (const one of known.all) {
          for (const file of one.judged.files()) append(holders, file, one);
        }
        for (const reading of formed.readings.values()) {
          if (isSuppressing(reading) && !holders.has(reading.file)) holders.set(reading.file, []);
        }
        const files = [...holders].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        return files.flatMap(([file, own]) => inFile(file, known, own));
      };

      return (file) => {
        if (file !== undefined) return inFile(file, judgedOnce(), judgedOnce().all);
        all ??= everywhere();
        return all;
      };
    },
  };
}

interface JudgedOne {
  readonly indexed: IndexedCluster;
  readonly judged: JudgedCluster;
  readonly isLone: boolean;
}

interface OwnFindings extends JudgedOne {
  readonly findings: readonly Finding[];
}

function findingsOf(
  own: readonly OwnFindings[],
  reading: Reading | undefined,
  { candidatesOf }: Judged,
  severities: FindingSources['severities'],
): readonly Finding[] {
  const ofClusters = own.filter(({ isLone }) => !isLone).map(({ indexed, findings }) => ({ ...indexed, findings }));
  const ofLone = own.flatMap(({ isLone, findings }) => (isLone ? findings : []));
  const found = orderFindings([...acrossCandidates(ofClusters, candidatesOf), ...ofLone]);
  const left = applySuppressions(found, reading === undefined ? [] : [reading], severities);
  return withObjects(oneForEachNumber(left), reading);
}

interface Judged {
  readonly all: readonly JudgedOne[];
  readonly candidatesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

function judgeAll({ formed, judge }: FindingSources): Judged {
  const each = (isLone: boolean) => (indexed: IndexedCluster) => ({ indexed, isLone, judged: judge(indexed, isLone) });
  return {
    all: [...formed.clusters.map(each(false)), ...formed.lone.map(each(true))],
    candidatesOf: candidatesOnce(formed),
  };
}

/** By what the clusters of a tree may share, which edits seldom change. */
const candidates = new WeakMap<FormedTree['shape'], ReadonlyMap<string, ReadonlySet<string>>>();

function candidatesOnce({ shape, clusters }: FormedTree): ReadonlyMap<string, ReadonlySet<string>> {
  const known = candidates.get(shape) ?? candidatesByFile(clusters);
  candidates.set(shape, known);
  return known;
}

function isSuppressing({ suppressions = [], objects }: Reading): boolean {
  return suppressions.length > 0 || objects.some(({ ignore }) => ignore !== undefined);
}
