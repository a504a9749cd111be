// `explain --format json`.

import type { EffectiveParameter } from '../effective/effectiveParameters.ts';
import type { Refusal } from '../effective/starting.ts';
import type { Origin } from '../model/cluster.ts';
import { isUnbounded } from '../model/durationText.ts';
import { zoneSizes } from '../model/node.ts';
import { kindOf } from '../model/workload.ts';
import { stepSentence } from '../render/words/sentences.ts';
import type { Forecast, Spread, WorkloadForecast } from '../simulator/forecast.ts';
import type { DoubleMount, StorageWay, WorkloadAnalysis } from '../timing/analysis.ts';
import { type WayOut, waysOut } from '../timing/waysOut.ts';
import type { Prices } from '../tuner/prices.ts';
import type { CandidateView } from './candidateViews.ts';
import type {
  ClusterData,
  ExplainData,
  OutcomeData,
  ParameterData,
  PricesData,
  RefusalData,
  StorageWayData,
  WorkloadData,
} from './explainData.ts';
import type { ExplainedCluster } from './explained.ts';
import { schemaVersion, toJson } from './findingsJson.ts';
import { incidentData } from './incidentJson.ts';
import { bound, detectionData, down, windowData, writesData } from './timeData.ts';
import { wayJson } from './wayJson.ts';

/** `explain --format json`: see `explainData`. */
export function explainJson(scenario: string, clusters: readonly ExplainedCluster[]): string {
  return toJson(explainData(scenario, clusters));
}

/**
 * What `explain --format json` holds. Times are whole milliseconds, earliest ones rounded down and latest ones up; `null` for a window
 * means never without outside help, for a latest time that there is no bound.
 */
export function explainData(scenario: string, clusters: readonly ExplainedCluster[]): ExplainData {
  return { schemaVersion, scenario, clusters: clusters.map(clusterData) };
}

function clusterData({
  analysis,
  parameters,
  prices,
  workloads,
  candidates,
  forecast,
  incident,
  root,
  fileName,
}: ExplainedCluster): ClusterData {
  const { cluster, heartbeat, detection } = analysis;
  return {
    name: cluster.name,
    root,
    ...(incident !== undefined && { now: incidentData(incident) }),
    kubernetesVersion: cluster.version.text,
    kubernetesVersionOrigin: cluster.version.origin === 'bounded' ? 'assumed' : cluster.version.origin,
    parameters: parameters.map((parameter) => parameterData(parameter, fileName)),
    heartbeat: { intervalMs: isUnbounded(heartbeat.intervalMs) ? null : down(heartbeat.intervalMs), by: heartbeat.by },
    detection: detectionData(detection),
    ...(analysis.steps.some(({ code }) => code === 'flaps') && { windowsHold: false as const }),
    prices: prices === undefined ? null : pricesData(prices),
    ...(analysis.effective.refusals.length > 0 && {
      doesNotStart: analysis.effective.refusals.map((refusal) => refusalData(refusal, fileName)),
    }),
    workloads: workloads.map((workload) => {
      const views = candidates?.get(workload);
      const own = workloadData(workload, waysOut(analysis, workload), fileName);
      return views === undefined ? own : { ...own, candidates: views.map((view) => candidateData(view, fileName)) };
    }),
    ...(cluster.live !== undefined && { zones: zoneSizes(cluster.live.nodes) }),
    ...(forecast !== undefined && { simulation: simulationData(forecast, workloads) }),
  };
}

/** Only where `--simulate` asked for it; workloads whose inputs are not known cannot be played and are left out. */
function simulationData({ runs, detection, workloads }: Forecast, shown: readonly WorkloadAnalysis[]): object {
  const played = shown.flatMap((analysis) => workloads.find(({ workload }) => workload === analysis.workload) ?? []);
  return { runs, detection: spreadData(detection), workloads: played.map(playedData) };
}

function playedData(seen: WorkloadForecast): object {
  const { namespace, name } = seen.workload;
  return {
    ...{ kind: kindOf(seen.workload), namespace, name },
    eviction: spreadData(seen.eviction),
    objectRemoval: spreadData(seen.objectRemoval),
    replacementMount: spreadData(seen.replacementMount),
    oldWriterGone: spreadData(seen.oldWriterGone),
    doubleMounts: seen.doubleMounts,
  };
}

/** `null` for times where the event came in no run; `missing` counts the runs without it. */
function spreadData({ earliest, median, latest, missing }: Spread): object {
  return { earliestMs: earliest ?? null, medianMs: median ?? null, latestMs: latest ?? null, missing };
}

function parameterData(
  { component, name, value, ms, origin }: EffectiveParameter,
  fileName: ExplainedCluster['fileName'],
): ParameterData {
  return { component, name, value, ms: ms === undefined ? null : Math.round(ms), origin: originData(origin, fileName) };
}

function refusalData({ component, setting, because }: Refusal, fileName: ExplainedCluster['fileName']): RefusalData {
  return { component, file: fileName(setting.file), line: setting.range.start.line, because: String(because) };
}

function pricesData({ missedHeartbeats, hungRequest, outlastsDeadConnection, heartbeatWrites }: Prices): PricesData {
  return {
    missedHeartbeats: Number.isFinite(missedHeartbeats) ? missedHeartbeats : null,
    hungRequestMs: bound(hungRequest),
    outlastsDeadConnection,
    heartbeatWrites: writesData(heartbeatWrites),
  };
}

function originData(origin: Origin, fileName: ExplainedCluster['fileName']): object {
  const place = origin.kind === 'file' ? origin.setting : origin.kind === 'assumed' ? origin.missing : undefined;
  if (!place)
    return { kind: origin.kind, ...(origin.kind === 'default' && origin.of !== undefined && { of: origin.of }) };
  const { line, character } = place.range.start;
  return { kind: origin.kind, file: fileName(place.file), line, character };
}

/** What happens in one of the clusters that a workload may belong to. */
function candidateData({ cluster, root, analysis }: CandidateView, fileName: ExplainedCluster['fileName']): object {
  return { cluster, root: fileName(root), ...outcomeData(analysis) };
}

function workloadData(
  analysis: WorkloadAnalysis,
  ways: readonly WayOut[],
  fileName: ExplainedCluster['fileName'],
): WorkloadData {
  const { workload } = analysis;
  return {
    kind: kindOf(workload),
    namespace: workload.namespace,
    name: workload.name,
    file: fileName(workload.file),
    line: workload.range.start.line,
    ...outcomeData(analysis),
    ...(analysis.byStorage.length > 0 && { byStorage: analysis.byStorage.map(storageWayData) }),
    frees: ways.map((way) => wayJson(way, { replacementMount: windowData(way.replacementMount) })),
    unknown: analysis.unknown.map(({ what, where }) => ({ what: String(what), where: String(where) })),
    because: analysis.steps.map((step) => String(stepSentence(step))),
  };
}

function storageWayData({ storage, verdict, replacementMount }: StorageWay): StorageWayData {
  return { storage, verdict, replacementMount: windowData(replacementMount) };
}

function outcomeData(analysis: WorkloadAnalysis): OutcomeData {
  const { tolerationSeconds } = analysis;
  return {
    tolerationSeconds: tolerationSeconds.known ? tolerationSeconds.value : { unknown: true },
    eviction: windowData(analysis.eviction),
    objectRemoval: windowData(analysis.objectRemoval),
    replacementMount: windowData(analysis.replacementMount),
    oldWriterGone: windowData(analysis.oldWriterGone),
    doubleMount: doubleMountData(analysis.doubleMount),
    verdict: analysis.verdict,
  };
}

function doubleMountData({ possible, fromMs, untilMs, marginMs }: DoubleMount): object {
  return {
    possible: possible ?? null,
    fromMs: fromMs === undefined ? null : down(fromMs),
    untilMs: untilMs === undefined ? null : bound(untilMs),
    marginMs: marginMs === undefined ? null : bound(marginMs),
  };
}
