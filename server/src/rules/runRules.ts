// Runs the rules over one cluster: over what holds for all of it, over each workload, and over each problem of a file.
import type { Finding, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Problem } from '../model/reading.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import { rules } from './allRules.ts';
import { type Detected, detect } from './guardedRules.ts';
import type { Raised } from './precedence.ts';
import type { Rule, RuleContext } from './shared/rule.ts';

/** By rule id, over the rule's own severity; `off` switches a rule off, any other value on. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** What the rules raise in one part of a cluster. */
export interface RaisedPart {
  readonly raised: readonly Raised[];
  readonly failures: readonly Finding[];
}

const BEGINNING = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What the settings and the storage of a cluster raise. */
export function raisedByCluster(context: RuleContext, severities: Severities): RaisedPart {
  const place = { file: context.cluster.files[0] ?? '', range: BEGINNING };
  return raise(severities, (rule) => rule.check && detect(rule, place, () => rule.check?.(context)));
}

/** What one workload raises. */
export function raisedByWorkload(one: WorkloadAnalysis, context: RuleContext, severities: Severities): RaisedPart {
  const place: Location = one.workload;
  return raise(
    severities,
    (rule) => rule.checkWorkload && detect(rule, place, () => rule.checkWorkload?.(one, context)),
  );
}

/** What one problem of a file raises. */
export function raisedByProblem(problem: Problem, context: RuleContext, severities: Severities): RaisedPart {
  return raise(
    severities,
    (rule) => rule.checkProblem && detect(rule, problem, () => rule.checkProblem?.(problem, context)),
  );
}

function raise(severities: Severities, detectedBy: (rule: Rule) => Detected | undefined): RaisedPart {
  const raised: Raised[] = [];
  const failures: Finding[] = [];
  for (const rule of rules) {
    const configured = severities.get(rule.id);
    if (configured === 'off' || (configured === undefined && !rule.recommended)) continue;
    const detected = detectedBy(rule);
    for (const each of detected?.failures ?? []) failures.push(each);
    for (const detection of detected?.detections ?? []) {
      raised.push({ rule, detection, severity: configured ?? detection.severity ?? rule.severity });
    }
  }
  return { raised, failures };
}
