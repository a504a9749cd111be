import type { InlayHint } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { PARAMETERS } from '../effective/parameters.ts';
import { nodeHint, workloadHint } from '../render/words/hintText.ts';
import { refusalText } from '../render/words/startingText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { comparePositions, type Position, type Range } from '../text/position.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import type { FileView } from './fileView.ts';

/** Settings beside which the node's fate is told: the first of them that the file sets. */
const ANCHORS = [PARAMETERS.gracePeriod, PARAMETERS.monitorPeriod, PARAMETERS.podEvictionTimeout];

/** What is computed, beside what decides it: the node's fate at a controller manager's setting, the verdict at a workload. */
export function inlayHints(view: FileView, range: Range): InlayHint[] {
  const reports = view.snapshot.clustersOf(view.file);
  return [...nodeHints(view, reports), ...workloadHints(view, reports)].filter(({ position }) =>
    isWithin(range, position),
  );
}

/** One for each cluster that the file describes. */
function nodeHints(view: FileView, reports: readonly ClusterReport[]): InlayHint[] {
  const byLine = new Map<number, InlayHint>();
  for (const report of reports) {
    for (const one of hintsOfCluster(view, report)) {
      const { line } = one.position;
      if (!byLine.has(line)) byLine.set(line, one);
    }
  }
  return [...byLine.values()];
}

function hintsOfCluster({ file, snapshot }: FileView, { cluster, analysis }: ClusterReport): InlayHint[] {
  const written = effectiveParameters(cluster).flatMap(({ name, origin }) =>
    origin.kind === 'file' && origin.setting.file === file ? [{ name, setting: origin.setting }] : [],
  );
  const [anchor] = ANCHORS.flatMap(({ name }) => written.find((one) => one.name === name)?.setting.range.end ?? []);
  const settingList = snapshot
    .reading(file)
    ?.settingLists.find(({ component }) => component === 'kube-controller-manager');
  const position = anchor ?? settingList?.range.end;
  const [refusal] = analysis.effective.refusals;
  if (position && refusal && analysis.effective.isStopped) {
    return [hint(position, `${refusal.component} does not start`, refusalText(refusal))];
  }
  return position ? [hint(position, nodeHint(analysis), 'When a node falls silent, in this cluster.')] : [];
}

/** Where a workload may belong to several clusters that differ, what happens in each of the first two. */
function workloadHints({ file }: FileView, reports: readonly ClusterReport[]): InlayHint[] {
  const byPlace = new Map<string, { cluster: string; one: WorkloadAnalysis; text: string }[]>();
  for (const { cluster, analysis } of reports) {
    if (analysis.effective.isStopped) continue;
    for (const one of analysis.workloads) {
      const text = workloadHint(one);
      if (one.workload.file !== file || text === '') continue;
      const { line, character } = one.workload.range.end;
      const key = `${line} ${character} ${one.workload.name}`;
      const list = byPlace.get(key) ?? [];
      if (!list.some((other) => other.text === text)) list.push({ cluster: cluster.name, one, text });
      byPlace.set(key, list);
    }
  }
  return [...byPlace.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const told = list.slice(0, MOST_NAMED).map(({ cluster, text }) => `${cluster}: ${text}`);
    const more = list.length > MOST_NAMED ? [`${list.length - MOST_NAMED} more`] : [];
    const label = list.length === 1 ? first.text : [...told, ...more].join(' · ');
    return [hint(first.one.workload.range.end, label, verdictWords(first.one.verdict).sentence)];
  });
}

const MOST_NAMED = 2;

function hint(position: Position, label: string, tooltip: string): InlayHint {
  return { position, label, tooltip, paddingLeft: true };
}

function isWithin({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}
