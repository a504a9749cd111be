// A simulated run as a row of states: what node, control plane, pods and volume are at each event.

/** Events of a run, as the simulator names them. */
export type ReplayEvent =
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

/** What there is right after an event. */
export interface ReplayState {
  /** What has just happened; `end`: nothing more does. */
  readonly last: ReplayEvent | 'end';
  /** Milliseconds from the silence. */
  readonly at: number;
  readonly isCutOff: boolean;
  readonly isUnknown: boolean;
  readonly pod: 'running' | 'terminating' | 'removed';
  readonly replacement: 'none' | 'created' | 'writes';
  readonly oldWrites: boolean;
  /** The control plane still holds the volume for the old node. */
  readonly isAttached: boolean;
  readonly isDouble: boolean;
}

export interface ReplayRun {
  readonly events: readonly { readonly kind: ReplayEvent; readonly at: number }[];
  readonly isDouble: boolean;
  readonly observedUntil: number;
}

/** One state an event; one more where the replacement never comes. */
export function replayStates({ events, isDouble, observedUntil }: ReplayRun): readonly ReplayState[] {
  const states: ReplayState[] = [];
  let now: ReplayState = {
    last: 'silent',
    at: 0,
    isCutOff: true,
    isUnknown: false,
    pod: 'running',
    replacement: 'none',
    oldWrites: !events.some(({ kind, at }) => kind === 'writer-gone' && at <= 0),
    isAttached: true,
    isDouble: false,
  };
  for (const { kind, at } of events) {
    if (kind === 'writer-gone' && at <= 0) continue;
    now = { ...now, last: kind, at, ...CHANGES[kind] };
    now = { ...now, isDouble: isDouble && now.oldWrites && now.replacement === 'writes' };
    states.push(now);
  }
  if (now.replacement !== 'writes') states.push({ ...now, last: 'end', at: observedUntil });
  return states;
}

const CHANGES: Readonly<Record<ReplayEvent, Partial<ReplayState>>> = {
  silent: {},
  unknown: { isUnknown: true },
  tainted: { isUnknown: true },
  back: { isCutOff: false, isUnknown: false },
  evicted: { pod: 'terminating' },
  removed: { pod: 'removed' },
  created: { replacement: 'created' },
  detached: { isAttached: false },
  mounted: { replacement: 'writes' },
  'writer-gone': { oldWrites: false },
};
