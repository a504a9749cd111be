import 'mocha/mocha.js';
import type Mocha from 'mocha';
import { endMarker, outcomeMarker, type TestOutcome } from './outcome.ts';

/** What Mocha's build for browsers adds; it runs in both kinds of extension host. */
interface BrowserMocha {
  setup(options: { ui: 'bdd'; timeout: number; reporter: new () => object; grep?: string }): void;
  run(done: (failures: number) => void): Mocha.Runner;
}

/** `SUITE_GREP` of the environment, written by the bundler: while one works on a test. */
declare const suitePattern: string;

/** The contract of `extensionTestsPath`. Outcomes go to the console, one a line as they come: an editor's
 * exit code carries no counts, and what hangs is to be seen. */
export async function run(): Promise<void> {
  if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '' } }); // where Mocha's build looks
  const mocha = (globalThis as unknown as { mocha: BrowserMocha }).mocha;
  mocha.setup({ ui: 'bdd', timeout: 150_000, reporter: class {}, ...(suitePattern && { grep: suitePattern }) });
  await import('./tests.ts'); // after the setup, which makes `describe` and `it`

  const tell = (outcome: TestOutcome) => console.log(outcomeMarker + JSON.stringify(outcome));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tell({ title: test.fullTitle(), state: 'passed', ms: test.duration ?? 0 }));
    runner.on('pending', (test) => tell({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      tell({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
  });
  console.log(endMarker);
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
