// How much work something is, counted and not timed: a busy machine counts the same.
import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** Whose work counts: ours, and that of the YAML library, which reads what we hand it. */
const COUNTED = /\/server\/src\/|\/node_modules\/yaml\//;
const COUNTED_ROOT = /^.*?\/(?=server\/src\/|node_modules\/yaml\/)/;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number; readonly startOffset: number; readonly endOffset: number }[];
    }[];
  }[];
}

/**
 * Runs `work`, which must not wait for anything, and counts how often each block of code is run, and over how many
 * characters and elements the built-in searches and copies go. What a regular expression tries and gives up is not
 * counted: that none does so often is looked at in its text (test/unit/architecture/regularExpressions.test.ts).
 */
export function countSteps<T>(work: () => T): { readonly result: T; readonly steps: number } {
  const { result, places } = countPlaces(work);
  let steps = 0;
  for (const count of places.values()) steps += count;
  return { result, steps };
}

/** The steps of each block of code and of each built-in method, by a name that is the same in the next run. */
export function countPlaces<T>(work: () => T): { readonly result: T; readonly places: ReadonlyMap<string, number> } {
  const counter = beginCounting();
  try {
    // What ran meanwhile begins at nothing again.
    if (beginnings > 1) counter.post('Profiler.takePreciseCoverage');
    const builtIns = countBuiltIns();
    const result = attempted(work, builtIns);
    const places = builtIns.end();
    counter.post('Profiler.takePreciseCoverage', (error: Error | null, coverage: Coverage) => {
      if (error) throw error;
      for (const { url, functions } of coverage.result) {
        if (!COUNTED.test(url)) continue;
        for (const { functionName, ranges } of functions) {
          for (const { count, startOffset, endOffset } of ranges) {
            const name = `${url.replace(COUNTED_ROOT, '')} ${functionName} ${startOffset}-${endOffset}`;
            if (count > 0) places.set(name, (places.get(name) ?? 0) + count);
          }
        }
      }
    });
    return { result, places };
  } finally {
    endCounting();
  }
}

function attempted<T>(work: () => T, builtIns: { end(): unknown }): T {
  try {
    return work();
  } catch (error) {
    builtIns.end();
    throw error;
  }
}

let session: Session | undefined;
let beginnings = 0;

/**
 * Counts until `endCounting` is called as often. To begin and to end cost as much as what a test counts: a suite that counts in
 * every test begins before them all, and everything it does meanwhile is slow.
 */
export function beginCounting(): Session {
  beginnings += 1;
  if (session !== undefined) return session;
  // Optimised code does not count its calls.
  setFlagsFromString('--no-opt');
  session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return session;
}

/** Of what `beginCounting` began. */
export function endCounting(): void {
  beginnings -= 1;
  if (beginnings > 0 || session === undefined) return;
  setFlagsFromString('--opt');
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  session = undefined;
}

/** Fewer steps than this are no sign of anything. */
const ENOUGH = 2_000;
/** Twice the growth of the input is twice the steps; some more where something is put in order. */
const LINEAR = 2.5;

/**
 * The places whose steps grow faster than the input, each with its three counts. Looked at one by one: in the sum a
 * search through a list for each of its elements hides behind what is done for each character.
 * @param work what is done for an input of a size, at `size`, twice and four times that
 */
export function fasterThanInput(size: number, work: (size: number) => () => unknown): string[] {
  beginCounting();
  const [, small, middle, large] = [size, size, 2 * size, 4 * size].map((each) => countPlaces(work(each)).places);
  endCounting();
  if (small === undefined || middle === undefined || large === undefined) return [];
  return [...large].flatMap(([place, last]) => {
    const [first = 0, second = 0] = [small.get(place), middle.get(place)];
    if (last < ENOUGH || first === 0 || second === 0 || last - second <= LINEAR * (second - first)) return [];
    // What is done once for the whole tree, and then more often, is no growth.
    return last > LINEAR * second ? [`${place}: ${first}, ${second}, ${last}`] : [];
  });
}

type Method = (this: never, ...words: never[]) => unknown;

/** Stands in for built-in methods until `end`, which says how much each went over. */
function countBuiltIns(): { end(): Map<string, number> } {
  const steps = new Map<string, number>();
  const add = (name: string, count: number) => steps.set(name, (steps.get(name) ?? 0) + count);
  const undo: (() => void)[] = [];
  const replace = <O extends object>(
    owner: O,
    name: keyof O & string,
    cost: (self: never, result: never) => number,
  ) => {
    const original = owner[name] as Method;
    const counting = function (this: never, ...words: never[]) {
      const result = original.apply(this, words);
      add(name, cost(this, result as never));
      return result;
    };
    Object.defineProperty(owner, name, { value: counting, configurable: true, writable: true });
    undo.push(() => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }));
  };
  for (const name of ['split', 'trim', 'trimStart', 'trimEnd', 'replaceAll', 'toLowerCase', 'toUpperCase'] as const)
    replace(String.prototype, name, (self: string) => self.length);
  for (const name of ['shift', 'unshift', 'splice', 'join', 'indexOf', 'includes', 'sort'] as const)
    replace(Array.prototype, name, (self: readonly unknown[]) => self.length);
  for (const name of ['concat', 'slice'] as const)
    replace(Array.prototype, name, (_, result: readonly unknown[]) => result.length);
  countSearch('indexOf', (text, from, found) => (found < 0 ? text.length : found) - from);
  countSearch('includes', (text, from, found) => (found ? 1 : text.length - from));
  countSearch('lastIndexOf', (_, from, found) => from - found);
  countMatches();
  countElements();
  return {
    end() {
      for (const one of undo.splice(0)) one();
      return steps;
    },
  };

  function countSearch(
    name: 'indexOf' | 'includes' | 'lastIndexOf',
    cost: (text: string, from: number, found: number) => number,
  ): void {
    const original = String.prototype[name] as (this: string, wanted: string, from?: number) => number | boolean;
    const counting = function (this: string, wanted: string, from?: number) {
      const found = original.call(this, wanted, from);
      const start = from ?? (name === 'lastIndexOf' ? this.length : 0);
      add(name, Math.max(1, cost(this, Math.min(start, this.length), Number(found))));
      return found;
    };
    Object.defineProperty(String.prototype, name, { value: counting, configurable: true, writable: true });
    undo.push(() =>
      Object.defineProperty(String.prototype, name, { value: original, configurable: true, writable: true }),
    );
  }

  /** Spreads go through an array, and so do loops over one. */
  function countElements(): void {
    const original = Array.prototype[Symbol.iterator];
    const put = (value: typeof original) =>
      Object.defineProperty(Array.prototype, Symbol.iterator, { value, configurable: true, writable: true });
    put(function counting(this: unknown[]) {
      const elements = original.call(this);
      const { next } = elements;
      elements.next = () => {
        add('elements', 1);
        return next.call(elements);
      };
      return elements;
    });
    undo.push(() => put(original));
  }

  /** `test`, `match`, `matchAll`, `replace` and `split` all go through `exec`. */
  function countMatches(): void {
    const original = RegExp.prototype.exec;
    const counting = function (this: RegExp, text: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const match = original.call(this, text);
      if (match) add('exec', match.index - from + match[0].length + 1);
      else add('exec', this.sticky || isAnchored(this) ? 1 : Math.max(1, text.length - from));
      return match;
    };
    Object.defineProperty(RegExp.prototype, 'exec', { value: counting, configurable: true, writable: true });
    undo.push(() =>
      Object.defineProperty(RegExp.prototype, 'exec', { value: original, configurable: true, writable: true }),
    );
  }
}

const anchored = new Map<string, boolean>();

/** Whether it can match at the beginning of a text alone, so that nothing else is looked at. */
function isAnchored({ source, multiline }: RegExp): boolean {
  if (multiline) return false;
  let known = anchored.get(source);
  if (known === undefined) {
    let depth = 0;
    let isClass = false;
    known = source.startsWith('^');
    for (let at = 0; at < source.length; at += 1) {
      const character = source[at];
      if (character === '\\') at += 1;
      else if (isClass) isClass = character !== ']';
      else if (character === '[') isClass = true;
      else if (character === '(') depth += 1;
      else if (character === ')') depth -= 1;
      else if (character === '|' && depth === 0) known = false;
    }
    anchored.set(source, known);
  }
  return known;
}
