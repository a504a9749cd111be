// What a file or folder is for, by the word in its name: `kcm.yaml.prod` beside `kcm.yaml.staging`.
import { nameOf } from '../project/paths.ts';

/** Words for which of several clusters of one kind something is; numbers and `master` tell machines of one. */
const ENVIRONMENTS: ReadonlySet<string> = new Set([
  ...['prod', 'prd', 'production', 'live', 'preprod', 'nonprod', 'staging', 'stage', 'stg', 'uat', 'qa', 'acceptance'],
  ...['dev', 'devel', 'develop', 'development', 'test', 'testing', 'integration', 'int', 'sandbox', 'lab', 'canary'],
]);

/** The environment that a file's name speaks of; `undefined` where it names none, or two. */
export function environmentOf(file: string): string | undefined {
  const words = partsOf(nameOf(file)).filter((word) => ENVIRONMENTS.has(word));
  return words.length === 1 ? words[0] : undefined;
}

/** A file's name without the environment: equal for the same file of several of them. */
export function nameWithoutEnvironment(file: string): string {
  const environment = environmentOf(file);
  const words = partsOf(nameOf(file));
  return (environment === undefined ? words : words.filter((word) => word !== environment)).join('.');
}

/** Words of a name, in lower case. */
function partsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[._-]+/);
}
