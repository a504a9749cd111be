// What is there or not by a choice that looks at the version: a script that writes a flag for those versions that have it.
import { ALWAYS, type Branch } from '../../model/branch.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Setting } from '../../model/setting.ts';
import { optional } from '../../model/value.ts';

/** The same with every setting as one that may be left out. @param branch the choice, with those around it */
export function optionalReading(reading: PartialReading, branch: Branch): PartialReading {
  const made = new Map<Setting, Setting>();
  const optionalSetting = (setting: Setting): Setting => {
    const before = made.get(setting);
    if (before !== undefined) return before;
    const { value, branch: inner = ALWAYS } = setting;
    const after = {
      ...setting,
      value: optional(value.known ? value.value : value.text, value),
      branch: [...branch, ...inner.filter(({ block }) => !branch.some((own) => own.block === block))],
    };
    made.set(setting, after);
    return after;
  };
  const optionalPart = (part: InvocationPart): InvocationPart =>
    part.kind === 'setting' ? { ...part, setting: optionalSetting(part.setting) } : part;
  const { settings = [], invocations = [], assignments = [] } = reading;
  return {
    ...reading,
    settings: settings.map(optionalSetting),
    invocations: invocations.map((one) => ({ ...one, parts: one.parts.map(optionalPart) })),
    assignments: assignments.map((one) => ({ ...one, settings: one.settings.map(optionalSetting) })),
  };
}
