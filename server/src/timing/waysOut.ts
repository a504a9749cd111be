// What frees a workload that waits for outside help: each way with what must be true before, and what follows if it is not.
import { NEVER, type Window } from '../model/window.ts';
import { emptiedBy, type Workload } from '../model/workload.ts';
import { analyse } from './analyse.ts';
import type { ClusterAnalysis, Scenario, Verdict, WorkloadAnalysis } from './analysis.ts';
import type { Interventions } from './outsideHelp.ts';

/**
 * Who or what frees it: the node's return, or somebody. `fenced`: the replacement comes by itself, and the node is off before.
 * `recreate`: nothing replaces the pod, so that it is made again by hand.
 */
export type Way = 'return' | 'fenced' | 'out-of-service' | 'node-deleted' | 'force-delete' | 'recreate';

/** One way out, safest first. */
export interface WayOut {
  readonly by: Way;
  /** Nothing may be done before the node is surely off, or cut off from its storage. */
  readonly needsDeadNode: boolean;
  /** The node's name as the commands have it. */
  readonly node: string;
  /** The commands; none for what comes by itself. `NODE` stands for the node, an ordinal 0 for any of the pods. */
  readonly commands: readonly string[];
  /**
   * When the replacement can mount, if it is done as soon as the pod is evicted (for the return: as soon as the node is
   * back, which nobody can tell: never). Milliseconds from the silence.
   */
  readonly replacementMount: Window;
  /** When it is done in these windows: as soon as the pod is evicted. */
  readonly doneAt: number;
  readonly objectRemoval: Window;
  /** The verdict if the old pod still runs after all. */
  readonly verdictIfWrong: Verdict;
}

/** Verdicts of workloads that somebody may have to free. */
const STUCK: ReadonlySet<Verdict> = new Set<Verdict>(['blocked', 'guarded', 'unknown']);

/**
 * The ways out for a workload that is stuck, or whose replacement only waits for a timer.
 *
 * Sources: https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/, KEP-2268 (out-of-service)
 */
export function waysOut(analysis: ClusterAnalysis, workload: WorkloadAnalysis): readonly WayOut[] {
  // What is to have no pod waits for none.
  const waits = STUCK.has(workload.verdict) && emptiedBy(workload.workload) === undefined;
  return waits ? waysFor(analysis, workload, placeholders(workload.workload)) : [];
}

/** What keeps a workload with two writers to one: the node is off before the replacement comes by itself. */
export function fencingOf(workload: WorkloadAnalysis): readonly WayOut[] {
  if (workload.verdict !== 'double-mount' || !Number.isFinite(workload.eviction.earliest)) return [];
  return fencedWay(workload, placeholders(workload.workload));
}

/** What the commands name. */
export interface Names {
  readonly node: string;
  readonly namespace: string;
  readonly pod: string;
  /** The node has the out-of-service taint already: what is done beside it finds its volumes detached at once. */
  readonly isOutOfService?: boolean;
}

/** The same whatever the verdict is, for a pod and a node of these names. */
export function waysFor(analysis: ClusterAnalysis, workload: WorkloadAnalysis, names: Names): readonly WayOut[] {
  if (!Number.isFinite(workload.eviction.earliest)) return [];
  const at = evictedBy(workload);
  const node = inCommand(names.node, 'NODE');
  const pod = inCommand(names.pod, 'POD');
  const namespace = inCommand(names.namespace, 'NAMESPACE');
  const outOfService = analysis.effective.minors.some((minor) => minor >= OUT_OF_SERVICE_SINCE);
  const comes = { needsDeadNode: false, node, commands: [], verdictIfWrong: 'fenced' } as const;
  const ways: WayOut[] = [
    { by: 'return', ...comes, doneAt: at, replacementMount: NEVER, objectRemoval: NEVER },
    ...fencedWay(workload, names),
  ];
  const taint: Interventions = { outOfServiceAt: at };
  const add = (by: Way, commands: readonly string[], interventions: Interventions) => {
    const done = names.isOutOfService ? { ...taint, ...interventions } : interventions;
    const result = tried(analysis, workload.workload, done);
    if (!result || !Number.isFinite(result.replacementMount.earliest)) return;
    const { replacementMount, objectRemoval, verdict: verdictIfWrong } = result;
    ways.push({ by, needsDeadNode: true, node, commands, replacementMount, objectRemoval, doneAt: at, verdictIfWrong });
  };
  if (outOfService && !names.isOutOfService) {
    const command = `kubectl taint nodes ${node} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`;
    add('out-of-service', [command], taint);
  }
  add('node-deleted', [`kubectl delete node ${node}`], { nodeDeletedAt: at });
  const forced = `kubectl delete pod ${pod} -n ${namespace} --grace-period=0 --force`;
  add('force-delete', [forced], { forceDeletedAt: at });
  const again =
    workload.workload.kind === 'Pod' && workload.verdict !== 'pinned' ? madeAgain(analysis, workload, at) : undefined;
  if (again !== undefined) {
    const kept = `kubectl get pod ${pod} -n ${namespace} -o yaml > ${pod}.yaml`;
    const commands = [
      kept,
      forced,
      `kubectl create -f ${pod}.yaml   # without status, nodeName and what the API server added`,
    ];
    ways.push({ by: 'recreate', needsDeadNode: true, node, commands, doneAt: at, ...again });
  }
  return ways;
}

/** When its pod is evicted at the latest; at the earliest where there is no bound. */
function evictedBy({ eviction: { earliest, latest } }: WorkloadAnalysis): number {
  return Number.isFinite(latest) ? latest : earliest;
}

/** The node is off before the replacement comes, which it does by itself. */
function fencedWay(workload: WorkloadAnalysis, names: Names): readonly WayOut[] {
  const { replacementMount, objectRemoval, verdict } = workload;
  if (!Number.isFinite(replacementMount.earliest)) return [];
  const comes = { replacementMount, objectRemoval, doneAt: evictedBy(workload), verdictIfWrong: verdict };
  return [{ by: 'fenced', needsDeadNode: true, node: inCommand(names.node, 'NODE'), commands: [], ...comes }];
}

/** The taint does something by default since then. */
const OUT_OF_SERVICE_SINCE = 26;

function tried(
  { cluster, scenario }: ClusterAnalysis,
  workload: Workload,
  interventions: Interventions,
): WorkloadAnalysis | undefined {
  const meanwhile = { ...scenario.meanwhile, ...interventions };
  const [result] = analyse(cluster, { ...scenario, meanwhile } as Scenario, meanwhile, undefined, [workload]).workloads;
  return result;
}

/** A bare pod, made again under its own name once its object is gone: as a StatefulSet does. */
function madeAgain(
  analysis: ClusterAnalysis,
  { workload }: WorkloadAnalysis,
  at: number,
): Pick<WayOut, 'replacementMount' | 'objectRemoval' | 'verdictIfWrong'> | undefined {
  const result = tried(analysis, { ...workload, kind: 'StatefulSet' }, { forceDeletedAt: at });
  if (!result || !Number.isFinite(result.replacementMount.earliest)) return undefined;
  const { replacementMount, objectRemoval, verdict: verdictIfWrong } = result;
  return { replacementMount, objectRemoval, verdictIfWrong };
}

function placeholders({ kind, namespace, name, operator, controller }: Workload): Names {
  // Operators have names of their own for pods.
  const isSet = kind === 'StatefulSet' && operator === undefined && controller === undefined;
  const pod = isSet ? `${name}-0` : kind === 'Pod' ? name : 'POD';
  return { node: 'NODE', namespace, pod };
}

/** A name that Kubernetes takes (RFC 1123); anything else would be more than a name to a shell. */
function inCommand(name: string, placeholder: string): string {
  return /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(name) ? name : placeholder;
}
