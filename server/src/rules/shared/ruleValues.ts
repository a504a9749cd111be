// In which versions a rule must hold, and the severity of the mildest.
import { allInstances, possibleMinors, versionIsAssumed, windowMinors } from '../../effective/componentVersions.ts';
import { type SettingLife, settingLife } from '../../effective/settingReading.ts';
import { existsAt, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { ClusterBasis, ClusterVersion, Instance } from '../../model/cluster.ts';
import type { Severity } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';

export { possibleMinors, versionIsAssumed };

/** Where the version is stated that these minors come from; `undefined` where another place states another one. */
export function statedPlace(cluster: ClusterBasis, minors: readonly number[]): ClusterVersion['location'] {
  const own = windowMinors(cluster);
  return own.length === 1 && own.join() === minors.join() ? cluster.version.location : undefined;
}

/**
 * The minors in all of which a condition must hold before a rule fires: those that the cluster may have; where its
 * version is a guess, every one that what is written leaves and that has the flags and fields in question.
 */
export function judgedMinors(
  cluster: ClusterBasis,
  instance: Instance | undefined,
  names: readonly Setting[],
): readonly number[] {
  const possible = possibleMinors(cluster, instance);
  if (possible.length === 1 || !versionIsAssumed(cluster, instance)) return possible;
  const having = possible.filter((minor) =>
    names.every(({ component, name }) => {
      const entry = flagsOf[component].get(name);
      return !entry || existsAt(entry, minor);
    }),
  );
  return having.length > 0 ? having : possible;
}

const mildestFirst: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** @param severities at least one */
export function mildest(severities: readonly Severity[]): Severity {
  return mildestFirst.find((severity) => severities.includes(severity)) ?? 'hint';
}

/** A setting with the minors of the component that it is written for. */
export interface VersionedSetting {
  readonly setting: Setting;
  /** Ascending, at least one. */
  readonly minors: readonly number[];
  /** When its component got the flag or field, and lost it. */
  readonly life: SettingLife;
}

/**
 * Settings of a form, each with the versions that its component may have; not those that a template may leave out, by the
 * version as a rule. Told apart once for all rules that ask.
 */
export function minorsOf(cluster: ClusterBasis, form: Setting['form']): readonly VersionedSetting[] {
  const known = versioned.get(cluster) ?? versionedSettings(cluster);
  versioned.set(cluster, known);
  return known.filter(({ setting }) => setting.form === form);
}

const versioned = new WeakMap<ClusterBasis, readonly VersionedSetting[]>();

function versionedSettings(cluster: ClusterBasis): VersionedSetting[] {
  const own = new Map<Setting, readonly number[]>();
  for (const instance of allInstances(cluster)) {
    if (versionIsAssumed(cluster, instance) || instance.minors.length === 0) continue;
    for (const { setting, overridden } of instance.written.values()) {
      for (const one of [setting, ...overridden]) own.set(one, instance.minors);
    }
  }
  const others = possibleMinors(cluster);
  return cluster.settings
    .filter(({ value }) => value.known || !value.isOptional)
    .map((setting) => ({
      setting,
      minors: own.get(setting) ?? others,
      life: settingLife(setting),
    }));
}
