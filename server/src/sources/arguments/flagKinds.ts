// Whether a flag takes no value of its own.
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Component } from '../../model/setting.ts';

/** Whether a flag takes no value of its own; `undefined` for flags that the facts do not know. */
export function isBooleanFlag(component: Component, name: string): boolean | undefined {
  const known = flagsOf[component].get(name);
  return known === undefined ? undefined : known.type === 'bool';
}
