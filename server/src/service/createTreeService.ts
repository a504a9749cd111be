import { createTreeIndex, type FormedTree, type IndexedCluster, type TreeIndex } from '../assembly/treeIndex.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Finding } from '../model/finding.ts';
import type { Note } from '../model/note.ts';
import { rules } from '../rules/allRules.ts';
import { orderFindings } from '../rules/runRules.ts';
import { applySuppressions } from '../rules/suppression.ts';
import { type Position, type Range, touches } from '../text/position.ts';
import { analyse } from '../timing/analyse.ts';
import type { ClusterAnalysis, Scenario } from '../timing/analysis.ts';
import { createAnalysisCache } from '../timing/analysisCache.ts';
import { acrossCandidates } from './acrossCandidates.ts';
import { withObjects } from './findingObjects.ts';
import { isolate } from './isolate.ts';
import { clusterFindings, type JudgedCluster, loneFindings } from './judge.ts';
import { ruleSettings } from './ruleSettings.ts';
import { guessNotes, unreadNote } from './treeNotes.ts';
import type { ClusterReport, TreeOptions, TreeService, TreeSnapshot } from './treeService.ts';

export interface TreeServiceParams {
  /** What the root of the tree is called where nothing else names its cluster. */
  readonly treeName?: string;
  readonly index?: TreeIndex;
}

const ruleIds: readonly string[] = rules.map(({ id }) => id);

export function createTreeService({
  treeName = 'cluster',
  index = createTreeIndex(undefined, ruleIds),
}: TreeServiceParams = {}): TreeService {
  const analyses = new WeakMap<Cluster, Map<string, ClusterAnalysis>>();
  const cache = createAnalysisCache();
  const judged = new WeakMap<Cluster, JudgedCluster>();
  let options: TreeOptions = {};
  let latest: TreeSnapshot | undefined;

  function analyseOnce(cluster: Cluster, scenario: Scenario): ClusterAnalysis {
    const known = analyses.get(cluster) ?? new Map<string, ClusterAnalysis>();
    analyses.set(cluster, known);
    const key = JSON.stringify(scenario);
    const analysis = known.get(key) ?? analyse(cluster, scenario, undefined, cache);
    known.set(key, analysis);
    return analysis;
  }

  function judge(indexed: IndexedCluster, find: typeof clusterFindings): readonly Finding[] {
    const settings = ruleSettings(options, indexed.configuration);
    const before = judged.get(indexed.cluster);
    if (before?.settings.key === settings.key) return before.findings;
    const findings = find(indexed.cluster, analyseOnce(indexed.cluster, PARTITION), settings);
    judged.set(indexed.cluster, { settings, findings });
    return findings;
  }

  /** Files with which the tree could not be formed or analysed of late: they are the first to be left out. */
  let failures: ReadonlyMap<string, unknown> = new Map();

  function form(without: ReadonlyMap<string, unknown>): FormedTree {
    const formed = index.form(treeName, options.kubernetesVersion, without);
    for (const { cluster } of [...formed.clusters, ...formed.lone]) analyseOnce(cluster, PARTITION);
    return formed;
  }

  /** A mistake of ours that one file brings to light costs that file. */
  function formGuarded(): FormedTree {
    for (const without of [new Map<string, unknown>(), failures]) {
      try {
        const formed = form(without);
        failures = without;
        return formed;
      } catch {
        // The next attempt leaves out what failed of late, the last one finds what fails now.
      }
    }
    const found = isolate(index.ownFiles(), (without) => form(new Map([...without].map((file) => [file, undefined]))));
    failures = found.failures;
    return form(failures);
  }

  function takeSnapshot(): TreeSnapshot {
    const { clusters, lone, notes, unread, readings } = formGuarded();
    const reports = clusters.map(({ cluster, possibleFiles, candidate }): ClusterReport => {
      return { cluster, analysis: analyseOnce(cluster, PARTITION), possibleFiles, candidate };
    });
    const byFile = new Map<string, ClusterReport[]>();
    for (const report of reports) {
      for (const file of report.cluster.files) {
        const list = byFile.get(file);
        if (list === undefined) byFile.set(file, [report]);
        else list.push(report);
      }
    }
    return {
      clusters: reports,
      findings: lazily(() => {
        const raw = [
          ...acrossCandidates(clusters.map((one) => ({ ...one, findings: judge(one, clusterFindings) }))),
          ...lone.flatMap((one) => judge(one, loneFindings)),
        ];
        const { severities } = ruleSettings(options, index.configuration());
        return withObjects(applySuppressions(orderFindings(raw), readings.values(), severities), readings);
      }),
      reading: (file) => readings.get(file),
      clusterOf: (file, position) => describing(byFile.get(file) ?? [], file, position),
      clustersOf: (file) => byFile.get(file) ?? [],
      analyse: analyseOnce,
      notes(isReported = () => true, nameOf = (file) => file) {
        const said = [...notes, ...reports.flatMap(unitedNote), ...guessNotes(clusters.map(({ cluster }) => cluster))];
        const objects = [...unread].flatMap(([file, own]) => (isReported(file) ? own : []));
        const about = said.filter(({ files }) => files?.some(isReported) ?? true).map((note) => note.say(nameOf));
        return [...new Set([...about, ...unreadNote(objects)])];
      },
    };
  }

  const forget = () => {
    latest = undefined;
  };
  return {
    update(file, text, { isCopy } = { isCopy: false }) {
      if (index.update(file, text, isCopy)) forget();
    },
    remove(file) {
      if (index.remove(file)) forget();
    },
    configure(changed) {
      options = changed;
      forget();
    },
    snapshot() {
      latest ??= takeSnapshot();
      return latest;
    },
  };
}

const PARTITION: Scenario = { kind: 'partition' };

/** All findings, or those of a file; computed when first asked for. */
function lazily(compute: () => readonly Finding[]): TreeSnapshot['findings'] {
  let all: readonly Finding[] | undefined;
  let byFile: Map<string, Finding[]> | undefined;
  return (file) => {
    all ??= compute();
    if (file === undefined) return all;
    byFile ??= groupByFile(all);
    return byFile.get(file) ?? [];
  };
}

function groupByFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = byFile.get(finding.file) ?? [];
    list.push(finding);
    byFile.set(finding.file, list);
  }
  return byFile;
}

/** Of very many instances not every pair is looked at. */
/** Of several clusters that a file speaks of that which has something at a position; else the first. */
function describing(
  reports: readonly ClusterReport[],
  file: string,
  position: Position | undefined,
): ClusterReport | undefined {
  const [first] = reports;
  if (position === undefined || reports.length < 2) return first;
  const isThere = (one: { readonly file: string; readonly range: Range }) =>
    one.file === file && touches(one.range, position);
  return (
    reports.find(({ cluster }) => [...cluster.settings, ...cluster.settingLists, ...cluster.objects].some(isThere)) ??
    first
  );
}

function unitedNote({ cluster, analysis: { isUnited } }: ClusterReport): readonly Note[] {
  if (!isUnited) return [];
  const { name, controllerManagers: managers, apiServers: servers } = cluster;
  const counts = `${managers.length} controller managers and ${servers.length} API servers`;
  const text = `${name} has ${counts}: its windows reach from the first of all to the last.`;
  return [{ files: cluster.files, say: () => text }];
}
