import { durationText, isUnbounded } from '../../model/durationText.ts';
import type { Step, Verdict } from '../../timing/analysis.ts';
import type { StepCode, StepValues } from '../../timing/stepValues.ts';
import { verdictWords } from './verdictText.ts';
import { whenText } from './windowText.ts';

/** Puts one kind of step into words. `when`: `after 30–45 s`; empty where it has no window. */
type Sentence<C extends StepCode> = (values: StepValues[C], when: string) => string;

/** One sentence a step, without the full stop's line break; names of files' objects stand as they are written. */
const sentences: { readonly [C in StepCode]: Sentence<C> } = {
  heartbeat: ({ intervalMs, maxMs, by }) =>
    `The kubelet's heartbeat is its ${by === 'lease' ? 'lease, renewed' : 'node status, posted'} ${every(intervalMs)}${
      maxMs > intervalMs && !isUnbounded(maxMs) ? ` (at most ${durationText(maxMs)} apart)` : ''
    }.`,
  silent: ({ scenario }) => `At 0 s ${scenarioWords.get(scenario) ?? 'the node falls silent'}.`,
  detected: (values, when) => {
    const { gracePeriodMs, monitorPeriodMs, effectiveGraceMs, extraPeriodMs, marksHealthyNodes } = values;
    const sentence = `${start(when)} the controller manager sets the node to Unknown${because(
      gracePeriodMs === undefined ? '' : `grace period ${durationText(gracePeriodMs)}`,
      monitorPeriodMs === undefined ? '' : `looked at ${every(monitorPeriodMs)}`,
      effectiveGraceMs === undefined || effectiveGraceMs === gracePeriodMs
        ? ''
        : `so in effect ${durationText(effectiveGraceMs)}`,
      extraPeriodMs ? `a status just before the silence can cost ${durationText(extraPeriodMs)} more` : '',
    )}.`;
    return [
      sentence,
      marksHealthyNodes ? 'Healthy nodes are marked as well: their heartbeats may be further apart than that.' : '',
      values.readsLiveLeases
        ? 'Never, if anything writes to the metadata of its lease after the silence (gate NodeControllerLeaseCircuitBreaker).'
        : '',
    ]
      .filter(Boolean)
      .join(' ');
  },
  'never-detected': ({ reason }) => neverDetected[reason],
  'zone-state': ({ state, failed, nodes, rate }) =>
    `${failed} of ${nodes} nodes of the zone are silent: ${zoneStates.get(state) ?? 'the state of the zone is not known'}${
      rate === undefined ? '' : rate > 0 ? `, ${rate} nodes a second are tainted` : ', evictions stop'
    }.`,
  'shutdown-begins': ({ groups }) =>
    `The kubelet reports that the node is not ready and ends its pods in ${groups} groups, lowest priority first.`,
  'shutdown-not-graceful': () =>
    'No graceful shutdown is configured: the containers are dead when the node falls silent.',
  'ended-by-shutdown': ({ groupSeconds, graceSeconds }, when) =>
    `${start(when)} the kubelet has ended the pod${because(
      graceSeconds === undefined ? '' : `terminationGracePeriodSeconds ${graceSeconds}`,
      groupSeconds === undefined ? '' : `its group gets ${groupSeconds} s`,
    )}.`,
  tainted: ({ queueDelayMs, lostTokenMs }, when) =>
    `${start(when)} the node gets its NoExecute taint${queueDelayMs ? `, one monitor period of ${durationText(queueDelayMs)} later` : ''}${
      lostTokenMs ? ` (rarely ${durationText(lostTokenMs)} later still, when its first turn is lost)` : ''
    }.`,
  'no-taints': ({ podEvictionTimeoutMs }) =>
    `No taint evicts here: --pod-eviction-timeout${
      podEvictionTimeoutMs === undefined ? '' : ` of ${durationText(podEvictionTimeoutMs)}`
    } counts from the last heartbeat, and tolerations are ignored.`,
  restarts: (_values, when) =>
    `${start(when)} a controller manager that was started anew is in charge. It remembers nothing: grace, toleration and the six minutes before a force-detach count from then on, unless they are over.`,
  returns: (_values, when) =>
    `${start(when)} the node is back, and its kubelet ends the pods that were deleted meanwhile.`,
  tolerates: ({ seconds }) =>
    seconds === undefined
      ? 'How long the pod tolerates the taint is not known.'
      : seconds > 0
        ? `The pod tolerates the taint for ${durationText(seconds * 1_000)}.`
        : 'The pod does not tolerate the taint.',
  'tolerates-for-ever': ({ daemonSet }) =>
    daemonSet
      ? 'Pods of a DaemonSet tolerate the taint for ever.'
      : 'The pod tolerates the taint for ever: its toleration has no tolerationSeconds.',
  evicted: ({ by }, when) =>
    by === 'taint'
      ? `${start(when)} the pod is evicted: the taint manager deletes it.`
      : `${start(when)} the pod is evicted: the node controller deletes it.`,
  'not-evicted': ({ reason }) => notEvicted[reason],
  'object-removed-at-once': (_values, when) =>
    `The pod's object is gone at once, ${when}: terminationGracePeriodSeconds is 0, so no kubelet is asked whether the containers have stopped.`,
  'object-stays': ({ graceSeconds }) =>
    `The pod's object stays Terminating${
      graceSeconds === undefined ? '' : ` (terminationGracePeriodSeconds ${graceSeconds})`
    } until its kubelet, or somebody by force, removes it.`,
  'object-removed-by-others': (_values, when) => `${start(when)} the pod's object is removed without its kubelet.`,
  actor: ({ title, does, isCertain }) => {
    const subject = title.charAt(0).toUpperCase() + title.slice(1);
    if (does !== undefined) return `${subject} ${does}; its times are not computed.`;
    return isCertain ? `${subject} acts on the lost node.` : `${subject} acts on the lost node, or on some nodes only.`;
  },
  'object-removed-by-kubelet': ({ graceSeconds }, when) =>
    `${start(when)} the kubelet has ended the pod${
      graceSeconds === undefined ? '' : ` (terminationGracePeriodSeconds ${graceSeconds})`
    } and its object is removed.`,
  'next-run': ({ policy }, when) =>
    policy === 'Replace'
      ? `${start(when)} the next Job starts on schedule (concurrencyPolicy Replace): the last one is deleted, but its pod runs on while its node is silent.`
      : `${start(when)} the next Job starts on schedule, whatever the last one does (concurrencyPolicy Allow); it does so without a lost node, too.`,
  'replacement-after-removal': ({ kind, written = kind }, when) =>
    `The ${written} makes the replacement once the old pod's object is gone, ${when}.`,
  'replacement-at-eviction': ({ kind, written = kind }, when) =>
    `The ${written} does not wait for the old pod: the replacement is made ${when}.`,
  'replacement-never': ({ kind, written = kind }) =>
    kind === 'Pod'
      ? 'Nothing replaces a bare Pod.'
      : kind === 'StatefulSet'
        ? `The ${written} makes no replacement while the old pod's object exists.`
        : `The ${written} makes no replacement elsewhere.`,
  operator: ({ kind, by }) => `The pods of the ${kind} are run ${by}.`,
  'operator-failover': ({ title, old }, when) =>
    `${start(when)} ${title} can make another instance the primary. ${old}`,
  'replacement-unknown': ({ kind, name }) =>
    `Whether ${kind} ${name} waits for the old pod before it makes a replacement is not known.`,
  'volume-not-attached': (values) => `${volume(values)} needs no attach: any node can mount it at any time.`,
  'volume-many-nodes': (values) =>
    `${volume(values)} may be attached to many nodes: nothing holds a second mount back.`,
  'volume-session': (values) => `${volume(values)} may be attached to many nodes, ${forceDetach.get('refusesSecond')}.`,
  'volume-node-bound': (values) => `${volume(values)} lives on its node: no other node can mount it.`,
  'volume-guarded': (values) =>
    `${volume(values)} is attached to the old node; ${durationText(values.waitMs)} after the object is gone it is detached by force, ${
      forceDetach.get(values.onForceDetach) ?? 'and what that does to the old writer is not known'
    }.`,
  'volume-stays-attached': (values) =>
    `${volume(values)} stays attached to the old node: nothing detaches it by force.`,
  'volume-once-pod': (values) =>
    `${volume(values)} is ReadWriteOncePod: the scheduler holds the replacement back while the old pod's object exists.`,
  'volume-unknown': (values) => `How ${volume(values).replace('Volume', 'volume')} is attached is not known.`,
  'second-mount': (_values, when) => `The replacement can mount the storage ${when}.`,
  'second-mount-never': () => 'No other pod can mount the storage without outside help.',
  'old-writer-gone': (_values, when) => `The old pod has stopped writing ${when}.`,
  'old-writer-runs-on': () => 'The old pod runs on and can write until someone ends it.',
  verdict: ({ verdict, marginMs }) =>
    `${verdictWords(verdict as Verdict).sentence}${
      marginMs === undefined || marginMs === 0 ? '' : ` The margin is ${durationText(marginMs)}.`
    }`,
};

const scenarioWords: ReadonlyMap<string, string> = new Map([
  ['partition', 'the node is cut off: its containers run on, and it still reaches the storage'],
  ['overload', 'the node is overloaded and its heartbeats get lost'],
  ['kubelet-stopped', 'the kubelet stops; the containers run on'],
  ['crash', 'the node crashes'],
  ['zone-outage', 'several nodes of a zone fall silent'],
  ['shutdown', 'the node shuts down'],
  ['node-deleted', 'the instance is gone, and its cloud deletes the Node'],
]);

const zoneStates: ReadonlyMap<string, string> = new Map([
  ['Normal', 'the zone counts as normal'],
  ['PartialDisruption', 'the zone is partly down'],
  ['FullDisruption', 'the zone is down'],
  ['all-zones-down', 'all zones are down'],
]);

const notEvicted: Readonly<Record<StepValues['not-evicted']['reason'], string>> = {
  tolerates: 'The pod is not evicted.',
  'controller-off': 'The pod is not evicted: the controller that would do it is switched off.',
  'back-before': 'The pod is not evicted: the node is back before its time is over.',
  'not-detected': 'The pod is not evicted: nobody notices that the node is silent.',
  'all-zones-down': 'The pod is not evicted: with all zones down, evictions stop and the taints are taken off again.',
};

const neverDetected: Readonly<Record<StepValues['never-detected']['reason'], string>> = {
  'controller-off': 'Nobody notices: the node lifecycle controller is switched off.',
  'back-before': 'Nobody notices: the node is back before its grace period is over.',
  'no-end': 'Nobody notices: the grace period, or the pause between two looks, takes centuries.',
};

const forceDetach: ReadonlyMap<string, string> = new Map([
  ['none', 'which does not stop the old writer'],
  ['revokes', 'which takes the disk away from the old node'],
  ['waitsForUnmount', 'which the provider does only once the old node has let go'],
  [
    'refusesSecond',
    'but the storage refuses a second writer while the old node keeps its watch; one that is cut off from the storage, too, loses it',
  ],
]);

/** A step in one sentence. */
export function stepSentence(step: Step): string {
  const sentence = sentences[step.code as StepCode] as Sentence<never> | undefined;
  if (!sentence) throw new Error(`no words for the step ${step.code}`);
  return sentence(step.values as never, step.at ? whenText(step.at) : '');
}

/** Codes that have words: all that timing knows. */
export const wordedCodes: readonly string[] = Object.keys(sentences);

function volume({ volume: name, storage }: { volume: string; storage?: string }): string {
  return `Volume ${name}${storage === undefined ? '' : ` (${storage})`}`;
}

/** A pause of zero or less is a loop that does not wait; one without a bound stands for any. */
function every(pauseMs: number): string {
  if (isUnbounded(pauseMs)) return 'nobody can tell how often';
  return pauseMs > 0 ? `every ${durationText(pauseMs)}` : 'over and over without a pause';
}

/** At the beginning of a sentence. */
function start(when: string): string {
  return when.charAt(0).toUpperCase() + when.slice(1);
}

function because(...reasons: readonly string[]): string {
  const given = reasons.filter((reason) => reason !== '');
  return given.length === 0 ? '' : `: ${given.join(', ')}`;
}
