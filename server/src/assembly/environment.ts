import type { Assignment, Invocation } from '../model/reading.ts';
import type { Component, Setting } from '../model/setting.ts';
import { known } from '../model/value.ts';
import type { Range } from '../text/position.ts';

/** Variables by name, as a command line sees them. */
export type Environment = ReadonlyMap<string, Assignment>;

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
  const environment = new Map<string, Assignment>();
  for (const assignment of assignments) environment.set(assignment.variable, assignment);
  return environment;
}

/** Puts the words of variables in their place. */
export function expandCommand(invocation: Invocation, environment: Environment, resolved: Resolved): ExpandedCommand {
  const settings: Setting[] = [];
  const open: OpenVariable[] = [];
  let usesVariables = false;
  const take = (setting: Setting) => {
    usesVariables ||= !setting.value.known && setting.value.reason === 'variable';
    settings.push(resolve(setting, invocation.component, environment, resolved));
  };
  for (const part of invocation.parts) {
    if (part.kind === 'setting') {
      take(part.setting);
      continue;
    }
    usesVariables = true;
    const assignment = environment.get(part.variable);
    if (assignment === undefined) {
      open.push({ text: variableText(part.variable), file: invocation.file, range: part.range });
      continue;
    }
    for (const setting of assignment.settings) take(setting);
    if (holdsUnknownWords(assignment)) {
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

/** The setting with its variables replaced, for the component whose command line it stands on. */
function resolve(setting: Setting, component: Component, environment: Environment, resolved: Resolved): Setting {
  const known = resolved.get(setting) ?? new Map<Component, Setting>();
  resolved.set(setting, known);
  const before = known.get(component);
  if (before !== undefined) return before;
  const value = substitute(setting.value, environment);
  const isSame = setting.component === component && value === setting.value;
  const result = isSame ? setting : { ...setting, component, value };
  known.set(component, result);
  return result;
}

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;

function substitute(value: Setting['value'], environment: Environment): Setting['value'] {
  if (value.known || value.reason !== 'variable') return value;
  let isComplete = true;
  const text = value.text.replace(VARIABLE, (written, braced: string | undefined, bare: string | undefined) => {
    const assigned = environment.get(braced ?? bare ?? '')?.value;
    if (assigned?.known) return assigned.value;
    isComplete = false;
    return written;
  });
  return isComplete && !text.includes('$') ? known(text) : value;
}
