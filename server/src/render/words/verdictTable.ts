// How many workloads have which verdict, and which ones.

import { most } from '../../model/extremes.ts';
import { english, listed, say, type Words } from '../../text/message.ts';
import { VERDICTS, type WorkloadAnalysis } from '../../timing/analysis.ts';
import { columnsOf, padColumns } from './columns.ts';
import { type Style, verdictWords } from './verdictText.ts';
import { workloadTitle } from './workloadTitle.ts';
import { wrap } from './wrap.ts';

/** More names of one verdict are counted. */
const NAMED = 12;

/** How many workloads have which verdict, and which ones. @param width columns of a line */
export function verdictTable(
  workloads: readonly WorkloadAnalysis[],
  width: number,
  paint: (style: Style, text: string) => string,
  words: Words = english,
): string {
  const titleWidth = most(VERDICTS.map((verdict) => columnsOf(words(verdictWords(verdict).title)))) ?? 0;
  const lines = VERDICTS.flatMap((verdict) => {
    const own = workloads.filter((one) => one.verdict === verdict);
    if (own.length === 0) return [];
    const { title, tone } = verdictWords(verdict);
    const shown = listed(own.slice(0, NAMED).map(workloadTitle));
    const names = words(own.length > NAMED ? say`${shown} and ${own.length - NAMED} more` : shown);
    const indent = titleWidth + 10;
    const [first = '', ...rest] = wrap(names, Math.max(width - indent, 40));
    const head = `  ${paint(tone, padColumns(words(title), titleWidth))}${String(own.length).padStart(6)}  `;
    return [`${head}${first}\n`, ...rest.map((line) => `${' '.repeat(indent)}${line}\n`)];
  });
  return `${paint('strong', words(say`Workloads`))}\n${lines.join('')}`;
}
