// What the command line has, as data: completion and the manual page are made from it, and from nothing else.
import type { Command, Option } from 'commander';
import { ValuedOption } from './valuedOption.ts';

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

function describeOption(option: Option): DescribedOption {
  const { long, short, flags, description } = option;
  const start = flags.indexOf('<');
  const value = start < 0 ? undefined : flags.slice(start);
  const values = option instanceof ValuedOption ? option.values : [];
  return {
    long: long ?? '',
    short,
    value,
    values,
    takesFile: value !== undefined && values.length === 0 && /\b(?:file|name)\b/.test(value),
    description,
  };
}
