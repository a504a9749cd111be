// Leaves out what comments and annotations silence, and finds those that silence nothing.
import type { Finding, Severity } from '../model/finding.ts';
import { append } from '../model/grouped.ts';
import { readIgnoreList } from '../model/ignoreList.ts';
import type { Reading, Suppression } from '../model/reading.ts';
import { touches } from '../text/position.ts';
import { ruleOf } from './allRules.ts';
import { unusedSuppression } from './catalogue/unused-suppression.ts';
import { orderFindings, toFinding } from './findingWords.ts';

/**
 * Leaves out what comments and annotations silence, and adds a finding for each that silences nothing.
 * @param findings of the whole tree
 * @param severities by rule id: a suppression of a rule that is off is not reported
 */
export function applySuppressions(
  findings: readonly Finding[],
  readings: Iterable<Reading>,
  severities: ReadonlyMap<string, Severity | 'off'> = new Map(),
): Finding[] {
  const byFile = new Map<string, Suppression[]>();
  /** By file, rule and line, if it is for one: of many comments a finding looks at those that may be for it. */
  const byRule = new Map<string, Suppression[]>();
  for (const reading of readings) {
    const all = [...(reading.suppressions ?? []), ...annotations(reading)];
    if (all.length > 0) byFile.set(reading.file, all);
    for (const one of all) {
      for (const id of new Set(one.ruleIds)) {
        const { start, end } = one.covers;
        const key = placeKey(id, reading.file, start.line === end.line ? start.line : undefined);
        append(byRule, key, one);
      }
    }
  }
  if (byFile.size === 0) return [...findings];
  const used = new Map<Suppression, Set<string>>();
  const left = findings.filter((finding) => {
    const { file, ruleId, range } = finding;
    const silencing = [undefined, range.start.line]
      .flatMap((line) => byRule.get(placeKey(ruleId, file, line)) ?? [])
      .filter(({ covers }) => touches(covers, range.start));
    for (const one of silencing) used.set(one, (used.get(one) ?? new Set()).add(finding.ruleId));
    return silencing.length === 0;
  });
  const configured = severities.get(unusedSuppression.id);
  if (configured === 'off') return left;
  const isOff = (id: string) => (severities.get(id) ?? (ruleOf(id)?.recommended === false ? 'off' : '')) === 'off';
  const unused = [...byFile.values()].flat().flatMap((suppression) => {
    const ids = suppression.ruleIds.filter((id) => !used.get(suppression)?.has(id) && !isOff(id));
    return ids.length === 0 ? [] : [{ ...suppression, unused: ids }];
  });
  return orderFindings([
    ...left,
    ...unused.map((state) =>
      toFinding({
        rule: unusedSuppression,
        detection: { at: state, state },
        severity: configured ?? unusedSuppression.severity,
      }),
    ),
  ]);
}

function placeKey(ruleId: string, file: string, line: number | undefined): string {
  return `${ruleId} ${line ?? ''} ${file}`;
}

function annotations({ objects }: Reading): Suppression[] {
  return objects.flatMap(({ ignore, range, file }) => {
    if (!ignore?.value.known) return [];
    const list = readIgnoreList(ignore.value.value);
    const reason = list.reason === undefined ? '' : `: ${list.reason}`;
    const remove = () => ignore.rewriter.remove();
    const keep = (ids: readonly string[]) => ignore.rewriter.replace(`${ids.join(', ')}${reason}`);
    return [{ file, range: ignore.range, ...list, covers: range, remove, keep }];
  });
}
