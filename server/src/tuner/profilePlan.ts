// OpenShift: of its latency profiles the one that meets the targets. Nothing else can be set there.

import { componentInstances } from '../effective/componentVersions.ts';
import {
  DEFAULT_LATENCY_PROFILE,
  LATENCY_PROFILES,
  type LatencyProfile,
  stepsToProfile,
} from '../kubernetes/latencyProfiles.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import { say } from '../text/message.ts';
import { analyse } from '../timing/analyse.ts';
import { achieve, cost, currentValues, effectiveTunables } from './achieve.ts';
import { answersOf } from './answers.ts';
import type { Plan, Planned } from './plan.ts';
import { conflictsAmong, latest, meets } from './searchValues.ts';
import { settingsOf } from './settings.ts';
import { type SupposedValue, supposedCluster } from './supposedCluster.ts';
import type { Achieved, NodeTargets, Tunable, TunedValues, TuningChange, TuningTargets } from './targets.ts';

/** A latency profile in place of another one. */
export interface ProfileChange {
  readonly from: string;
  readonly to: string;
  /** What each of them gives. */
  readonly all: readonly { readonly name: string; readonly achieved: Achieved }[];
  /** The profiles to set one after the other; empty where nothing changes. */
  readonly steps: readonly string[];
  /** Writes it, where one step is enough and the profile stands in a file. */
  readonly change: TuningChange | undefined;
}

export interface ProfilePlan extends Plan {
  readonly profile: ProfileChange;
}

/** The plan with the first profile that meets the targets: the one that is set, else the nearest; else the one that comes closest. */
export function profilePlan(given: Planned, targets: TuningTargets): ProfilePlan {
  const from = writtenProfile(given.cluster)?.profile?.name ?? DEFAULT_LATENCY_PROFILE;
  const nearest = [...LATENCY_PROFILES].sort(
    (a, b) => stepsToProfile(from, a.name).length - stepsToProfile(from, b.name).length,
  );
  const plans = nearest.map((profile) => planWith(given, targets, from, profile));
  const met = (plan: ProfilePlan) => plan.answers.filter(({ obstacle }) => obstacle === undefined).length;
  const best = [...plans].sort((a, b) => Number(b.result.feasible) - Number(a.result.feasible) || met(b) - met(a));
  const [first] = best;
  if (first === undefined) throw new Error('there are latency profiles');
  const soonest = plans.reduce((a, b) => (b.result.after.evictedBy < a.result.after.evictedBy ? b : a), first);
  return plans.find(({ isMet }) => isMet) ?? { ...first, soonest: soonest.after };
}

function planWith(given: Planned, targets: TuningTargets, from: string, profile: LatencyProfile): ProfilePlan {
  const { cluster, analysis, settings } = given;
  const { name } = profile;
  const isSet = name === from;
  const supposed = isSet ? cluster : withProfile(cluster, profile);
  const tuned = isSet ? settings : settingsOf(supposed);
  const after = isSet ? analysis : analyse(supposed, { kind: 'partition' });
  const answers = answersOf(analysis, after, targets);
  const node = nodeTargets(targets, answers.length);
  const achieved = achieve(tuned);
  const feasible = meets(achieved, node);
  const [current, own] = [currentValues(latest(settings)), currentValues(latest(tuned))];
  const all = LATENCY_PROFILES.map((one) => ({
    name: one.name,
    achieved: achieve(one.name === from ? settings : settingsOf(withProfile(cluster, one))),
  }));
  return {
    result: {
      feasible,
      current,
      values: own,
      changed: differing(current, own),
      effective: effectiveTunables(settings),
      before: achieve(settings),
      after: achieved,
      conflicts: feasible
        ? []
        : conflictsAmong(
            all.map(({ achieved: one }) => one),
            node,
          ),
      costBefore: cost(settings),
      costAfter: cost(tuned),
    },
    own: new Map(),
    after,
    answers,
    soonest: undefined,
    isMet: feasible && answers.every(({ obstacle }) => obstacle === undefined),
    profile: { from, to: name, all, steps: stepsToProfile(from, name), change: changeTo(cluster, from, name) },
  };
}

/** Without workloads a failover is that of pods that may come, which are replaced at their eviction. */
function nodeTargets({ failover, ...node }: TuningTargets, workloads: number): NodeTargets {
  if (failover === undefined || workloads > 0) return node;
  return { ...node, evictedBy: Math.min(failover, node.evictedBy ?? failover) };
}

/** What is written in another way stands over the profile. */
function withProfile(cluster: Cluster, { values }: LatencyProfile): Cluster {
  const all = new Map(values.map(([, name, text]) => [name, text]));
  const known = new Map(LATENCY_PROFILES.flatMap((one) => one.values).map(([component, name]) => [name, component]));
  const replaced = [...known].flatMap(([name, component]): SupposedValue[] => {
    const written = componentInstances(cluster, component).flatMap((one) => one.written.get(name)?.setting ?? []);
    if (written.some(({ profile }) => profile === undefined)) return [];
    return [{ component, name, text: all.get(name), form: /[A-Z]/.test(name) ? 'field' : 'flag' }];
  });
  return supposedCluster(cluster, replaced);
}

function writtenProfile({ settings }: Cluster): Setting | undefined {
  return settings.find(({ profile }) => profile !== undefined);
}

function changeTo(cluster: Cluster, from: string, to: string): TuningChange | undefined {
  const setting = writtenProfile(cluster);
  if (setting?.profile === undefined || cluster.live !== undefined || stepsToProfile(from, to).length !== 1)
    return undefined;
  const edits = setting.profile.rewriter.replace(to);
  if (edits.length === 0) return undefined;
  return { title: `workerLatencyProfile: ${to}`, because: PROFILE_BECAUSE, file: setting.file, edits };
}

const PROFILE_BECAUSE = say`grace period, status updates and default tolerations come from it alone`;

function differing(a: TunedValues, b: TunedValues): readonly Tunable[] {
  return (Object.keys(a) as Tunable[]).filter((name) => a[name] !== b[name]);
}
