// What becomes of an object that a policy finds wrong, by what the configuration file says of rules and objects.
import type { Severity } from '../../model/finding.ts';
import type { PodPolicy } from './podPolicies.ts';

/** One policy each, with an action of its own: refused, warned of, written down. */
export const POLICY_GROUPS = ['error', 'warning', 'note'] as const;
export type PolicyGroup = (typeof POLICY_GROUPS)[number];

/** Severities for some objects. */
export interface ObjectSeverities {
  /** Regular expressions for `Kind/namespace/name`; any of them. */
  readonly objects: readonly string[];
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

/** What the configuration file says, as far as one object shows whom it is about. */
export interface PolicySeverities {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** In their order; later ones win. */
  readonly overrides: readonly ObjectSeverities[];
}

/**
 * Whether a policy speaks in a group: for every object, for none, or for those for which an expression is true.
 */
export function speaksIn(
  policy: PodPolicy,
  group: PolicyGroup,
  { severities, overrides }: PolicySeverities,
): boolean | string {
  const isHere = (severity: Severity | 'off' | undefined) => groupOf(policy.severity, severity) === group;
  return overrides.reduce<boolean | string>(
    (otherwise, { objects, severities: own }) => {
      const severity = own.get(policy.ruleId);
      if (severity === undefined || isHere(severity) === otherwise) return otherwise;
      const isMeant = objects.map((one) => `variables.named.matches('${one}')`).join(' || ');
      return `(${isMeant} ? ${isHere(severity)} : ${otherwise})`;
    },
    isHere(severities.get(policy.ruleId)),
  );
}

/** No graver than what one object makes certain: a claim or class that it only names may say otherwise. */
function groupOf(certain: PodPolicy['severity'], wanted: Severity | 'off' | undefined): PolicyGroup | undefined {
  if (wanted === 'off') return undefined;
  if (wanted === 'info' || wanted === 'hint') return 'note';
  return wanted === 'warning' ? 'warning' : certain;
}

/**
 * A pattern of objects as a regular expression of CEL.
 * @returns `undefined` for one that says more than `*`, `**`, `?` and `{a,b}`
 */
export function objectExpression(pattern: string): string | undefined {
  if (!/^[\w.\-/*?{},]+$/.test(pattern)) return undefined;
  let depth = 0;
  const parts = pattern.match(/\*\*\/|\*\*|[\s\S]/g) ?? [];
  const text = parts.map((part) => {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    if (part === ',') return depth > 0 ? '|' : ',';
    return TRANSLATED.get(part) ?? part;
  });
  return depth === 0 ? `^${text.join('')}$` : undefined;
}

const TRANSLATED: ReadonlyMap<string, string> = new Map([
  ['**/', '(.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
  ['.', '[.]'],
  ['{', '('],
  ['}', ')'],
]);
