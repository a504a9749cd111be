import type { Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../../model/finding.ts';
import { ruleOf } from '../../rules/allRules.ts';
import { docsLink } from '../../rules/shared/docsLink.ts';
import type { Range } from '../../text/position.ts';
import { fingerprints } from '../fingerprint.ts';
import { type CheckResult, groupBy, type ReportedFinding, type ReportedFix, type ReportedPlace } from '../reported.ts';
import { toJson } from './findingsJson.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

/** `check --format sarif`: SARIF 2.1.0, as code scanning services read it. @param version of this tool */
export function sarif({ findings }: CheckResult, version: string): string {
  const ids = [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
  const prints = fingerprints(findings);
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kube-node-lifecycle',
            version,
            semanticVersion: version,
            informationUri: 'https://github.com/kube-node-lifecycle/kube-node-lifecycle',
            rules: ids.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) => result(finding, ids.indexOf(finding.ruleId), prints[index] ?? '')),
      },
    ],
  };
  return toJson(log);
}

function descriptor(id: string): ReportingDescriptor {
  const rule = ruleOf(id);
  return {
    id,
    name: id,
    shortDescription: { text: rule?.docs.title ?? id },
    helpUri: docsLink(id),
    defaultConfiguration: { level: levels[rule?.severity ?? 'warning'] },
    properties: { tags: ['kubernetes', ...(rule ? [rule.docs.category] : [])] },
  };
}

function result(finding: ReportedFinding, ruleIndex: number, fingerprint: string): Result {
  const { ruleId, severity, message, related, fixes } = finding;
  return {
    ruleId,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((place, id) => ({
            id,
            physicalLocation: physicalLocation(place),
            message: { text: place.message },
          })),
        }
      : {}),
    partialFingerprints: { 'kubeNodeLifecycle/v1': fingerprint },
    ...(fixes.length > 0 ? { fixes: fixes.map(sarifFix) } : {}),
  };
}

function sarifFix({ title, edits }: ReportedFix): NonNullable<Result['fixes']>[number] {
  return {
    description: { text: title },
    artifactChanges: [...groupBy(edits, ({ file }) => file)].map(([file, group]) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: group.map(({ range, newText }) => ({
        deletedRegion: region(range),
        insertedContent: { text: newText },
      })),
    })),
  };
}

function physicalLocation({ file, range }: ReportedPlace): PhysicalLocation {
  return { artifactLocation: { uri: uriOf(file) }, region: region(range) };
}

/** SARIF counts lines and columns from one. */
function region({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
