import type { Host } from '../cliHost.ts';
import { toolVersion } from '../programVersion.ts';
import type { CheckResult } from '../reported.ts';
import { json } from './findingsJson.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

type Format = (result: CheckResult, host: Host) => string;

/** The formats of `check`, by name. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['stylish', (result, { terminal }) => stylish(result, terminal)],
  ['json', json],
  ['sarif', (result, { rulePage }) => sarif(result, toolVersion, rulePage)],
  ['junit', junit],
  ['github', github],
  ['gitlab', gitlab],
]);
