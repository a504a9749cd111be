// Names of what can be printed and generated, apart from what makes it: help, completion and options need no more.

/** Of `check`. */
export const CHECK_FORMATS = ['stylish', 'json', 'sarif', 'junit', 'github', 'gitlab', 'unix'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** Of `explain`. */
export const EXPLANATION_FORMATS = ['text', 'json', 'svg', 'markdown', 'html'] as const;

/** Of `generate`, the usual one first. */
export const POLICY_FORMATS = ['admission', 'kyverno'] as const;
export const ALERT_FORMATS = ['rules', 'prometheusrule'] as const;
export const GENERATED_FORMATS = {
  policy: POLICY_FORMATS,
  alerts: ALERT_FORMATS,
  runbook: ['markdown'],
  drill: ['markdown'],
} as const;

/** What becomes of an object: by default what is certainly wrong is refused, the rest warned of. */
export const POLICY_ACTIONS = ['deny', 'warn', 'audit'] as const;

export type Generated = keyof typeof GENERATED_FORMATS;
export const GENERATED: readonly Generated[] = ['policy', 'alerts', 'runbook', 'drill'];
