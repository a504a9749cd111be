// Answers `kubeNodeLifecycle/clusterTree`: clusters, their parameters with origin, workloads by verdict, and fixes.
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import type { Location } from '../model/location.ts';
import { worstFirst } from '../render/words/alike.ts';
import { parameterName, parameterOrigin, parameterValue } from '../render/words/originText.ts';
import { type Tone, verdictWords } from '../render/words/verdictText.ts';
import { workloadTitle } from '../render/words/workloadTitle.ts';
import type { ClusterReport, TreeSnapshot } from '../service/treeService.ts';
import type { Words } from '../text/message.ts';
import { VERDICTS } from '../timing/analysis.ts';
import { clusterId } from './clusterChoices.ts';
import type { FileView } from './fileView.ts';
import { workloadKey } from './panel/panelSubject.ts';
import { firstFix } from './panel/workloadFix.ts';
import { titleIn } from './workspaceEdit.ts';

/** Where something stands, one-based in neither: as the protocol counts. */
export interface TreePlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

export interface TreeParameter {
  readonly name: string;
  readonly value: string;
  /** `kubelet.service:12`, `default`. */
  readonly origin: string;
  readonly place: TreePlace | undefined;
}

export interface TreeWorkload {
  /** As the panel names it. */
  readonly key: string;
  readonly title: string;
  readonly place: TreePlace;
  /** The title of its first fix. */
  readonly fix: string | undefined;
}

export interface TreeVerdict {
  readonly title: string;
  readonly sentence: string;
  readonly tone: Tone;
  readonly workloads: readonly TreeWorkload[];
}

export interface TreeCluster {
  readonly id: string;
  readonly name: string;
  /** The URI of one of its files. */
  readonly uri: string;
  readonly version: string;
  /** The worst verdict in words; empty without workloads. */
  readonly outcome: string;
  readonly tone: Tone;
  readonly parameters: readonly TreeParameter[];
  /** Worst first. */
  readonly verdicts: readonly TreeVerdict[];
}

/** The clusters of a tree that have files. */
export function clusterTree(
  snapshot: TreeSnapshot,
  uriOf: (file: string) => string,
  words: Words,
): readonly TreeCluster[] {
  return snapshot.clusters.flatMap((report) => {
    const [first] = report.cluster.files;
    return first === undefined ? [] : [clusterOf(report, { snapshot, uriOf, words }, first)];
  });
}

function clusterOf(
  { cluster, analysis }: ClusterReport,
  { snapshot, uriOf, words }: Pick<FileView, 'snapshot' | 'uriOf' | 'words'>,
  file: string,
): TreeCluster {
  const place = ({ file: own, range: { start } }: Location): TreePlace => ({ uri: uriOf(own), ...start });
  const workloads = analysis.effective.isStopped ? [] : worstFirst(analysis.workloads);
  const verdicts = VERDICTS.flatMap((verdict): TreeVerdict[] => {
    const own = workloads.filter((one) => one.verdict === verdict);
    if (own.length === 0) return [];
    const { title, sentence, tone } = verdictWords(verdict);
    const rows = own.map((one): TreeWorkload => {
      const fix = firstFix(snapshot, one);
      return {
        key: workloadKey(one),
        title: workloadTitle(one),
        place: place(one.workload),
        fix: fix && titleIn({ file: one.workload.file, words }, fix),
      };
    });
    return [{ title: words(title), sentence: words(sentence), tone, workloads: rows }];
  });
  const [worst] = verdicts;
  return {
    id: clusterId(cluster),
    name: cluster.name,
    uri: uriOf(file),
    version: cluster.version.text,
    outcome: worst?.title ?? '',
    tone: worst?.tone ?? 'neutral',
    parameters: effectiveParameters(cluster).map((one) => ({
      name: parameterName(one),
      value: parameterValue(one),
      origin: words(parameterOrigin(one)),
      place: one.origin.kind === 'file' ? place(one.origin.setting) : undefined,
    })),
    verdicts,
  };
}
