// The view *Recovery*: what frees a workload that waits, what must be true before, and what follows if it is not.
import type { Said, Words } from '../../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../../timing/waysOut.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { conditionText, wayText } from '../../words/waysOutText.ts';
import { whenText } from '../../words/windowText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { actor, badge, chooser, paragraph, section, textOf } from './panelParts.ts';
import { PANEL } from './panelWords.ts';

export function recoveryView(analysis: ClusterAnalysis, workload: WorkloadAnalysis | undefined, words: Words): string {
  if (workload === undefined) return section('', paragraph(words, PANEL.noWorkload));
  const ways = waysOut(analysis, workload);
  const actors = workload.actors.map(({ title }) => element('li', {}, escapeXml(title)));
  return element(
    'section',
    {},
    element('h2', {}, `${escapeXml(workloadTitle(workload))} ${badge(words, workload)}`),
    paragraph(words, verdictWords(workload.verdict).sentence),
    ways.length === 0
      ? paragraph(words, withoutWays(workload)) +
          (workload.verdict === 'double-mount' ? chooser('view', 'tuner', words(PANEL.toTuner), 'primary') : '')
      : element('h3', {}, textOf(words, PANEL.frees)) +
          element('ol', { class: 'ways' }, ...ways.map((way, index) => wayItem(words, way, index))),
    actors.length === 0 ? '' : element('h3', {}, textOf(words, PANEL.actsByItself)) + element('ul', {}, ...actors),
  );
}

function withoutWays({ verdict }: WorkloadAnalysis): Said {
  if (verdict === 'fenced') return PANEL.freesItself;
  return verdict === 'double-mount' ? PANEL.twoWritersFirst : PANEL.nothingToFree;
}

function wayItem(words: Words, way: WayOut, index: number): string {
  const { needsDeadNode, commands, replacementMount, verdictIfWrong } = way;
  const terms: readonly (readonly [Said, Said])[] = needsDeadNode
    ? [
        [PANEL.condition, conditionText(way)],
        [PANEL.afterwards, whenText(replacementMount)],
        [PANEL.ifWrong, verdictWords(verdictIfWrong).title],
      ]
    : [];
  return element(
    'li',
    {},
    element('b', {}, textOf(words, wayText(way))),
    terms.length === 0
      ? ''
      : element(
          'dl',
          {},
          ...terms.map(
            ([name, said]) => element('dt', {}, textOf(words, name)) + element('dd', {}, textOf(words, said)),
          ),
        ),
    ...commands.map((command, at) =>
      element(
        'div',
        { class: 'command' },
        element('code', {}, escapeXml(command)),
        actor('copy', words(PANEL.copy), command, 'small', `copy-${index}-${at}`),
      ),
    ),
  );
}
