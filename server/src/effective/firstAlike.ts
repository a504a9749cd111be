// Which instances of a cluster say the same: of two thousand kubelets with one content all is worked out once.
import type { ClusterBasis, Instance, Parameter } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import { allInstances } from './componentVersions.ts';
import { parameterReading } from './settingReading.ts';

const firsts = new WeakMap<ClusterBasis, ReadonlyMap<Instance, Instance>>();

/**
 * The first instance of the cluster whose files say the same as those of this one, wherever they say it. Itself where something
 * is not known, is refused or depends on a way of a template: then it matters where that stands.
 */
export function firstAlike(cluster: ClusterBasis, instance: Instance): Instance {
  const known = firsts.get(cluster) ?? findFirsts(cluster);
  firsts.set(cluster, known);
  return known.get(instance) ?? instance;
}

function findFirsts(cluster: ClusterBasis): ReadonlyMap<Instance, Instance> {
  const first = new Map<string, Instance>();
  const found = new Map<Instance, Instance>();
  for (const instance of allInstances(cluster)) {
    if (!isSettled(instance)) continue;
    const content = contentOf(instance);
    const before = first.get(content);
    if (before === undefined) first.set(content, instance);
    else found.set(instance, before);
  }
  return found;
}

function isSettled({ written, missing, variables }: Instance): boolean {
  if (missing.length > 0) return false;
  if (variables !== undefined && [...variables.values()].some(({ known }) => !known)) return false;
  return [...written.values()].every(
    (parameter) =>
      parameter.value.known &&
      [...parameter.overridden, parameter.setting].every(isPlain) &&
      parameterReading(parameter).problem?.refused !== true,
  );
}

function isPlain({ value, branch, entries = [] }: Setting): boolean {
  return value.known && branch === undefined && entries.every((entry) => entry.value.known);
}

function contentOf({ component, minors, written, defaults, variables, isLayered }: Instance): string {
  return JSON.stringify([
    component,
    minors,
    [...written.values()].map(parameterContent),
    defaults && [...defaults],
    variables && [...variables],
    isLayered,
  ]);
}

function parameterContent({ setting, overridden, value }: Parameter): unknown {
  return [setting.name, value.known && value.value, ...[...overridden, setting].map(settingContent)];
}

function settingContent({ component, form, value, data, writtenType, source }: Setting): unknown {
  return [component, form, value.known && value.value, data, writtenType, source];
}
