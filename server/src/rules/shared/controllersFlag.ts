// What `--controllers` switches off.
import { windowMinors } from '../../effective/componentVersions.ts';
import { parameterReading, settingReading } from '../../effective/settingReading.ts';
import {
  type ControllerRole,
  controllerEnabled,
  controllerNames,
  unknownControllers,
} from '../../kubernetes/controllers.ts';
import { invalid, type ValueProblem } from '../../kubernetes/parsed.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';
import type { ClusterBasis, Parameter } from '../../model/cluster.ts';
import { nearest } from '../../model/nearest.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { judgedMinors } from './ruleValues.ts';

/** More than that is another name. */
const MOST_DIFFERENCES = 2;

/** The items of `--controllers`; `undefined` where they are not known. */
function controllerItems(setting: Setting): readonly string[] | undefined {
  return listOf(settingReading(setting).value);
}

function listOf(value: ReturnType<typeof settingReading>['value']): readonly string[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Roles that `--controllers` switches off in every version that the cluster may have. */
export function disabledRoles(
  written: Parameter,
  cluster: ClusterBasis,
  roles: readonly ControllerRole[],
): ControllerRole[] {
  return withoutRoles(listOf(parameterReading(written).value), cluster, roles);
}

function withoutRoles(items: readonly string[] | undefined, cluster: ClusterBasis, roles: readonly ControllerRole[]) {
  if (!items) return [];
  return roles.filter((role) => windowMinors(cluster).every((minor) => !controllerEnabled(role, minor, items)));
}

/** Of a flag that is given several times, the one that switches a role off by name; the last one where none does. */
export function switchingOff(
  { setting, overridden }: Parameter,
  cluster: ClusterBasis,
  roles: readonly ControllerRole[],
) {
  const byName = (one: Setting) => withoutRoles([...(controllerItems(one) ?? []), '*'], cluster, roles).length > 0;
  return overridden.find(byName) ?? setting;
}

/** Names that no version which the cluster may have knows. */
export function controllerProblem(setting: Setting, cluster: ClusterBasis): ValueProblem | undefined {
  const items = controllerItems(setting);
  if (!items) return undefined;
  const minors = judgedMinors(cluster, undefined, [setting]);
  const [name] = items.filter((item) => minors.every((minor) => unknownControllers([item], minor).length > 0));
  if (name === undefined) return undefined;
  const isQuoted = setting.value.known && /["']/.test(setting.value.value);
  const quoted = isQuoted ? unquoted(setting, minors.at(-1) ?? NEWEST_MINOR) : undefined;
  const message =
    quoted === undefined ? say`"${name}" is no controller` : say`"${name}" is one name because of the quotes`;
  const suggestion = quoted ?? corrected(items, minors.at(-1) ?? NEWEST_MINOR);
  return invalid('unknown-controller', message, `"${name}" is not in the list of known controllers`, suggestion)
    .problem;
}

/** The list with the names that were plainly meant; `undefined` where one of them is not plain. */
function corrected(items: readonly string[], minor: number): string | undefined {
  const names = controllerNames(minor);
  const meant = items.map((item) => {
    if (unknownControllers([item], minor).length === 0) return item;
    const name = nearest(item.replace(/^-/, ''), names, MOST_DIFFERENCES);
    return name && `${item.startsWith('-') ? '-' : ''}${name}`;
  });
  return meant.includes(undefined) ? undefined : meant.join(',');
}

/** The list without the shell quotes, where that makes it right. */
function unquoted({ value }: Setting, minor: number): string | undefined {
  if (!value.known) return undefined;
  const plain = value.value.replace(/["']/g, '');
  return unknownControllers(plain.split(','), minor).length === 0 ? plain : undefined;
}
