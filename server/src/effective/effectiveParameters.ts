import { parseDuration } from '../kubernetes/duration.ts';
import { defaultOf, existsAt, flag } from '../kubernetes/flags/catalogue.ts';
import { parseInteger } from '../kubernetes/flags/values.ts';
import type { Cluster, Instance, Origin } from '../model/cluster.ts';
import type { Component } from '../model/setting.ts';
import { inForce } from './inForce.ts';

/** A parameter that the windows depend on, as one instance of the cluster has it. */
export interface EffectiveParameter {
  readonly component: Component;
  /** The flag's name; the field's where no flag exists. */
  readonly name: string;
  /** As written, or the version's default as it would be written. */
  readonly value: string;
  /** `undefined` for what is no time, and for what cannot be read. */
  readonly ms: number | undefined;
  readonly origin: Origin;
}

interface Row {
  readonly component: Component;
  readonly name: string;
  /** Field of the configuration file that the flag overrides. */
  readonly field?: string;
  /** A number of seconds without a unit. */
  readonly seconds?: boolean;
  /** Field whose value other than zero is the default. */
  readonly follows?: string;
}

const manager = (name: string): Row => ({ component: 'kube-controller-manager', name });

const ROWS: readonly Row[] = [
  manager('node-monitor-period'),
  manager('node-monitor-grace-period'),
  manager('node-startup-grace-period'),
  manager('enable-taint-manager'),
  manager('pod-eviction-timeout'),
  manager('node-eviction-rate'),
  manager('secondary-node-eviction-rate'),
  manager('unhealthy-zone-threshold'),
  manager('large-cluster-size-threshold'),
  manager('disable-force-detach-on-timeout'),
  manager('controllers'),
  { component: 'kubelet', name: 'node-status-update-frequency', field: 'nodeStatusUpdateFrequency' },
  { component: 'kubelet', name: 'nodeStatusReportFrequency', follows: 'nodeStatusUpdateFrequency' },
  { component: 'kubelet', name: 'nodeLeaseDurationSeconds', seconds: true },
  { component: 'kubelet', name: 'shutdownGracePeriod' },
  { component: 'kubelet', name: 'shutdownGracePeriodCriticalPods' },
  { component: 'kube-apiserver', name: 'default-not-ready-toleration-seconds', seconds: true },
  { component: 'kube-apiserver', name: 'default-unreachable-toleration-seconds', seconds: true },
];

/** Whether the windows depend on a flag or field. */
export function decidesTiming(component: Component, name: string): boolean {
  return ROWS.some((row) => row.component === component && (row.name === name || row.field === name));
}

/**
 * Every parameter that matters in the cluster's versions, with its origin. One entry a different value: several instances,
 * or versions with different defaults, give several.
 */
export function effectiveParameters(cluster: Cluster): readonly EffectiveParameter[] {
  const instances = [...cluster.controllerManagers, ...cluster.kubelets, ...cluster.apiServers];
  const found = new Map<string, EffectiveParameter>();
  for (const row of ROWS) {
    for (const instance of instances) {
      if (instance.component !== row.component) continue;
      const minors = instance.minors.length > 0 ? instance.minors : cluster.version.minors;
      for (const minor of minors) {
        const parameter = parameterOf(row, instance, minor);
        if (parameter) found.set(identity(parameter), parameter);
      }
    }
  }
  return [...found.values()];
}

function identity({ component, name, value, origin }: EffectiveParameter): string {
  const place = origin.kind === 'file' ? `${origin.setting.file} ${JSON.stringify(origin.setting.range)}` : origin.kind;
  return [component, name, value, place].join('\n');
}

function parameterOf(row: Row, instance: Instance, minor: number): EffectiveParameter | undefined {
  const entry = flag(row.component, row.name);
  if (!entry || !existsAt(entry, minor)) return undefined;
  const base = { component: row.component, name: row.name };
  const sources = [row.name, ...(row.field ? [row.field] : []), ...(row.follows ? [row.follows] : [])];
  for (const name of sources) {
    const setting = inForce(instance, name, minor);
    if (setting.kind === 'unknown') {
      const { value } = setting.setting;
      const text = value.known ? value.value : value.text;
      return { ...base, value: text, ms: undefined, origin: { kind: 'file', setting: setting.setting } };
    }
    if (setting.kind !== 'written' || meansDefault(name, setting.text)) continue;
    return {
      ...base,
      value: setting.text,
      ms: ms(row, setting.text),
      origin: { kind: 'file', setting: setting.setting },
    };
  }
  const value = defaultOf(row.component, row.name, minor);
  if (value === undefined) return undefined;
  const [missing] = instance.missing;
  return { ...base, value, ms: ms(row, value), origin: missing ? { kind: 'assumed', missing } : { kind: 'default' } };
}

/** A zero in the kubelet's file is as if the field were absent. */
function meansDefault(name: string, text: string): boolean {
  const isField = flag('kubelet', name)?.form === 'field';
  const parsed = parseDuration(text);
  return isField && parsed.ok && parsed.value === 0;
}

function ms({ seconds, component, name }: Row, text: string): number | undefined {
  if (seconds) {
    const parsed = parseInteger(text, 64);
    return parsed.ok ? parsed.value * 1_000 : undefined;
  }
  if (flag(component, name)?.type !== 'duration') return undefined;
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : undefined;
}
