// What is in effect as lines of text, so that tests can say literally what differs from what holds without any setting.
import {
  admissionCandidates,
  controllerCandidates,
  kubeletCandidates,
} from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { gracefulShutdown } from '../../../server/src/effective/gracefulShutdown.ts';
import { indexStorage } from '../../../server/src/effective/storageIndex.ts';
import { type PodVolume, workloadVolumes } from '../../../server/src/effective/volumes.ts';
import type { Component } from '../../../server/src/model/setting.ts';
import {
  type ClusterParts,
  cluster,
  instance,
  type Settings,
  type WorkloadParts,
  workload,
} from '../timing/clusterBuilder.ts';

type Inputs = readonly Readonly<Record<string, unknown>>[];

const numbers = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? 'for ever' : value;
const text = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value, numbers).replaceAll('"', ''));

function flat(inputs: Readonly<Record<string, unknown>>): Map<string, string> {
  return new Map(
    Object.entries(inputs).flatMap(([key, value]): [string, string][] => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[key, text(value)]];
      return Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, text(one)]);
    }),
  );
}

/** What each of the inputs has otherwise than `base`, but for the version. */
function differences(inputs: Inputs, base: Readonly<Record<string, unknown>>): string {
  const usual = flat(base);
  return inputs
    .map((one) => {
      const changed = [...flat(one)].filter(([key, value]) => key !== 'minor' && usual.get(key) !== value);
      return changed.map(([key, value]) => `${key} ${value}`).join(', ') || 'the same';
    })
    .join(' | ');
}

export type Asked = 'manager' | 'manager of zones' | 'kubelet' | 'kubelet that shuts down' | 'server';
const COMPONENTS: Readonly<Record<Asked, Component>> = {
  manager: 'kube-controller-manager',
  'manager of zones': 'kube-controller-manager',
  kubelet: 'kubelet',
  'kubelet that shuts down': 'kubelet',
  server: 'kube-apiserver',
};

function candidates(asked: Asked, minor: number, settings: Settings, patch?: number) {
  const of = effectiveInstance(instance(COMPONENTS[asked], [minor], settings), minor);
  if (asked === 'server') return admissionCandidates(of);
  if (asked.startsWith('kubelet')) return kubeletCandidates(of, patch, asked !== 'kubelet');
  return controllerCandidates(of, asked !== 'manager');
}

/** What the settings change in a version, and what is not known. */
export function inEffect(asked: Asked, minor: number, settings: Settings, patch?: number): string {
  const { inputs, unknown } = candidates(asked, minor, settings, patch);
  const [base = {}] = candidates(asked, minor, {}, patch).inputs as unknown as Inputs;
  const open = unknown.map(({ what }) => ` ? ${what}`).join('');
  return differences(inputs as unknown as Inputs, base) + open;
}

/** What a version changes against the one before, without any setting. */
export function inVersion(asked: Asked, minor: number): string {
  const [before = {}] = candidates(asked, minor - 1, {}).inputs as unknown as Inputs;
  return differences(candidates(asked, minor, {}).inputs as unknown as Inputs, before);
}

export function shutdownTold(minor: number, settings: Settings): string {
  const told = gracefulShutdown(effectiveInstance(instance('kubelet', [minor], settings), minor));
  const groups = told.possible.map(
    (list) => list.map(({ priority, seconds }) => `${priority}:${seconds}`).join(' ') || 'none',
  );
  const settingsNamed = [told.total, told.critical, told.byPriority].map((setting) => setting?.name ?? '-');
  const refused =
    told.refusal && ` refused: ${told.refusal.why} (${told.refusal.settings.map(({ name }) => name).join(', ')})`;
  const open = told.unknown.map(({ what }) => ` ? ${what}`).join('');
  return `${groups.join(' | ')}; ${told.totalMs ?? '?'}/${told.criticalMs ?? '?'}; ${settingsNamed.join(' ')}${refused ?? ''}${open}`;
}

function volumeTold({ title, driver, isCsi, claimModes, possibilities, unknown }: PodVolume): string {
  const ways = possibilities.map((traits) => {
    if (traits === undefined) return 'gone with the pod';
    const { attachment, onForceDetach, ...others } = traits;
    const set = Object.entries(others).flatMap(([key, value]) => (value === true ? key : []));
    return [`${attachment}/${onForceDetach}`, ...set].join(' ');
  });
  const open = unknown.map(({ what, where }) => ` ? ${what}: ${where}`).join('');
  return `${title ?? '?'} [${driver ?? '?'} ${isCsi ?? '?'}] ${claimModes?.join('+') ?? '-'}: ${ways.join(' | ')}${open}`;
}

export function volumesTold(parts: WorkloadParts, rest: ClusterParts): string {
  const all = cluster(rest);
  const { union } = workloadVolumes(workload(parts), indexStorage(all), rest.minors ?? [33]);
  return union.map(volumeTold).join(' ;; ') || 'none';
}
