// A rule that fails costs what it fails at: a mistake of ours in one rule or workload hides no other finding.
import type { Finding, Fix, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Detection, Rule, RuleContext } from './shared/rule.ts';

const BEGINNING = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What a rule detects, and where it failed. */
export interface Detected {
  readonly detections: readonly Detection<unknown>[];
  readonly failures: readonly Finding[];
}

/** All of a rule's detections; where it fails with the whole cluster, those of each workload that it does not fail at. */
export function detect(rule: Rule, context: RuleContext): Detected {
  try {
    return { detections: [...rule.check(context)], failures: [] };
  } catch (error) {
    const { cluster, analysis } = context;
    const alone = (index: number): RuleContext => ({
      ...context,
      cluster: { ...cluster, workloads: cluster.workloads.slice(index, index + 1) },
      analysis: {
        ...analysis,
        workloads: analysis.workloads.filter(({ workload }) => workload === cluster.workloads[index]),
      },
    });
    const detections: Detection<unknown>[] = [];
    const failures: Finding[] = [];
    for (const [index, workload] of cluster.workloads.entries()) {
      try {
        for (const one of rule.check(alone(index))) if (!isKnown(one, detections)) detections.push(one);
      } catch (own) {
        failures.push(failure(rule, own, { file: workload.file, range: workload.range }));
      }
    }
    if (failures.length === 0) failures.push(failure(rule, error, beginningOf(context)));
    return { detections, failures };
  }
}

function isKnown({ at }: Detection<unknown>, detections: readonly Detection<unknown>[]): boolean {
  return detections.some((other) => other.at.file === at.file && other.at.range === at.range);
}

/** The words for what a rule detected; where there are none, that the rule failed. */
export function inWords(rule: Rule, at: Location, severity: Severity, words: () => Finding): Finding {
  try {
    const finding = words();
    return { ...finding, fixes: finding.fixes.map(guardedFix) };
  } catch (error) {
    return { ...failure(rule, error, at), severity };
  }
}

/** A fix that fails writes nothing. */
function guardedFix(fix: Fix): Fix {
  return {
    ...fix,
    edits() {
      try {
        return fix.edits();
      } catch {
        return [];
      }
    },
  };
}

function failure(rule: Rule, error: unknown, { file, range }: Location): Finding {
  const what = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replace(/\s+/g, ' ');
  const message = `${rule.id} could not be judged here: ${what}.`;
  return { ruleId: rule.id, severity: 'warning', file, range, message, related: [], fixes: [] };
}

function beginningOf({ cluster }: RuleContext): Location {
  return { file: cluster.files[0] ?? '', range: BEGINNING };
}
