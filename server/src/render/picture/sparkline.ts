// A workload on one line: when its node is marked, when it is evicted, who writes to its volume. All share one axis.
import { isUnbounded } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import { isNever, type Window } from '../../model/window.ts';
import type { Words } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { element } from './svg.ts';
import { timelineOf } from './timelineData.ts';
import { timelineSummary } from './timelineSummary.ts';

const WIDTH = 400;
const HEIGHT = 30;
const LEAST_END = 10_000;
/** Behind the last thing that happens, as a share of the axis. */
const TAIL = 1.12;

/** Where the common axis ends, in milliseconds: behind everything that has a bound. */
export function sparklineEnd(cluster: ClusterAnalysis, workloads: readonly WorkloadAnalysis[]): number {
  const bounds = workloads.flatMap((one) =>
    [one.eviction, one.oldWriterGone, one.replacementMount].flatMap(({ earliest, latest }) => [earliest, latest]),
  );
  const known = [...bounds, cluster.detection.latest].filter((bound) => !isUnbounded(bound));
  return Math.max(LEAST_END, most(known) ?? 0) * TAIL;
}

/** It is stretched to the room that there is, so that no text stands in it; the label says all of it. */
export function sparkline(cluster: ClusterAnalysis, workload: WorkloadAnalysis, endMs: number, words: Words): string {
  const { eviction, oldWriterGone, replacementMount, doubleMount, verdict } = workload;
  const at = (time: number) =>
    Math.round((Math.min(isUnbounded(time) ? endMs : Math.max(time, 0), endMs) / endMs) * WIDTH);
  const bar = (look: string, from: number, until: number, y: number, height: number) =>
    element('rect', { class: look, x: at(from), y, width: Math.max(at(until) - at(from), 3), height });
  const window = (look: string, { earliest, latest }: Window) =>
    isNever({ earliest, latest }) ? '' : bar(look, earliest, latest, 1, 4);
  const hasVolume = verdict !== 'stateless';
  const { possible, fromMs = 0, untilMs = 0 } = doubleMount;
  return element(
    'svg',
    {
      class: 'spark',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': timelineSummary(timelineOf(cluster, workload, undefined, words)),
    },
    window('spark-unknown', cluster.detection),
    window('spark-evicted', eviction),
    hasVolume ? bar('spark-old', 0, oldWriterGone.latest, 9, 7) : '',
    hasVolume && !isNever(replacementMount)
      ? bar('spark-new', replacementMount.earliest, Number.POSITIVE_INFINITY, 19, 7)
      : '',
    possible === true
      ? element('rect', {
          class: 'spark-both',
          x: at(fromMs),
          y: 6.5,
          width: Math.max(at(untilMs) - at(fromMs) - 1, 3),
          height: 22,
        })
      : '',
  );
}

export const sparklineShapes =
  '.spark{display:block;width:100%;height:30px}.spark-both{fill:none;stroke-width:2;vector-effect:non-scaling-stroke}';
