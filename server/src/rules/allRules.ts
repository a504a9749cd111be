// Every rule, in the order of the tables.
import { argumentsForm } from './catalogue/arguments-form.ts';
import { configNotLoadable } from './catalogue/config-not-loadable.ts';
import { controlPlanesDisagree } from './catalogue/control-planes-disagree.ts';
import { controllerDisabled } from './catalogue/controller-disabled.ts';
import { defaultTolerationSuppressed } from './catalogue/default-toleration-suppressed.ts';
import { deprecatedFlag } from './catalogue/deprecated-flag.ts';
import { duplicateSetting } from './catalogue/duplicate-setting.ts';
import { evictionRateOneNeverResumes } from './catalogue/eviction-rate-one-never-resumes.ts';
import { evictionRateZeroIsNotOff } from './catalogue/eviction-rate-zero-is-not-off.ts';
import { evictionStopsInSmallZone } from './catalogue/eviction-stops-in-small-zone.ts';
import { evictionTimeoutWithoutEffect } from './catalogue/eviction-timeout-without-effect.ts';
import { execStartNotReset } from './catalogue/exec-start-not-reset.ts';
import { featureGateRule } from './catalogue/feature-gate.ts';
import { flagNotYetAvailable } from './catalogue/flag-not-yet-available.ts';
import { forceRemovalOnEviction } from './catalogue/force-removal-on-eviction.ts';
import { graceBelowHttp2Timeout } from './catalogue/grace-below-http2-timeout.ts';
import { graceShorterThanHeartbeat } from './catalogue/grace-shorter-than-heartbeat.ts';
import { heartbeatMargin } from './catalogue/heartbeat-margin.ts';
import { invalidValue } from './catalogue/invalid-value.ts';
import { leaderElectionOrder } from './catalogue/leader-election-order.ts';
import { leaseDurationSlowsHeartbeat } from './catalogue/lease-duration-slows-heartbeat.ts';
import { logindCutsShutdown } from './catalogue/logind-cuts-shutdown.ts';
import { misspelledField } from './catalogue/misspelled-field.ts';
import { misspelledFlag } from './catalogue/misspelled-flag.ts';
import { monitorPeriodRoundsGraceUp } from './catalogue/monitor-period-rounds-grace-up.ts';
import { multiAttachGuardOff } from './catalogue/multi-attach-guard-off.ts';
import { neverEvicted } from './catalogue/never-evicted.ts';
import { obsoleteTaintKey } from './catalogue/obsolete-taint-key.ts';
import { prestopExceedsGrace } from './catalogue/prestop-exceeds-grace.ts';
import { remediationBeforeNodeDeath } from './catalogue/remediation-before-node-death.ts';
import { removedFlag } from './catalogue/removed-flag.ts';
import { replicaOverlapOnEviction } from './catalogue/replica-overlap-on-eviction.ts';
import { rollingUpdateOverlap } from './catalogue/rolling-update-overlap.ts';
import { sharedDatabaseVolume } from './catalogue/shared-database-volume.ts';
import { shutdownCriticalExceedsTotal } from './catalogue/shutdown-critical-exceeds-total.ts';
import { shutdownCutsTermination } from './catalogue/shutdown-cuts-termination.ts';
import { shutdownDisabled } from './catalogue/shutdown-disabled.ts';
import { statusFrequencyWithoutEffect } from './catalogue/status-frequency-without-effect.ts';
import { statusReportEveryUpdate } from './catalogue/status-report-every-update.ts';
import { tolerationEffectRequired } from './catalogue/toleration-effect-required.ts';
import { tolerationRefused } from './catalogue/toleration-refused.ts';
import { tolerationSecondsZero } from './catalogue/toleration-seconds-zero.ts';
import { tolerationShadowed } from './catalogue/toleration-shadowed.ts';
import { unfencedForceDetach } from './catalogue/unfenced-force-detach.ts';
import { unreadableDocument } from './catalogue/unreadable-document.ts';
import { unusedSuppression } from './catalogue/unused-suppression.ts';
import { volumeTypeRemoved } from './catalogue/volume-type-removed.ts';
import { wrongComponent } from './catalogue/wrong-component.ts';
import type { Rule } from './shared/rule.ts';

/** Every rule, in the order of the tables: by category, then id. */
export const rules: readonly Rule[] = [
  defaultTolerationSuppressed,
  forceRemovalOnEviction,
  multiAttachGuardOff,
  remediationBeforeNodeDeath,
  replicaOverlapOnEviction,
  rollingUpdateOverlap,
  sharedDatabaseVolume,
  unfencedForceDetach,
  controlPlanesDisagree,
  controllerDisabled,
  graceBelowHttp2Timeout,
  graceShorterThanHeartbeat,
  heartbeatMargin,
  leaderElectionOrder,
  leaseDurationSlowsHeartbeat,
  monitorPeriodRoundsGraceUp,
  statusFrequencyWithoutEffect,
  statusReportEveryUpdate,
  evictionRateOneNeverResumes,
  evictionRateZeroIsNotOff,
  evictionStopsInSmallZone,
  evictionTimeoutWithoutEffect,
  neverEvicted,
  obsoleteTaintKey,
  tolerationEffectRequired,
  tolerationRefused,
  tolerationSecondsZero,
  tolerationShadowed,
  prestopExceedsGrace,
  shutdownCriticalExceedsTotal,
  shutdownCutsTermination,
  logindCutsShutdown,
  shutdownDisabled,
  argumentsForm,
  configNotLoadable,
  deprecatedFlag,
  featureGateRule,
  duplicateSetting,
  execStartNotReset,
  flagNotYetAvailable,
  invalidValue,
  misspelledField,
  misspelledFlag,
  removedFlag,
  unreadableDocument,
  volumeTypeRemoved,
  unusedSuppression,
  wrongComponent,
];

/** The rule of that id. */
export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
