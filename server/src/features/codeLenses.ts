// A line above workloads and what configures a cluster: what happens when a node is lost, in one sentence.
import type { CodeLens, Range } from 'vscode-languageserver';
import { isNever } from '../model/window.ts';
import { detectionHint } from '../render/words/hintText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import { windowText } from '../render/words/windowText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { say, type Words } from '../text/message.ts';
import { comparePositions, touches } from '../text/position.ts';
import { VERDICTS, type WorkloadAnalysis } from '../timing/analysis.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { Display } from './display.ts';
import type { FileView } from './fileView.ts';

/** Above each workload with a volume, and once a cluster above what starts its controller manager. */
export function codeLenses(view: FileView, support: Pick<ClientSupport, 'clientFiles'> & Display): CodeLens[] {
  if (support.hiddenHints.includes('lens')) return [];
  const { snapshot, file, words } = view;
  const [report] = snapshot.clustersOf(file);
  const running = snapshot.clustersOf(file).filter(({ analysis }) => !analysis.effective.isStopped);
  const ofClusters = running.flatMap((one) => {
    const at = one.cluster.controllerManagers.find(({ declaredIn }) => declaredIn?.file === file)?.declaredIn;
    return at ? [lens(aroundOf(view, at.range), clusterText(one, words), support)] : [];
  });
  const workloads = report === undefined || report.analysis.effective.isStopped ? [] : report.analysis.workloads;
  const ofWorkloads = workloads
    .filter(({ workload, verdict }) => workload.file === file && verdict !== 'stateless')
    .map((one) => lens(one.workload.objectRange, workloadText(one, words), support));
  return [...ofClusters, ...ofWorkloads];
}

/** The object in which it stands, else where the file says that it is a cluster. */
function aroundOf({ snapshot, file }: FileView, range: Range): Range {
  const reading = snapshot.reading(file);
  const object = reading?.objects.find((one) => touches(one.range, range.start));
  const mention = reading?.clusters?.findLast((one) => comparePositions(one.range.start, range.start) <= 0);
  return object?.range ?? mention?.range ?? range;
}

function lens({ start }: Range, title: string, { clientFiles }: Pick<ClientSupport, 'clientFiles'>): CodeLens {
  // Our own client has a command that opens the page.
  return { range: { start, end: start }, command: { title, command: clientFiles ? 'kubeNodeLifecycle.explain' : '' } };
}

function clusterText({ cluster, analysis }: ClusterReport, words: Words): string {
  const counts = VERDICTS.filter((verdict) => verdict !== 'stateless').flatMap((verdict) => {
    const count = analysis.workloads.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [`${count} × ${words(verdictWords(verdict).title)}`];
  });
  return [`${cluster.name} ${words(detectionHint(analysis))}`, ...counts].join(' · ');
}

function workloadText({ eviction, replacementMount }: WorkloadAnalysis, words: Words): string {
  if (isNever(eviction)) return words(verdictWords('never-evicted').title);
  return words(say`evicted ${windowText(eviction)}, second mount ${windowText(replacementMount)}`);
}
