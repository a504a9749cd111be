// Which time it is: as given, or the newest time that a clock wrote in the list.
import type { ClockTime, LiveFacts, LivePodDetails } from '../model/live.ts';
import { Message, say } from '../text/message.ts';
import type { ClockSkew, Now } from './incident.ts';

/** Clocks of healthy nodes differ by less; a lease is renewed every 10 s by default. */
const TOLERATED_MS = 60_000;
/** Fewer clocks cannot outvote one. */
const FEWEST_CLOCKS = 3;

export interface Clocks {
  readonly now: Now | undefined;
  readonly skewed: readonly ClockSkew[];
}

/**
 * The newest time of the list. The control plane's times count as they are; of kubelets' only those that their fellows bear out:
 * nodes that are well renew their leases every few seconds, so that one far ahead of most of them has a wrong clock.
 *
 * @param deleted pods that are Terminating: when they were deleted
 */
export function newestTime(live: LiveFacts, deleted: readonly LivePodDetails[]): Clocks {
  const times = live.clocks.flatMap((read) => read());
  const requested = deleted.flatMap((pod): ClockTime[] => {
    const at = deletionRequested(pod);
    return at === undefined ? [] : [{ node: '', at, what: say`the deletion of Pod ${`${pod.namespace}/${pod.name}`}` }];
  });
  const control = [...times.filter(({ node }) => node === ''), ...requested];
  const kubelets = times.filter(({ node }) => node !== '');
  const skewed = skewOf(kubelets, wellNodes(live));
  const wrong = new Set(skewed.map(({ node }) => node));
  const [first, ...others] = [...control, ...kubelets.filter(({ node }) => !wrong.has(node))];
  if (first === undefined) return { now: undefined, skewed };
  const newest = others.reduce((a, b) => (b.at > a.at ? b : a), first);
  return { now: { at: newest.at, because: words(newest) }, skewed };
}

function words({ node, what }: ClockTime): Message {
  if (what instanceof Message) return what;
  return node === '' ? say`a ${what}` : say`the ${what} of ${node}`;
}

function wellNodes({ nodes }: LiveFacts): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ name, state }) => (state.ready?.status === 'True' ? name : [])));
}

function skewOf(times: readonly ClockTime[], well: ReadonlySet<string>): readonly ClockSkew[] {
  const newest = new Map<string, number>();
  for (const { node, at } of times) newest.set(node, Math.max(newest.get(node) ?? 0, at));
  const healthy = [...newest].filter(([node]) => well.has(node)).map(([, at]) => at);
  if (healthy.length < FEWEST_CLOCKS) return [];
  const median = healthy.toSorted((a, b) => a - b)[Math.floor((healthy.length - 1) / 2)] ?? 0;
  return [...newest].flatMap(([node, at]) => (at > median + TOLERATED_MS ? [{ node, aheadMs: at - median }] : []));
}

/** When a pod was deleted: its deletionTimestamp is when its grace is over. */
export function deletionRequested({ deletionTimestamp, deletionGraceSeconds = 0 }: LivePodDetails): number | undefined {
  return deletionTimestamp === undefined ? undefined : deletionTimestamp - deletionGraceSeconds * 1_000;
}
