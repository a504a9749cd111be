// The clusters of a tree, and what its files say.
import type { Cluster } from '../model/cluster.ts';
import type { Note } from '../model/note.ts';
import type { Reading } from '../model/reading.ts';
import type { UnreadObject } from '../model/unreadObject.ts';
import type { Configuration } from '../project/configuration.ts';

/** A cluster with the configuration file that speaks of it. */
export interface IndexedCluster {
  readonly cluster: Cluster;
  readonly configuration: Configuration | undefined;
  /** Of its files those that may as well belong to other clusters. */
  readonly possibleFiles: ReadonlySet<string>;
  /** Of these the ones for which this cluster is the likeliest. */
  readonly likelyFiles: ReadonlySet<string>;
  /** Equal for clusters that such files belong to together (`ClusterFiles.candidate`). */
  readonly candidate: string;
}

export interface FormedTree {
  readonly clusters: readonly IndexedCluster[];
  /** What belongs to no cluster, each file with those that it names: to be judged by itself. */
  readonly lone: readonly IndexedCluster[];
  readonly notes: readonly Note[];
  /** Objects that are likely to run pods and that nothing reads, by file. */
  readonly unread: Iterable<readonly [file: string, objects: readonly UnreadObject[]]>;
  /** What files say as they are written; of the values of charts what templates take from them. */
  readonly readings: TreeReadings;
  /** Indices of the clusters that a file belongs to. */
  clustersOf(file: string): readonly number[];
  /** The same object while clusters are made of the same files. */
  readonly shape: object;
}

/** Readings by file. */
export interface TreeReadings {
  get(file: string): Reading | undefined;
  values(): Iterable<Reading>;
}
