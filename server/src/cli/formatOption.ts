// Reads `--format json`, `--format sarif=out/report.sarif`.

import { oneOf } from '../model/nearName.ts';
import { UsageError } from '../model/usageError.ts';

/** Where a format's text goes: `file` is as given, `undefined` for standard output. */
export interface FormatTarget {
  readonly format: string;
  readonly file: string | undefined;
}

/**
 * Reads `json`, `sarif=out/report.sarif`.
 *
 * @throws UsageError
 */
export function parseFormat(text: string, known: readonly string[]): FormatTarget {
  const equals = text.indexOf('=');
  const format = equals < 0 ? text : text.slice(0, equals);
  if (!known.includes(format)) throw new UsageError(`unknown format '${format}'${oneOf(format, known)}`);
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  if (file === '') throw new UsageError(`--format ${format}= names no file`);
  return { format, file };
}

/** @throws UsageError where two formats would be mixed on standard output */
export function checkTargets(targets: readonly FormatTarget[]): void {
  const printed = targets.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    const names = printed.map(({ format }) => format).join(', ');
    throw new UsageError(
      `only one format can go to standard output, not ${names}; write the others to files (sarif=FILE)`,
    );
  }
}
