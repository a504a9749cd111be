// `check --format sarif`: SARIF 2.1.0, as code scanning services read it.
import type { Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../model/finding.ts';
import { groupBy } from '../model/grouped.ts';
import { ruleOf } from '../rules/allRules.ts';
import { docsLink } from '../rules/shared/docsLink.ts';
import type { Range } from '../text/position.ts';
import { toJson } from './findingsJson.ts';
import { fingerprints } from './fingerprint.ts';
import type { CheckResult, ReportedFinding, ReportedFix, ReportedPlace } from './reported.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

/** The page of a rule as Markdown; `undefined` where pages are not at hand. */
type RulePage = (id: string) => string | undefined;

/** `check --format sarif`: SARIF 2.1.0, as code scanning services read it. @param version of this tool */
export function sarif({ findings, notes }: CheckResult, version: string, pageOf: RulePage = () => undefined): string {
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
            rules: ids.map((id) => descriptor(id, pageOf(id))),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            ...(notes.length > 0 && {
              toolExecutionNotifications: notes.map((note) => ({
                level: 'note' as const,
                message: { text: String(note) },
              })),
            }),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) => result(finding, ids.indexOf(finding.ruleId), prints[index] ?? '')),
      },
    ],
  };
  return toJson(log);
}

function descriptor(id: string, page: string | undefined): ReportingDescriptor {
  const rule = ruleOf(id);
  const title = String(rule?.docs.title ?? id);
  const markdown = page === undefined ? `${title}\n\n[${id}](${docsLink(id)})` : helpOf(page, id);
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: firstParagraph(page) ?? title },
    help: { text: plainText(markdown), markdown },
    helpUri: docsLink(id),
    defaultConfiguration: { level: levels[rule?.severity ?? 'warning'] },
    properties: { tags: ['kubernetes', ...(rule ? [rule.docs.category] : [])] },
  };
}

/** What a page says before its examples, with links that lead somewhere from outside. */
function helpOf(page: string, id: string): string {
  const prose = page.split(/^## Examples$/m, 1)[0] ?? page;
  const own = prose
    .replace(/^# .*\n+/, '')
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/\]\(([a-z0-9-]+)\.md\)/g, (_link, other: string) => `](${docsLink(other)})`);
  return `${own.trim()}\n\n[All of it](${docsLink(id)})\n`;
}

/** The first paragraph that is more than what heads the page. */
function firstParagraph(page: string | undefined): string | undefined {
  const [, rest] = page?.split(/^## Why$/m) ?? [];
  const paragraph = rest?.trim().split(/\n\s*\n/, 1)[0];
  return paragraph === undefined ? undefined : plainText(paragraph.replace(/\n/g, ' '));
}

/** Markdown without links and marks of emphasis. */
function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*/g, '');
}

function result(finding: ReportedFinding, ruleIndex: number, fingerprint: string): Result {
  const { ruleId, severity, message, related, fixes, object } = finding;
  const logical = object && {
    logicalLocations: [
      {
        name: object.name,
        fullyQualifiedName: `${object.kind}/${object.namespace}/${object.name}`,
        kind: 'resource',
      },
    ],
  };
  return {
    ruleId,
    ruleIndex,
    level: levels[severity],
    message: { text: String(message) },
    locations: [{ physicalLocation: physicalLocation(finding), ...logical }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((place, id) => ({
            id,
            physicalLocation: physicalLocation(place),
            message: { text: String(place.message) },
          })),
        }
      : {}),
    // GitHub knows a result again by the first alone.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'kubeNodeLifecycle/v2': fingerprint },
    ...(fixes.length > 0 ? { fixes: fixes.map(sarifFix) } : {}),
  };
}

function sarifFix({ title, edits }: ReportedFix): NonNullable<Result['fixes']>[number] {
  return {
    description: { text: String(title) },
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
