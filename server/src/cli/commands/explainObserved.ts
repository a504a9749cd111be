// `explain --observed`: a run that was watched, against the windows.
import { resolve } from 'node:path';
import type { ExplainedCluster } from '../../formats/explained.ts';
import { isAgainst, observedJson, observedText } from '../../formats/observedText.ts';
import { paintFor } from '../../formats/paint.ts';
import { observedRuns } from '../../incident/observed.ts';
import { UsageError } from '../../model/usageError.ts';
import { ASCII, inGlyphs, UNICODE } from '../../render/picture/glyphs.ts';
import { english } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import { FOUND, type Host, OK } from '../cliHost.ts';
import { MAX_NAMED_BYTES, readNamed, unreadSentence } from '../readNamed.ts';
import { readWatch } from '../watchedRun.ts';

export interface ObservedOptions {
  readonly format: string;
  /** Files with what kubectl printed. */
  readonly observed: readonly string[];
  /** Milliseconds of the epoch. */
  readonly silentAt?: number;
}

/**
 * @returns the exit status: 1 where something is against the windows
 * @throws UsageError
 */
export async function explainObserved(
  clusters: readonly ExplainedCluster[],
  { format, observed, silentAt }: ObservedOptions,
  host: Host,
): Promise<number> {
  if (format !== 'text' && format !== 'json') throw new UsageError('--observed is shown as text or json');
  // What was watched is no cluster to hold it against, though it may lie beside the files.
  const own = new Set(observed.map((file) => resolve(host.cwd, file)));
  const isWatched = ({ analysis, fileName }: ExplainedCluster) =>
    analysis.cluster.files.every((file) => own.has(resolve(host.cwd, fileName(file))));
  const [cluster, ...others] = clusters.filter((one) => !isWatched(one));
  if (cluster === undefined) throw new UsageError('there is no cluster to hold it against');
  if (others.length > 0) {
    const names = [cluster, ...others].map(({ analysis }) => visibleLine(analysis.cluster.name)).join(', ');
    throw new UsageError(`a run is of one cluster, and there are ${names}: choose one by --cluster`);
  }
  const texts = await Promise.all(observed.map((file) => readObserved(file, host)));
  const observation = readWatch(texts);
  if (observation === undefined)
    throw new UsageError(`${observed.join(', ')}: nothing that kubectl get -o json --watch prints`);
  const runs = observedRuns({ ...cluster.analysis, workloads: cluster.workloads }, observation, silentAt);
  const { name } = cluster.analysis.cluster;
  if (format === 'json') host.out(observedJson([{ name, runs }]));
  else {
    const { words = english, unicode } = host.terminal;
    host.out(inGlyphs(observedText(name, runs, paintFor(host.terminal), words), unicode ? UNICODE : ASCII));
  }
  return runs.some(({ rows }) => rows.some(isAgainst)) ? FOUND : OK;
}

async function readObserved(file: string, host: Host): Promise<string> {
  const text = await readNamed(resolve(host.cwd, file), MAX_NAMED_BYTES);
  if (typeof text !== 'string') throw new UsageError(unreadSentence(file, text.why));
  return text;
}
