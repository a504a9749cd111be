// What starts a component: flags of one command line, fields of one file.
import type { MissingFile } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Component, Setting, SettingList } from '../model/setting.ts';
import type { Value } from '../model/value.ts';

/** Flags that start a component together, in the order of the command line. */
export interface Startup {
  readonly component: Component;
  readonly declaredIn: Location;
  readonly settings: readonly Setting[];
  readonly missing: readonly MissingFile[];
  /** Files of the stack that it comes from. */
  readonly files: readonly string[];
  /** What of its environment decides about its connections. */
  readonly variables?: ReadonlyMap<string, Value<string>>;
  /** The files are made to be laid over each other. */
  readonly isLayered?: true;
}

/** Fields of one configuration file (one document of it). */
export interface FieldGroup {
  readonly component: Component;
  readonly declaredIn: Location;
  readonly settings: readonly Setting[];
  readonly file: string;
}

export interface StackStartups {
  readonly startups: readonly Startup[];
  readonly fields: readonly FieldGroup[];
}

/** Settings that belong together. */
export interface SettingGroup {
  readonly component: Component;
  readonly declaredIn: Location;
  readonly settings: readonly Setting[];
  /** Where they stand. */
  readonly settingList: SettingList | undefined;
}
