import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A copy of the examples: the suite edits files. Returns the folder. */
export function makeWorkspace(folder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync('examples', join(folder), { recursive: true });
  return folder;
}
