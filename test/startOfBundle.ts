// What a bundle cannot start without, as scripts/build.mjs wrote it to out/metafile.json.

export interface Outputs {
  readonly [file: string]: {
    readonly bytes: number;
    readonly inputs: object;
    readonly imports: readonly { readonly path: string; readonly kind: string }[];
  };
}

/** What a server loads with the first tree that is opened: it has answered `initialize` before. */
const JUDGING = 'dist/server/judging.js';

/** The file, and the parts that it loads before it does anything; a server's also those without which it reads nothing. */
export function startOfBundle(outputs: Outputs, file: string): ReadonlySet<string> {
  const found = new Set(file === 'dist/server.js' ? [file, JUDGING] : [file]);
  for (const part of found) {
    for (const { path, kind } of outputs[part]?.imports ?? []) {
      if (kind !== 'dynamic-import' && path in outputs) found.add(path);
    }
  }
  return found;
}
