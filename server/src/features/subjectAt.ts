// What stands at a position, as far as there is something to say about it.
import type { Reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import type { Workload } from '../model/workload.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { comparePositions, type Position, type Range, touches } from '../text/position.ts';
import type { FileView } from './fileView.ts';

/** What stands at a position, as far as there is something to say about it. `range` is what the editor marks. */
export type Subject =
  | { readonly kind: 'setting'; readonly setting: Setting; readonly range: Range }
  | { readonly kind: 'workload'; readonly workload: Workload; readonly range: Range };

export function subjectAt({ snapshot, file, text }: FileView, position: Position): Subject | undefined {
  const reading = snapshot.reading(file);
  if (!reading) return undefined;
  const setting = settingAt(reading, position);
  if (setting) return { kind: 'setting', setting, range: setting.range };
  const workload = workloadAround(reading, position);
  const range = workload && workloadRangeAt(workload, position, text);
  return workload && range && { kind: 'workload', workload, range };
}

/** The smallest setting that touches the position: a flag may stand inside a longer one's text. */
function settingAt(reading: Reading, position: Position): Setting | undefined {
  let best: Setting | undefined;
  for (const setting of reading.settings) {
    if (touches(setting.range, position) && (!best || within(setting.range, best.range))) best = setting;
  }
  return best;
}

/** The innermost workload whose object a position lies in. */
export function workloadAround(reading: Reading, position: Position): Workload | undefined {
  let best: Workload | undefined;
  for (const workload of reading.workloads) {
    if (!touches(workload.objectRange, position)) continue;
    if (!best || within(workload.objectRange, best.objectRange)) best = workload;
  }
  return best;
}

function within(inner: Range, outer: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

/** A workload is asked about at its name, its kind, and the fields that decide what happens to it. */
function workloadRangeAt(workload: Workload, position: Position, text: string | undefined): Range | undefined {
  const range = decidingRanges(workload).find((candidate) => touches(candidate, position));
  return range ?? (text === undefined ? undefined : kindRange(workload, position, text));
}

function decidingRanges({ range, replicas, strategy, podReplacementPolicy, pod }: Workload): Range[] {
  const fields = [
    replicas,
    strategy,
    podReplacementPolicy,
    pod.terminationGracePeriodSeconds,
    pod.nodeName,
    pod.priorityClassName,
  ];
  const tolerations = pod.tolerations.known ? pod.tolerations.value : [];
  const claims = pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? [source.claim] : []));
  return [
    range,
    ...fields.flatMap((field) => field?.fullRange ?? []),
    ...tolerations.map(({ location }) => location.range),
    ...pod.volumes.map((volume) => volume.range),
    ...claims.flatMap((claim) => [
      ...(claim.accessModes ? [claim.accessModes.fullRange] : []),
      ...(claim.storageClassName ? [claim.storageClassName.fullRange] : []),
    ]),
    ...pod.preStopSleeps.map((sleep) => sleep.range),
  ];
}

/** The line of `kind: StatefulSet`, which the model does not keep. */
function kindRange({ kind, objectRange }: Workload, position: Position, text: string): Range | undefined {
  if (position.line > objectRange.end.line) return undefined;
  const line = new LineIndex(text).line(position.line);
  const match = new RegExp(`["']?kind["']?\\s*:\\s*["']?${kind}\\b`).exec(line.slice(0, 1000));
  if (!match) return undefined;
  const range = {
    start: { line: position.line, character: match.index },
    end: { line: position.line, character: match.index + match[0].length },
  };
  return touches(range, position) ? range : undefined;
}
