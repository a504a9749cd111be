import { controllerDisabled } from './catalogue/controller-disabled.ts';
import { defaultTolerationSuppressed } from './catalogue/default-toleration-suppressed.ts';
import { deprecatedFlag } from './catalogue/deprecated-flag.ts';
import { evictionRateOneNeverResumes } from './catalogue/eviction-rate-one-never-resumes.ts';
import { evictionRateZeroIsNotOff } from './catalogue/eviction-rate-zero-is-not-off.ts';
import { evictionStopsInSmallZone } from './catalogue/eviction-stops-in-small-zone.ts';
import { flagNotYetAvailable } from './catalogue/flag-not-yet-available.ts';
import { invalidValue } from './catalogue/invalid-value.ts';
import { leaderElectionOrder } from './catalogue/leader-election-order.ts';
import { neverEvicted } from './catalogue/never-evicted.ts';
import { obsoleteTaintKey } from './catalogue/obsolete-taint-key.ts';
import { prestopExceedsGrace } from './catalogue/prestop-exceeds-grace.ts';
import { removedFlag } from './catalogue/removed-flag.ts';
import { shutdownCriticalExceedsTotal } from './catalogue/shutdown-critical-exceeds-total.ts';
import { shutdownCutsTermination } from './catalogue/shutdown-cuts-termination.ts';
import { shutdownDisabled } from './catalogue/shutdown-disabled.ts';
import { tolerationEffectRequired } from './catalogue/toleration-effect-required.ts';
import { tolerationSecondsZero } from './catalogue/toleration-seconds-zero.ts';
import { tolerationShadowed } from './catalogue/toleration-shadowed.ts';
import { unreadableDocument } from './catalogue/unreadable-document.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of the tables: by category, then id. */
export const rules: readonly Rule[] = [
  defaultTolerationSuppressed,
  controllerDisabled,
  leaderElectionOrder,
  evictionRateOneNeverResumes,
  evictionRateZeroIsNotOff,
  evictionStopsInSmallZone,
  neverEvicted,
  obsoleteTaintKey,
  tolerationEffectRequired,
  tolerationSecondsZero,
  tolerationShadowed,
  prestopExceedsGrace,
  shutdownCriticalExceedsTotal,
  shutdownCutsTermination,
  shutdownDisabled,
  deprecatedFlag,
  flagNotYetAvailable,
  invalidValue,
  removedFlag,
  unreadableDocument,
];

/** The rule of that id. */
export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
