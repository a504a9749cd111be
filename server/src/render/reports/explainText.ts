// A cluster explained in text.
import { newestMinor } from '../../effective/componentVersions.ts';
import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import type { UnknownInput } from '../../effective/unknownInput.ts';
import type { Cluster } from '../../model/cluster.ts';
import { most } from '../../model/extremes.ts';
import { zoneSizes } from '../../model/node.ts';
import { english, listed, type Said, say, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../timing/waysOut.ts';
import { inGlyphs, UNICODE } from '../picture/glyphs.ts';
import { timelineOf } from '../picture/timelineData.ts';
import { type TimelineTextOptions, timelineText } from '../picture/timelineText.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { type CandidateRow, candidateTable, storageTable } from '../words/candidateTable.ts';
import {
  assumption,
  type PlaceText,
  parameterName,
  parameterOrigin,
  parameterValue,
  placeInTree,
  versionSentence,
} from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { stepSource } from '../words/stepSource.ts';
import { verdictTable } from '../words/verdictTable.ts';
import { verdictWords } from '../words/verdictText.ts';
import { waysOutText } from '../words/waysOutText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { wrap } from '../words/wrap.ts';

type Paint = NonNullable<TimelineTextOptions['paint']>;

export interface ExplainTextOptions extends TimelineTextOptions {
  readonly place?: PlaceText;
  readonly words?: Words;
  /** The clusters that a workload may belong to, where it is not told to which. */
  readonly candidates?: (workload: WorkloadAnalysis) => readonly CandidateRow[];
}

/**
 * A cluster explained in text: its parameters with their origins, what happens to the node, and for every workload the
 * timeline and the steps. Ends with a line break.
 *
 * @param workloads those of `analysis` that are to be shown
 */
export function explainText(
  analysis: ClusterAnalysis,
  parameters: readonly EffectiveParameter[],
  workloads: readonly WorkloadAnalysis[],
  options: ExplainTextOptions = {},
): string {
  const { paint = (_style, text) => text, place = placeInTree, glyphs = UNICODE, words = english } = options;
  const { cluster, effective } = analysis;
  const own = (text: string) => inGlyphs(text, glyphs);
  const blocks = [
    `${paint('strong', words(say`Cluster ${visibleLine(cluster.name)}`))} ${glyphs.separator} ${own(words(versionSentence(cluster.version, place)))}\n` +
      `${paint('faint', own(words(say`Scenario: ${scenarioText(analysis.scenario)}`)))}\n${nodesLine(cluster, paint, words)}`,
    ...effective.refusals.map((refusal) => `${paint('danger', own(words(refusalText(refusal, place))))}\n`),
    parameterTable(parameters, { place, paint, words }),
    effective.isStopped
      ? `${words(NOTHING_RUNS)}\n`
      : `${paint('strong', words(say`The node`))}\n${list(analysis.steps.map(stepSentence).map(words).map(own), options.width)}`,
    ...cluster.notes.map((note) => `${paint('warning', words(say`Note`))} ${visibleLine(words(note))}\n`),
  ];
  if (effective.isStopped) return blocks.filter((block) => block !== '').join('\n');
  if (workloads.length === 0) blocks.push(timelineText(timelineOf(analysis, undefined, undefined, words), options));
  if (workloads.length > 1) blocks.push(verdictTable(workloads, options.width ?? 80, paint, words));
  const drawn = workloads.length > FEW_WORKLOADS ? workloads.filter(isAtStake) : workloads;
  const isApart = (workload: WorkloadAnalysis) => (options.candidates?.(workload) ?? []).length > 0;
  for (const group of alikeWorkloads(analysis, drawn, isApart)) blocks.push(workloadBlock(analysis, group, options));
  if (drawn.length < workloads.length) blocks.push(paint('faint', `${words(NOT_DRAWN)}\n`));
  blocks.push(sourceList([...analysis.steps, ...workloads.flatMap(({ steps }) => steps)], cluster, paint, words));
  return blocks.filter((block) => block !== '').join('\n');
}

/** More zones are counted. */
const NAMED_ZONES = 6;

/** The nodes of a running cluster by zone, and their versions. */
function nodesLine({ live }: Cluster, paint: Paint, words: Words): string {
  if (live === undefined || live.nodes.length === 0) return '';
  const zones = zoneSizes(live.nodes);
  const names = zones
    .slice(0, NAMED_ZONES)
    .map(({ zone, nodes }): Said => (zone === '' ? say`without a zone ${nodes}` : `${visibleLine(zone)} ${nodes}`));
  const more = zones.length > NAMED_ZONES ? [say`${zones.length - NAMED_ZONES} more zones`] : [];
  const versions = [...new Set(live.nodes.map(({ kubeletVersion }) => kubeletVersion))]
    .filter((one) => one !== '')
    .sort();
  const kubelets = versions.length === 0 ? '' : say`; kubelets ${listed(versions.map(visibleLine))}`;
  return `${paint('faint', words(say`Nodes: ${live.nodes.length} (${listed([...names, ...more])})${kubelets}`))}\n`;
}

/** Of more workloads only those are drawn that have something to lose, or may have. */
const FEW_WORKLOADS = 20;
const NOT_DRAWN = say`Not drawn: pods with no volume at stake, and pods that are never evicted; --workload shows one of them.`;

function isAtStake({ verdict }: WorkloadAnalysis): boolean {
  return verdict !== 'stateless' && verdict !== 'never-evicted';
}

/** Of several that are alike the first, with the names of the others. */
function workloadBlock(
  analysis: ClusterAnalysis,
  [workload, ...others]: AlikeWorkloads,
  options: ExplainTextOptions,
): string {
  const {
    paint = (_style, text) => text,
    place = placeInTree,
    glyphs = UNICODE,
    candidates = () => [],
    words = english,
  } = options;
  const { title, tone } = verdictWords(workload.verdict);
  const own = (text: string) => inGlyphs(text, glyphs);
  const heading = `${paint('strong', workloadTitle(workload))} ${glyphs.separator} ${paint(tone, words(title))}  ${paint('faint', place(workload.workload))}\n`;
  const steps = list(workload.steps.map(stepSentence).map(words).map(own), options.width);
  const ways = own(visibleWays(waysOut(analysis, workload), words));
  const choice = own(candidateTable(candidates(workload), paint, words));
  return [
    heading + alikeLine(others, options),
    choice,
    own(storageTable(workload, paint, words)),
    timelineText(timelineOf(analysis, workload, undefined, words), options),
    steps,
    unknownList(workload.unknown, words),
    ways,
  ]
    .filter((block) => block !== '')
    .join('\n');
}

/** More are counted. */
const NAMED_ALIKE = 12;

function alikeLine(
  others: readonly WorkloadAnalysis[],
  { width = 80, paint, place = placeInTree, words = english }: ExplainTextOptions,
): string {
  if (others.length === 0) return '';
  const names = others.slice(0, NAMED_ALIKE).map((one) => `${workloadTitle(one)} (${place(one.workload)})`);
  const more = others.length - NAMED_ALIKE;
  const all = more > 0 ? say`${listed(names)} and ${more} more` : listed(names);
  const lines = wrap(words(say`The same happens to ${all}.`), width - 2);
  return lines.map((line) => `  ${paint?.('faint', line) ?? line}\n`).join('');
}

function visibleWays(ways: readonly WayOut[], words: Words): string {
  return waysOutText(ways, words).split('\n').map(visibleLine).join('\n');
}

function parameterTable(
  parameters: readonly EffectiveParameter[],
  { place, paint, words }: { readonly place: PlaceText; readonly paint: Paint; readonly words: Words },
): string {
  const names = parameters.map(parameterName);
  const values = parameters.map(parameterValue);
  const nameWidth = widest(names);
  const valueWidth = Math.min(widest(values), 24);
  const lines: string[] = [];
  const components = [...new Set(parameters.map(({ component }) => component))];
  for (const component of components) {
    lines.push(paint('strong', component));
    const assumed = new Set<string>();
    parameters.forEach((parameter, index) => {
      const { component: own, origin } = parameter;
      if (own !== component) return;
      const name = (names[index] ?? '').padEnd(nameWidth);
      const value = (values[index] ?? '').padEnd(valueWidth);
      const where = words(origin.kind === 'assumed' ? say`default, assumed` : parameterOrigin(parameter, place));
      if (origin.kind === 'assumed') assumed.add(words(assumption(origin.missing, place)));
      lines.push(`  ${name}  ${origin.kind === 'file' ? value : paint('faint', value)}  ${paint('faint', where)}`);
    });
    // Said once, below what it is about.
    for (const why of assumed) lines.push(`  ${paint('warning', words(say`assumed:`))} ${why}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The functions of Kubernetes that the steps follow, each once, in the order of the steps. */
function sourceList(steps: readonly Step[], cluster: Cluster, paint: Paint, words: Words): string {
  const minor = newestMinor(cluster);
  const places = steps.flatMap((step) => stepSource(step, minor) ?? []);
  const lines = new Set(places.map(({ path, name }) => `  ${name.padEnd(24)} ${paint('faint', path)}\n`));
  if (lines.size === 0) return '';
  return `${paint('strong', words(say`Kubernetes' source`))} ${paint('faint', `(release-1.${minor})`)}\n${[...lines].join('')}`;
}

function unknownList(unknown: readonly UnknownInput[], words: Words): string {
  if (unknown.length === 0) return '';
  return `${words(say`Not known:`)}\n${unknown.map(({ what, where }) => `  ${visibleLine(words(say`${what}: ${where}`))}\n`).join('')}`;
}

/** Numbered, with lines of at most `width` columns. */
function list(sentences: readonly string[], width = 80): string {
  return sentences
    .flatMap((sentence, index) => {
      const [first = '', ...rest] = wrap(sentence, width - indent.length);
      return [`${String(index + 1).padStart(3)}. ${first}\n`, ...rest.map((line) => `${indent}${line}\n`)];
    })
    .join('');
}

const indent = ' '.repeat(5);

function widest(texts: readonly string[]): number {
  return Math.max(0, most(texts.map(({ length }) => length)) ?? 0);
}
