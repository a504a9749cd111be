// A reader who opens a file learns from its first line what it is for.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}

describe('repository: first lines', () => {
  for (const folder of ['server/src', 'client/src', 'scripts']) {
    it(`every file of ${folder} says first what it is for`, () => {
      const silent = filesBelow(folder).filter((file) => !/^(?:#!|\/\/ \S|\/\*)/.test(readFileSync(file, 'utf8')));
      assert.deepEqual(silent, []);
    });
  }
});
