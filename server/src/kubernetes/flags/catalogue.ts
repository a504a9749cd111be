// Every flag and field that the facts know, by component and name.
import type { ComponentName } from '../components.ts';
import { at } from '../ranged.ts';
import { API_SERVER_FLAGS } from './apiServer.ts';
import { CLOUD_CONTROLLER_MANAGER_FLAGS } from './cloudControllerManager.ts';
import { CONTROLLER_MANAGER_FLAGS } from './controllerManager.ts';
import type { Flag } from './flag.ts';
import { KUBELET_FLAGS } from './kubelet.ts';

/** Every flag and field that the facts know. */
export const FLAGS: readonly Flag[] = [
  ...CONTROLLER_MANAGER_FLAGS,
  ...KUBELET_FLAGS,
  ...API_SERVER_FLAGS,
  ...CLOUD_CONTROLLER_MANAGER_FLAGS,
];

const named = (flags: readonly Flag[]): ReadonlyMap<string, Flag> => new Map(flags.map((flag) => [flag.name, flag]));

/** The facts about the flags (`node-monitor-period`) and the kubelet's fields (`nodeStatusUpdateFrequency`) of each component. */
export const flagsOf: Readonly<Record<ComponentName, ReadonlyMap<string, Flag>>> = {
  'kube-controller-manager': named(CONTROLLER_MANAGER_FLAGS),
  kubelet: named(KUBELET_FLAGS),
  'kube-apiserver': named(API_SERVER_FLAGS),
  'kube-scheduler': named([]),
  'cloud-controller-manager': named(CLOUD_CONTROLLER_MANAGER_FLAGS),
};

/** Every component that has, or had, a flag of this name. */
export function componentsWith(name: string): readonly ComponentName[] {
  return FLAGS.filter((entry) => entry.name === name).map((entry) => entry.component);
}

/** The default as it would be written; `undefined` where the component has no such flag in that version. */
export function defaultOf(component: ComponentName, name: string, minor: number): string | undefined {
  const entry = flagsOf[component].get(name);
  return entry && defaultAt(entry, minor);
}

/** The same of a flag that was looked up. */
export function defaultAt(entry: Flag, minor: number): string | undefined {
  return existsAt(entry, minor) ? at(entry.defaults, minor) : undefined;
}

/** Whether the component accepts the flag (or reads the field) in that version. */
export function existsAt(entry: Flag, minor: number): boolean {
  return minor >= entry.since && (entry.removed === undefined || minor < entry.removed);
}
