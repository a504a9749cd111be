// Findings and places as they are printed, whatever the format.
import type { Finding, FindingObject, Severity } from '../model/finding.ts';
import type { FileEdit } from '../model/location.ts';
import type { Message, Said } from '../text/message.ts';
import type { Range } from '../text/position.ts';

/** A place as it is printed: `file` is relative to the working directory, with forward slashes. */
export interface ReportedPlace {
  readonly file: string;
  readonly range: Range;
}

export interface ReportedFix {
  readonly title: Message;
  readonly isPreferred: boolean;
  /** `--fix` applies it. */
  readonly isApplied: boolean;
  readonly edits: readonly (ReportedPlace & { readonly newText: string })[];
}

/** A finding as it is printed, whatever the format. */
export interface ReportedFinding extends ReportedPlace {
  readonly ruleId: string;
  readonly object?: FindingObject;
  /** The setting, volume or toleration that it stands at. */
  readonly field?: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly related: readonly (ReportedPlace & { readonly message: Message })[];
  /** The text of the line that it begins in, where a person is to see it. */
  readonly line?: string;
  /** Those that can be written. */
  readonly fixes: readonly ReportedFix[];
}

/** What `check` found. */
export interface CheckResult {
  /** Files of the named paths that hold something of ours, in order. */
  readonly files: readonly string[];
  /** Among them is a setting of a component, or a workload. */
  readonly isJudged: boolean;
  /** Sentences about files that were not read, and about what was not judged or judged on a guess. */
  readonly notes: readonly Said[];
  /** By file, then position. */
  readonly findings: readonly ReportedFinding[];
}

/** `StatefulSet shop/ledger`; the namespace `default` is left out. */
export function objectText({ kind, namespace, name }: FindingObject): string {
  return `${kind} ${namespace === 'default' ? '' : `${namespace}/`}${name}`;
}

export function countOf({ findings }: CheckResult, ...severities: readonly Severity[]): number {
  return findings.filter(({ severity }) => severities.includes(severity)).length;
}

/**
 * @param fileName how a file of the tree is called in output
 * @param isFixable whether `--fix` was not tried yet: what it left it leaves again
 */
export function reportFinding(finding: Finding, fileName: (file: string) => string, isFixable = true): ReportedFinding {
  const { ruleId, severity, message, range, related, fixes, object, field } = finding;
  return {
    ruleId,
    ...(object && { object }),
    ...(field !== undefined && { field }),
    severity,
    message,
    file: fileName(finding.file),
    range: plain(range),
    related: related.map((other) => ({
      file: fileName(other.file),
      range: plain(other.range),
      message: other.message,
    })),
    fixes: fixes
      .map((fix) => ({
        title: fix.title,
        isPreferred: fix.isPreferred,
        isApplied: isFixable && fix.isPreferred && fix.safe,
        edits: fix.edits().map((edit) => reportEdit(edit, fileName)),
      }))
      .filter(({ edits }) => edits.length > 0),
  };
}

function reportEdit(
  { file, range, newText }: FileEdit,
  fileName: (file: string) => string,
): ReportedFinding['fixes'][number]['edits'][number] {
  return { file: fileName(file), range: plain(range), newText };
}

/** Lines and characters, and nothing else that a reader may have left on a range. */
function plain({ start, end }: ReportedFinding['range']): ReportedFinding['range'] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
