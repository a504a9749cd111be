// What a parameter may be worth where ways of a template or script decide which setting is there.
import { ALWAYS, mayCount } from '../model/branch.ts';
import type { Parameter } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import { known } from '../model/value.ts';
import { settingReading } from './settingReading.ts';

/** One thing that a parameter may be. */
export interface Alternative {
  readonly text: string;
  readonly value: unknown;
}

export interface Alternatives {
  readonly all: readonly Alternative[];
  /** In some of the ways nothing is written. */
  readonly mayBeDefault: boolean;
}

const readings = new WeakMap<Setting, Setting>();

/**
 * Every value that some way gives, the last one of each way; `undefined` where no way decides, or one of the values is not
 * known.
 */
export function alternativesOf({ setting, overridden, value }: Parameter): Alternatives | undefined {
  if (setting.branch === undefined) return undefined;
  // Lists of several settings are put together.
  if (value !== setting.value) return undefined;
  const { counting, isCovered } = mayCount([...overridden, setting], ({ branch = ALWAYS }) => branch);
  const all: Alternative[] = [];
  for (const one of counting) {
    const text = one.value.known ? one.value.value : one.value.ifThere;
    if (text === undefined || one.writtenType === 'null') return undefined;
    const { value: read, problem } = settingReading(asIfThere(one, text));
    if (problem?.refused || read === undefined) return undefined;
    all.push({ text, value: read });
  }
  return { all, mayBeDefault: !isCovered };
}

function asIfThere(setting: Setting, text: string): Setting {
  const before = readings.get(setting);
  if (before !== undefined) return before;
  const there = setting.value.known ? setting : { ...setting, value: known(text) };
  readings.set(setting, there);
  return there;
}
