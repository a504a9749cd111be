// Runs tests against one mutant after the other in one warm process: modules are compiled once and instantiated afresh.
// Started by pool.mjs with two files: the compiled program, and the same with marks. Takes orders and answers over the
// channel to its parent.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import Mocha from 'mocha';
import { toBits } from './bits.mjs';
import { root } from './program.mjs';

/** What a test may work that takes no time at all without a mutant. */
const leastPatienceMs = 2_000;
const patiencePerMs = 10;
/** What a test may wait for that waits in vain. */
const waitingMs = 120_000;
const watchdog = startWatchdog();
const requireFromRoot = createRequire(join(root, 'package.json'));
const plain = programOf(process.argv[2]);

/** What a file of compiled modules holds; each is compiled to a function when it is first needed. */
function programOf(path) {
  const codes = JSON.parse(readFileSync(path, 'utf8'));
  const functions = new Map();
  return (file) => {
    const known = functions.get(file);
    if (known) return known();
    const code = codes[file];
    if (code === undefined) throw new Error(`${file} is not part of the program`);
    const script = scriptOf(file, code);
    functions.set(file, () => script.runInThisContext());
    return script.runInThisContext();
  };
}

function scriptOf(file, code) {
  return new Script(`(function (module, exports, require, __filename, __dirname, __fileUrl) {${code}\n})`, {
    // No such file: an assertion that fails must not look for its words in the source.
    filename: `mutate:${file}`,
  });
}

/** One instance of the whole program, in which `changed` stands for what its file holds. */
function createInstance(program, changed = {}) {
  const modules = new Map();
  return { load, forget: (file) => modules.delete(file) };

  function load(file) {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const path = join(root, file);
    const require = (specifier) => {
      if (!specifier.startsWith('.')) return requireFromRoot(specifier);
      return load(posix.join(posix.dirname(file), specifier));
    };
    const code = changed[file] === undefined ? program(file) : scriptOf(file, changed[file]).runInThisContext();
    code(module, module.exports, require, path, dirname(path), pathToFileURL(path).href);
    return module.exports;
  }
}

class Silent extends Mocha.reporters.Base {
  epilogue() {}
}

/** Loads one file of tests and runs those that `wanted` names (all without it). */
async function runFile(instance, file, wanted, { onTest, bail }) {
  const mocha = new Mocha({ ui: 'bdd', reporter: Silent });
  mocha.suite.bail(bail);
  mocha.suite.emit('pre-require', globalThis, file, mocha);
  // Its tests are told to Mocha anew.
  instance.forget(file);
  instance.load(file);
  prune(mocha.suite, wanted);
  return new Promise((resolve) => {
    const failed = [];
    const runner = mocha.run(() => resolve(failed));
    runner.on('test', (test) => onTest?.(test));
    runner.on('test end', (test) => onTest?.(test, true));
    runner.on('fail', (test, error) =>
      failed.push({ title: test.fullTitle(), message: String(error?.message ?? error) }),
    );
  });
}

function prune(suite, wanted) {
  if (wanted) suite.tests = suite.tests.filter((test) => wanted[test.fullTitle()] !== undefined);
  for (const test of suite.tests) test.timeout(Math.max(test.timeout(), waitingMs));
  for (const inner of suite.suites) prune(inner, wanted);
  suite.suites = suite.suites.filter((inner) => inner.total() > 0);
}

/** What this process has worked, whoever else keeps the machine busy. */
function spentMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The program with marks; made when it is first asked for. */
let marked;

/** Runs a file without any change: which probes does each test pass, and how long does it take. */
async function measure({ file, offsets, count }) {
  marked ??= programOf(process.argv[3]);
  const hits = new Uint8Array(count);
  globalThis.__hits = hits;
  const take = () => {
    const passed = {};
    for (const [source, from, to] of offsets) {
      const ones = hits.subarray(from, to);
      if (ones.includes(1)) passed[source] = toBits(ones);
    }
    hits.fill(0);
    return passed;
  };
  const tests = [];
  let loaded;
  let begin = spentMs();
  const failed = await runFile(createInstance(marked), file, undefined, {
    bail: false,
    onTest(test, isEnd) {
      // Hooks count for the test before; those of the first stand with what loading passes.
      loaded ??= { ms: spentMs() - begin, passed: take() };
      if (!isEnd) begin = spentMs();
      else if (!test.isPending()) tests.push({ title: test.fullTitle(), ms: spentMs() - begin, passed: take() });
    },
  });
  return { tests, loaded: loaded ?? { ms: 0, passed: take() }, failed };
}

/** Ends this process when it works much longer than a test should: the parent takes that for an endless loop. */
function startWatchdog() {
  const deadline = new Float64Array(new SharedArrayBuffer(8)).fill(Number.POSITIVE_INFINITY);
  const thread = `
    const deadline = require('node:worker_threads').workerData;
    setInterval(() => {
      const { user, system } = process.cpuUsage();
      if ((user + system) / 1000 > deadline[0]) process.kill(process.pid, 'SIGKILL');
    }, 100);`;
  new Worker(thread, { eval: true, workerData: deadline });
  return {
    allow(ms) {
      deadline[0] = spentMs() + leastPatienceMs + patiencePerMs * ms;
    },
    rest() {
      deadline[0] = Number.POSITIVE_INFINITY;
    },
  };
}

/** Runs the tests of a mutant file by file until one fails. */
async function tryMutant({ changed, files }) {
  const instance = createInstance(plain, changed);
  for (const { file, loadingMs, tests } of files) {
    watchdog.allow(loadingMs);
    let failed;
    try {
      failed = await runFile(instance, file, tests, {
        bail: true,
        onTest: (test, isEnd) => isEnd || watchdog.allow(tests[test.fullTitle()] ?? 0),
      });
    } catch (error) {
      return { killed: `${file} does not load: ${error.message}` };
    }
    if (failed.length > 0) return { killed: failed[0].title };
  }
  return {};
}

process.on('message', async (order) => {
  const answer = order.offsets ? await measure(order) : await tryMutant(order);
  watchdog.rest();
  // What a test left behind ends with its own mutant.
  await new Promise((resolve) => setImmediate(resolve));
  process.send({ answer });
});
// Whoever gave the orders is gone.
process.on('disconnect', () => process.exit());
// A promise that nobody waits for, made by a mutant after its tests: not about the next one.
process.on('unhandledRejection', () => {});
process.send({ ready: true });
