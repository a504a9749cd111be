// What is to be seen of a lost node: lanes of states, each with the window in which it begins.
import { isUnbounded } from '../../model/durationText.ts';
import { isNever, NEVER, type Window } from '../../model/window.ts';
import { type Said, type Words as Speak, say } from '../../text/message.ts';
import type { ClusterAnalysis, Scenario, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type Interventions, windowOf } from '../../timing/outsideHelp.ts';
import type { StepCode, StepValues } from '../../timing/stepValues.ts';
import { verdictWords } from '../words/verdictText.ts';

/** How a state is drawn. `none`: nothing is there, and words say why. */
export type StateTone = 'fine' | 'trouble' | 'gone' | 'old' | 'new' | 'none';

export interface LaneState<Text = string> {
  readonly text: Text;
  /** In a word, where there is little room. */
  readonly short?: Text;
  readonly tone: StateTone;
  /** When it begins; the lane's first state is there from 0 on. Milliseconds from the silence. */
  readonly from: Window;
  /** When it begins as the files are now, where something else is tried. */
  readonly now?: Window;
}

export interface Lane<Text = string> {
  readonly label: Text;
  /** In the order in which they come; at least one. */
  readonly states: readonly LaneState<Text>[];
  /** States that come only as the files are now. */
  readonly nowOnly: readonly Window[];
  /** Pods that write, above each other: the lanes in which two writers show. */
  readonly isPod: boolean;
}

type SaidState = LaneState<Said>;
type SaidLane = Lane<Said>;
type Words = Pick<SaidState, 'text' | 'short'>;

const START: Window = { earliest: 0, latest: 0 };

/** Lanes of a cluster's node, and of a workload's pods. */
export function lanesOf(cluster: ClusterAnalysis, workload: WorkloadAnalysis | undefined): readonly SaidLane[] {
  const node = [nodeLane(cluster), controlPlaneLane(cluster)];
  if (workload === undefined) return node;
  return [
    ...node,
    objectLane(cluster, workload),
    ...volumeLane(workload),
    oldLane(workload, cluster.steps),
    newLane(workload),
  ];
}

/** The same lanes with the windows of others, lane by lane and state by state, as what holds now. */
export function besideNow(lanes: readonly SaidLane[], now: readonly SaidLane[]): readonly SaidLane[] {
  return lanes.map((lane) => {
    const before = now.find(({ label }) => String(label) === String(lane.label))?.states ?? [];
    const states = lane.states.map((state, index): SaidState => {
      const was = index === 0 ? undefined : before[index]?.from;
      return was === undefined || sameWindow(was, state.from) ? state : { ...state, now: was };
    });
    return { ...lane, states, nowOnly: before.slice(lane.states.length).map(({ from }) => from) };
  });
}

function sameWindow(a: Window, b: Window): boolean {
  return a.earliest === b.earliest && a.latest === b.latest;
}

/** A lane of what begins at some time; what never does is left out, and what is over at once was never there. */
function lane(label: Said, first: Omit<SaidState, 'from'>, later: readonly SaidState[], isPod = false): SaidLane {
  const states: SaidState[] = [{ ...first, from: START }];
  for (const state of later.filter(({ from }) => !isNever(from) && !isUnbounded(from.earliest))) {
    if (state.from.latest <= 0) states.splice(0, states.length, { ...state, from: START });
    else states.push(state);
  }
  return { label, states, nowOnly: [], isPod };
}

function nodeLane({ scenario, steps }: ClusterAnalysis): SaidLane {
  const { meanwhile = {} } = scenario;
  const back = stepOf(steps, 'returns')?.at;
  const off = meanwhile.writerGoneBy === undefined ? [] : [windowOf(meanwhile.writerGoneBy)];
  return lane(say`Node`, { ...nodeWords(scenario, steps), tone: 'trouble' }, [
    ...off.map((from): SaidState => ({ text: say`surely off`, tone: 'gone', from })),
    ...(back ? [{ text: say`is back`, tone: 'fine', from: back } as const] : []),
  ]);
}

function nodeWords(scenario: Scenario, steps: readonly Step[]): Words {
  switch (scenario.kind) {
    case 'partition':
      return scenario.meanwhile?.storageCut
        ? { text: say`cut off, from its storage too; containers run on`, short: say`cut off, from its storage too` }
        : { text: say`cut off: containers run, no heartbeat arrives`, short: say`cut off, runs on` };
    case 'overload':
      return { text: say`overloaded: heartbeats get lost`, short: say`overloaded` };
    case 'kubelet-stopped':
      return { text: say`kubelet stopped: containers run on`, short: say`kubelet stopped` };
    case 'crash':
      return { text: say`crashed: nothing runs`, short: say`crashed` };
    case 'zone-outage':
      return { text: say`silent, like ${scenario.failed} of ${scenario.nodes} nodes of its zone`, short: say`silent` };
    case 'shutdown':
      return stepOf(steps, 'shutdown-begins')
        ? { text: say`shuts down: ends its pods in order`, short: say`shuts down` }
        : { text: say`off: nothing was ended in order`, short: say`off` };
    case 'node-deleted':
      return { text: say`its instance is gone`, short: say`gone` };
  }
}

/** What the control plane takes the node for. */
function controlPlaneLane({ detection, taint, scenario, steps }: ClusterAnalysis): SaidLane {
  const { nodeDeletedAt, outOfServiceAt }: Interventions = scenario.meanwhile ?? {};
  const never = stepOf(steps, 'never-detected') || isNever(detection);
  const graceful = stepOf(steps, 'shutdown-begins') !== undefined;
  const condition = graceful ? 'NotReady' : 'Unknown';
  // The taint follows within a few seconds as a rule; a state of its own has it where a rate makes the node wait.
  const waits = !isNever(taint) && taint.earliest > detection.latest;
  const stops = valuesOf(steps, 'zone-state')?.rate === 0;
  const tainted = stops ? say`${condition}; evictions stop` : say`${condition}, tainted`;
  return lane(
    say`Control plane`,
    { text: never ? say`node Ready: nobody notices` : say`node Ready`, short: say`Ready`, tone: 'fine' },
    [
      {
        text: isNever(taint) ? say`node ${stops ? tainted : condition}` : say`node ${waits ? condition : tainted}`,
        short: condition,
        tone: 'trouble',
        from: detection,
      },
      ...(waits ? [{ text: say`tainted`, tone: 'trouble', from: taint } as const] : []),
      ...(outOfServiceAt === undefined
        ? []
        : [{ text: say`out of service`, tone: 'trouble', from: windowOf(outOfServiceAt) } as const]),
      ...(nodeDeletedAt === undefined
        ? []
        : [{ text: say`Node deleted`, tone: 'gone', from: windowOf(nodeDeletedAt) } as const]),
    ],
  );
}

function objectLane({ steps }: ClusterAnalysis, analysis: WorkloadAnalysis): SaidLane {
  const { eviction, objectRemoval } = analysis;
  const graceful = stepOf(steps, 'shutdown-begins') !== undefined;
  const gone: SaidState = { text: graceful ? say`ended` : say`removed`, tone: 'gone', from: objectRemoval };
  const deleted: SaidState = { text: graceful ? say`ending` : say`Terminating`, tone: 'trouble', from: eviction };
  return lane(say`Pod object`, { text: say`Running${stays(analysis)}`, short: say`Running`, tone: 'fine' }, [
    ...(sameWindow(eviction, objectRemoval) ? [] : [deleted]),
    gone,
  ]);
}

/** Why a pod that is not evicted is not. */
function stays({ eviction, steps }: WorkloadAnalysis): Said {
  if (!isNever(eviction)) return '';
  if (stepOf(steps, 'tolerates-for-ever')) return say`: tolerates the taint for ever`;
  const reason = valuesOf(steps, 'not-evicted')?.reason;
  return reason === undefined ? '' : STAYS[reason];
}

const STAYS: Readonly<Record<StepValues['not-evicted']['reason'], Said>> = {
  tolerates: say`: tolerates the taint`,
  'controller-off': say`: no controller evicts it`,
  'back-before': say`: the node is back before`,
  'not-detected': say`: nobody evicts it`,
  'all-zones-down': say`: evictions stop, all zones are down`,
};

/** Where the attach layer holds the second mount back, or may. */
function volumeLane({ steps, replacementMount }: WorkloadAnalysis): readonly SaidLane[] {
  const attached: Omit<SaidState, 'from'> = {
    text: say`attached to the old node`,
    short: say`at the old node`,
    tone: 'old',
  };
  if (stepOf(steps, 'volume-unknown')) {
    return [lane(say`Volume`, { text: say`how it is attached is not known`, tone: 'none' }, [])];
  }
  if (stepOf(steps, 'volume-guarded')) {
    return [
      lane(say`Volume`, attached, [
        { text: say`attached to the new one`, short: say`at the new`, tone: 'new', from: replacementMount },
      ]),
    ];
  }
  return stepOf(steps, 'volume-stays-attached') ? [lane(say`Volume`, attached, [])] : [];
}

function oldLane({ oldWriterGone, eviction, verdict }: WorkloadAnalysis, node: readonly Step[]): SaidLane {
  const does: Words =
    verdict === 'stateless'
      ? { text: say`runs on` }
      : verdict === 'shared'
        ? { text: say`uses the volume`, short: say`uses it` }
        : { text: say`writes to the volume`, short: say`writes` };
  const gone: Words =
    verdict === 'stateless'
      ? { text: say`ended` }
      : verdict === 'shared'
        ? { text: say`uses it no more`, short: say`ended` }
        : { text: say`writes no more`, short: say`no more` };
  // A kubelet that is back ends what was deleted, and nothing else.
  const back = stepOf(node, 'returns')?.at?.earliest ?? Number.POSITIVE_INFINITY;
  const from = isNever(eviction) && oldWriterGone.earliest >= back ? NEVER : oldWriterGone;
  return lane(say`Old pod`, { ...does, tone: 'old' }, [{ ...gone, tone: 'gone', from }], true);
}

function newLane(analysis: WorkloadAnalysis): SaidLane {
  const { replacementMount, steps, eviction } = analysis;
  const made = madeAt(steps);
  const waits = made !== undefined && !isNever(made) && !sameWindow(made, replacementMount);
  const started: SaidState = { ...newWords(analysis), tone: 'new', from: replacementMount };
  // One that is made at once and held back by its volume is there already.
  const early = waits && made.earliest < replacementMount.earliest && made.latest <= replacementMount.latest;
  const waiting: Words = isNever(replacementMount)
    ? { text: say`waits: cannot mount the volume`, short: say`cannot mount` }
    : { text: say`waits for the volume`, short: say`waits` };
  const there: SaidState[] =
    early || (waits && isNever(replacementMount)) ? [{ ...waiting, tone: 'gone', from: made }] : [];
  const absent = isNever(replacementMount) && there.length === 0 ? whyNever(analysis, isNever(eviction)) : { text: '' };
  return lane(say`New pod`, { ...absent, tone: 'none' }, [...there, started], true);
}

function newWords({ verdict }: WorkloadAnalysis): Words {
  switch (verdict) {
    case 'stateless':
      return { text: say`runs` };
    case 'shared':
      return { text: say`uses the volume`, short: say`uses it` };
    case 'unknown':
      return { text: say`may write to the volume`, short: say`may write` };
    default:
      return { text: say`writes to the volume`, short: say`writes` };
  }
}

function madeAt(steps: readonly Step[]): Window | undefined {
  const made = stepOf(steps, 'replacement-at-eviction') ?? stepOf(steps, 'replacement-after-removal');
  return (made ?? stepOf(steps, 'next-run'))?.at;
}

function whyNever({ steps, verdict, workload }: WorkloadAnalysis, notEvicted: boolean): Words {
  if (workload.kind === 'DaemonSet') return { text: say`none: every node has its own`, short: say`none` };
  if (notEvicted) return { text: say`not started: the old pod is not evicted`, short: say`not started` };
  if (stepOf(steps, 'volume-node-bound'))
    return { text: say`cannot start: the volume is on the lost node`, short: say`cannot start` };
  const never = valuesOf(steps, 'replacement-never');
  if (never?.kind === 'Pod') return { text: say`not started: nothing replaces a bare Pod`, short: say`not started` };
  if (verdict === 'pinned') return { text: say`not started: it can run on its node only`, short: say`not started` };
  if (never?.kind === 'StatefulSet')
    return { text: say`not started: the old pod’s object is still there`, short: say`not started` };
  if (stepOf(steps, 'volume-stays-attached'))
    return { text: say`cannot start: the volume stays attached`, short: say`cannot start` };
  if (stepOf(steps, 'volume-once-pod'))
    return { text: say`not scheduled: the old pod’s object is still there`, short: say`not scheduled` };
  const text =
    verdict === 'blocked' ? say`not started: somebody must help` : say`not started (${verdictWords(verdict).title})`;
  return { text, short: say`not started` };
}

function stepOf(steps: readonly Step[], code: StepCode): Step | undefined {
  return steps.find((step) => step.code === code);
}

/** A lane in a language. */
export function laneIn(words: Speak, { label, states, ...lane }: SaidLane): Lane {
  return {
    ...lane,
    label: words(label),
    states: states.map(({ text, short, ...state }) => ({
      ...state,
      text: words(text),
      ...(short !== undefined && { short: words(short) }),
    })),
  };
}

/** What a step says; what differs between instances is left out of it. */
export function valuesOf<C extends StepCode>(steps: readonly Step[], code: C): StepValues[C] | undefined {
  return stepOf(steps, code)?.values as StepValues[C] | undefined;
}
