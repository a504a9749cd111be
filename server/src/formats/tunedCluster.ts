// The tuning of one cluster, with how its files are called in output.
import type { ClusterTuning } from '../tuner/tuneCluster.ts';

/** The tuning of one cluster, with how its files are called in output. */
export interface TunedCluster extends ClusterTuning {
  readonly root: string;
  fileName(file: string): string;
}
