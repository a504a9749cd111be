// Makes the service of one opened tree.

import type { FormedTree, IndexedCluster } from '../assembly/formedTree.ts';
import { createTreeIndex, type TreeIndex } from '../assembly/treeIndex.ts';
import type { Cluster, ClusterBasis } from '../model/cluster.ts';
import { basisOf } from '../model/clusterBasis.ts';
import { mapAt } from '../model/grouped.ts';
import type { Note } from '../model/note.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { rules } from '../rules/allRules.ts';
import type { TellsFailedFix } from '../rules/guardedRules.ts';
import { changed, distinct, say } from '../text/message.ts';
import { type Position, type Range, touches } from '../text/position.ts';
import { visibleLine } from '../text/visible.ts';
import { analyseChanged, analysing } from '../timing/analyse.ts';
import type { ClusterAnalysis, Scenario } from '../timing/analysis.ts';
import { createAnalysisCache } from '../timing/analysisCache.ts';
import { isolate } from './isolate.ts';
import { type JudgedCluster, judgingCluster } from './judge.ts';
import { ruleSettings } from './ruleSettings.ts';
import { createTreeFindings } from './treeFindings.ts';
import { guessNotes, leaseNote, unreadNote } from './treeNotes.ts';
import type { ClusterReport, TreeOptions, TreeService, TreeSnapshot } from './treeService.ts';

export interface TreeServiceParams {
  /** What the root of the tree is called where nothing else names its cluster. */
  readonly treeName?: string;
  readonly index?: TreeIndex;
  /** Told of a mistake of ours that costs no finding, since the tree could be formed in another way. */
  readonly onMistake?: ((error: unknown) => void) | undefined;
  /** Told of a fix that a rule fails at: nobody is offered it. */
  readonly onFailedFix?: TellsFailedFix | undefined;
}

const ruleIds: readonly string[] = rules.map(({ id }) => id);

export function createTreeService({
  treeName = 'cluster',
  index = createTreeIndex(undefined, ruleIds),
  onMistake,
  onFailedFix,
}: TreeServiceParams = {}): TreeService {
  const analyses = new WeakMap<Cluster, Map<string, ClusterAnalysis>>();
  const cache = createAnalysisCache();
  /** By the basis of clusters, the latest of each. */
  const latestAnalyses = new WeakMap<ClusterBasis, ClusterAnalysis>();
  const judged = new WeakMap<ClusterBasis, JudgedCluster>();
  const treeFindings = createTreeFindings();
  let options: TreeOptions = {};
  let latest: TreeSnapshot | undefined;

  const analyseOnce = (cluster: Cluster, scenario: Scenario) => atOnce(analysingOnce(cluster, scenario));

  function* analysingOnce(cluster: Cluster, scenario: Scenario): Steps<ClusterAnalysis> {
    const known = mapAt(analyses, cluster);
    const key = JSON.stringify(scenario);
    const analysis =
      known.get(key) ?? fromLatest(cluster, scenario) ?? (yield* analysing(cluster, scenario, undefined, cache));
    known.set(key, analysis);
    if (scenario === PARTITION) latestAnalyses.set(basisOf(cluster), analysis);
    return analysis;
  }

  function fromLatest(cluster: Cluster, scenario: Scenario): ClusterAnalysis | undefined {
    const before = scenario === PARTITION ? latestAnalyses.get(basisOf(cluster)) : undefined;
    return before && analyseChanged(before, cluster);
  }

  const judge = (one: IndexedCluster, isLone: boolean) => atOnce(judgingOnce(one, isLone));

  function* judgingOnce({ cluster, configuration }: IndexedCluster, isLone: boolean): Steps<JudgedCluster> {
    const settings = ruleSettings(options, configuration);
    const analysis = analyseOnce(cluster, PARTITION);
    const before = judged.get(basisOf(cluster));
    if (before?.settings.key === settings.key && before.analysis === analysis) return before;
    const now = yield* judgingCluster(analysis, settings, isLone, before, onFailedFix);
    judged.set(basisOf(cluster), now);
    return now;
  }

  /** Files with which the tree could not be formed or analysed of late: they are the first to be left out. */
  let failures: ReadonlyMap<string, unknown> = new Map();

  function form(without: ReadonlyMap<string, unknown>): FormedTree {
    const formed = index.form(treeName, options.kubernetesVersion, without);
    for (const { cluster } of [...formed.clusters, ...formed.lone]) analyseOnce(cluster, PARTITION);
    return formed;
  }

  function* preparing(): Steps<void> {
    if (latest !== undefined) return;
    try {
      const { clusters, lone } = index.form(treeName, options.kubernetesVersion);
      yield;
      for (const { cluster } of [...clusters, ...lone]) yield* analysingOnce(cluster, PARTITION);
      for (const one of clusters) yield* judgingOnce(one, false);
      for (const one of lone) yield* judgingOnce(one, true);
    } catch {
      // Who takes the snapshot finds which file is to blame.
    }
  }

  /** A mistake of ours that one file brings to light costs that file. */
  function formGuarded(): FormedTree {
    for (const without of [new Map<string, unknown>(), failures]) {
      try {
        const formed = form(without);
        failures = without;
        return formed;
      } catch (error) {
        // The next attempt forms it anew without what failed of late, the last one finds what fails now.
        onMistake?.(error);
      }
    }
    const found = isolate(index.ownFiles(), (without) => form(new Map([...without].map((file) => [file, undefined]))));
    failures = found.failures;
    return form(failures);
  }

  function takeSnapshot(): TreeSnapshot {
    const formed = formGuarded();
    const { clusters, notes, unread, readings } = formed;
    const reports = clusters.map(({ cluster, possibleFiles, likelyFiles, candidate, configuration }): ClusterReport => {
      const { options: ruleOptions } = ruleSettings(options, configuration);
      return { cluster, analysis: analyseOnce(cluster, PARTITION), possibleFiles, likelyFiles, candidate, ruleOptions };
    });
    const reportsOf = (file: string) => {
      const all = formed.clustersOf(file).flatMap((at) => reports[at] ?? []);
      const likely = all.filter(({ likelyFiles }) => likelyFiles.has(file));
      return likely.length === 0 ? all : [...likely, ...all.filter((one) => !likely.includes(one))];
    };
    const { severities } = ruleSettings(options, index.configuration());
    return {
      clusters: reports,
      findings: treeFindings.of({ formed, severities, judge }),
      reading: (file) => readings.get(file),
      clusterOf: (file, position) => describing(reportsOf(file), file, position),
      clustersOf: reportsOf,
      analyse: analyseOnce,
      notes(isReported = () => true, nameOf = (file) => file) {
        const said = [
          ...notes,
          ...reports.flatMap(unitedNote),
          ...reports.flatMap(leaseNote),
          ...guessNotes(clusters.map(({ cluster }) => cluster)),
        ];
        const objects = [...unread].flatMap(([file, own]) => (isReported(file) ? own : []));
        const about = said
          .filter(({ files }) => files?.some(isReported) ?? true)
          .map((note) => changed(note.say(nameOf), visibleLine));
        return distinct([...about, ...unreadNote(objects)]);
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
    preparing,
  };
}

const PARTITION: Scenario = { kind: 'partition' };

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
  const text = say`${visibleLine(name)} has ${managers.length} controller managers and ${servers.length} API servers: its windows reach from the first of all to the last.`;
  return [{ files: cluster.files, say: () => text }];
}
