// A flag or a field of a configuration file as written.
import type { ComponentName } from '../kubernetes/components.ts';
import type { Range } from '../text/position.ts';
import type { Branch } from './branch.ts';
import type { Inserter, Location, Rewriter } from './location.ts';
import type { Value } from './value.ts';

export type Component = ComponentName;

/** `flag`: a command-line flag, in whatever file. `field`: a field of a component's configuration file (KubeletConfiguration). */
export type SettingForm = 'flag' | 'field';

/** How the value stood in the file; decides about rules of form (`arguments-form`, `invalid-value`). */
export type WrittenType = 'string' | 'integer' | 'float' | 'boolean' | 'null' | 'list' | 'map';

/** A flag or field as written. */
export interface Setting {
  readonly component: Component;
  /** The flag without dashes, underscores normalised (`node-monitor-period`); or the field (`nodeStatusUpdateFrequency`). */
  readonly name: string;
  readonly form: SettingForm;
  /** The name as written, dashes included (`--node_monitor_period`). */
  readonly spelling: string;
  /**
   * The value as text, quotes removed; a boolean flag without a value is `true`. Lists of a field are known
   * only through `data`.
   */
  readonly value: Value<string>;
  /** Plain data of a value that is no scalar. */
  readonly data?: unknown;
  /** The scalars of a value that is a map, each where it stands. */
  readonly entries?: readonly SettingEntry[];
  readonly writtenType: WrittenType;
  /** The way of a template or script in which it stands; left out where it is always there. */
  readonly branch?: Branch;
  readonly file: string;
  /** Where it takes effect, for a value that stands in another file (the values of a chart). */
  readonly use?: Location;
  /** Name and value. */
  readonly range: Range;
  readonly nameRange: Range;
  /** The value alone, without quotes; empty (at the end of the name) where none is written. */
  readonly valueRange: Range;
  /** Id of the source (file shape) that read it. */
  readonly source: string;
  readonly rewriter: Rewriter;
  /** The name that stands for this value and others, of one that cannot be changed by itself. */
  readonly profile?: { readonly name: string; readonly rewriter: Rewriter };
}

/** One key of a setting whose value is a map: a feature gate. */
export interface SettingEntry {
  readonly key: string;
  readonly value: Value<string>;
  /** Key and value. */
  readonly range: Range;
  readonly rewriter: Rewriter;
}

/** Somewhere that further settings of a component can be written: an argument list, a unit's `ExecStart`, a KubeletConfiguration. */
export interface SettingList extends Location {
  readonly component: Component;
  readonly form: SettingForm;
  readonly source: string;
  readonly inserter: Inserter;
  readonly layer?: ListLayer;
}

/** What a key of a program's configuration files does to those that are read before it. */
export interface ListLayer {
  readonly key: string;
  /** Adds to what earlier files say (`kubelet-arg+` of k3s); else takes the place of their key. */
  readonly appends: boolean;
  /** Keys of one set start a component together; empty for those of the files themselves. */
  readonly set: string;
}
