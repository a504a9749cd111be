import { parseDuration } from '../../kubernetes/duration.ts';
import { parseList } from '../../kubernetes/flags/values.ts';
import { OUT_OF_SERVICE } from '../../kubernetes/taints.ts';
import type { Cluster } from '../../model/cluster.ts';
import { least } from '../../model/extremes.ts';
import type { Field } from '../../model/field.ts';
import type { SelfNodeRemediationConfig } from '../../model/remediation.ts';
import type { Setting } from '../../model/setting.ts';
import { minimumSafeTime, SELF_NODE_REMEDIATION_DEFAULTS, safeTime } from '../../timing/results.ts';

/** With the fewest workers that there can be: more only make it longer. */
const FEWEST_WORKERS = 0;

/** The least time, in milliseconds, that the operator takes a config for; `undefined` where a part of it is not known. */
export function leastSafeTime(config: SelfNodeRemediationConfig): number | undefined {
  const read = inputsOf(config);
  return read && minimumSafeTime(read, FEWEST_WORKERS);
}

/** The time in force in a cluster, at least; `undefined` where its config cannot be read. */
export function safeTimeOf({ remediations }: Cluster): number | undefined {
  const configs = remediations.filter((one) => one.kind === 'SelfNodeRemediationConfig');
  const times = configs.map((config) => {
    const read = inputsOf(config);
    return read && safeTime(read, FEWEST_WORKERS);
  });
  if (times.includes(undefined)) return undefined;
  if (times.length === 0) return safeTime(SELF_NODE_REMEDIATION_DEFAULTS, FEWEST_WORKERS);
  return least(times.flatMap((time) => time ?? []));
}

function inputsOf(config: SelfNodeRemediationConfig): typeof SELF_NODE_REMEDIATION_DEFAULTS | undefined {
  const written = new Map<string, number>();
  for (const [name, field] of config.durations) {
    const time = durationOf(field);
    if (time === undefined) return undefined;
    written.set(name, time);
  }
  const threshold = config.maxApiErrorThreshold;
  if (threshold && !threshold.value.known) return undefined;
  const safe = config.safeTime;
  if (safe && !safe.value.known) return undefined;
  return {
    ...SELF_NODE_REMEDIATION_DEFAULTS,
    ...Object.fromEntries(written),
    ...(threshold?.value.known && { maxApiErrorThreshold: threshold.value.value }),
    safeTime: safe?.value.known ? safe.value.value * 1_000 : undefined,
  };
}

/** Milliseconds; `undefined` where it cannot be read. */
export function durationOf({ value }: Field<string>): number | undefined {
  const parsed = value.known ? parseDuration(value.value) : undefined;
  return parsed?.ok ? parsed.value : undefined;
}

/** The taints that a kubelet registers its node with, as `key=value:effect` or as keys; `undefined` where not known. */
export function registeredTaints({ form, value, data }: Setting): readonly string[] | undefined {
  if (form === 'flag') {
    const parsed = value.known ? parseList(value.value) : undefined;
    return parsed?.ok ? parsed.value : undefined;
  }
  if (!value.known || !Array.isArray(data)) return undefined;
  return data.map((taint: unknown) => {
    const key = typeof taint === 'object' && taint !== null ? (taint as Record<string, unknown>).key : undefined;
    return typeof key === 'string' ? key : '';
  });
}

export function isOutOfService(taint: string): boolean {
  return (taint.split(/[=:]/, 1)[0] ?? '').trim() === OUT_OF_SERVICE;
}
