// What the command line needs of its surroundings, and its exit statuses.
import type { Terminal } from '../formats/terminal.ts';
import type { Locale } from '../render/words/locales.ts';

/** What the command line needs of the process in which it runs; a double stands in for it in tests. */
export interface Host {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /**
   * Writes results.
   * @param kind `workflow-commands`: lines that a pipeline is to take for commands
   */
  out(text: string, kind?: 'workflow-commands'): void;
  /** Writes a message for people, of one line: wrong usage, a note. */
  err(text: string): void;
  /** All of standard input; `undefined` where it is longer. */
  readInput(maxBytes: number): Promise<Uint8Array | undefined>;
  /** Absolute path of the home folder; that of the user who runs this where nothing is said. */
  readonly home?: string;
  readonly terminal: Terminal;
  /** The language of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`); asked only for `--locale auto`. */
  readonly language?: string | undefined;
  /** The table of a language's words, where it lies beside the program. */
  readTable?(locale: Locale): unknown;
  /** The page of a rule in Markdown, where it lies beside the program. */
  rulePage?(id: string): string | undefined;
}

/** Exit statuses. */
export const OK = 0;
export const FOUND = 1;
export const WRONG_USAGE = 2;
