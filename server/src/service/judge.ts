import type { Cluster } from '../model/cluster.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { rules } from '../rules/allRules.ts';
import { runRules } from '../rules/runRules.ts';
import { touches } from '../text/position.ts';
import type { ClusterAnalysis } from '../timing/analysis.ts';
import type { RuleSettings } from './ruleSettings.ts';

export interface JudgedCluster {
  readonly settings: RuleSettings;
  readonly findings: readonly Finding[];
}

/** The findings of a cluster, with the user's severities. */
export function clusterFindings(
  cluster: Cluster,
  analysis: ClusterAnalysis,
  settings: RuleSettings,
): readonly Finding[] {
  const { options, severities } = settings;
  return override(runRules({ cluster, analysis, options }, severities), cluster, settings);
}

/**
 * The findings of files that belong to no cluster: only what a file says by itself can be judged, not what happens when a
 * node is lost.
 */
export function loneFindings(cluster: Cluster, analysis: ClusterAnalysis, settings: RuleSettings): readonly Finding[] {
  const severities = new Map<string, Severity | 'off'>(settings.severities);
  for (const { id, docs } of rules) if (docs.category !== 'validity') severities.set(id, 'off');
  return override(runRules({ cluster, analysis, options: settings.options }, severities), cluster, settings);
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
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}

/** `Kind/namespace/name` of the object in which a finding stands; a CronJob is called a Job, too. */
function namesAround({ file, range }: Finding, { objects, workloads }: Cluster): readonly string[] {
  const object = objects.find((each) => each.file === file && touches(each.range, range.start));
  const workload = workloads.find((each) => each.file === file && touches(each.objectRange, range.start));
  return [object, workload].flatMap((one) => (one ? `${one.kind}/${one.namespace}/${one.name}` : []));
}
