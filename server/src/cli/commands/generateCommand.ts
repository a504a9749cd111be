// `generate`: what other tools are to have of the rules and windows.

import { alertFile } from '../../formats/alerts/alertFile.ts';
import { alertRules, isAtStake } from '../../formats/alerts/alertRules.ts';
import type { ExplainedCluster } from '../../formats/explained.ts';
import { explanationText } from '../../formats/explanationFormats.ts';
import { GENERATED, GENERATED_FORMATS, type Generated } from '../../formats/formatNames.ts';
import { POD_POLICIES } from '../../formats/policies/podPolicies.ts';
import {
  ADMISSION_SINCE,
  type PolicyAction,
  type PolicyOptions,
  policies,
} from '../../formats/policies/policyObjects.ts';
import { type ObjectSeverities, objectExpression } from '../../formats/policies/policySeverity.ts';
import { NEWEST_MINOR, parseVersion } from '../../kubernetes/version.ts';
import { oneOf } from '../../model/nearName.ts';
import { UsageError } from '../../model/usageError.ts';
import type { Configuration } from '../../project/configuration.ts';
import { DRILLED, drill } from '../../render/reports/drill.ts';
import { worstFirst } from '../../render/words/alike.ts';
import { severitiesOf } from '../../rules/profiles.ts';
import type { Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import { type Host, OK } from '../cliHost.ts';
import { createClusterGuard } from '../clusterGuard.ts';
import { type Circumstances, explainTree, only, type Selection, withPossible } from '../explainTrees.ts';
import { notesAtAGlance, notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { nearestConfiguration } from '../nearestConfiguration.ts';
import { type InputOptions, openTrees } from '../openedTree.ts';

export interface GenerateOptions extends InputOptions, Circumstances, Selection {
  readonly format?: string;
  readonly action?: PolicyAction;
  /** Rules that are left out of a policy. */
  readonly without?: readonly string[];
  /** The label by which Prometheus tells clusters apart. */
  readonly clusterLabel?: string;
}

const FORMATS: Readonly<Record<Generated, readonly string[]>> = GENERATED_FORMATS;

/** Rules that a policy is made of. */
const JUDGED = [...new Set(POD_POLICIES.map(({ ruleId }) => ruleId))];

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
  if (options.clusterLabel !== undefined && kind !== 'alerts')
    throw new UsageError('--cluster-label is for generate alerts');
  if (kind === 'policy') {
    host.out(await policyText(paths, format, options, host));
    return OK;
  }
  for (const name of ['action', 'without'] as const)
    if (options[name] !== undefined) throw new UsageError(`--${name} is for generate policy`);
  const trees = await openTrees(paths, options, host);
  const guard = createClusterGuard(host);
  const explained = trees.flatMap((tree) => explainTree(tree, options, guard));
  // A file of each cluster has to hold what may belong to it.
  const clusters = only(kind === 'runbook' ? explained : withPossible(explained), options);
  const { terminal } = host;
  const show = (some: readonly ExplainedCluster[]) => {
    if (kind === 'alerts') return alertsText(some, format, options);
    if (kind === 'drill') return drillText(some, paths, options, terminal.words);
    return explanationText(some, { format: 'markdown', scenario: options.scenario.kind, terminal, notes: [] });
  };
  host.out(guard.shown(clusters, ({ analysis }) => analysis.cluster.name, show));
  printNotes(notesAtAGlance(notesOf(trees), trees, options.verbose), host);
  return Math.max(printUnread(trees, host), guard.status());
}

/** @throws UsageError where there is none, or nothing runs in any */
function running(what: string, clusters: readonly ExplainedCluster[]): readonly ExplainedCluster[] {
  if (clusters.length === 0) throw new UsageError(`there is no cluster to make ${what} for`);
  const left = clusters.filter(({ analysis }) => !analysis.effective.isStopped);
  if (left.length > 0) return left;
  throw new UsageError(
    `nothing runs in ${clusters.length === 1 ? 'this cluster' : 'these clusters'}: explain says why`,
  );
}

/** @throws UsageError where series of several clusters would be held against the times of each */
function alertsText(
  all: readonly ExplainedCluster[],
  format: string,
  { clusterLabel: label }: GenerateOptions,
): string {
  if (label !== undefined && !/^[A-Za-z_]\w*$/.test(label))
    throw new UsageError(`'${label}' is no label of Prometheus`);
  const clusters = running('alerts', all);
  if (clusters.length > 1 && label === undefined) {
    const names = clusters.map(({ analysis }) => visibleLine(analysis.cluster.name)).join(', ');
    throw new UsageError(
      `there are ${names}: choose one by --cluster, or tell their series apart by --cluster-label cluster`,
    );
  }
  const groups = clusters.map(({ analysis, workloads }) => {
    return { cluster: analysis.cluster.name, ...alertRules({ analysis, workloads: worstFirst(workloads), label }) };
  });
  return alertFile(groups, format === 'rules' ? 'rules' : 'prometheusrule');
}

/** One after the other. @throws UsageError */
function drillText(
  all: readonly ExplainedCluster[],
  paths: readonly string[],
  options: GenerateOptions,
  words: Words | undefined,
): string {
  const clusters = running('drills', all);
  const isOneOfSeveral = clusters.length > 1 || options.cluster !== undefined;
  const texts = clusters.map(({ analysis, workloads }) => {
    const chosen = options.workload === undefined ? workloads.filter(isAtStake) : workloads;
    const named = isOneOfSeveral ? [...paths, '--cluster', shellWord(analysis.cluster.name)] : paths;
    const text = drill(analysis, worstFirst(chosen), named.join(' ') || '.', words);
    if (text !== undefined) return text;
    throw new UsageError(`a drill cannot play ${analysis.scenario.kind}; there are ${DRILLED.join(', ')}`);
  });
  return texts.join('\n');
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${visibleLine(text).replaceAll("'", "'\\''")}'`;
}

/** @throws UsageError */
async function policyText(
  paths: readonly string[],
  format: string,
  options: GenerateOptions,
  host: Host,
): Promise<string> {
  const [path = '.', ...more] = paths;
  if (more.length > 0) throw new UsageError('generate policy takes one folder: the configuration file there counts');
  const minor = options.kubernetesVersion === undefined ? NEWEST_MINOR : parseVersion(options.kubernetesVersion)?.minor;
  if (minor === undefined) throw new UsageError(`--kubernetes-version ${options.kubernetesVersion} is no version`);
  if (format === 'admission' && minor < ADMISSION_SINCE)
    throw new UsageError(
      `ValidatingAdmissionPolicy is there since 1.${ADMISSION_SINCE}; --format kyverno is for older clusters, too`,
    );
  for (const rule of options.without ?? []) {
    if (!JUDGED.includes(rule)) throw new UsageError(`no policy is made of '${rule}'${oneOf(rule, JUDGED)}`);
  }
  const configuration = await nearestConfiguration(path, options.config, host);
  const text = policies({
    format: format === 'kyverno' ? 'kyverno' : 'admission',
    action: options.action,
    without: new Set(options.without),
    ...configuredSeverities(configuration),
  });
  if (text === '') throw new UsageError('every rule is off: there is no policy to make');
  return text;
}

/** Severities as far as one object shows whom they are about. */
function configuredSeverities(configuration: Configuration | undefined): Pick<PolicyOptions, 'severities' | 'unknown'> {
  const { profile = 'recommended', severities = new Map(), overrides = [] } = configuration ?? {};
  const unknown: string[] = [];
  const own = overrides.flatMap(({ matchesFile, objects, severities: some }): ObjectSeverities[] => {
    const judged = [...some.keys()].filter((rule) => JUDGED.includes(rule));
    if (judged.length === 0) return [];
    const expressions = objects.map(objectExpression);
    if (matchesFile === undefined && expressions.every((one) => one !== undefined))
      return [{ objects: expressions, severities: some }];
    const why = matchesFile === undefined ? objects.join(', ') : 'files, which an object in a cluster does not have';
    unknown.push(`overrides of ${judged.join(', ')} by ${why}`);
    return [];
  });
  return { severities: { severities: severitiesOf(profile, severities), overrides: own }, unknown };
}
