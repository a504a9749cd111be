// What is to be seen of a lost node: lanes of states, each with the window in which it begins.
import { isUnbounded } from '../../model/durationText.ts';
import { isNever, NEVER, type Window } from '../../model/window.ts';
import type { ClusterAnalysis, Scenario, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type Interventions, windowOf } from '../../timing/outsideHelp.ts';
import type { StepCode, StepValues } from '../../timing/stepValues.ts';
import { verdictWords } from '../words/verdictText.ts';

/** How a state is drawn. `none`: nothing is there, and words say why. */
export type StateTone = 'fine' | 'trouble' | 'gone' | 'old' | 'new' | 'none';

export interface LaneState {
  readonly text: string;
  /** In a word, where there is little room. */
  readonly short?: string;
  readonly tone: StateTone;
  /** When it begins; the lane's first state is there from 0 on. Milliseconds from the silence. */
  readonly from: Window;
  /** When it begins as the files are now, where something else is tried. */
  readonly now?: Window;
}

export interface Lane {
  readonly label: string;
  /** In the order in which they come; at least one. */
  readonly states: readonly LaneState[];
  /** States that come only as the files are now. */
  readonly nowOnly: readonly Window[];
  /** Pods that write, above each other: the lanes in which two writers show. */
  readonly isPod: boolean;
}

type Words = Pick<LaneState, 'text' | 'short'>;

const START: Window = { earliest: 0, latest: 0 };

/** Lanes of a cluster's node, and of a workload's pods. */
export function lanesOf(cluster: ClusterAnalysis, workload: WorkloadAnalysis | undefined): readonly Lane[] {
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
export function besideNow(lanes: readonly Lane[], now: readonly Lane[]): readonly Lane[] {
  return lanes.map((lane) => {
    const before = now.find(({ label }) => label === lane.label)?.states ?? [];
    const states = lane.states.map((state, index): LaneState => {
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
function lane(label: string, first: Omit<LaneState, 'from'>, later: readonly LaneState[], isPod = false): Lane {
  const states: LaneState[] = [{ ...first, from: START }];
  for (const state of later.filter(({ from }) => !isNever(from) && !isUnbounded(from.earliest))) {
    if (state.from.latest <= 0) states.splice(0, states.length, { ...state, from: START });
    else states.push(state);
  }
  return { label, states, nowOnly: [], isPod };
}

function nodeLane({ scenario, steps }: ClusterAnalysis): Lane {
  const { meanwhile = {} } = scenario;
  const back = stepOf(steps, 'returns')?.at;
  const off = meanwhile.writerGoneBy === undefined ? [] : [windowOf(meanwhile.writerGoneBy)];
  return lane('Node', { ...nodeWords(scenario, steps), tone: 'trouble' }, [
    ...off.map((from): LaneState => ({ text: 'surely off', tone: 'gone', from })),
    ...(back ? [{ text: 'is back', tone: 'fine', from: back } as const] : []),
  ]);
}

function nodeWords(scenario: Scenario, steps: readonly Step[]): Words {
  switch (scenario.kind) {
    case 'partition':
      return scenario.meanwhile?.storageCut
        ? { text: 'cut off, from its storage too; containers run on', short: 'cut off, from its storage too' }
        : { text: 'cut off: containers run, no heartbeat arrives', short: 'cut off, runs on' };
    case 'overload':
      return { text: 'overloaded: heartbeats get lost', short: 'overloaded' };
    case 'kubelet-stopped':
      return { text: 'kubelet stopped: containers run on', short: 'kubelet stopped' };
    case 'crash':
      return { text: 'crashed: nothing runs', short: 'crashed' };
    case 'zone-outage':
      return { text: `silent, like ${scenario.failed} of ${scenario.nodes} nodes of its zone`, short: 'silent' };
    case 'shutdown':
      return stepOf(steps, 'shutdown-begins')
        ? { text: 'shuts down: ends its pods in order', short: 'shuts down' }
        : { text: 'off: nothing was ended in order', short: 'off' };
    case 'node-deleted':
      return { text: 'its instance is gone', short: 'gone' };
  }
}

/** What the control plane takes the node for. */
function controlPlaneLane({ detection, taint, scenario, steps }: ClusterAnalysis): Lane {
  const { nodeDeletedAt, outOfServiceAt }: Interventions = scenario.meanwhile ?? {};
  const never = stepOf(steps, 'never-detected') || isNever(detection);
  const graceful = stepOf(steps, 'shutdown-begins') !== undefined;
  const condition = graceful ? 'NotReady' : 'Unknown';
  // The taint follows within a few seconds as a rule; a state of its own has it where a rate makes the node wait.
  const waits = !isNever(taint) && taint.earliest > detection.latest;
  const stops = valuesOf(steps, 'zone-state')?.rate === 0;
  const tainted = stops ? `${condition}; evictions stop` : `${condition}, tainted`;
  return lane(
    'Control plane',
    { text: never ? 'node Ready: nobody notices' : 'node Ready', short: 'Ready', tone: 'fine' },
    [
      {
        text: isNever(taint) ? `node ${stops ? tainted : condition}` : `node ${waits ? condition : tainted}`,
        short: condition,
        tone: 'trouble',
        from: detection,
      },
      ...(waits ? [{ text: 'tainted', tone: 'trouble', from: taint } as const] : []),
      ...(outOfServiceAt === undefined
        ? []
        : [{ text: 'out of service', tone: 'trouble', from: windowOf(outOfServiceAt) } as const]),
      ...(nodeDeletedAt === undefined
        ? []
        : [{ text: 'Node deleted', tone: 'gone', from: windowOf(nodeDeletedAt) } as const]),
    ],
  );
}

function objectLane({ steps }: ClusterAnalysis, analysis: WorkloadAnalysis): Lane {
  const { eviction, objectRemoval } = analysis;
  const graceful = stepOf(steps, 'shutdown-begins') !== undefined;
  const gone: LaneState = { text: graceful ? 'ended' : 'removed', tone: 'gone', from: objectRemoval };
  const deleted: LaneState = { text: graceful ? 'ending' : 'Terminating', tone: 'trouble', from: eviction };
  return lane('Pod object', { text: `Running${stays(analysis)}`, short: 'Running', tone: 'fine' }, [
    ...(sameWindow(eviction, objectRemoval) ? [] : [deleted]),
    gone,
  ]);
}

/** Why a pod that is not evicted is not. */
function stays({ eviction, steps }: WorkloadAnalysis): string {
  if (!isNever(eviction)) return '';
  if (stepOf(steps, 'tolerates-for-ever')) return ': tolerates the taint for ever';
  const reason = valuesOf(steps, 'not-evicted')?.reason;
  return reason === undefined ? '' : STAYS[reason];
}

const STAYS: Readonly<Record<StepValues['not-evicted']['reason'], string>> = {
  tolerates: ': tolerates the taint',
  'controller-off': ': no controller evicts it',
  'back-before': ': the node is back before',
  'not-detected': ': nobody evicts it',
  'all-zones-down': ': evictions stop, all zones are down',
};

/** Where the attach layer holds the second mount back, or may. */
function volumeLane({ steps, replacementMount }: WorkloadAnalysis): readonly Lane[] {
  const attached: Omit<LaneState, 'from'> = {
    text: 'attached to the old node',
    short: 'at the old node',
    tone: 'old',
  };
  if (stepOf(steps, 'volume-unknown')) {
    return [lane('Volume', { text: 'how it is attached is not known', tone: 'none' }, [])];
  }
  if (stepOf(steps, 'volume-guarded')) {
    return [
      lane('Volume', attached, [
        { text: 'attached to the new one', short: 'at the new', tone: 'new', from: replacementMount },
      ]),
    ];
  }
  return stepOf(steps, 'volume-stays-attached') ? [lane('Volume', attached, [])] : [];
}

function oldLane({ oldWriterGone, eviction, verdict }: WorkloadAnalysis, node: readonly Step[]): Lane {
  const does: Words =
    verdict === 'stateless'
      ? { text: 'runs on' }
      : verdict === 'shared'
        ? { text: 'uses the volume', short: 'uses it' }
        : { text: 'writes to the volume', short: 'writes' };
  const gone: Words =
    verdict === 'stateless'
      ? { text: 'ended' }
      : verdict === 'shared'
        ? { text: 'uses it no more', short: 'ended' }
        : { text: 'writes no more', short: 'no more' };
  // A kubelet that is back ends what was deleted, and nothing else.
  const back = stepOf(node, 'returns')?.at?.earliest ?? Number.POSITIVE_INFINITY;
  const from = isNever(eviction) && oldWriterGone.earliest >= back ? NEVER : oldWriterGone;
  return lane('Old pod', { ...does, tone: 'old' }, [{ ...gone, tone: 'gone', from }], true);
}

function newLane(analysis: WorkloadAnalysis): Lane {
  const { replacementMount, steps, eviction, nextRun } = analysis;
  const made = madeAt(steps) ?? nextRun?.window;
  const waits = made !== undefined && !isNever(made) && !sameWindow(made, replacementMount);
  const started: LaneState = { ...newWords(analysis), tone: 'new', from: replacementMount };
  // One that is made at once and held back by its volume is there already.
  const early = waits && made.earliest < replacementMount.earliest && made.latest <= replacementMount.latest;
  const waiting: Words = isNever(replacementMount)
    ? { text: 'waits: cannot mount the volume', short: 'cannot mount' }
    : { text: 'waits for the volume', short: 'waits' };
  const there: LaneState[] =
    early || (waits && isNever(replacementMount)) ? [{ ...waiting, tone: 'gone', from: made }] : [];
  const absent = isNever(replacementMount) && there.length === 0 ? whyNever(analysis, isNever(eviction)) : '';
  return lane('New pod', { text: absent, tone: 'none' }, [...there, started], true);
}

function newWords({ verdict }: WorkloadAnalysis): Words {
  switch (verdict) {
    case 'stateless':
      return { text: 'runs' };
    case 'shared':
      return { text: 'uses the volume', short: 'uses it' };
    case 'unknown':
      return { text: 'may write to the volume', short: 'may write' };
    default:
      return { text: 'writes to the volume', short: 'writes' };
  }
}

function madeAt(steps: readonly Step[]): Window | undefined {
  return (stepOf(steps, 'replacement-at-eviction') ?? stepOf(steps, 'replacement-after-removal'))?.at;
}

function whyNever({ steps, verdict, workload }: WorkloadAnalysis, notEvicted: boolean): string {
  if (workload.kind === 'DaemonSet') return 'none: every node has its own';
  if (notEvicted) return 'not started: the old pod is not evicted';
  if (stepOf(steps, 'volume-node-bound')) return 'cannot start: the volume is on the lost node';
  const never = valuesOf(steps, 'replacement-never');
  if (never?.kind === 'Pod') return 'not started: nothing replaces a bare Pod';
  if (verdict === 'pinned') return 'not started: it can run on its node only';
  if (never?.kind === 'StatefulSet') return 'not started: the old pod’s object is still there';
  if (stepOf(steps, 'volume-stays-attached')) return 'cannot start: the volume stays attached';
  if (stepOf(steps, 'volume-once-pod')) return 'not scheduled: the old pod’s object is still there';
  return verdict === 'blocked' ? 'not started: somebody must help' : `not started (${verdictWords(verdict).title})`;
}

function stepOf(steps: readonly Step[], code: StepCode): Step | undefined {
  return steps.find((step) => step.code === code);
}

/** What a step says; what differs between instances is left out of it. */
export function valuesOf<C extends StepCode>(steps: readonly Step[], code: C): StepValues[C] | undefined {
  return stepOf(steps, code)?.values as StepValues[C] | undefined;
}
