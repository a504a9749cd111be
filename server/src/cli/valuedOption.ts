// An option that takes one of a few values: help, completion and the manual page name the same ones.
import { Option } from 'commander';

export class ValuedOption extends Option {
  /**
   * @param values as completion offers them
   * @param shown how the description ends, where it is more than the values
   */
  constructor(
    flags: string,
    description: string,
    readonly values: readonly string[],
    shown: string = values.join(', '),
  ) {
    super(flags, `${description}: ${shown}`);
  }
}
