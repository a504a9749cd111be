// What is known of a flag or of a field of KubeletConfiguration, over all versions.
import type { ComponentName } from '../components.ts';
import type { Ranged } from '../ranged.ts';

/** Go types of flags and fields, as pflag or the decoder of a configuration file reads them. */
export type ValueType = 'duration' | 'bool' | 'int32' | 'int64' | 'float32' | 'string' | 'list' | 'map' | 'object-list';

/** The source's own range check, at start. Durations in milliseconds. */
export interface ValueRange {
  /** Least accepted value; `exclusive`: the value itself is refused. */
  readonly min: number;
  readonly exclusive?: boolean;
  /** Zero is accepted although it lies below `min` (fields that mean "default" or "off" by it). */
  readonly zeroAllowed?: boolean;
  /** What the component says. */
  readonly error: string;
}

/** A command-line flag or a field of KubeletConfiguration, over all versions. */
export interface Flag {
  readonly component: ComponentName;
  /** Without dashes; a field in camelCase. */
  readonly name: string;
  readonly form: 'flag' | 'field';
  readonly type: ValueType;
  /** As it would be written; none: depends on other values, or empty. */
  readonly defaults: readonly Ranged<string>[];
  /** First minor; 3 is the oldest source read, the flag may be older. */
  readonly since: number;
  readonly deprecated?: number;
  /** First minor in which it is accepted and does nothing. */
  readonly noopSince?: number;
  /** First minor without it: the component refuses to start. */
  readonly removed?: number;
  /** What to use instead, in words or as a name. */
  readonly replacement?: string;
  /** KubeletConfiguration field that a kubelet flag mirrors. */
  readonly field?: string;
  readonly range?: ValueRange;
  /** What zero or a negative value, accepted without a word, does. */
  readonly nonPositive?: string;
  /** The one value that is accepted, where the source checks it. */
  readonly mustBe?: readonly Ranged<string>[];
  readonly note?: string;
  /** Where Kubernetes defines it. */
  readonly source: string;
}
