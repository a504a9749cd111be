// Answers which clusters can be asked about, for a list to choose from.
import type { Cluster } from '../model/cluster.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import type { TreeSnapshot } from '../service/treeService.ts';
import { say, type Words } from '../text/message.ts';
import { VERDICTS } from '../timing/analysis.ts';

/** Answers `kubeNodeLifecycle/clusters`: a cluster that can be asked about, in any tree. */
export interface ClusterChoice {
  /** Tells it from the others of its tree. */
  readonly id: string;
  readonly name: string;
  /** In words, the worst of its workloads; empty without any. */
  readonly verdict: string;
  /** Where it lies and how large it is. */
  readonly detail: string;
  /** The URI of one of its files. */
  readonly uri: string;
}

/** The clusters of a tree that have files, with what an editor shows of them in a list. */
export function clusterChoices(
  { clusters }: TreeSnapshot,
  uriOf: (file: string) => string,
  words: Words,
): ClusterChoice[] {
  return clusters.flatMap(({ cluster, analysis: { workloads, effective } }) => {
    const [first] = cluster.files;
    if (first === undefined) return [];
    const worst = VERDICTS.find((verdict) => workloads.some((one) => one.verdict === verdict));
    const shown = worst === undefined || effective.isStopped ? '' : words(verdictWords(worst).title);
    const count = words(workloads.length === 1 ? say`1 workload` : say`${workloads.length} workloads`);
    return [
      {
        id: clusterId(cluster),
        name: cluster.name,
        verdict: effective.isStopped ? words(say`does not start`) : shown,
        detail: `${cluster.root} · Kubernetes ${cluster.version.text} · ${count}`,
        uri: uriOf(first),
      },
    ];
  });
}

/** Stays the same while files change. */
export function clusterId({ root, name }: Cluster): string {
  return `${root} ${name}`;
}
