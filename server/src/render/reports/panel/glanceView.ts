// The view *At a glance*: a line a workload on one axis, the worst first, each with its first fix.
import { durationText } from '../../../model/durationText.ts';
import { type Said, say, type Words } from '../../../text/message.ts';
import { type ClusterAnalysis, VERDICTS, type WorkloadAnalysis } from '../../../timing/analysis.ts';
import { sparkline, sparklineEnd } from '../../picture/sparkline.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { worstFirst } from '../../words/alike.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { actor, badge, paragraph, section, select, textInput, textOf } from './panelParts.ts';
import { groupTitle, OPEN_VERDICTS, PANEL } from './panelWords.ts';

export interface GlanceInput {
  readonly analysis: ClusterAnalysis;
  /** Part of a workload's title; empty for all. */
  readonly filter: string;
  /** Of which verdict; empty for all. */
  readonly verdict: string;
  keyOf(workload: WorkloadAnalysis): string;
  /** The title of the first fix of what was found in a workload. */
  firstFix(workload: WorkloadAnalysis): string | undefined;
  readonly words: Words;
}

/** More of them are put together by verdict, and can be filtered. */
const FEW = 8;

export function glanceView(input: GlanceInput): string {
  const { analysis, words } = input;
  const all = worstFirst(analysis.workloads);
  if (all.length === 0) return section('', paragraph(words, PANEL.noWorkloads));
  const shown = all.filter((one) => isWanted(one, input));
  const endMs = sparklineEnd(analysis, shown);
  const rows = (some: readonly WorkloadAnalysis[]) =>
    element('ul', { class: 'rows' }, ...some.map((one) => row(input, one, endMs)));
  const isGrouped = shown.length > FEW && input.filter === '' && input.verdict === '';
  return section(
    '',
    all.length > FEW ? filters(input, all) : '',
    shown.length === 0 ? paragraph(words, PANEL.noneMatch) : axis(words, endMs),
    ...(isGrouped
      ? groups(shown).map(([verdict, some]) =>
          group(verdict, words(groupTitle(verdictWords(verdict).title, some.length)), rows(some)),
        )
      : [rows(shown)]),
    legend(words),
  );
}

function isWanted(workload: WorkloadAnalysis, { filter, verdict }: GlanceInput): boolean {
  const isNamed = workloadTitle(workload).toLowerCase().includes(filter.trim().toLowerCase());
  return isNamed && (verdict === '' || workload.verdict === verdict);
}

function groups(workloads: readonly WorkloadAnalysis[]) {
  return VERDICTS.flatMap((verdict) => {
    const some = workloads.filter((one) => one.verdict === verdict);
    return some.length === 0 ? [] : [[verdict, some] as const];
  });
}

function group(verdict: WorkloadAnalysis['verdict'], heading: string, rows: string): string {
  return element(
    'details',
    { id: `group-${verdict}`, ...(OPEN_VERDICTS.has(verdict) ? { open: '' } : {}) },
    element('summary', {}, escapeXml(heading)),
    rows,
  );
}

function filters({ filter, verdict, words }: GlanceInput, all: readonly WorkloadAnalysis[]): string {
  const options = groups(all).map(([value, some]) => ({
    value,
    words: words(groupTitle(verdictWords(value).title, some.length)),
    isChosen: value === verdict,
  }));
  return element(
    'div',
    { class: 'controls' },
    textInput('filter', words(PANEL.filter), filter, words(PANEL.filterHint)),
    select('only', words(PANEL.verdictFilter), [
      { value: '', words: words(groupTitle(PANEL.allVerdicts, all.length)), isChosen: verdict === '' },
      ...options,
    ]),
  );
}

function axis(words: Words, endMs: number): string {
  const half = endMs / 2;
  const marks = [0, half, endMs].map((at) =>
    element('span', {}, textOf(words, durationText(Math.round(at / 1_000) * 1_000))),
  );
  return element(
    'div',
    { class: 'row axis', 'aria-hidden': 'true' },
    element('span', { class: 'who' }, textOf(words, PANEL.workload)),
    element('span', { class: 'verdict' }, textOf(words, PANEL.verdictFilter)),
    element('span', { class: 'marks' }, ...marks),
    element('span', { class: 'fix' }, textOf(words, PANEL.firstFix)),
  );
}

function row(input: GlanceInput, workload: WorkloadAnalysis, endMs: number): string {
  const { words } = input;
  const key = input.keyOf(workload);
  const fix = input.firstFix(workload);
  const title = workloadTitle(workload);
  return element(
    'li',
    { class: 'row', id: `row-${key}` },
    element('span', { class: 'who' }, timelineButton(key, title)),
    element('span', { class: 'verdict' }, badge(words, workload)),
    element('span', { class: 'marks' }, sparkline(input.analysis, workload, endMs, words)),
    element(
      'span',
      { class: 'fix' },
      fix === undefined ? textOf(words, withoutFix(workload)) : fixButton(fix, key, title),
    ),
  );
}

/** What is not safe is not called done: it wants more than one value, or what is not known. */
function withoutFix({ verdict, unknown: [first] }: WorkloadAnalysis): Said {
  if (verdict === 'unknown' && first !== undefined) return say`not known: ${first.what}`;
  const { tone } = verdictWords(verdict);
  return tone === 'danger' || tone === 'warning' ? PANEL.noSingleFix : PANEL.noFix;
}

function timelineButton(key: string, title: string): string {
  const choices = JSON.stringify({ workload: key, view: 'timeline' });
  return element('button', { type: 'button', class: 'link', 'data-choices': choices }, escapeXml(title));
}

/** What is heard says of which workload it is. */
function fixButton(fix: string, key: string, title: string): string {
  return actor('fix', fix, key, 'link', `fix-${key}`).replace(
    '<button',
    `<button aria-label="${escapeXml(`${fix}: ${title}`)}"`,
  );
}

function legend(words: Words): string {
  const { unknown, evicted, old, fresh, both } = PANEL.legend;
  const items = [
    ['spark-unknown', unknown, 3],
    ['spark-evicted', evicted, 3],
    ['spark-old', old, 7],
    ['spark-new', fresh, 7],
    ['spark-both', both, 9],
  ] as const;
  const rows = items.map(([look, said, height]) => {
    // As high as in a line: two of them have one colour.
    const box = element('rect', { class: look, x: 1, y: 6 - height / 2, width: 16, height });
    const sample = element('svg', { class: 'sample', viewBox: '0 0 18 12', 'aria-hidden': 'true' }, box);
    return element('li', {}, sample, textOf(words, said));
  });
  return element('ul', { class: 'legend' }, ...rows);
}
