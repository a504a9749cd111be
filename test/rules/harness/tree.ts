import type { Finding, Fix } from '../../../server/src/model/finding.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeOptions } from '../../../server/src/service/treeService.ts';

/** The findings of a tree that is held in memory. */
export function findingsOf(files: ReadonlyMap<string, string>, options: TreeOptions = {}): readonly Finding[] {
  const service = createTreeService();
  service.configure(options);
  for (const [file, text] of files) service.update(file, text);
  return service.snapshot().findings();
}

/** Fixes that can be written back where they would have to be. */
export function applicableFixes(finding: Finding): readonly Fix[] {
  return finding.fixes.filter((fix) => fix.edits().length > 0);
}

/** One line a finding, as fixtures write it. */
export function describeFinding(finding: Finding): string {
  const { start, end } = finding.range;
  const last = start.line === end.line ? '' : `${end.line + 1}:`;
  return `${finding.file}:${start.line + 1}:${start.character}-${last}${end.character} ${finding.severity} ${finding.ruleId}: ${finding.message}`;
}
