// What many runs of a simulation gave, beside the windows that they must lie in.
import { durationText } from '../../model/durationText.ts';
import type { Window } from '../../model/window.ts';
import type { Forecast, Spread, WorkloadForecast } from '../../simulator/forecast.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import type { Style } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

/**
 * What many runs of a simulation gave, beside the windows that they must lie in. Ends with a line break.
 *
 * @param workloads those that are to be shown
 */
export function forecastText(
  { runs, detection, workloads: played }: Forecast,
  workloads: readonly WorkloadAnalysis[],
  analysis: ClusterAnalysis,
  paint: (style: Style, text: string) => string = (_style, text) => text,
): string {
  const blocks = [
    `${paint('strong', `Simulated ${runs} times`)}\n${row('event', 'earliest', 'median', 'latest', 'never', 'window')}` +
      spreadRow('node marked', detection, analysis.detection) +
      flapLine(analysis),
  ];
  for (const shown of workloads) {
    const found = played.find(({ workload }) => workload === shown.workload);
    blocks.push(
      `${paint('strong', workloadTitle(shown))}\n${found === undefined ? NOT_PLAYED : workloadRows(found, shown, runs)}`,
    );
  }
  return blocks.join('\n');
}

/** Healthy nodes are marked, so that the silence is no beginning. */
function flapLine({ steps }: ClusterAnalysis): string {
  return steps.some(({ code }) => code === 'flaps')
    ? '  Windows do not hold: healthy nodes are marked too, before the silence as well.\n'
    : '';
}

const NOT_PLAYED = '  Not played: an input of its own is not known.\n';

function workloadRows(seen: WorkloadForecast, shown: WorkloadAnalysis, runs: number): string {
  return (
    spreadRow('eviction', seen.eviction, shown.eviction) +
    spreadRow('object removed', seen.objectRemoval, shown.objectRemoval) +
    spreadRow('replacement can mount', seen.replacementMount, shown.replacementMount) +
    spreadRow('old writer gone', seen.oldWriterGone, shown.oldWriterGone) +
    `  two writers in ${seen.doubleMounts} of ${runs} runs\n`
  );
}

function spreadRow(name: string, { earliest, median, latest, missing }: Spread, window: Window): string {
  const text = (time: number | undefined) => (time === undefined ? '' : String(durationText(time)));
  return row(
    name,
    text(earliest),
    text(median),
    text(latest),
    missing === 0 ? '' : String(missing),
    String(windowText(window)),
  );
}

function row(
  name: string,
  ...[earliest, median, latest, missing, window]: readonly [string, string, string, string, string]
) {
  const columns = [earliest, median, latest].map((text) => text.padStart(14)).join('');
  return `  ${name.padEnd(22)}${columns}${missing.padStart(8)}   ${window}`.trimEnd().concat('\n');
}
