// One operation of a JSON patch (RFC 6902), and what it leaves of an object.
import type { Location } from './location.ts';
import type { StorageObject } from './storage.ts';
import type { Workload } from './workload.ts';

/** What an operation leaves of an object: parts of it, read as that object's kind. */
export interface PatchedParts {
  readonly workloads: readonly Workload[];
  readonly patches: readonly Workload[];
  readonly storage: readonly StorageObject[];
}

/** One operation of a JSON patch (RFC 6902). Its `range` is that of the path. */
export interface PatchOperation extends Location {
  readonly op: 'add' | 'replace' | 'remove' | 'move' | 'copy' | 'test';
  /** Keys and indices from the root of the object down. */
  readonly path: readonly string[];
  /** Where `move` and `copy` take it from. */
  readonly from?: readonly string[];
  /** What it writes, as a part of an object of that kind. */
  readAs(apiVersion: string, kind: string): PatchedParts;
}
