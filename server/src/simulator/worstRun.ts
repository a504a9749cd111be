// The worst of many simulated runs for one workload, to be looked at event by event.
import type { Cluster } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import type { Scenario } from '../timing/analysis.ts';
import { overlaps, type PlayedPod, type PlayedRun, playerOf } from './forecast.ts';

/**
 * What happens to the node, the pod and its volume. `evicted`: the pod gets its deletion time. `removed`: its object is gone.
 * `created`: the replacement's object is there. `detached`: the old node's attachment is removed. `mounted`: the replacement
 * can mount. `writer-gone`: the old containers have ended, or have lost the volume.
 */
export type RunEventKind =
  | 'silent'
  | 'unknown'
  | 'tainted'
  | 'back'
  | 'evicted'
  | 'removed'
  | 'created'
  | 'detached'
  | 'mounted'
  | 'writer-gone';

export interface RunEvent {
  readonly kind: RunEventKind;
  /** Milliseconds from the silence. */
  readonly at: number;
}

export interface WorstRun {
  /** Runs that were played. */
  readonly runs: number;
  /** Of them those in which two pods could write. */
  readonly doubleMounts: number;
  /** In order of time, the first the silence. */
  readonly events: readonly RunEvent[];
  /** Two pods can write to one volume in this run. */
  readonly isDouble: boolean;
  /** How long it was looked at, milliseconds from the silence. */
  readonly observedUntil: number;
}

/**
 * Plays a workload `runs` times and gives the worst run: of those with two writers that in which they come first, else that
 * in which the replacement comes last or never. The same seed gives the same run.
 *
 * @returns `undefined` where it cannot be played: a graceful shutdown, or an input of its own that is not known
 */
export function worstRun(
  cluster: Cluster,
  scenario: Scenario,
  workload: Workload,
  runs: number,
  seed = 1,
): WorstRun | undefined {
  const play = playerOf(cluster, scenario, [workload]);
  if (play === undefined) return undefined;
  let worst: Played | undefined;
  let doubleMounts = 0;
  for (let run = 0; run < runs; run++) {
    const one = playedOf(play(run, seed));
    if (one === undefined) continue;
    if (overlaps(one.pod)) doubleMounts++;
    if (worst === undefined || badness(one) > badness(worst)) worst = one;
  }
  return worst && { runs, doubleMounts, ...eventsOf(worst) };
}

interface Played {
  readonly run: PlayedRun;
  readonly pod: PlayedPod;
}

function playedOf(run: PlayedRun): Played | undefined {
  const [first] = run.pods;
  return first && { run, pod: first[1] };
}

/** Two writers early are worse than late; all of them are worse than a replacement that is late. */
function badness({ run, pod }: Played): number {
  const mount = pod.events.secondMount ?? run.observedUntil;
  return overlaps(pod) ? 2 * run.observedUntil - mount : mount;
}

function eventsOf({ run, pod }: Played): Pick<WorstRun, 'events' | 'isDouble' | 'observedUntil'> {
  const { deletion, removed, replacementCreated, secondMount, oldWriterGone } = pod.events;
  const { oldAttachmentRemoved = pod.events.longhornDetached } = pod.events;
  const first = (times: readonly number[] | undefined) => times?.find((at) => at >= 0);
  const marked = first(run.node?.readyUnknown);
  const all: readonly (readonly [RunEventKind, number | undefined])[] = [
    ['silent', 0],
    ['unknown', marked],
    ['tainted', first(run.node?.noExecuteAdded)],
    ['back', run.node?.readyTrue.find((at) => at >= (marked ?? 0))],
    ['writer-gone', oldWriterGone],
    ['evicted', deletion],
    ['removed', removed],
    ['created', replacementCreated],
    ['detached', oldAttachmentRemoved],
    ['mounted', pod.pod.volumes?.length ? secondMount : undefined],
  ];
  const events = all
    .flatMap(([kind, at]) => (at === undefined ? [] : { kind, at: Math.max(0, Math.round(at)) }))
    .sort((a, b) => a.at - b.at);
  return { events, isDouble: overlaps(pod), observedUntil: run.observedUntil };
}
