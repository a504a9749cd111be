// How much work something is, counted and not timed: a busy machine counts the same.
import { Session } from 'node:inspector';

/** Whose work counts: ours, and that of the YAML library, which reads what we hand it. */
const COUNTED = /\/server\/src\/|\/node_modules\/yaml\//;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * Runs `work`, which must not wait for anything, and counts how often each block of code is run, and over how many
 * characters and elements the built-in searches and copies go. What a regular expression tries and gives up is not
 * counted: that none does so often is looked at in its text (test/unit/architecture/regularExpressions.test.ts).
 */
export function countSteps<T>(work: () => T): { readonly result: T; readonly steps: number } {
  const session = new Session();
  session.connect();
  const builtIns = countBuiltIns();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const result = work();
    let blocks = 0;
    session.post('Profiler.takePreciseCoverage', (error: Error | null, coverage: Coverage) => {
      if (error) throw error;
      for (const { url, functions } of coverage.result) {
        if (!COUNTED.test(url)) continue;
        for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
      }
    });
    return { result, steps: blocks + builtIns.end() };
  } finally {
    builtIns.end();
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

type Method = (this: never, ...words: never[]) => unknown;

/** Stands in for built-in methods until `end`, which says how much they went over. */
function countBuiltIns(): { end(): number } {
  let steps = 0;
  const undo: (() => void)[] = [];
  const replace = <O extends object>(
    owner: O,
    name: keyof O & string,
    cost: (self: never, result: never) => number,
  ) => {
    const original = owner[name] as Method;
    const counting = function (this: never, ...words: never[]) {
      const result = original.apply(this, words);
      steps += cost(this, result as never);
      return result;
    };
    Object.defineProperty(owner, name, { value: counting, configurable: true, writable: true });
    undo.push(() => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }));
  };
  for (const name of ['split', 'trim', 'trimStart', 'trimEnd', 'replaceAll', 'toLowerCase', 'toUpperCase'] as const)
    replace(String.prototype, name, (self: string) => self.length);
  for (const name of ['shift', 'unshift', 'splice', 'concat', 'slice', 'join', 'indexOf', 'includes', 'sort'] as const)
    replace(Array.prototype, name, (self: readonly unknown[]) => self.length);
  countSearch('indexOf', (text, from, found) => (found < 0 ? text.length : found) - from);
  countSearch('includes', (text, from, found) => (found ? 1 : text.length - from));
  countSearch('lastIndexOf', (_, from, found) => from - found);
  countMatches();
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
      steps += Math.max(1, cost(this, Math.min(start, this.length), Number(found)));
      return found;
    };
    Object.defineProperty(String.prototype, name, { value: counting, configurable: true, writable: true });
    undo.push(() =>
      Object.defineProperty(String.prototype, name, { value: original, configurable: true, writable: true }),
    );
  }

  /** `test`, `match`, `matchAll`, `replace` and `split` all go through `exec`. */
  function countMatches(): void {
    const original = RegExp.prototype.exec;
    const counting = function (this: RegExp, text: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const match = original.call(this, text);
      if (match) steps += match.index - from + match[0].length + 1;
      else steps += this.sticky || isAnchored(this) ? 1 : Math.max(1, text.length - from);
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
