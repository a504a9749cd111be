// `generate`: what other tools are to have of the rules and windows.

import { ALERT_FORMATS, alertFile } from '../../formats/alerts/alertFile.ts';
import { alertRules, isAtStake } from '../../formats/alerts/alertRules.ts';
import type { ExplainedCluster } from '../../formats/explained.ts';
import { explanationText } from '../../formats/explanationFormats.ts';
import { POD_POLICIES } from '../../formats/policies/podPolicies.ts';
import { ADMISSION_SINCE, POLICY_FORMATS, type PolicyAction, policies } from '../../formats/policies/policyObjects.ts';
import { NEWEST_MINOR, parseVersion } from '../../kubernetes/version.ts';
import { oneOf } from '../../model/nearName.ts';
import { UsageError } from '../../model/usageError.ts';
import { DRILLED, drill } from '../../render/reports/drill.ts';
import { worstFirst } from '../../render/words/alike.ts';
import { visibleLine } from '../../text/visible.ts';
import { type Host, OK } from '../cliHost.ts';
import { type Circumstances, explainTree, only, type Selection } from '../explainTrees.ts';
import { notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, openTrees } from '../openedTree.ts';

export const GENERATED = ['policy', 'alerts', 'runbook', 'drill'] as const;
type Generated = (typeof GENERATED)[number];

export interface GenerateOptions extends InputOptions, Circumstances, Selection {
  readonly format?: string;
  readonly action?: PolicyAction;
  /** Rules that are left out of a policy. */
  readonly without?: readonly string[];
}

/** Formats of each, the usual one first. */
const FORMATS: Readonly<Record<Generated, readonly string[]>> = {
  policy: POLICY_FORMATS,
  alerts: ALERT_FORMATS,
  runbook: ['markdown'],
  drill: ['markdown'],
};

/** Rules that a policy is made of. */
const JUDGED = [...new Set(POD_POLICIES.map(({ ruleId }) => ruleId))];

/** Of all kinds, for help and completion. */
export const GENERATED_FORMATS: readonly string[] = [...new Set(Object.values(FORMATS).flat())];

/**
 * @returns the exit status
 * @throws UsageError
 */
export async function generate(
  what: string,
  paths: readonly string[],
  options: GenerateOptions,
  host: Host,
): Promise<number> {
  const kind = GENERATED.find((one) => one === what);
  if (kind === undefined) throw new UsageError(`'${what}' cannot be generated${oneOf(what, GENERATED)}`);
  const { format = FORMATS[kind][0] ?? '' } = options;
  if (!FORMATS[kind].includes(format))
    throw new UsageError(`generate ${kind} has no format '${format}'${oneOf(format, FORMATS[kind])}`);
  if (kind === 'policy') {
    host.out(policyText(paths, format, options));
    return OK;
  }
  for (const name of ['action', 'without'] as const)
    if (options[name] !== undefined) throw new UsageError(`--${name} is for generate policy`);
  const trees = await openTrees(paths, options, host);
  const clusters = only(
    trees.flatMap((tree) => explainTree(tree, options)),
    options,
  );
  if (kind === 'alerts') host.out(alertsText(clusters, format));
  else if (kind === 'drill') host.out(drillText(clusters, paths, options));
  else {
    const { terminal } = host;
    host.out(explanationText(clusters, { format: 'markdown', scenario: options.scenario.kind, terminal, notes: [] }));
  }
  printNotes(notesOf(trees), host);
  return printUnread(trees, host);
}

/** @throws UsageError where it is not one cluster: another one would be held against its times */
function oneCluster(what: string, clusters: readonly ExplainedCluster[]): ExplainedCluster {
  const [cluster, ...others] = clusters;
  if (cluster === undefined) throw new UsageError(`there is no cluster to make ${what} for`);
  if (others.length > 0) {
    const names = clusters.map(({ analysis }) => visibleLine(analysis.cluster.name)).join(', ');
    throw new UsageError(`${what} are for one cluster, and there are ${names}: name the folder of one`);
  }
  if (cluster.analysis.effective.isStopped) throw new UsageError('nothing runs in this cluster: explain says why');
  return cluster;
}

/** @throws UsageError */
function alertsText(clusters: readonly ExplainedCluster[], format: string): string {
  const { analysis, workloads } = oneCluster('alerts', clusters);
  const alerts = alertRules(analysis, worstFirst(workloads));
  return alertFile(alerts, { format: format === 'rules' ? 'rules' : 'prometheusrule', cluster: analysis.cluster.name });
}

/** @throws UsageError */
function drillText(
  clusters: readonly ExplainedCluster[],
  paths: readonly string[],
  { workload }: GenerateOptions,
): string {
  const { analysis, workloads } = oneCluster('drills', clusters);
  const chosen = workload === undefined ? workloads.filter(isAtStake) : workloads;
  const text = drill(analysis, worstFirst(chosen), paths.join(' ') || '.');
  if (text !== undefined) return text;
  throw new UsageError(`a drill cannot play ${analysis.scenario.kind}; there are ${DRILLED.join(', ')}`);
}

/** @throws UsageError */
function policyText(paths: readonly string[], format: string, options: GenerateOptions): string {
  if (paths.length > 0) throw new UsageError('generate policy reads no files: a policy is the same for every cluster');
  const minor = options.kubernetesVersion === undefined ? NEWEST_MINOR : parseVersion(options.kubernetesVersion)?.minor;
  if (minor === undefined) throw new UsageError(`--kubernetes-version ${options.kubernetesVersion} is no version`);
  if (format === 'admission' && minor < ADMISSION_SINCE)
    throw new UsageError(
      `ValidatingAdmissionPolicy is there since 1.${ADMISSION_SINCE}; --format kyverno is for older clusters, too`,
    );
  for (const rule of options.without ?? []) {
    if (!JUDGED.includes(rule)) throw new UsageError(`no policy is made of '${rule}'${oneOf(rule, JUDGED)}`);
  }
  return policies({
    format: format === 'kyverno' ? 'kyverno' : 'admission',
    action: options.action,
    without: new Set(options.without),
  });
}
