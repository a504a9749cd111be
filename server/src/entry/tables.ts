// The tables of words, where they lie beside the program on disk.
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Locale, tableFile } from '../render/words/locales.ts';

/** Of the package that this process was started from; `undefined` for English, and where it is not there. */
export function readTable(locale: Locale): unknown {
  if (locale === 'en') return undefined;
  try {
    return JSON.parse(
      readFileSync(join(dirname(realpathSync(process.argv[1] ?? '')), '..', tableFile(locale)), 'utf8'),
    );
  } catch {
    return undefined;
  }
}
