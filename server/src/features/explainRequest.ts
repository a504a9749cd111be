// Answers `kubeNodeLifecycle/explain`: the page of the panel, for what is chosen on it.
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import type { Location } from '../model/location.ts';
import { glanceView } from '../render/reports/panel/glanceView.ts';
import { panelPage } from '../render/reports/panel/panelPage.ts';
import type { PlaceLink } from '../render/reports/panel/panelParts.ts';
import { panelStyle } from '../render/reports/panel/panelStyle.ts';
import type { View } from '../render/reports/panel/panelWords.ts';
import { recoveryView } from '../render/reports/panel/recoveryView.ts';
import { replayView } from '../render/reports/panel/replayView.ts';
import { timelineView } from '../render/reports/panel/timelineView.ts';
import { tunerView } from '../render/reports/panel/tunerView.ts';
import { scenarioText } from '../render/words/scenarioText.ts';
import { distinct, say } from '../text/message.ts';
import { type ClusterChoice, clusterChoices, clusterId } from './clusterChoices.ts';
import type { FileView } from './fileView.ts';
import { type Choices, viewOf } from './panel/panelState.ts';
import { type PanelSubject, panelSubject, workloadKey } from './panel/panelSubject.ts';
import { runOf } from './panel/replayAnswer.ts';
import { tunerInput } from './panel/tunerAnswer.ts';
import { firstFix } from './panel/workloadFix.ts';
import { titleIn } from './workspaceEdit.ts';

/** Answers `kubeNodeLifecycle/explain`: the page on the cluster of a file. */
export interface ExplainAnswer {
  readonly title: string;
  readonly style: string;
  /** What goes into the body; links to places are URIs with the fragment `L12,5`, one-based. */
  readonly body: string;
}

/** `null` without a cluster. @param clusters all that can be chosen; those of the tree where it is left out */
export function explain(
  view: FileView,
  choices: Choices = new Map(),
  clusters: readonly ClusterChoice[] = clusterChoices(view.snapshot, view.uriOf, view.words),
): ExplainAnswer | null {
  const { snapshot, uriOf } = view;
  const subject = panelSubject(view, choices);
  if (!subject) return null;
  const { report, chosen, analysis, workload } = subject;
  const { cluster } = report;
  const files = new Set(cluster.files);
  const link = ({ file: target, range: { start } }: Location) =>
    `${uriOf(target)}#L${start.line + 1},${start.character + 1}`;
  const front = viewOf(choices);
  const optionOf = ({ uri, id, name, detail, verdict }: ClusterChoice) => ({
    id: `${uri} ${id}`,
    words: [name, detail, verdict].filter((part) => part !== '').join(' · '),
  });
  const own = clusters.find(
    ({ id, uri }) => id === clusterId(cluster) && cluster.files.some((file) => uriOf(file) === uri),
  );
  const page = panelPage(
    {
      clusters: clusters.map(optionOf),
      clusterId: own === undefined ? '' : optionOf(own).id,
      analysis,
      workload,
      keyOf: workloadKey,
      scenario: chosen.kind,
      typed: choices,
      problem: chosen.problem,
      view: front,
      notes: distinct([...cluster.notes, ...snapshot.notes((each) => files.has(each))]),
      link,
      words: view.words,
    },
    analysis.effective.isStopped ? '' : viewBody(view, subject, choices, front, link),
  );
  return { title: view.words(say`Cluster ${cluster.name}`), style: panelStyle, body: page };
}

function viewBody(view: FileView, subject: PanelSubject, choices: Choices, front: View, link: PlaceLink): string {
  const { report, chosen, analysis, workload } = subject;
  const { words } = view;
  switch (front) {
    case 'glance':
      return glanceView({
        analysis,
        words,
        filter: choices.get('filter') ?? '',
        verdict: choices.get('only') ?? '',
        keyOf: workloadKey,
        firstFix: (one) => {
          const fix = firstFix(view.snapshot, one);
          return fix && titleIn({ file: one.workload.file, words }, fix);
        },
      });
    case 'timeline':
      return timelineView({ analysis, workload, parameters: effectiveParameters(report.cluster), link, words });
    case 'recovery':
      return recoveryView(analysis, workload, words);
    case 'tuner':
      return tunerView({ ...tunerInput(subject, choices, link, () => view.snapshot.findings()), words });
    case 'replay':
      return replayView({
        workload,
        run: workload && runOf(subject, workload),
        scenario: scenarioText(chosen.scenario),
        words,
        step: Number(choices.get('step') ?? 0) || 0,
      });
  }
}
