// The cluster and the workload that the panel is about, in the scenario that is chosen.
import { worstFirst } from '../../render/words/alike.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { clusterId } from '../clusterChoices.ts';
import type { FileView } from '../fileView.ts';
import { type Choices, type ChosenScenario, scenarioOf } from './panelState.ts';
import { fencedAt } from './supposedFencing.ts';

export interface PanelSubject {
  readonly report: ClusterReport;
  readonly chosen: ChosenScenario;
  /** In the scenario that is chosen. */
  readonly analysis: ClusterAnalysis;
  readonly workload: WorkloadAnalysis | undefined;
}

/** `undefined` where the file belongs to no cluster. */
export function panelSubject({ snapshot, file }: FileView, choices: Choices): PanelSubject | undefined {
  // An id, or as the page's list has it: the URI of a file before it.
  const id = choices.get('cluster') ?? '';
  const isChosen = (own: string) => id === own || id.endsWith(` ${own}`);
  const report = snapshot.clusters.find(({ cluster }) => isChosen(clusterId(cluster))) ?? snapshot.clusterOf(file);
  if (report === undefined) return undefined;
  const chosen = scenarioOf(choices, report.cluster);
  // While fencing is dragged the other workloads stay as they are without it: only the one in front is asked about.
  const isDragged = choices.get('drag') === 'yes';
  const scenario = isDragged ? fencedAt(chosen.scenario, Number.POSITIVE_INFINITY) : chosen.scenario;
  const analysis = snapshot.analyse(report.cluster, scenario);
  return { report, chosen, analysis, workload: workloadOf(analysis, file, choices.get('workload')) };
}

/** The one that is chosen; else the worst of the file in front, else the worst of all. */
function workloadOf(
  { workloads }: ClusterAnalysis,
  file: string,
  key: string | undefined,
): WorkloadAnalysis | undefined {
  const chosen = workloads.find((one) => workloadKey(one) === key);
  if (chosen !== undefined) return chosen;
  const sorted = worstFirst(workloads);
  return sorted.find(({ workload }) => workload.file === file) ?? sorted[0];
}

/** Tells a workload from the others of its cluster, and stays the same while its file changes. */
export function workloadKey({ workload: { kind, namespace, name, file } }: WorkloadAnalysis): string {
  return `${kind}/${namespace}/${name}@${file}`;
}
