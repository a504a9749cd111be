import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';

/** What a program touched: `read`, `look`, `write`, `connect` or `start`, and what. */
export interface Access {
  readonly what: string;
  readonly subject: string;
}

/** Node's words for a program that may only do what they say, and that is watched at it. */
export interface Confinement {
  readonly nodeOptions: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Everything touched so far, but the program's own files. */
  accesses(): Access[];
  dispose(): void;
}

const own = [resolve('dist'), resolve('docs', 'rules')];
const preload = resolve('test', 'protocol', 'harness', 'watchAccess.cjs');

/**
 * A preloaded script writes down what a program touches, and starts neither connections nor processes nor workers; no code is
 * made from strings. Node's permission model stops the rest of what is not allowed, in Node itself too.
 * @param readable folders that may be read; `everything`: without the permission model, which also keeps a program from
 *   looking at the folders above and from giving a file its mode
 */
export function confine(readable: readonly string[] | 'everything'): Confinement {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-access-')));
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const readOnly = (folders: readonly string[]) => [
    permission,
    ...[...own, ...folders].map((path) => `--allow-fs-read=${path}${sep}*`),
    `--allow-fs-read=${preload}`,
    `--allow-fs-write=${log}`,
  ];
  return {
    nodeOptions: [
      ...(readable === 'everything' ? [] : readOnly(readable)),
      '--disallow-code-generation-from-strings',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      `--require=${preload}`,
    ],
    env: { ...process.env, ACCESS_LOG: log, NODE_OPTIONS: '' },
    accesses() {
      const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
      const all = lines.map((line) => {
        const [what, subject] = JSON.parse(line) as [string, string];
        return { what, subject };
      });
      return all.filter(({ what, subject }) => what === 'connect' || what === 'start' || !isBelow(subject, own));
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Whether a path is one of the folders or lies below one. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  const absolute = resolve(path);
  return folders.some(
    (folder) => absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep),
  );
}
