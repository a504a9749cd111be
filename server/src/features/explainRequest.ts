import { effectiveParameters } from '../effective/effectiveParameters.ts';
import type { Location } from '../model/location.ts';
import { explainPage } from '../render/reports/explainPage.ts';
import { explainStyle } from '../render/reports/explainStyle.ts';
import { clusterId } from './clusterChoices.ts';
import type { FileView } from './fileView.ts';

/** Answers `kubeNodeLifecycle/explain`: the page on the cluster of a file. */
export interface ExplainAnswer {
  readonly title: string;
  readonly style: string;
  /** What goes into the body; links to places are URIs with the fragment `L12,5`, one-based. */
  readonly body: string;
}

/** What was chosen on the page, by the names of its controls. */
export type Choices = ReadonlyMap<string, string>;

/** What comes from a client is checked like any other input. */
export function readChoices(choices: unknown): Choices {
  const entries = typeof choices === 'object' && choices !== null ? Object.entries(choices) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** `null` without a cluster. */
export function explain({ snapshot, file, uriOf }: FileView, choices: Choices = new Map()): ExplainAnswer | null {
  const chosen = choices.get('cluster');
  const report = snapshot.clusters.find(({ cluster }) => clusterId(cluster) === chosen) ?? snapshot.clusterOf(file);
  if (!report) return null;
  const { cluster, analysis } = report;
  const files = new Set(cluster.files);
  const link = ({ file: target, range: { start } }: Location) =>
    `${uriOf(target)}#L${start.line + 1},${start.character + 1}`;
  return {
    title: `Cluster ${cluster.name}`,
    style: explainStyle,
    body: explainPage(
      analysis,
      effectiveParameters(cluster),
      link,
      snapshot.notes((each) => files.has(each)),
    ),
  };
}
