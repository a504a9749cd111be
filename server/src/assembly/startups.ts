// Reads what a stack of files starts: its command lines with their environment, and lists of flags.
import type { FileStack } from '../formation/fileStacks.ts';
import type { ReferenceResolver } from '../formation/references.ts';
import { CONNECTION_VARIABLES } from '../kubernetes/connections.ts';
import type { MissingFile } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Assignment, Invocation, Reading } from '../model/reading.ts';
import type { Component, Setting, SettingList } from '../model/setting.ts';
import { unknown, type Value } from '../model/value.ts';
import { KUBESPRAY } from '../sources/platforms/shapes/kubespray.ts';
import { addAll } from '../text/addAll.ts';
import { comparePositions, lastBefore } from '../text/position.ts';
import {
  environmentOf,
  expandCommand,
  holdsUnknownWords,
  type Resolved,
  type SeenAssignment,
  settingsSeen,
} from './environment.ts';
import { inventoryStartups } from './inventoryStartups.ts';
import { layOver } from './layers.ts';
import type { SettingGroup, StackStartups, Startup } from './startup.ts';

/** What files say, by file. */
export type Readings = Pick<ReadonlyMap<string, Reading>, 'get'>;

/** Reads what a stack starts: its command lines with their environment, and lists of flags that stand for one. */
export function startupsOf(
  stack: FileStack,
  readings: Readings,
  resolver: ReferenceResolver,
  resolved: Resolved,
): StackStartups {
  const own = stack.files.flatMap((file) => readings.get(file) ?? []);
  const { assignments, missing } = environmentFiles(own, readings, resolver);
  const invocations = invocationsInEffect(own);
  const environment = environmentOf(assignments.filter(({ onlyOf }) => onlyOf === undefined));
  const invoked = invocations.map((invocation): Startup => {
    const command = expandCommand(invocation, environment, resolved);
    const { component, file, range } = invocation;
    const open = command.open.map((one) => ({ path: one.text, component, file: one.file, range: one.range }));
    const absent = command.usesVariables ? missing.map((each) => ({ ...each, component })) : [];
    return {
      component,
      declaredIn: { file, range },
      settings: command.settings,
      missing: [...(absent.length > 0 ? absent : open), ...command.settings.flatMap(fileOfOpenShift)],
      files: stack.files,
    };
  });
  const free = own.flatMap((reading) => freeSettings(reading));
  const isVariable = ({ source }: Setting) => stack.isInventory === true && source === KUBESPRAY;
  const variables = free.filter(isVariable);
  const others = variables.length === 0 ? free : free.filter((setting) => !isVariable(setting));
  const variablesOf = new Map<string, Setting[]>(stack.files.map((file) => [file, []]));
  for (const variable of variables) variablesOf.get(variable.file)?.push(variable);
  const inventory = inventoryStartups(stack.files, (file) => variablesOf.get(file) ?? []);
  const flags = flagStartups(own, others, stack.files);
  const started: Startup[] = [
    ...invoked,
    ...(invocations.length === 0 ? assignedStartups(assignments, stack.files, resolved) : []),
    ...inventory,
    ...(stack.isLayered === true ? flags.map((one) => ({ ...one, isLayered: true as const })) : flags),
  ];
  const fields = groupBySettingList(others, own, 'field').map(({ settingList: _, ...group }) => ({
    ...group,
    file: group.declaredIn.file,
  }));
  return { startups: withVariables(started, assignments), fields };
}

/** With what of their environment decides about their connections: the last assignment counts. */
function withVariables(startups: readonly Startup[], assignments: readonly Assignment[]): readonly Startup[] {
  const written = assignments.filter(({ variable }) => CONNECTION_VARIABLES.has(variable));
  if (written.length === 0) return startups;
  return startups.map((startup) => {
    const own = written.filter(({ onlyOf }) => onlyOf === undefined || onlyOf === startup.component);
    const variables = new Map<string, Value<string>>();
    for (const { variable, value, branch } of own) {
      variables.set(variable, value !== undefined && branch === undefined ? value : unknown('template', variable));
    }
    return { ...startup, variables };
  });
}

/** OpenShift's components have their flags in a file of its own, which overrides nothing but holds what matters. */
function fileOfOpenShift({ name, component, value, file, valueRange }: Setting): readonly MissingFile[] {
  if (name !== 'openshift-config') return [];
  return [{ path: value.known ? value.value : value.text, component, file, range: valueRange }];
}

/**
 * Assignments in systemd's order: `Environment=` of group and drop-ins, then the environment files, which win; and those
 * files that are not in the tree.
 */
function environmentFiles(
  own: readonly Reading[],
  readings: Readings,
  resolver: ReferenceResolver,
): { assignments: Assignment[]; missing: MissingFile[] } {
  const references = own.flatMap((reading) => reading.references.filter(({ kind }) => kind === 'environment-file'));
  const assignments = own.flatMap((reading) => reading.assignments);
  const missing: MissingFile[] = [];
  for (const reference of references) {
    const files = resolver.resolve(reference);
    const { path, component, file, range } = reference;
    if (files.length === 0) missing.push({ path, component, file, range });
    for (const found of files) addAll(assignments, readings.get(found)?.assignments ?? []);
  }
  return { assignments, missing };
}

/** A drop-in's empty `ExecStart=` takes back the command lines of the files before it. */
function invocationsInEffect(own: readonly Reading[]): readonly Invocation[] {
  let invocations: readonly Invocation[] = [];
  for (const reading of own) {
    const resets = reading.invocations.some((invocation) => invocation.resets);
    invocations = resets ? reading.invocations : [...invocations, ...reading.invocations];
  }
  return invocations;
}

/** Settings that stand neither on a command line nor in a variable. */
function freeSettings(reading: Reading): Setting[] {
  const bound = new Set<Setting>();
  for (const { parts } of reading.invocations) {
    for (const part of parts) if (part.kind === 'setting') bound.add(part.setting);
  }
  for (const { settings } of reading.assignments) for (const setting of settings) bound.add(setting);
  return reading.settings.filter((setting) => !bound.has(setting));
}

/** Variables that no command line of the tree uses: what they hold is taken as the flags of one start. */
function assignedStartups(assignments: readonly Assignment[], files: readonly string[], resolved: Resolved): Startup[] {
  const current = [...environmentOf(assignments).values()].flat();
  const byComponent = new Map<Component, SeenAssignment[]>();
  for (const seen of current) {
    for (const component of new Set(seen.assignment.settings.map((setting) => setting.component))) {
      const list = byComponent.get(component) ?? [];
      list.push(seen);
      byComponent.set(component, list);
    }
  }
  return [...byComponent].flatMap(([component, own]): Startup[] => {
    const [first] = own;
    if (first === undefined) return [];
    const settings = own
      .flatMap((each) => settingsSeen(each, resolved))
      .filter((setting) => setting.component === component);
    const assigned = own.map(({ assignment }) => assignment);
    const open = assigned.filter(holdsUnknownWords).map(({ variable, file, range }) => {
      return { path: `$${variable}`, component, file, range };
    });
    return [{ component, declaredIn: placeOfAssignment(first), settings, missing: open, files }];
  });
}

function placeOfAssignment({ assignment: { file, range } }: SeenAssignment): Location {
  return { file, range };
}

/** Files of one stack are read as one list of flags; lists of one file stand for themselves. */
function flagStartups(own: readonly Reading[], free: readonly Setting[], files: readonly string[]): Startup[] {
  const groups = layOver(groupBySettingList(free, own, 'flag'), own);
  const missing: readonly MissingFile[] = [];
  if (files.length < 2) {
    return groups.map(({ component, declaredIn, settings }) => ({ component, declaredIn, settings, missing, files }));
  }
  const merged = new Map<Component, Startup>();
  for (const group of groups) {
    const before = merged.get(group.component);
    const settings = [...(before?.settings ?? []), ...group.settings];
    const { component, declaredIn } = before ?? group;
    merged.set(component, { component, declaredIn, settings, missing, files });
  }
  return [...merged.values()];
}

/** Parts settings at the places that hold them: each belongs to the nearest settingList of its component before it. */
function groupBySettingList(free: readonly Setting[], own: readonly Reading[], form: Setting['form']): SettingGroup[] {
  const byFile = new Map<string, Setting[]>();
  for (const setting of free) {
    if (setting.form !== form) continue;
    const key = `${setting.component} ${placeOf(setting).file}`;
    const list = byFile.get(key) ?? [];
    list.push(setting);
    byFile.set(key, list);
  }
  const settingLists = carriersOf(own, form);
  return [...byFile].flatMap(([key, settings]) => splitAt(settings, settingLists.get(key) ?? []));
}

/** Where a setting takes effect. */
function placeOf({ use, file, range }: Setting): Location {
  return use ?? { file, range };
}

function splitAt(settings: readonly Setting[], settingLists: readonly SettingList[]): SettingGroup[] {
  const groups = new Map<SettingList | undefined, Setting[]>();
  const [first] = settingLists;
  const starts = settingLists.map(({ range }) => range.start);
  for (const setting of settings) {
    const before = settingLists[lastBefore(starts, placeOf(setting).range.start)];
    const group = groups.get(before ?? first) ?? [];
    group.push(setting);
    groups.set(before ?? first, group);
  }
  return [...groups].flatMap(([settingList, group]): SettingGroup[] => {
    const [one] = group;
    if (one === undefined) return [];
    return [{ component: one.component, declaredIn: placeOf(one), settings: group, settingList }];
  });
}

/** By component and file, in order. */
function carriersOf(own: readonly Reading[], form: Setting['form']): Map<string, SettingList[]> {
  const byFile = new Map<string, SettingList[]>();
  for (const settingList of own.flatMap(({ settingLists }) => settingLists)) {
    if (settingList.form !== form) continue;
    const key = `${settingList.component} ${settingList.file}`;
    const list = byFile.get(key) ?? [];
    list.push(settingList);
    byFile.set(key, list);
  }
  for (const list of byFile.values()) list.sort((a, b) => comparePositions(a.range.start, b.range.start));
  return byFile;
}
