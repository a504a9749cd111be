// Tables that are read when they are asked for the first time: a command that looks at one file needs few of them.

/** @param make called once, at the first call */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
