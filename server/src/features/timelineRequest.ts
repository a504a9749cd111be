// Answers the picture for a position.
import { type Timeline, timelineOf } from '../render/picture/timelineData.ts';
import { timelineSvg } from '../render/picture/timelineSvg.ts';
import { timelineText } from '../render/picture/timelineText.ts';
import type { Position, Range } from '../text/position.ts';
import type { FileView } from './fileView.ts';
import { subjectAt } from './subjectAt.ts';
import { analysisOf } from './workloadAt.ts';

/** Answers `kubeNodeLifecycle/timeline`: the picture for a position, and what it shows. */
export interface TimelineAnswer {
  readonly range: Range;
  /** In milliseconds from the node's silence; `null` for a time that never comes. */
  readonly timeline: Omit<Timeline, 'words'>;
  readonly svg: string;
  readonly text: string;
}

/** Of the workload at the position; at a setting, of its cluster. `null` elsewhere. */
export function timeline(view: FileView, position: Position): TimelineAnswer | null {
  const subject = subjectAt(view, position);
  const report = subject && view.snapshot.clusterOf(view.file, position);
  if (!report) return null;
  const workload = subject.kind === 'workload' ? analysisOf(report, subject.workload) : undefined;
  const { words, ...shown } = timelineOf(report.analysis, workload, undefined, view.words);
  const drawn = { ...shown, words };
  return { range: subject.range, timeline: shown, svg: timelineSvg([drawn]), text: timelineText(drawn) };
}
