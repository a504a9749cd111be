// Least and greatest of a list of any length: a call with an argument for each would overflow the stack.

/** @returns `undefined` for none */
export function least(numbers: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const number of numbers) if (found === undefined || number < found) found = number;
  return found;
}

/** @returns `undefined` for none */
export function most(numbers: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const number of numbers) if (found === undefined || number > found) found = number;
  return found;
}
