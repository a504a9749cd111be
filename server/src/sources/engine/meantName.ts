// What somebody plainly meant who wrote a name that nothing reads.
import type { FieldNames } from '../../kubernetes/fieldNames.ts';
import { nearest } from '../../model/nearest.ts';

/** Shorter names are close to too many others. */
const SHORTEST = 8;
/** The same of a type whose every field is known. */
const SHORTEST_FIELD = 6;

/**
 * The field that was meant by a name which the type does not have: the same letters with dashes or capitals elsewhere (a flag's
 * name), its beginning, or a few letters away.
 * @returns `undefined` for real names, and for those that are nowhere near one that we read
 */
export function meantField(written: string, names: FieldNames): string | undefined {
  if (names.real.has(written) || written.length < 5) return undefined;
  const before = answered.get(names) ?? new Map<string, string | undefined>();
  answered.set(names, before);
  if (before.has(written)) return before.get(written);
  const meant = findField(written, names);
  if (before.size < MOST_ANSWERS) before.set(written, meant);
  return meant;
}

/** Two thousand nodes have the same few names, each of which is held against all fields. */
const answered = new WeakMap<FieldNames, Map<string, string | undefined>>();
const MOST_ANSWERS = 200;

function findField(written: string, { real, read }: FieldNames): string | undefined {
  const same = [...real].find((name) => letters(name) === letters(written));
  if (same !== undefined) return read.includes(same) ? same : undefined;
  if (written.length < SHORTEST_FIELD) return undefined;
  const begun = read.filter((name) => written.length >= 12 && (name.startsWith(written) || written.startsWith(name)));
  const [only] = begun;
  // `shutdownGracePeriodX` begins like several.
  if (only !== undefined && begun.length === 1 && !isOtherWord(written, only)) return only;
  return isReadName(nearest(written, [...real], mostDifferences(written)), read);
}

/**
 * The key that was meant by one that a platform's configuration does not have.
 * @param others real keys beside it
 */
export function meantKey(written: string, others: ReadonlySet<string>, wanted: readonly string[]): string | undefined {
  if (others.has(written) || wanted.includes(written) || written.length < 6) return undefined;
  const same = wanted.find((name) => letters(name) === letters(written));
  if (same !== undefined) return same;
  const most = written.length < SHORTEST ? 1 : Math.min(mostDifferences(written), 2);
  const found = nearest(written, [...wanted, ...others], most);
  return isReadName(found, wanted);
}

function isReadName(name: string | undefined, read: readonly string[]): string | undefined {
  return name !== undefined && read.includes(name) ? name : undefined;
}

/** One letter in eight, at most three. */
function mostDifferences({ length }: string): number {
  return Math.min(3, Math.max(1, Math.floor(length / 8)));
}

/** What follows is a word of its own, so it is another field, of another program or of a later version. */
function isOtherWord(written: string, name: string): boolean {
  return (
    written.length > name.length &&
    /^[A-Z]/.test(written.slice(name.length)) &&
    !/^Seconds$/.test(written.slice(name.length))
  );
}

function letters(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}
