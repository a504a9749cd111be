// What is in effect in a cluster, listed for people: one entry a different value, with its origin.
import { gateEnabled } from '../kubernetes/featureGates.ts';
import type { ClusterBasis, Origin } from '../model/cluster.ts';
import type { Component } from '../model/setting.ts';
import { componentInstances, minorsOf } from './componentVersions.ts';
import { type Answer, type EffectiveInstance, effectiveInstance } from './effectiveInstance.ts';
import {
  ALL_PARAMETERS,
  type AnyParameter,
  LEASE_CIRCUIT_BREAKER,
  PARAMETERS,
  type TimingParameter,
} from './parameters.ts';
import { flagIn } from './settingReading.ts';

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

const lists = new WeakMap<ClusterBasis, readonly EffectiveParameter[]>();

/**
 * Every parameter that matters in the cluster's versions, with its origin. One entry a different value: several instances,
 * or versions with different defaults, give several.
 */
export function effectiveParameters(cluster: ClusterBasis): readonly EffectiveParameter[] {
  const parameters = lists.get(cluster) ?? listParameters(cluster);
  lists.set(cluster, parameters);
  return parameters;
}

function listParameters(cluster: ClusterBasis): readonly EffectiveParameter[] {
  const found = new Map<string, EffectiveParameter>();
  for (const row of ALL_PARAMETERS) {
    for (const instance of row.isListed ? componentInstances(cluster, row.component) : []) {
      for (const minor of minorsOf(instance, cluster)) {
        const parameter = parameterIn(row, effectiveInstance(instance, minor));
        if (parameter) found.set(identity(parameter), parameter);
      }
    }
    // The flags of a component and its gate stand together.
    if (row !== LAST_OF_MANAGER) continue;
    for (const gate of leaseGates(cluster)) found.set(identity(gate), gate);
  }
  return [...found.values()];
}

const LEASE_GATES = [LEASE_CIRCUIT_BREAKER];
const LAST_OF_MANAGER = PARAMETERS.controllers;

/** The gate that decides whether a node whose lease somebody writes is ever marked, where the version has it. */
function leaseGates(cluster: ClusterBasis): readonly EffectiveParameter[] {
  return componentInstances(cluster, 'kube-controller-manager').flatMap((instance) =>
    minorsOf(instance, cluster).flatMap((minor) => {
      if (gateEnabled(LEASE_CIRCUIT_BREAKER, minor, new Map()) === undefined) return [];
      const { candidates } = effectiveInstance(instance, minor).gates(LEASE_GATES);
      const states = new Set(candidates.map((gates) => gateEnabled(LEASE_CIRCUIT_BREAKER, minor, gates)));
      const [state] = states;
      const isWritten = candidates.some((gates) => gates.has(LEASE_CIRCUIT_BREAKER));
      const setting = instance.written.get('feature-gates')?.setting;
      const [missing] = instance.missing;
      const byDefault: Origin = missing ? { kind: 'assumed', missing } : { kind: 'default' };
      return {
        component: 'kube-controller-manager' as const,
        name: LEASE_CIRCUIT_BREAKER,
        value: states.size === 1 ? String(state) : 'unknown',
        ms: undefined,
        origin: isWritten && setting !== undefined ? { kind: 'file' as const, setting } : byDefault,
      };
    }),
  );
}

function identity({ component, name, value, origin }: EffectiveParameter): string {
  const place = origin.kind === 'file' ? `${origin.setting.file} ${JSON.stringify(origin.setting.range)}` : origin.kind;
  return [component, name, value, place].join('\n');
}

function parameterIn(row: AnyParameter, instance: EffectiveInstance): EffectiveParameter | undefined {
  const { component, name, facts, field, follows } = row;
  const version = flagIn(facts, instance.minor);
  if (!version.exists) return undefined;
  for (const source of [row, ...rowsOf(component, field), ...rowsOf(component, follows)]) {
    const answer: Answer<unknown> = instance.answer(source as TimingParameter<unknown>);
    if (answer.isKnown && answer.origin.kind === 'default' && answer.origin.of !== undefined) {
      const ms = milliseconds(row, answer.value);
      return { component, name, value: answer.text ?? '', ms, origin: answer.origin };
    }
    const written = answer.isKnown ? writtenIn(answer.origin) : answer.setting;
    if (!written || (answer.isKnown && meansDefault(source, answer.value))) continue;
    const ms = answer.isKnown ? milliseconds(row, answer.value) : undefined;
    return { component, name, value: answer.text ?? '', ms, origin: { kind: 'file', setting: written } };
  }
  const { text: value } = version;
  if (value === undefined) return undefined;
  const [missing] = instance.instance.missing;
  const ms = milliseconds(row, version.value);
  return { component, name, value, ms, origin: missing ? { kind: 'assumed', missing } : { kind: 'default' } };
}

function writtenIn(origin: Origin) {
  return origin.kind === 'file' ? origin.setting : undefined;
}

function rowsOf(component: Component, name: string | undefined): readonly AnyParameter[] {
  return ALL_PARAMETERS.filter((row) => row.component === component && row.name === name);
}

/** A zero in the kubelet's file is as if the field were absent. */
function meansDefault({ facts }: AnyParameter, value: unknown): boolean {
  return facts.form === 'field' && value === 0;
}

function milliseconds({ unit }: AnyParameter, value: unknown): number | undefined {
  if (typeof value !== 'number' || unit === undefined) return undefined;
  return unit === 'seconds' ? value * 1_000 : value;
}
