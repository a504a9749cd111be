// What stands on the pages of the panel, in one place.
import type { Verdict } from '../../../timing/analysis.ts';
import type { Restarted } from '../../../tuner/trialChanges.ts';

/** The views of the panel, in the order of their tabs. */
export const VIEWS = ['glance', 'timeline', 'recovery', 'tuner', 'replay'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_TITLES: Readonly<Record<View, string>> = {
  glance: 'At a glance',
  timeline: 'Timeline',
  recovery: 'Recovery',
  tuner: 'Tuner',
  replay: 'Replay',
};

/** What happens to the node, as choices. */
export const SCENARIO_TITLES = {
  partition: 'cut off from the control plane (partition)',
  'kubelet-stopped': 'its kubelet stops',
  overload: 'overloaded: heartbeats are lost for a while',
  crash: 'crashes or loses power',
  'zone-outage': 'several nodes of a zone at once',
  'node-deleted': 'its instance is deleted',
  shutdown: 'shut down gracefully',
} as const;

/** What somebody does meanwhile: `--scenario`'s own names, what it is, and an example. */
export const WHAT_IFS = [
  ['force-delete', 'the pod is deleted by force after', '10m'],
  ['node-deleted', 'the Node is deleted after', '10m'],
  ['out-of-service', 'the out-of-service taint is set after', '10m'],
  ['fenced', 'the node is surely off after', '5m'],
  ['returns', 'the node is back after', '20m'],
  ['controller-restart', 'kube-controller-manager restarts after', '2m'],
] as const;
export const STORAGE_CUT = 'the node is cut off from its storage, too';

/** Arguments of scenarios: their own names, what they are, and what holds where nothing is said. */
export const SCENARIO_ARGUMENTS = {
  overload: [
    ['for', 'for', '10m'],
    ['loss', 'share of the heartbeats that is lost', '1'],
  ],
  'zone-outage': [
    ['failed', 'nodes that fail', '3'],
    ['nodes', 'nodes of the zone', '5'],
    ['zones', 'zones', '1'],
  ],
} as const;

export const RESTARTS: Readonly<Record<Restarted, string>> = {
  'kube-controller-manager': 'kube-controller-manager restarts',
  'kube-apiserver': 'kube-apiserver restarts; pods that run keep their seconds',
  kubelet: 'the kubelet restarts on every node',
  'cloud-controller-manager': 'cloud-controller-manager restarts',
  'kube-scheduler': 'kube-scheduler restarts',
  pods: 'the pods are made anew',
};

export const PANEL = {
  cluster: 'Cluster',
  workload: 'Workload',
  scenario: 'What happens to the node',
  version: 'Kubernetes version',
  views: 'Views',
  whatIf: 'What if, meanwhile',
  whatIfHint: 'Times after the last heartbeat, such as 90s or 10m; empty: nobody does it.',
  noWorkloads: 'No workload was found in the files of this cluster.',
  noWorkload: 'There is no workload to show here: choose a cluster that has some.',
  filter: 'Filter',
  filterHint: 'part of a name, namespace or kind',
  verdictFilter: 'Verdict',
  allVerdicts: 'all',
  noneMatch: 'No workload matches the filter.',
  firstFix: 'First fix',
  noFix: 'nothing to fix',
  legend: {
    unknown: 'node marked Unknown',
    evicted: 'pod evicted',
    old: 'old pod writes',
    fresh: 'new pod can write',
    both: 'both',
  },
  node: 'The node',
  source: "in Kubernetes' source",
  steps: 'Step by step',
  notKnown: 'Not known',
  parameters: 'Parameters',
  frees: 'What frees it, safest first',
  freesItself: 'It heals itself: no hand is needed in this scenario.',
  nothingToFree: 'No volume is held up here, so there is nothing to free.',
  twoWritersFirst:
    'Nothing waits: the replacement comes by itself, beside the old pod. Mend that first (Tuner, or the first fix).',
  actsByItself: 'Acts on a lost node by itself',
  condition: 'Only once',
  afterwards: 'Then the replacement can mount',
  ifWrong: 'If the old pod still runs',
  copy: 'Copy',
  sliders: 'Parameters',
  slidersHint: 'drag, arrow keys, or type',
  now: 'now',
  fallback: 'default',
  notWritten: 'not written',
  replacementBy: 'new pod can write, at the latest',
  heartbeats: 'lost heartbeats survived',
  fencing: 'time to fence, at the least',
  writes: 'heartbeat writes a minute, 1,000 nodes',
  was: 'was',
  allWorkloads: 'All workloads with these values',
  asNow: 'As the files are now.',
  apply: 'Apply…',
  reset: 'Reset',
  nothingWritten: 'The diff of all files is open. Nothing is written yet.',
  write: 'Write',
  cancel: 'Cancel',
  byHand: 'To be set by hand',
  cannotTune: 'cannot be read, so nothing can be tried',
  targets: 'Propose for my targets',
  take: 'Take these values',
  metAlready: 'Met as it is.',
  canBeMet: 'Can be met.',
  cannotBeMet: 'Cannot be met.',
  targetFailover: 'replaced no later than',
  targetEvicted: 'evicted no later than',
  targetHeartbeats: 'lost heartbeats survived',
  targetFencing: 'time to fence',
  badValue: 'is no time such as 40s or 5m',
  tracks: { danger: 'two writers', warning: 'too few heartbeats, or not known', safe: 'one writer' },
  play: 'Play',
  pause: 'Pause',
  back: 'Back',
  step: 'Step',
  exportSvg: 'Export as SVG',
  exportHtml: 'Export as HTML',
  cannotPlay: 'This cannot be played: an input of it is not known, or the node shuts down gracefully.',
  moment: 'Moment',
  controlPlane: 'Control plane',
  lostNode: 'lost node',
  otherNode: 'another node',
  volume: 'volume',
} as const;

/** How many runs were played, and in how many two pods could write. */
export function runsSentence(runs: number, doubleMounts: number): string {
  const seen = doubleMounts === 0 ? 'two writers in none' : `two writers in ${doubleMounts}`;
  return `The worst of ${runs} simulated runs; ${seen} of them.`;
}

export function changesTitle(values: number, files: number): string {
  return `Changes ${counted(values, 'value')} in ${counted(files, 'file')}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Of workloads that are alike in their verdict. */
export function groupTitle(title: string, count: number): string {
  return `${title} (${count})`;
}

/** Worst verdicts stand open where there are many workloads. */
export const OPEN_VERDICTS: ReadonlySet<Verdict> = new Set<Verdict>(['double-mount', 'guarded', 'unknown']);
