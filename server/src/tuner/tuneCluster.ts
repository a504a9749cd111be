// The settings of a cluster for targets, where each is written, and what they come to for every workload.

import { componentInstances } from '../effective/componentVersions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Finding } from '../model/finding.ts';
import { editsForAll } from '../model/settingListOf.ts';
import { distinct, listed, type Said, say } from '../text/message.ts';
import { touches } from '../text/position.ts';
import { visibleLine } from '../text/visible.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import type { Obstacle, WorkloadAnswer } from './answers.ts';
import { becauseOf } from './because.ts';
import { type HandValue, linesByHand, titleOf } from './byHand.ts';
import { type FailoverWay, failoverWays } from './failoverWays.ts';
import { type Plan, type Planned, planFor } from './plan.ts';
import { type ProfileChange, type ProfilePlan, profilePlan } from './profilePlan.ts';
import { reachable, settingsOf, unknownOf } from './settings.ts';
import type { Tunable, TunedValues, TuningChange, TuningResult, TuningTargets } from './targets.ts';
import { givenTolerations, type OwnToleration, remainingTolerations } from './tuneWorkloads.ts';
import { EVERYTHING, WRITTEN } from './writtenAs.ts';

export interface ClusterTuning {
  readonly cluster: Cluster;
  /** `undefined` where an input that the targets depend on is not known; `unknown` names it. */
  readonly result: TuningResult | undefined;
  readonly unknown: readonly string[];
  /** All targets are met for every workload, with the changes where there are some. */
  readonly isMet: boolean;
  /** Across files; edits do not overlap. None where the targets cannot be met. */
  readonly changes: readonly TuningChange[];
  /** Changes that no file of the cluster can take, in words. */
  readonly unwritable: readonly Said[];
  /** What the targets come to for each workload, with the values found. */
  readonly answers: readonly TunedAnswer[];
  /** Where values come in fixed sets alone. */
  readonly profile: ProfileChange | undefined;
  /** Tolerations of workloads that are changed with the rest. */
  readonly own: readonly OwnToleration[];
  /** Safe fixes that take two writers away are among the changes. */
  readonly takesFixes: boolean;
  /** Values that the cluster does not show, so that defaults are taken for them, in words. */
  readonly assumed: readonly Said[];
  /** Workloads for which two writers stay possible, whatever the numbers are. */
  readonly twoWriters: readonly WorkloadAnalysis[];
}

export interface TunedAnswer extends WorkloadAnswer {
  /** The soonest that its replacement can mount with any values, at the latest, where it is not in time. */
  readonly soonest: number | undefined;
  /** What would bring it over in time, safest first; empty where it is. */
  readonly ways: readonly FailoverWay[];
}

/**
 * Finds the settings of a cluster for the targets, and the change set that writes them: the values of the tuner where they
 * stand or belong, and the safe fixes that take two writers away.
 *
 * @param findings those of the cluster's files
 */
export function tuneCluster(
  { cluster, analysis }: { readonly cluster: Cluster; readonly analysis: ClusterAnalysis },
  findings: readonly Finding[],
  targets: TuningTargets,
  mayChange: ReadonlySet<Tunable> = EVERYTHING,
): ClusterTuning {
  const settings = settingsOf(cluster);
  const unknown = unknownOf(settings);
  const assumed = assumedOf(cluster);
  if (unknown.length > 0) {
    return {
      ...{ cluster, result: undefined, unknown, isMet: false, changes: [], unwritable: [], answers: [], assumed },
      ...{ profile: undefined, own: [], takesFixes: false },
      twoWriters: twoWritersOf(analysis.workloads, []),
    };
  }
  const given: Planned = { cluster, analysis, settings, mayChange: reachable(cluster, mayChange) };
  const plan = cluster.platform?.hasLatencyProfiles ? profilesOrPods(given, targets) : planFor(given, targets);
  const profile = 'profile' in plan ? (plan as ProfilePlan).profile : undefined;
  const { result, answers, isMet } = plan;
  const changes = profile === undefined ? changesOf(cluster, plan) : profileChanges(profile);
  // A grace period keeps the replacement away, which is what a failover asks for.
  const takesFixes = isMet && targets.failover === undefined;
  const fixes = takesFixes ? fixesOf(cluster, findings) : [];
  return {
    ...{ cluster, result, unknown, isMet, profile, assumed, takesFixes, own: [...plan.own.values()] },
    changes: isMet ? [...changes.written, ...fixes.map(({ change }) => change)] : [],
    unwritable: isMet ? changes.unwritable : [],
    answers: withWays(answers, plan, targets),
    twoWriters: twoWritersOf(plan.after.workloads, fixes),
  };
}

/** Where no profile meets the targets pods can still say themselves how long they stay. */
function profilesOrPods(given: Planned, targets: TuningTargets): Plan {
  const profiles = profilePlan(given, targets);
  if (profiles.isMet) return profiles;
  const pods = planFor(given, targets);
  return pods.isMet ? pods : profiles;
}

function twoWritersOf(
  workloads: readonly WorkloadAnalysis[],
  fixes: ReturnType<typeof fixesOf>,
): readonly WorkloadAnalysis[] {
  return workloads.filter(
    ({ doubleMount, workload }) =>
      doubleMount.possible !== false &&
      !fixes.some(({ file, range }) => file === workload.file && touches(workload.objectRange, range.start)),
  );
}

/** Workloads that are alike are looked at once. */
function withWays(answers: readonly WorkloadAnswer[], plan: Plan, { failover }: TuningTargets): readonly TunedAnswer[] {
  const soonest = new Map(plan.soonest?.workloads.map((one, index) => [plan.after.workloads[index], one]));
  const known = new Map<string, readonly FailoverWay[]>();
  return answers.map((answer) => {
    const { obstacle, after } = answer;
    if (obstacle === undefined) return { ...answer, soonest: undefined, ways: [] };
    const key = likeness(obstacle, after);
    const ways = known.get(key) ?? (failover === undefined ? [] : failoverWays(plan.after, after, obstacle, failover));
    known.set(key, ways);
    return { ...answer, soonest: soonest.get(after)?.replacementMount.latest, ways };
  });
}

function likeness(obstacle: Obstacle, { workload, volumes, eviction, replacementMount, verdict }: WorkloadAnalysis) {
  const { kind, job, controller, pod } = workload;
  const uses = volumes.union.map(({ driver, claimModes, possibilities, use: { readOnly, mayBeReadOnly } }) => {
    return { driver, claimModes, possibilities, readOnly, mayBeReadOnly };
  });
  const grace = pod.terminationGracePeriodSeconds?.value;
  const windows = [eviction, replacementMount].flatMap(({ earliest, latest }) => [String(earliest), String(latest)]);
  return JSON.stringify([obstacle, kind, job?.backoffLimit?.value, controller, grace, uses, windows, verdict]);
}

function profileChanges({ to, steps, change }: ProfileChange) {
  if (change !== undefined) return { written: [change], unwritable: [] };
  return { written: [], unwritable: steps.length === 0 ? [] : [profileByHand(steps, to)] };
}

/** Only to a neighbour can be changed, so that it may take two steps. */
function profileByHand(steps: readonly string[], to: string): Said {
  return steps.length > 1
    ? say`spec.workerLatencyProfile of node.config.openshift.io/cluster: ${to}, by way of ${listed(steps.slice(0, -1))}`
    : say`spec.workerLatencyProfile of node.config.openshift.io/cluster: ${to}`;
}

/** What still has to be changed for a tuning, once some of its changes are made. @param findings as they are then */
export function remainingChanges(
  cluster: Cluster,
  findings: readonly Finding[],
  { result, profile, own, takesFixes }: ClusterTuning,
): readonly TuningChange[] {
  if (result === undefined || profile !== undefined) return [];
  return [
    ...result.changed.flatMap((name) => writeFound(cluster, name, result).changes),
    ...remainingTolerations(cluster, own),
    ...(takesFixes ? fixesOf(cluster, findings).map(({ change }) => change) : []),
  ];
}

function changesOf(cluster: Cluster, { result, own }: Plan) {
  const values = result.changed.map((name) => writeFound(cluster, name, result));
  const workloads = [...own.values()].map(({ change }) => change);
  return {
    written: [...values.flatMap(({ changes }) => changes), ...workloads.filter(({ edits }) => edits.length > 0)],
    unwritable: [
      ...values.flatMap(({ unwritable }) => unwritable),
      ...linesByHand(
        cluster,
        values.flatMap(({ byHand }) => byHand),
      ),
      ...workloads.filter(({ edits }) => edits.length === 0).map(({ title }) => title),
    ],
  };
}

function assumedOf({ controllerManagers, kubelets, apiServers }: Cluster): readonly Said[] {
  const missing = [...controllerManagers, ...kubelets, ...apiServers].flatMap((instance) => instance.missing);
  return distinct(missing.map(({ path, why }) => why ?? say`${visibleLine(path)} is not here`));
}

function writeFound(cluster: Cluster, tunable: Tunable, result: TuningResult) {
  return writeValue(cluster, tunable, result.values, becauseOf(tunable, result));
}

/** Where one value is written, and where it is to be set by hand. @param because the end of a sentence */
export function writeValue(cluster: Cluster, tunable: Tunable, values: TunedValues, because: Said) {
  const how = WRITTEN[tunable];
  const unwritable: Said[] = [];
  const byHand: HandValue[] = [];
  const text = how.text(values);
  const { platform } = cluster;
  // Whoever has no say in the default gives it to each workload.
  const given =
    platform !== undefined && how.component === 'kube-apiserver'
      ? givenTolerations(cluster, Number(text), because)
      : undefined;
  const changes: TuningChange[] = [...(given?.changes ?? [])];
  for (const name of how.names) {
    const value: HandValue = { ...how, name, text };
    if (platform !== undefined && given !== undefined) {
      const taint = name.includes('unreachable') ? 'unreachable' : 'not-ready';
      if (given.changes.length === 0)
        unwritable.push(
          say`tolerationSeconds of ${taint} in each workload: ${text} (${platform.name} does not take --${name})`,
        );
      else if (given.left.length > 0)
        unwritable.push(
          say`tolerationSeconds of ${taint} in ${listed(given.left)}: ${text} (${platform.name} does not take --${name})`,
        );
      continue;
    }
    const places =
      cluster.live === undefined ? editsForAll(cluster, componentInstances(cluster, how.component), value) : undefined;
    if (places === undefined) byHand.push(value);
    for (const edits of places ?? []) {
      const [first] = edits;
      if (first === undefined) byHand.push(value);
      else changes.push({ title: titleOf(value), because, file: first.file, edits });
    }
  }
  return { changes, unwritable, byHand };
}

const TWO_WRITERS = say`two pods could write; it will not fail over by itself any more`;

/** Preferred fixes that only take away states with two writers. */
function fixesOf(cluster: Cluster, findings: readonly Finding[]) {
  const files = new Set(cluster.files);
  return findings
    .filter(({ ruleId, file }) => ruleId === 'force-removal-on-eviction' && files.has(file))
    .flatMap(({ file, range, fixes }) => {
      const fix = fixes.find(({ isPreferred, safe }) => isPreferred && safe);
      const edits = fix?.edits() ?? [];
      return fix === undefined || edits.length === 0
        ? []
        : [{ file, range, change: { title: fix.title, because: TWO_WRITERS, file, edits } }];
    });
}
