// Lists of which an edit changes a part: what stands before and behind it is the same, and so is what was made of it.

/** Where two lists differ: they have `start` members in common at their beginning and `behind` at their end. */
export interface Difference {
  readonly start: number;
  readonly behind: number;
}

const differences = new WeakMap<readonly unknown[], { readonly before: readonly unknown[] } & Difference>();

/** Members are compared by identity; of a list that was made of the other one it is known where they differ. */
export function differenceOf(before: readonly unknown[], now: readonly unknown[]): Difference {
  const known = differences.get(now);
  return known?.before === before ? known : differenceBetween(before, now);
}

function differenceBetween(before: readonly unknown[], now: readonly unknown[]): Difference {
  const least = Math.min(before.length, now.length);
  let start = 0;
  while (start < least && before[start] === now[start]) start += 1;
  let behind = 0;
  while (behind < least - start && before[before.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  return { start, behind };
}

/** A list in which `now` stands in place of the `count` members from `at` on; it costs little more than a copy of memory. */
export function splicedAt<T>(all: readonly T[], at: number, count: number, now: readonly T[]): readonly T[] {
  const { start, behind } = differenceBetween(all.slice(at, at + count), now);
  if (start === count && start === now.length) return all;
  const list = count === now.length ? all.slice() : all.slice(0, at).concat(now, all.slice(at + count));
  if (count === now.length) for (const [index, one] of now.entries()) list[at + index] = one;
  // Or each list would hold all lists before it.
  differences.delete(all);
  differences.set(list, { before: all, start: at + start, behind: all.length - at - count + behind });
  return list;
}

/**
 * What is made of the members of a list, with what was made of those that it has in common with another list.
 * @param made of each member of `before`
 */
export function mapSpliced<From, To>(
  before: readonly From[],
  made: readonly To[],
  now: readonly From[],
  make: (member: From) => To,
): readonly To[] {
  const { start, behind } = differenceOf(before, now);
  if (start === before.length && start === now.length) return made;
  return splicedAt(made, start, made.length - behind - start, now.slice(start, now.length - behind).map(make));
}
