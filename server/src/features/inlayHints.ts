import type { InlayHint } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { PARAMETERS } from '../effective/parameters.ts';
import { nodeHint, workloadHint } from '../render/words/hintText.ts';
import { refusalText } from '../render/words/startingText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { comparePositions, type Position, type Range } from '../text/position.ts';
import type { FileView } from './fileView.ts';

/** Settings beside which the node's fate is told: the first of them that the file sets. */
const ANCHORS = [PARAMETERS.gracePeriod, PARAMETERS.monitorPeriod, PARAMETERS.podEvictionTimeout];

/** What is computed, beside what decides it: the node's fate at a controller manager's setting, the verdict at a workload. */
export function inlayHints(view: FileView, range: Range): InlayHint[] {
  const report = view.snapshot.clusterOf(view.file);
  if (!report) return [];
  return [...nodeHints(view, report), ...workloadHints(view, report)].filter(({ position }) =>
    isWithin(range, position),
  );
}

function nodeHints({ file, snapshot }: FileView, { cluster, analysis }: ClusterReport): InlayHint[] {
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

function workloadHints({ file }: FileView, { analysis }: ClusterReport): InlayHint[] {
  if (analysis.effective.isStopped) return [];
  return analysis.workloads
    .filter(({ workload }) => workload.file === file)
    .flatMap((one) => {
      const text = workloadHint(one);
      return text === '' ? [] : [hint(one.workload.range.end, text, verdictWords(one.verdict).sentence)];
    });
}

function hint(position: Position, label: string, tooltip: string): InlayHint {
  return { position, label, tooltip, paddingLeft: true };
}

function isWithin({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}
