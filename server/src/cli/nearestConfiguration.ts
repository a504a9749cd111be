// The configuration file that counts for a path, without the files around it.
import { join, resolve } from 'node:path';
import { UsageError } from '../model/usageError.ts';
import type { Configuration } from '../project/configuration.ts';
import { configurationFileNames } from '../project/configurationFile.ts';
import { readConfiguration } from '../project/readConfiguration.ts';
import { rules } from '../rules/allRules.ts';
import type { Host } from './cliHost.ts';
import { namedTrees, relativePath } from './namedPaths.ts';
import { readNamed, unreadSentence } from './readNamed.ts';

/** No configuration that people write comes near it. */
const MAX_BYTES = 2 ** 20;

const RULES = rules.map(({ id }) => id);

/** A configuration file as it was named. */
export interface NamedConfiguration {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** @throws UsageError where it cannot be read */
export async function namedConfiguration(file: string, cwd: string): Promise<NamedConfiguration> {
  const path = resolve(cwd, file);
  const text = await readNamed(path, MAX_BYTES);
  if (typeof text !== 'string') throw new UsageError(unreadSentence(file, text.why));
  return { path, text };
}

/**
 * What the configuration file says that counts for a path: the one that is named, else that of the tree around the path.
 *
 * @returns `undefined` where there is none
 * @throws UsageError where one that is named cannot be read, or that of the tree has mistakes
 */
export async function nearestConfiguration(
  path: string,
  named: string | undefined,
  host: Host,
): Promise<Configuration | undefined> {
  const found = named === undefined ? await configurationAround(path, host) : await namedConfiguration(named, host.cwd);
  if (found === undefined) return undefined;
  const name = relativePath(host.cwd, found.path);
  const configuration = readConfiguration(name, found.text, RULES);
  const [problem] = configuration.problems;
  if (problem) throw new UsageError(`${name}:${problem.range.start.line + 1}: ${problem.message}`);
  return configuration;
}

async function configurationAround(path: string, host: Host): Promise<NamedConfiguration | undefined> {
  const [tree] = await namedTrees([path], host);
  for (const name of configurationFileNames) {
    const file = join(tree?.root ?? host.cwd, name);
    const text = await readNamed(file, MAX_BYTES);
    if (typeof text === 'string') return { path: file, text };
  }
  return undefined;
}
