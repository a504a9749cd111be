// What stands on the pages of the panel, in one place.
import { listed, type Message, type Said, say } from '../../../text/message.ts';
import type { Verdict } from '../../../timing/analysis.ts';
import type { Restarted } from '../../../tuner/trialChanges.ts';

/** The views of the panel, in the order of their tabs. */
export const VIEWS = ['glance', 'timeline', 'recovery', 'tuner', 'replay'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_TITLES: Readonly<Record<View, Message>> = {
  glance: say`At a glance`,
  timeline: say`Timeline`,
  recovery: say`Recovery`,
  tuner: say`Tuner`,
  replay: say`Replay`,
};

/** What happens to the node, as choices. */
export const SCENARIO_TITLES = {
  partition: say`cut off from the control plane (partition)`,
  'kubelet-stopped': say`its kubelet stops`,
  overload: say`overloaded: heartbeats are lost for a while`,
  crash: say`crashes or loses power`,
  'zone-outage': say`several nodes of a zone at once`,
  'node-deleted': say`its instance is deleted`,
  shutdown: say`shut down gracefully`,
} as const;

/** What somebody does meanwhile: `--scenario`'s own names, what it is, and an example. */
export const WHAT_IFS = [
  ['force-delete', say`the pod is deleted by force after`, '10m'],
  ['node-deleted', say`the Node is deleted after`, '10m'],
  ['out-of-service', say`the out-of-service taint is set after`, '10m'],
  ['fenced', say`the node is surely off after`, '5m'],
  ['returns', say`the node is back after`, '20m'],
  ['controller-restart', say`kube-controller-manager restarts after`, '2m'],
] as const;
/** What is chosen where nobody does one of them. */
export const NEVER_DONE = 'never';
export const STORAGE_CUT = say`the node is cut off from its storage, too`;

/** Arguments of scenarios: their own names, what they are, and what holds where nothing is said. */
export const SCENARIO_ARGUMENTS = {
  overload: [
    ['for', say`how long`, '10m'],
    ['loss', say`share of the heartbeats that is lost`, '1'],
  ],
  'zone-outage': [
    ['failed', say`nodes that fail`, '3'],
    ['nodes', say`nodes of the zone`, '5'],
    ['zones', say`zones`, '1'],
  ],
} as const;

export const RESTARTS: Readonly<Record<Restarted, Message>> = {
  'kube-controller-manager': say`kube-controller-manager restarts`,
  'kube-apiserver': say`kube-apiserver restarts; pods that run keep their seconds`,
  kubelet: say`the kubelet restarts on every node`,
  'cloud-controller-manager': say`cloud-controller-manager restarts`,
  'kube-scheduler': say`kube-scheduler restarts`,
  pods: say`the pods are made anew`,
};

export const PANEL = {
  cluster: say`Cluster`,
  workload: say`Workload`,
  scenario: say`What happens to the node`,
  version: say`Kubernetes version`,
  views: say`Views`,
  whatIfHint: say`Times after the last heartbeat, such as 90s or 10m; empty: nobody does it.`,
  noWorkloads: say`No workload was found in the files of this cluster.`,
  noWorkload: say`There is no workload to show here: choose a cluster that has some.`,
  filter: say`Filter`,
  filterHint: say`part of a name, namespace or kind`,
  verdictFilter: say`Verdict`,
  allVerdicts: say`all`,
  noneMatch: say`No workload matches the filter.`,
  firstFix: say`First fix`,
  noFix: say`nothing to fix`,
  noSingleFix: say`no single value mends it`,
  toTuner: say`Find values that hold`,
  legend: {
    unknown: say`node marked Unknown`,
    evicted: say`pod evicted`,
    old: say`old pod writes`,
    fresh: say`new pod can write`,
    both: say`both write`,
  },
  node: say`The node`,
  steps: say`Step by step`,
  notKnown: say`Not known:`,
  parameters: say`Parameters`,
  frees: say`What frees it, safest first`,
  freesItself: say`It heals itself: no hand is needed in this scenario.`,
  nothingToFree: say`No volume is held up here, so there is nothing to free.`,
  twoWritersFirst: say`Nothing waits: the replacement comes by itself, beside the old pod. Mend that first.`,
  actsByItself: say`Acts on a lost node by itself`,
  condition: say`Only once`,
  afterwards: say`Then the replacement can mount`,
  ifWrong: say`If the old pod still runs`,
  copy: say`Copy`,
  sliders: say`Parameters`,
  slidersHint: say`drag, arrow keys, or type`,
  notWritten: say`not written`,
  replacementBy: say`new pod can write, at the latest`,
  heartbeats: say`lost heartbeats survived`,
  fencing: say`time to fence, at the least`,
  writes: say`heartbeat writes a minute, 1,000 nodes`,
  supposed: say`supposed: it stands in no file`,
  onlyFenced: say`Fencing is supposed here: no file is changed for it.`,
  asNow: say`As the files are now.`,
  apply: say`Apply…`,
  reset: say`Reset`,
  nothingWritten: say`The diff of all files is open. Nothing is written yet.`,
  cancel: say`Cancel`,
  byHand: say`To be set by hand`,
  targets: say`Propose for my targets`,
  take: say`Take these values`,
  metAlready: say`Met as it is.`,
  canBeMet: say`Can be met.`,
  cannotBeMet: say`Cannot be met.`,
  targetFailover: say`replaced no later than`,
  targetEvicted: say`evicted no later than`,
  targetHeartbeats: say`lost heartbeats survived`,
  targetFencing: say`time to fence`,
  tracks: { danger: say`two writers`, warning: say`too few heartbeats, or not known`, safe: say`one writer` },
  play: say`Play`,
  pause: say`Pause`,
  back: say`Back`,
  step: say`Step`,
  exportSvg: say`Export as SVG`,
  exportHtml: say`Export as HTML`,
  cannotPlay: say`This cannot be played: an input of it is not known, or the node shuts down gracefully.`,
  moment: say`Moment`,
  controlPlane: say`Control plane`,
  lostNode: say`lost node`,
  otherNode: say`another node`,
  volume: say`volume`,
} as const;

/** How many runs were played, and in how many two pods could write. */
export function runsSentence(runs: number, doubleMounts: number): Message {
  return doubleMounts === 0
    ? say`The worst of ${runs} simulated runs; two writers in none of them.`
    : say`The worst of ${runs} simulated runs; two writers in ${doubleMounts} of them.`;
}

export function changesTitle(values: number, files: number): Message {
  return say`Changes ${valuesCounted(values)} in ${filesCounted(files)}`;
}

export function writeTitle(values: number, files: number): Message {
  return say`Write: ${valuesCounted(values)} in ${filesCounted(files)}`;
}

function valuesCounted(count: number): Message {
  return count === 1 ? say`1 value` : say`${count} values`;
}

function filesCounted(count: number): Message {
  return count === 1 ? say`1 file` : say`${count} files`;
}

/** How many lost heartbeats a value survives, at a slider. */
export function heartbeatsSurvived(count: number): Message {
  return count === 1 ? say`1 lost heartbeat survived` : say`${count} lost heartbeats survived`;
}

/** The head of the what-ifs, by how many of them are set. */
export function whatIfTitle(set: number): Message {
  if (set === 0) return say`What if, meanwhile…`;
  return set === 1 ? say`What if, meanwhile: 1 thing` : say`What if, meanwhile: ${set} things`;
}

/** What was typed into a field for a time, and is none. */
export function badTime(text: string): Message {
  return say`${text} is no time such as 40s or 5m`;
}

/** Inputs that cannot be read, by their names. */
export function cannotTune(unknown: readonly string[]): Message {
  return say`${listed(unknown)}: cannot be read, so nothing can be tried.`;
}

/** Of workloads that are alike in their verdict. */
export function groupTitle(title: Said, count: number): Message {
  return say`${title} (${count})`;
}

/** Worst verdicts stand open where there are many workloads. */
export const OPEN_VERDICTS: ReadonlySet<Verdict> = new Set<Verdict>(['double-mount', 'guarded', 'unknown']);
