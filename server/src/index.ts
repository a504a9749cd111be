/**
 * The library: texts in, findings and windows out. No connection, no clock, and no file system but through a provider.
 *
 *     const tree = await openTree('/srv/cluster');            // or { 'mysql.yaml': text }
 *     console.log(formatFindings(check(tree), 'sarif'));
 *     for (const { workloads } of explain(tree).data.clusters) for (const one of workloads) console.log(one.name, one.verdict);
 *     console.log(formatTuning(tune(tree, { failover: 90_000 })));
 *
 * Below these stand the parts of which they are made: `createTreeService` for texts that change, analyses and timelines.
 * Times are milliseconds from t = 0, the instant at which the node falls silent; `Infinity` means never without outside
 * help. Lines and characters count from zero, characters in UTF-16 units. docs/library.md has examples that are run.
 */

import { createTreeService as treeService } from './service/createTreeService.ts';
import type { TreeService } from './service/treeService.ts';

export { type EffectiveParameter, effectiveParameters } from './effective/effectiveParameters.ts';
export type {
  ClusterData,
  ExplainData,
  OutcomeData,
  ParameterData,
  PricesData,
  WindowData,
  WorkloadData,
} from './formats/explainData.ts';
export type { ExplainedCluster } from './formats/explained.ts';
export type { CheckResult, ReportedFinding, ReportedFix, ReportedPlace } from './formats/reported.ts';
export type { Incident } from './incident/incident.ts';
export { incidentOf } from './incident/incidentOf.ts';
export {
  type CheckFormat,
  type CheckOptions,
  check,
  type ExplainOptions,
  type Explanation,
  explain,
  formatDifference,
  formatExplanation,
  formatFindings,
  formatTuning,
  type Tuning,
  tune,
  version,
} from './library/ask.ts';
export { type OpenOptions, openTree, type Tree } from './library/open.ts';
export type { Cluster, ClusterVersion, Instance, Origin } from './model/cluster.ts';
export type { Finding, Fix, RelatedInformation, Severity } from './model/finding.ts';
export type { FileEdit, Location } from './model/location.ts';
export type { Setting } from './model/setting.ts';
export type { DetectionWindow, Window } from './model/window.ts';
export type { Workload } from './model/workload.ts';
export type { FileProvider } from './project/fileProvider.ts';
export { loadTree } from './project/loadTree.ts';
export { createMemoryFileProvider } from './project/memoryFileProvider.ts';
export { createNodeFileProvider } from './project/nodeFileProvider.ts';
export { type Timeline, timelineOf } from './render/picture/timelineData.ts';
export { timelineSvg } from './render/picture/timelineSvg.ts';
export { timelineText } from './render/picture/timelineText.ts';
export { settingMarkdown, workloadMarkdown } from './render/reports/hoverMarkdown.ts';
export { incidentText } from './render/reports/incidentText.ts';
export { stepSentence } from './render/words/sentences.ts';
export { verdictWords } from './render/words/verdictText.ts';
export { rules } from './rules/allRules.ts';
export type { Rule } from './rules/shared/rule.ts';
export type { ClusterReport, TreeOptions, TreeService, TreeSnapshot } from './service/treeService.ts';
export type { ClusterAnalysis, Scenario, Step, Verdict, WorkloadAnalysis } from './timing/analysis.ts';
export type { Interventions } from './timing/outsideHelp.ts';
export { type WayOut, waysOut } from './timing/waysOut.ts';
export type { TuningTargets } from './tuner/targets.ts';
export { type ClusterTuning, type TunedAnswer, tuneCluster } from './tuner/tuneCluster.ts';

/** One tree whose texts change: they go in by their names, an immutable snapshot comes out. */
export function createTreeService(
  params: {
    /** What the root of the tree is called where nothing else names its cluster. */
    readonly treeName?: string;
  } = {},
): TreeService {
  return treeService(params);
}
