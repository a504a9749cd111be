// The findings of one cluster, with the user's severities.

import type { Cluster } from '../model/cluster.ts';
import { basisOf } from '../model/clusterBasis.ts';
import { type Finding, findingWith, type Severity } from '../model/finding.ts';
import { groupBy } from '../model/grouped.ts';
import type { ObjectPlace } from '../model/reading.ts';
import type { Steps } from '../model/steps.ts';
import type { Workload } from '../model/workload.ts';
import { rules } from '../rules/allRules.ts';
import type { TellsFailedFix } from '../rules/guardedRules.ts';
import { type Judgement, judging } from '../rules/judgement.ts';
import type { RuleContext } from '../rules/shared/rule.ts';
import { touches } from '../text/position.ts';
import type { ClusterAnalysis } from '../timing/analysis.ts';
import type { RuleSettings } from './ruleSettings.ts';

export interface JudgedCluster {
  readonly settings: RuleSettings;
  readonly analysis: ClusterAnalysis;
  /** Those of a file. The same list as long as nothing in it has changed. */
  findings(file: string): readonly Finding[];
  /** Files with findings. */
  files(): Iterable<string>;
  readonly context: RuleContext;
  readonly judgement: Judgement;
}

/**
 * Judges a cluster, in steps.
 * @param isLone its files belong to no cluster: only what a file says by itself can be judged, not what happens when a node is
 * lost
 * @param before of the same cluster, or of one on the same basis; the result is the same without it
 */
export function* judgingCluster(
  analysis: ClusterAnalysis,
  settings: RuleSettings,
  isLone: boolean,
  before?: JudgedCluster,
  onFailedFix?: TellsFailedFix,
): Steps<JudgedCluster> {
  const { cluster } = analysis;
  const isKept =
    before !== undefined &&
    before.settings.key === settings.key &&
    basisOf(before.analysis.cluster) === basisOf(cluster) &&
    before.analysis.effective === analysis.effective;
  const { effective, scenario, isUnited, heartbeat, detection, taint, steps } = analysis;
  const context = isKept
    ? before.context
    : {
        cluster: basisOf(cluster),
        analysis: { effective, scenario, isUnited, heartbeat, detection, taint, steps },
        options: settings.options,
      };
  const severities = isLone ? loneSeverities(settings) : settings.severities;
  const parts = { context, workloads: analysis.workloads, problems: cluster.problems, severities, onFailedFix };
  const judgement = yield* judging(parts, isKept ? before.judgement : undefined);
  return {
    settings,
    analysis,
    context,
    judgement,
    findings: (file) => override(judgement.findings(file), cluster, settings),
    files: () => judgement.files(),
  };
}

const lone = new WeakMap<RuleSettings, ReadonlyMap<string, Severity | 'off'>>();

function loneSeverities(settings: RuleSettings): ReadonlyMap<string, Severity | 'off'> {
  const known = lone.get(settings);
  if (known !== undefined) return known;
  const severities = new Map<string, Severity | 'off'>(settings.severities);
  for (const { id, docs } of rules) if (docs.category !== 'validity') severities.set(id, 'off');
  lone.set(settings, severities);
  return severities;
}

function override(findings: readonly Finding[], cluster: Cluster, { overrides }: RuleSettings): readonly Finding[] {
  if (overrides.length === 0) return findings;
  return findings.flatMap((finding) => {
    const names = namesAround(finding, cluster);
    let severity: Severity | 'off' = finding.severity;
    for (const { matchesFile, matchesObject, severities } of overrides) {
      const own = severities.get(finding.ruleId);
      if (own === undefined || (matchesFile && !matchesFile(finding.file))) continue;
      if (matchesObject && !names.some(matchesObject)) continue;
      severity = own;
    }
    return severity === 'off' ? [] : [findingWith(finding, { severity })];
  });
}

/** `Kind/namespace/name` of the object in which a finding stands; a CronJob is called a Job, too. */
function namesAround({ file, range }: Finding, { objects, workloads }: Cluster): readonly string[] {
  const object = inFile(objects, file).find((each) => touches(each.range, range.start));
  const workload = inFile(workloads, file).find((each) => touches(each.objectRange, range.start));
  return [object, workload].flatMap((one) => (one ? `${one.kind}/${one.namespace}/${one.name}` : []));
}

const files = new WeakMap<readonly object[], ReadonlyMap<string, readonly object[]>>();

function inFile<T extends ObjectPlace | Workload>(all: readonly T[], file: string): readonly T[] {
  const known = files.get(all) ?? groupBy(all, (one) => one.file);
  files.set(all, known);
  return (known.get(file) ?? []) as readonly T[];
}
