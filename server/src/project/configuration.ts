// What `.kube-node-lifecycle.yaml` says, as far as it could be understood.
import type { ProfileName, Severity } from '../model/finding.ts';
import type { Problem, Reading } from '../model/reading.ts';
import { readingOf } from '../model/readingParts.ts';
import type { StatedVersion } from '../model/statedVersion.ts';
import type { DeclaredFiles } from './declaredFiles.ts';

export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** A cluster as the configuration file declares it. */
export interface DeclaredCluster extends DeclaredFiles {
  readonly version: StatedVersion | undefined;
}

/** Severities for a part of the tree. */
export interface Override {
  /** `undefined`: all files. */
  readonly matchesFile: ((file: string) => boolean) | undefined;
  /** Of `Kind/namespace/name`; `undefined`: whether or not it is about an object. */
  readonly matchesObject: ((object: string) => boolean) | undefined;
  /** The patterns of `matchesObject`, as they are written. */
  readonly objects: readonly string[];
  readonly severities: Severities;
}

/** What `.kube-node-lifecycle.yaml` says, as far as it could be understood. */
export interface Configuration {
  readonly file: string;
  readonly version: StatedVersion | undefined;
  readonly clusters: readonly DeclaredCluster[];
  readonly missedHeartbeats: number | undefined;
  readonly profile: ProfileName | undefined;
  readonly severities: Severities;
  /** In their order; later ones win. */
  readonly overrides: readonly Override[];
  /** Files that count for nothing, as if they were not there. */
  readonly excludes: ((file: string) => boolean) | undefined;
  readonly problems: readonly Problem[];
}

/** The file as others see it: it holds nothing but problems. */
export function configurationReading({ file, problems }: Configuration): Reading {
  return readingOf('configuration', file, { problems });
}
