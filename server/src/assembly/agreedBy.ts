// What several objects of one name say together.

/**
 * The members by their keys.
 * @param unite what is known of members of one key that are not the same
 */
export function agreedBy<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  areSame: (one: T, other: T) => boolean,
  unite: (one: T) => T,
): ReadonlyMap<string, T> {
  const byKey = new Map<string, readonly [first: T, known: T]>();
  for (const one of all) {
    const before = byKey.get(keyOf(one));
    if (before === undefined) byKey.set(keyOf(one), [one, one]);
    else if (!areSame(before[0], one)) byKey.set(keyOf(one), [before[0], unite(before[0])]);
  }
  return new Map([...byKey].map(([key, [, known]]) => [key, known]));
}
