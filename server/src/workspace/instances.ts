import { flag } from '../kubernetes/flags/catalogue.ts';
import type { Instance, MissingFile, Parameter } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Component, Setting } from '../model/setting.ts';
import { known, type Value } from '../model/value.ts';
import { type KubeletParts, kubeletParts } from './kubeletFiles.ts';
import type { BundleStartups, FieldGroup, Startup } from './startups.ts';

/** Minors that a file's own image or field states for a component. */
export type OwnMinors = (component: Component, files: readonly string[]) => readonly number[];

/** At least one for each component; several give the union of what each would do. */
export function instancesOf(
  component: Component,
  bundles: readonly BundleStartups[],
  resolve: (setting: Setting, kind: 'config' | 'config-dir') => readonly string[],
  ownMinors: OwnMinors,
): readonly Instance[] {
  const startups = bundles.flatMap((bundle) => bundle.startups.filter((one) => one.component === component));
  const fields = bundles.flatMap((bundle) => bundle.fields.filter((one) => one.component === component));
  const parts: readonly KubeletParts[] =
    component === 'kubelet' ? kubeletParts(startups, fields, resolve) : separateParts(startups, fields);
  const instances = parts.map(({ declaredIn, settings, missing, files }): Instance => {
    return { component, declaredIn, written: inEffect(settings), minors: ownMinors(component, files), missing };
  });
  return instances.length > 0 ? instances : [defaultInstance(component)];
}

function separateParts(startups: readonly Startup[], fields: readonly FieldGroup[]): KubeletParts[] {
  return [...startups, ...fields.map((group) => ({ ...group, missing: [], files: [group.file] }))];
}

/** A component that no file of the cluster configures. */
export function defaultInstance(component: Component, missing: readonly MissingFile[] = []): Instance {
  const declaredIn: Location | undefined = undefined;
  return { component, declaredIn, written: new Map(), minors: [], missing };
}

/** The last setting of a name counts, the ones before it are overridden; lists and maps add up. */
function inEffect(settings: readonly Setting[]): ReadonlyMap<string, Parameter> {
  const written = new Map<string, Parameter>();
  for (const setting of settings) {
    const before = written.get(setting.name);
    const overridden = before === undefined ? [] : [...before.overridden, before.setting];
    const value = addsUp(setting) ? together([...overridden, setting]) : setting.value;
    written.set(setting.name, { component: setting.component, name: setting.name, setting, overridden, value });
  }
  return written;
}

/**
 * Flags whose every occurrence counts.
 * Source: vendor/github.com/spf13/pflag/string_slice.go (Set), component-base/featuregate/feature_gate.go (Set)
 */
function addsUp({ component, name, form }: Setting): boolean {
  const type = form === 'flag' ? flag(component, name)?.type : undefined;
  return type === 'list' || type === 'map';
}

function together(settings: readonly Setting[]): Value<string> {
  const values: string[] = [];
  for (const { value } of settings) {
    if (!value.known) return value;
    if (value.value !== '') values.push(value.value);
  }
  return known(values.join(','));
}
