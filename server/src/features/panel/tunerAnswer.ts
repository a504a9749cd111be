// What the panel's tuner shows: values that are tried, the verdict along every slider, and a proposal for targets.

import type { Cluster } from '../../model/cluster.ts';
import type { Finding } from '../../model/finding.ts';
import type { Workload } from '../../model/workload.ts';
import type { PlaceLink } from '../../render/reports/panel/panelParts.ts';
import { cannotTune, PANEL } from '../../render/reports/panel/panelWords.ts';
import { type Proposal, type TunerInput, trialText } from '../../render/reports/panel/tunerView.ts';
import { IN_TIME_ONLY, stuckWorkloads } from '../../render/reports/tuneAnswers.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { say } from '../../text/message.ts';
import type { Scenario } from '../../timing/analysis.ts';
import type { Tunable } from '../../tuner/targets.ts';
import {
  type Trial,
  type TrialName,
  type TrialSpace,
  type TrialStop,
  type TrialValues,
  trialSpace,
  trialStop,
  trialTrack,
  tryAll,
  tryValues,
} from '../../tuner/trial.ts';
import { trialChanges } from '../../tuner/trialChanges.ts';
import { tuneCluster } from '../../tuner/tuneCluster.ts';
import { EVERYTHING } from '../../tuner/writtenAs.ts';
import { type Choices, targetsOf, trialValuesOf } from './panelState.ts';
import type { PanelSubject } from './panelSubject.ts';
import { FENCED_BY, fencedAt, fencedByOf } from './supposedFencing.ts';

/** @param findings those of the cluster's files; asked for only where targets are given */
export function tunerInput(
  { report, chosen, analysis, workload: front }: PanelSubject,
  choices: Choices,
  link: PlaceLink,
  findings: () => readonly Finding[],
): Omit<TunerInput, 'words'> {
  const { cluster, ruleOptions } = report;
  const workload = front?.workload;
  const space = trialSpace(cluster, workload);
  const { values, problems } = trialValuesOf(choices, space.parameters);
  const isDragged = choices.get('drag') === 'yes';
  const fencedBy = fencedByOf(chosen.scenario);
  const changes = trialChanges(cluster, values, workload);
  return {
    space,
    values,
    fencedBy,
    before: asIs(cluster, fencedAt(chosen.scenario, Number.POSITIVE_INFINITY), workload),
    after: tryValues(cluster, chosen.scenario, values, workload),
    tracks: tracksOf(cluster, chosen.scenario, values, workload, space, isDragged),
    wantedHeartbeats: ruleOptions.missedHeartbeats,
    all:
      isDragged || changes.length === 0
        ? undefined
        : { before: analysis, after: tryAll(cluster, chosen.scenario, values, workload) },
    changes,
    isReviewed: choices.get('review') === 'yes',
    problems,
    proposal: proposalOf(report, choices, space, findings),
    link,
  };
}

const latestAsIs = new WeakMap<
  Cluster,
  { readonly key: string; readonly workload: Workload | undefined; readonly trial: Trial }
>();

/** The files as they are, which stays the same while a slider is dragged. */
function asIs(cluster: Cluster, scenario: Scenario, workload: Workload | undefined): Trial {
  const key = JSON.stringify(scenario);
  const known = latestAsIs.get(cluster);
  if (known?.key === key && known.workload === workload) return known.trial;
  const trial = tryValues(cluster, scenario, {}, workload);
  latestAsIs.set(cluster, { key, workload, trial });
  return trial;
}

type Tracks = TunerInput['tracks'];

const latestTracks = new WeakMap<
  Cluster,
  { readonly key: string; readonly workload: Workload | undefined; readonly tracks: Tracks }
>();

/** All ways cost many questions to the model: while a slider is dragged the latest stay. */
function tracksOf(
  cluster: Cluster,
  scenario: Scenario,
  values: TrialValues,
  workload: Workload | undefined,
  { parameters }: TrialSpace,
  isDragged: boolean,
): Tracks {
  const key = JSON.stringify([scenario, values]);
  const known = latestTracks.get(cluster);
  if (known !== undefined && known.workload === workload && (isDragged || known.key === key)) return known.tracks;
  const tracks = new Map<TrialName | 'fenced', readonly TrialStop[]>(
    parameters.map((one) => [one.name, trialTrack(cluster, scenario, values, workload, one)]),
  );
  if (fencedByOf(scenario) !== undefined)
    tracks.set(
      'fenced',
      FENCED_BY.map((value) => trialStop(value, tryValues(cluster, fencedAt(scenario, value), values, workload))),
    );
  latestTracks.set(cluster, { key, workload, tracks });
  return tracks;
}

/** Values for what was asked for, or why there are none. */
function proposalOf(
  report: ClusterReport,
  choices: Choices,
  { parameters }: TrialSpace,
  findings: () => readonly Finding[],
): Proposal {
  const { typed, targets, problems } = targetsOf(choices);
  if (problems.length > 0 || Object.keys(targets).length === 0)
    return { targets: typed, lines: problems, choices: undefined };
  const { result, isMet, unknown, answers, changes, unwritable } = tuneCluster(report, findings(), targets, EVERYTHING);
  if (result === undefined) return { targets: typed, lines: [cannotTune(unknown)], choices: undefined };
  const obstacles = stuckWorkloads(answers, targets).flatMap(({ names, why, ways }) => [
    say`Cannot be met for ${names}: ${why}`,
    ...(ways.length === 0 ? [] : [IN_TIME_ONLY, ...ways.map((way) => say`- ${way}`)]),
  ]);
  const needsNothing = result.changed.length === 0 && changes.length + unwritable.length === 0;
  const verdict = isMet ? (needsNothing ? PANEL.metAlready : PANEL.canBeMet) : PANEL.cannotBeMet;
  const taken = (name: Tunable) => {
    const parameter = parameters.find((one) => one.name === name);
    return parameter === undefined ? [] : [[`set.${name}`, trialText(parameter, result.values[name])] as const];
  };
  const entries = result.changed.flatMap(taken);
  return {
    targets: typed,
    lines: [verdict, ...obstacles, ...(isMet ? changes.map(({ title, because }) => say`${title}: ${because}.`) : [])],
    choices: isMet && entries.length > 0 ? Object.fromEntries(entries) : undefined,
  };
}
