// What the variables of an inventory start: a component with what holds for all, and for each group.
import { PARENTS } from '../formation/inventory.ts';
import type { Component, Setting } from '../model/setting.ts';
import type { Startup } from './startup.ts';

/**
 * What the variables of an inventory start: each component once with what holds for all, and once more for each group or
 * host that says something of its own about it. Which group a node is in, and in how many, is not looked at.
 *
 * @param settingsOf what a file sets outside of command lines
 */
export function inventoryStartups(
  files: readonly string[],
  settingsOf: (file: string) => readonly Setting[],
): readonly Startup[] {
  const { base, parts, last } = layersOf(files);
  const components = new Set<Component>(files.flatMap(settingsOf).map(({ component }) => component));
  return [...components].flatMap((component) => {
    const own = (some: readonly string[]) =>
      some.flatMap(settingsOf).filter((setting) => setting.component === component);
    const shared = [...own(base), ...own(last)];
    const variants = [...parts.values()].filter((some) => own(some).length > 0);
    const sets = variants.map((some) => [...base, ...some, ...last]);
    if (shared.length > 0) sets.unshift([...base, ...last]);
    return sets.flatMap((some) => startupOf(component, own(some), some) ?? []);
  });
}

/** Fields before flags, which override them. */
function startupOf(component: Component, settings: readonly Setting[], files: readonly string[]): Startup | undefined {
  const last = settings.at(-1);
  if (last === undefined) return undefined;
  const fields = settings.filter(({ form }) => form === 'field');
  const flags = settings.filter(({ form }) => form === 'flag');
  const declaredIn = { file: last.file, range: last.range };
  return { component, declaredIn, settings: [...fields, ...flags], missing: [], files, isLayered: true };
}

interface Layers {
  /** For every host: defaults of roles, then the groups that hold the others. */
  readonly base: readonly string[];
  /** Of a group or a host, by its name: what is laid over the base. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** Variables of roles, which come last. */
  readonly last: readonly string[];
}

/** @param files of one inventory, in Ansible's order: defaults of roles, groups, hosts, variables of roles */
function layersOf(files: readonly string[]): Layers {
  const base: string[] = [];
  const last: string[] = [];
  const parts = new Map<string, string[]>();
  for (const file of files) {
    const role = ROLE.exec(file)?.[1];
    const [, kind = '', entry = ''] = PLACE.exec(file) ?? [];
    const name = entry.replace(/\.(?:ya?ml|json)$/, '');
    if (role === 'vars') last.push(file);
    else if (role !== undefined || (kind === 'group_vars' && PARENTS.includes(name))) base.push(file);
    else {
      const key = `${kind} ${name}`;
      parts.set(key, [...(parts.get(key) ?? []), file]);
    }
  }
  return { base, parts, last };
}

const PLACE = /(?:^|\/)(group_vars|host_vars)\/([^/]+)/;

const ROLE = /(?:^|\/)roles\/(?:[^/]+\/)+?(defaults|vars)\//;
