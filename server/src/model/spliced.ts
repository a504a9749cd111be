// Lists of which an edit changes a part: what stands before and behind it is the same, and so is what was made of it.

/** Where two lists differ: they have `start` members in common at their beginning and `behind` at their end. */
export interface Difference {
  readonly start: number;
  readonly behind: number;
}

/** Members are compared by identity. */
export function differenceOf(before: readonly unknown[], now: readonly unknown[]): Difference {
  const least = Math.min(before.length, now.length);
  let start = 0;
  while (start < least && before[start] === now[start]) start += 1;
  let behind = 0;
  while (behind < least - start && before[before.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  return { start, behind };
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
  const changed = now.slice(start, now.length - behind).map(make);
  return [...made.slice(0, start), ...changed, ...made.slice(made.length - behind)];
}
