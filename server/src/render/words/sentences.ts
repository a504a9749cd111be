// What happens, step by step, in sentences.
import { durationText, isUnbounded } from '../../model/durationText.ts';
import { listed, type Message, type Said, say, sentencesOf } from '../../text/message.ts';
import type { Step, Verdict } from '../../timing/analysis.ts';
import type { StepCode, StepValues } from '../../timing/stepValues.ts';
import { verdictWords } from './verdictText.ts';
import { startText, whenText } from './windowText.ts';

/** When a step happens, inside a sentence and at its beginning: `after 30–45 s`, `After 30–45 s`; empty where it has no window. */
interface When {
  readonly when: Said;
  readonly start: Said;
}

/** Puts one kind of step into words. */
type Sentence<C extends StepCode> = (values: StepValues[C], at: When) => Said;

/** One sentence a step, without the full stop's line break; names of files' objects stand as they are written. */
const sentences: { readonly [C in StepCode]: Sentence<C> } = {
  heartbeat: ({ intervalMs, maxMs, by }) =>
    say`The kubelet's heartbeat is its ${by === 'lease' ? say`lease, renewed ${every(intervalMs)}` : say`node status, posted ${every(intervalMs)}`}${
      maxMs > intervalMs && !isUnbounded(maxMs) ? say` (at most ${durationText(maxMs)} apart)` : ''
    }.`,
  silent: ({ scenario }) => say`At 0 s ${scenarioWords.get(scenario) ?? say`the node falls silent`}.`,
  detected: (values, { start }) => {
    const { gracePeriodMs, monitorPeriodMs, effectiveGraceMs, extraPeriodMs, marksHealthyNodes } = values;
    const sentence = say`${start} the controller manager sets the node to Unknown${because(
      gracePeriodMs === undefined ? '' : say`grace period ${durationText(gracePeriodMs)}`,
      monitorPeriodMs === undefined ? '' : say`looked at ${every(monitorPeriodMs)}`,
      effectiveGraceMs === undefined || effectiveGraceMs === gracePeriodMs
        ? ''
        : say`so in effect ${durationText(effectiveGraceMs)}`,
      extraPeriodMs ? say`a status just before the silence can cost ${durationText(extraPeriodMs)} more` : '',
    )}.`;
    return sentencesOf([
      sentence,
      marksHealthyNodes ? say`Healthy nodes are marked as well: their heartbeats may be further apart than that.` : '',
      values.readsLiveLeases
        ? say`Never, if anything writes to the metadata of its lease after the silence (gate NodeControllerLeaseCircuitBreaker).`
        : '',
    ]);
  },
  flaps: ({ always }) =>
    always
      ? say`So no window below holds: with each heartbeat the taint is taken away, and the seconds of the pods start anew, also on healthy nodes.`
      : say`With some of these settings healthy nodes are marked, and no window below holds: each heartbeat starts the seconds of the pods anew.`,
  'never-detected': ({ reason }) => neverDetected[reason],
  'zone-state': ({ state, failed, nodes, rate }) =>
    say`${failed} of ${nodes} nodes of the zone are silent: ${zoneStates.get(state) ?? say`the state of the zone is not known`}${
      rate === undefined ? '' : rate > 0 ? say`, ${rate} nodes a second are tainted` : say`, evictions stop`
    }.`,
  'shutdown-begins': ({ groups }) =>
    say`The kubelet reports that the node is not ready and ends its pods in ${groups} groups, lowest priority first.`,
  'shutdown-not-graceful': () =>
    say`No graceful shutdown is configured: the containers are dead when the node falls silent.`,
  'ended-by-shutdown': ({ groupSeconds, graceSeconds }, { start }) =>
    say`${start} the kubelet has ended the pod${because(
      graceSeconds === undefined ? '' : say`terminationGracePeriodSeconds ${graceSeconds}`,
      groupSeconds === undefined ? '' : say`its group gets ${groupSeconds} s`,
    )}.`,
  tainted: ({ queueDelayMs, lostTokenMs }, { start }) =>
    say`${start} the node gets its NoExecute taint${queueDelayMs ? say`, one monitor period of ${durationText(queueDelayMs)} later` : ''}${
      lostTokenMs ? say` (rarely ${durationText(lostTokenMs)} later still, when its first turn is lost)` : ''
    }.`,
  'no-taints': ({ podEvictionTimeoutMs }) =>
    say`No taint evicts here: --pod-eviction-timeout${
      podEvictionTimeoutMs === undefined ? '' : say` of ${durationText(podEvictionTimeoutMs)}`
    } counts from the last heartbeat, and tolerations are ignored.`,
  restarts: (_values, { start }) =>
    say`${start} a controller manager that was started anew is in charge. It remembers nothing: grace, toleration and the six minutes before a force-detach count from then on, unless they are over.`,
  returns: (_values, { start }) =>
    say`${start} the node is back, and its kubelet ends the pods that were deleted meanwhile.`,
  tolerates: ({ seconds }) =>
    seconds === undefined
      ? say`How long the pod tolerates the taint is not known.`
      : seconds > 0
        ? say`The pod tolerates the taint for ${durationText(seconds * 1_000)}.`
        : say`The pod does not tolerate the taint.`,
  'tolerates-for-ever': ({ daemonSet }) =>
    daemonSet
      ? say`Pods of a DaemonSet tolerate the taint for ever.`
      : say`The pod tolerates the taint for ever: its toleration has no tolerationSeconds.`,
  evicted: ({ by }, { start }) =>
    by === 'taint'
      ? say`${start} the pod is evicted: the taint manager deletes it.`
      : say`${start} the pod is evicted: the node controller deletes it.`,
  'not-evicted': ({ reason }) => notEvicted[reason],
  'object-removed-at-once': (_values, { when }) =>
    say`The pod's object is gone at once, ${when}: terminationGracePeriodSeconds is 0, so no kubelet is asked whether the containers have stopped.`,
  'object-stays': ({ graceSeconds, hasFinalizer }) => {
    const grace = graceSeconds === undefined ? '' : say` (terminationGracePeriodSeconds ${graceSeconds})`;
    return hasFinalizer
      ? say`The pod's object stays Terminating${grace} until its kubelet says that it has ended, or pod garbage collection that it has failed: its Job keeps a finalizer on it until then, and no force removes it.`
      : say`The pod's object stays Terminating${grace} until its kubelet, or somebody by force, removes it.`;
  },
  'object-removed-by-others': (_values, { start }) => say`${start} the pod's object is removed without its kubelet.`,
  actor: ({ title, does, isCertain }) => {
    const subject = title.charAt(0).toUpperCase() + title.slice(1);
    if (does !== undefined) return say`${subject} ${does}; its times are not computed.`;
    return isCertain
      ? say`${subject} acts on the lost node.`
      : say`${subject} acts on the lost node, or on some nodes only.`;
  },
  'object-removed-by-kubelet': ({ graceSeconds }, { start }) =>
    say`${start} the kubelet has ended the pod${
      graceSeconds === undefined ? '' : say` (terminationGracePeriodSeconds ${graceSeconds})`
    } and its object is removed.`,
  'next-run': ({ policy }, { start, when }) =>
    policy === 'Replace'
      ? say`${start} the next Job starts on schedule (concurrencyPolicy Replace): the last one is deleted, but its pod runs on while its node is silent.`
      : policy === 'Forbid'
        ? say`The Job fails, although its pod may still run: the next one starts on schedule (concurrencyPolicy Forbid), ${when}.`
        : say`${start} the next Job starts on schedule, whatever the last one does (concurrencyPolicy Allow); it does so without a lost node, too.`,
  'replacement-after-removal': ({ kind, written = kind }, { when }) =>
    say`The ${written} makes the replacement once the old pod's object is gone, ${when}.`,
  'replacement-at-eviction': ({ kind, written = kind }, { when }) =>
    say`The ${written} does not wait for the old pod: the replacement is made ${when}.`,
  'replacement-never': ({ kind, written = kind }) =>
    kind === 'Pod'
      ? say`Nothing replaces a bare Pod.`
      : kind === 'StatefulSet'
        ? say`The ${written} makes no replacement while the old pod's object exists.`
        : say`The ${written} makes no replacement elsewhere.`,
  'replacement-on-return': ({ graceSeconds }) =>
    graceSeconds === undefined
      ? say`Once the node is back, the next pod may run there beside the old one until that has ended.`
      : say`Once the node is back, the next pod may run there beside the old one for up to ${graceSeconds} s.`,
  'no-pods': ({ field }) =>
    field === 'suspend'
      ? say`It is suspended, so that it has no pods. What follows is of one that is still on the node.`
      : say`With ${field} 0 it has no pods. What follows is of one that is still on the node.`,
  operator: ({ kind, by }) => say`The pods of the ${kind} are run ${by}.`,
  'operator-failover': ({ title, old }, { start }) =>
    say`${start} ${title} can make another instance the primary. ${old}`,
  'replacement-unknown': ({ kind, name }) =>
    say`Whether ${kind} ${name} waits for the old pod before it makes a replacement is not known.`,
  'volume-not-attached': (values) => say`${volume(values)} needs no attach: any node can mount it at any time.`,
  'volume-many-nodes': (values) =>
    say`${volume(values)} may be attached to many nodes: nothing holds a second mount back.`,
  'volume-session': (values) =>
    say`${volume(values)} may be attached to many nodes, ${forceDetach.get('refusesSecond') ?? ''}.`,
  'volume-node-bound': (values) => say`${volume(values)} lives on its node: no other node can mount it.`,
  'volume-guarded': (values) => {
    const forced = forceDetach.get(values.onForceDetach) ?? say`and what that does to the old writer is not known`;
    const wait = durationText(values.waitMs);
    return values.orBefore
      ? say`${volume(values)} is attached to the old node; ${wait} after the object is gone, or before that by who acts on the lost node, it is detached by force, ${forced}.`
      : say`${volume(values)} is attached to the old node; ${wait} after the object is gone it is detached by force, ${forced}.`;
  },
  'volume-taken-over': (values) =>
    say`${volume(values)} may be attached to many nodes, says its claim: its driver takes it away from the old node and attaches it to the new one.`,
  'volume-stays-attached': (values) =>
    values.reason === 'controller-off'
      ? say`${volume(values)} stays attached to the old node: the controller that detaches is switched off.`
      : say`${volume(values)} stays attached to the old node: nothing detaches it by force.`,
  'volume-once-pod': (values) =>
    say`${volume(values)} is ReadWriteOncePod: the scheduler holds the replacement back while the old pod's object exists.`,
  'volume-unknown': (values) => say`${volume(values)}: how it is attached is not known.`,
  'disruption-budget': ({ name, limit, pods, allowed }) =>
    sentencesOf([
      say`PodDisruptionBudget ${name} (${limit} ${pods}) holds back drains, which use the eviction API, and nothing that a taint evicts.`,
      allowed === undefined ? '' : say`With one of these pods missing, it lets a drain evict ${allowed} more.`,
    ]),
  'disruption-budgets': ({ names }) =>
    say`Several PodDisruptionBudgets select these pods (${listed(names)}): the eviction API refuses to evict them; what a taint evicts is deleted all the same.`,
  replicas: ({ replicas, spread, hasBudget }, { when }) =>
    sentencesOf([
      spread === 'apart' || spread === undefined || spread === 'unknown'
        ? say`1 of ${replicas} replicas is missing ${missingUntil(when)}.`
        : say`At least 1 of ${replicas} replicas is missing ${missingUntil(when)}.`,
      spreadWords(replicas, spread),
      hasBudget ? '' : say`No PodDisruptionBudget holds back what a taint evicts.`,
    ]),
  'second-mount': (_values, { when }) => say`The replacement can mount the storage ${when}.`,
  'second-mount-never': () => say`No other pod can mount the storage without outside help.`,
  'old-writer-gone': (_values, { when }) => say`The old pod has stopped writing ${when}.`,
  'old-writer-runs-on': () => say`The old pod runs on and can write until someone ends it.`,
  verdict: ({ verdict, marginMs }) =>
    say`${verdictWords(verdict as Verdict).sentence}${
      marginMs === undefined || marginMs === 0 ? '' : say` The margin is ${durationText(marginMs)}.`
    }`,
};

function missingUntil(when: Said): Message {
  return when === '' ? say`until the node comes back or somebody helps` : say`until its replacement can start, ${when}`;
}

/** Whether more of the replicas may stand on the lost node. */
function spreadWords(replicas: number, spread: StepValues['replicas']['spread']): Said {
  const all = replicas === 2 ? say`both` : say`all ${replicas}`;
  switch (spread) {
    case 'apart':
      return say`No other one stands on the lost node: their anti-affinity forbids it.`;
    case 'spread':
      return say`topologySpreadConstraints spread them over the nodes.`;
    case 'preferred':
      return say`They only prefer different nodes: ${all} may stand on the lost one.`;
    case 'together':
      return say`Nothing keeps them on different nodes: ${all} may stand on the lost one.`;
    default:
      return '';
  }
}

const scenarioWords: ReadonlyMap<string, Message> = new Map([
  ['partition', say`the node is cut off: its containers run on, and it still reaches the storage`],
  ['overload', say`the node is overloaded and its heartbeats get lost`],
  ['kubelet-stopped', say`the kubelet stops; the containers run on`],
  ['crash', say`the node crashes`],
  ['zone-outage', say`several nodes of a zone fall silent`],
  ['shutdown', say`the node shuts down`],
  ['node-deleted', say`the instance is gone, and its cloud deletes the Node`],
]);

const zoneStates: ReadonlyMap<string, Message> = new Map([
  ['Normal', say`the zone counts as normal`],
  ['PartialDisruption', say`the zone is partly down`],
  ['FullDisruption', say`the zone is down`],
  ['all-zones-down', say`all zones are down`],
]);

const notEvicted: Readonly<Record<StepValues['not-evicted']['reason'], Message>> = {
  tolerates: say`The pod is not evicted.`,
  'controller-off': say`The pod is not evicted: the controller that would do it is switched off.`,
  'back-before': say`The pod is not evicted: the node is back before its time is over.`,
  'not-detected': say`The pod is not evicted: nobody notices that the node is silent.`,
  'all-zones-down': say`The pod is not evicted: with all zones down, evictions stop and the taints are taken off again.`,
};

const neverDetected: Readonly<Record<StepValues['never-detected']['reason'], Message>> = {
  'controller-off': say`Nobody notices: the node lifecycle controller is switched off.`,
  'back-before': say`Nobody notices: the node is back before its grace period is over.`,
  'no-end': say`Nobody notices: the grace period, or the pause between two looks, takes centuries.`,
};

const forceDetach: ReadonlyMap<string, Message> = new Map([
  ['none', say`which does not stop the old writer`],
  ['revokes', say`which takes the disk away from the old node`],
  ['waitsForUnmount', say`which the provider does only once the old node has let go`],
  [
    'refusesSecond',
    say`but the storage refuses a second writer while the old node keeps its watch; one that is cut off from the storage, too, loses it`,
  ],
]);

/** A step in one sentence. */
export function stepSentence(step: Step): Said {
  const sentence = sentences[step.code as StepCode] as Sentence<never> | undefined;
  if (!sentence) throw new Error(`no words for the step ${step.code}`);
  return sentence(step.values as never, {
    when: step.at ? whenText(step.at) : '',
    start: step.at ? startText(step.at) : '',
  });
}

/** Codes that have words: all that timing knows. */
export const wordedCodes: readonly string[] = Object.keys(sentences);

function volume({ volume: name, storage }: { volume: string; storage?: string }): Message {
  return storage === undefined ? say`Volume ${name}` : say`Volume ${name} (${storage})`;
}

/** A pause of zero or less is a loop that does not wait; one without a bound stands for any. */
function every(pauseMs: number): Message {
  if (isUnbounded(pauseMs)) return say`nobody can tell how often`;
  return pauseMs > 0 ? say`every ${durationText(pauseMs)}` : say`over and over without a pause`;
}

function because(...reasons: readonly Said[]): Said {
  const given = listed(reasons);
  return given === '' ? '' : say`: ${given}`;
}
