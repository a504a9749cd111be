// How a kubelet of one version shuts its node down, and which settings say so.
import { gateEnabled } from '../kubernetes/featureGates.ts';
import { existsAt, flagsOf } from '../kubernetes/flags/catalogue.ts';
import { least, most } from '../model/extremes.ts';
import type { Setting } from '../model/setting.ts';
import type { PodSpec } from '../model/workload.ts';
import { unique } from './combinations.ts';
import type { Answer, EffectiveInstance } from './effectiveInstance.ts';
import { ANY_LENGTH } from './inputs.ts';
import { PARAMETERS, SHUTDOWN_BY_PRIORITY } from './parameters.ts';
import {
  ascending,
  CRITICAL_PRIORITY,
  groupsOfPeriods,
  possibleGroups,
  priorityOf,
  readGroups,
  type ShutdownGroup,
} from './shutdownGroups.ts';
import { type UnknownInput, unknownSetting } from './unknownInput.ts';

/** The graceful shutdown of one kubelet in one version. */
export interface GracefulShutdown {
  /** Every list of groups that it may have, each ascending by priority; an empty one: the node goes down without ending its pods. */
  readonly possible: readonly (readonly ShutdownGroup[])[];
  readonly unknown: readonly UnknownInput[];
  /** `shutdownGracePeriod`, `…CriticalPods` and `…ByPodPriority` where the version reads them. */
  readonly total: Setting | undefined;
  readonly critical: Setting | undefined;
  readonly byPriority: Setting | undefined;
  /** Milliseconds, where they are known; 0: not written. */
  readonly totalMs: number | undefined;
  readonly criticalMs: number | undefined;
  /** Why the kubelet refuses what is written, whatever is not known. */
  readonly refusal: ShutdownRefusal | undefined;
}

export interface ShutdownRefusal {
  readonly why: 'critical-above-total' | 'gate-off' | 'priority-gate-off' | 'both-ways';
  /** The setting to blame first. */
  readonly settings: readonly Setting[];
}

const GATE = 'GracefulNodeShutdown';
const PRIORITY_GATE = 'GracefulNodeShutdownBasedOnPodPriority';
const GATES = [GATE, PRIORITY_GATE];

/**
 * Sources: pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (newPodManager, migrateConfig), nodeshutdown_manager_linux.go
 * (NewManager); pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)
 */
export function gracefulShutdown(kubelet: EffectiveInstance): GracefulShutdown {
  return kubelet.once('shutdown', () => shutdownOf(kubelet));
}

/**
 * The seconds that a pod gets to end, over every version and everything that is not known; 0 where the node goes down without
 * ending its pods.
 */
export function secondsOfPod(
  shutdowns: readonly GracefulShutdown[],
  pod: PodSpec,
): { readonly shortest: number; readonly longest: number } {
  const seconds = shutdowns.flatMap(({ possible }) =>
    possible.flatMap((groups) => {
      const own = possibleGroups(groups, pod);
      return own.length === 0 ? [0] : own.map((group) => group.seconds);
    }),
  );
  return { shortest: least(seconds) ?? 0, longest: most(seconds) ?? 0 };
}

/** Whether a pod is in the group of critical pods; `undefined` where its priority is not known. */
export function isCritical(pod: PodSpec): boolean | undefined {
  const priority = priorityOf(pod);
  return priority === undefined ? undefined : priority >= CRITICAL_PRIORITY;
}

interface Written {
  readonly total: number;
  readonly critical: number;
  /** `undefined`: the version does not read it, or it is not written. */
  readonly byPriority: readonly ShutdownGroup[] | undefined;
  readonly gates: ReadonlyMap<string, boolean>;
}

function shutdownOf(kubelet: EffectiveInstance): GracefulShutdown {
  const { minor } = kubelet;
  const total = kubelet.answer(PARAMETERS.shutdownTotal);
  const critical = kubelet.answer(PARAMETERS.shutdownCritical);
  const byPriority = writtenGroups(kubelet);
  const gates = kubelet.gates(GATES);
  const possible: (readonly ShutdownGroup[])[] = [];
  const refusals: (ShutdownRefusal['why'] | undefined)[] = [];
  for (const totalMs of candidatesOf(total)) {
    // More than the whole would be refused.
    const criticals = critical.isKnown ? [critical.value] : [0, totalMs];
    for (const criticalMs of criticals) {
      for (const groups of byPriority.candidates) {
        for (const set of gates.candidates) {
          const written: Written = { total: totalMs, critical: criticalMs, byPriority: groups, gates: set };
          const why = refusalOf(written, minor);
          refusals.push(why);
          possible.push(why === undefined ? groupsIn(written, minor) : []);
        }
      }
    }
  }
  const [why] = refusals;
  const settings = { total: settingOf(total), critical: settingOf(critical), byPriority: byPriority.setting };
  const isRefused = refusals.every((one) => one === why);
  const lists = unique(possible);
  return {
    possible: lists,
    unknown:
      lists.length > 1 ? [...unknownOf(total), ...unknownOf(critical), ...byPriority.unknown, ...gates.unknown] : [],
    ...settings,
    totalMs: total.isKnown ? total.value : undefined,
    criticalMs: critical.isKnown ? critical.value : undefined,
    refusal: why && isRefused ? { why, settings: blame(why, settings) } : undefined,
  };
}

function groupsIn({ total, critical, byPriority, gates }: Written, minor: number): readonly ShutdownGroup[] {
  if (gateEnabled(GATE, minor, gates) !== true) return [];
  const isByPriority = gateEnabled(PRIORITY_GATE, minor, gates) === true;
  if (isByPriority && byPriority && byPriority.length > 0) return byPriority;
  return groupsOfPeriods(total, critical);
}

function refusalOf({ total, critical, byPriority, gates }: Written, minor: number): ShutdownRefusal['why'] | undefined {
  const gate = gateEnabled(GATE, minor, gates);
  const priorityGate = gateEnabled(PRIORITY_GATE, minor, gates);
  const hasPeriods = total > 0 || critical > 0;
  const hasGroups = byPriority !== undefined && byPriority.length > 0;
  if (gate === false && hasPeriods) return 'gate-off';
  if (gate === true && critical > total) return 'critical-above-total';
  if (priorityGate === false && hasGroups) return 'priority-gate-off';
  return hasGroups && hasPeriods ? 'both-ways' : undefined;
}

function blame(
  why: ShutdownRefusal['why'],
  { total, critical, byPriority }: Pick<GracefulShutdown, 'total' | 'critical' | 'byPriority'>,
): readonly Setting[] {
  const order = {
    'critical-above-total': [critical, total],
    'gate-off': [total, critical],
    'priority-gate-off': [byPriority],
    'both-ways': [byPriority, total, critical],
  }[why];
  return order.flatMap((setting) => setting ?? []);
}

function candidatesOf(answer: Answer<number>): readonly number[] {
  return answer.isKnown ? [answer.value] : answer.candidates;
}

function settingOf(answer: Answer<number>): Setting | undefined {
  if (!answer.isKnown) return answer.setting;
  return answer.origin.kind === 'file' ? answer.origin.setting : undefined;
}

function unknownOf(answer: Answer<number>): readonly UnknownInput[] {
  return answer.isKnown ? [] : [unknownSetting(answer.setting, answer.reason)];
}

/** What a list that cannot be read may say: nothing, no time, any. */
const ANY_GROUPS: readonly (readonly ShutdownGroup[] | undefined)[] = [
  undefined,
  [{ priority: 0, seconds: 0 }],
  [{ priority: 0, seconds: ANY_LENGTH / 1_000 }],
];

function writtenGroups({ instance, minor }: EffectiveInstance) {
  const setting = instance.written.get(SHUTDOWN_BY_PRIORITY)?.setting;
  const entry = flagsOf.kubelet.get(SHUTDOWN_BY_PRIORITY);
  if (!setting || (entry && !existsAt(entry, minor)) || setting.writtenType === 'null') {
    return { candidates: [undefined], setting: undefined, unknown: [] };
  }
  const groups = setting.value.known ? readGroups(setting.data) : undefined;
  if (groups) return { candidates: [ascending(groups)], setting, unknown: [] };
  const reason = setting.value.known ? 'template' : setting.value.reason;
  return { candidates: ANY_GROUPS, setting, unknown: [unknownSetting(setting, reason)] };
}
