// Settings as they are written, each with the versions that its component may have and the life of its flag or field.
import type { ClusterBasis } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import { allInstances, possibleMinors, versionIsAssumed } from './componentVersions.ts';
import { type SettingLife, settingLife } from './settingReading.ts';

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
export function versionedSettings(cluster: ClusterBasis, form: Setting['form']): readonly VersionedSetting[] {
  const known = versioned.get(cluster) ?? allVersioned(cluster);
  versioned.set(cluster, known);
  return known.filter(({ setting }) => setting.form === form);
}

const versioned = new WeakMap<ClusterBasis, readonly VersionedSetting[]>();

function allVersioned(cluster: ClusterBasis): VersionedSetting[] {
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
