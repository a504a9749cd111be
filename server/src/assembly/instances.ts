// The instances of a component: none, one, or several whose possibilities are united.

import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Instance, MissingFile, Parameter } from '../model/cluster.ts';
import { groupBy } from '../model/grouped.ts';
import type { Component, Setting } from '../model/setting.ts';
import { known, type Value } from '../model/value.ts';
import { say } from '../text/message.ts';
import { type KubeletParts, kubeletParts, NO_CONFIGZ } from './kubeletFiles.ts';
import type { FieldGroup, StackStartups, Startup } from './startup.ts';

/** Minors that a file's own image or field states for a component. */
export type OwnMinors = (component: Component, files: readonly string[]) => readonly number[];

/** None for a component that no file of the cluster configures; several give the union of what each would do. */
export function instancesOf(
  component: Component,
  stacks: readonly StackStartups[],
  resolve: (setting: Setting, kind: 'config' | 'config-dir') => readonly string[],
  ownMinors: OwnMinors,
): readonly Instance[] {
  const startups = stacks.flatMap((stack) => stack.startups.filter((one) => one.component === component));
  const fields = stacks.flatMap((stack) => stack.fields.filter((one) => one.component === component));
  const parts: readonly (KubeletParts & Pick<Startup, 'variables'>)[] =
    component === 'kubelet' ? kubeletParts(startups, fields, resolve) : separateParts(startups, fields);
  return parts.map(({ declaredIn, settings, missing, files, variables, isLayered = false }): Instance => {
    const written = inEffect(settings, isLayered);
    return {
      ...{ component, declaredIn, written, minors: ownMinors(component, files), missing },
      ...(variables && variables.size > 0 && { variables }),
      ...(isLayered && { isLayered }),
    };
  });
}

function separateParts(
  startups: readonly Startup[],
  fields: readonly FieldGroup[],
): (KubeletParts & Pick<Startup, 'variables'>)[] {
  return [...startups, ...fields.map((group) => ({ ...group, missing: [], files: [group.file] }))];
}

/**
 * A component that no file of the cluster configures: all defaults. In a running cluster it has flags that are not shown.
 *
 * @param answers files that the running cluster printed
 */
export function unconfigured(component: Component, answers: readonly string[], minors: readonly number[]): Instance {
  const start = { line: 0, character: 0 };
  const why = component === 'kubelet' ? NO_CONFIGZ : say`no ${component} pod is in the list`;
  const missing: readonly MissingFile[] = answers
    .slice(0, 1)
    .map((file) => ({ path: component, component, file, range: { start, end: start }, why }));
  return { component, declaredIn: undefined, written: new Map(), minors, missing };
}

/**
 * The last setting of a name counts, the ones before it are overridden; lists and maps add up, but not those of files that
 * are laid over each other.
 */
function inEffect(settings: readonly Setting[], isLayered: boolean): ReadonlyMap<string, Parameter> {
  // A field's name as a flag: there is none of it, and the component does not start.
  const own = settings.filter(({ form, name }) => form !== 'flag' || !/[A-Z]/.test(name));
  const written = new Map<string, Parameter>();
  for (const [name, all] of groupBy(own, (setting) => setting.name)) {
    const setting = all.at(-1);
    if (setting === undefined) continue;
    const counting = isLayered ? all.filter((one) => one === setting || one.file === setting.file) : all;
    const value = addsUp(setting) ? together(counting) : setting.value;
    written.set(name, { component: setting.component, name, setting, overridden: all.slice(0, -1), value });
  }
  return written;
}

/**
 * Flags whose every occurrence counts.
 * Source: vendor/github.com/spf13/pflag/string_slice.go (Set), component-base/featuregate/feature_gate.go (Set)
 */
function addsUp({ component, name, form }: Setting): boolean {
  const type = form === 'flag' ? flagsOf[component].get(name)?.type : undefined;
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
