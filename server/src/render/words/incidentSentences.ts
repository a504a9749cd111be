// What is happening in a running cluster, sentence by sentence.
import type {
  HeldVolume,
  Incident,
  MissingKind,
  NodeNow,
  OtherPods,
  PodNow,
  VolumeNow,
  Waits,
  ZoneNow,
} from '../../incident/incident.ts';
import { durationText } from '../../model/durationText.ts';
import { isNever } from '../../model/window.ts';
import { instantText, sinceText, windowInstants } from './instantText.ts';

export function nodeSentences(node: NodeNow, now: number): readonly string[] {
  return [stateSentence(node, now), heartbeatSentence(node, now), taintSentence(node, now)].filter(Boolean);
}

function stateSentence({ name, condition, since, node, becomesUnknown, renewed }: NodeNow, now: number): string {
  const when = since === undefined ? '' : ` since ${sinceText(since, now)}`;
  switch (condition) {
    case 'unknown':
      return `Node ${name} is lost: Ready has been Unknown${when}.`;
    case 'tainted':
      return `Node ${name} is lost, says its taint${when}; the list shows no condition of it.`;
    case 'not-ready': {
      const { reason = '', message = '' } = node?.state.ready ?? {};
      const why = [reason, message].filter(Boolean).join(': ');
      return `Node ${name} reports that it is not ready${when}${why === '' ? '' : ` (${why})`}: its kubelet lives, and ends pods that are deleted by itself.`;
    }
    case 'deleted':
      return `Node ${name} is not in the list of nodes, and pods are bound to it: its Node object was deleted${
        since === undefined ? ', nothing says when' : ` at ${sinceText(since, now)}`
      }.`;
    case 'back':
      return `Node ${name} is back: Ready${when}. Its kubelet ends the pods that were deleted meanwhile, and counts their whole grace from then on.`;
    case 'silent': {
      const last = renewed === undefined ? '' : `, but its lease was last renewed at ${sinceText(renewed, now)}`;
      const then =
        becomesUnknown === undefined || isNever(becomesUnknown)
          ? ''
          : ` If it stays silent, it becomes Unknown ${windowInstants(becomesUnknown, now)}; if only its clock is behind, it does not.`;
      return `Node ${name} is still Ready${last}.${then}`;
    }
  }
}

function heartbeatSentence({ condition, silent, renewed, since }: NodeNow, now: number): string {
  if (silent === undefined || condition === 'silent') return '';
  if (renewed !== undefined && silent.earliest === renewed) {
    return `It renewed its lease for the last time at ${sinceText(renewed, now)}.`;
  }
  const skew =
    renewed !== undefined && since !== undefined && renewed > since
      ? ` (Its lease says ${instantText(renewed, now)}, after it was marked: its clock is ahead, or it writes again.)`
      : '';
  return `It fell silent between ${instantText(silent.earliest, now)} and ${instantText(silent.latest, now)}, by when it was marked.${skew}`;
}

function taintSentence({ condition, tainted, outOfService, getsTaint }: NodeNow, now: number): string {
  const parts: string[] = [];
  if (tainted !== undefined) {
    const when = tainted.at === undefined ? '' : ` since ${sinceText(tainted.at, now)}`;
    parts.push(`Its taint ${tainted.key}:NoExecute stands${when}.`);
  } else if (condition === 'unknown' || condition === 'not-ready') {
    if (getsTaint !== undefined && !isNever(getsTaint)) {
      parts.push(`It has no NoExecute taint yet: it gets one ${windowInstants(getsTaint, now)}.`);
    } else if (getsTaint !== undefined)
      parts.push('It has no NoExecute taint, and gets none while evictions are stopped.');
  }
  if (outOfService) {
    parts.push(
      condition === 'back'
        ? 'It still carries the out-of-service taint: take it off, or its volumes are detached while it runs.'
        : 'It carries the taint node.kubernetes.io/out-of-service: its Terminating pods are removed within 20s, and their volumes detached at once. That is right only if it is surely off.',
    );
  }
  return parts.join(' ');
}

type ZoneState = ZoneNow['states'][number];

const STATES: Readonly<Record<ZoneState, string>> = {
  Normal: 'the zone counts as normal',
  PartialDisruption: 'the zone is partly down (PartialDisruption)',
  FullDisruption: 'the zone is down (FullDisruption), others are not',
  'all-zones-down': 'all zones are down',
};

export function zoneSentence({ zone, nodes, notReady, states, rates, isLegacy }: ZoneNow): string {
  const name = zone === '' ? 'The zone of nodes without a zone label' : `Zone ${zone}`;
  const state = states.map((one) => STATES[one]).join(', or ');
  return `${name}: ${notReady} of ${nodes} nodes ${notReady === 1 ? 'is' : 'are'} not ready: ${state}; ${evictionsText(states, rates, isLegacy)}.`;
}

function evictionsText(states: readonly ZoneState[], rates: readonly number[], isLegacy: boolean): string {
  const what = isLegacy ? 'whose pods are deleted' : 'get the taint that evicts their pods';
  if (rates.every((rate) => rate <= 0)) {
    return states.includes('all-zones-down')
      ? 'evictions are stopped and the NoExecute taints taken off, until one node is ready'
      : 'evictions are stopped: no further node is tainted; pods of nodes that were tainted before are evicted';
  }
  const known = rates.map((rate) => (rate <= 0 ? 'none' : `${rate}`)).join(' or ');
  const slow = states.includes('PartialDisruption') ? 'are slowed' : 'go on';
  return `evictions ${slow}: ${known} nodes a second ${what}`;
}

const WAITS: Readonly<Record<Waits, string>> = {
  toleration: 'runs on, as far as anybody knows',
  taint: 'runs on, as far as anybody knows',
  stopped: 'runs on, as far as anybody knows, and is not evicted',
  late: 'should be evicted by now',
  stays: 'is not evicted',
  kubelet: 'Terminating, and stuck',
  ending: 'Terminating',
  overdue: 'Terminating for longer than its grace',
  collector: 'is to be removed',
  actor: 'Terminating',
  finalizers: 'Terminating, held by finalizers',
  attachment: 'has not started: its volume is not free',
  'old-pod': 'has not started: the pod before it holds the volume',
  schedule: 'has not started: no node was found for it',
};

/** `Pod shop/ledger-0 (StatefulSet ledger) on worker-2: Terminating, and stuck` */
export function podTitle({ pod, waits }: PodNow): string {
  const { namespace, name, root, node } = pod;
  const owner = root.kind === 'Pod' ? '' : ` (${root.kind} ${root.name})`;
  return `Pod ${namespace}/${name}${owner}${node === '' ? '' : ` on ${node}`}: ${WAITS[waits]}`;
}

export function podSentences(one: PodNow, now: number): readonly string[] {
  return [
    waitSentence(one, now),
    ...one.volumes.map((volume) => volumeSentence(volume, one, now)),
    ...nextSentences(one),
  ].filter(Boolean);
}

function waitSentence(one: PodNow, now: number): string {
  const { pod, waits, since, until, by, node } = one;
  const from = since === undefined ? '' : ` since ${sinceText(since, now)}`;
  const deadline = pod.deletionTimestamp;
  const nodeName = node?.name ?? pod.node;
  switch (waits) {
    case 'toleration':
      return `It is evicted ${windowInstants(until, now)}: its toleration counts from the taint on, or from the last start of kube-controller-manager if that was later.`;
    case 'taint':
      return `It is evicted ${windowInstants(until, now)}, once its node has the taint${isNever(until) ? '' : ' and its toleration is over'}.`;
    case 'stopped':
      return 'Evictions are stopped in its zone: it stays as it is until nodes are ready again, or somebody acts.';
    case 'late':
      return `It should have been evicted by ${since === undefined ? 'now' : instantText(since, now)}: kube-controller-manager was started anew since, so that the count began again, or taint eviction is off.`;
    case 'stays':
      return 'It tolerates the taint for ever.';
    case 'kubelet': {
      const grace =
        deadline === undefined
          ? ''
          : ` Its deletionTimestamp ${instantText(deadline, now)} is ${deadline <= now ? 'over' : 'to come'}, and ends nothing.`;
      return `It has been Terminating${from}: its object stays until the kubelet of ${nodeName} says that its containers have ended.${grace}`;
    }
    case 'ending':
      return `It has been Terminating${from}; the kubelet of ${nodeName} ends it ${windowInstants(until, now)}.`;
    case 'overdue':
      return `It has been Terminating${from}, and its grace is over, though the kubelet of ${nodeName} lives: a container that does not end, a volume that cannot be unmounted${finalizersText(pod.finalizers, ', or its finalizers ')}. A force delete would leave its containers running.`;
    case 'collector':
      return `Pod garbage collection removes its object ${windowInstants(until, now)}.`;
    case 'actor':
      return `It has been Terminating${from}; ${by ?? 'somebody of the cluster'} removes its object ${windowInstants(until, now)}.`;
    case 'finalizers':
      return `It has been Terminating${from}, and has ended; its object stays until these finalizers are gone: ${pod.finalizers.join(', ')}.`;
    case 'attachment':
      return `It waits${from} for its volume, which can be attached ${windowInstants(until, now)}.`;
    case 'old-pod':
      return `It waits${from} for the object of ${by ?? 'the pod before it'} to go: while that stands, the volume stays attached to its node.`;
    case 'schedule':
      return `It waits${from} for a node that may have its volume.`;
  }
}

function finalizersText(finalizers: readonly string[], before: string): string {
  return finalizers.length === 0 ? '' : `${before}${finalizers.join(', ')}`;
}

function volumeSentence(
  { claim, volume, driver, attachments, inUse }: VolumeNow,
  { pod }: PodNow,
  now: number,
): string {
  const name =
    volume === undefined
      ? `Claim ${claim}`
      : `Claim ${claim} (PersistentVolume ${volume}${driver === undefined ? '' : `, ${driver}`})`;
  if (volume === undefined) return `${name}: which volume it has is not in the list.`;
  const [held] = attachments;
  if (held === undefined) return `${name}: no VolumeAttachment of it is in the list.`;
  const places = attachments.map(
    ({ node, name: own, isAttached, deleted, error }) =>
      `${isAttached ? 'attached to' : 'being attached to'} ${node} by VolumeAttachment ${own}${
        deleted === undefined ? '' : `, which is being deleted since ${instantText(deleted, now)}`
      }${error === '' ? '' : `, and its driver says: ${error}`}`,
  );
  const used =
    inUse === undefined
      ? ''
      : inUse
        ? `; ${pod.node} says that it is in use`
        : `; ${pod.node} does not say that it is in use`;
  return `${name} is ${places.join(', and ')}${used}.`;
}

function nextSentences({ waits, mayAct, pod, node }: PodNow): readonly string[] {
  const unlisted = mayAct.map(
    (title) => `${title.charAt(0).toUpperCase()}${title.slice(1)} may act on it: when, is not computed.`,
  );
  if (waits !== 'kubelet') return unlisted;
  const finalizers = finalizersText(pod.finalizers, ' Its finalizers must go, too: ');
  const replaced =
    pod.root.kind === 'StatefulSet'
      ? `StatefulSet ${pod.root.name} makes no other ${pod.name} before that.`
      : 'Its replacement, if there is one, gets no volume of it before that.';
  const alone = unlisted.length === 0 ? ' Nothing of the cluster does that by itself.' : '';
  return [
    `${replaced}${alone}${finalizers}${node?.condition === 'tainted' ? ' Whether its kubelet lives is not known.' : ''}`,
    ...unlisted,
  ];
}

/** What becomes of a volume when the object of the last pod that holds it is gone. */
function afterPod(afterwards: HeldVolume['because']): string {
  switch (afterwards) {
    case 'at-once':
      return 'after that it is detached at once';
    case 'kubelet':
      return 'after that it is detached once the kubelet has unmounted it';
    case 'never':
      return 'nothing detaches it after that';
    default:
      return 'six minutes after that it is detached by force';
  }
}

export function heldSentence(held: HeldVolume, now: number): string {
  const { attachment, claim, because, afterwards, since, detaches, users, wanted, onForceDetach } = held;
  const what = `Volume ${attachment.volume === '' ? attachment.name : attachment.volume}${claim === undefined ? '' : ` (claim ${claim})`} is held by ${attachment.node} (VolumeAttachment ${attachment.name})`;
  const who = wanted.length === 0 ? '' : ` ${wanted.join(', ')} ${wanted.length === 1 ? 'waits' : 'wait'} for it.`;
  switch (because) {
    case 'pod':
      return `${what} while the object of ${users.join(', ')} stands; ${afterPod(afterwards)}.${who}`;
    case 'timer': {
      const began =
        since.earliest === since.latest || since.latest - since.earliest <= 2_000
          ? `since ${sinceText(since.earliest, now)}`
          : `since some time between ${instantText(since.earliest, now)} and ${instantText(since.latest, now)}`;
      return `${what}: nothing uses it any more ${began}, and six minutes later, ${windowInstants(detaches, now)}, it is detached by force${forceText(onForceDetach)}. A restart of kube-controller-manager starts the six minutes again.${who}`;
    }
    case 'at-once':
      return `${what} and is detached at once.${who}`;
    case 'never':
      return `${what}: nothing uses it any more, and it is never detached by force here.${who}`;
    case 'driver': {
      const error = attachment.error === '' ? '' : `, which says: ${attachment.error}`;
      return `${what}, which is to be detached${attachment.deleted === undefined ? '' : ` since ${sinceText(attachment.deleted, now)}`}: it waits for the driver ${attachment.attacher}${error}.${who}`;
    }
    case 'kubelet':
      return `${what} until its kubelet, which lives, has unmounted it.${who}`;
    case 'unknown':
      return `${what}; whether a pod on it uses it is not in the list.${who}`;
  }
}

const FORCED: ReadonlyMap<string, string> = new Map([
  ['none', 'which does not stop a writer that still runs'],
  ['revokes', 'which takes it away from the old node'],
  ['waitsForUnmount', 'which the provider does once the old node has let go'],
  ['refusesSecond', 'and the storage refuses a second writer while the old node keeps its watch'],
]);

function forceText(kinds: readonly string[]): string {
  const [only, ...others] = kinds.flatMap(
    (kind) => FORCED.get(kind) ?? 'and what that does to a writer that still runs is not known',
  );
  return only === undefined || others.length > 0 ? '' : `, ${only}`;
}

export function othersSentence({ node, terminating, running, staying }: OtherPods): string {
  const parts = [
    terminating === 0 ? '' : `${terminating} Terminating (others can take their place)`,
    running === 0 ? '' : `${running} to be evicted`,
    staying === 0
      ? ''
      : `${staying} that ${staying === 1 ? 'is' : 'are'} never evicted (DaemonSets, static pods, tolerations without seconds)`,
  ].filter(Boolean);
  return `Other pods of ${node}: ${parts.join(', ')}.`;
}

const MISSING: Readonly<Record<MissingKind, string>> = {
  conditions: 'the conditions of the nodes: the state of the zones is not known',
  leases: 'leases: since when a node is silent follows from when it was marked only',
  pods: 'pods: what waits is not known',
  volumeattachments: 'volumeattachments: where volumes are attached is not known, unless there are none',
  persistentvolumes: 'persistentvolumes: which volume a claim has is not known, unless there are none',
  version: 'the version of the control plane (kubectl version -o json): it is assumed',
};

export function missingText(missing: readonly MissingKind[]): readonly string[] {
  return missing.map((kind) => MISSING[kind]);
}

/** The circumstances, one text each: every node, every zone, clocks that are wrong. */
export function circumstances(incident: Incident): readonly string[] {
  const { nodes, zones, now } = incident;
  return [
    ...nodes.map((node) => nodeSentences(node, now.at).join(' ')),
    ...zones.map(zoneSentence),
    ...clockSentences(incident),
  ];
}

export function clockSentences({ clocks }: Incident): readonly string[] {
  return clocks.map(
    ({ node, aheadMs }) =>
      `The clock of ${node} is ahead of the others by ${durationText(Math.floor(aheadMs / 1_000) * 1_000)}: its times are left out.`,
  );
}
