// The view *Recovery*: what frees a workload that waits, what must be true before, and what follows if it is not.
import type { Said } from '../../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../../timing/waysOut.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { conditionText, wayText } from '../../words/waysOutText.ts';
import { whenText } from '../../words/windowText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { actor, badge, paragraph, section, textOf } from './panelParts.ts';
import { PANEL } from './panelWords.ts';

export function recoveryView(analysis: ClusterAnalysis, workload: WorkloadAnalysis | undefined): string {
  if (workload === undefined) return section('', paragraph(PANEL.noWorkload));
  const ways = waysOut(analysis, workload);
  const actors = workload.actors.map(({ title }) => element('li', {}, escapeXml(title)));
  return element(
    'section',
    {},
    element('h2', {}, `${escapeXml(workloadTitle(workload))} ${badge(workload)}`),
    paragraph(verdictWords(workload.verdict).sentence),
    ways.length === 0
      ? paragraph(withoutWays(workload))
      : element('h3', {}, PANEL.frees) + element('ol', { class: 'ways' }, ...ways.map(wayItem)),
    actors.length === 0 ? '' : element('h3', {}, PANEL.actsByItself) + element('ul', {}, ...actors),
  );
}

function withoutWays({ verdict }: WorkloadAnalysis): string {
  if (verdict === 'fenced') return PANEL.freesItself;
  return verdict === 'double-mount' ? PANEL.twoWritersFirst : PANEL.nothingToFree;
}

function wayItem(way: WayOut, index: number): string {
  const { needsDeadNode, commands, replacementMount, verdictIfWrong } = way;
  const terms: readonly (readonly [string, Said])[] = needsDeadNode
    ? [
        [PANEL.condition, conditionText(way)],
        [PANEL.afterwards, whenText(replacementMount)],
        [PANEL.ifWrong, verdictWords(verdictIfWrong).title],
      ]
    : [];
  return element(
    'li',
    {},
    element('b', {}, textOf(wayText(way))),
    terms.length === 0
      ? ''
      : element('dl', {}, ...terms.map(([name, words]) => element('dt', {}, name) + element('dd', {}, textOf(words)))),
    ...commands.map((command, at) =>
      element(
        'div',
        { class: 'command' },
        element('code', {}, escapeXml(command)),
        actor('copy', PANEL.copy, command, 'small', `copy-${index}-${at}`),
      ),
    ),
  );
}
