import { at, type Ranged } from './ranged.ts';

export type GateStage = 'Alpha' | 'Beta' | 'GA' | 'Deprecated';

export interface GateState {
  readonly stage: GateStage;
  readonly default: boolean;
}

/** Source: pkg/features/kube_features.go of the version. */
export interface FeatureGate {
  readonly name: string;
  readonly stages: readonly Ranged<GateState>[];
  /** First minor in which setting it to anything but its default keeps the component from starting. */
  readonly lockedSince?: number;
  /** First minor that does not know the gate. */
  readonly removed?: number;
  readonly note?: string;
}

const off = (stage: GateStage): GateState => ({ stage, default: false });
const on = (stage: GateStage): GateState => ({ stage, default: true });

export const FEATURE_GATES: readonly FeatureGate[] = [
  {
    name: 'TaintBasedEvictions',
    stages: [
      [6, 12, off('Alpha')],
      [13, 17, on('Beta')],
      [18, 19, on('GA')],
    ],
    lockedSince: 18,
    removed: 20,
  },
  {
    name: 'TaintNodesByCondition',
    stages: [
      [8, 11, off('Alpha')],
      [12, 16, on('Beta')],
      [17, 17, on('GA')],
    ],
    lockedSince: 17,
    removed: 18,
  },
  {
    name: 'NodeLease',
    stages: [
      [12, 13, off('Alpha')],
      [14, 16, on('Beta')],
      [17, 22, on('GA')],
    ],
    lockedSince: 17,
    removed: 23,
  },
  {
    name: 'NodeOutOfServiceVolumeDetach',
    stages: [
      [24, 25, off('Alpha')],
      [26, 27, on('Beta')],
      [28, 31, on('GA')],
    ],
    lockedSince: 28,
    removed: 32,
    note: 'KEP-2268',
  },
  {
    name: 'PodDisruptionConditions',
    stages: [
      [25, 25, off('Alpha')],
      [26, 30, on('Beta')],
      [31, 33, on('GA')],
    ],
    lockedSince: 31,
    removed: 34,
  },
  {
    name: 'SeparateTaintEvictionController',
    stages: [
      [29, 33, on('Beta')],
      [34, null, on('GA')],
    ],
    lockedSince: 34,
    note: 'KEP-3902',
  },
  {
    name: 'GracefulNodeShutdown',
    stages: [
      [20, 20, off('Alpha')],
      [21, null, on('Beta')],
    ],
  },
  {
    name: 'GracefulNodeShutdownBasedOnPodPriority',
    stages: [
      [23, 23, off('Alpha')],
      [24, null, on('Beta')],
    ],
  },
  {
    name: 'WindowsGracefulNodeShutdown',
    stages: [
      [32, 33, off('Alpha')],
      [34, null, on('Beta')],
    ],
  },
  {
    name: 'ReadWriteOncePod',
    stages: [
      [22, 26, off('Alpha')],
      [27, 28, on('Beta')],
      [29, 30, on('GA')],
    ],
    lockedSince: 29,
    removed: 31,
  },
  {
    name: 'StatefulSetAutoDeletePVC',
    stages: [
      [23, 26, off('Alpha')],
      [27, 31, on('Beta')],
      [32, 34, on('GA')],
    ],
    lockedSince: 32,
    removed: 35,
  },
  {
    name: 'MaxUnavailableStatefulSet',
    stages: [
      [24, 34, off('Alpha')],
      [35, null, off('Beta')],
    ],
    note: 'default of 1.35 and later as in the OpenShift trees',
  },
  {
    name: 'JobPodReplacementPolicy',
    stages: [
      [28, 28, off('Alpha')],
      [29, 33, on('Beta')],
      [34, null, on('GA')],
    ],
    lockedSince: 34,
  },
  {
    name: 'DeploymentReplicaSetTerminatingReplicas',
    stages: [
      [33, 34, off('Alpha')],
      [35, null, on('Beta')],
    ],
    note: 'a status field only',
  },
  {
    name: 'NodeDisruptionExclusion',
    stages: [
      [16, 18, off('Alpha')],
      [19, 20, on('Beta')],
      [21, 22, on('GA')],
    ],
    lockedSince: 21,
    removed: 23,
  },
  {
    name: 'LegacyNodeRoleBehavior',
    stages: [
      [16, 18, on('Alpha')],
      [19, 20, on('Beta')],
      [21, 22, off('GA')],
    ],
    lockedSince: 21,
    removed: 23,
  },
  {
    name: 'TaintTolerationComparisonOperators',
    stages: [[35, null, off('Alpha')]],
    note: 'toleration operators Lt and Gt',
  },
  {
    name: 'AllowOverwriteTerminationGracePeriodSeconds',
    stages: [[32, null, off('Deprecated')]],
    lockedSince: 35,
    note: 'true: the grace of a soft eviction overrides that of the pod',
  },
  {
    name: 'CoordinatedLeaderElection',
    stages: [
      [31, 32, off('Alpha')],
      [33, null, off('Beta')],
    ],
  },
  { name: 'ControllerManagerReleaseLeaderElectionLockOnExit', stages: [[36, null, off('Alpha')]] },
  { name: 'EvictionRequestAPI', stages: [[37, null, off('Alpha')]], note: 'KEP-4563' },
  { name: 'NodeLifecycleConditions', stages: [[37, null, off('Alpha')]], note: 'KEP-5683' },
];

const byName = new Map(FEATURE_GATES.map((gate) => [gate.name, gate]));

export function featureGate(name: string): FeatureGate | undefined {
  return byName.get(name);
}

/** Stage and default at `minor`; `undefined` where that version does not know the gate. */
export function gateAt(name: string, minor: number): GateState | undefined {
  const gate = byName.get(name);
  return gate && at(gate.stages, minor);
}

/**
 * Whether a gate is on. A written value counts only where the version knows the gate and has not locked it (a locked one
 * keeps the component from starting, so the value cannot be in force).
 *
 * @returns `undefined` where the version does not know the gate
 */
export function gateEnabled(name: string, minor: number, written: ReadonlyMap<string, boolean>): boolean | undefined {
  const gate = byName.get(name);
  const state = gate && at(gate.stages, minor);
  if (!gate || !state) return undefined;
  const locked = gate.lockedSince !== undefined && minor >= gate.lockedSince;
  return locked ? state.default : (written.get(name) ?? allOfStage(state, written) ?? state.default);
}

/** `AllAlpha` and `AllBeta` switch whole stages. Source: component-base/featuregate/feature_gate.go (setUnsetAlphaGates). */
function allOfStage(state: GateState, written: ReadonlyMap<string, boolean>): boolean | undefined {
  if (state.stage === 'Alpha') return written.get('AllAlpha');
  if (state.stage === 'Beta') return written.get('AllBeta');
  return undefined;
}
