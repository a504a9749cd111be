/** The web extension host has no `node:assert`; these few are enough for the suite, and say what they saw. */
export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export function equal<T extends string | number | boolean | undefined | null>(actual: T, expected: T): void {
  ok(actual === expected, `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/** Plain data only. */
export function deepEqual<T>(actual: T, expected: T): void {
  equal(JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1));
}

export function match(actual: string, pattern: RegExp): void {
  ok(pattern.test(actual), `expected ${pattern}, got ${JSON.stringify(actual)}`);
}
