// Feature gates that keep a component from starting.
import { newestMinor } from '../../effective/componentVersions.ts';
import { asksForGate, takesOtherGates } from '../../effective/starting.ts';
import { versionedSettings } from '../../effective/versionedSettings.ts';
import {
  COMPLETE_SINCE,
  featureGate,
  featureGates,
  type GateRefusal,
  gateAt,
  gateDependencies,
  gateEnabled,
  gateRefusal,
} from '../../kubernetes/featureGates.ts';
import { GATED_FIELDS } from '../../kubernetes/gatedFields.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';
import type { ClusterBasis, Instance } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { nearest } from '../../model/nearest.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { type Message, say } from '../../text/message.ts';
import { type WrittenGate, writtenGates } from '../shared/gates.ts';
import { relate } from '../shared/related.ts';
import { type Detection, defineRule } from '../shared/rule.ts';
import { judgedMinors, statedPlace, versionIsAssumed } from '../shared/ruleValues.ts';
import { restart } from '../shared/settingFixes.ts';

interface State {
  /** `undefined`: a field needs a gate that is off by default. */
  readonly gate: WrittenGate | undefined;
  readonly component: Component;
  /** The sentence up to the colon. */
  readonly why: Message;
  readonly version: string;
  readonly stated: Location | undefined;
  readonly because: Setting | undefined;
  /** The gate that was plainly meant. */
  readonly meant?: string | undefined;
}

const MOST_DIFFERENCES = 2;

function takesOthers(setting: Setting, cluster: ClusterBasis, forks: ReadonlySet<string>): boolean {
  return takesOtherGates(setting, cluster) || forks.has(setting.file);
}

/** Files that start OpenShift's own build of a component, as a gate says that no other has. */
function openShiftFiles(cluster: ClusterBasis): ReadonlySet<string> {
  const isOwn = (setting: Setting) => writtenGates(setting).some(({ name }) => name.startsWith('OpenShift'));
  return new Set(cluster.settings.filter(isOwn).map(({ file }) => file));
}

const EMULATED = 'emulated-version';

/** Components that are told to behave as an older version. */
function emulatedIn(cluster: ClusterBasis): ReadonlySet<Component> {
  return new Set(cluster.settings.flatMap(({ component, name }) => (name === EMULATED ? component : [])));
}

function versionOf(minors: readonly number[]): string {
  return `1.${minors[0]}`;
}

function* refused(cluster: ClusterBasis): Iterable<Detection<State>> {
  // A version that is newer than the facts may know more.
  const isBeyond = cluster.version.note !== undefined && newestMinor(cluster) === NEWEST_MINOR;
  const emulated = emulatedIn(cluster);
  const forks = openShiftFiles(cluster);
  for (const form of ['flag', 'field'] as const) {
    for (const { setting, minors } of versionedSettings(cluster, form)) {
      const gates = emulated.has(setting.component) ? [] : writtenGates(setting);
      for (const gate of gates) {
        const refusals = minors.map((minor) => gateRefusal(gate.name, gate.value, minor));
        const [first] = refusals;
        if (first === undefined || refusals.includes(undefined)) continue;
        if ((first === 'unknown' && isBeyond) || takesOthers(setting, cluster, forks)) continue;
        const state = { gate, component: setting.component, version: versionOf(minors), because: undefined };
        const stated = statedPlace(cluster, minors);
        const meant = first === 'unknown' ? nearestGate(gate.name, minors) : undefined;
        const why = whyRefused(gate.name, first, minors[0] ?? 0);
        yield { at: gate.at, state: { ...state, why, stated, meant }, about: [setting] };
      }
    }
  }
}

/** Where nothing states the version: names that no version knows, close to one that some do. */
function* misspelled(cluster: ClusterBasis): Iterable<Detection<State>> {
  if (!versionIsAssumed(cluster)) return;
  const minors = Array.from({ length: NEWEST_MINOR - COMPLETE_SINCE + 1 }, (_, index) => COMPLETE_SINCE + index);
  const forks = openShiftFiles(cluster);
  for (const setting of cluster.settings) {
    if (takesOthers(setting, cluster, forks)) continue;
    for (const gate of writtenGates(setting)) {
      if (minors.some((minor) => gateRefusal(gate.name, gate.value, minor) !== 'unknown')) continue;
      const meant = nearestGate(gate.name, minors);
      if (meant === undefined) continue;
      const state = { gate, component: setting.component, version: '', stated: undefined, because: undefined, meant };
      yield { at: gate.at, state: { ...state, why: say`${gate.name} is no feature gate` }, about: [setting] };
    }
  }
}

function nearestGate(name: string, minors: readonly number[]): string | undefined {
  const known = featureGates()
    .filter((gate) => minors.some((minor) => gateAt(gate.name, minor)))
    .map((gate) => gate.name);
  return (
    known.find((one) => one.toLowerCase() === name.toLowerCase()) ??
    (name.length < 8 ? undefined : nearest(name, known, MOST_DIFFERENCES))
  );
}

function whyRefused(name: string, refusal: GateRefusal, minor: number): Message {
  const gate = featureGate(name);
  switch (refusal) {
    case 'unknown':
      return say`${name} is no feature gate`;
    case 'removed':
      return say`${name} was removed in 1.${gate?.removed ?? ''}`;
    case 'not-yet':
      return gate === undefined
        ? say`${name} exists since 1.17`
        : say`${name} exists since 1.${gate.stages[0]?.[0] ?? ''}`;
    case 'locked': {
      const since = gate?.stages.find(([, to]) => to === null || minor <= to)?.[0];
      return say`${name} is locked to ${String(gateAt(name, minor)?.default)} since 1.${since ?? ''}`;
    }
  }
}

/** The gates of an instance; `undefined` where a file that is not there may set others. */
function gatesOf({ written }: Instance): ReadonlyMap<string, WrittenGate> {
  const flags = written.get('feature-gates');
  const fields = written.get('featureGates');
  const settings = [fields?.setting, ...(flags?.overridden ?? []), flags?.setting];
  return new Map(
    settings.flatMap((setting) => (setting ? writtenGates(setting) : [])).map((gate) => [gate.name, gate] as const),
  );
}

function* required(
  cluster: ClusterBasis,
  instance: Instance,
  emulated: ReadonlySet<Component>,
): Iterable<Detection<State>> {
  const gates = gatesOf(instance);
  if ([...gates.values()].some(({ value }) => value === undefined) || emulated.has(instance.component)) return;
  if (!gatesAreKnown(instance)) return;
  const values = new Map(
    [...gates].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const said = new Set<string>();
  for (const row of GATED_FIELDS) {
    const { field, gate: name, since = 0 } = row;
    const setting = instance.written.get(field)?.setting;
    if (instance.component !== 'kubelet' || !setting || !asksForGate(setting, row) || said.has(name)) continue;
    const minors = judgedMinors(cluster, instance, [setting]);
    if (minors.some((minor) => minor < since)) continue;
    if (minors.length === 0 || !minors.every((minor) => gateEnabled(name, minor, values) === false)) continue;
    const gate = gates.get(name);
    if (gate === undefined && instance.missing.length > 0) continue;
    said.add(name);
    yield {
      at: gate?.at ?? { file: setting.file, range: setting.nameRange },
      state: {
        gate,
        component: 'kubelet',
        why: say`${name} is off`,
        version: '',
        stated: undefined,
        because: setting,
      },
      about: [gate?.setting ?? setting],
    };
  }
  if (versionIsAssumed(cluster, instance)) return;
  const minors = judgedMinors(cluster, instance, []);
  yield* dependencies(instance, minors, gates, values, said);
}

function* dependencies(
  { component }: Instance,
  minors: readonly number[],
  gates: ReadonlyMap<string, WrittenGate>,
  values: ReadonlyMap<string, boolean>,
  said: Set<string>,
): Iterable<Detection<State>> {
  const isBroken = (gate: string, needs: string, minor: number) =>
    gateEnabled(gate, minor, values) === true && gateEnabled(needs, minor, values) === false;
  const [newest = 0] = minors.slice(-1);
  for (const { gate: name, needs } of gateDependencies(newest)) {
    const gate = gates.get(needs) ?? gates.get(name);
    if (!gate || said.has(gate.name)) continue;
    const everywhere = minors.every(
      (minor) =>
        gateDependencies(minor).some((one) => one.gate === name && one.needs === needs) && isBroken(name, needs, minor),
    );
    if (!everywhere) continue;
    said.add(gate.name);
    const why = say`${name} needs ${needs}`;
    const state = { gate, component, why, version: versionOf(minors), stated: undefined, because: undefined };
    yield { at: gate.at, state, about: [gate.setting] };
  }
}

function gatesAreKnown({ written }: Instance): boolean {
  return ['feature-gates', 'featureGates'].every((name) => {
    const parameter = written.get(name);
    return !parameter || parameter.value.known;
  });
}

export const featureGateRule = defineRule<State>({
  id: 'feature-gate',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a feature gate that the version does not know, has locked, or that something else needs`,
    category: 'validity',
    sources: [
      'staging/src/k8s.io/component-base/featuregate/feature_gate.go (unsafeSetFromMap)',
      'pkg/features/kube_features.go',
      'pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)',
    ],
  },
  *check({ cluster }) {
    yield* refused(cluster);
    yield* misspelled(cluster);
    const emulated = emulatedIn(cluster);
    for (const instance of [...cluster.controllerManagers, ...cluster.apiServers, ...cluster.kubelets]) {
      yield* required(cluster, instance, emulated);
    }
  },
  message: ({ why, component, version, because }) => {
    const whose = version === '' ? component : say`${component} ${version}`;
    return because ? say`${why}: ${whose} refuses ${because.spelling}.` : say`${why}: ${whose} exits.`;
  },
  related: ({ stated, version, because }) => [
    ...(stated ? [relate(stated, say`The version is ${version}.`)] : []),
    ...(because ? [relate(because, say`${because.spelling} stands here.`)] : []),
  ],
  fixes: ({ gate, meant, component }): Fix[] => {
    if (!gate) return [];
    const consequence = restart(component);
    const remove = { title: say`Remove ${gate.name}`, safe: false, consequence, edits: () => gate.remove() };
    if (meant === undefined) return [{ ...remove, isPreferred: true }];
    const rename = { title: say`Write ${meant}`, safe: false, consequence, edits: () => gate.rename(meant) };
    return [
      { ...rename, isPreferred: true },
      { ...remove, isPreferred: false },
    ];
  },
});
