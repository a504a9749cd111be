// Which instances may be in charge, as few as say the same: equal ones count once, and of many only the extremes.

import type { Candidates } from '../effective/candidates.ts';
import { keyOf, unique } from '../effective/combinations.ts';
import { minorsOf } from '../effective/componentVersions.ts';
import type { EffectiveCluster } from '../effective/effectiveCluster.ts';
import type { AdmissionInputs, ControllerInputs, KubeletInputs } from '../effective/inputs.ts';
import { startingOf } from '../effective/starting.ts';
import { distinctUnknown, type UnknownInput } from '../effective/unknownInput.ts';
import type { Instance } from '../model/cluster.ts';
import { mapAt } from '../model/grouped.ts';
import type { Scenario } from './analysis.ts';
import { heartbeat } from './heartbeat.ts';
import { REPORTS_ENDED_PODS_SINCE } from './shutdown.ts';

/** Instances of one component that are known alternatives, in every version that each may have. */
export interface Alternative<T> {
  /** Equal for those whose verdicts belong together. */
  readonly name: string;
  /** Inputs beside a controller manager of a minor. */
  readonly byMinor: ReadonlyMap<number, readonly T[]>;
}

export interface Alternatives {
  readonly managers: readonly Alternative<ControllerInputs>[];
  /** Kubelets are all there at once, so that nobody asks which one it is. */
  readonly kubelets: ReadonlyMap<number, readonly KubeletInputs[]>;
  readonly servers: readonly Alternative<AdmissionInputs>[];
  readonly unknown: readonly UnknownInput[];
  /** There are so many that their windows are united, instead of every manager with every API server. */
  readonly isUnited: boolean;
}

/** Managers times API servers beyond which they are united. */
const MOST_PAIRS = 64;
/** Name of united instances that are known in full. */
const KNOWN_IN_FULL = 'known';
const NOT_KNOWN = 'open';

/** Instances that were united although all of them are known: each of their runs is an alternative of its own. */
export function areKnownInFull(instances: string): boolean {
  return instances === instancesName({ name: KNOWN_IN_FULL }, { name: KNOWN_IN_FULL });
}

/** A controller manager with an API server. */
export function instancesName(manager: { readonly name: string }, server: { readonly name: string }): string {
  return `${manager.name} ${server.name}`;
}

/** At least one of each. */
export function alternativesOf(effective: EffectiveCluster, scenario: Pick<Scenario, 'kind'>): Alternatives {
  const { cluster } = effective;
  const many = scenario.kind === 'zone-outage';
  const unknown: UnknownInput[] = [];
  const inputsOf = <T>(candidates: Candidates<T>): readonly T[] => {
    for (const each of candidates.unknown) unknown.push(each);
    return candidates.inputs;
  };
  const starting = (instances: readonly Instance[]) => effective.distinct(startingOf(cluster, instances));
  const managers = distinct(starting(cluster.controllerManagers), (manager) =>
    minorsOf(manager, cluster).map((minor) => [minor, inputsOf(effective.controllers(manager, minor, many))]),
  );
  const minors = [...new Set(managers.flatMap(({ byMinor }) => [...byMinor.keys()]))];
  const kubelets = new Map(
    minors.map((minor) => {
      const all = starting(cluster.kubelets).flatMap((kubelet) =>
        effective
          .kubelets(kubelet, minor, scenario.kind === 'shutdown')
          .flatMap((each) => inputsOf(withoutEqualBeats(each))),
      );
      return [minor, representatives(all)] as const;
    }),
  );
  const servers = distinct(starting(cluster.apiServers), (server) =>
    minors.map((minor) => [minor, effective.admissions(server, minor).flatMap(inputsOf)]),
  );
  const isUnited = managers.length * servers.length > MOST_PAIRS;
  return {
    managers: isUnited ? united(managers) : managers,
    kubelets,
    servers: isUnited ? united(servers) : servers,
    unknown: distinctUnknown(unknown),
    isUnited,
  };
}

/** What is not known, and gives the same heartbeat whatever it is, is not worth a word. */
function withoutEqualBeats({ inputs, unknown }: Candidates<KubeletInputs>): Candidates<KubeletInputs> {
  if (unknown.length === 0) return { inputs, unknown };
  const different = unique(
    inputs.map((input) => ({ ...input, ...heartbeat(input), updateFrequency: 0, reportFrequency: 0 })),
  );
  return { inputs, unknown: different.length > 1 ? unknown : [] };
}

function distinct<T>(
  instances: readonly Instance[],
  inputsOf: (instance: Instance) => readonly (readonly [number, readonly T[]])[],
): readonly Alternative<T>[] {
  const found = new Map<string, ReadonlyMap<number, readonly T[]>>();
  for (const instance of instances) {
    const entries = inputsOf(instance);
    found.set(keyOf(entries), new Map(entries));
  }
  return [...found.values()].map((byMinor, index) => ({ name: String(index), byMinor }));
}

/** Those that are known in full together, and those of which something is not. */
function united<T>(alternatives: readonly Alternative<T>[]): readonly Alternative<T>[] {
  const groups = new Map<string, Map<number, T[]>>();
  for (const { byMinor } of alternatives) {
    const isKnown = [...byMinor.values()].every(({ length }) => length === 1);
    const name = isKnown ? KNOWN_IN_FULL : NOT_KNOWN;
    const group = mapAt(groups, name);
    for (const [minor, inputs] of byMinor) {
      const list = group.get(minor) ?? [];
      group.set(minor, list);
      for (const input of inputs) list.push(input);
    }
  }
  return [...groups].map(([name, byMinor]) => ({
    name,
    byMinor: new Map([...byMinor].map(([minor, inputs]) => [minor, unique(inputs)])),
  }));
}

/**
 * Of kubelets that differ in how often they speak only the slowest and the fastest: every window grows with the pauses, so that
 * all others lie between.
 */
function representatives(all: readonly KubeletInputs[]): readonly KubeletInputs[] {
  const kept = new Map<string, { readonly input: KubeletInputs; readonly measure: number }>();
  const keep = (key: string, input: KubeletInputs, measure: number) => {
    const before = kept.get(key);
    if (!before || measure > before.measure) kept.set(key, { input, measure });
  };
  for (const input of all) {
    const { minor, leaseEnabled, controllerAttachDetach, shutdownGroups } = input;
    const structure = keyOf([leaseEnabled, controllerAttachDetach, shutdownGroups, minor >= REPORTS_ENDED_PODS_SINCE]);
    for (const leasesWatched of [true, false]) {
      const { maxMs, intervalMs } = heartbeat(input, leasesWatched);
      keep(`${structure} ${leasesWatched} slowest`, input, maxMs);
      keep(`${structure} ${leasesWatched} fastest`, input, -maxMs);
      keep(`${structure} ${leasesWatched} longest pause`, input, intervalMs);
      keep(`${structure} ${leasesWatched} shortest pause`, input, -intervalMs);
    }
  }
  return [...new Set([...kept.values()].map(({ input }) => input))];
}
