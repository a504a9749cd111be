// The taints that a kubelet registers its node with.
import { parseList } from '../../kubernetes/flags/values.ts';
import { OUT_OF_SERVICE } from '../../kubernetes/taints.ts';
import type { Setting } from '../../model/setting.ts';

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
