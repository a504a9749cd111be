/**
 * The library: texts in, findings and windows out. No connection, no clock, and no file system but through a provider.
 *
 *     const service = createTreeService();
 *     await loadTree(createNodeFileProvider('/srv/cluster'), service);   // or service.update('mysql.yaml', text)
 *     const snapshot = service.snapshot();
 *     snapshot.findings();
 *     for (const { analysis } of snapshot.clusters) console.log(timelineText(timelineOf(analysis)));
 *
 * Times are milliseconds from t = 0, the instant at which the node falls silent; `Infinity` means never without outside
 * help. Lines and characters count from zero, characters in UTF-16 units.
 */
export type { Cluster, ClusterVersion, Instance, Origin } from './model/cluster.ts';
export type { Finding, Fix, RelatedInformation, Severity } from './model/finding.ts';
export type { FileEdit, Location } from './model/location.ts';
export type { Setting } from './model/setting.ts';
export type { DetectionWindow, Window } from './model/window.ts';
export type { Workload } from './model/workload.ts';
export { settingMarkdown, workloadMarkdown } from './render/markdown.ts';
export { stepSentence } from './render/sentences.ts';
export { type Timeline, timelineOf } from './render/timeline.ts';
export { timelineSvg } from './render/timelineSvg.ts';
export { timelineText } from './render/timelineText.ts';
export { verdictWords } from './render/verdict.ts';
export { rules } from './rules/registry.ts';
export type { Rule } from './rules/rule.ts';
export { createTreeService } from './service/createTreeService.ts';
export type { ClusterReport, TreeOptions, TreeService, TreeSnapshot } from './service/treeService.ts';
export type { ClusterAnalysis, Scenario, Step, Verdict, WorkloadAnalysis } from './timing/analysis.ts';
export { type EffectiveParameter, effectiveParameters } from './timing/effectiveParameters.ts';
export type { FileProvider } from './workspace/fileProvider.ts';
export { loadTree } from './workspace/loadTree.ts';
export { createMemoryFileProvider } from './workspace/memoryFileProvider.ts';
export { createNodeFileProvider } from './workspace/nodeFileProvider.ts';
