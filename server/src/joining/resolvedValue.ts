// The value that a template stands for, with its place.
import type { ChartValue } from '../sources/helm/chartValue.ts';

/** A value that a template stands for, with its place. */
export interface ResolvedValue {
  /** As it is written into the manifest. */
  readonly text: string;
  readonly isString: boolean;
  /** `undefined`: the default that stands in the template. */
  readonly written: ChartValue | undefined;
}

/** Finds the value behind a template; `undefined` where it is not known. */
export type ResolveTemplate = (written: string) => ResolvedValue | undefined;

/** Finds the list behind the path of a value, one without items for an empty value; `undefined` where it is not known. */
export type ResolveList = (path: string) => ChartValue | undefined;
