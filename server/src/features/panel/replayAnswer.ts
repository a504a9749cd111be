// The worst simulated run of the workload that the panel shows, played once for each state of the files.

import type { Workload } from '../../model/workload.ts';
import { replayHtml, replaySvg } from '../../render/reports/panel/replayFile.ts';
import { scenarioText } from '../../render/words/scenarioText.ts';
import { type WorstRun, worstRun } from '../../simulator/worstRun.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import type { FileView } from '../fileView.ts';
import type { Choices } from './panelState.ts';
import { type PanelSubject, panelSubject } from './panelSubject.ts';
import { replayPlayer } from './replayPlayer.ts';

/** Enough to meet what is rare, in a fraction of a second. */
const RUNS = 100;
/** Scenarios of one workload that are kept. */
const MOST_KEPT = 16;

const played = new WeakMap<Workload, Map<string, { readonly of: object; readonly run: WorstRun | undefined }>>();

/** `undefined` where it cannot be played. */
export function runOf({ report: { cluster }, chosen }: PanelSubject, workload: WorkloadAnalysis): WorstRun | undefined {
  const runs = played.get(workload.workload) ?? new Map();
  played.set(workload.workload, runs);
  const key = JSON.stringify(chosen.scenario);
  const known = runs.get(key);
  if (known?.of === cluster) return known.run;
  const run = worstRun(cluster, chosen.scenario, workload.workload, RUNS);
  if (runs.size >= MOST_KEPT) runs.clear();
  runs.set(key, { of: cluster, run });
  return run;
}

/** Answers `kubeNodeLifecycle/export`: a file with the run that is shown. */
export interface ExportAnswer {
  /** A name for the file, with its ending. */
  readonly name: string;
  readonly text: string;
}

/** `null` where there is nothing to export. @param format the moment that is shown (`svg`), or all of it (`html`) */
export function exportReplay(view: FileView, choices: Choices, format: 'svg' | 'html'): ExportAnswer | null {
  const subject = panelSubject(view, choices);
  const workload = subject?.workload;
  const run = subject && workload && runOf(subject, workload);
  if (subject === undefined || workload === undefined || run === undefined) return null;
  const text =
    format === 'svg'
      ? replaySvg(run, workload, Number(choices.get('step') ?? 0) || 0, view.words)
      : replayHtml(run, workload, scenarioText(subject.chosen.scenario), replayPlayer, view.words);
  const name = workload.workload.name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60);
  return { name: `${name}-replay.${format}`, text };
}
