// Reads `ID, ID: reason`, which silences rules in comments and annotations.
import type { Suppression } from './reading.ts';

/** Annotation of an object: `"ID, ID: reason"` silences rules in the whole object. */
export const ignoreAnnotation = 'kube-node-lifecycle/ignore';

/** Reads `ID, ID: reason`, as it stands in comments and in the annotation. */
export function readIgnoreList(text: string): Pick<Suppression, 'ruleIds' | 'reason'> {
  const [ids = '', ...rest] = text.split(':');
  const reason = rest.join(':').trim();
  return { ruleIds: ids.split(/[,\s]+/).filter((id) => id !== ''), reason: reason === '' ? undefined : reason };
}
