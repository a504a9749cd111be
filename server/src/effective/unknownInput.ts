// What is not known and widens a window or decides a verdict, in words for people.
import type { Setting } from '../model/setting.ts';
import type { UnknownReason } from '../model/value.ts';
import { type Said, say } from '../text/message.ts';

/** An input that is not known and widens a window or decides the verdict. */
export interface UnknownInput {
  /** `storageClass nfs-csi`, `terminationGracePeriodSeconds`. */
  readonly what: Said;
  /** Why, and which file would tell: `no file of the workspace defines it`. */
  readonly where: Said;
}

const WHY: Readonly<Record<UnknownReason, Said>> = {
  template: say`a template fills it in`,
  variable: say`no file of the workspace sets the variable`,
  invalid: say`with this value the component does not start`,
  'missing-file': say`its file is not in the workspace`,
  alias: say`its YAML alias cannot be resolved`,
  several: say`several objects of the workspace say different things of it`,
  patch: say`a patch that does not mention it, of an object that is not in the workspace`,
};

/** Names an unknown setting for people. */
export function unknownSetting(setting: Setting, reason: UnknownReason): UnknownInput {
  const what = setting.form === 'flag' ? `--${setting.name}` : setting.name;
  return { what, where: say`${setting.file}: ${WHY[reason]}` };
}

export function unknownField(what: string, file: string, reason: UnknownReason): UnknownInput {
  return { what, where: say`${file}: ${WHY[reason]}` };
}

export function distinctUnknown(unknown: readonly UnknownInput[]): readonly UnknownInput[] {
  return [...new Map(unknown.map((input) => [`${input.what}\n${input.where}`, input])).values()];
}
