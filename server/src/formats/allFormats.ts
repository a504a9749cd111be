// The formats of `check`, by name.
import { json } from './findingsJson.ts';
import type { CheckFormat } from './formatNames.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { toolVersion } from './programVersion.ts';
import type { CheckResult } from './reported.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';
import type { Terminal } from './terminal.ts';
import { unix } from './unix.ts';

/** Where a text is to be shown, and what lies beside the program. */
export interface FormatOptions {
  readonly terminal: Terminal;
  /** The page of a rule in Markdown. */
  rulePage?(id: string): string | undefined;
}

type Format = (result: CheckResult, options: FormatOptions) => string;

const byName: Readonly<Record<CheckFormat, Format>> = {
  stylish: (result, { terminal }) => stylish(result, terminal),
  json,
  sarif: (result, { rulePage }) => sarif(result, toolVersion, rulePage),
  junit,
  github,
  gitlab,
  unix,
};

/** The formats of `check`, by name. */
export const formats: ReadonlyMap<string, Format> = new Map(Object.entries(byName));
