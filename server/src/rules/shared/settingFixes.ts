// Fixes that change settings, and what each costs a running cluster.
import { ALWAYS, branchKey } from '../../model/branch.ts';
import type { ClusterBasis, Instance } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { FileEdit } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { editsForAll, type WantedSetting } from '../../model/settingListOf.ts';
import { type Message, say } from '../../text/message.ts';

/** What a change of a component's settings costs. */
export function restart(component: Component): Message {
  return component === 'kubelet'
    ? say`The kubelet must be restarted on every node.`
    : say`${component} must be restarted.`;
}

/** What a change of a pod template costs. */
export const rollsPods = say`The pods of the workload are replaced one after the other.`;

interface FixOptions {
  readonly isPreferred?: boolean;
  readonly safe?: boolean;
}

/** Replaces a setting's value. */
export function replaceSetting(setting: Setting, value: string, options: FixOptions = {}): Fix {
  return {
    title: say`Set ${setting.spelling} to ${value}`,
    isPreferred: options.isPreferred ?? true,
    safe: options.safe ?? false,
    consequence: restart(setting.component),
    edits: () => setting.rewriter.replace(value),
  };
}

/**
 * What gives all of these instances a setting; `undefined` where one of them cannot be given it: half a change leaves its finding.
 * @param instances of one component
 */
export function setForAll(
  cluster: ClusterBasis,
  instances: readonly Instance[],
  wanted: WantedSetting,
): readonly FileEdit[] | undefined {
  const places = editsForAll(cluster, instances, wanted);
  return places?.every((edits) => edits.length > 0) ? places.flat() : undefined;
}

/** A statement of a template, in whatever notation. */
const STATEMENT = /[{<]%|%\{|\{\{[-~]?[ \t]{0,4}(?:if|else|end|with|range|[#^/])/;

/** No branch of a template decides what is there, whether or not one decides that it is there. */
function isPlain(value: Setting['value']): boolean {
  return value.known || !STATEMENT.test(value.text);
}

/**
 * Removes a setting where it stands. What a template decides, about it or about its value, is never taken away without
 * being asked.
 * @param beside what makes it superfluous, in the same branch
 */
export function removeSetting(setting: Setting, options: FixOptions & { readonly beside?: Setting } = {}): Fix {
  const { value } = setting;
  const branch = branchKey(setting.branch ?? ALWAYS);
  const isDecided =
    branch === '' || (options.beside !== undefined && branchKey(options.beside.branch ?? ALWAYS) === branch);
  return {
    title: say`Remove ${setting.spelling}`,
    isPreferred: options.isPreferred ?? true,
    safe: (options.safe ?? false) && isDecided && isPlain(value),
    consequence: restart(setting.component),
    edits: () => setting.rewriter.remove(),
  };
}
