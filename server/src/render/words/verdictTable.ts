// How many workloads have which verdict, and which ones.
import { most } from '../../model/extremes.ts';
import { VERDICTS, type WorkloadAnalysis } from '../../timing/analysis.ts';
import { type Style, verdictWords } from './verdictText.ts';
import { workloadTitle } from './workloadTitle.ts';
import { wrap } from './wrap.ts';

/** More names of one verdict are counted. */
const NAMED = 12;
const titleWidth = most(VERDICTS.map((verdict) => String(verdictWords(verdict).title).length)) ?? 0;

/** How many workloads have which verdict, and which ones. @param width columns of a line */
export function verdictTable(
  workloads: readonly WorkloadAnalysis[],
  width: number,
  paint: (style: Style, text: string) => string,
): string {
  const lines = VERDICTS.flatMap((verdict) => {
    const own = workloads.filter((one) => one.verdict === verdict);
    if (own.length === 0) return [];
    const { title, tone } = verdictWords(verdict);
    const more = own.length > NAMED ? ` and ${own.length - NAMED} more` : '';
    const names = `${own.slice(0, NAMED).map(workloadTitle).join(', ')}${more}`;
    const indent = titleWidth + 10;
    const [first = '', ...rest] = wrap(names, Math.max(width - indent, 40));
    const head = `  ${paint(tone, String(title).padEnd(titleWidth))}${String(own.length).padStart(6)}  `;
    return [`${head}${first}\n`, ...rest.map((line) => `${' '.repeat(indent)}${line}\n`)];
  });
  return `${paint('strong', 'Workloads')}\n${lines.join('')}`;
}
