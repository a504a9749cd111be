// No test looks at the clock: what passes on an idle machine passes on a busy one. Work is counted (test/steps.ts).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const clock = /\b(?:performance\s*\.\s*now|Date\s*\.\s*now|hrtime|cpuUsage|new Date\(\))/;
/** They print how long something took, or end after a while; nothing passes or fails by it. */
const printing = /^(?:bench|fuzz|vscode)\//;

describe('architecture: tests and the clock', () => {
  it('no test measures time', () => {
    const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.[mc]?ts$/.test(file) && !printing.test(file) && !file.endsWith('/testClock.test.ts'));
    assert.ok(files.length > 200);
    assert.deepEqual(
      files.filter((file) => clock.test(readFileSync(join('test', file), 'utf8'))),
      [],
    );
  });
});
