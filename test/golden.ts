// Expected texts that lie in files of their own. UPDATE=1 writes what comes out today; look at the difference before you
// commit it.
import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

export const isUpdate = process.env.UPDATE === '1';

/** Fails where `actual` is not what the file at `path` holds; with UPDATE=1 writes it there. */
export function assertGolden(path: string, actual: string): void {
  if (isUpdate) {
    writeGolden(path, actual);
    return;
  }
  assert.ok(existsSync(path), `${relative('.', path)} is missing: UPDATE=1 writes it`);
  assert.equal(actual, readFileSync(path, 'utf8'), `not as in ${relative('.', path)} (UPDATE=1 writes it)`);
}

/** Writes a file that is not so already, and says so. */
export function writeGolden(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`    written: ${relative('.', path)}`);
}
