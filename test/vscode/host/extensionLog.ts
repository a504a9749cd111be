import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the extension has logged in all sessions of a VS Code server that wrote below this folder. */
export function readExtensionLog(folder: string): string {
  const logs = join(folder, 'user', 'logs');
  if (!existsSync(logs)) return '';
  return readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('Kubernetes Node Lifecycle.log'))
    .map((path) => readFileSync(join(logs, path), 'utf8'))
    .join('');
}

/** How long the activations took that a log tells of, in milliseconds. */
export function activationsIn(log: string): number[] {
  return [...log.matchAll(/Activated in ([\d.]+) ms/g)].map(([, time]) => Number(time));
}
