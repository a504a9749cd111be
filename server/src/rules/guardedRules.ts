// A rule that fails costs what it fails at: a mistake of ours in one rule or workload hides no other finding.
import { lazily } from '../kubernetes/lazily.ts';
import { describeError } from '../model/describeError.ts';
import type { Finding, Fix, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { say } from '../text/message.ts';
import type { Detection, Rule } from './shared/rule.ts';

/** What a rule detects, and where it failed. */
export interface Detected {
  readonly detections: readonly Detection<unknown>[];
  readonly failures: readonly Finding[];
}

/**
 * What a rule detects in one part of a cluster.
 * @param place what the failure is reported at
 */
export function detect(rule: Rule, place: Location, check: () => Iterable<Detection<unknown>> | undefined): Detected {
  try {
    return { detections: [...(check() ?? [])], failures: [] };
  } catch (error) {
    return { detections: [], failures: [failure(rule, error, place)] };
  }
}

/** The words for what a rule detected; where there are none, that the rule failed. */
export function inWords(rule: Rule, at: Location, severity: Severity, words: () => Finding): Finding {
  try {
    return words();
  } catch (error) {
    return { ...failure(rule, error, at), severity };
  }
}

/** Is told of a fix that cannot be made: whoever asked for it sees none, and wonders. */
export type TellsFailedFix = (ruleId: string, error: unknown) => void;

/** The fixes for what a rule detected, made once; none where the rule fails at them. */
export function fixesOnce(
  { id }: Rule,
  make: () => readonly Fix[],
  tell: TellsFailedFix | undefined,
): () => readonly Fix[] {
  const attempt = <T>(make: () => readonly T[]): readonly T[] => {
    try {
      return make();
    } catch (error) {
      tell?.(id, error);
      return [];
    }
  };
  return lazily(() => attempt(make).map((fix) => ({ ...fix, edits: () => attempt(() => fix.edits()) })));
}

function failure(rule: Rule, error: unknown, { file, range }: Location): Finding {
  const what = describeError(error);
  const message = say`${rule.id} could not be judged here: ${what}.`;
  return { ruleId: rule.id, severity: 'warning', file, range, message, related: [], fixes: [] };
}
