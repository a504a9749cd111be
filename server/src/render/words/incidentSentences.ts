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
import { groupBy } from '../../model/grouped.ts';
import { isNever } from '../../model/window.ts';
import { joinedBy, listed, type Message, type Said, say, sentencesOf } from '../../text/message.ts';
import { eventsAloneSentence, toldSentence } from './eventSentences.ts';
import { instantText, sinceText, windowInstants } from './instantText.ts';

export function nodeSentences(node: NodeNow, now: number): readonly Said[] {
  return [
    stateSentence(node, now),
    heartbeatSentence(node, now),
    taintSentence(node, now),
    deletedSentence(node, now),
  ].filter(isSaid);
}

function isSaid(said: Said): boolean {
  return said !== '';
}

/** ` since 09:15:20 (5 min 5 s ago)`; empty where nothing says since when. */
function since(at: number | undefined, now: number): Said {
  return at === undefined ? '' : say` since ${sinceText(at, now)}`;
}

function stateSentence(node: NodeNow, now: number): Said {
  const { name, condition, since: at } = node;
  const when = since(at, now);
  switch (condition) {
    case 'unknown':
      return say`Node ${name} is lost: Ready has been Unknown${when}.`;
    case 'tainted':
      return say`Node ${name} is lost, says its taint${when}; the list shows no condition of it.`;
    case 'not-ready': {
      const { reason = '', message = '' } = node.node?.state.ready ?? {};
      const why = [reason, message].filter(Boolean).join(': ');
      return say`Node ${name} reports that it is not ready${when}${why === '' ? '' : say` (${why})`}: its kubelet lives, and ends pods that are deleted by itself.`;
    }
    case 'deleted':
      return at === undefined
        ? say`Node ${name} is not in the list of nodes, and pods or volumes are bound to it: its Node object was deleted, nothing says when.`
        : say`Node ${name} is not in the list of nodes, and pods or volumes are bound to it: its Node object was deleted at ${sinceText(at, now)}.`;
    case 'back':
      return say`Node ${name} is back: Ready${when}. Its kubelet ends the pods that were deleted meanwhile, and counts their whole grace from then on.`;
    case 'silent':
      return silentSentence(node, now);
    case 'unlisted':
      if (at !== undefined)
        return say`Node ${name} was marked not ready at ${sinceText(at, now)}, says an event; whether it still is, is not in the list.`;
      return node.renewed === undefined
        ? say`Node ${name}: whether it is lost is not in the list, and pods of it are Terminating.`
        : say`Node ${name} renewed its lease for the last time at ${sinceText(node.renewed, now)}; whether it is Unknown by now, or deleted, is not in the list.`;
  }
}

function silentSentence({ name, becomesUnknown, renewed }: NodeNow, now: number): Said {
  return sentencesOf([
    renewed === undefined
      ? say`Node ${name} is still Ready.`
      : say`Node ${name} is still Ready, but its lease was last renewed at ${sinceText(renewed, now)}.`,
    becomesUnknown === undefined || isNever(becomesUnknown)
      ? ''
      : say`If it stays silent, it becomes Unknown ${windowInstants(becomesUnknown, now)}; if only its clock is behind, it does not.`,
  ]);
}

/** A Node that is deleted stays while its finalizers do: Karpenter's, until the instance has ended. */
function deletedSentence({ node }: NodeNow, now: number): Said {
  const { deleted, finalizers = [] } = node?.state ?? {};
  if (deleted === undefined) return '';
  return finalizers.length === 0
    ? say`Its Node is being deleted since ${sinceText(deleted, now)}.`
    : say`Its Node is being deleted since ${sinceText(deleted, now)}, and stays until its finalizers are gone: ${listed(finalizers)}`;
}

function heartbeatSentence({ condition, node, silent, renewed, since: marked }: NodeNow, now: number): Said {
  const isTold = condition === 'silent' || (condition === 'unlisted' && marked === undefined);
  if (silent === undefined || isTold) return '';
  if (renewed !== undefined && silent.earliest === renewed) {
    return say`It renewed its lease for the last time at ${sinceText(renewed, now)}.`;
  }
  const status = node?.state.ready?.heartbeat;
  if (status !== undefined && silent.earliest === status) {
    return say`It wrote its status for the last time at ${sinceText(status, now)}.`;
  }
  return sentencesOf([
    say`It fell silent between ${instantText(silent.earliest, now)} and ${instantText(silent.latest, now)}, by when it was marked.`,
    renewed !== undefined && marked !== undefined && renewed > marked
      ? say`(Its lease says ${instantText(renewed, now)}, after it was marked: its clock is ahead, or it writes again.)`
      : '',
  ]);
}

function taintSentence({ condition, tainted, outOfService, getsTaint }: NodeNow, now: number): Said {
  const parts: Said[] = [];
  if (tainted !== undefined) {
    parts.push(say`Its taint ${tainted.key}:NoExecute stands${since(tainted.at, now)}.`);
  } else if (condition === 'unknown' || condition === 'not-ready') {
    if (getsTaint !== undefined && !isNever(getsTaint)) {
      parts.push(say`It has no NoExecute taint yet: it gets one ${windowInstants(getsTaint, now)}.`);
    } else if (getsTaint !== undefined)
      parts.push(say`It has no NoExecute taint, and gets none while evictions are stopped.`);
  }
  if (outOfService) {
    parts.push(
      condition === 'back'
        ? say`It still carries the out-of-service taint: take it off, or its volumes are detached while it runs.`
        : say`It carries the taint node.kubernetes.io/out-of-service: its Terminating pods are removed within 20s, and their volumes detached at once. That is right only if it is surely off.`,
    );
  }
  return sentencesOf(parts);
}

type ZoneState = ZoneNow['states'][number];

const STATES: Readonly<Record<ZoneState, Message>> = {
  Normal: say`the zone counts as normal`,
  PartialDisruption: say`the zone is partly down (PartialDisruption)`,
  FullDisruption: say`the zone is down (FullDisruption), others are not`,
  'all-zones-down': say`all zones are down`,
};

export function zoneSentence({ zone, nodes, notReady, states, rates, isLegacy }: ZoneNow): Message {
  const name = zone === '' ? say`The zone of nodes without a zone label` : say`Zone ${zone}`;
  const state = joinedBy(
    states.map((one) => STATES[one]),
    (left, right) => say`${left}, or ${right}`,
  );
  const evictions = evictionsText(states, rates, isLegacy);
  return notReady === 1
    ? say`${name}: ${notReady} of ${nodes} nodes is not ready: ${state}; ${evictions}.`
    : say`${name}: ${notReady} of ${nodes} nodes are not ready: ${state}; ${evictions}.`;
}

function evictionsText(states: readonly ZoneState[], rates: readonly number[], isLegacy: boolean): Message {
  if (rates.every((rate) => rate <= 0)) {
    return states.includes('all-zones-down')
      ? say`evictions are stopped and the NoExecute taints taken off, until one node is ready`
      : say`evictions are stopped: no further node is tainted; pods of nodes that were tainted before are evicted`;
  }
  const known = joinedBy(
    rates.map((rate) => (rate <= 0 ? say`none` : `${rate}`)),
    (left, right) => say`${left} or ${right}`,
  );
  const isSlow = states.includes('PartialDisruption');
  if (isLegacy) {
    return isSlow
      ? say`evictions are slowed: ${known} nodes a second whose pods are deleted`
      : say`evictions go on: ${known} nodes a second whose pods are deleted`;
  }
  return isSlow
    ? say`evictions are slowed: ${known} nodes a second get the taint that evicts their pods`
    : say`evictions go on: ${known} nodes a second get the taint that evicts their pods`;
}

const RUNS_ON = say`runs on, as far as anybody knows`;
const TERMINATING = say`Terminating`;

const WAITS: Readonly<Record<Waits, Message>> = {
  toleration: RUNS_ON,
  taint: RUNS_ON,
  stopped: say`runs on, as far as anybody knows, and is not evicted`,
  late: say`should be evicted by now`,
  stays: say`is not evicted`,
  kubelet: say`Terminating, and stuck`,
  ending: TERMINATING,
  overdue: say`Terminating for longer than its grace`,
  collector: say`is to be removed`,
  actor: TERMINATING,
  finalizers: say`Terminating, held by finalizers`,
  attachment: say`has not started: its volume is not free`,
  'old-pod': say`has not started: the pod before it holds the volume`,
  schedule: say`has not started: no node was found for it`,
};

/** `Pod shop/ledger-0 (StatefulSet ledger) on worker-2: Terminating, and stuck` */
export function podTitle({ pod, waits, node: lost }: PodNow): Message {
  const { namespace, name, root, node } = pod;
  const owner = root.kind === 'Pod' ? '' : say` (${root.kind} ${root.name})`;
  const what = say`Pod ${`${namespace}/${name}`}${owner}`;
  const state = lost?.condition === 'unlisted' && waits === 'kubelet' ? TERMINATING : WAITS[waits];
  return node === '' ? say`${what}: ${state}` : say`${what} on ${node}: ${state}`;
}

export function podSentences(one: PodNow, now: number): readonly Said[] {
  return [
    waitSentence(one, now),
    ...one.volumes.map((volume) => volumeSentence(volume, one, now)),
    ...nextSentences(one),
  ].filter(isSaid);
}

type Wait = (one: PodNow, now: number) => Said;

const nodeOf = ({ pod, node }: PodNow): string => node?.name ?? pod.node;
const fromOf = (one: PodNow, now: number): Said => since(one.since, now);

const WAIT_SENTENCES: Readonly<Record<Waits, Wait>> = {
  toleration: ({ until }, now) =>
    say`It is evicted ${windowInstants(until, now)}: its toleration counts from the taint on, or from the last start of kube-controller-manager if that was later.`,
  taint: ({ until }, now) =>
    isNever(until)
      ? say`It is evicted ${windowInstants(until, now)}, once its node has the taint.`
      : say`It is evicted ${windowInstants(until, now)}, once its node has the taint and its toleration is over.`,
  stopped: () =>
    say`Evictions are stopped in its zone: it stays as it is until nodes are ready again, or somebody acts.`,
  late: (one, now) =>
    say`It should have been evicted by ${one.since === undefined ? say`now` : instantText(one.since, now)}: kube-controller-manager was started anew since, so that the count began again, or taint eviction is off.`,
  stays: () => say`It tolerates the taint for ever.`,
  kubelet: (one, now) =>
    sentencesOf([
      say`It has been Terminating${fromOf(one, now)}: its object stays until the kubelet of ${nodeOf(one)} says that its containers have ended.`,
      graceSentence(one.pod.deletionTimestamp, now),
    ]),
  ending: (one, now) =>
    say`It has been Terminating${fromOf(one, now)}; the kubelet of ${nodeOf(one)} ends it ${windowInstants(one.until, now)}.`,
  overdue: (one, now) =>
    sentencesOf([
      one.pod.finalizers.length === 0
        ? say`It has been Terminating${fromOf(one, now)}, and its grace is over, though the kubelet of ${nodeOf(one)} lives: a container that does not end, a volume that cannot be unmounted.`
        : say`It has been Terminating${fromOf(one, now)}, and its grace is over, though the kubelet of ${nodeOf(one)} lives: a container that does not end, a volume that cannot be unmounted, or its finalizers ${listed(one.pod.finalizers)}.`,
      say`A force delete would leave its containers running.`,
    ]),
  collector: ({ until }, now) => say`Pod garbage collection removes its object ${windowInstants(until, now)}.`,
  actor: (one, now) =>
    say`It has been Terminating${fromOf(one, now)}; ${one.by ?? say`somebody of the cluster`} removes its object ${windowInstants(one.until, now)}.`,
  finalizers: (one, now) =>
    say`It has been Terminating${fromOf(one, now)}, and has ended; its object stays until these finalizers are gone: ${listed(one.pod.finalizers)}.`,
  attachment: (one, now) =>
    say`It waits${fromOf(one, now)} for its volume, which can be attached ${windowInstants(one.until, now)}.`,
  'old-pod': (one, now) =>
    say`It waits${fromOf(one, now)} for the object of ${one.by ?? say`the pod before it`} to go: while that stands, the volume stays attached to its node.`,
  schedule: (one, now) => say`It waits${fromOf(one, now)} for a node that may have its volume.`,
};

function waitSentence(one: PodNow, now: number): Said {
  return WAIT_SENTENCES[one.waits](one, now);
}

function graceSentence(deadline: number | undefined, now: number): Said {
  if (deadline === undefined) return '';
  return deadline <= now
    ? say`Its deletionTimestamp ${instantText(deadline, now)} is over, and ends nothing.`
    : say`Its deletionTimestamp ${instantText(deadline, now)} is to come, and ends nothing.`;
}

function volumeSentence(
  { claim, volume, driver, attachments, inUse }: VolumeNow,
  { pod }: PodNow,
  now: number,
): Message {
  if (volume === undefined) return say`Claim ${claim}: which volume it has is not in the list.`;
  const own = driver === undefined ? volume : `${volume}, ${driver}`;
  const name = say`Claim ${claim} (PersistentVolume ${own})`;
  if (attachments.length === 0) return say`${name}: no VolumeAttachment of it is in the list.`;
  const places = joinedBy(
    attachments.map((one) => attachmentText(one, now)),
    (left, right) => say`${left}, and ${right}`,
  );
  if (inUse === undefined) return say`${name} is ${places}.`;
  return inUse
    ? say`${name} is ${places}; ${pod.node} says that it is in use.`
    : say`${name} is ${places}; ${pod.node} does not say that it is in use.`;
}

function attachmentText(
  { node, name, isAttached, deleted, error }: VolumeNow['attachments'][number],
  now: number,
): Message {
  const going = deleted === undefined ? '' : say`, which is being deleted since ${instantText(deleted, now)}`;
  const why = error === '' ? '' : say`, and its driver says: ${error}`;
  return isAttached
    ? say`attached to ${node} by VolumeAttachment ${name}${going}${why}`
    : say`being attached to ${node} by VolumeAttachment ${name}${going}${why}`;
}

function waitsForRemoval({ pod, analysis }: PodNow): boolean {
  return pod.root.kind === 'StatefulSet' || analysis === undefined || isNever(analysis.replacementMount);
}

/** What follows a pod that is Terminating on a node that is not heard. */
function replacementSentence({ pod, node, analysis }: PodNow): Message {
  const { root } = pod;
  if (root.kind === 'StatefulSet') return say`StatefulSet ${root.name} makes no other ${pod.name} before that.`;
  if (analysis?.workload.kind === 'Pod') return say`Nothing makes another one, before that or after.`;
  if (analysis === undefined || analysis.verdict === 'unknown')
    return say`Whether its replacement waits for that is not known.`;
  if (isNever(analysis.replacementMount))
    return say`Its replacement, if there is one, gets no volume of it before that.`;
  return analysis.doubleMount.possible === true
    ? say`Its replacement does not wait for that: it mounts the same volume, and while ${node?.name ?? pod.node} runs on there are two writers.`
    : say`Its replacement does not wait for that.`;
}

function nextSentences(one: PodNow): readonly Said[] {
  const { waits, mayAct, pod, node } = one;
  const unlisted = mayAct.map(
    (title) => say`${`${title.charAt(0).toUpperCase()}${title.slice(1)}`} may act on it: when, is not computed.`,
  );
  if (waits !== 'kubelet') return unlisted;
  const mayLive = node?.condition === 'tainted' || node?.condition === 'unlisted';
  const next = sentencesOf([
    replacementSentence(one),
    unlisted.length === 0 && waitsForRemoval(one) && !mayLive ? say`Nothing of the cluster does that by itself.` : '',
    // The list ends without a full stop, so that a finalizer can be copied.
    pod.finalizers.length === 0 ? '' : say`Its finalizers must go, too: ${listed(pod.finalizers)}`,
    mayLive ? say`Whether its kubelet lives is not known.` : '',
  ]);
  return [next, ...unlisted];
}

/** What becomes of a volume when the object of the last pod that holds it is gone. */
function afterPod(afterwards: HeldVolume['because']): Message {
  switch (afterwards) {
    case 'at-once':
      return say`after that it is detached at once`;
    case 'kubelet':
      return say`after that it is detached once the kubelet has unmounted it`;
    case 'never':
      return say`nothing detaches it after that`;
    default:
      return say`six minutes after that it is detached by force`;
  }
}

export function heldSentence(held: HeldVolume, now: number): Said {
  const { wanted } = held;
  const who =
    wanted.length === 0
      ? ''
      : wanted.length === 1
        ? say`${listed(wanted)} waits for it.`
        : say`${listed(wanted)} wait for it.`;
  return sentencesOf([holdsSentence(held, now), who]);
}

function holdsSentence(held: HeldVolume, now: number): Said {
  const { attachment, claim, because, detaches, users, onForceDetach } = held;
  const volume = attachment.volume === '' ? attachment.name : attachment.volume;
  const own = claim === undefined ? say`Volume ${volume}` : say`Volume ${volume} (claim ${claim})`;
  const what = say`${own} is held by ${attachment.node} (VolumeAttachment ${attachment.name})`;
  switch (because) {
    case 'pod':
      return say`${what} while the object of ${listed(users)} stands; ${afterPod(held.afterwards)}.`;
    case 'timer':
      return sentencesOf([
        say`${what}: nothing uses it any more ${unusedSince(held.since, now)}, and six minutes later, ${windowInstants(detaches, now)}, it is detached by force${forceText(onForceDetach)}.`,
        say`A restart of kube-controller-manager starts the six minutes again.`,
      ]);
    case 'at-once':
      return say`${what} and is detached at once.`;
    case 'never':
      return say`${what}: nothing uses it any more, and it is never detached by force here.`;
    case 'driver':
      return say`${what}, which is to be detached${since(attachment.deleted, now)}: it waits for the driver ${attachment.attacher}${
        attachment.error === '' ? '' : say`, which says: ${attachment.error}`
      }.`;
    case 'kubelet':
      return say`${what} until its kubelet, which lives, has unmounted it.`;
    case 'unknown':
      return say`${what}; whether a pod on it uses it is not in the list.`;
  }
}

function unusedSince({ earliest, latest }: HeldVolume['since'], now: number): Message {
  return latest - earliest <= 2_000 || earliest === latest
    ? say`since ${sinceText(earliest, now)}`
    : say`since some time between ${instantText(earliest, now)} and ${instantText(latest, now)}`;
}

const FORCED: ReadonlyMap<string, Message> = new Map([
  ['none', say`which does not stop a writer that still runs`],
  ['revokes', say`which takes it away from the old node`],
  ['waitsForUnmount', say`which the provider does once the old node has let go`],
  ['refusesSecond', say`and the storage refuses a second writer while the old node keeps its watch`],
]);

function forceText(kinds: readonly string[]): Said {
  const [only, ...others] = kinds.map(
    (kind) => FORCED.get(kind) ?? say`and what that does to a writer that still runs is not known`,
  );
  return only === undefined || others.length > 0 ? '' : say`, ${only}`;
}

export function othersSentence({ node, terminating, running, staying, stopped }: OtherPods): Message {
  const parts = [
    terminating === 0 ? '' : say`${terminating} Terminating (others can take their place)`,
    running === 0 ? '' : say`${running} to be evicted`,
    stopped === 0 ? '' : say`${stopped} not evicted while evictions are stopped`,
    staying === 0
      ? ''
      : staying === 1
        ? say`${staying} that is never evicted (DaemonSets, static pods, tolerations without seconds)`
        : say`${staying} that are never evicted (DaemonSets, static pods, tolerations without seconds)`,
  ];
  return say`Other pods of ${node}: ${listed(parts)}.`;
}

const MISSING: Readonly<Record<MissingKind, Message>> = {
  nodes: say`nodes: which of them are lost, since when, and whether evictions are stopped, is not known`,
  'other-nodes': say`the other nodes: the state of the zone is not known`,
  'other-namespaces': say`other namespaces: what else waits on a lost node, leases (kube-node-lease) and the flags of the control plane (kube-system) are not known`,
  conditions: say`the conditions of the nodes: the state of the zones is not known`,
  leases: say`leases: since when a node is silent follows from when it was marked only`,
  pods: say`pods: what waits is not known`,
  volumeattachments: say`volumeattachments: where volumes are attached is not known, unless there are none`,
  persistentvolumes: say`persistentvolumes: which volume a claim has is not known, unless there are none`,
  version: say`the version of the control plane (kubectl version -o json): it is assumed`,
};

export function missingText(missing: readonly MissingKind[]): readonly Message[] {
  return missing.map((kind) => MISSING[kind]);
}

/** Fewer nodes of which the same is said are told one by one. */
const FEWEST_ALIKE = 3;
/** More are counted. */
const MOST_NAMES = 20;

/** One text a node; of those that differ in nothing but their names the first, and who the others are. */
function nodeParagraphs(nodes: readonly NodeNow[], now: number): readonly Said[] {
  const alike = groupBy(nodes, (node) =>
    nodeSentences({ ...node, name: '' }, now)
      .map(String)
      .join(' '),
  );
  const groups = [...alike.values()].flatMap((group) =>
    group.length < FEWEST_ALIKE ? group.map((node) => [node]) : [group],
  );
  return groups.map(([first, ...others]) => {
    const own = first === undefined ? [] : nodeSentences(first, now);
    return sentencesOf(others.length === 0 ? own : [...own, sameSentence(others.map(({ name }) => name))]);
  });
}

function sameSentence(names: readonly string[]): Message {
  const told = names.slice(0, MOST_NAMES).join(', ');
  const others = names.length - MOST_NAMES;
  return others <= 0 ? say`The same holds for ${told}.` : say`The same holds for ${told} and ${others} more.`;
}

/** The circumstances, one text each: every node, every zone, clocks that are wrong. */
export function circumstances(incident: Incident): readonly Said[] {
  const { nodes, zones, now, told, isEventsAlone } = incident;
  return [
    ...nodeParagraphs(nodes, now.at),
    ...zones.map(zoneSentence),
    ...told.map((one) => toldSentence(one, now.at)),
    ...(isEventsAlone ? [eventsAloneSentence(incident)] : []),
    ...clockSentences(incident),
  ];
}

export function clockSentences({ clocks }: Incident): readonly Message[] {
  return clocks.map(
    ({ node, aheadMs }) =>
      say`The clock of ${node} is ahead of the others by ${durationText(Math.floor(aheadMs / 1_000) * 1_000)}: its times are left out.`,
  );
}
