// What is computed, at the end of the line that decides it.

import type { InlayHint } from 'vscode-languageserver';
import { newestMinor } from '../effective/componentVersions.ts';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { PARAMETERS } from '../effective/parameters.ts';
import { unreachableTaint } from '../kubernetes/taints.ts';
import type { Instance } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import { settingMarkdown, workloadMarkdown } from '../render/reports/hoverMarkdown.ts';
import { byDanger } from '../render/words/alike.ts';
import { detectionHint, evictionHint, heartbeatHint, verdictHint, workloadHint } from '../render/words/hintText.ts';
import { escapeMarkdown } from '../render/words/markdownText.ts';
import { countingToleration } from '../rules/shared/tolerationPlaces.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { linesOf } from '../text/lineIndex.ts';
import { say, type Words } from '../text/message.ts';
import { comparePositions, type Range } from '../text/position.ts';
import { isEvictedByTimeOut, type WorkloadAnalysis } from '../timing/analysis.ts';
import { heartbeatOf } from '../timing/results.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { Display } from './display.ts';
import type { FileView } from './fileView.ts';
import { MarkupKind } from './protocolNumbers.ts';

/** What a hint is about; each kind can be switched off. */
export type HintKind = 'detection' | 'eviction' | 'verdict';

export type HintSupport = Pick<ClientSupport, 'hoverMarkdown' | 'clientFiles'> & Display;

/** A hint before it is put into the protocol's words: it stands at the end of its line. */
interface Found {
  readonly kind: HintKind;
  readonly line: number;
  readonly label: string;
  readonly markdown: (support: HintSupport) => string;
}

/** Settings beside which the node's fate is told: the first of them that the file sets with effect. */
const DETECTING = [PARAMETERS.gracePeriod, PARAMETERS.monitorPeriod];
const BEATING = {
  lease: [PARAMETERS.leaseSeconds],
  status: [PARAMETERS.updateFrequency, PARAMETERS.updateFrequencyInFile, PARAMETERS.reportFrequency],
};

/** What is computed, at the end of the line that decides it: one hint a line, none in a file that is not open. */
export function inlayHints(view: FileView, range: Range, support: HintSupport): InlayHint[] {
  const { text } = view;
  if (text === undefined) return [];
  const lines = linesOf(text);
  const reports = view.snapshot.clustersOf(view.file);
  const running = reports.filter(({ analysis }) => !analysis.effective.isStopped);
  const all = [
    ...verdicts(view, running),
    ...running.flatMap((report) => [...ofSettings(view, report), ...evictions(view, report)]),
  ];
  const taken = new Set<number>();
  return all.flatMap((found) => {
    const position = { line: found.line, character: lines[found.line]?.replace(/\r$/, '').length ?? 0 };
    if (support.hiddenHints.includes(found.kind) || taken.has(found.line) || !isWithin(range, position)) return [];
    taken.add(found.line);
    return [inProtocol(found, position, support, view.words)];
  });
}

function inProtocol(
  { label, markdown }: Found,
  position: Range['start'],
  support: HintSupport,
  words: Words,
): InlayHint {
  const tooltip = support.hoverMarkdown ? { tooltip: { kind: MarkupKind.Markdown, value: markdown(support) } } : {};
  if (!support.clientFiles) return { position, label, paddingLeft: true, ...tooltip };
  // Our own client has a command that opens the page.
  const command = { title: words(say`Explain this cluster`), command: 'kubeNodeLifecycle.explain' };
  return { position, label: [{ value: label, command, ...tooltip }], paddingLeft: true };
}

/** The node's fate at what decides it, in each cluster that the file describes. */
function ofSettings({ file, words }: FileView, { cluster, analysis }: ClusterReport): Found[] {
  const parameters = effectiveParameters(cluster);
  const written = parameters.flatMap(({ name, origin }) =>
    origin.kind === 'file' && origin.setting.file === file ? [{ name, setting: origin.setting }] : [],
  );
  const detecting = DETECTING.flatMap(({ name }) => written.find((one) => one.name === name)?.setting ?? [])[0];
  const hint = (setting: Setting | undefined, label: string): Found[] =>
    setting === undefined
      ? []
      : [
          {
            kind: 'detection',
            line: setting.valueRange.end.line, // of an entry of several lines, the whole ends below them
            label,
            markdown: (support) => settingMarkdown(analysis, setting, parameters, picture(support, words)),
          },
        ];
  return [
    ...hint(detecting, words(detectionHint(analysis))),
    ...cluster.kubelets.flatMap((kubelet) => {
      if (!isWrittenIn(kubelet, file)) return [];
      const beat = heartbeatOf(analysis.effective, kubelet);
      const [setting] = BEATING[beat.by].flatMap(({ name }) => kubelet.written.get(name)?.setting ?? []);
      return setting?.file === file ? hint(setting, words(heartbeatHint(beat))) : [];
    }),
  ];
}

/** Whether a file sets something of a kubelet's heartbeat. */
function isWrittenIn({ written }: Instance, file: string): boolean {
  return Object.values(BEATING).some((rows) => rows.some(({ name }) => written.get(name)?.setting.file === file));
}

/** When a pod is evicted, at its own toleration. */
function evictions({ file, words }: FileView, { cluster, analysis }: ClusterReport): Found[] {
  const key = unreachableTaint(newestMinor(cluster));
  return analysis.workloads.flatMap((one): Found[] => {
    const seconds = countingToleration(one.workload, key)?.tolerationSeconds;
    if (seconds?.file !== file || !seconds.value.known || !one.tolerationSeconds.known) return [];
    // Without taints the controller's time-out decides, whatever is tolerated.
    if (isEvictedByTimeOut(one)) return [];
    return [
      {
        kind: 'eviction',
        line: seconds.range.end.line,
        label: words(evictionHint(one)),
        markdown: (support) => workloadMarkdown(analysis, one, effectiveParameters(cluster), picture(support, words)),
      },
    ];
  });
}

interface Candidate {
  readonly report: ClusterReport;
  readonly one: WorkloadAnalysis;
}

/** The verdict at a workload's name; where it may belong to several clusters that differ, the worst, and in how many. */
function verdicts({ file, words }: FileView, reports: readonly ClusterReport[]): Found[] {
  const byPlace = new Map<string, Candidate[]>();
  for (const report of reports) {
    for (const one of report.analysis.workloads) {
      if (one.workload.file !== file || verdictHint(one) === '') continue;
      const { line, character } = one.workload.range.end;
      const key = `${line} ${character} ${one.workload.name}`;
      const list = byPlace.get(key) ?? [];
      byPlace.set(key, list);
      list.push({ report, one });
    }
  }
  return [...byPlace.values()].flatMap((list): Found[] => {
    const [worst] = list.toSorted((a, b) => byDanger(a.one, b.one));
    if (worst === undefined) return [];
    const { analysis, cluster } = worst.report;
    const alike = list.filter(({ one }) => one.verdict === worst.one.verdict).length;
    const where = alike === list.length ? '' : say`, in ${alike} of ${list.length}`;
    const others = list.length === 1 ? [] : list.map((each) => inWords(each, words));
    return [
      {
        kind: 'verdict',
        line: worst.one.workload.range.end.line,
        label: `${words(verdictHint(worst.one))}${words(where)}`,
        markdown: (support) =>
          [
            ...others.slice(0, MOST_NAMED),
            workloadMarkdown(analysis, worst.one, effectiveParameters(cluster), picture(support, words)),
          ].join('\n\n'),
      },
    ];
  });
}

const MOST_NAMED = 6;

function inWords({ report, one }: Candidate, words: Words): string {
  return escapeMarkdown(words(say`In ${report.cluster.name}: ${workloadHint(one)}.`));
}

function picture({ hoverPictures, theme }: HintSupport, words: Words) {
  return { words, ...(hoverPictures && { picture: { theme } }) };
}

function isWithin({ start, end }: Range, position: Range['start']): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}
