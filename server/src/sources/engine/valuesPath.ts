// How templates of charts name a value.

const VALUE = /^(?:\$[A-Za-z]*)?\.Values((?:\.[A-Za-z_][\w-]*)+)$/;

/** The keys below `.Values` with dots between (`a.b` of `.Values.a.b`, `$.Values.a.b`); `undefined` for another word. */
export function valuesPath(word: string): string | undefined {
  return VALUE.exec(word)?.[1]?.slice(1);
}
