// `explain --observed`: a run that was watched, row by row beside its windows.

import type { ObservedResult, ObservedRow, ObservedRun, ObservedStep } from '../incident/observed.ts';
import { most } from '../model/extremes.ts';
import type { Window } from '../model/window.ts';
import { columnsOf, padColumns } from '../render/words/columns.ts';
import type { Style } from '../render/words/verdictText.ts';
import { windowText } from '../render/words/windowText.ts';
import { listed, type Message, type Said, say, type Words } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import { schemaVersion, toJson } from './findingsJson.ts';
import type { Paint } from './paint.ts';
import { windowData } from './timeData.ts';

const steps: Readonly<Record<ObservedStep, Said>> = {
  unknown: say`node Unknown`,
  taint: 'NoExecute taint',
  evicted: say`evicted`,
  removed: say`object removed`,
  mounted: say`replacement runs`,
};

const results: Readonly<Record<ObservedResult, readonly [Style, Message]>> = {
  fits: ['safe', say`fits`],
  never: ['safe', say`not seen, as expected`],
  slow: ['neutral', say`later than it could: scheduling, images, start`],
  open: ['neutral', say`not seen, may still come`],
  early: ['danger', say`too early`],
  late: ['danger', say`too late`],
  unexpected: ['danger', say`was never to happen`],
  missing: ['danger', say`missing`],
};

const AGAINST: ReadonlySet<ObservedResult> = new Set<ObservedResult>(['early', 'late', 'unexpected', 'missing']);

/** Whether what was seen is against the windows. */
export function isAgainst({ result }: ObservedRow): boolean {
  return AGAINST.has(result);
}

export function observedText(cluster: string, runs: readonly ObservedRun[], paint: Paint, words: Words): string {
  const name = visibleLine(cluster);
  if (runs.length > 0) return runs.map((run) => runText(name, run, paint, words)).join('\n');
  return `${words(say`No node became Unknown in what was watched; nothing to hold against ${name}.`)}\n`;
}

function runText(cluster: string, { node, silent, rows, strangers }: ObservedRun, paint: Paint, words: Words): string {
  const against = rows.filter(isAgainst).length;
  const columns = [
    ['', ...rows.map(({ pod, step }) => (pod === undefined ? steps[step] : say`${visibleLine(pod)} ${steps[step]}`))],
    [say`expected`, ...rows.map((one) => windowText(one.expected))],
    [say`seen`, ...rows.map(({ seen }) => (seen ? seenText(seen) : '-'))],
  ].map((column) => padded(column.map(words)));
  const lineAt = (index: number) => columns.map((column) => column[index] ?? '').join('  ');
  return [
    paint('strong', words(say`Node ${visibleLine(node)}, by the settings of ${cluster}`)),
    words(silenceText(silent)),
    `  ${paint('faint', lineAt(0).trimEnd())}`,
    ...rows.map(({ result }, index) => {
      const [style, said] = results[result];
      return `  ${lineAt(index + 1)}  ${paint(style, words(said))}`;
    }),
    ...(strangers.length === 0
      ? []
      : [paint('faint', words(say`Pods of no workload in the files: ${listed(strangers.map(visibleLine))}`))]),
    paint(against === 0 ? 'safe' : 'danger', words(sumText(against, rows.length))),
    '',
  ].join('\n');
}

function sumText(against: number, all: number): Message {
  return against === 0 ? say`Nothing is against the windows.` : say`${against} of ${all} against the windows.`;
}

function padded(cells: readonly string[]): readonly string[] {
  const width = most(cells.map(columnsOf)) ?? 0;
  return cells.map((cell) => padColumns(cell, width));
}

const A_SECOND = 1_000;

function silenceText({ earliest, latest }: Window): Message {
  const [from, until] = [instantOf(earliest), instantOf(latest)];
  if (String(from) === String(until)) return say`It fell silent at ${from}.`;
  return latest - earliest > A_SECOND
    ? say`It fell silent between ${from} and ${until}; --silent-at says it exactly.`
    : say`It fell silent between ${from} and ${until}.`;
}

function instantOf(milliseconds: number): Said {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : say`some time`;
}

/** Of what was seen, times may be below 0 where the silence is not known exactly. */
function seenText({ earliest, latest }: Window): Message {
  return windowText({ earliest: Math.max(0, earliest), latest: Math.max(0, latest) });
}

/** `explain --observed --format json`. Times as in `explain --format json`. */
export function observedJson(
  clusters: readonly { readonly name: string; readonly runs: readonly ObservedRun[] }[],
): string {
  return toJson({
    schemaVersion,
    clusters: clusters.map(({ name, runs }) => ({
      name,
      nodes: runs.map((run) => ({
        node: run.node,
        silentFrom: String(instantOf(run.silent.earliest)),
        silentUntil: String(instantOf(run.silent.latest)),
        against: run.rows.filter(isAgainst).length,
        steps: run.rows.map(({ step, pod, expected, seen, result }) => ({
          ...{ step, pod: pod ?? null },
          expected: windowData(expected),
          seen: seen === undefined ? null : windowData(seen),
          result,
        })),
        strangers: run.strangers,
      })),
    })),
  });
}
