// What hovers say of workloads and settings.
import { newestMinor } from '../../effective/componentVersions.ts';
import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import { ALL_PARAMETERS, decidesTiming, type ParameterRole } from '../../effective/parameters.ts';
import type { UnknownInput } from '../../effective/unknownInput.ts';
import { defaultOf, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { flagSummary } from '../../kubernetes/flags/summaries.ts';
import { sourceUrl } from '../../kubernetes/sourcePlaces.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { changed, english, listed, type Said, say, sentencesOf, type Words } from '../../text/message.ts';
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
import { stepSource } from '../words/stepSource.ts';
import { verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

export interface MarkdownOptions {
  /** Draw the timeline as a picture; without it, as text. */
  readonly picture?: TimelineSvgOptions | undefined;
  /** English where they are left out. */
  readonly words?: Words | undefined;
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
  const { words = english } = options;
  if (analysis.effective.isStopped) {
    return paragraphs(...notStarting(analysis, words), words(NOTHING_RUNS), footer(analysis.cluster, words));
  }
  const { title, sentence } = verdictWords(workload.verdict);
  const drawn = drawing(timelineOf(analysis, workload, undefined, words), options);
  const heading = words(say`**${escapeMarkdown(workloadTitle(workload))}**: **${title}**. ${sentence}`);
  return paragraphs(
    ...notStarting(analysis, words),
    // A picture has this heading itself, and belongs at the top, where a hover shows all of it.
    ...(options.picture ? [drawn, words(sentence)] : [heading, drawn]),
    stepList(
      [...analysis.steps, ...workload.steps.filter(({ code }) => code !== 'verdict')],
      newestMinor(analysis.cluster),
      words,
    ),
    unknownList(workload.unknown, words),
    parameterLine(decidingParameters(analysis, [workload], parameters), words),
    footer(analysis.cluster, words),
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
  const { words = english } = options;
  const summary = flagSummary(setting.component, setting.name);
  const decides = decidesTiming(setting.component, setting.name);
  const role = roleOf(setting);
  if (summary === undefined && !decides) return '';
  const heading = say`${codeSpan(setting.spelling)} of ${setting.component}: ${effect(setting, parameters)}`;
  const about = sentencesOf([summary ?? '', overrides(setting, cluster), defaultSentence(setting, cluster)]);
  const facts = paragraphs(words(heading), words(about));
  if (!decides) return paragraphs(facts, footer(cluster, words));
  if (analysis.effective.isStopped) return paragraphs(facts, ...notStarting(analysis, words), footer(cluster, words));
  return paragraphs(
    facts,
    ...notStarting(analysis, words),
    drawing(timelineOf(analysis, undefined, undefined, words), options),
    stepList(
      analysis.steps,
      newestMinor(cluster),
      words,
      ({ code }) => STEPS_OF[role ?? 'admission']?.includes(code) === true,
    ),
    workloadList(analysis.workloads, words),
    parameterLine(decidingParameters(analysis, analysis.workloads, parameters), words),
    footer(cluster, words),
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
function notStarting({ effective: { refusals } }: ClusterAnalysis, words: Words): readonly string[] {
  return refusals.map((refusal) => `**${escapeMarkdown(words(refusalText(refusal)))}**`);
}

/** The default in the cluster's version, and where Kubernetes defines it. */
function defaultSentence({ component, name }: Setting, cluster: Cluster): Said {
  const minor = newestMinor(cluster);
  const value = defaultOf(component, name, minor);
  const [path = ''] = (flagsOf[component].get(name)?.source ?? '').split(/[; ]/, 1);
  if (value === undefined || value === '' || path === '') return '';
  const link = `[1.${minor}](${sourceUrl(path, minor)})`;
  return say`Default ${codeSpan(value)} in ${link}.`;
}

function effect(setting: Setting, parameters: readonly EffectiveParameter[]): Said {
  if (!setting.value.known) return say`${codeSpan(setting.value.text)}, which cannot be read.`;
  const written = setting.data === undefined ? codeSpan(setting.value.value) : say`a value of several parts`;
  const winner = overriding(setting, parameters);
  if (!winner) return say`${written}.`;
  const origin = changed(originText(winner.origin), escapeMarkdown);
  return say`${written}, overridden by ${codeSpan(parameterValue(winner))} (${origin}).`;
}

/** What a setting overrides: the same one earlier, or the field of a file. */
function overrides(setting: Setting, { controllerManagers, kubelets, apiServers }: Cluster): Said {
  const instances = [...controllerManagers, ...kubelets, ...apiServers];
  const field = flagsOf[setting.component].get(setting.name)?.field;
  const behind = instances.flatMap(({ written }) => {
    const own = written.get(setting.name);
    if (own?.setting !== setting) return [];
    const inFile = field === undefined ? undefined : written.get(field)?.setting;
    return [...own.overridden, ...(inFile ? [inFile] : [])];
  });
  const named = [...new Set(behind)].map((one) => `${codeSpan(one.spelling)} (${escapeMarkdown(placeInTree(one))})`);
  return named.length === 0 ? '' : say`Overrides ${listed(named)}.`;
}

/** The parameter that is in effect instead of a setting; `undefined` where the setting is, or where none depends on it. */
function overriding(setting: Setting, parameters: readonly EffectiveParameter[]): EffectiveParameter | undefined {
  const written = parameters.filter(({ origin }) => origin.kind === 'file');
  if (written.some(({ origin }) => origin.kind === 'file' && origin.setting === setting)) return undefined;
  return written.find(
    ({ component, name }) =>
      component === setting.component &&
      (name === setting.name || flagsOf[component].get(name)?.field === setting.name),
  );
}

/** The picture of a workload's timeline, or its text. */
export function timelineDrawing(
  analysis: ClusterAnalysis,
  workload: WorkloadAnalysis,
  options: MarkdownOptions,
): string {
  return drawing(timelineOf(analysis, workload, undefined, options.words), options);
}

function drawing(timeline: Timeline, { picture }: MarkdownOptions): string {
  if (!picture) return codeBlock(timelineText(timeline, { width: textWidth }));
  const svg = timelineSvg([timeline], picture);
  return `![${escapeMarkdown(timelineSummary(timeline))}](data:image/svg+xml;base64,${base64(svg)})`;
}

/** Each step with the function of Kubernetes that it follows; what is asked about is bold. */
export function stepList(
  steps: readonly Step[],
  minor: number,
  words: Words,
  isOwn: (step: Step) => boolean = () => false,
): string {
  return numberedList(
    steps.map((step) => {
      const plain = escapeMarkdown(words(stepSentence(step)));
      const sentence = isOwn(step) ? `**${plain}**` : plain;
      const source = stepSource(step, minor);
      return source === undefined ? sentence : `${sentence} [${source.name}](${sourceUrl(source.path, minor)})`;
    }),
  );
}

/** Workloads with volumes, each with its verdict. */
export function workloadList(workloads: readonly WorkloadAnalysis[], words: Words): string {
  const told = workloads.filter(({ verdict }) => verdict !== 'stateless');
  const lines = told.slice(0, maxWorkloads).map((workload) => {
    const { title } = verdictWords(workload.verdict);
    const mount = say`evicted ${windowText(workload.eviction)}, second mount ${windowText(workload.replacementMount)}`;
    return words(say`- ${escapeMarkdown(workloadTitle(workload))}: **${title}**; ${mount}`);
  });
  if (told.length > maxWorkloads) lines.push(words(say`- and ${told.length - maxWorkloads} more with volumes`));
  return lines.join('\n');
}

function unknownList(unknown: readonly UnknownInput[], words: Words): string {
  if (unknown.length === 0) return '';
  return [
    words(say`Not known:`),
    ...unknown.map(({ what, where }) => `- ${escapeMarkdown(words(say`${what}: ${where}`))}`),
  ].join('\n');
}

/** What the windows are made of; where nobody has written it, that is said. */
export function parameterLine(parameters: readonly EffectiveParameter[], words: Words): string {
  const parts = parameters.map((parameter) => {
    const origin =
      parameter.origin.kind === 'file' ? '' : ` *(${escapeMarkdown(words(originText(parameter.origin)))})*`;
    return `${codeSpan(parameterName(parameter))} ${codeSpan(parameterValue(parameter))}${origin}`;
  });
  return parts.length === 0 ? '' : words(say`With ${listed(parts)}.`);
}

/** The cluster, its version, and where the model is written. */
export function footer({ name, version, platform }: Cluster, words: Words): string {
  const runs = platform && words(say`${platform.name} runs the control plane and takes no flags for it.`);
  const cluster = words(say`Cluster ${escapeMarkdown(name)}, ${changed(versionSentence(version), escapeMarkdown)}.`);
  const model = `[${words(say`How the times are computed`)}](${TIMING_MODEL})`;
  return `${runs === undefined ? '' : `${escapeMarkdown(runs)}\n\n`}*${cluster}* ${model}`;
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
