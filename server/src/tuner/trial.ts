// Values that somebody tries by hand: what may be tried in a cluster, and what the model says of it.
import { defaultGraceSeconds, graceSeconds } from '../effective/gracePeriod.ts';
import type { Cluster } from '../model/cluster.ts';
import { holds } from '../model/field.ts';
import type { Location } from '../model/location.ts';
import type { Workload } from '../model/workload.ts';
import { analyse } from '../timing/analyse.ts';
import type { ClusterAnalysis, Scenario, Verdict, WorkloadAnalysis } from '../timing/analysis.ts';

import { achieve, cost, currentValues, effectiveTunables } from './achieve.ts';
import { latest } from './searchValues.ts';
import { reachable, settingsOf, unknownOf } from './settings.ts';
import { newestTaints, supposedCluster, supposedField, supposedValues } from './supposedCluster.ts';
import type { Achieved, HeartbeatCost, Tunable, TunedValues } from './targets.ts';
import { ownSeconds, ownToleration } from './tuneWorkloads.ts';
import { EVERYTHING, WRITTEN } from './writtenAs.ts';

/** What can be tried: the tuner's values, and two of the workload in front. */
export type TrialName = Tunable | 'ownToleration' | 'graceSeconds';

/** Milliseconds or seconds, as in `TunedValues`; `ownToleration` and `graceSeconds` in seconds. What is left out stays. */
export type TrialValues = Readonly<Partial<Record<TrialName, number>>>;

/** One value that can be tried. */
export interface TrialParameter {
  readonly name: TrialName;
  /** As it is written: `--node-monitor-grace-period`. */
  readonly written: string;
  /** How many milliseconds one unit of its value is. */
  readonly unitMs: 1 | 1_000;
  readonly now: number;
  /** Without anything written; `undefined` where nothing stands behind it. */
  readonly fallback: number | undefined;
  /** Sensible values in ascending order, among them `now` and `fallback`. */
  readonly stops: readonly number[];
  /** Where it is written. */
  readonly places: readonly Location[];
}

const SECONDS_STOPS: Readonly<Record<TrialName, readonly number[]>> = {
  monitorPeriod: [1, 2, 3, 5, 10, 15, 20],
  gracePeriod: [10, 12, 15, 16, 20, 24, 30, 36, 40, 46, 50, 55, 60, 75, 90, 120, 180, 300],
  leaseDurationSeconds: [8, 10, 12, 16, 20, 24, 30, 40, 60, 80, 120],
  tolerationSeconds: [0, 5, 10, 20, 30, 45, 60, 90, 120, 180, 250, 300, 600, 900],
  podEvictionTimeout: [10, 30, 60, 90, 120, 180, 300, 600],
  ownToleration: [0, 5, 10, 20, 30, 45, 60, 90, 120, 180, 250, 300, 600, 900],
  graceSeconds: [0, 1, 5, 10, 20, 30, 45, 60, 90, 120, 300, 600],
};
const UNITS: Readonly<Record<TrialName, 1 | 1_000>> = {
  monitorPeriod: 1,
  gracePeriod: 1,
  podEvictionTimeout: 1,
  leaseDurationSeconds: 1_000,
  tolerationSeconds: 1_000,
  ownToleration: 1_000,
  graceSeconds: 1_000,
};

/** What can be tried in a cluster with a workload in front; `unknown` names values that cannot be read, with which nothing can. */
export interface TrialSpace {
  readonly parameters: readonly TrialParameter[];
  readonly unknown: readonly string[];
}

const spaces = new WeakMap<Cluster, Map<Workload | undefined, TrialSpace>>();

export function trialSpace(cluster: Cluster, workload: Workload | undefined): TrialSpace {
  const known = spaces.get(cluster) ?? new Map<Workload | undefined, TrialSpace>();
  spaces.set(cluster, known);
  const space = known.get(workload) ?? makeSpace(cluster, workload);
  known.set(workload, space);
  return space;
}

function makeSpace(cluster: Cluster, workload: Workload | undefined): TrialSpace {
  const settings = settingsOf(cluster);
  const unknown = unknownOf(settings);
  if (unknown.length > 0) return { parameters: [], unknown };
  const own = workload === undefined ? undefined : ownSeconds(workload, newestTaints(cluster)[0] ?? '');
  const may = reachable(cluster, EVERYTHING);
  const now = currentValues(latest(settings));
  const without = defaultsOf(cluster);
  const names = effectiveTunables(settings).filter(
    (name) => may.has(name) && !(name === 'tolerationSeconds' && own !== undefined),
  );
  const parameters = names.map((name) =>
    parameter(name, writtenName(name), now[name], without[name], placesOf(cluster, name)),
  );
  const grace = workload && graceOf(workload);
  return {
    unknown,
    parameters: [
      ...parameters,
      ...(workload !== undefined && own !== undefined
        ? [parameter('ownToleration', 'tolerationSeconds', own, now.tolerationSeconds, ownPlaces(workload, own))]
        : []),
      ...(grace === undefined ? [] : [grace]),
    ],
  };
}

function parameter(
  name: TrialName,
  written: string,
  now: number,
  fallback: number | undefined,
  places: readonly Location[],
): TrialParameter {
  const unitMs = UNITS[name];
  const usual = SECONDS_STOPS[name].map((seconds) => (seconds * 1_000) / unitMs);
  const stops = [...new Set([...usual, now, ...(fallback === undefined ? [] : [fallback])])].sort((a, b) => a - b);
  return { name, written, unitMs, now, fallback, stops, places };
}

function writtenName(name: Tunable): string {
  const { form, names } = WRITTEN[name];
  return `${form === 'flag' ? '--' : ''}${names.at(-1) ?? ''}`;
}

/** With nothing written: the version's own values. */
function defaultsOf(cluster: Cluster): TunedValues {
  const none = [...EVERYTHING].flatMap((one) => {
    const { component, form, names } = WRITTEN[one];
    return names.map((name) => ({ component, form, name, text: undefined }));
  });
  return currentValues(latest(settingsOf(supposedCluster(cluster, none))));
}

function placesOf(cluster: Cluster, name: Tunable): readonly Location[] {
  const { component, names } = WRITTEN[name];
  const { controllerManagers, kubelets, apiServers } = cluster;
  return [...controllerManagers, ...kubelets, ...apiServers]
    .filter((instance) => instance.component === component)
    .flatMap(({ written }) => names.flatMap((one) => written.get(one)?.setting ?? []))
    .map(({ file, valueRange: range }) => ({ file, range }));
}

function ownPlaces({ pod: { tolerations } }: Workload, own: number): readonly Location[] {
  const all = tolerations.known ? tolerations.value : [];
  return all.flatMap(({ tolerationSeconds: field }) => (field !== undefined && holds(field, own) ? field : []));
}

/** Only where it is a plain number: a template says nothing, and an operator writes its own. */
function graceOf(workload: Workload): TrialParameter | undefined {
  const field = workload.pod.terminationGracePeriodSeconds;
  const now = graceSeconds(workload);
  if (now === undefined || field?.value.known === false || workload.controller !== undefined) return undefined;
  const fallback = defaultGraceSeconds(workload.pod);
  return parameter('graceSeconds', 'terminationGracePeriodSeconds', now, fallback, field === undefined ? [] : [field]);
}

/** What values come to. */
export interface Trial {
  readonly cluster: Cluster;
  /** Of the cluster, with the workload in front alone, or all of them. */
  readonly analysis: ClusterAnalysis;
  readonly workload: WorkloadAnalysis | undefined;
  readonly achieved: Achieved;
  readonly cost: readonly HeartbeatCost[];
}

/** The model's answer for one workload with values in place of the cluster's own. Costs that workload, however many there are. */
export function tryValues(
  cluster: Cluster,
  scenario: Scenario,
  values: TrialValues,
  workload: Workload | undefined,
): Trial {
  const { cluster: supposed, front } = supposedWith(cluster, values, workload);
  const analysis = analyse(supposed, scenario, undefined, undefined, front === undefined ? [] : [front]);
  const changes = changesOf(values);
  const settings = settingsOf(cluster);
  const own = values.ownToleration ?? (workload && ownSeconds(workload, newestTaints(cluster)[0] ?? ''));
  return {
    cluster: supposed,
    analysis,
    workload: analysis.workloads[0],
    achieved: achieve(settings, own === undefined ? changes : { ...changes, tolerationSeconds: own }),
    cost: cost(settings, changes),
  };
}

/** The same for all workloads of the cluster, in its order. */
export function tryAll(
  cluster: Cluster,
  scenario: Scenario,
  values: TrialValues,
  workload: Workload | undefined,
): ClusterAnalysis {
  return analyse(supposedWith(cluster, values, workload).cluster, scenario);
}

function changesOf({ ownToleration: _own, graceSeconds: _grace, ...changes }: TrialValues): Partial<TunedValues> {
  return changes;
}

function supposedWith(cluster: Cluster, values: TrialValues, workload: Workload | undefined) {
  const changes = changesOf(values);
  const changed = Object.keys(changes) as Tunable[];
  const all = { ...currentValues(latest(settingsOf(cluster))), ...changes };
  const replace = (one: Workload) => (one === workload ? replaced(cluster, one, values) : one);
  const supposed = supposedCluster(cluster, supposedValues(changed, all), replace);
  const index = workload === undefined ? -1 : cluster.workloads.indexOf(workload);
  return { cluster: supposed, front: supposed.workloads[index] };
}

function replaced(
  cluster: Cluster,
  workload: Workload,
  { ownToleration: own, graceSeconds: grace }: TrialValues,
): Workload {
  const taints = newestTaints(cluster);
  const from = ownSeconds(workload, taints[0] ?? '');
  const tolerating =
    own === undefined || from === undefined || own === from
      ? workload
      : ownToleration(workload, taints, from, own).tuned;
  if (grace === undefined) return tolerating;
  const { pod } = tolerating;
  return { ...tolerating, pod: { ...pod, terminationGracePeriodSeconds: supposedField(grace) } };
}

/** What one value of a parameter would come to, the others being as they are tried. */
export interface TrialStop {
  readonly value: number;
  readonly verdict: Verdict | undefined;
  readonly missedHeartbeats: number;
}

/** The whole way of a slider. */
export function trialTrack(
  cluster: Cluster,
  scenario: Scenario,
  values: TrialValues,
  workload: Workload | undefined,
  { name, stops }: TrialParameter,
): readonly TrialStop[] {
  return stops.map((value) => {
    return trialStop(value, tryValues(cluster, scenario, { ...values, [name]: value }, workload));
  });
}

/** What a value of a slider comes to. */
export function trialStop(value: number, { workload, achieved: { missedHeartbeats } }: Trial): TrialStop {
  return { value, verdict: workload?.verdict, missedHeartbeats };
}
