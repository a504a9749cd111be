// A cluster in a few lines: when its nodes are noticed, and which workloads come to what, worst first.

import { groupBy } from '../../model/grouped.ts';
import { isNever } from '../../model/window.ts';
import { english, joinedBy, listed, type Said, say, sentencesOf, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { inGlyphs, UNICODE } from '../picture/glyphs.ts';
import type { TimelineTextOptions } from '../picture/timelineText.ts';
import { STORAGE } from '../words/candidateTable.ts';
import { type PlaceText, placeInTree, versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { whenText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { wrap } from '../words/wrap.ts';

/** @param workloads in the order in which they are shown */
export function summaryText(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  options: TimelineTextOptions & { readonly place?: PlaceText; readonly words?: Words } = {},
): string {
  const {
    paint = (_style, text) => text,
    glyphs = UNICODE,
    width = 80,
    place = placeInTree,
    words = english,
  } = options;
  const { cluster, effective, scenario, detection, steps } = analysis;
  const own = (text: string) => inGlyphs(text, glyphs);
  const head = `${paint('strong', words(say`Cluster ${visibleLine(cluster.name)}`))} ${glyphs.separator} ${own(words(versionSentence(cluster.version, place)))}\n`;
  const refusals = effective.refusals.map((refusal) => `${paint('danger', own(words(refusalText(refusal))))}\n`);
  if (effective.isStopped) return [head, ...refusals, `${words(NOTHING_RUNS)}\n`].join('');
  const flaps = steps.some(({ code }) => code === 'flaps') ? say`Healthy nodes are marked too: no window holds.` : '';
  const node = `${paint('faint', own(words(say`Scenario: ${scenarioText(scenario)}`)))}\n${own(words(sentencesOf([say`A lost node is set to Unknown ${whenText(detection)}.`, flaps])))}\n`;
  const groups = groupBy(workloads, (one) => `${one.verdict} ${outcomeText(one)} ${storageWords(one)}`);
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { title, tone } = verdictWords(first.verdict);
    const names = wrap(group.map(workloadTitle).join(', '), width - 4).map((line) => `    ${line}\n`);
    const open = storageWords(first);
    const head = open.length > 0 ? say`depends on the storage` : title;
    const rest = open.map((line) =>
      wrap(own(words(line)), width - 4)
        .map((part) => `    ${part}\n`)
        .join(''),
    );
    return `  ${paint(tone, words(head))} (${group.length}): ${own(words(outcomeText(first)))}\n${rest.join('')}${names.join('')}`;
  });
  return [head, ...refusals, node, ...(rows.length > 0 ? ['\n'] : []), ...rows].join('');
}

/** What each storage that a workload may have comes to, and what would tell which it is. */
function storageWords({ byStorage, unknown }: WorkloadAnalysis): readonly Said[] {
  if (byStorage.length === 0) return [];
  const ways = [...groupBy(byStorage, ({ storage }) => storage)].map(([storage, same]) => {
    const titles = same.map(({ verdict }): Said => verdictWords(verdict).title);
    return say`${STORAGE[storage]}: ${joinedBy(titles, (left, right) => say`${left} / ${right}`)}`;
  });
  return [
    joinedBy(ways, (left, right) => say`${left}; ${right}`),
    say`To be settled: ${listed(unknown.map(({ what }) => what))}.`,
  ];
}

function outcomeText({ eviction, replacementMount }: WorkloadAnalysis): Said {
  return listed([
    isNever(eviction) ? say`never evicted` : say`evicted ${whenText(eviction)}`,
    isNever(replacementMount) ? say`never replaced without help` : say`replaced ${whenText(replacementMount)}`,
  ]);
}
