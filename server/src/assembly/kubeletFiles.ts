// Brings kubelets together with their configuration: flags over the drop-in folder over the file.

import type { MissingFile } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import { NODE_LEASE } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { comparePaths, folderOf, nameOf } from '../project/paths.ts';
import { say } from '../text/message.ts';
import type { FieldGroup, Startup } from './startup.ts';

/** What makes up one instance: its settings in the order in which they take effect. */
export interface KubeletParts {
  readonly declaredIn: Location;
  readonly settings: readonly Setting[];
  readonly missing: readonly MissingFile[];
  readonly files: readonly string[];
  readonly isLayered?: true;
}

/** Finds the files that `--config` or `--config-dir` means. */
export type ResolveFlag = (setting: Setting, kind: 'config' | 'config-dir') => readonly string[];

/**
 * Brings kubelets together with their configuration: flags over the drop-in folder over the file
 * (`cmd/kubelet/app/server.go`, NewKubeletCommand: loadConfigFile, mergeKubeletConfigurations,
 * kubeletConfigFlagPrecedence). Flags and fields have names of their own, so both stay visible.
 */
export function kubeletParts(
  startups: readonly Startup[],
  allFields: readonly FieldGroup[],
  resolve: ResolveFlag,
): KubeletParts[] {
  const fields = withoutKnownLeases(allFields);
  const drops = fields.filter(isDropIn);
  const bases = fields.filter((group) => !isDropIn(group));
  const used = new Set<FieldGroup>();
  const parts: KubeletParts[] = [];
  for (const startup of startups) {
    const config = configOf(startup, startups, bases, resolve);
    const dropIns = dropInsOf(startup, drops, resolve);
    for (const group of [...config.groups, ...dropIns.groups]) used.add(group);
    const missing = [...startup.missing, ...config.missing, ...dropIns.missing];
    const dropped = dropIns.groups.flatMap((group) => group.settings);
    const choices = config.groups.length > 0 ? config.groups : [undefined];
    for (const group of choices) {
      const settings = [...(group?.settings ?? []), ...dropped, ...startup.settings];
      const { declaredIn, files, isLayered } = startup;
      parts.push({ declaredIn, settings, missing, files, ...(isLayered && { isLayered }) });
    }
  }
  return [...parts, ...withoutKubelet(bases, drops, used)];
}

interface Found {
  readonly groups: readonly FieldGroup[];
  readonly missing: readonly MissingFile[];
}

/**
 * The file that `--config` means; else the KubeletConfiguration of the same file (kubeadm, cloud-init); else a lone one of
 * the cluster for its lone kubelet.
 */
function configOf(
  startup: Startup,
  startups: readonly Startup[],
  bases: readonly FieldGroup[],
  resolve: ResolveFlag,
): Found {
  const flag = startup.settings.findLast(({ name }) => name === 'config');
  const named = flag === undefined ? [] : resolve(flag, 'config');
  if (named.length > 0) return { groups: bases.filter(({ file }) => named.includes(file)), missing: [] };
  const beside = bases.filter(({ file }) => startup.files.includes(file));
  if (beside.length > 0) return { groups: beside, missing: [] };
  if (startups.length === 1 && bases.length === 1) return { groups: bases, missing: [] };
  return { groups: [], missing: flag === undefined ? [] : [missingFile(flag)] };
}

function dropInsOf(startup: Startup, drops: readonly FieldGroup[], resolve: ResolveFlag): Found {
  const flag = startup.settings.findLast(({ name }) => name === 'config-dir');
  if (flag === undefined) return { groups: [], missing: [] };
  const named = resolve(flag, 'config-dir');
  const groups = named.flatMap((file) => drops.filter((group) => group.file === file));
  return { groups, missing: named.length === 0 ? [missingFile(flag)] : [] };
}

/** Configurations that no kubelet of the cluster names: each stands for a kubelet; a folder of drop-ins is merged over a lone one. */
function withoutKubelet(
  bases: readonly FieldGroup[],
  drops: readonly FieldGroup[],
  used: ReadonlySet<FieldGroup>,
): KubeletParts[] {
  const parts = bases.filter((group) => !used.has(group)).map((group) => partsOf([group]));
  const folders = new Map<string, FieldGroup[]>();
  for (const group of drops) {
    if (used.has(group)) continue;
    const folder = folderOf(group.file);
    const list = folders.get(folder) ?? [];
    list.push(group);
    folders.set(folder, list);
  }
  const [lone] = bases;
  for (const groups of folders.values()) {
    const ordered = groups.sort((a, b) => comparePaths(nameOf(a.file), nameOf(b.file)));
    const isOver = bases.length === 1 && lone !== undefined && !used.has(lone) && folders.size === 1;
    if (isOver) return [partsOf([lone, ...ordered])];
    parts.push(partsOf(ordered));
  }
  return parts;
}

/** What a lease says is said by the configuration that gave it this duration too, and more. */
function withoutKnownLeases(fields: readonly FieldGroup[]): readonly FieldGroup[] {
  const whole = fields.filter((group) => !isLease(group));
  const known = new Set(whole.map((group) => leaseSeconds(group) ?? DEFAULT_LEASE_SECONDS));
  return whole.length === 0
    ? fields
    : fields.filter((group) => !isLease(group) || !known.has(leaseSeconds(group) ?? ''));
}

const DEFAULT_LEASE_SECONDS = '40';
/** Why a kubelet of a running cluster is not known but for its lease. */
export const NO_CONFIGZ = say`no /configz of a kubelet is here`;

function isLease({ settings }: FieldGroup): boolean {
  return settings.every(({ source }) => source === NODE_LEASE);
}

function leaseSeconds({ settings }: FieldGroup): string | undefined {
  const setting = settings.findLast(({ name }) => name === 'nodeLeaseDurationSeconds');
  return setting?.value.known ? setting.value.value : undefined;
}

function partsOf(groups: readonly FieldGroup[]): KubeletParts {
  const [first] = groups;
  if (first === undefined) throw new RangeError('a kubelet is made of at least one configuration');
  const { file, range } = first.declaredIn;
  return {
    declaredIn: first.declaredIn,
    settings: groups.flatMap((group) => group.settings),
    missing: groups.every(isLease) ? [{ path: '/configz', component: 'kubelet', file, range, why: NO_CONFIGZ }] : [],
    files: groups.map(({ file }) => file),
  };
}

/** Part of a `--config-dir` by its name: `/etc/kubernetes/kubelet.conf.d/10-shutdown.conf`. */
function isDropIn({ file }: FieldGroup): boolean {
  return /\.d$/.test(folderOf(file)) && /\.conf(?:\.\w+)?$/.test(file);
}

function missingFile({ component, file, valueRange, value }: Setting): MissingFile {
  return { path: value.known ? value.value : value.text, component, file, range: valueRange };
}
