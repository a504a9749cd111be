// What a bundle cannot start without, as scripts/build.mjs wrote it to out/metafile.json.

export interface Outputs {
  readonly [file: string]: {
    readonly bytes: number;
    readonly inputs: object;
    readonly imports: readonly { readonly path: string; readonly kind: string }[];
  };
}

/** The file, and the parts that it loads before it does anything. */
export function startOfBundle(outputs: Outputs, file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const part of found) {
    for (const { path, kind } of outputs[part]?.imports ?? []) {
      if (kind !== 'dynamic-import' && path in outputs) found.add(path);
    }
  }
  return found;
}
