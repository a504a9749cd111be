// `explain --observed`: a run that was watched, row by row beside its windows.

import type { ObservedResult, ObservedRow, ObservedRun, ObservedStep } from '../incident/observed.ts';
import { most } from '../model/extremes.ts';
import { isNever, type Window } from '../model/window.ts';
import type { Style } from '../render/words/verdictText.ts';
import { windowText } from '../render/words/windowText.ts';
import { visibleLine } from '../text/visible.ts';
import { schemaVersion, toJson } from './findingsJson.ts';
import type { Paint } from './paint.ts';

const steps: Readonly<Record<ObservedStep, string>> = {
  unknown: 'node Unknown',
  taint: 'NoExecute taint',
  evicted: 'evicted',
  removed: 'object removed',
  mounted: 'replacement runs',
};

const results: Readonly<Record<ObservedResult, readonly [Style, string]>> = {
  fits: ['safe', 'fits'],
  never: ['safe', 'not seen, as expected'],
  slow: ['neutral', 'later than it could: scheduling, images, start'],
  open: ['neutral', 'not seen, may still come'],
  early: ['danger', 'too early'],
  late: ['danger', 'too late'],
  unexpected: ['danger', 'was never to happen'],
  missing: ['danger', 'missing'],
};

const AGAINST: ReadonlySet<ObservedResult> = new Set<ObservedResult>(['early', 'late', 'unexpected', 'missing']);

/** Whether what was seen is against the windows. */
export function isAgainst({ result }: ObservedRow): boolean {
  return AGAINST.has(result);
}

export function observedText(cluster: string, runs: readonly ObservedRun[], paint: Paint): string {
  if (runs.length === 0)
    return `No node became Unknown in what was watched; nothing to hold against ${visibleLine(cluster)}.\n`;
  return runs.map((run) => runText(cluster, run, paint)).join('\n');
}

function runText(cluster: string, { node, silent, rows, strangers }: ObservedRun, paint: Paint): string {
  const head = paint('strong', `Node ${visibleLine(node)}, by the settings of ${visibleLine(cluster)}`);
  const against = rows.filter(isAgainst).length;
  const sum = against === 0 ? 'Nothing is against the windows.' : `${against} of ${rows.length} against the windows.`;
  const names = rows.map(({ pod, step }) => (pod === undefined ? steps[step] : `${visibleLine(pod)} ${steps[step]}`));
  const [expected, seen] = [
    rows.map((one) => String(windowText(one.expected))),
    rows.map(({ seen: one }) => (one ? seenText(one) : '-')),
  ];
  const widths = [names, expected, seen].map((all) => most(all.map(({ length }) => length)) ?? 0);
  const lines = rows.map(({ result }, index) => {
    const [style, words] = results[result];
    const cells = [names, expected, seen].map((all, column) => (all[index] ?? '').padEnd(widths[column] ?? 0));
    return `  ${cells.join('  ')}  ${paint(style, words)}\n`;
  });
  const titles = ['', 'expected', 'seen'].map((title, column) => title.padEnd(widths[column] ?? 0));
  const others =
    strangers.length === 0
      ? ''
      : `${paint('faint', `Pods of no workload in the files: ${strangers.map(visibleLine).join(', ')}`)}\n`;
  return `${head}\n${silenceText(silent)}\n  ${paint('faint', titles.join('  ').trimEnd())}\n${lines.join('')}${others}${paint(against === 0 ? 'safe' : 'danger', sum)}\n`;
}

const A_SECOND = 1_000;

function silenceText({ earliest, latest }: Window): string {
  const [from, until] = [instantOf(earliest), instantOf(latest)];
  return from === until
    ? `It fell silent at ${from}.`
    : `It fell silent between ${from} and ${until}${latest - earliest > A_SECOND ? '; --silent-at says it exactly' : ''}.`;
}

function instantOf(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : 'some time';
}

/** Of what was seen, times may be below 0 where the silence is not known exactly. */
function seenText({ earliest, latest }: Window): string {
  return String(windowText({ earliest: Math.max(0, earliest), latest: Math.max(0, latest) }));
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
        silentFrom: instantOf(run.silent.earliest),
        silentUntil: instantOf(run.silent.latest),
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

function windowData(window: Window): object | null {
  if (isNever(window)) return null;
  return {
    earliestMs: Math.floor(window.earliest),
    latestMs: Number.isFinite(window.latest) ? Math.ceil(window.latest) : null,
  };
}
