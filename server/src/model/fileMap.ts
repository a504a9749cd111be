/** Few enough to be copied at once, and enough that each holds little of a large tree. */
const BUCKETS = 256;

type Bucket<T> = ReadonlyMap<string, T>;

/** A map by file of which changed copies are made at little cost, however many files it holds. */
export class FileMap<T> {
  private constructor(private readonly buckets: readonly Bucket<T>[]) {}

  static of<T>(entries: Iterable<readonly [string, T]>): FileMap<T> {
    const buckets = Array.from({ length: BUCKETS }, () => new Map<string, T>());
    for (const [file, value] of entries) buckets[bucketOf(file)]?.set(file, value);
    return new FileMap(buckets);
  }

  get(file: string): T | undefined {
    return this.buckets[bucketOf(file)]?.get(file);
  }

  /** A copy in which these files have other values; `undefined` takes a file out. */
  with(changes: ReadonlyMap<string, T | undefined>): FileMap<T> {
    const buckets = [...this.buckets];
    const own = new Map<number, Map<string, T>>();
    for (const [file, value] of changes) {
      const at = bucketOf(file);
      const bucket = own.get(at) ?? new Map(buckets[at]);
      own.set(at, bucket);
      buckets[at] = bucket;
      if (value === undefined) bucket.delete(file);
      else bucket.set(file, value);
    }
    return new FileMap(buckets);
  }

  *files(): Iterable<string> {
    for (const bucket of this.buckets) yield* bucket.keys();
  }
}

function bucketOf(file: string): number {
  let sum = 0;
  for (let at = 0; at < file.length; at += 1) sum = (Math.imul(sum, 31) + file.charCodeAt(at)) | 0;
  return (sum >>> 0) % BUCKETS;
}
