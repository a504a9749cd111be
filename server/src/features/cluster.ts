import type { ClusterReport } from '../service/treeService.ts';
import type { Verdict } from '../timing/analysis.ts';
import type { FileView } from './fileView.ts';

/** Answers `kubeNodeLifecycle/cluster`: what a status item shows of an open file. */
export interface ClusterStatus {
  readonly name: string;
  /** Folder of the cluster below the tree's root, `.` for the root itself. */
  readonly root: string;
  /** `1.33`, or a range where it is assumed. */
  readonly kubernetesVersion: string;
  readonly assumed: boolean;
  /** The worst verdict of its workloads; `null` without any. */
  readonly verdict: Verdict | null;
  readonly workloads: number;
}

/** From the worst to the best. */
const verdicts: readonly Verdict[] = [
  'double-mount',
  'guarded',
  'unknown',
  'fenced',
  'blocked',
  'never-evicted',
  'pinned',
  'shared',
  'stateless',
];

/** `null` for a file that holds nothing of ours or belongs to no cluster. */
export function clusterStatus({ snapshot, file }: FileView): ClusterStatus | null {
  const report = snapshot.reading(file) && snapshot.clusterOf(file);
  return report ? describe(report) : null;
}

function describe({ cluster, analysis }: ClusterReport): ClusterStatus {
  const present = new Set(analysis.workloads.map(({ verdict }) => verdict));
  return {
    name: cluster.name,
    root: cluster.root,
    kubernetesVersion: cluster.version.text,
    assumed: cluster.version.origin === 'assumed',
    verdict: verdicts.find((verdict) => present.has(verdict)) ?? null,
    workloads: analysis.workloads.length,
  };
}
