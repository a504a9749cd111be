import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import { ALL_PARAMETERS, decidesTiming, type ParameterRole } from '../../effective/parameters.ts';
import type { UnknownInput } from '../../effective/unknownInput.ts';
import { defaultOf, flag } from '../../kubernetes/flags/catalogue.ts';
import { flagSummary } from '../../kubernetes/flags/summaries.ts';
import { sourceUrl } from '../../kubernetes/sourcePlaces.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { decidingParameters } from '../../timing/results.ts';
import { type Timeline, timelineOf } from '../picture/timelineData.ts';
import { timelineSummary } from '../picture/timelineSummary.ts';
import { type TimelineSvgOptions, timelineSvg } from '../picture/timelineSvg.ts';
import { timelineText } from '../picture/timelineText.ts';
import { codeBlock, codeSpan, escapeMarkdown, numberedList } from '../words/markdownText.ts';
import { originText, parameterName, parameterValue, placeInTree, versionSentence } from '../words/originText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { newestMinor, stepSource } from '../words/stepSource.ts';
import { verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

export interface MarkdownOptions {
  /** Draw the timeline as a picture; without it, as text. */
  readonly picture?: TimelineSvgOptions | undefined;
}

/** Most workloads that a setting's Markdown names. */
const maxWorkloads = 8;
const TIMING_MODEL = 'https://github.com/kube-node-lifecycle/kube-node-lifecycle/blob/main/docs/timing-model.md';
/** Columns of a timeline in text: what a hover shows without breaking lines. */
const textWidth = 72;

/** What happens to a workload when its node is lost, step by step, in the user's own numbers. */
export function workloadMarkdown(
  analysis: ClusterAnalysis,
  workload: WorkloadAnalysis,
  parameters: readonly EffectiveParameter[],
  options: MarkdownOptions = {},
): string {
  if (analysis.effective.isStopped) {
    return paragraphs(...notStarting(analysis), String(NOTHING_RUNS), footer(analysis.cluster));
  }
  const { title, sentence } = verdictWords(workload.verdict);
  const drawn = drawing(timelineOf(analysis, workload), options);
  const heading = `**${escapeMarkdown(workloadTitle(workload))}**: **${title}**. ${sentence}`;
  return paragraphs(
    ...notStarting(analysis),
    // A picture has this heading itself, and belongs at the top, where a hover shows all of it.
    ...(options.picture ? [drawn, String(sentence)] : [heading, drawn]),
    stepList(
      [...analysis.steps, ...workload.steps.filter(({ code }) => code !== 'verdict')],
      newestMinor(analysis.cluster),
    ),
    unknownList(workload.unknown),
    parameterLine(decidingParameters(analysis, [workload], parameters)),
    footer(analysis.cluster),
  );
}

/**
 * What a setting is, what it is worth, and, where lost nodes depend on it, what the node and the workloads go through.
 * Empty for a setting that has nothing to do with lost nodes.
 */
export function settingMarkdown(
  analysis: ClusterAnalysis,
  setting: Setting,
  parameters: readonly EffectiveParameter[],
  options: MarkdownOptions = {},
): string {
  const { cluster } = analysis;
  const summary = flagSummary(setting.component, setting.name);
  const decides = decidesTiming(setting.component, setting.name);
  const role = roleOf(setting);
  if (summary === undefined && !decides) return '';
  const heading = `${codeSpan(setting.spelling)} of ${setting.component}: ${effect(setting, parameters)}`;
  const facts = paragraphs(
    heading,
    [summary, overrides(setting, cluster), defaultSentence(setting, cluster)].filter((part) => part).join(' '),
  );
  if (!decides) return paragraphs(facts, footer(cluster));
  if (analysis.effective.isStopped) return paragraphs(facts, ...notStarting(analysis), footer(cluster));
  return paragraphs(
    facts,
    ...notStarting(analysis),
    drawing(timelineOf(analysis), options),
    stepList(
      analysis.steps,
      newestMinor(cluster),
      ({ code }) => STEPS_OF[role ?? 'admission']?.includes(code) === true,
    ),
    workloadList(analysis.workloads),
    parameterLine(decidingParameters(analysis, analysis.workloads, parameters)),
    footer(cluster),
  );
}

/** The steps that a parameter decides, by its role. */
const STEPS_OF: { readonly [R in ParameterRole]?: readonly string[] } = {
  heartbeat: ['heartbeat'],
  detection: ['detected', 'never-detected'],
  eviction: ['tainted', 'no-taints'],
  zones: ['zone-state', 'tainted'],
  controllers: ['never-detected'],
  shutdown: ['shutdown-begins', 'shutdown-not-graceful'],
};

function roleOf({ component, name }: Setting): ParameterRole | undefined {
  return ALL_PARAMETERS.find((row) => row.component === component && (row.name === name || row.field === name))?.role;
}

/** Components that do not start come before all that would happen if they did. */
function notStarting({ effective: { refusals } }: ClusterAnalysis): readonly string[] {
  return refusals.map((refusal) => `**${escapeMarkdown(String(refusalText(refusal)))}**`);
}

/** The default in the cluster's version, and where Kubernetes defines it. */
function defaultSentence({ component, name }: Setting, cluster: Cluster): string {
  const minor = newestMinor(cluster);
  const value = defaultOf(component, name, minor);
  const [path = ''] = (flag(component, name)?.source ?? '').split(/[; ]/, 1);
  if (value === undefined || value === '' || path === '') return '';
  return `Default ${codeSpan(value)} in [1.${minor}](${sourceUrl(path, minor)}).`;
}

function effect(setting: Setting, parameters: readonly EffectiveParameter[]): string {
  if (!setting.value.known) return `${codeSpan(setting.value.text)}, which cannot be read.`;
  const written = setting.data === undefined ? codeSpan(setting.value.value) : 'a value of several parts';
  const winner = overriding(setting, parameters);
  if (!winner) return `${written}.`;
  return `${written}, overridden by ${codeSpan(parameterValue(winner))} (${escapeMarkdown(String(originText(winner.origin)))}).`;
}

/** What a setting overrides: the same one earlier, or the field of a file. */
function overrides(setting: Setting, { controllerManagers, kubelets, apiServers }: Cluster): string {
  const instances = [...controllerManagers, ...kubelets, ...apiServers];
  const field = flag(setting.component, setting.name)?.field;
  const behind = instances.flatMap(({ written }) => {
    const own = written.get(setting.name);
    if (own?.setting !== setting) return [];
    const inFile = field === undefined ? undefined : written.get(field)?.setting;
    return [...own.overridden, ...(inFile ? [inFile] : [])];
  });
  const named = [...new Set(behind)].map((one) => `${codeSpan(one.spelling)} (${escapeMarkdown(placeInTree(one))})`);
  return named.length === 0 ? '' : `Overrides ${named.join(', ')}.`;
}

/** The parameter that is in effect instead of a setting; `undefined` where the setting is, or where none depends on it. */
function overriding(setting: Setting, parameters: readonly EffectiveParameter[]): EffectiveParameter | undefined {
  const written = parameters.filter(({ origin }) => origin.kind === 'file');
  if (written.some(({ origin }) => origin.kind === 'file' && origin.setting === setting)) return undefined;
  return written.find(
    ({ component, name }) =>
      component === setting.component && (name === setting.name || flag(component, name)?.field === setting.name),
  );
}

/** The picture of a workload's timeline, or its text. */
export function timelineDrawing(
  analysis: ClusterAnalysis,
  workload: WorkloadAnalysis,
  options: MarkdownOptions,
): string {
  return drawing(timelineOf(analysis, workload), options);
}

function drawing(timeline: Timeline, { picture }: MarkdownOptions): string {
  if (!picture) return codeBlock(timelineText(timeline, { width: textWidth }));
  const svg = timelineSvg([timeline], picture);
  return `![${escapeMarkdown(timelineSummary(timeline))}](data:image/svg+xml;base64,${base64(svg)})`;
}

/** Each step with the function of Kubernetes that it follows; what is asked about is bold. */
export function stepList(steps: readonly Step[], minor: number, isOwn: (step: Step) => boolean = () => false): string {
  return numberedList(
    steps.map((step) => {
      const plain = escapeMarkdown(String(stepSentence(step)));
      const sentence = isOwn(step) ? `**${plain}**` : plain;
      const source = stepSource(step, minor);
      return source === undefined ? sentence : `${sentence} [${source.name}](${sourceUrl(source.path, minor)})`;
    }),
  );
}

/** Workloads with volumes, each with its verdict. */
export function workloadList(workloads: readonly WorkloadAnalysis[]): string {
  const told = workloads.filter(({ verdict }) => verdict !== 'stateless');
  const lines = told.slice(0, maxWorkloads).map((workload) => {
    const mount = `evicted ${windowText(workload.eviction)}, second mount ${windowText(workload.replacementMount)}`;
    return `- ${escapeMarkdown(workloadTitle(workload))}: **${verdictWords(workload.verdict).title}**; ${mount}`;
  });
  if (told.length > maxWorkloads) lines.push(`- and ${told.length - maxWorkloads} more with volumes`);
  return lines.join('\n');
}

function unknownList(unknown: readonly UnknownInput[]): string {
  if (unknown.length === 0) return '';
  return [
    'Not known:',
    ...unknown.map(({ what, where }) => `- ${escapeMarkdown(String(what))}: ${escapeMarkdown(String(where))}`),
  ].join('\n');
}

/** What the windows are made of; where nobody has written it, that is said. */
export function parameterLine(parameters: readonly EffectiveParameter[]): string {
  const parts = parameters.map((parameter) => {
    const origin =
      parameter.origin.kind === 'file' ? '' : ` *(${escapeMarkdown(String(originText(parameter.origin)))})*`;
    return `${codeSpan(parameterName(parameter))} ${codeSpan(parameterValue(parameter))}${origin}`;
  });
  return parts.length === 0 ? '' : `With ${parts.join(', ')}.`;
}

/** The cluster, its version, and where the model is written. */
export function footer({ name, version, platform }: Cluster): string {
  const runs = platform && `${platform.name} runs the control plane and takes no flags for it.`;
  return `${runs === undefined ? '' : `${escapeMarkdown(runs)}\n\n`}*Cluster ${escapeMarkdown(name)}, ${escapeMarkdown(String(versionSentence(version)))}.* [How the times are computed](${TIMING_MODEL})`;
}

export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
