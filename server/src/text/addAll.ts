/** Adds to a list. `push(...items)` would put all of them on the stack, which a file of a megabyte overflows. */
export function addAll<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
