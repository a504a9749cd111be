// What a rule raised as a finding, and the order of findings.
import type { Finding, RelatedInformation, Severity } from '../model/finding.ts';
import { type Message, mapValues, say } from '../text/message.ts';
import { comparePositions } from '../text/position.ts';
import { visibleLine } from '../text/visible.ts';
import { fixesOnce, inWords, type TellsFailedFix } from './guardedRules.ts';
import type { Raised } from './precedence.ts';

/** The most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Sorts by file and position, and leaves the most severe of those that one rule has at one place (also across clusters). */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(compare);
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return !before || comparePlaces(before, finding) !== 0 || before.ruleId !== finding.ruleId;
  });
}

function compare(a: Finding, b: Finding): number {
  return (
    comparePlaces(a, b) ||
    compareText(a.ruleId, b.ruleId) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(String(a.message), String(b.message))
  );
}

function comparePlaces(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    comparePositions(a.range.start, b.range.start) ||
    comparePositions(a.range.end, b.range.end)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Puts what a rule raised into words.
 * @param standsFor findings of the same cause that it stands for
 */
export function toFinding(raised: Raised, standsFor: readonly Raised[] = [], tell?: TellsFailedFix): Finding {
  return inWords(raised.rule, raised.detection.at, raised.severity, () => words(raised, standsFor, tell));
}

function words({ rule, detection, severity }: Raised, standsFor: readonly Raised[], tell?: TellsFailedFix): Finding {
  const { at, state } = detection;
  const related: RelatedInformation[] = [...(rule.related?.(state) ?? [])];
  for (const other of standsFor) {
    related.push({
      file: other.detection.at.file,
      range: other.detection.at.range,
      message: say`Also ${other.rule.id}: ${other.rule.message(other.detection.state)}`,
    });
  }
  const make = () => (rule.fixes?.(state) ?? []).map((fix) => ({ ...fix, title: visible(fix.title) }));
  const fixes = fixesOnce(rule, make, tell);
  return {
    ruleId: rule.id,
    severity,
    file: at.file,
    range: at.range,
    message: visible(rule.message(state)),
    related: related.map((place) => ({ ...place, message: visible(place.message) })),
    get fixes() {
      return fixes();
    },
    ...(rule.tags ? { tags: rule.tags } : {}),
  };
}

/** Text of files stands in it as values. */
function visible(message: Message): Message {
  return mapValues(message, visibleLine);
}
