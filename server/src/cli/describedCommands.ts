// What the command line has, as data: completion and the manual page are made from it, and from nothing else.
import type { Command, Option } from 'commander';

export interface DescribedOption {
  /** `--format`. */
  readonly long: string;
  /** `-h`. */
  readonly short: string | undefined;
  /** `<format>`; `undefined` where it takes none. */
  readonly value: string | undefined;
  /** Values that there are; none: anything. */
  readonly values: readonly string[];
  readonly takesFile: boolean;
  readonly description: string;
}

export interface DescribedCommand {
  readonly name: string;
  readonly description: string;
  /** `[path...]`; `undefined` where it takes none. */
  readonly argument: string | undefined;
  readonly options: readonly DescribedOption[];
}

export function describeCommands(root: Command): readonly DescribedCommand[] {
  return root.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    argument: command.registeredArguments.map((one) => {
      const name = `${one.name()}${one.variadic ? '...' : ''}`;
      return one.required ? `<${name}>` : `[${name}]`;
    })[0],
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
  }));
}

function describeOption({ long, short, flags, description }: Option): DescribedOption {
  const start = flags.indexOf('<');
  const value = start < 0 ? undefined : flags.slice(start);
  return {
    long: long ?? '',
    short,
    value,
    values: value === undefined ? [] : valuesIn(description),
    takesFile: value !== undefined && /\b(?:file|name)\b/.test(value) && !/^<format/.test(value),
    description,
  };
}

/** Descriptions end in the list of values where there is one: `output: text, json, svg`. */
function valuesIn(description: string): readonly string[] {
  const words = description
    .slice(description.lastIndexOf(': ') + 2)
    .split(', ')
    .map((word) => word.replace(/:.*/, ''));
  return words.length > 1 && words.every((word) => /^[a-z][a-z-]*(?:=[\w.]+)?$/.test(word))
    ? words.filter((word) => !word.includes('='))
    : [];
}
