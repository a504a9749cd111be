// How each value that the tuner finds is written: component, names, text.
import { type AnyParameter, PARAMETERS } from '../effective/parameters.ts';
import { formatDuration } from '../kubernetes/duration.ts';
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Component, SettingForm } from '../model/setting.ts';
import type { Tunable, TunedValues } from './targets.ts';

/** How one value is written. */
export interface Written {
  readonly component: Component;
  readonly form: SettingForm;
  readonly names: readonly string[];
  text(values: TunedValues): string;
}

function flagOf(first: AnyParameter, ...others: readonly AnyParameter[]): Omit<Written, 'text'> {
  const { component, name } = first;
  return {
    component,
    form: flagsOf[component].get(name)?.form ?? 'flag',
    names: [name, ...others.map((parameter) => parameter.name)],
  };
}

export const WRITTEN: Readonly<Record<Tunable, Written>> = {
  monitorPeriod: {
    ...flagOf(PARAMETERS.monitorPeriod),
    text: ({ monitorPeriod }) => formatDuration(monitorPeriod),
  },
  gracePeriod: {
    ...flagOf(PARAMETERS.gracePeriod),
    text: ({ gracePeriod }) => formatDuration(gracePeriod),
  },
  leaseDurationSeconds: {
    ...flagOf(PARAMETERS.leaseSeconds),
    text: ({ leaseDurationSeconds }) => String(leaseDurationSeconds),
  },
  tolerationSeconds: {
    ...flagOf(PARAMETERS.notReadySeconds, PARAMETERS.unreachableSeconds),
    text: ({ tolerationSeconds }) => String(tolerationSeconds),
  },
  podEvictionTimeout: {
    ...flagOf(PARAMETERS.podEvictionTimeout),
    text: ({ podEvictionTimeout }) => formatDuration(podEvictionTimeout),
  },
};

export const EVERYTHING: ReadonlySet<Tunable> = new Set(Object.keys(WRITTEN) as Tunable[]);
