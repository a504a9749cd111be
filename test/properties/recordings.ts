import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedToleration } from '../../server/src/simulator/simulation.ts';

/** Event times of real controllers, in seconds from the silence; kept beside the checkout, where they exist. */
const FACTS = join(import.meta.dirname ?? __dirname, '../../../shared/facts');
const FOLDERS = ['recordings', 'recordings-1.37-1.38'].map((name) => join(FACTS, name));

export interface RecordedParameters {
  readonly nodeMonitorPeriod: number;
  readonly nodeMonitorGracePeriod: number;
  readonly nodeStartupGracePeriod?: number;
  readonly nodeEvictionRate?: number;
  readonly secondaryNodeEvictionRate?: number;
  readonly largeClusterSizeThreshold?: number;
  readonly unhealthyZoneThreshold?: number;
  readonly nodeLeaseDurationSeconds?: number | null;
  readonly nodeStatusUpdateFrequency?: number;
  readonly nodeStatusReportFrequency?: number;
  readonly enableTaintManager?: boolean;
  readonly podEvictionTimeout?: number;
  readonly nodes?: readonly RecordedNode[];
  readonly wellNodes?: Readonly<Record<string, number>> | number;
  readonly pods?: readonly RecordedPod[] | Readonly<Record<string, unknown>>;
  readonly podsOnEachSilentNode?: RecordedPod;
  readonly observedUntil: number;
  readonly tolerationSeconds?: number;
  readonly terminationGracePeriodSeconds?: number;
  readonly workload?: string;
  readonly volume?: string;
  readonly accessMode?: string;
  readonly [other: string]: unknown;
}

export interface RecordedNode {
  readonly name: string;
  readonly zone?: string;
  readonly silentAt?: number;
  readonly backAt?: number;
  readonly createdAt?: number;
  readonly noKubelet?: boolean;
  readonly neverPostsStatus?: boolean;
  readonly reportsNotReadyAt?: number;
  readonly nodeObjectDeletedAt?: number;
  readonly outOfServiceTaintAt?: number;
  readonly outOfServiceTaintEffect?: 'NoExecute' | 'NoSchedule';
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RecordedPod {
  readonly name: string;
  readonly node?: string;
  readonly tolerations: readonly SimulatedToleration[];
  readonly terminationGracePeriodSeconds?: number;
}

export interface RecordedRun {
  readonly phases: Readonly<Record<string, unknown>>;
  readonly events: {
    readonly nodes?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
    readonly pods?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
    readonly [event: string]: unknown;
  };
}

export interface Recording {
  readonly id: string;
  readonly kubernetes: string;
  readonly method: 'fake-clock' | 'processes';
  readonly note: string;
  readonly parameters: RecordedParameters;
  readonly runs: readonly RecordedRun[];
}

/** All recordings of a method; empty where the folders do not exist. */
export function recordings(method: Recording['method']): readonly Recording[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(method) && name.endsWith('.json'))
      .sort()
      .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording[]),
  );
}

export function minorOf(recording: Recording): number {
  return Number(recording.kubernetes.split('.')[1]);
}
