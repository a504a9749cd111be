// A cluster as it would be with other values, to ask the model about it. Nothing of it stands in a file.
import { newestMinor } from '../effective/componentVersions.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import type { Cluster, Instance, Parameter } from '../model/cluster.ts';
import { type Field, unwrittenField } from '../model/field.ts';
import { NOWHERE, UNCHANGEABLE } from '../model/location.ts';
import type { Component, Setting, SettingForm } from '../model/setting.ts';
import { known } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';
import { matches } from '../timing/tolerations.ts';
import type { Tunable, TunedValues } from './targets.ts';
import { WRITTEN } from './writtenAs.ts';

/** A field with a value that is only supposed. */
export function supposedField<T>(value: T): Field<T> {
  return unwrittenField(known(value), NOWHERE);
}

/** The taints that a lost node may get in the newest version of the cluster, unreachable first: what is written tolerates these. */
export function newestTaints(cluster: Cluster): readonly string[] {
  const minor = newestMinor(cluster);
  return [unreachableTaint(minor), notReadyTaint(minor)];
}

/** A flag or field with a value that is only supposed. */
export interface SupposedValue {
  readonly component: Component;
  readonly form: SettingForm;
  readonly name: string;
  /** `undefined`: it is taken away, so that its default holds. */
  readonly text: string | undefined;
}

export function supposedValues(changed: readonly Tunable[], values: TunedValues): readonly SupposedValue[] {
  return changed.flatMap((one) => {
    const { component, form, names, text } = WRITTEN[one];
    return names.map((name) => ({ component, form, name, text: text(values) }));
  });
}

/**
 * The cluster with values in place of its own, and workloads in place of theirs. Workloads keep their order.
 *
 * @param replace a workload as it would be; itself where nothing of it changes
 */
export function supposedCluster(
  cluster: Cluster,
  values: readonly SupposedValue[],
  replace: (workload: Workload) => Workload = (workload) => workload,
): Cluster {
  const withAll = (instances: readonly Instance[]) =>
    instances.map((instance) => {
      const own = values.filter(({ component }) => component === instance.component);
      if (own.length === 0) return instance;
      const written = new Map(instance.written);
      for (const one of own) {
        if (one.text === undefined) written.delete(one.name);
        else written.set(one.name, supposedParameter(one, one.text));
      }
      return { ...instance, written };
    });
  const seconds = values.some(({ name }) => WRITTEN.tolerationSeconds.names.includes(name));
  return {
    ...cluster,
    controllerManagers: withAll(cluster.controllerManagers),
    kubelets: withAll(cluster.kubelets),
    apiServers: withAll(cluster.apiServers),
    workloads: cluster.workloads.map((one) => replace(seconds ? admittedAnew(one, newestTaints(cluster)) : one)),
  };
}

function supposedParameter({ component, form, name }: SupposedValue, text: string): Parameter {
  const value = known(text);
  const setting: Setting = {
    ...NOWHERE,
    ...{ component, name, form, spelling: name, value },
    writtenType: form === 'field' ? 'integer' : 'string',
    nameRange: NOWHERE.range,
    valueRange: NOWHERE.range,
    source: 'supposed',
    rewriter: UNCHANGEABLE,
  };
  return { component, name, setting, overridden: [], value };
}

/** Of a running pod nobody can tell which tolerations were written and which admission added. */
export function isAsAdmitted({ admitted = [], pod: { tolerations } }: Workload): boolean {
  return tolerations.known && admitted.includes(tolerations.value);
}

/** Pods that are made anew get the default of then; what has no end was written by somebody. */
function admittedAnew(workload: Workload, taints: readonly string[]): Workload {
  const { admitted, ...rest } = workload;
  if (admitted === undefined || !isAsAdmitted(workload) || !workload.pod.tolerations.known) return workload;
  const isDefault = (one: Toleration) =>
    one.tolerationSeconds !== undefined && taints.some((taint) => matches(one, taint) === 'yes');
  const kept = workload.pod.tolerations.value.filter((one) => !isDefault(one));
  return { ...rest, pod: { ...workload.pod, tolerations: known(kept) } };
}
