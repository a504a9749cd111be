import 'mocha/mocha.js';
import type Mocha from 'mocha';
import { outcomeMarker, type TestOutcome } from './outcome.ts';

/** What Mocha's build for browsers adds; it runs in both kinds of extension host. */
interface BrowserMocha {
  setup(options: { ui: 'bdd'; timeout: number; reporter: new () => object }): void;
  run(done: (failures: number) => void): Mocha.Runner;
}

/** The contract of `extensionTestsPath`. Outcomes go to the console: an editor's exit code carries no counts. */
export async function run(): Promise<void> {
  if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '' } }); // where Mocha's build looks
  const mocha = (globalThis as unknown as { mocha: BrowserMocha }).mocha;
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: class {} });
  await import('./tests.ts'); // after the setup, which makes `describe` and `it`

  const outcomes: TestOutcome[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => outcomes.push({ title: test.fullTitle(), state: 'passed' }));
    runner.on('pending', (test) => outcomes.push({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      outcomes.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
  });
  console.log(outcomeMarker + JSON.stringify(outcomes));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
