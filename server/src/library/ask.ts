// What the library answers about a tree: findings, windows with verdicts, values for targets; and each of them as text.
import { formats } from '../formats/allFormats.ts';
import { compareExplanations } from '../formats/difference.ts';
import { differenceJson } from '../formats/differenceJson.ts';
import { differenceMarkdown } from '../formats/differenceMarkdown.ts';
import type { ExplainData } from '../formats/explainData.ts';
import type { ExplainedCluster } from '../formats/explained.ts';
import { explainedClusters } from '../formats/explainedClusters.ts';
import { explainData } from '../formats/explainJson.ts';
import { type ExplanationFormat, explanationText } from '../formats/explanationFormats.ts';
import { toolVersion } from '../formats/programVersion.ts';
import { type CheckResult, reportFinding } from '../formats/reported.ts';
import type { TunedCluster } from '../formats/tunedCluster.ts';
import { tuneJson } from '../formats/tuneJson.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Scenario } from '../timing/analysis.ts';
import type { TuningTargets } from '../tuner/targets.ts';
import { tuneCluster } from '../tuner/tuneCluster.ts';
import type { Tree } from './open.ts';
import { mustBeExplanationFormat, mustBeScenario, mustBeTargets, noFormat } from './refused.ts';

/** A text without colours, of lines that are not longer than this where they can be broken. */
const TERMINAL = { columns: 100, colour: false, unicode: true };
const whole = (file: string) => file;

export interface CheckOptions {
  /** The files that are asked about; all where it is left out. */
  isReported?(file: string): boolean;
}

/** Every finding, with its fixes; what was not read and what was not judged is among the notes. */
export function check(tree: Tree, { isReported = () => true }: CheckOptions = {}): CheckResult {
  const snapshot = tree.snapshot();
  const files = [...new Set(snapshot.clusters.flatMap(({ cluster }) => cluster.files))].filter(isReported).sort();
  const isJudged = snapshot.clusters.some(({ cluster: { workloads, settings } }) =>
    [...workloads, ...settings].some(({ file }) => isReported(file)),
  );
  const findings = snapshot.findings().filter(({ file }) => isReported(file));
  return {
    ...{ files, isJudged },
    notes: [...tree.skipped, ...snapshot.notes(isReported).map(String)],
    findings: findings.map((finding) => reportFinding(finding, whole)),
  };
}

export type CheckFormat = 'stylish' | 'json' | 'sarif' | 'junit' | 'github' | 'gitlab' | 'unix';

/**
 * As `check --format` prints it.
 *
 * @throws UsageError where there is no such format
 */
export function formatFindings(result: CheckResult, format: CheckFormat = 'stylish'): string {
  const print = formats.get(format);
  if (print === undefined) throw noFormat(format, [...formats.keys()]);
  return print(result, { terminal: TERMINAL });
}

export interface ExplainOptions {
  /** What happens to the node, the same everywhere or by the cluster; `partition` where it is left out. */
  readonly scenario?: Scenario | ((cluster: Cluster) => Scenario);
  /** Which time it is in a running cluster, in milliseconds of the epoch; else the newest of a list. */
  readonly now?: number;
  /** The files that are asked about; all where it is left out. */
  isReported?(file: string): boolean;
}

export interface Explanation {
  /** The name of what happens. */
  readonly scenario: Scenario['kind'];
  readonly clusters: readonly ExplainedCluster[];
  /** The same as plain data: what `explain --format json` prints. */
  readonly data: ExplainData;
  readonly notes: readonly string[];
}

/**
 * When each step happens, and what becomes of every workload.
 *
 * @throws UsageError where there is no such scenario
 */
export function explain(tree: Tree, options: ExplainOptions = {}): Explanation {
  const { scenario = { kind: 'partition' }, now, isReported = () => true } = options;
  const snapshot = tree.snapshot();
  if (typeof scenario !== 'function') mustBeScenario(scenario);
  const scenarioIn = typeof scenario === 'function' ? scenario : () => scenario;
  const clusters = explainedClusters(snapshot, { isReported, fileName: whole }, { scenarioIn, now });
  const name = typeof scenario === 'function' ? (clusters[0]?.analysis.scenario.kind ?? 'partition') : scenario.kind;
  const notes = [...tree.skipped, ...snapshot.notes(isReported).map(String)];
  return { scenario: name, clusters, data: explainData(name, clusters), notes };
}

/**
 * As `explain --format` prints it.
 *
 * @throws UsageError where there is no such format
 */
export function formatExplanation(
  { scenario, clusters, notes }: Explanation,
  format: ExplanationFormat = 'text',
): string {
  mustBeExplanationFormat(format);
  return explanationText(clusters, { format, scenario, terminal: TERMINAL, notes });
}

/**
 * What a change does to verdicts, windows and prices, as `explain --diff` prints it.
 *
 * @param base what it is compared with, in words
 */
export function formatDifference(
  before: ExplainData,
  after: ExplainData,
  { base = 'before', format = 'json' }: { readonly base?: string; readonly format?: 'json' | 'markdown' } = {},
): string {
  const difference = compareExplanations(before, after);
  return format === 'json' ? differenceJson(difference, base) : differenceMarkdown(difference, base);
}

export interface Tuning {
  readonly targets: TuningTargets;
  readonly clusters: readonly TunedCluster[];
}

/**
 * The values that meet targets, with the edits that write them, or what stands in the way. Nothing is written.
 *
 * @throws UsageError where no target is named, one is unknown, or a value is no number
 */
export function tune(tree: Tree, targets: TuningTargets): Tuning {
  mustBeTargets(targets);
  const snapshot = tree.snapshot();
  const clusters = snapshot.clusters.map((report) => ({
    ...tuneCluster(report, snapshot.findings(), targets),
    root: report.cluster.root,
    fileName: whole,
  }));
  return { targets, clusters };
}

/** As `tune --format json` prints it. */
export function formatTuning({ targets, clusters }: Tuning): string {
  return tuneJson(targets, clusters);
}

/** Version of this package. */
export const version: string = toolVersion;
