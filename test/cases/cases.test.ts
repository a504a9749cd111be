// The cases beside the checkout, each against the built command line. Those that fail today are listed in failing.txt;
// one that fails and is not listed fails the run, and so does one that passes and is listed: the list only shrinks.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUpdate, writeGolden } from '../golden.ts';
import { Limiter } from './limiter.ts';

const root = join(import.meta.dirname, '../..');
/** Copied, since they may lie there without the right to write, and a case starts from files as people have them. */
const given = join(root, '../shared/cases');
const folder = existsSync(given) ? writable(given) : given;
const list = join(import.meta.dirname, 'failing.txt');
const listed = new Set(readFileSync(list, 'utf8').split('\n').filter(Boolean));

function writable(from: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-cases-')), 'cases');
  cpSync(from, copy, { recursive: true });
  for (const file of [
    copy,
    ...readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((name) => join(copy, name)),
  ]) {
    chmodSync(file, statSync(file).mode | 0o200);
  }
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

interface Outcome {
  readonly name: string;
  readonly faults: readonly string[];
}

/** Runs one case in a process of its own. */
function run(name: string): Promise<Outcome> {
  const words = [join(folder, 'run.mjs'), '--cli', join(root, 'dist/cli.js'), '--json', name];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { cwd: root, maxBuffer: 1 << 28 }, (error, out, err) => {
      // The last line counts what passed.
      const [outcome] = /^\[.*^\]$/ms.test(out) ? JSON.parse(out.slice(0, out.lastIndexOf(']') + 1)) : [];
      if (outcome) resolve(outcome);
      else reject(new Error(`${name}: ${error?.message ?? 'no outcome'} ${err}`));
    });
  });
}

function describeCases(names: readonly string[]): void {
  describe('cases', () => {
    const limiter = new Limiter(availableParallelism());
    const outcomes = new Map<string, Promise<Outcome>>();

    before(() => {
      // The listed ones first: those that hang until their time is up are among them.
      const order = [...names].sort((a, b) => Number(listed.has(b)) - Number(listed.has(a)));
      for (const name of order)
        outcomes.set(
          name,
          limiter.run(() => run(name)),
        );
      // Each test waits for its own; what fails before its test has begun is no stray rejection.
      for (const outcome of outcomes.values()) outcome.catch(() => {});
    });

    for (const name of names) {
      it(name, async () => {
        const faults = (await outcomes.get(name))?.faults ?? ['it was not run'];
        if (!listed.has(name)) assert.deepEqual(faults, []);
        else if (!isUpdate) assert.notDeepEqual(faults, [], `it passes: take ${name} out of test/cases/failing.txt`);
      }).timeout(600_000);
    }

    it('the list names cases that there are, in order', async () => {
      if (isUpdate) {
        // What passes is taken out; nothing is put in.
        const outcome = await Promise.all(outcomes.values());
        const failing = outcome.filter(({ name, faults }) => listed.has(name) && faults.length > 0);
        writeGolden(
          list,
          failing
            .map(({ name }) => `${name}\n`)
            .sort()
            .join(''),
        );
        return;
      }
      assert.deepEqual([...listed], names.filter((name) => listed.has(name)).sort());
    }).timeout(600_000);
  });
}

const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'case.json')))
      .sort()
  : [];
if (names.length > 0) {
  describeCases(names);
} else {
  console.log(`  SKIPPED: cases: none at ${folder}`);
  describe.skip('cases', () => {});
}
