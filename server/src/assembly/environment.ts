// Variables as a command line sees them, and settings once these are put in.

import { ALWAYS, type BranchArm, mayCount } from '../model/branch.ts';
import { mapAt } from '../model/grouped.ts';
import type { Assignment, Invocation } from '../model/reading.ts';
import type { Component, Setting } from '../model/setting.ts';
import { known, optional } from '../model/value.ts';
import type { Range } from '../text/position.ts';

/** An assignment that a command line may see. */
export interface SeenAssignment {
  readonly assignment: Assignment;
  /** Set where another one may be seen in its place. */
  readonly way: BranchArm | undefined;
}

/** Variables by name, as a command line sees them. */
export type Environment = ReadonlyMap<string, readonly SeenAssignment[]>;

/** A variable that stands on a command line and that nothing in the tree sets, or whose value is not known. */
export interface OpenVariable {
  readonly text: string;
  readonly file: string;
  readonly range: Range;
}

export interface ExpandedCommand {
  /** In the order of the command line. */
  readonly settings: readonly Setting[];
  readonly open: readonly OpenVariable[];
  /** The command line uses variables at all, so that an environment file can change it. */
  readonly usesVariables: boolean;
}

/** Settings as they stood in the file, and as they are once variables are known. */
export type Resolved = Map<Setting, Map<Component, Setting>>;

/** Later assignments win, as in systemd (`systemd.exec(5)`, Environment= and EnvironmentFile=) and in shells. */
export function environmentOf(assignments: Iterable<Assignment>): Environment {
  const written = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const before = written.get(assignment.variable);
    if (before === undefined || assignment.branch === undefined) written.set(assignment.variable, [assignment]);
    else before.push(assignment);
  }
  return new Map([...written].map(([variable, own]) => [variable, seen(variable, own)]));
}

/** Of what ways of a template or script decide about, the last assignment of each way. */
function seen(variable: string, written: readonly Assignment[]): readonly SeenAssignment[] {
  const { counting: left, isCovered } = mayCount(written, ({ branch = ALWAYS }) => branch);
  if (left.length === 1 && isCovered) return left.map((assignment) => ({ assignment, way: undefined }));
  return left.map((assignment, way) => {
    const { file } = assignment;
    return { assignment, way: { block: `${file} $${variable}`, way, ways: isCovered ? left.length : undefined } };
  });
}

/** Puts the words of variables in their place. */
export function expandCommand(invocation: Invocation, environment: Environment, resolved: Resolved): ExpandedCommand {
  const settings: Setting[] = [];
  const open: OpenVariable[] = [];
  let usesVariables = false;
  const take = (setting: Setting, seen?: SeenAssignment) => {
    usesVariables ||= !setting.value.known && setting.value.reason === 'variable';
    settings.push(resolve(setting, invocation.component, seen, environment, resolved));
  };
  for (const part of invocation.parts) {
    if (part.kind === 'setting') {
      take(part.setting);
      continue;
    }
    usesVariables = true;
    const found = environment.get(part.variable) ?? [];
    if (found.length === 0) open.push({ text: variableText(part.variable), file: invocation.file, range: part.range });
    for (const one of found) {
      const { assignment } = one;
      for (const setting of assignment.settings) take(setting, one);
      if (!holdsUnknownWords(assignment)) continue;
      open.push({ text: variableText(part.variable), file: assignment.file, range: assignment.range });
    }
  }
  return { settings, open, usesVariables };
}

function variableText(name: string): string {
  return /^\w+$/.test(name) ? `$${name}` : name;
}

/** Whether a value has words of its own that a template or another variable fills in, and that may be any flags. */
export function holdsUnknownWords({ value }: Assignment): boolean {
  return value !== undefined && !value.known && /(?:^|\s)(?:\{\{|\$[{(A-Za-z_])/.test(value.text);
}

/** The settings of a variable that no command line uses. */
export function settingsSeen(seen: SeenAssignment, resolved: Resolved): readonly Setting[] {
  return seen.assignment.settings.map((setting) => resolve(setting, setting.component, seen, new Map(), resolved));
}

/** The setting with its variables replaced, for the component whose command line it stands on. */
function resolve(
  setting: Setting,
  component: Component,
  seen: SeenAssignment | undefined,
  environment: Environment,
  resolved: Resolved,
): Setting {
  const known = mapAt(resolved, setting);
  const before = known.get(component);
  if (before !== undefined) return before;
  const value = substitute(setting.value, environment);
  const isSame = setting.component === component && value === setting.value && seen?.way === undefined;
  const result = isSame ? setting : { ...setting, component, value, ...(seen && inWay(setting, value, seen)) };
  known.set(component, result);
  return result;
}

/** What its variable's assignment decides about comes first. */
function inWay(
  { branch = ALWAYS }: Setting,
  value: Setting['value'],
  { assignment, way }: SeenAssignment,
): Partial<Pick<Setting, 'value' | 'branch'>> {
  if (way === undefined) return {};
  // The ways of the whole assignment are said by its own.
  const inner = branch.filter(({ block }) => !assignment.branch?.some((own) => own.block === block));
  const text = value.known ? value.value : value.text;
  const there = value.known || value.ifThere === undefined ? value : known(value.ifThere);
  return { value: optional(text, there), branch: [way, ...inner] };
}

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;

function substitute(value: Setting['value'], environment: Environment): Setting['value'] {
  if (value.known || value.reason !== 'variable') return value;
  let isComplete = true;
  const text = value.text.replace(VARIABLE, (written, braced: string | undefined, bare: string | undefined) => {
    const [only, ...others] = environment.get(braced ?? bare ?? '') ?? [];
    const assigned = only?.way === undefined && others.length === 0 ? only?.assignment.value : undefined;
    if (assigned?.known) return assigned.value;
    isComplete = false;
    return written;
  });
  return isComplete && !text.includes('$') ? known(text) : value;
}
